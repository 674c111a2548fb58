"""Lengths of time that two statements give for one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.facts import Bound, Duration
from reportgen.facts.lexicon import words_of

if TYPE_CHECKING:
    from reportgen.label.view import Reading

SLACK = 0.12
"""A "fortnight" and "14 days", a "month" and "30 days", "half a year" and "26 weeks" are the same."""
FAR, FAR_FACTOR = 20, 0.4
"""Lengths more than twenty times apart ("34 years", "three days") are hardly of one thing."""
_TERMS = words_of("label_words.txt", "lengths: terms")


def differing_lengths(official: Reading, press: Reading) -> tuple[Duration, Duration] | None:
    """Return the one length each side gives that the other does not, None where a side has none or several left."""
    ones = [fact for fact in official.facts.durations if _is_length(official, fact)]
    others = [fact for fact in press.facts.durations if _is_length(press, fact)]
    left = [fact for fact in ones if not any(is_same_length(fact, other) for other in others)]
    right = [fact for fact in others if not any(is_same_length(one, fact) for one in ones)]
    if len(left) != 1 or len(right) != 1 or _sort(official, left[0]) != _sort(press, right[0]):
        return None
    return left[0], right[0]


def length_certainty(one: Duration, other: Duration, shared: float) -> float:
    """Return how sure it is that two lengths are rivals, by the share of words of their statements."""
    value = 0.3 + 0.6 * shared + (0.1 if one.unit == other.unit else 0.0)
    return value * (FAR_FACTOR if max(one.low, other.low) > FAR * min(one.high, other.high) else 1.0)


def tells_amounts(reading: Reading) -> bool:
    """Return whether a statement's lengths of time are amounts rather than times: minutes saved, a term in prison."""
    return any(word.lower in _TERMS for word in reading.words)


def is_same_length(one: Duration, other: Duration) -> bool:
    """Return whether two lengths agree, within what their units and bounds leave open."""
    slack = SLACK * max(one.high, other.high) * (2 if Bound.ABOUT in {one.bound, other.bound} else 1)
    if one.low <= other.high + slack and other.low <= one.high + slack:
        return True
    if Bound.AT_MOST in {one.bound, other.bound}:
        limit, value = (one, other) if one.bound is Bound.AT_MOST else (other, one)
        return limit.high * 0.5 <= value.low <= limit.high + slack
    if Bound.AT_LEAST in {one.bound, other.bound}:
        limit, value = (one, other) if one.bound is Bound.AT_LEAST else (other, one)
        return limit.low - slack <= value.high <= limit.low * 2
    return False


def _is_length(reading: Reading, fact: Duration) -> bool:
    """Return whether a length of time stands for itself: no age, and no rate ("36 hours a week")."""
    after = reading.text[fact.end : fact.end + 9].lower()
    return not fact.is_age and not after.startswith((" a ", " per ", " each ", " every ", " in each"))


def _sort(reading: Reading, fact: Duration) -> str:
    """Return what a length leads to: a day ("three years ago"), a change ("three years longer"), or nothing."""
    after = reading.text[fact.end : fact.end + 10].split()
    return _SORTS.get(after[0].lower().strip(".,;"), "") if after else ""


_SORTS = dict.fromkeys(("ago", "later", "earlier"), "day") | dict.fromkeys(("longer", "shorter", "more", "less"), "change")
