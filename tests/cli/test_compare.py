"""`reportgen compare`: what it writes, says, and refuses."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import pytest

from reportgen import Comparison
from reportgen.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

is_root = hasattr(os, "geteuid") and os.geteuid() == 0


def test_the_brief_goes_to_the_output_folder(run: Run, folder: Path) -> None:
    """Without -o a PDF is written to output/, named after its sources; data stays off standard output."""
    outcome = run("compare", "official.txt", "press.txt")
    assert (outcome.code, outcome.out) == (0, "")
    assert [path.name for path in (folder / "output").iterdir()] == ["official--press.pdf"]
    assert (folder / "output" / "official--press.pdf").read_bytes().startswith(b"%PDF-")
    assert outcome.err.splitlines()[-1] == "Wrote output/official--press.pdf"


def test_the_summary_counts_pairs(run: Run, folder: Path) -> None:
    """The summary tells, for each report, how many pairs have each label."""
    outcome = run("compare", "official.txt", "press.txt", "-o", "brief.json")
    comparison = Comparison.from_json((folder / "brief.json").read_text("utf-8"))
    labels = [pair.label for pair in comparison.pairs]
    expected = ", ".join(f"{labels.count(name)} {name}" for name in ("contrasting", "matched", "omitted", "added"))
    assert f"press.txt: {expected}\n" in outcome.err


def test_a_report_on_another_matter_is_told(run: Run, folder: Path) -> None:
    """Where nothing is paired, it is said on standard error that the report does not seem to be about the statement."""
    text = "A bakery in Lyon won a prize.\n\nThe judges praised its crust.\n\nThe baker learned from his grandmother.\n"
    (folder / "bakery.txt").write_text(text, "utf-8")
    outcome = run("compare", "official.txt", "press.txt", "bakery.txt", "-o", "brief.md")
    told = [line for line in outcome.err.splitlines() if "about this statement" in line]
    assert len(told) == 1
    assert told[0].startswith("Note on bakery.txt: The report ")
    assert told[0].endswith("; nothing in it could be paired.")


def test_several_outputs(run: Run, folder: Path) -> None:
    """-o may be repeated; the suffix tells each format."""
    outcome = run("compare", "official.txt", "press.txt", "-o", "a.pdf", "-o", "a.html", "-o", "a.json")
    assert outcome.code == 0
    assert (folder / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert "<html" in (folder / "a.html").read_text("utf-8")
    assert json.loads((folder / "a.json").read_text("utf-8"))["schema"] == "reportgen/comparison/1"
    assert not (folder / "output").exists()


@pytest.mark.parametrize("args", [["--json"], ["-o", "-", "--format", "json"]])
def test_the_comparison_on_standard_output(run: Run, folder: Path, args: list[str]) -> None:
    """--json and -o - --format json write the comparison file to standard output and nothing else anywhere."""
    before = sorted(folder.iterdir())
    outcome = run("compare", "official.txt", "press.txt", *args, "-q")
    assert (outcome.code, outcome.err) == (0, "")
    assert Comparison.from_json(outcome.out).official.title == "Bridge reopens"
    assert sorted(folder.iterdir()) == before


def test_several_reports(run: Run, folder: Path) -> None:
    """Each report has its own pairs and its own line of the summary."""
    (folder / "weekly.txt").write_text("The bridge over the Ems reopened on Thursday.", "utf-8")
    outcome = run("compare", "official.txt", "press.txt", "weekly.txt", "-o", "brief.json")
    comparison = Comparison.from_json((folder / "brief.json").read_text("utf-8"))
    assert [report.name for report in comparison.reports] == ["press.txt", "weekly.txt"]
    assert {pair.report for pair in comparison.pairs} == {"press-1", "press-2"}
    assert "press.txt: " in outcome.err
    assert "weekly.txt: " in outcome.err


def test_metadata_options_win(run: Run, folder: Path) -> None:
    """What is said on the command line wins over what the document says; reports are numbered or in order."""
    (folder / "weekly.txt").write_text("The bridge over the Ems reopened on Thursday.", "utf-8")
    outcome = run(
        *("compare", "official.txt", "press.txt", "weekly.txt", "--json"),
        *("--official-title", "Br\u00fccke", "--official-publisher", "Ministry", "--press-title", "Ems bridge open"),
        *("--press-published", "2=2024-06-14", "--press-publisher", "Daily", "--press-publisher", "Weekly"),
    )
    comparison = Comparison.from_json(outcome.out)
    daily, weekly = comparison.reports
    assert (comparison.official.title, comparison.official.publisher) == ("Br\u00fccke", "Ministry")
    assert comparison.official.published == "2024-06-13"
    assert (daily.title, daily.publisher, daily.published) == ("Ems bridge open", "Daily", None)
    assert (weekly.title, weekly.publisher, weekly.published) == (None, "Weekly", "2024-06-14")


def test_settings_from_file_and_command_line(run: Run, folder: Path) -> None:
    """reportgen.toml of a folder above counts, --set wins over it, --no-config leaves it out."""
    (folder / "reportgen.toml").write_text('[settings]\nlink_floor = 0.7\nclear_floor = 0.9\nkeep = ["menu"]\n', "utf-8")
    args = ("compare", "official.txt", "press.txt", "--json")

    def settings(*more: str) -> dict[str, object]:
        values: dict[str, object] = json.loads(run(*args, *more).out)["settings"]
        return values

    assert settings()["link_floor"] == 0.7
    changed = settings("--set", "link_floor=0.6", "--keep", "12-14")
    assert (changed["link_floor"], changed["clear_floor"], changed["keep"]) == (0.6, 0.9, ["menu", "12-14"])
    assert settings("--no-config")["link_floor"] == Settings().link_floor


def test_output_defaults_from_file(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings file names the output folder, relative to itself, and the formats."""
    (folder / "reportgen.toml").write_text('[output]\nfolder = "briefs"\nformats = ["html", "json"]\n', "utf-8")
    (folder / "desk").mkdir()
    monkeypatch.chdir(folder / "desk")
    assert run("compare", "../official.txt", "../press.txt").code == 0
    assert sorted(path.name for path in (folder / "briefs").iterdir()) == ["official--press.html", "official--press.json"]


