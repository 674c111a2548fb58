"""Quantities in a statement: money, shares, counts with their nouns, measures."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportgen.facts.lexicon import word_classes, word_set, words_of
from reportgen.facts.model import Bound, Figure, FigureKind
from reportgen.facts.namings import is_name
from reportgen.facts.numerals import read_numeral
from reportgen.facts.phrases import phrases
from reportgen.facts.quantities import Quantity, read_quantity
from reportgen.words import stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportgen.facts.tokens import Tokens

NOUN_REACH = 6
"""Words after a number among which its noun is looked for."""
CONTEXT_REACH = 12
"""Words on each side of a figure that tell what it is of."""
VAGUE_FACTOR = 10
"""A number that reaches further than this ("thousands") is none that could be wrong by a little."""
_NOUN_STOPS = words_of("fact_words.txt", "figures: noun stops")
_CHANGE = words_of("fact_words.txt", "figures: change")
DIRECTION_REACH = 5
"""Words before a figure among which a word of change tells its direction."""
BY_REACH = 12
"""The same before "by", which leads back to a verb and its object ("cutting their combined emissions by 45 per cent")."""
_UP = words_of("fact_words.txt", "figures: up")
_DOWN = words_of("fact_words.txt", "figures: down")
_PER = words_of("fact_words.txt", "figures: per")
_RATE_ADVERBS = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour"}
_SCOPE_BEFORE = frozenset({"other", "another", "additional", "further", "extra", "remaining", "first"})
_OWNERS = frozenset({"the", "its", "their", "our", "his", "her"})
_OF_THE = frozenset({"of", "all", "those", "these", "other"}) | _OWNERS


def find_figures(tokens: Tokens, taken: Sequence[tuple[int, int]]) -> tuple[Figure, ...]:
    """Return the quantities of a text, in order.

    `taken` are the spans of words that dates, times and durations already hold, as word indexes. Years, ages, lists,
    telephone numbers, page, case and model numbers are no quantities.
    """
    blocked = {index for start, end in taken for index in range(start, end)}
    bounds = {hit.end: (hit.start, Bound(hit.label)) for hit in phrases("figure_bounds.txt").find(tokens)}
    found: list[Figure] = []
    index = 0
    while index < len(tokens):
        read = None if index in blocked else read_quantity(tokens, index)
        if read is not None and not is_name(tokens, read):
            found.append(_figure(tokens, read, bounds))
        index = index + 1 if read is None else max(read.end, index + 1)
    return tuple(found)


def _figure(tokens: Tokens, read: Quantity, bounds: Mapping[int, tuple[int, Bound]]) -> Figure:
    sign_word = _first_word(tokens, read)
    start, bound = bounds.get(sign_word, (sign_word, Bound.EXACT))
    first, last = _noun(tokens, read)
    has_noun = last > first
    follow = max(last, read.end)
    clause = tokens.clause_span(read.start)
    right = range(follow, max(_relative_end(tokens, follow), min(clause[1], follow + CONTEXT_REACH)))
    whole, is_part = _partition(tokens, read, last)
    return Figure(
        start=read.text_start,
        end=tokens.words[last - 1].end if has_noun and read.kind is FigureKind.COUNT else read.text_end,
        number_end=read.text_end,
        kind=read.kind,
        low=read.low,
        high=read.high,
        slack=read.slack,
        bound=_bound_after(tokens, read) or bound,
        unit=read.unit,
        head=tokens.words[last - 1].stem if has_noun else "",
        modifiers=frozenset(tokens.words[i].stem for i in range(first, last - 1)) | _scope_before(tokens, start),
        after=tokens.stems(right),
        before=tokens.stems(range(max(clause[0], start - CONTEXT_REACH), start)),
        role=_role(tokens, start),
        direction=_direction(tokens, start),
        per=_per(tokens, follow),
        is_part=is_part,
        whole=whole,
    )


def _bound_after(tokens: Tokens, read: Quantity) -> Bound | None:
    """Return what "or more" after a number says of it, and that "thousands" is about a number, not one."""
    if tokens.lower(read.end) == "or" and tokens.lower(read.end + 1) in {"more", "over", "above"}:
        return Bound.AT_LEAST
    return Bound.ABOUT if read.high > read.low * VAGUE_FACTOR else None


def _first_word(tokens: Tokens, read: Quantity) -> int:
    """Return the first word of a quantity, a currency code before its number included."""
    first = read.start
    while first > 0 and tokens.words[first - 1].start >= read.text_start:
        first -= 1
    return first


def _scope_before(tokens: Tokens, start: int) -> frozenset[str]:
    words = {tokens.lower(index) for index in range(max(0, start - 2), start)}
    return frozenset(stem(word) for word in words & _SCOPE_BEFORE)


def _role(tokens: Tokens, start: int) -> str:
    previous = tokens.lower(start - 1)
    if previous in {"by", "to"} and any(tokens.lower(start - back) in _CHANGE for back in range(2, 10)):
        return previous
    if previous == "from" and any(tokens.lower(start - back) in _CHANGE for back in range(2, 8)):
        return "from"
    return "by" if previous in _CHANGE else ""


def _direction(tokens: Tokens, start: int) -> int:
    """Return which way the nearest word of change before a figure points."""
    reach = BY_REACH if tokens.lower(start - 1) == "by" else DIRECTION_REACH
    for place in range(start - 1, max(-1, start - reach - 1), -1):
        if tokens.lower(place) in _UP:
            return 1
        if tokens.lower(place) in _DOWN:
            return -1
    return 0


def _per(tokens: Tokens, index: int) -> str:
    lower = tokens.lower(index)
    if lower in _RATE_ADVERBS:
        return _RATE_ADVERBS[lower]
    if lower in {"a", "an", "per", "each", "every"} and tokens.lower(index + 1) in _PER and tokens.gap(index) in {" ", "-"}:
        return tokens.lower(index + 1)
    return ""


def _noun(tokens: Tokens, read: Quantity) -> tuple[int, int]:
    """Return the words of the noun phrase a quantity has, as word indexes; equal where it has none."""
    if read.numeral.noun:
        return read.numeral.noun
    if read.kind in {FigureKind.MONEY, FigureKind.MEASURE} and tokens.lower(read.end) != "of":
        return read.end, read.end
    if read.kind is FigureKind.MONEY or read.unit == "points":
        return read.end, read.end
    first = _noun_start(tokens, read)
    if first == read.end and read.kind is FigureKind.SHARE:
        return first, first
    last = _noun_end(tokens, first, is_one=read.low == read.high == 1)
    if read.kind is not FigureKind.COUNT and last > first and not is_plural(tokens.lower(last - 1)):
        last = first + 1
    return first, last


def _noun_start(tokens: Tokens, read: Quantity) -> int:
    """Return where the noun begins: after "of the", and after the number of the whole ("three of the 46 kitchens")."""
    first = read.end
    if read.kind is FigureKind.COUNT and tokens.lower(first) != "of":
        return first
    while tokens.lower(first) in _OF_THE and first - read.end < 4:
        first += 1
    whole = read_numeral(tokens, first) if first > read.end else None
    return whole.end if whole else first


def _noun_end(tokens: Tokens, first: int, *, is_one: bool) -> int:
    """Return the word after the noun.

    The noun is the first plural after the number, since what follows it is the verb ("1,994 delegates attended"), or the
    last word before one that cannot belong to the phrase.
    """
    last = first
    while last < len(tokens) and last - first < NOUN_REACH and tokens.is_joined(last):
        lower = tokens.lower(last)
        if lower[:1].isdigit() or (lower in _NOUN_STOPS and not (lower == "more" and last == first)):
            break
        last += 1
        if not is_one and is_plural(lower):
            break
    return last


@cache
def is_plural(lower: str) -> bool:
    """Return whether a word looks like a plural noun."""
    if lower in word_set("irregular_plurals.txt"):
        return True
    return len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "ous"))


def _relative_end(tokens: Tokens, index: int) -> int:
    """Return where a clause that begins at `index` with "that", "which" or "who" ends."""
    if tokens.lower(index) not in {"that", "which", "who", "whose"}:
        return index
    end = index + 1
    while end < len(tokens) and end - index < 10 and tokens.gap(end) == " ":
        end += 1
    return end


def _partition(tokens: Tokens, read: Quantity, noun_end: int) -> tuple[float | None, bool]:
    """Return the whole a figure is said to be a part of, and whether it is a part of something that is not told."""
    if read.numeral.whole is not None:
        return read.numeral.whole, False
    for place in (read.end, noun_end):
        if tokens.lower(place) == "of" and tokens.gap(place) == " ":
            found = _whole_after(tokens, read, place + 1)
            if found is not None:
                return found
    if tokens.lower(read.start - 1) == "the" and tokens.lower(read.start - 2) == "of":
        return None, False
    if tokens.lower(0) == "of" and tokens.lower(1) in _OWNERS and read.start > 3:
        whole = read_quantity(tokens, 2)
        if whole is not None and whole.kind is read.kind and whole.low > read.low:
            return whole.low, False
    return None, _is_marked_part(tokens, read, noun_end)


def _whole_after(tokens: Tokens, read: Quantity, place: int) -> tuple[float | None, bool] | None:
    """Return what "of" before `place` says of the whole: "of them", "of the 46", "of the latest package"; None for nothing."""
    follower = tokens.lower(place)
    if follower in {"them", "these", "those", "which", "whom"}:
        return None, True
    is_definite = follower in _OWNERS or follower == "all"
    whole = read_numeral(tokens, place + is_definite)
    if whole is not None and (is_definite or whole.low > read.low) and read.kind is not FigureKind.SHARE:
        return whole.low, False
    return (None, True) if follower in _OWNERS and read.kind in {FigureKind.COUNT, FigureKind.MONEY} else None


def _is_marked_part(tokens: Tokens, read: Quantity, noun_end: int) -> bool:
    last = tokens.clause_span(read.start)[1]
    lowers = {tokens.lower(index) for index in range(max(0, read.start - 6), min(last, noun_end + 4))}
    return bool(lowers & {"alone", "among"}) or tokens.lower(read.start - 1) == "including"


def scope_classes(figure: Figure) -> frozenset[str]:
    """Return which of several quantities a figure says it is ("more", "other", "done")."""
    return frozenset(label for word in figure.modifiers for label in _scopes().get(word, frozenset()))


@cache
def _scopes() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for word, labels in word_classes("scope_words.txt").items():
        table[stem(word)] = table.get(stem(word), frozenset()) | labels
    return table
