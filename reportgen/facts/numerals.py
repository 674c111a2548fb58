"""Numbers in digits and in words, read into values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.facts.lexicon import number_words

if TYPE_CHECKING:
    from reportgen.facts.tokens import Tokens

_DIGITS = re.compile(r"\d{1,18}(?:\.\d{1,9})?\Z")
_VULGAR = {
    "½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6, "⅘": 0.8, "⅙": 1 / 6, "⅛": 0.125,
    "⅜": 0.375, "⅝": 0.625, "⅞": 0.875,
}  # fmt: skip
FRACTION_SLACK = 0.025
"""A share in words rounds: 64 and 69 per cent are both "two-thirds"."""
ROUGH_SCALE = 0.05
"""Half a million may be 460,000 or 540,000: the slack of a fraction of a scale, in that scale."""
HALF = 0.4999999
"""Just under half, for 115 rounds to 120 and not to 110: two numbers given to the same place that differ are no roundings of
one, though their slacks are added."""
VAGUE_SPAN = 50.0
"""How far "hundreds" or "thousands" may reach above their least value of two."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at one place of a text."""

    end: int
    """The word after its last."""
    low: float
    high: float
    slack: float
    """Just under half a unit in the last place given."""
    is_share: bool = False
    """A part of one ("a third", "nine out of ten")."""
    is_digits: bool = False
    whole: float | None = None
    """The second number of "three in four"."""
    noun: tuple[int, int] | None = None
    """The words of the noun inside "one bridge in eight"."""
    has_scale: bool = False
    """A word or letter for thousands or more belongs to it."""


def read_numeral(tokens: Tokens, index: int) -> Numeral | None:
    """Return the number that begins at a word, None where none does."""
    lower = tokens.lower(index)
    if lower[:1].isdigit():
        return _ratio(tokens, _digits(tokens, index))
    if lower in _VULGAR:
        return Numeral(index + 1, _VULGAR[lower], _VULGAR[lower], 0.0, is_share=True)
    return (
        _vague(tokens, index)
        or _fraction(tokens, index)
        or _half_of_scale(tokens, index)
        or _ratio(tokens, _words(tokens, index))
    )


def _digits(tokens: Tokens, index: int) -> Numeral | None:
    lower = tokens.lower(index)
    if not _DIGITS.match(lower):
        return None
    value = float(lower)
    slack = HALF * 10 ** -len(lower.partition(".")[2]) if "." in lower else _whole_slack(int(value))
    end = index + 1
    value, slack, end = _mixed_fraction(tokens, value, slack, end)
    factor, end = _scale(tokens, end, is_word=False)
    if factor > 1 and "." not in lower:
        slack = HALF
    return Numeral(end, value * factor, value * factor, slack * factor, is_digits=True, has_scale=factor > 1)


def _whole_slack(value: int) -> float:
    """Return half a unit in the last place that is no zero: 50 for 1,500, at most a twentieth of the value."""
    if value < 100 or value % 10:
        return 0.0
    unit = 1
    while value % (unit * 10) == 0:
        unit *= 10
    return min(HALF * unit, value / 20)


def _mixed_fraction(tokens: Tokens, value: float, slack: float, index: int) -> tuple[float, float, int]:
    """Return a value with the fraction that follows it: "5-1/4", "17½", "four and a half"."""
    lower = tokens.lower(index)
    if lower in _VULGAR and tokens.gap(index).strip() == "":
        return value + _VULGAR[lower], 0.0, index + 1
    if lower == "and" and tokens.lower(index + 1) in {"a", "three", "one"}:
        divisor = number_words("fraction").get(tokens.lower(index + 2))
        if divisor in {2, 4}:
            count = 3 if tokens.lower(index + 1) == "three" else 1
            return value + count / divisor, 0.0, index + 3
    if tokens.gap(index + 1) == "/" and tokens.is_joined(index) and lower.isdigit() and len(lower) == 1:
        divisor_text = tokens.lower(index + 1)
        if divisor_text in {"2", "3", "4", "5", "8"}:
            return value + int(lower) / int(divisor_text), 0.0, index + 2
    return value, slack, index