def test_show_removed(run: Run, folder: Path) -> None:
    """--show-removed lists what was taken out of each text, with lines and reason."""
    outcome = run("compare", "official.txt", "press.txt", "-o", "a.json", "--show-removed")
    assert re.search(r"^official.txt: \d passages? removed\n  lines 1-\d, front matter: --- title:", outcome.err, re.MULTILINE)
    assert "press.txt: no passages removed" in outcome.err
    assert (folder / "a.json").exists()


@pytest.mark.parametrize(
    ("args", "code", "slug"),
    [
        (["missing.txt", "press.txt"], 3, "missing-file"),
        ([".", "press.txt"], 3, "is-a-directory"),
        (["empty.txt", "press.txt"], 3, "empty-file"),
        (["ftp://example.org/a", "press.txt"], 2, "bad-address"),
        (["http://127.0.0.1:9/a", "press.txt"], 3, "private-address"),
        (["http://127.0.0.1:9/a", "http://127.0.0.1:9/a"], 2, "same-source"),
        (["official.txt", "official.txt"], 2, "same-source"),
        (["official.txt", "press.txt", "./press.txt"], 2, "same-source"),
        (["official.txt", "link.txt"], 2, "same-source"),
        (["-", "-"], 2, "same-source"),
        (["official.txt", "press.txt", "-o", "brief.exe"], 2, "unknown-format"),
        (["official.txt", "press.txt", "-o", "brief"], 2, "unknown-format"),
        (["official.txt", "press.txt", "--format", "exe"], 2, "unknown-format"),
        (["official.txt", "press.txt", "-o", "-"], 2, "format-missing"),
        (["official.txt", "press.txt", "-o", "a.pdf", "-o", "./a.pdf"], 2, "same-output-twice"),
        (["official.txt", "press.txt", "-o", "press.txt", "--format", "html"], 2, "output-is-input"),
        (["official.txt", "press.txt", "-o", "link.txt", "--format", "html"], 2, "output-is-input"),
        (["official.txt", "press.txt", "-o", "."], 3, "output-is-a-folder"),
        (["official.txt", "press.txt", "-o", "new/"], 3, "output-is-a-folder"),
        (["official.txt", "press.txt", "-o", "new/brief.pdf"], 3, "no-such-folder"),
        (["official.txt", "press.txt", "-o", "press.txt/brief.pdf"], 3, "no-such-folder"),
        (["official.txt", "press.txt", "--press-title", "2=Bridge"], 2, "no-such-report"),
        (["official.txt", "press.txt", "--press-published", "yesterday"], 2, "bad-date"),
        (["official.txt", "press.txt", "--set", "link_floor=2"], 2, "bad-setting"),
        (["official.txt", "press.txt", "--set", "link_flor=0.5"], 2, "unknown-setting"),
        (["official.txt", "press.txt", "--config", "missing.toml"], 2, "settings-unreadable"),
    ],
)
def test_errors(run: Run, folder: Path, args: list[str], code: int, slug: str) -> None:
    """Whatever is wrong is told in one or two lines that end in a name, and no file is written."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "link.txt").symlink_to("official.txt")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    outcome = run("compare", *args)
    assert (outcome.code, outcome.out) == (code, "")
    first, *rest = outcome.err.splitlines()
    assert first.startswith("reportgen: ")
    assert first.endswith(f" ({slug}).")
    assert len(rest) <= 1
    assert all(line.startswith("  ") for line in rest)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.skipif(is_root, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(run: Run, folder: Path) -> None:
    """An output folder without permission is told before any work is done."""
    (folder / "locked").mkdir(mode=0o500)
    outcome = run("compare", "official.txt", "press.txt", "-o", "locked/brief.pdf")
    assert outcome.code == 3
    assert "(output-not-writable)." in outcome.err


def test_a_failure_while_writing_leaves_no_file(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full leaves what stood there before, and no half of a file."""
    (folder / "brief.json").write_text("before", "utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    outcome = run("compare", "official.txt", "press.txt", "-o", "brief.json")
    assert outcome.code == 3
    assert "brief.json: the file cannot be written: no space left on device (output-not-writable)." in outcome.err
    assert (folder / "brief.json").read_text("utf-8") == "before"
    assert {path.name for path in folder.iterdir()} == {"official.txt", "press.txt", "brief.json"}


def test_the_same_run_writes_the_same_bytes(run: Run, folder: Path) -> None:
    """Two runs on the same texts write the same files."""
    for name in ("a", "b"):
        assert run("compare", "official.txt", "press.txt", "-o", f"{name}.pdf", "-o", f"{name}.html").code == 0
    assert (folder / "a.pdf").read_bytes() == (folder / "b.pdf").read_bytes()
    assert (folder / "a.html").read_bytes() == (folder / "b.html").read_bytes()
