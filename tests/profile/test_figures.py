"""Figures and dates of both texts, side by side."""

from __future__ import annotations

import pytest

from reportgen.model import ContrastKind, Mark
from reportgen.profile.figures import FigureRow, Verdict
from reportgen.profile.findings import findings_of
from tests.brief.samples import Pairing, comparison, differs, phrase, plain, security_agreement


def rows(official: str, press: str, contrast: tuple[str, str] | None = None) -> list[FigureRow]:
    """Return the rows of one statement of each side, paired; with `contrast` on these words of both."""
    left, right = plain([official], published="2024-06-13"), plain([press], "press-1", published="2024-06-14")
    made = Pairing(left, right)
    if contrast:
        marks = [phrase(left, "O1", contrast[0])], [phrase(right, "P1", contrast[1])]
        made.contrast("O1", "P1", differs(ContrastKind.NUMBER, "They differ.", *marks))
    else:
        made.match("O1", "P1")
    return list(findings_of(comparison(left, right, pairs=made.all())).figures["press-1"])


def told(row: FigureRow) -> tuple[str, list[str], list[str]]:
    """Return a row's verdict and the words of each side."""
    return row.verdict.value, [one.text for one in row.official], [one.text for one in row.press]


@pytest.mark.parametrize(
    ("official", "press", "expected"),
    [
        ("It costs $61 billion.", "The cost is $61bn.", [("the same", ["$61 billion"], ["$61bn"])]),
        # A rounder figure is the same one.
        ("It costs $48.7 million.", "The cost is $49 million.", [("the same", ["$48.7 million"], ["$49 million"])]),
        # Neighbouring round figures are not, and no contrast says that they differ.
        (
            "It costs $12 million.",
            "The cost is $11 million.",
            [("official text only", ["$12 million"], []), ("report only", [], ["$11 million"])],
        ),
        ("It opens on 1 May 2025.", "It will open on May 1, 2025.", [("the same", ["1 May 2025"], ["May 1, 2025"])]),
        # A month holds the day; a year tells too little to be the same.
        ("It opens on 1 May 2025.", "It will open in May 2025.", [("the same", ["1 May 2025"], ["May 2025"])]),
        (
            "It opens on 1 May 2025.",
            "It will open in 2025.",
            [("official text only", ["1 May 2025"], []), ("report only", [], ["2025"])],
        ),
        ("The deal runs for 10 years.", "It is a 10-year deal.", [("the same", ["10 years"], ["10-year"])]),
        # The same number of other things is not the same figure.
        (
            "It has 14 ships.",
            "It has 14 cranes.",
            [("official text only", ["14 ships"], []), ("report only", [], ["14 cranes"])],
        ),
        # Two of something is hardly a figure.
        ("Both sides have two ships.", "They talked.", []),
        ("They talked.", "They talked again.", []),
    ],
)
def test_same_or_alone(official: str, press: str, expected: list[tuple[str, list[str], list[str]]]) -> None:
    """What both texts give is one row, however they put it; what one gives alone is another."""
    assert [told(row) for row in rows(official, press)] == expected


@pytest.mark.parametrize(
    ("official", "press", "contrast", "difference"),
    [
        ("It has 15 other ships.", "It has 14 other ships.", ("15", "14"), "1 fewer in the report"),
        ("It costs $100 million.", "It costs $125 million.", ("$100 million", "$125 million"), "25% higher in the report"),
        ("It fell by 4 percent.", "It fell by 3 percent.", ("4 percent", "3 percent"), "1 point lower in the report"),
        ("It opens on 1 May 2025.", "It opens on 3 May 2025.", ("1 May 2025", "3 May 2025"), "2 days later in the report"),
        ("It runs for 10 years.", "It runs for 5 years.", ("10 years", "5 years"), "shorter in the report"),
        # A range and a figure: the reason of the contrast tells it better.
        ("It has 15 ships.", "It has 20 to 30 ships.", ("15 ships", "20 to 30 ships"), ""),
    ],
)
def test_differing(official: str, press: str, contrast: tuple[str, str], difference: str) -> None:
    """Where a contrast rests on figures, the row says by how much they differ."""
    (row,) = rows(official, press, contrast)
    assert (row.verdict, row.difference) == (Verdict.DIFFERS, difference)


def test_every_mention_is_listed_once() -> None:
    """A date told several times is one row, with the words that name the day before "today"."""
    left = plain(["Today we signed.", "The deal of June 13 counts, and June 13 will be kept."], published="2024-06-13")
    right = plain(["It was signed on Thursday."], "press-1", published="2024-06-14")
    (row,) = findings_of(comparison(left, right, pairs=Pairing(left, right).all())).figures["press-1"]
    assert [mention.text for mention in row.official] == ["June 13", "June 13", "Today"]
    assert [mention.place.statement for mention in row.official] == ["O2", "O2", "O1"]


def test_places_cut_out_the_words() -> None:
    """Every mention's place cuts the figure out of the document, markup apart."""
    given = security_agreement()
    found = findings_of(given).figures["press-1"]
    assert [row.difference for row in found if row.verdict is Verdict.DIFFERS] == ["1 fewer in the report"]
    for row in found:
        for document, mentions in ((given.official, row.official), (given.reports[0], row.press)):
            for mention in mentions:
                words = " ".join(document.text[mention.place.start : mention.place.end].split())
                assert words.replace("<sup>", "").replace("</sup>", "") == mention.text


def test_a_contrast_of_other_words() -> None:
    """A timing contrast that rests on verbs has no row, nor has a mark that lies nowhere."""
    left, right = plain(["They signed it on 1 May 2025."]), plain(["They will sign it."], "press-1")
    made = Pairing(left, right)
    made.contrast("O1", "P1", differs(ContrastKind.TIMING, "Done and to come.", [Mark("O1", 5, 11)], [Mark("P1", 900, 901)]))
    found = findings_of(comparison(left, right, pairs=made.all())).figures["press-1"]
    assert [row.verdict for row in found] == [Verdict.OFFICIAL]