def _scale(tokens: Tokens, index: int, *, is_word: bool) -> tuple[float, int]:
    """Return the factor of the scale words from `index` on, and the word after them."""
    factor = 1.0
    while tokens.is_joined(index):
        lower = tokens.lower(index)
        step = number_words("scale").get(lower) if lower != "dozen" or factor == 1 else None
        if step is None and not is_word and (tokens.gap(index) == "" or len(lower) > 1):
            step = number_words("abbreviated scale").get(lower)
        if step is None:
            break
        factor *= step
        index += 1
    return factor, index


def _words(tokens: Tokens, index: int) -> Numeral | None:
    """Return a number in words: "twenty-five", "a hundred and twelve", "two and a half million", "a dozen"."""
    has_article = tokens.lower(index) in {"a", "an"}
    if has_article and tokens.lower(index + 1) not in number_words("scale"):
        return _collective(tokens, index)
    sum_ = _Sum(current=1.0) if has_article else _Sum()
    first = end = index + has_article
    while end < len(tokens) and (end == first or tokens.is_joined(end)) and sum_.takes(tokens.lower(end), tokens.lower(end + 1)):
        end += 1
    if end == first:
        return _collective(tokens, index)
    value, _, stop = _mixed_fraction(tokens, sum_.current, 0.0, end)
    if stop > end:
        factor, stop = _scale(tokens, stop, is_word=True)
        total = sum_.total + value * factor
        return Numeral(stop, total, total, ROUGH_SCALE * factor if factor > 1 else 0.0, has_scale=factor > 1)
    total = sum_.total + sum_.current
    return Numeral(end, total, total, sum_.slack, has_scale=sum_.slack > 0)


@dataclass(slots=True)
class _Sum:
    """A number in words as it is read, word by word."""

    total: float = 0.0
    """What is closed by a scale: 2,000 in "two thousand and five"."""
    current: float = 0.0
    """What a scale may still multiply."""
    slack: float = 0.0

    def takes(self, lower: str, follower: str) -> bool:
        """Add a word and return True, or return False where it does not belong to the number."""
        if lower in number_words("unit"):
            return self._add(number_words("unit")[lower])
        if lower in number_words("ten"):
            return self._add(number_words("ten")[lower])
        if lower in number_words("scale") and self.current:
            self._scale(number_words("scale")[lower])
            return True
        is_open = bool(self.total) or self.current >= 100
        return lower == "and" and is_open and self.current % 100 == 0 and follower in number_words("unit") | number_words("ten")

    def _add(self, value: float) -> bool:
        has_room = self.current % 100 == 0 or (self.current % 10 == 0 and self.current % 100 >= 20 and value < 10)
        self.current += value * has_room
        return has_room

    def _scale(self, step: float) -> None:
        if step < 1000:
            self.current *= step
        else:
            self.total, self.current = self.total + self.current * step, 0.0
            self.slack = HALF * step


def _collective(tokens: Tokens, index: int) -> Numeral | None:
    offset = 1 if tokens.lower(index) == "a" else 0
    value = number_words("collective").get(tokens.lower(index + offset))
    if value is None or (tokens.lower(index + offset) == "couple" and tokens.lower(index + offset + 1) != "of"):
        return None
    return Numeral(index + offset + 1, value, value, 0.0)


def _vague(tokens: Tokens, index: int) -> Numeral | None:
    """Return "dozens of", "tens of thousands of": at least two of them, with no upper end that could be told."""
    low = number_words("vague").get(tokens.lower(index))
    if low is None and tokens.lower(index) == "tens" and tokens.lower(index + 1) == "of":
        low, index = 10 * number_words("vague").get(tokens.lower(index + 2), 0.0), index + 2
    elif low is not None and tokens.lower(index + 1) == "of" and tokens.lower(index + 2) in {"thousands", "millions", "billions"}:
        low, index = low / 2 * number_words("vague")[tokens.lower(index + 2)], index + 2
    if not low:
        return None
    return Numeral(index + 1, low / 2, low * VAGUE_SPAN, 0.0, has_scale=True)


