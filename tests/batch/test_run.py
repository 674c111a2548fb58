"""A batch as a whole: what comes out, what is kept, what is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportgen.batch import run_batch
from reportgen.batch.duck import load_duckdb
from reportgen.errors import RenderError, UsageError
from reportgen.model import Comparison
from reportgen.settings import Settings
from tests.batch.conftest import OFFICIAL, REPORTS, hashes, write_manifest

if TYPE_CHECKING:
    from reportgen.batch.run import Progress


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    """Return what a query finds in the tables of a folder."""
    with load_duckdb().connect() as duck:
        for table in ("comparisons", "statements", "pairs", "contrasts"):
            duck.execute(f"CREATE VIEW {table} AS FROM read_parquet('{folder / table}.parquet')")
        found: list[tuple[object, ...]] = duck.execute(query).fetchall()
        return found


def test_what_comes_out(archive: Path, tmp_path: Path) -> None:
    """Each pair has its comparison file, and the tables have a row for each of their parts, in the order of the manifest."""
    out = tmp_path / "out"
    result = run_batch(archive / "manifest.csv", out, jobs=1)
    assert (result.total, result.done, result.kept, result.failed, result.unused) == (6, 6, 0, 0, ("desk",))
    names = [name for (name,) in rows(out, "SELECT comparison FROM comparisons")]
    assert names == ["ems-1", "ems-2", "weser-1", "weser-2", "leine-1", "leine-2"]
    comparison = Comparison.from_json((out / "comparisons/ems-1.json").read_text("utf-8"))
    assert comparison.reports[0].publisher == "Herald"
    own = rows(out, "SELECT pair, label, official, press FROM pairs WHERE comparison = 'ems-1'")
    assert own == [(pair.id, pair.label.value, list(pair.official), list(pair.press)) for pair in comparison.pairs]
    told = rows(out, "SELECT kind, reason, official_passage FROM contrasts WHERE comparison = 'ems-1'")
    contrasts = [contrast for pair in comparison.pairs for contrast in pair.contrasts]
    assert [(kind, reason) for kind, reason, _ in told] == [(item.kind.value, item.reason) for item in contrasts]
    assert "15 million" in str(told[0][2])
    (counts,) = rows(out, "SELECT sum(official_statements), sum(press_statements), sum(contrasts) FROM comparisons")
    parts = rows(out, "SELECT count(*) FILTER (side = 'official'), count(*) FILTER (side = 'press') FROM statements")[0]
    assert counts == (*parts, rows(out, "SELECT count(*) FROM contrasts")[0][0])


def test_labels_add_up(archive: Path, tmp_path: Path) -> None:
    """The counts of each comparison are those of its statements' labels."""
    run_batch(archive / "manifest.csv", tmp_path / "out", jobs=1)
    wrong = rows(
        tmp_path / "out",
        "SELECT c.comparison FROM comparisons c JOIN statements s USING (comparison) GROUP BY ALL HAVING "
        "any_value(official_omitted) != count(*) FILTER (label = 'omitted') OR any_value(press_added) != count(*) FILTER "
        "(label = 'added') OR any_value(official_matched + press_matched) != count(*) FILTER (label = 'matched')",
    )
    assert wrong == []


@pytest.mark.slow
def test_processes_give_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    """One process and three, with briefs, write the same files to the byte."""
    lines = (archive / "manifest.csv").read_text("utf-8").splitlines(keepends=True)
    (archive / "manifest.csv").write_text("".join(lines[:4]), "utf-8")
    for jobs in (1, 3):
        run_batch(archive / "manifest.csv", tmp_path / str(jobs), jobs=jobs, formats=("pdf", "html"))
    one = hashes(tmp_path / "1")
    assert one == hashes(tmp_path / "3")
    assert {"briefs/ems-1.pdf", "briefs/ems-1.html", "summary.pdf", "summary.html", "pairs.parquet"} <= set(one)


