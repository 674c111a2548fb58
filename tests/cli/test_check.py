"""`reportgen check`: the gate for scripts."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportgen.cli.check import find, parse_condition
from reportgen.errors import UsageError
from reportgen.model import Comparison, Contrast, ContrastKind, Generator, Label, Mark, Strength
from tests.helpers import document, pair, statement

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def contrast(kind: ContrastKind, strength: Strength) -> Contrast:
    """Return a contrast of O1 and P1."""
    return Contrast(kind, "One here, two there.", strength, 0.9, (Mark("O1", 0, 3),), (Mark("P1", 0, 3),))


NUMBER = contrast(ContrastKind.NUMBER, Strength.CLEAR)
TIMING = contrast(ContrastKind.TIMING, Strength.POSSIBLE)

COMPARISON = Comparison(
    schema="reportgen/comparison/1",
    generator=Generator("reportgen", "0"),
    settings={},
    official=document("One. Three.", statements=(statement("One."), statement("Three.", id="O2", start=5))),
    reports=(document("Two.", id="press-1", name="daily.txt", statements=(statement("Two.", id="P1"),)),),
    pairs=(
        pair(Label.CONTRASTING, ("O1",), ("P1",), contrasts=(NUMBER, TIMING)),
        pair(Label.OMITTED, ("O2",)),
    ),
    profile={},
    metrics={},
)


@pytest.mark.parametrize(
    ("conditions", "clear_only", "expected"),
    [
        (["contrasting"], False, [("contrasting", [NUMBER, TIMING])]),
        (["contrasting"], True, [("contrasting", [NUMBER])]),
        (["contrasting:timing"], False, [("contrasting", [TIMING])]),
        (["contrasting:timing"], True, []),
        (["contrasting:polarity"], False, []),
        (["omitted"], False, [("omitted", [])]),
        (["omitted"], True, [("omitted", [])]),
        (["added"], False, []),
        # A pair that meets two conditions is found once.
        (["contrasting:number", "Contrasting"], False, [("contrasting", [NUMBER, TIMING])]),
        (["omitted", "contrasting:number"], False, [("contrasting", [NUMBER]), ("omitted", [])]),
    ],
)
def test_find(conditions: list[str], expected: list[tuple[str, list[Contrast]]], *, clear_only: bool) -> None:
    """Pairs are found by label, contrasts by kind and by how clear they are."""
    findings = find(COMPARISON, [parse_condition(text) for text in conditions], clear_only=clear_only)
    assert [(finding.pair.label.value, list(finding.contrasts)) for finding in findings] == expected


@pytest.mark.parametrize("text", ["", "contrast", "contrasting:", "contrasting:colour", "omitted:number", ":number"])
def test_conditions_that_mean_nothing(text: str) -> None:
    """A condition that could never be met is refused, not passed."""
    with pytest.raises(UsageError, match="fail-on") as caught:
        parse_condition(text)
    assert caught.value.slug == "unknown-condition"


@pytest.fixture
def brief(folder: Path) -> Path:
    """Return a comparison file."""
    path = folder / "brief.json"
    path.write_text(COMPARISON.to_json(), "utf-8")
    return path


def test_found_is_exit_code_four(run: Run, brief: Path) -> None:
    """What was found goes to standard output, a line a contrast, and the exit code is 4."""
    outcome = run("check", brief, "--fail-on", "contrasting", "--fail-on", "omitted")
    assert outcome.code == 4
    assert outcome.out.splitlines() == [
        "daily.txt: contrasting O1+P1: number: One here, two there.",
        "daily.txt: contrasting O1+P1: timing: One here, two there.",
        "daily.txt: omitted O2: Three.",
    ]
    assert outcome.err == "2 found.\n"


def test_nothing_found_is_exit_code_zero(run: Run, brief: Path) -> None:
    """Where nothing is found the gate is open and standard output stays empty."""
    outcome = run("check", brief, "--fail-on", "added")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "Nothing found.\n")


def test_json(run: Run, brief: Path) -> None:
    """--json gives a script all it needs to point at the pair."""
    outcome = run("check", brief, "--fail-on", "contrasting:number", "--json", "-q")
    assert (outcome.code, outcome.err) == (4, "")
    found = json.loads(outcome.out)
    assert found["found"] == 1
    assert found["findings"][0]["official"] == ["O1"]
    assert found["findings"][0]["contrasts"] == [
        {"kind": "number", "reason": "One here, two there.", "strength": "clear", "confidence": 0.9}
    ]


@pytest.mark.usefixtures("folder")
def test_sources_are_compared(run: Run) -> None:
    """A check of two texts compares them first; no file is written."""
    outcome = run("check", "official.txt", "press.txt", "--fail-on", "contrasting:number")
    assert outcome.code == 4
    assert "15" in outcome.out
    assert "18" in outcome.out


def test_options_of_texts_do_not_fit_a_comparison(run: Run, brief: Path) -> None:
    """Metadata for a report that is not there is refused."""
    outcome = run("check", brief, "--fail-on", "added", "--press-title", "Daily")
    assert outcome.code == 2
    assert "(no-such-report)." in outcome.err


def test_reports_are_told_apart(run: Run, folder: Path) -> None:
    """A finding names the report it is in."""
    second = replace(COMPARISON.reports[0], id="press-2", name="weekly.txt")
    two = replace(
        COMPARISON,
        reports=(*COMPARISON.reports, second),
        pairs=(*COMPARISON.pairs, replace(COMPARISON.pairs[1], report="press-2")),
    )
    (folder / "two.json").write_text(two.to_json(), "utf-8")
    assert [line.split(":")[0] for line in run("check", "two.json", "--fail-on", "omitted").out.splitlines()] == [
        "daily.txt",
        "weekly.txt",
    ]
