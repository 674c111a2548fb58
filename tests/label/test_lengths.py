"""Lengths of time set side by side."""

from __future__ import annotations

import pytest

from reportgen.label.lengths import differing_lengths, is_same_length, tells_amounts
from tests.readings import facts, reading


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("It took a fortnight; over a fortnight.", "It took 14 days.", True),
        ("It took six months.", "It took 26 weeks.", True),
        ("It took about a year; about a year.", "It took eleven months.", True),
        ("It takes up to ten days.", "It takes eight days.", True),
        ("It takes up to ten days.", "It takes two days.", False),
        ("It takes at least ten days.", "It takes twelve days.", True),
        ("It took six months.", "It took six weeks.", False),
    ],
)
def test_agreement(one: str, other: str, expected: bool) -> None:  # noqa: FBT001  (a column of the table)
    """Lengths agree within what their units and bounds leave open."""
    assert is_same_length(facts(one).durations[0], facts(other).durations[0]) is expected


def test_what_is_left() -> None:
    """Lengths that both sides give are set aside."""
    official = reading("It runs for five years after twelve weeks of talks.")
    rivals = differing_lengths(official, reading("It runs for two years after twelve weeks of talks.", side="P"))
    assert rivals is not None
    assert [fact.unit for fact in rivals] == ["year", "year"]
    assert differing_lengths(official, reading("It ended three years ago.", side="P")) is None


def test_amounts() -> None:
    """A term in prison is an amount, a licence's is a time."""
    assert tells_amounts(reading("He was jailed for nine years."))
    assert not tells_amounts(reading("The licence runs for nine years."))
