"""The calendar's names and the arithmetic of its spans."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from reportgen.wordlists import read_classes

Span = tuple[date, date]
"""First and last day, both included."""


@cache
def names(kind: str) -> dict[str, float]:
    """Return one class of `calendar.txt`: name to number."""
    rows = (row.rsplit(" ", 1) for row in read_classes("calendar.txt")[kind])
    return {name: float(number) for name, number in rows}


def month_span(year: int, month: int) -> Span:
    """Return the days of a month; months beyond 12 lie in the next year, below 1 in the year before."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return first, after - timedelta(days=1)


def year_span(year: int) -> Span:
    """Return the days of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def week_span(day: date) -> Span:
    """Return Monday to Sunday of the week a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return a date, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(day: date, days: float) -> date | None:
    """Return a day moved by a number of days, None beyond the calendar's ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def nearest_year(written: date, month: int, day: int) -> int:
    """Return the year in which a day named without one lies nearest to the day the text was written."""
    options = [(year, safe_date(year, month, min(day, 28))) for year in (written.year - 1, written.year, written.year + 1)]
    return min((abs((found - written).days), year) for year, found in options if found)[1]
