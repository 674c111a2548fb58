"""Lengths of time in a statement, and times of day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.facts.calendar import names
from reportgen.facts.lexicon import words_of
from reportgen.facts.model import Bound, Duration
from reportgen.facts.numerals import read_numeral
from reportgen.facts.phrases import phrases

if TYPE_CHECKING:
    from reportgen.facts.tokens import Tokens

CALENDAR_DAYS = 7 / 5
"""Days of the calendar to a working day."""
_BETWEEN = words_of("fact_words.txt", "durations: between")
_ARTICLE_BEFORE = words_of("fact_words.txt", "durations: article before")
_OTHER_UNITS = frozenset({"second", "quarter", "quarters"})
"""Names of units that mostly mean something else."""
_LIGHT = words_of("fact_words.txt", "durations: light")


@dataclass(frozen=True, slots=True)
class DurationHit:
    """A length of time with the words it covers (`last` is the word after its last)."""

    fact: Duration
    first: int
    last: int


def find_durations(tokens: Tokens, taken: set[int]) -> tuple[DurationHit, ...]:
    """Return the lengths of time of a text, in order, leaving out the words in `taken`."""
    bounds = {hit.end: Bound(hit.label) for hit in phrases("figure_bounds.txt").find(tokens)}
    hits: list[DurationHit] = []
    index = 0
    while index < len(tokens):
        hit = None if index in taken else _read(tokens, index, bounds)
        if hit:
            hits.append(hit)
        index = hit.last if hit else index + 1
    return tuple(hits)


def _read(tokens: Tokens, index: int, bounds: dict[int, Bound]) -> DurationHit | None:
    read = _article(tokens, index) if tokens.lower(index) in {"a", "an"} else _number(tokens, index)
    if read is None:
        return None
    low, high, place = read
    if tokens.lower(place - 1) in {"working", "business"}:
        low, high = low * CALENDAR_DAYS, high * CALENDAR_DAYS
    unit = singular(tokens.lower(place))
    days = names("days")[unit]
    has_half = [tokens.lower(place + offset) for offset in (1, 2, 3)] == ["and", "a", "half"]
    last = place + (4 if has_half else 1)
    fact = Duration(
        start=tokens.words[index].start,
        end=tokens.words[last - 1].end,
        low=(low + has_half / 2) * days,
        high=(high + has_half / 2) * days,
        unit=unit,
        bound=bounds.get(index, Bound.EXACT),
        is_age=tokens.lower(last) in {"old", "olds"},
        head=_head(tokens, last),
    )
    return DurationHit(fact, index, last)


def _number(tokens: Tokens, index: int) -> tuple[float, float, int] | None:
    """Return the ends of "three to five" before a unit of time, and the unit's word; None where there is no such thing."""
    numeral = read_numeral(tokens, index)
    if numeral is None or numeral.high > numeral.low * 10:
        return None
    high, place = numeral.low, numeral.end
    word = tokens.lower(place)
    if word in {"to", "or", "and"} or tokens.gap(place).strip() in {"–", "-", "—"}:
        second = read_numeral(tokens, place + (word in {"to", "or", "and"}))
        if second and second.low > numeral.low and (word != "and" or tokens.lower(index - 1) == "between"):
            high, place = second.low, second.end
    while tokens.lower(place) in _BETWEEN and tokens.is_joined(place):
        place += 1
    return (numeral.low, high, place) if _is_unit(tokens, place) else None


def _article(tokens: Tokens, index: int) -> tuple[float, float, int] | None:
    """Return "a year", "a full week" where a length is meant, not a rate ("$16 a week")."""
    place = index + 1 + (tokens.lower(index + 1) in {"full", "whole", "single", "further"})
    is_rate = tokens.lower(index - 1) == "in" and tokens.lower(index - 2)[:1].isdigit()
    if (
        not _is_unit(tokens, place)
        or tokens.lower(place) == "minute"
        or tokens.lower(index - 1) not in _ARTICLE_BEFORE
        or is_rate
    ):
        return None
    return 1.0, 1.0, place


def _is_unit(tokens: Tokens, index: int) -> bool:
    lower = tokens.lower(index)
    return tokens.is_joined(index) and lower not in _OTHER_UNITS and singular(lower) in names("days")


def singular(lower: str) -> str:
    """Return the singular of a unit of time."""
    return "century" if lower == "centuries" else lower.removesuffix("s")


def _head(tokens: Tokens, last: int) -> str:
    """Return the stem of what a length describes: "10-year agreement", "two years of talks"."""
    place = last + (tokens.lower(last) == "of")
    if place >= len(tokens) or not tokens.is_joined(last) or (place == last and tokens.lower(last) in _LIGHT):
        return ""
    return tokens.words[place].stem


def clock_words(tokens: Tokens) -> set[int]:
    """Return the words that tell a time of day ("8 p.m.", "09:40", "6am")."""
    found: set[int] = set()
    for index in range(1, len(tokens)):
        lower, previous = tokens.lower(index), tokens.lower(index - 1)
        is_named = lower in {"am", "pm", "o'clock"} and previous[0].isdigit()
        is_digital = tokens.gap(index) == ":" and lower.isdigit() and previous.isdigit() and len(lower) == 2 >= len(previous)
        if is_named or is_digital:
            found.update({index - 1, index})
    return found
