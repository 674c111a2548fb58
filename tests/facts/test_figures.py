"""Quantities: what counts as one, its value, its noun and its scope."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts import Bound, Figure, FigureKind
from reportgen.facts.figures import is_plural, scope_classes
from tests.readings import facts


def only(text: str) -> Figure:
    """Return the one figure of a text."""
    (figure,) = facts(text).figures
    return figure


@pytest.mark.parametrize(
    ("text", "kind", "unit", "low", "high"),
    [
        ("It cost $61 billion.", FigureKind.MONEY, "$", 61e9, 61e9),
        ("It cost US$92 million.", FigureKind.MONEY, "USD", 92e6, 92e6),
        ("It cost £1.9tn.", FigureKind.MONEY, "GBP", 1.9e12, 1.9e12),
        ("It cost $1,500 million.", FigureKind.MONEY, "$", 1.5e9, 1.5e9),
        ("It cost NOK 500 million.", FigureKind.MONEY, "NOK", 5e8, 5e8),
        ("It cost ten euros.", FigureKind.MONEY, "EUR", 10, 10),
        ("It cost 4.5p.", FigureKind.MONEY, "GBP", 0.045, 0.045),
        ("It adds 30 to 50 cents.", FigureKind.MONEY, "$", 0.3, 0.5),
        ("It fell to 14 percent.", FigureKind.SHARE, "percent", 14, 14),
        ("It fell to 14%.", FigureKind.SHARE, "percent", 14, 14),
        ("It fell to 14 per cent.", FigureKind.SHARE, "percent", 14, 14),
        ("It fell by 50 basis points.", FigureKind.SHARE, "points", 0.5, 0.5),
        ("It fell by half a percentage point.", FigureKind.SHARE, "points", 0.5, 0.5),
        ("It aims at a 50-52 percent reduction.", FigureKind.SHARE, "percent", 50, 52),
        ("It stays at 5-1/4 to 5-1/2 percent.", FigureKind.SHARE, "percent", 5.25, 5.5),
        ("Growth of 1.2 to 1.6 per cent is forecast.", FigureKind.SHARE, "percent", 1.2, 1.6),
        ("Between 40 and 60 millimetres fell.", FigureKind.MEASURE, "metre", 0.04, 0.06),
        ("The runway has 3.2km.", FigureKind.MEASURE, "metre", 3200, 3200),
        ("It covers two square miles.", FigureKind.MEASURE, "square metre", 2 * 1609.344**2, 2 * 1609.344**2),
        ("It took 2.4 crore doses.", FigureKind.COUNT, "", 24e6, 24e6),
        ("It took 2 to 3 million doses.", FigureKind.COUNT, "", 2e6, 3e6),
    ],
)
def test_units(text: str, kind: FigureKind, unit: str, low: float, high: float) -> None:
    """A figure has its value in the base of its unit, a range both ends."""
    figure = only(text)
    assert (figure.kind, figure.unit) == (kind, unit)
    assert (figure.low, figure.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Forty-one witnesses spoke.", 41),
        ("A hundred and twelve people came.", 112),
        ("Twelve hundred bridges stood.", 1200),
        ("Two and a half million people came.", 2_500_000),
        ("Half a million people came.", 500_000),
        ("Two dozen letters went out.", 24),
        ("Both sides signed.", 2),
        ("It has 17½ seats.", 17.5),
    ],
)
def test_words_for_numbers(text: str, value: float) -> None:
    """A number in words is worth the same as in digits."""
    assert only(text).low == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("A third of the depots wait.", 100 / 3),
        ("Two-thirds of the depots wait.", 200 / 3),
        ("Nine out of ten depots wait.", 90),
        ("Three in four were seen.", 75),
        ("One bridge in eight is in poor shape.", 12.5),
        ("Half of the depots wait.", 50),
    ],
)
def test_shares_in_words(text: str, share: float) -> None:
    """Fractions and ratios are shares."""
    assert only(text).low == pytest.approx(share)


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 the law was passed, from 2005 levels.",
        "It happened on June 13, 2024, and on 12 March.",
        "See page 47, section 12, article 50 and grade 7.",
        "Flight 738, an Airbus 320, left under docket number 22-1074.",
        "Call 0800 555 0134 or 020 7946 0018.",
        "Mr. Okafor, 58, was aged 57 at the age of 56.",
        "The G7, Covid-19, an F-16 and regulation 2019/1020.",
        "It opened at 09:40, at 8 p.m. and at six this evening.",
        "1. Clear the backlog.",
        "No one came, and one of the men left the Group of Seven.",
        "The second half and a third country.",
        "It took three weeks, 21 days and a 10-year plan.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    """Years, dates, identifiers, telephone numbers, ages, times, list numbers and lengths of time are no figures."""
    assert facts(text).figures == ()


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("About 2,000 people came.", Bound.ABOUT),
        ("Nearly 30 people came.", Bound.ABOUT),
        ("More than 12,000 people came.", Bound.AT_LEAST),
        ("At least 30 people came.", Bound.AT_LEAST),
        ("Up to 10,000 people came.", Bound.AT_MOST),
        ("No more than 200 people came.", Bound.AT_MOST),
        ("Some 30 or more people came.", Bound.AT_LEAST),
        ("Thousands of people came.", Bound.ABOUT),
        ("Exactly 30 people came.", Bound.EXACT),
    ],
)
def test_bounds(text: str, bound: Bound) -> None:
    """Words before and after a number say how it stands to the true value."""
    assert only(text).bound is bound


@pytest.mark.parametrize(
    ("text", "shown", "head"),
    [
        ("The U.S. would join 14 other countries.", "14 other countries", "countri"),
        ("A total of 1,994 delegates attended the congress.", "1,994 delegates", "deleg"),
        ("It adds 300 research jobs over time.", "300 research jobs", "job"),
        ("Sixteen states are in talks.", "Sixteen states", "state"),
    ],
)
def test_nouns(text: str, shown: str, head: str) -> None:
    """A count has the noun it counts, without the verb that follows."""
    figure = only(text)
    assert text[figure.start : figure.end] == shown
    assert figure.head == head


def test_scope_and_clause() -> None:
    """Figures of one noun are told apart by what is said of them."""
    done, planned = facts(
        "the 15 other countries that have completed deals and the 16 additional countries that are negotiating"
    ).figures
    assert scope_classes(done) == {"other"}
    assert scope_classes(planned) == {"more"}
    assert "complet" in done.after
    assert "negoti" in planned.after


@pytest.mark.parametrize(
    ("text", "is_part", "whole"),
    [
        ("Eleven of them were judged inadequate.", True, None),
        ("Resurfacing takes £41m of the budget.", True, None),
        ("In Malawi alone, 410,000 smallholders had seed.", True, None),
        ("Inspectors found eleven of the 46 kitchens.", False, 46),
        ("Of the $880 million pledged, $640 million was paid.", False, 880e6),
        ("Inspectors found eleven kitchens.", False, None),
    ],
)
def test_parts(text: str, is_part: bool, whole: float | None) -> None:  # noqa: FBT001  (a column of the table)
    """A figure knows that it is a part, and of how much where the text tells."""
    figure = facts(text).figures[-1 if text.startswith("Of") else 0]
    assert (figure.is_part, figure.whole) == (is_part, whole)


@pytest.mark.parametrize(
    ("text", "roles"),
    [("It rose from 61 to 66 per cent.", ["from", "to"]), ("It rose by 5 per cent.", ["by"]), ("It heard from 58 people.", [""])],
)
def test_changes(text: str, roles: list[str]) -> None:
    """The ends of a change are two figures, not a range, and each knows its place in it."""
    assert [figure.role for figure in facts(text).figures] == roles


@pytest.mark.parametrize(
    ("text", "per"), [("It is A$16 a week.", "week"), ("It is 26 cents a share.", "share"), ("It is $5.", "")]
)
def test_rates(text: str, per: str) -> None:
    """A rate knows what it is of."""
    assert only(text).per == per


def test_slack_is_half_a_unit_in_the_last_place() -> None:
    """Rounding is read from the digits the text gives."""
    assert only("It cost $48.7 million.").slack == pytest.approx(50_000)
    assert only("It took 2,914 steps.").slack == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [("120", "110"), ("1,200", "1,100"), ("45 million", "46 million"), ("1.2 million", "1.3 million"), ("3,000", "2,000")],
)
def test_no_two_numbers_given_to_one_place_are_roundings_of_one(one: str, other: str) -> None:
    """Two numbers that differ in the last place both give lie farther apart than their slacks together."""
    first, second = (only(f"It sold {words} copies.") for words in (one, other))
    assert abs(first.low - second.low) > first.slack + second.slack


@pytest.mark.parametrize(("word", "expected"), [("countries", True), ("people", True), ("business", False), ("virus", False)])
def test_plurals(word: str, expected: bool) -> None:  # noqa: FBT001  (a column of the table)
    """Plurals end in s or are listed."""
    assert is_plural(word) is expected


@given(st.text("0123456789.,$%-–/ ½¾ towandhree", max_size=80))
def test_any_text_gives_figures_inside_it(text: str) -> None:
    """Whatever the text, a figure has a span in it, ends in order and a value."""
    for figure in facts(text).figures:
        assert 0 <= figure.start < figure.number_end <= len(text)
        assert figure.number_end <= figure.end <= len(text) or figure.end == figure.number_end
        assert figure.low <= figure.high