def test_what_is_finished_is_kept(archive: Path, tmp_path: Path) -> None:
    """A second run keeps what has the same texts and settings, and compares anew what has not."""
    manifest, out = archive / "manifest.csv", tmp_path / "out"
    run_batch(manifest, out, jobs=1)
    before = hashes(out)
    assert run_batch(manifest, out, jobs=1).kept == 6
    assert hashes(out) == before

    (archive / "ems/press-1.txt").write_text("The mayor of Ems spoke of 12 million euros.", "utf-8")
    assert run_batch(manifest, out, jobs=1).done == 1
    (out / "comparisons/weser-1.json").unlink()
    assert run_batch(manifest, out, jobs=1).done == 1
    assert run_batch(manifest, out, jobs=1, force=True).done == 6
    assert run_batch(manifest, out, jobs=1, settings=Settings(link_floor=0.9)).done == 6
    assert run_batch(manifest, out, jobs=1, formats=("md",), settings=Settings(link_floor=0.9)).done == 6
    assert (out / "briefs/ems-1.md").is_file()


def test_records_of_the_past_go(archive: Path, tmp_path: Path) -> None:
    """Records that belong to no line any more are removed, and their rows are in no table."""
    out = tmp_path / "out"
    run_batch(archive / "manifest.csv", out, jobs=1)
    lines = (archive / "manifest.csv").read_text("utf-8").splitlines(keepends=True)
    (archive / "manifest.csv").write_text("".join(lines[:3]), "utf-8")
    assert run_batch(archive / "manifest.csv", out, jobs=1, settings=Settings(link_floor=0.9)).done == 2
    assert len(list((out / "records").iterdir())) <= 2
    assert rows(out, "SELECT DISTINCT comparison FROM pairs ORDER BY ALL") == [("ems-1",), ("ems-2",)]


