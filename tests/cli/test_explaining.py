"""`reportgen compare --explain`: what it shows, and refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reportgen import Comparison, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

COMPARE = ("compare", "official.txt", "press.txt", "-q")


@pytest.mark.parametrize("ids", [("O2", "P1"), ("P1", "O2"), ("o2", "press-1:p1")])
def test_an_explanation_instead_of_a_brief(run: Run, folder: Path, ids: tuple[str, str]) -> None:
    """The two statements may stand in either order; both texts, the figures and the reason come, and no brief is written."""
    outcome = run(*COMPARE, "--explain", *ids)
    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[0] == "O2 and P1 of press.txt: contrasting"
    assert any(line.startswith("O2  The bridge over the Ems") and "15 million" in line for line in lines)
    assert any(line.startswith("P1  The bridge over the Ems") and "18 million" in line for line in lines)
    assert f"the floor of {Settings().link_floor:.2f}" in outcome.out
    assert "Signals for it" in outcome.out
    assert lines[-1].startswith("Why: They contrast, because the number contrast")
    assert not (folder / "output").exists()


def test_a_brief_as_well(run: Run, folder: Path) -> None:
    """With -o the brief is written too, and holds the pairs the explanation names."""
    outcome = run(*COMPARE, "--explain", "O2", "P1", "-o", "brief.json")
    comparison = Comparison.from_json((folder / "brief.json").read_text("utf-8"))
    pair = next(pair for pair in comparison.pairs if "O2" in pair.official and "P1" in pair.press)
    assert f"(pair {pair.id})" in outcome.out


@pytest.mark.usefixtures("folder")
def test_explanations_as_json(run: Run) -> None:
    """--json writes the explanations with every signal, not the comparison; what is asked twice is told once."""
    outcome = run(*COMPARE, "--json", "--explain", "O2", "P1", "--explain", "O4", "P2", "--explain", "P1", "O2")
    data = json.loads(outcome.out)
    assert data["schema"] == "reportgen/explanation/1"
    first, second = data["explanations"]
    assert (first["label"], first["official"]["statement"], first["press"]["statement"]) == ("contrasting", "O2", "P1")
    assert (second["label"], second["official"]["statement"], second["press"]["statement"]) == (None, "O4", "P2")
    assert {"name", "meaning", "value", "usual", "added"} == set(first["signals"][0])


def test_of_several_reports_one_is_named(run: Run, folder: Path) -> None:
    """press-2:P1 is the first statement of the second report."""
    (folder / "weekly.txt").write_text("The bridge over the Ems reopened on Thursday.", "utf-8")
    outcome = run("compare", "official.txt", "press.txt", "weekly.txt", "-q", "--explain", "O1", "press-2:P1")
    assert outcome.out.startswith("O1 and P1 of weekly.txt: ")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("ids", "slug", "remedy"),
    [
        (("O99", "P1"), "unknown-statement", "It has O1 to O4; `reportgen read --side official` shows them."),
        (("O1", "P99"), "unknown-statement", "It has P1 to P2; `reportgen read` shows them."),
        (("O1", "O2"), "unknown-statement", "one of a report"),
        (("O1", "22"), "unknown-statement", "named O30 or P22"),
        (("O1", "P\x1b[2J"), "unknown-statement", "named O30 or P22"),
        (("O1", "press-2:P1"), "no-such-report", "counted from 1"),
        (("press-1:O1", "press-2:P1"), "unknown-statement", "say whose statement it is"),
    ],
)
def test_statements_there_are_not(run: Run, ids: tuple[str, str], slug: str, remedy: str) -> None:
    """Ids that name no pair of statements are refused, with what to write instead."""
    outcome = run(*COMPARE, "--explain", *ids)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"({slug})" in outcome.err
    assert remedy in outcome.err
    assert "\x1b" not in outcome.err


def test_which_of_several_reports(run: Run, folder: Path) -> None:
    """Where there are several reports, a bare P1 could be of any."""
    (folder / "weekly.txt").write_text("The bridge over the Ems reopened on Thursday.", "utf-8")
    outcome = run("compare", "official.txt", "press.txt", "weekly.txt", "--explain", "O1", "P1")
    assert outcome.code == 2
    assert "as in press-2:P1" in outcome.err


@pytest.mark.usefixtures("folder")
def test_standard_output_is_taken_once(run: Run) -> None:
    """An explanation and a brief do not both go to standard output."""
    outcome = run(*COMPARE, "--explain", "O1", "P1", "-o", "-", "--format", "md")
    assert outcome.code == 2
    assert "(same-output-twice)" in outcome.err
