"""Days, weeks, months, seasons and years in a statement, placed in time by the day its document was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from reportgen.facts import calendar
from reportgen.facts.lexicon import words_of
from reportgen.facts.model import DateFact, DateGrain
from reportgen.facts.numerals import read_numeral

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from reportgen.facts.tokens import Tokens

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\Z")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d\Z")
_DECADE_WORDS = frozenset({"s", "'s"})
_ROLES = {
    "on": "on", "by": "by", "until": "until", "till": "until", "from": "from", "since": "since", "before": "before",
    "after": "after", "in": "in", "to": "until", "through": "until", "starting": "from", "beginning": "from",
    "effective": "from", "between": "from", "during": "in", "at": "in", "for": "in", "of": "of", "following": "after",
    "past": "after", "beyond": "after", "into": "until",
}  # fmt: skip
"""Prepositions before a date, and how they place an event by it."""
_FUTURE = words_of("fact_words.txt", "dates: future")
_PARTS = words_of("fact_words.txt", "dates: parts")
_DAY_WORDS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_NEAR_WORDS = frozenset({"this", "last", "next", "later", "earlier"})
_DAYTIMES = frozenset({"morning", "afternoon", "evening"})
_GRAINS = {"week": DateGrain.WEEK, "month": DateGrain.MONTH, "year": DateGrain.YEAR}
_UNITS_AFTER = frozenset(["percent", "per", "people", "million", "metres", "km", "kilometres", "tonnes"])
"""Words that make four digits a quantity and no year."""


@dataclass(frozen=True, slots=True)
class DateHit:
    """A date with the words it covers (`last` is the word after its last)."""

    fact: DateFact
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Raw:
    last: int
    grain: DateGrain
    span: calendar.Span | None
    month: int | None = None
    day: int | None = None
    is_relative: bool = False
    weekday: int | None = None


def find_dates(tokens: Tokens, written: date | None) -> tuple[DateHit, ...]:
    """Return the dates of a text, in order; relative ones and those without a year are placed by `written`."""
    hits: list[DateHit] = []
    index = 0
    while index < len(tokens):
        raw = _read(tokens, index, written)
        if raw is None:
            index += 1
            continue
        hits.append(_hit(tokens, index, raw))
        index = raw.last
    return tuple(hits)


def _hit(tokens: Tokens, index: int, raw: _Raw) -> DateHit:
    first, role = index, ""
    back = index - 1
    while back >= max(0, index - 5) and (
        tokens.lower(back) in _PARTS or tokens.lower(back) in {"the", "of", "about", "around", "this", "coming"}
    ):
        back -= 1
    for place in (index - 1, back):
        role = role or _ROLES.get(tokens.lower(place), "")
    if role == "of" and tokens.lower(back) in _ROLES:
        role = _ROLES[tokens.lower(back)]
    start, end = tokens.words[first].start, tokens.words[raw.last - 1].end
    span = raw.span or (None, None)
    fact = DateFact(start, end, raw.grain, span[0], span[1], raw.month, raw.day, raw.weekday, role, raw.is_relative)
    return DateHit(fact, first, raw.last)


def _read(tokens: Tokens, index: int, written: date | None) -> _Raw | None:
    lower = tokens.lower(index)
    if lower[:1].isdigit():
        return _iso(tokens, index) or _day_month(tokens, index, written) or _year(tokens, index)
    reader = next((reader for words, reader in _readers() if lower in words), None)
    return reader(tokens, index, written) if reader else None


@cache
def _readers() -> tuple[tuple[Container[str], Callable[[Tokens, int, date | None], _Raw | None]], ...]:
    """Return the readers of dates in words, each with the words that open what it reads."""
    return (
        (calendar.names("month"), _month),
        (calendar.names("weekday"), _weekday),
        (_DAY_WORDS, _day_word),
        (_NEAR_WORDS, _near),
        (calendar.names("season"), _season),
        (calendar.names("quarter"), _quarter),
        (frozenset({"end", "middle"}), _end_of),
    )


def _iso(tokens: Tokens, index: int) -> _Raw | None:
    if tokens.gap(index + 1) != "-" or tokens.gap(index + 2) != "-" or len(tokens.lower(index)) != 4:
        return None
    parts = [tokens.lower(index + offset) for offset in range(3)]
    if not all(part.isdigit() for part in parts):
        return None
    found = calendar.safe_date(*(int(part) for part in parts))
    return _Raw(index + 3, DateGrain.DAY, (found, found), found.month, found.day) if found else None


def _day_month(tokens: Tokens, index: int, written: date | None) -> _Raw | None:
    """Return "13 June 2024", "13th of June"; also the first day of "22 to 25 September"."""
    match = _DAY.match(tokens.words[index].text.lower())
    if not match or not 1 <= int(match[1]) <= 31 or tokens.gap(index)[-1:] in {"$", "£", "€"}:
        return None
    place = index + 1
    if tokens.lower(place) == "of":
        place += 1
    end_day = _DAY.match(tokens.lower(place + 1)) if tokens.lower(place) in {"to", "and"} else None
    if end_day and tokens.lower(place + 2) in calendar.names("month"):
        raw = _with_year(tokens, place + 3, int(calendar.names("month")[tokens.lower(place + 2)]), int(match[1]), written)
        return raw and _Raw(place + 1, raw.grain, raw.span, raw.month, raw.day)
    if tokens.lower(place) not in calendar.names("month") or not tokens.is_joined(place) or not _is_month_name(tokens, place):
        return None
    return _with_year(tokens, place + 1, int(calendar.names("month")[tokens.lower(place)]), int(match[1]), written)


def _is_month_name(tokens: Tokens, index: int) -> bool:
    return tokens.words[index].text[0].isupper()


def _month(tokens: Tokens, index: int, written: date | None) -> _Raw | None:
    if not _is_month_name(tokens, index):
        return None
    month = int(calendar.names("month")[tokens.lower(index)])
    follower = tokens.words[index + 1].text.lower() if index + 1 < len(tokens) else ""
    match = _DAY.match(follower)
    if match and 1 <= int(match[1]) <= 31 and tokens.gap(index + 1) in {" ", ". "} and not _YEAR.match(follower):
        return _with_year(tokens, index + 2, month, int(match[1]), written)
    if tokens.lower(index) in {"may", "march", "mar", "jan", "jun", "dec", "sep", "august"} and not _is_date_place(tokens, index):
        return None
    place = index + 1
    if _YEAR.match(tokens.lower(place)) and tokens.gap(place) in {" ", ", ", ". "}:
        return _Raw(place + 1, DateGrain.MONTH, calendar.month_span(int(tokens.lower(place)), month), month)
    if written is None:
        return _Raw(index + 1, DateGrain.MONTH, None, month)
    year = calendar.nearest_year(written, month, 15)
    beside = {tokens.lower(index - 1), tokens.lower(index + 1)}
    if "last" in beside:
        year = written.year - (month >= written.month)
    elif "next" in beside:
        year = written.year + (month <= written.month)
    return _Raw(index + 1, DateGrain.MONTH, calendar.month_span(year, month), month)


def _is_date_place(tokens: Tokens, index: int) -> bool:
    """Return whether a word that is also a name of something else ("May", "March") stands where a month would."""
    previous = tokens.lower(index - 1)
    leads = previous in _ROLES or previous in _PARTS or previous in {"last", "next", "this", "and"}
    return leads or previous in calendar.names("weekday") or bool(_YEAR.match(tokens.lower(index + 1)))


def _with_year(tokens: Tokens, place: int, month: int, day: int, written: date | None) -> _Raw | None:
    if _YEAR.match(tokens.lower(place)) and tokens.gap(place) in {" ", ", ", ". "}:
        year: int | None = int(tokens.lower(place))
        place += 1
    else:
        year = calendar.nearest_year(written, month, day) if written else None
    if tokens.lower(place) == "last" and tokens.lower(place + 1) == "year" and written:
        year, place = written.year - 1, place + 2
    found = calendar.safe_date(year or 2000, month, day)
    if found is None:
        return None
    return _Raw(place, DateGrain.DAY, (found, found) if year else None, month, day)


def _year(tokens: Tokens, index: int) -> _Raw | None:
    lower = tokens.lower(index)
    if not _YEAR.match(lower) or tokens.words[index].text != lower:
        return None
    gap = tokens.gap(index)
    if gap[-1:] in {"$", "£", "€", "#", "."} or (gap in {"/", "-"} and tokens.lower(index - 1)[:1].isalpha()):
        return None
    previous, follower = tokens.lower(index - 1), tokens.lower(index + 1)
    if tokens.gap(index + 1).strip()[:1] in {"%", "/"} or follower in {
        "percent",
        "per",
        "people",
        "million",
        "metres",
        "km",
        "kilometres",
        "tonnes",
    }:
        return None
    if follower in _DECADE_WORDS and tokens.gap(index + 1) == "" and lower.endswith("0"):
        first = date(int(lower), 1, 1)
        return _Raw(index + 2, DateGrain.YEAR, (first, date(int(lower) + 9, 12, 31)))
    if previous in {"nearly", "about", "around", "some", "than", "least"} and previous != "about":
        return None
    return _Raw(index + 1, DateGrain.YEAR, calendar.year_span(int(lower)))


def _weekday(tokens: Tokens, index: int, written: date | None) -> _Raw | None:
    lower = tokens.lower(index)
    for step in (1, 2):
        raw = None
        if tokens.gap(index + 1) in {" ", ", ", ", the "}:
            place = index + step if step == 1 else index + 1 + (tokens.lower(index + 1) == "the")
            raw = _day_month(tokens, place, written) if tokens.lower(place)[:1].isdigit() else None
            if raw is None and tokens.lower(place) in calendar.names("month"):
                found = _month(tokens, place, written)
                raw = found if found and found.day else None
        if raw:
            return raw
    weekday = int(calendar.names("weekday")[lower])
    if written is None:
        return _Raw(index + 1, DateGrain.DAY, None, is_relative=True, weekday=weekday)
    back = (written.weekday() - weekday) % 7
    previous = tokens.lower(index - 1)
    if previous == "last":
        days = -(back or 7)
    elif previous == "next":
        days = 7 - back
    elif _is_future(tokens, index):
        days = (7 - back) % 7
    else:
        days = -back
    found_day = calendar.shifted(written, days)
    return _Raw(index + 1, DateGrain.DAY, (found_day, found_day) if found_day else None, is_relative=True, weekday=weekday)


def _is_future(tokens: Tokens, index: int) -> bool:
    """Return whether the words around a weekday look ahead."""
    near = [tokens.lower(i) for i in range(max(0, index - 10), min(len(tokens), index + 3))]
    if tokens.lower(index - 1) in {"until", "by", "from"}:
        return not any(lower in {"had", "was", "were", "did"} for lower in near)
    return any(lower in _FUTURE for lower in near) and not any(lower in {"said", "told", "announced"} for lower in near[-5:])


def _day_word(tokens: Tokens, index: int, written: date | None) -> _Raw:
    return _day_off(index + 1, _DAY_WORDS[tokens.lower(index)], written)


def _day_off(last: int, days: int, written: date | None) -> _Raw:
    found = calendar.shifted(written, days) if written else None
    return _Raw(last, DateGrain.DAY, (found, found) if found else None, is_relative=True)


def _near(tokens: Tokens, index: int, written: date | None) -> _Raw | None:
    """Return "this morning", "last week", "next month", "later this year", "last spring"."""
    lower, follower = tokens.lower(index), tokens.lower(index + 1)
    if lower in {"later", "earlier"}:
        if follower == "today":
            return _day_off(index + 2, 0, written)
        return _near(tokens, index + 1, written) if follower == "this" else None
    step = {"this": 0, "last": -1, "next": 1}[lower]
    if follower == "night" or (step == 0 and follower in _DAYTIMES):
        return _day_off(index + 2, step, written)
    if follower in _GRAINS and not (lower == "last" and tokens.lower(index - 1) == "the"):
        span = _stepped(written, _GRAINS[follower], step) if written else None
        return _Raw(index + 2, _GRAINS[follower], span, is_relative=True)
    return _season(tokens, index + 1, written) if follower in calendar.names("season") else None


def _stepped(written: date, grain: DateGrain, step: int) -> calendar.Span | None:
    if grain is DateGrain.YEAR:
        return calendar.year_span(written.year + step) if 1 < written.year + step < 9999 else None
    if grain is DateGrain.MONTH:
        return calendar.month_span(written.year, written.month + step)
    moved = calendar.shifted(written, 7 * step)
    return calendar.week_span(moved) if moved else None


def _season(tokens: Tokens, index: int, written: date | None) -> _Raw | None:
    lower, previous = tokens.lower(index), tokens.lower(index - 1)
    place = index + 1 + (tokens.lower(index + 1) == "of")
    is_dated = bool(_YEAR.match(tokens.lower(place)))
    if lower == "fall" and not (
        previous in {"the", "this", "next", "last"} and (is_dated or tokens.lower(index + 1) not in {"in", "of"})
    ):
        return None
    if previous not in {"the", "this", "next", "last", "following", "in", "by", "of", "until", "late", "early"} and not is_dated:
        return None
    month = int(calendar.names("season")[lower])
    if is_dated:
        return _Raw(place + 1, DateGrain.SEASON, _months(int(tokens.lower(place)), month, 3), month)
    if written is None:
        return _Raw(index + 1, DateGrain.SEASON, None, month)
    year = written.year
    if previous == "last" or (
        previous != "next" and month + 2 < written.month and not _is_future(tokens, index) and previous != "by"
    ):
        year -= int(month + 2 >= written.month)
    elif month + 2 < written.month or (previous == "next" and month <= written.month):
        year += 1
    return _Raw(index + 1, DateGrain.SEASON, _months(year, month, 3), month, is_relative=True)


def _months(year: int, month: int, count: int) -> calendar.Span:
    return calendar.month_span(year, month)[0], calendar.month_span(year, month + count - 1)[1]


def _quarter(tokens: Tokens, index: int, written: date | None) -> _Raw | None:
    """Return "the third quarter of 2024", "Q3", "the second half of the year"."""
    lower = tokens.lower(index)
    number = int(calendar.names("quarter")[lower])
    place = index + 1
    length = 3
    if not lower.startswith("q"):
        if tokens.lower(place) == "half" and number <= 2:
            length = 6
        elif tokens.lower(place) != "quarter":
            return None
        place += 1
    if length == 6 and tokens.lower(index - 1) != "the":
        return None
    year = written.year if written else None
    if tokens.lower(place) == "of" and _YEAR.match(tokens.lower(place + 1)):
        year, place = int(tokens.lower(place + 1)), place + 2
    elif _YEAR.match(tokens.lower(place)):
        year, place = int(tokens.lower(place)), place + 1
    elif (
        tokens.lower(place) == "of"
        and tokens.lower(place + 1) in {"next", "last", "this", "the"}
        and tokens.lower(place + 2) == "year"
    ):
        year = year + {"next": 1, "last": -1}.get(tokens.lower(place + 1), 0) if year else None
        place += 3
    span = _months(year, (number - 1) * length + 1, length) if year else None
    return _Raw(place, DateGrain.SEASON, span)


def _end_of(tokens: Tokens, index: int, written: date | None) -> _Raw | None:
    """Return "the end of the year", "the end of next month", "the end of the decade"."""
    which, unit = tokens.lower(index + 2), tokens.lower(index + 3)
    step = 1 if which == "next" else 0
    if unit == "decade" and written:
        year = written.year // 10 * 10 + 9 + 10 * step
        return _Raw(index + 4, DateGrain.YEAR, (date(year - 1, 1, 1), date(year + 1, 12, 31)), is_relative=True)
    if unit not in {"year", "month"}:
        return None
    if written is None:
        return _Raw(index + 4, DateGrain.MONTH, None, is_relative=True)
    if unit == "month":
        span = calendar.month_span(written.year, written.month + step)
        last = span[1]
        if tokens.lower(index) == "end":
            return _Raw(index + 4, DateGrain.WEEK, (last.replace(day=last.day - 6), last), is_relative=True)
        return _Raw(index + 4, DateGrain.MONTH, span, is_relative=True)
    month = 12 if tokens.lower(index) == "end" else 6
    return _Raw(index + 4, DateGrain.MONTH, calendar.month_span(written.year + step, month), is_relative=True)


def ago(tokens: Tokens, index: int, written: date | None) -> tuple[int, date | None]:
    """Return the word after "three days ago" from `index` and the day meant; `index` itself where it says no such thing."""
    numeral = read_numeral(tokens, index)
    if numeral is None or tokens.lower(numeral.end + 1) != "ago":
        return index, None
    unit = tokens.lower(numeral.end).rstrip("s")
    days = calendar.names("days").get(unit)
    if days is None:
        return index, None
    return numeral.end + 2, calendar.shifted(written, -days * numeral.low) if written else None
