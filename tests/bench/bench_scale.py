"""Figures of docs/scale.md: speed and memory of `batch`, speed, memory and recall of `match`.

    python tests/bench/bench_scale.py batch [PAIRS] [JOBS]
    python tests/bench/bench_scale.py match RELEASES ARTICLES WEEKS [JOBS]
    python tests/bench/bench_scale.py open PAIRS_FOLDER NOISE.jsonl...

`open` takes a folder of topics with official.txt and press-N.txt, and news texts (JSON Lines with `text`) of which every
fourth stands among the releases, the others among the articles. No date is given: every article could cover every release.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

import duckdb

from reportgen import Document, compare
from reportgen.align.pairmodel import use_threads
from reportgen.batch import run_batch
from reportgen.batch.match import match_coverage
from tests.batch.generator import Archive, make_archive

if TYPE_CHECKING:
    from collections.abc import Iterable

OFFICIAL = (
    "The ministry opened the {0} bridge on Thursday after repairs that cost {1} million euros.\n\n"
    "Traffic was diverted for two years. The ministry will inspect the {0} bridge every year and publish what it finds. "
    "Nobody was hurt during the works.\n"
)
PRESS = (
    "The {0} bridge was opened on Thursday after repairs that cost {2} million euros.\n\nResidents of {0} were glad. "
    "The mayor may ask for a second bridge. Traffic had been diverted for two years.\n"
)


def cpu_seconds(which: int) -> float:
    """Return the CPU seconds of this process, or of those of its children that have ended."""
    used = resource.getrusage(which)
    return used.ru_utime + used.ru_stime


def peak(pid: int | str = "self") -> float:
    """Return the most memory a process has held, in MB; 0 where it is gone.

    Linux's ru_maxrss is no measure of a child: a process starts with that of the one that started it.
    """
    with suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text("utf-8"))
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


class Watch:
    """Looks at this process's children while something runs: `peak` is the most that one of them has held, in MB."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._end.wait(0.05):
            for children in Path("/proc/self/task").glob("*/children"):
                with suppress(OSError):
                    self.peak = max(self.peak, *map(peak, children.read_text("utf-8").split()), 0.0)


def report(name: str, **values: object) -> None:
    """Print one line of figures, with the load they were measured under."""
    told = ", ".join(f"{key} {value:.3g}" if isinstance(value, float) else f"{key} {value}" for key, value in values.items())
    print(f"{name}: {told}; load {os.getloadavg()[0]:.1f}", flush=True)


def bench_batch(pairs: int = 1000, jobs: int = 2) -> None:
    """Print the speed of one pair after another in one process, and of a batch."""
    texts = [(OFFICIAL.format(f"Ems{n}", n % 90 + 2), PRESS.format(f"Ems{n}", n % 90 + 2, n % 90 + 5)) for n in range(pairs)]
    use_threads(1)  # as a worker does
    for official, press in texts[:3]:
        compare(Document.from_text(official), Document.from_text(press))
    cpu, wall = time.process_time(), time.monotonic()
    sample = texts[:200]
    for official, press in sample:
        compare(Document.from_text(official), Document.from_text(press)).to_json()
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    report("one after another", pairs=len(sample), pairs_per_cpu_second=len(sample) / cpu, pairs_per_second=len(sample) / wall)
    single = len(sample) / wall
    with tempfile.TemporaryDirectory() as folder:
        manifest = Path(folder, "m.jsonl")
        manifest.write_text("".join(json.dumps({"official_text": one, "press_text": two}) + "\n" for one, two in texts), "utf-8")
        before, wall = cpu_seconds(resource.RUSAGE_CHILDREN), time.monotonic()
        with Watch() as watch:
            result = run_batch(manifest, Path(folder, "out"), jobs=jobs)
        wall, cpu = time.monotonic() - wall, cpu_seconds(resource.RUSAGE_CHILDREN)
    report(
        f"batch on {jobs} processes",
        pairs=result.done,
        seconds=wall,
        pairs_per_second=pairs / wall,
        of_jobs_times_single=pairs / wall / jobs / single,
        workers_cpu_seconds=cpu - before,
        worker_mb=watch.peak,
        driver_mb=peak(),
    )