_HALF_BEFORE = frozenset({"first", "second", "and", "latter", "third", "other"})
_HALF_AFTER = frozenset({"a", "way", "year", "term", "time"})
_SHARE_AFTER = frozenset({"of", "more", "less", "lower", "higher", "fewer"})


def _fraction(tokens: Tokens, index: int) -> Numeral | None:
    """Return "half", "a third", "two-thirds", "three quarters"; not "a third country" or "the second half"."""
    lower = tokens.lower(index)
    is_of_a_point = tokens.lower(index + 2) == "percentage"
    if (
        lower == "half"
        and tokens.lower(index - 1) not in _HALF_BEFORE
        and (is_of_a_point or tokens.lower(index + 1) not in _HALF_AFTER)
    ):
        return Numeral(index + 1, 0.5, 0.5, FRACTION_SLACK, is_share=True)
    count = 1.0 if lower in {"a", "one"} else number_words("unit").get(lower, 0.0)
    divisor = number_words("fraction").get(tokens.lower(index + 1))
    if not count or not divisor or count >= divisor or not tokens.is_joined(index + 1):
        return None
    is_plural = tokens.lower(index + 1).endswith("s")
    leads_on = lower == "a" and tokens.gap(index + 2) == " " and tokens.lower(index + 2) not in _SHARE_AFTER
    if (count == 1 and is_plural) or leads_on:
        return None
    return Numeral(index + 2, count / divisor, count / divisor, FRACTION_SLACK, is_share=True)


def _half_of_scale(tokens: Tokens, index: int) -> Numeral | None:
    """Return "half a million", "a quarter of a million"."""
    for words, share in ((("half", "a"), 0.5), (("a", "quarter", "of", "a"), 0.25), (("quarter", "of", "a"), 0.25)):
        if all(tokens.lower(index + offset) == word for offset, word in enumerate(words)):
            factor = number_words("scale").get(tokens.lower(index + len(words)))
            if factor:
                value = share * factor
                return Numeral(index + len(words) + 1, value, value, ROUGH_SCALE * factor, has_scale=True)
    return None


def _ratio(tokens: Tokens, count: Numeral | None) -> Numeral | None:
    """Return "nine out of ten", "three in four", "one bridge in eight" as a share; else the number itself."""
    if count is None or count.low >= 100 or count.is_share:
        return count
    for skip in range(3):
        place = count.end + skip
        if skip and (tokens.gap(place - 1) != " " or tokens.lower(place - 1) in {"in", "of", "out", "the"}):
            break
        step = 2 if tokens.lower(place) == "out" and tokens.lower(place + 1) == "of" else 1 if tokens.lower(place) == "in" else 0
        if not step or (step == 2 and tokens.lower(place + 2) == "the"):
            continue
        whole = _words(tokens, place + step) or _digits(tokens, place + step)
        if (
            whole
            and count.low < whole.low <= 20
            and (step == 2 or skip == 0 or count.low == 1)
            and _is_bare(tokens, whole.end, skip)
        ):
            share = count.low / whole.low
            noun = (count.end, place) if skip else None
            return Numeral(whole.end, share, share, FRACTION_SLACK, is_share=True, whole=whole.low, noun=noun)
    return count


def _is_bare(tokens: Tokens, end: int, skip: int) -> bool:
    """Return whether nothing that "in" may belong to otherwise follows ("two deaths in three weeks")."""
    follower = tokens.lower(end)
    return skip == 0 or tokens.gap(end) != " " or len(follower) <= 3 or not follower.endswith("s")
