"""Lengths of time in a statement, and times of day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.facts.calendar import names
from reportgen.facts.lexicon import bag
from reportgen.facts.model import Bound, Duration
from reportgen.facts.numerals import read_numeral
from reportgen.facts.phrases import phrases

if TYPE_CHECKING:
    from reportgen.facts.tokens import Tokens

_BETWEEN = bag("consecutive more full further extra straight working business calendar successive additional whole long other")
_ARTICLE_BEFORE = bag("for within in another after over lasting than of about takes take until least lasts every only just nearly almost under across once")
_LIGHT = bag("of in for from to on at by before after and or until as ago later earlier now the a an it is was were with")


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
    lower = tokens.lower(index)
    if lower == "a" or lower == "an":
        return _one(tokens, index, bounds)
    if lower == "decades" and tokens.lower(index + 1) in {"of", "to"}:
        return None
    numeral = read_numeral(tokens, index)
    if numeral is None or numeral.high > numeral.low * 10 or (numeral.is_share and not _is_unit(tokens, numeral.end)):
        return None
    low, end = numeral.low, numeral.end
    high, place = low, end
    if tokens.lower(end) in {"to", "or", "and"} or tokens.gap(end).strip() in {"–", "-", "—"}:
        step = end + (tokens.lower(end) in {"to", "or", "and"})
        second = read_numeral(tokens, step)
        if second and second.low > low and (tokens.lower(end) != "and" or tokens.lower(index - 1) == "between"):
            high, place = second.low, second.end
    while tokens.lower(place) in _BETWEEN and tokens.is_joined(place):
        place += 1
    if not _is_unit(tokens, place):
        return None
    unit = _unit(tokens.lower(place))
    days = names("days")[unit]
    extra, last = _half_more(tokens, place + 1)
    return _hit(tokens, index, last, (low + extra) * days, (high + extra) * days, unit, bounds)


def _half_more(tokens: Tokens, index: int) -> tuple[float, int]:
    if tokens.lower(index) == "and" and tokens.lower(index + 1) == "a" and tokens.lower(index + 2) == "half":
        return 0.5, index + 3
    return 0.0, index


def _one(tokens: Tokens, index: int, bounds: dict[int, Bound]) -> DurationHit | None:
    """Return "a year", "a full week" where a length is meant, not a rate ("$16 a week")."""
    place = index + 1 + (tokens.lower(index + 1) in {"full", "whole", "single", "further"})
    if tokens.lower(place) == "half":
        return None
    if tokens.lower(place) not in names("days") or tokens.lower(place) in {"second", "quarter", "minute"}:
        return None
    if tokens.lower(index - 1) not in _ARTICLE_BEFORE:
        return None
    if tokens.lower(index - 1) == "in" and tokens.lower(index - 2)[:1].isdigit():
        return None
    unit = tokens.lower(place)
    extra, last = _half_more(tokens, place + 1)
    return _hit(tokens, index, last, (1 + extra) * names("days")[unit], (1 + extra) * names("days")[unit], unit, bounds)


def _is_unit(tokens: Tokens, index: int) -> bool:
    lower = tokens.lower(index)
    if _unit(lower) not in names("days") or not tokens.is_joined(index):
        return False
    if lower in {"second", "quarter", "quarters"}:
        return False
    return True


def _unit(lower: str) -> str:
    return "century" if lower == "centuries" else lower.removesuffix("s") if lower.endswith("s") else lower


def _hit(tokens: Tokens, first: int, last: int, low: float, high: float, unit: str, bounds: dict[int, Bound]) -> DurationHit:
    is_age = (tokens.lower(last) == "old" and unit in {"year", "month", "week", "day"}) or tokens.lower(last) == "olds"
    head = tokens.words[last].stem if last < len(tokens) and tokens.is_joined(last) and tokens.lower(last) not in _LIGHT else ""
    if not head and tokens.lower(last) == "of" and last + 1 < len(tokens):
        head = tokens.words[last + 1].stem
    bound = bounds.get(first, Bound.EXACT)
    fact = Duration(tokens.words[first].start, tokens.words[last - 1].end, low, high, unit, bound, is_age, head)
    return DurationHit(fact, first, last)


def clock_words(tokens: Tokens) -> set[int]:
    """Return the words that tell a time of day ("8 p.m.", "09:40", "6am")."""
    found: set[int] = set()
    for index in range(len(tokens)):
        lower = tokens.lower(index)
        if lower in {"am", "pm", "o'clock"} and tokens.lower(index - 1)[:1].isdigit():
            found.update({index - 1, index})
        elif tokens.gap(index) in {":", "."} and len(lower) == 2 and lower.isdigit() and len(tokens.lower(index - 1)) <= 2:
            if tokens.lower(index - 1).isdigit() and tokens.gap(index) == ":":
                found.update({index - 1, index})
    return found
