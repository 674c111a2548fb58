"""`reportgen batch`: messages, exit codes, options."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from reportgen.batch.run import Progress
from reportgen.cli.batch import progress_line

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

pytest.importorskip("duckdb", reason="the extra [batch] is not installed")


def test_a_batch(run: Run, folder: Path) -> None:
    """What was done is said in two lines, and the results are where they were asked for."""
    (folder / "m.csv").write_text("official,press\nofficial.txt,press.txt\n", "utf-8")
    outcome = run("batch", "m.csv", "-o", "out", "--jobs", "1", "--format", "md")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.splitlines() == ["1 pair: 1 compared, 0 failed", "Wrote out"]
    assert len(list((folder / "out/briefs").glob("*.md"))) == 1


def test_failures_are_listed(run: Run, folder: Path) -> None:
    """A pair that fails is named with its line and the reason; the exit code says that something failed."""
    (folder / "m.csv").write_text("official,press\nofficial.txt,press.txt\nofficial.txt,none.txt\n", "utf-8")
    outcome = run("batch", "m.csv", "-o", "out", "--jobs", "1", "--quiet", "--json")
    assert outcome.code == 1
    assert outcome.err.startswith("Failed: line 2, official.txt and none.txt: ")
    assert "(missing-file)" in outcome.err
    said = json.loads(outcome.out)
    assert (said["done"], said["failed"], said["failures"][0]["error"]) == (1, 1, "missing-file")


def test_a_manifest_that_is_not_there(run: Run, folder: Path) -> None:
    """Nothing is made where there is no manifest."""
    outcome = run("batch", "none.csv", "-o", "out")
    assert outcome.code == 3
    assert not (folder / "out").exists()


def test_without_the_extra(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where DuckDB is not installed, the message says which extra brings it."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    (folder / "m.csv").write_text("official,press\nofficial.txt,press.txt\n", "utf-8")
    outcome = run("batch", "m.csv", "-o", "out")
    assert outcome.code == 2
    assert "pip install 'reportgen[batch]'" in outcome.err


@pytest.mark.parametrize(
    ("counts", "passed", "line"),
    [
        ({"total": 10}, 1.0, "0 of 10"),
        ({"total": 1200, "done": 100, "failed": 2}, 10.0, "102 of 1,200 · 10.2 a second · 2 min left · 2 failed"),
        ({"total": 10, "done": 1, "kept": 8}, 2.0, "9 of 10 · 0.5 a second · 2 s left"),
        ({"total": 10, "kept": 10}, 2.0, "10 of 10"),
    ],
)
def test_progress(counts: dict[str, int], passed: float, line: str) -> None:
    """The line has what is through, the rate of what was worked on, and the time the rest will take."""
    assert progress_line(Progress(started=100.0, **counts), 100.0 + passed) == line
