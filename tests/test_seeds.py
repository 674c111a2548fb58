"""What the two sample documents must show."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import compare
from reportgen.model import Comparison, Label

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """Return the comparison of the sample documents."""
    official, press = sorted(SEEDS.glob("*.txt"))
    return compare(official, press)


def texts(comparison: Comparison, label: Label, side: str) -> list[str]:
    """Return the statements of one side in pairs of a label."""
    document = comparison.official if side == "official" else comparison.reports[0]
    return [
        document.statements_by_id[item].text for pair in comparison.pairs if pair.label is label for item in getattr(pair, side)
    ]


@pytest.mark.parametrize(
    ("kind", "official", "press"),
    [
        ("timing", "signed a historic", "will sign a long-awaited"),
        ("number", "15 other countries", "14 other countries"),
        ("commitment", "long-term commitments", "not necessarily binding"),
        ("commitment", "long-term commitments", "could also be undone"),
        ("commitment", "defend itself", "does not include any commitment to using our own forces"),
        ("commitment", "$61 billion", "specific monetary pledge"),
    ],
)
def test_the_contrasts_are_found(comparison: Comparison, kind: str, official: str, press: str) -> None:
    """Each of the six contrasts has its kind, and its evidence on both sides."""
    report = comparison.reports[0]
    assert any(
        contrast.kind == kind
        and any(official in comparison.official.text[mark.start : mark.end].replace("\n", " ") for mark in contrast.official)
        and any(press in report.text[mark.start : mark.end] for mark in contrast.press)
        for pair in comparison.pairs
        for contrast in pair.contrasts
    )


def test_nothing_else_contrasts(comparison: Comparison) -> None:
    """There is no seventh contrast."""
    assert sum(len(pair.contrasts) for pair in comparison.pairs) == 6


def test_the_report_is_dated_by_its_own_words(comparison: Comparison) -> None:
    """The report bears no date; what it says was told on June 12 gives the day, and the reason uses it."""
    assert comparison.profile["written"]["press-1"] == {"date": "2024-06-12", "given": False}
    assert any("written a day earlier" in contrast.reason for pair in comparison.pairs for contrast in pair.contrasts)


NOT_YET = pytest.mark.xfail(strict=True, raises=AssertionError, reason="an editor would say so, the aligner does not yet")


@pytest.mark.parametrize(
    "words",
    [
        "implementation of reforms",
        "credible defense and deterrence",
        "intelligence sharing",
        "stands with the people of Ukraine",
    ],
)
def test_what_the_report_carries_over(comparison: Comparison, words: str) -> None:
    """These official statements are matched."""
    assert any(words in text for text in texts(comparison, Label.MATCHED, "official"))


@pytest.mark.parametrize(
    "words",
    [
        "Ukraine’s future is in NATO",
        "Consult in the event",
        "Achieve a just peace",
        pytest.param("bridge to NATO membership", marks=NOT_YET),
    ],
)
def test_what_the_report_leaves_out(comparison: Comparison, words: str) -> None:
    """These official statements are omitted."""
    assert any(words in text for text in texts(comparison, Label.OMITTED, "official"))


def test_what_the_report_adds(comparison: Comparison) -> None:
    """Spain's agreement is another one, so the report adds it."""
    assert any("Sanchez" in text for text in texts(comparison, Label.ADDED, "press"))


def test_the_page_is_left_out(comparison: Comparison) -> None:
    """No furniture stands among the statements: the report has fifteen."""
    assert len(comparison.reports[0].statements) == 15
    assert not any("newsletter" in statement.text or "member" in statement.text for statement in comparison.reports[0].statements)
