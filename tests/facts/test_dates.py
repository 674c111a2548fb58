"""Dates: read in every form, and placed by the day the document was written."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.facts import DateFact, DateGrain
from tests.readings import facts


def only(text: str, written: date | None = date(2024, 6, 13)) -> DateFact:
    """Return the one date of a text."""
    (found,) = facts(text, written=written).dates
    return found


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It was signed on June 13, 2024.", date(2024, 6, 13), date(2024, 6, 13)),
        ("It was signed on 13 June 2024.", date(2024, 6, 13), date(2024, 6, 13)),
        ("It was signed on the 13th of June.", date(2024, 6, 13), date(2024, 6, 13)),
        ("It was signed on 2024-06-13.", date(2024, 6, 13), date(2024, 6, 13)),
        ("It was signed on Thursday 13 June.", date(2024, 6, 13), date(2024, 6, 13)),
        ("It was signed in July 2023.", date(2023, 7, 1), date(2023, 7, 31)),
        ("It was signed in May.", date(2024, 5, 1), date(2024, 5, 31)),
        ("It dates from 1987.", date(1987, 1, 1), date(1987, 12, 31)),
        ("It dates from the 1970s.", date(1970, 1, 1), date(1979, 12, 31)),
        ("It fell in the third quarter of 2023.", date(2023, 7, 1), date(2023, 9, 30)),
        ("It ends in the autumn of 2026.", date(2026, 9, 1), date(2026, 11, 30)),
        ("It was signed today.", date(2024, 6, 13), date(2024, 6, 13)),
        ("It was signed this morning.", date(2024, 6, 13), date(2024, 6, 13)),
        ("It will be signed tomorrow.", date(2024, 6, 14), date(2024, 6, 14)),
        ("It was signed yesterday.", date(2024, 6, 12), date(2024, 6, 12)),
        ("He said so on Wednesday.", date(2024, 6, 12), date(2024, 6, 12)),
        ("It will open on Wednesday.", date(2024, 6, 19), date(2024, 6, 19)),
        ("It was signed last year.", date(2023, 1, 1), date(2023, 12, 31)),
        ("It starts next month.", date(2024, 7, 1), date(2024, 7, 31)),
        ("It starts next week.", date(2024, 6, 17), date(2024, 6, 23)),
        ("It is due by the end of the year.", date(2024, 12, 1), date(2024, 12, 31)),
    ],
)
def test_days_a_date_covers(text: str, first: date, last: date) -> None:
    """A date covers its days, relative ones counted from the day the document was written."""
    found = only(text)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("text", ["It may rain.", "They march on.", "Prices fall.", "It costs $2024.", "Theresa May spoke."])
def test_words_that_only_look_like_dates(text: str) -> None:
    """Names of months and seasons are dates only where a date can stand."""
    assert facts(text).dates == ()


def test_without_a_day_of_writing() -> None:
    """What the text names is kept where the year is unknown."""
    found = only("It was signed on June 13.", None)
    assert (found.first, found.month, found.day) == (None, 6, 13)
    assert only("He said so on Friday.", None).weekday == 4


def test_days_that_do_not_exist() -> None:
    """An impossible day is no date of a day."""
    assert all(found.grain is not DateGrain.DAY for found in facts("It was on February 30.").dates)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("It ends by December 2025.", "by"),
        ("It runs until the end of 2026.", "until"),
        ("It has applied since 12 August.", "since"),
        ("It opens on 3 February.", "on"),
    ],
)
def test_roles(text: str, role: str) -> None:
    """The preposition says how a date bounds an event."""
    assert only(text).role == role


def test_dates_far_in_the_past_do_not_overflow() -> None:
    """Dates counted back beyond the calendar's first day are left without a day."""
    assert only("It was yesterday.", date.min).first is None