def bench_match(releases: int, articles: int, weeks: int, jobs: int = 1) -> None:
    """Print speed, memory and recall on a made-up archive."""
    archive = make_archive(releases, articles, weeks=weeks)
    with tempfile.TemporaryDirectory() as folder:
        sides = [write(Path(folder, f"{name}.jsonl"), getattr(archive, name)) for name in ("releases", "articles")]
        made = cpu_seconds(resource.RUSAGE_SELF)
        wall = time.monotonic()
        with Watch() as watch:
            result = match_coverage(*sides, Path(folder, "m.parquet"), jobs=jobs, memory="1GB")
        wall = time.monotonic() - wall
        found = duckdb.sql(f"SELECT release, article, rank, method FROM '{folder}/m.parquet'").fetchall()  # noqa: S608
    cpu = cpu_seconds(resource.RUSAGE_SELF if jobs == 1 else resource.RUSAGE_CHILDREN)
    best = {article: release for release, article, rank, _ in found if rank == 1}
    report(
        f"match {releases} x {articles} in {weeks} weeks on {jobs}",
        blocks=result.blocks,
        seconds=wall,
        cpu_seconds=cpu - (made if jobs == 1 else 0),
        worker_mb=peak() if jobs == 1 else watch.peak,
        matches_per_article=len(found) / articles,
        **recall(archive, best),
    )


def recall(archive: Archive, best: dict[str, str]) -> dict[str, float]:
    """Return the share of covering articles whose first match is right, by how they cover, and of first matches that are."""
    right = {article for article, release in best.items() if archive.truth.get(article) == release}
    others = archive.truth.keys() - archive.copying
    return {
        "recall": len(right) / len(archive.truth),
        "copying": len(right & archive.copying) / len(archive.copying),
        "reworded": len(right & others) / len(others),
        "precision": len(right) / max(1, len(best)),
    }


def bench_open(pairs: str, *noise: str) -> None:
    """Print recall on real reports among other news."""
    releases, articles, truth = [], [], {}
    for topic in sorted(path for path in Path(pairs).iterdir() if (path / "official.txt").is_file()):
        releases.append({"id": topic.name, "text": (topic / "official.txt").read_text("utf-8")})
        for press in sorted(topic.glob("press-?.txt")):
            articles.append({"id": f"{topic.name}/{press.stem}", "text": press.read_text("utf-8")})
            truth[articles[-1]["id"]] = topic.name
    for source in noise:
        seen = dict.fromkeys(_text(json.loads(line)) for line in Path(source).read_text("utf-8").splitlines())
        for number, text in enumerate(seen):
            (articles if number % 4 else releases).append({"id": f"{Path(source).parent.name} {number}", "text": text})
    for floor in (0.12, 0.17, 0.25):
        with tempfile.TemporaryDirectory() as folder:
            from reportgen.batch.covering import Limits  # noqa: PLC0415

            sides = [write(Path(folder, f"{name}.jsonl"), own) for name, own in (("releases", releases), ("articles", articles))]
            match_coverage(*sides, Path(folder, "m.parquet"), jobs=1, limits=Limits(floor=floor))
            found = duckdb.sql(f"SELECT release, article, rank FROM '{folder}/m.parquet'").fetchall()  # noqa: S608
        best = {article: release for release, article, rank in found if rank == 1}
        right = sum(best.get(article) == release for article, release in truth.items())
        strange = sum(article not in truth and release in set(truth.values()) for article, release in best.items())
        report(
            f"open texts, floor {floor}",
            releases=len(releases),
            articles=len(articles),
            right=f"{right} of {len(truth)}",
            strangers_given_to_the_topics=f"{strange} of {len(articles) - len(truth)}",
            matches_per_article=len(found) / len(articles),
        )


def _text(row: dict[str, object]) -> str:
    """Return the text of a line of an open set: its own, or the sentences of an alignment's right side."""
    text = row.get("text")
    if isinstance(text, str):
        return text
    sentences = row["right"]
    assert isinstance(sentences, list)
    return "\n".join(sentences)


def write(path: Path, documents: Iterable[dict[str, str]]) -> str:
    """Write documents as JSON Lines; return where."""
    path.write_text("".join(json.dumps(document) + "\n" for document in documents), "utf-8")
    return str(path)


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "open":
        bench_open(*rest)
    else:
        {"batch": bench_batch, "match": bench_match}[what](*map(int, rest))
