"""`reportgen match`: messages, exit codes, options."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reportgen.batch.match import MatchProgress
from reportgen.cli.match import progress_line

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

pytest.importorskip("duckdb", reason="the extra [batch] is not installed")

STORY = "The harbour gets a second lock gate for large container vessels, built by local welders within eighteen months."


def test_matches(run: Run, folder: Path) -> None:
    """What was found is said in two lines, or as JSON."""
    (folder / "r.jsonl").write_text(json.dumps({"id": "r", "body": STORY}) + "\n", "utf-8")
    (folder / "a.jsonl").write_text(json.dumps({"id": "a", "text": STORY}) + "\n", "utf-8")
    outcome = run("match", "r.jsonl", "a.jsonl", "-o", "m.parquet", "--release-column", "text=body", "--jobs", "1", "--json")
    assert outcome.code == 0
    assert outcome.err.splitlines() == ["1 release and 1 article: 1 match", "Wrote m.parquet"]
    assert json.loads(outcome.out)["matches"] == 1


@pytest.mark.parametrize(
    ("args", "slug"),
    [
        (("-o", "m.csv"), "unknown-table"),
        (("-o", "m.parquet", "--release-column", "text"), "usage"),
        (("-o", "m.parquet", "--release-column", "words=text"), "unknown-column"),
        (("-o", "m.parquet", "--article-column", "text=body"), "column-missing"),
        (("-o", "m.parquet", "--memory", "much"), "bad-memory"),
    ],
)
def test_a_command_put_wrongly(args: tuple[str, ...], slug: str, run: Run, folder: Path) -> None:
    """A slip is told by name."""
    for name in "ra":
        (folder / f"{name}.jsonl").write_text(json.dumps({"id": name, "text": STORY}) + "\n", "utf-8")
    outcome = run("match", "r.jsonl", "a.jsonl", *args)
    assert outcome.code == 2
    assert f"({slug})" in outcome.err


def test_progress() -> None:
    """The line has the weeks that are done and the time the rest will take."""
    assert progress_line(MatchProgress(), 0.0) == "Reading both tables …"
    assert progress_line(MatchProgress(12, 3, started=0.0), 30.0) == "3 of 12 weeks · 90 s left"