def test_a_bad_pair_does_not_stop_the_others(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that is missing, one that is empty, one that is no text, and a fault of ours are told; the others are compared."""
    (archive / "ems/press-1.txt").unlink()
    (archive / "ems/press-2.txt").write_bytes(b"")
    (archive / "weser/press-1.txt").write_bytes(b"\x7fELF" + bytes(range(256)) * 20)
    from reportgen.batch import work  # noqa: PLC0415  (patched below)

    real = work.compare

    def faulty(official: object, press: object, **options: object) -> object:
        if press.name == "press-2.txt" and "Weser" in press.text:  # type: ignore[attr-defined]
            raise RecursionError("too deep")
        return real(official, press, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "compare", faulty)
    result = run_batch(archive / "manifest.csv", tmp_path / "out", jobs=1)
    assert (result.done, result.failed) == (2, 4)
    assert [outcome.error for outcome in result.failures] == ["missing-file", "empty-file", "binary-file", "unexpected"]
    assert rows(tmp_path / "out", "SELECT status, count(*) FROM comparisons GROUP BY ALL ORDER BY ALL") == [
        ("done", 2),
        ("failed", 4),
    ]
    assert "too deep" in (tmp_path / "out/summary.html").read_text("utf-8")
    monkeypatch.undo()
    assert run_batch(archive / "manifest.csv", tmp_path / "out", jobs=1).done == 1


def test_fail_fast(archive: Path, tmp_path: Path) -> None:
    """Told to, a batch stops at the first failure, and what was finished is kept for the next run."""
    (archive / "ems/press-2.txt").unlink()
    result = run_batch(archive / "manifest.csv", tmp_path / "out", jobs=1, fail_fast=True)
    assert (result.done, result.failed, result.stopped) == (1, 1, True)
    assert run_batch(archive / "manifest.csv", tmp_path / "out", jobs=1).kept == 1


def test_nothing_can_be_written(archive: Path, tmp_path: Path) -> None:
    """A folder that cannot be made ends the batch before it begins."""
    (tmp_path / "file").write_text("")
    with pytest.raises(RenderError, match="output-not-writable"):
        run_batch(archive / "manifest.csv", tmp_path / "file/out", jobs=1)


def test_an_unknown_format(archive: Path, tmp_path: Path) -> None:
    """A format nobody knows is told before any work."""
    with pytest.raises(UsageError, match="unknown-format"):
        run_batch(archive / "manifest.csv", tmp_path / "out", formats=("odt",))


def test_odd_texts_reach_the_tables(tmp_path: Path) -> None:
    """Control characters and lone surrogates neither stop a batch nor break its tables."""
    odd = "The ministry\u0000 opened the bridge\udcff on Thursday \U0001f309.\n"
    manifest = tmp_path / "m.jsonl"
    (tmp_path / "o.txt").write_bytes(odd.encode("utf-8", "surrogatepass"))
    manifest.write_text(json.dumps({"id": "x", "official": "o.txt", "press_text": odd.replace("\udcff", "")}) + "\n", "utf-8")
    result = run_batch(manifest, tmp_path / "out", jobs=1)
    if result.done:
        assert rows(tmp_path / "out", "SELECT count(*) FROM statements") != [(0,)]
    else:
        assert result.failures[0].error != "unexpected"


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_object_storage(kind: str, archive: Path, tmp_path: Path) -> None:
    """Texts and results may be behind an address, and give the same results as on disk."""
    import fsspec  # noqa: PLC0415  (an extra)

    base = f"memory://{uuid.uuid4().hex}" if kind == "memory" else (tmp_path / "store").as_uri()
    store = fsspec.filesystem(kind)
    store.makedirs(base, exist_ok=True)
    store.put(str(archive), f"{base}/archive", recursive=True)
    result = run_batch(f"{base}/archive/manifest.csv", f"{base}/out", jobs=1)
    assert (result.done, result.failed) == (6, 0)
    assert run_batch(f"{base}/archive/manifest.csv", f"{base}/out", jobs=1).kept == 6
    store.get(f"{base}/out", str(tmp_path / "copy"), recursive=True)
    run_batch(archive / "manifest.csv", tmp_path / "out", jobs=1)
    assert hashes(tmp_path / "copy") == hashes(tmp_path / "out")


def test_progress_counts_up(archive: Path, tmp_path: Path) -> None:
    """Every line is counted once, and the last count is the whole."""
    seen: list[int] = []
    last: list[Progress] = []

    def tell(progress: Progress) -> None:
        seen.append(progress.finished)
        last[:] = [progress]

    run_batch(archive / "manifest.csv", tmp_path / "out", jobs=1, progress=tell)
    assert seen == [0, 1, 2, 3, 4, 5, 6]
    assert last[0].seconds_left() == 0


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_stopped_and_gone_on_with(tmp_path: Path) -> None:
    """Stopped with Ctrl-C, a batch leaves whole files; the same command goes on and ends where one run would have."""
    texts = {name: REPORTS[name].format("Ems") for name in REPORTS}
    lines = [
        {"id": f"{outlet.lower()}-{number}", "official_text": OFFICIAL.format(f"Ems{number}"), "press_text": text}
        for number in range(30)
        for outlet, text in texts.items()
    ]
    write_manifest(tmp_path / "m.csv", lines)
    out = tmp_path / "out"
    start = (
        "import signal, sys\nfrom reportgen.cli import main\n"
        "if __name__ == '__main__':\n    signal.signal(signal.SIGINT, signal.default_int_handler)\n    sys.exit(main())\n"
    )
    (tmp_path / "start.py").write_text(start, "utf-8")
    command = [sys.executable, str(tmp_path / "start.py"), "batch", str(tmp_path / "m.csv"), "-o", str(out), "--jobs", "2"]
    here = Path(__file__).resolve().parents[2]
    environment = os.environ | {"PYTHONPATH": str(here)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, start_new_session=True) as process:
        deadline = time.monotonic() + 120
        while not list(out.glob("records/*.gz")) and time.monotonic() < deadline:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
        told = process.communicate(timeout=120)[1].decode()
    assert process.returncode == 130, told
    assert "goes on from there" in told
    finished = list(out.glob("comparisons/*"))
    assert 0 < len(finished) < len(lines)
    for path in finished:
        Comparison.from_json(path.read_text("utf-8"))
    assert not [path for path in out.rglob("*") if path.suffix == ".part"]
    again = run_batch(tmp_path / "m.csv", out, jobs=1)
    assert again.kept > 0
    assert again.kept + again.done == len(lines)
    run_batch(tmp_path / "m.csv", tmp_path / "whole", jobs=1)
    assert hashes(out) == hashes(tmp_path / "whole")
