"""Numbers with their units: amounts of money, shares, measures, bare counts, and ranges of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.facts.lexicon import currencies, units, words_of
from reportgen.facts.model import FigureKind
from reportgen.facts.numerals import Numeral, read_numeral

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportgen.facts.tokens import Tokens

MAX_DASHED = 10_000
"""Numbers from here on are not joined by a dash: they are identifiers more often than ranges."""
_CHANGE = words_of("fact_words.txt", "figures: change")
_SIGNS = "$£€¥₹"
_DASHES = frozenset({"-", "–", "‑", " - ", " – "})
_AREAS = {"square": ("square ", 2), "sq": ("square ", 2), "cubic": ("cubic ", 3), "cu": ("cubic ", 3)}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as word indexes."""

    start: int
    end: int
    """The word after the unit."""
    low: float
    high: float
    slack: float
    """Half a unit in the last place given, in the base of the unit."""
    kind: FigureKind
    unit: str
    numeral: Numeral
    text_start: int
    text_end: int
    """Offsets that take in a sign before the number and one after it ("$", "%")."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """The unit of a number."""

    kind: FigureKind
    name: str
    factor: float
    end: int
    """The word after it."""
    text_start: int | None = None
    text_end: int | None = None
    """Offsets of a sign beside the number, None where the unit is a word or nothing."""


def read_quantity(tokens: Tokens, index: int) -> Quantity | None:
    """Return the quantity or the range of quantities that begins at a word, None where none does."""
    first = _read_single(tokens, index)
    if first is None or tokens.lower(first.end) not in {"to", "and", "or"}:
        return first
    second = _read_single(tokens, first.end + 1)
    if second is None or not _is_range(tokens, first, second):
        return first
    low = first.low * _missing_factor(first, second)
    return replace(second, start=first.start, low=low, text_start=first.text_start, numeral=first.numeral)


def _read_single(tokens: Tokens, index: int) -> Quantity | None:
    numeral = _dashed(tokens, index) or read_numeral(tokens, index)
    if numeral is None:
        return None
    unit = next(found for reader in _UNIT_READERS if (found := reader(tokens, index, numeral)))
    start = tokens.words[index].start if unit.text_start is None else unit.text_start
    end = tokens.words[unit.end - 1].end if unit.text_end is None else unit.text_end
    low, high = numeral.low * unit.factor, numeral.high * unit.factor
    return Quantity(index, unit.end, low, high, numeral.slack * unit.factor, unit.kind, unit.name, numeral, start, end)


def _dashed(tokens: Tokens, index: int) -> Numeral | None:
    """Return a range written with a dash: "50-52", "1.9–2.4"."""
    if not tokens.lower(index)[:1].isdigit() or tokens.lower(index)[0] == "0":
        return None
    first = read_numeral(tokens, index)
    if first is None or first.low >= MAX_DASHED or tokens.gap(first.end) not in _DASHES:
        return None
    second = read_numeral(tokens, first.end) if tokens.lower(first.end)[:1].isdigit() else None
    if second is None or second.low <= first.low:
        return None
    scale = second.low / float(tokens.lower(first.end)) if second.has_scale and not first.has_scale else 1.0
    return replace(second, low=first.low * scale, is_digits=True)


# --- ranges --------------------------------------------------------------------------------------------------------------


def _missing_factor(first: Quantity, second: Quantity) -> float:
    """Return what a bare first number takes from the second: "2 to 3 million", "40 and 60 millimetres", "30 to 50 cents"."""
    raw = second.numeral.low
    factor = second.low / raw if first.kind is FigureKind.COUNT and raw else 1.0
    if second.numeral.has_scale and not first.numeral.has_scale and first.low < 1000:
        factor *= next((scale for scale in (1e12, 1e9, 1e6, 1e3) if raw >= scale), 1.0)
    return factor


def _is_range(tokens: Tokens, first: Quantity, second: Quantity) -> bool:
    """Return whether two numbers around "to", "and" or "or" are the ends of one range, not a change from one to the other."""
    low = first.low * _missing_factor(first, second)
    if low >= second.low or (first.kind is not second.kind and first.kind is not FigureKind.COUNT):
        return False
    word, before = tokens.lower(first.end), tokens.lower(first.start - 1)
    if word == "and":
        return before == "between"
    if word == "or":
        return second.low - low == 1
    return before != "from" or not any(tokens.lower(first.start - back) in _CHANGE for back in range(2, 8))


# --- units ---------------------------------------------------------------------------------------------------------------


def _sign_before(tokens: Tokens, index: int, numeral: Numeral) -> _Unit | None:
    """Return the currency of a sign or code right before a number: "$", "US$", "NOK"."""
    gap, start, previous = tokens.gap(index), tokens.words[index].start, tokens.lower(index - 1)
    if gap[-1:] and gap[-1] in _SIGNS:
        prefixed = previous + gap[-1]
        is_prefixed = len(gap) == 1 and index > 0 and prefixed in currencies()
        code, factor = currencies()[prefixed if is_prefixed else gap[-1]]
        return _Unit(FigureKind.MONEY, code, factor, numeral.end, tokens.words[index - 1].start if is_prefixed else start - 1)
    if tokens.is_joined(index) and len(previous) == 3 and previous in currencies() and tokens.words[index - 1].text.isupper():
        code, factor = currencies()[previous]
        return _Unit(FigureKind.MONEY, code, factor, numeral.end, tokens.words[index - 1].start)
    return None


def _sign_after(tokens: Tokens, index: int, numeral: Numeral) -> _Unit | None:
    """Return the unit of a sign right after a number: "%", "¢"."""
    del index
    sign = tokens.gap(numeral.end).strip()[:1]
    end = tokens.words[numeral.end - 1].end + len(tokens.gap(numeral.end)) - len(tokens.gap(numeral.end).lstrip()) + 1
    if sign == "%":
        if tokens.lower(numeral.end) in {"point", "points"}:
            return _Unit(FigureKind.SHARE, "points", 1.0, numeral.end + 1)
        return _Unit(FigureKind.SHARE, "percent", 1.0, numeral.end, None, end)
    return _Unit(FigureKind.MONEY, "$", 0.01, numeral.end, None, end) if sign == "¢" else None


def _share_words(tokens: Tokens, index: int, numeral: Numeral) -> _Unit | None:
    """Return the unit of "percent", "per cent", "percentage points", "basis points"."""
    del index
    end = numeral.end
    lower, after = tokens.lower(end), tokens.lower(end + 1)
    if not tokens.is_joined(end):
        return None
    if lower in {"percentage", "basis"} and after in {"point", "points"}:
        return _Unit(FigureKind.SHARE, "points", 0.01 if lower == "basis" else 1.0, end + 2)
    end += 1 if lower in {"percent", "pct", "pc"} else 2 if lower == "per" and after == "cent" else 0
    if end == numeral.end:
        return None
    if tokens.lower(end) in {"point", "points"}:
        return _Unit(FigureKind.SHARE, "points", 1.0, end + 1)
    return _Unit(FigureKind.SHARE, "percent", 1.0, end)


def _share_of_one(tokens: Tokens, index: int, numeral: Numeral) -> _Unit | None:
    """Return the unit of a fraction in words: "half a percentage point", "a third"."""
    del index
    if not numeral.is_share:
        return None
    end = numeral.end
    while tokens.lower(end) in {"of", "a", "one"}:
        end += 1
    if tokens.lower(end) == "percentage" and tokens.lower(end + 1) in {"point", "points"}:
        return _Unit(FigureKind.SHARE, "points", 1.0, end + 2)
    return _Unit(FigureKind.SHARE, "percent", 100.0, numeral.end)


def _currency_word(tokens: Tokens, index: int, numeral: Numeral) -> _Unit | None:
    """Return the currency named after a number: "ten euros", "5p"."""
    del index
    end = numeral.end
    lower = tokens.lower(end)
    if not tokens.is_joined(end) or not lower.isalpha() or lower not in currencies():
        return None
    if (lower == "p" and tokens.gap(end)) or (lower == "won" and tokens.lower(end + 1) in {"the", "a", "in", "their", "his"}):
        return None
    code, factor = currencies()[lower]
    return _Unit(FigureKind.MONEY, code, factor, end + 1)


def _measure(tokens: Tokens, index: int, numeral: Numeral) -> _Unit | None:
    """Return the unit of a measure: "km", "square miles"."""
    del index
    end = numeral.end
    if not tokens.is_joined(end):
        return None
    prefix, power = _AREAS.get(tokens.lower(end), ("", 1))
    end += power > 1
    if tokens.lower(end) not in units():
        return None
    base, factor = units()[tokens.lower(end)]
    return _Unit(FigureKind.MEASURE, prefix + base, factor**power, end + 1)


def _nothing(tokens: Tokens, index: int, numeral: Numeral) -> _Unit:
    """Return the unit of a bare count."""
    del tokens, index
    return _Unit(FigureKind.COUNT, "", 1.0, numeral.end)


_UNIT_READERS: tuple[Callable[[Tokens, int, Numeral], _Unit | None], ...] = (
    _sign_before, _sign_after, _share_words, _share_of_one, _currency_word, _measure, _nothing,
)  # fmt: skip
"""In the order they are asked; the last always answers."""
