"""Quantities in a statement: money, shares, counts with their nouns, measures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from reportgen.facts.lexicon import bag, currencies, stem_classes, units, word_classes, word_set
from reportgen.facts.model import Bound, Figure, FigureKind
from reportgen.facts.numerals import Numeral, read_numeral
from reportgen.facts.phrases import phrases
from reportgen.words import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.facts.tokens import Tokens

_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_NOUN_REACH = 6
"""Words after a number among which its noun is looked for."""
_CONTEXT_REACH = 12
"""Words on each side of a figure that tell what it is of."""
_NOUN_STOPS = bag(
    "a an the this that these those of in on at by for from to with without into over under about after before between during "
    "through against until since per and or but than as if when while which who whose where that is are was were be been being "
    "has have had do does did will would can could may might must shall should not no it its he she they we you his her their our "
    "last this next every each ago also only alone still yet now already again today yesterday tomorrow more less up down out off "
    "just so because however according including such among across along around near beyond within"
)
_CHANGE = bag(
    "rose rise rises risen rising raised raise raises fell fall falls fallen falling dropped drop drops grew grow grows grown growing up down "
    "increased increase increases decreased decrease decreases cut cuts climbed jumped slipped declined decline reduced reduce reduction gained "
    "lifted lowered slumped surged soared shrank shrunk widened narrowed"
)
_PER = bag(
    "year month week day hour night household family person share home head pupil student child patient passenger litre liter gallon kilometre "
    "mile tonne ton barrel unit vehicle employee worker annum capita quarter decade"
)
_RATE_ADVERBS = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour"}


def find_figures(tokens: Tokens, taken: Sequence[tuple[int, int]]) -> tuple[Figure, ...]:
    """Return the quantities of a text, in order.

    `taken` are the spans of words that dates, times and durations already hold, as word indexes. Years, ages, lists,
    telephone numbers, page, case and model numbers are no quantities.
    """
    blocked = {index for start, end in taken for index in range(start, end)}
    found: list[Figure] = []
    bounds = {hit.end: Bound(hit.label) for hit in phrases("figure_bounds.txt").find(tokens)}
    starts = {hit.end: hit.start for hit in phrases("figure_bounds.txt").find(tokens)}
    index = 0
    while index < len(tokens):
        read = None if index in blocked else _read_quantity(tokens, index)
        if read is None:
            index += 1
            continue
        if read.is_range_start(tokens):
            follower = _read_quantity(tokens, read.end + 1)
            if follower is not None and read.end + 1 not in blocked and _is_range(tokens, read, follower):
                read = read.joined(follower)
        if not _is_name(tokens, read):
            found.extend(_figures(tokens, read, bounds, starts))
        index = max(read.end, index + 1)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number with its unit, as word indexes."""

    start: int
    end: int
    low: float
    high: float
    slack: float
    kind: FigureKind
    unit: str
    numeral: Numeral
    text_start: int
    text_end: int
    """Offsets that take in a sign before the number and one after it ("$", "%")."""
    is_two: bool = False
    """A change from the one to the other, not a range."""

    def is_range_start(self, tokens: Tokens) -> bool:
        """Return whether a second number may follow, after "to", "and" or a dash."""
        return tokens.lower(self.end) in {"to", "and", "or"}

    def joined(self, other: _Quantity) -> _Quantity:
        """Return the range from this quantity to another."""
        return replace(
            self, end=other.end, high=other.high, slack=other.slack, kind=other.kind, unit=other.unit,
            low=self.low * _missing_scale(self, other), text_end=other.text_end,
        )  # fmt: skip


def _missing_scale(first: _Quantity, second: _Quantity) -> float:
    """Return what a bare first number takes from the second: "2 to 3 million", "40 and 60 millimetres", "30 to 50 cents"."""
    raw = second.numeral.low
    factor = second.low / raw if first.kind is FigureKind.COUNT and raw else 1.0
    if second.numeral.has_scale and not first.numeral.has_scale and first.low < 1000:
        factor *= next((scale for scale in (1e12, 1e9, 1e6, 1e3) if raw >= scale), 1.0)
    return factor


def _is_range(tokens: Tokens, first: _Quantity, second: _Quantity) -> bool:
    """Return whether two numbers around "to" or "and" are the ends of one range."""
    word = tokens.lower(first.end)
    if first.kind is not second.kind and first.kind is not FigureKind.COUNT:
        return False
    before = tokens.lower(first.start - 1)
    low = first.low * _missing_scale(first, second)
    if low >= second.low:
        return False
    if word == "and":
        return before == "between"
    if word == "or":
        return second.low - low == 1 and low < 20
    if before == "from":
        return not any(tokens.lower(first.start - back) in _CHANGE for back in range(2, 8))
    return True


def _read_quantity(tokens: Tokens, index: int) -> _Quantity | None:
    dash = _dashed(tokens, index)
    numeral = dash or read_numeral(tokens, index)
    if numeral is None:
        return None
    start_char, end_char = tokens.words[index].start, tokens.words[numeral.end - 1].end
    sign, sign_start = _sign_before(tokens, index)
    if sign:
        code, factor = currencies()[sign]
        return _quantity(index, numeral, numeral.end, FigureKind.MONEY, code, factor, sign_start, end_char)
    after = tokens.gap(numeral.end).strip()[:1]
    lower, joined = tokens.lower(numeral.end), tokens.is_joined(numeral.end)
    if after == "%" or (joined and lower in {"percent", "pct", "pc"}):
        end = numeral.end + (0 if after == "%" else 1)
        return _share(tokens, index, numeral, end, start_char, end_char + 1 if after == "%" else tokens.words[end - 1].end)
    if joined and lower == "per" and tokens.lower(numeral.end + 1) == "cent":
        return _share(tokens, index, numeral, numeral.end + 2, start_char, tokens.words[numeral.end + 1].end)
    if joined and lower in {"percentage", "basis", "per"} and tokens.lower(numeral.end + 1) in {"point", "points"}:
        factor = 0.01 if lower == "basis" else 1.0
        end = numeral.end + 2
        return _quantity(index, numeral, end, FigureKind.SHARE, "points", factor, start_char, tokens.words[end - 1].end)
    if numeral.is_share:
        if _is_points(tokens, numeral.end):
            end = _points_end(tokens, numeral.end)
            return _quantity(index, numeral, end, FigureKind.SHARE, "points", 1.0, start_char, tokens.words[end - 1].end)
        return _quantity(index, numeral, numeral.end, FigureKind.SHARE, "percent", 100.0, start_char, end_char)
    if after in {"¢"}:
        return _quantity(index, numeral, numeral.end, FigureKind.MONEY, "$", 0.01, start_char, end_char + 1)
    if joined and lower in currencies() and lower.isalpha() and not (lower == "p" and tokens.gap(numeral.end)):
        code, factor = currencies()[lower]
        if lower != "won" or tokens.lower(numeral.end + 1) not in {"the", "a", "in"}:
            return _quantity(index, numeral, numeral.end + 1, FigureKind.MONEY, code, factor, start_char, tokens.words[numeral.end].end)
    measure = _measure(tokens, index, numeral, start_char)
    return measure or _quantity(index, numeral, numeral.end, FigureKind.COUNT, "", 1.0, start_char, end_char)


def _is_points(tokens: Tokens, index: int) -> bool:
    return _points_end(tokens, index) > index


def _points_end(tokens: Tokens, index: int) -> int:
    """Return the word after "(of) a percentage point" from `index`, or `index` itself."""
    end = index
    while tokens.lower(end) in {"of", "a", "one"}:
        end += 1
    return end + 2 if tokens.lower(end) == "percentage" and tokens.lower(end + 1) in {"point", "points"} else index


def _share(tokens: Tokens, index: int, numeral: Numeral, end: int, start_char: int, end_char: int) -> _Quantity:
    if tokens.lower(end) in {"point", "points"} and tokens.is_joined(end):
        return _quantity(index, numeral, end + 1, FigureKind.SHARE, "points", 1.0, start_char, tokens.words[end].end)
    return _quantity(index, numeral, end, FigureKind.SHARE, "percent", 1.0, start_char, end_char)


def _measure(tokens: Tokens, index: int, numeral: Numeral, start_char: int) -> _Quantity | None:
    end = numeral.end
    if not tokens.is_joined(end):
        return None
    lower = tokens.lower(end)
    factor = 1.0
    if lower in {"square", "cubic", "sq", "cu"} and tokens.lower(end + 1) in units():
        name, end = f"{lower[:2]} ", end + 1
        base, factor = units()[tokens.lower(end)]
        factor **= 2 if name == "sq " else 3
        return _quantity(index, numeral, end + 1, FigureKind.MEASURE, name + base, factor, start_char, tokens.words[end].end)
    if lower not in units():
        return None
    base, factor = units()[lower]
    return _quantity(index, numeral, end + 1, FigureKind.MEASURE, base, factor, start_char, tokens.words[end].end)


def _quantity(
    index: int, numeral: Numeral, end: int, kind: FigureKind, unit: str, factor: float, start_char: int, end_char: int
) -> _Quantity:
    low, high = numeral.low * factor, numeral.high * factor
    return _Quantity(index, end, low, high, numeral.slack * factor, kind, unit, numeral, start_char, end_char)


def _dashed(tokens: Tokens, index: int) -> Numeral | None:
    """Return a range written with a dash: "50-52", "1.9–2.4"."""
    first = read_numeral(tokens, index) if tokens.lower(index)[:1].isdigit() else None
    if first is None or first.low >= 10000 or tokens.gap(first.end) not in {"-", "–", "‑", " - ", " – "}:
        return None
    second = read_numeral(tokens, first.end) if tokens.lower(first.end)[:1].isdigit() else None
    if second is None or second.low <= first.low or tokens.words[index].text[0] == "0":
        return None
    scale = second.low / float(tokens.lower(first.end)) if second.has_scale and not first.has_scale else 1.0
    return replace(second, low=first.low * scale, is_digits=True)


def _sign_before(tokens: Tokens, index: int) -> tuple[str, int]:
    """Return the currency sign or code right before a number ("$", "US$", "NOK"), and where it begins."""
    gap, start = tokens.gap(index), tokens.words[index].start
    previous = tokens.lower(index - 1)
    if gap and gap[-1] in "$£€¥₹":
        sign, sign_start = gap[-1], start - 1
        if gap[-1] == "$" and len(gap) == 1 and index and tokens.words[index - 1].end == start - 1:
            prefixed = previous + "$"
            if prefixed in currencies():
                return prefixed, tokens.words[index - 1].start
        return sign, sign_start
    if index and tokens.is_joined(index) and previous in currencies() and tokens.words[index - 1].text.isupper() and len(previous) == 3:
        return previous, tokens.words[index - 1].start
    return "", start


def _is_name(tokens: Tokens, read: _Quantity) -> bool:
    """Return whether a number names something (a year, a page, a case, a list item) and counts nothing."""
    if read.kind is not FigureKind.COUNT:
        return False
    index = read.start
    previous, follower, after = tokens.lower(index - 1), tokens.lower(read.end), tokens.gap(read.end)
    if not read.numeral.is_digits:
        return _is_named_in_words(tokens, read, previous)
    text = tokens.words[index].text
    before = tokens.gap(index)
    return (
        (index > 0 and before in {"", "-", "/", ":", "."} and not _is_money_range(tokens, index))
        or text[-1:].isalpha()
        or (text[0] == "0" and len(text) > 1 and "." not in text)
        or _is_year(tokens, read)
        or before.endswith(("#", "№"))
        or after[:1] in {"/", ":"}
        or (previous in word_set("figure_ids.txt") and tokens.is_joined(index))
        or (tokens.is_joined(read.end) and follower[:1].isdigit())
        or (after.startswith((". ", ") ")) and (index == 0 or tokens.gap(index).rstrip().endswith((".", ":", "("))) and read.low < 100)
        or _is_age(tokens, read, previous)
        or _is_clock(tokens, read)
    )


def _is_money_range(tokens: Tokens, index: int) -> bool:
    return tokens.gap(index - 1)[-1:] in {"$", "£", "€"}


def _is_named_in_words(tokens: Tokens, read: _Quantity, previous: str) -> bool:
    """Return whether a number in words names or stands for something: "stage two", "no one", "one of the", "six this evening"."""
    follower = tokens.lower(read.end)
    if read.start and tokens.words[read.start].text[0].isupper() and not _opens_sentence(tokens, read.start):
        return True  # "the Group of Seven", "Twenty20"
    if read.low == 1 and read.high == 1:
        return previous in _ONE_BEFORE or follower in _ONE_AFTER or tokens.gap(read.end) != " "
    if previous in word_set("figure_ids.txt") and read.end - read.start == 1 and tokens.is_joined(read.start):
        return read.low < 20
    return _is_clock(tokens, read) or follower in {"o'clock", "fold"}


_ONE_BEFORE = bag("no any every each this that the another which some only")
_ONE_AFTER = bag("of that who to another by more time thing day is was and or in such final last big on way would can could may")


def _opens_sentence(tokens: Tokens, index: int) -> bool:
    return any(character in '.:!?"“”‘•—–' for character in tokens.gap(index)) or tokens.words[0].text.isupper()


def _is_year(tokens: Tokens, read: _Quantity) -> bool:
    text = tokens.words[read.start].text
    if not (len(text) == 4 and text.isdigit() and _FIRST_YEAR <= int(text) <= _LAST_YEAR) or read.numeral.has_scale:
        return False
    previous, follower = tokens.lower(read.start - 1), tokens.lower(read.end)
    if previous in {"about", "around", "nearly", "almost", "some", "roughly", "than", "over", "least"} and follower.endswith("s"):
        return False
    return not (int(text) % 100 == 0 and stem(follower) in stem_classes("count_nouns.txt") and previous not in {"in", "since", "the"})


def _is_age(tokens: Tokens, read: _Quantity, previous: str) -> bool:
    follower = tokens.lower(read.end)
    if previous in {"aged", "age", "ages"} or (previous == "of" and tokens.lower(read.start - 2) == "age"):
        return True
    if previous in {"under", "over", "about"} and read.low <= 110 and (not follower or not tokens.is_joined(read.end) or follower in _NOUN_STOPS):
        return previous != "about" or tokens.lower(read.start - 2) == "of"
    is_set_off = tokens.gap(read.start).startswith(",") and tokens.gap(read.end)[:1] in {",", "."}
    return is_set_off and 5 <= read.low <= 110 and tokens.words[read.start - 1].text[:1].isupper()


def _is_clock(tokens: Tokens, read: _Quantity) -> bool:
    follower = tokens.lower(read.end)
    if follower in {"am", "pm", "o'clock"}:
        return True
    if follower == "a" or follower == "p":
        return tokens.lower(read.end + 1) == "m"
    if read.low > 24 or tokens.lower(read.start - 1) not in {"at", "from", "until", "by", "between", "to"}:
        return False
    return (follower == "this" or follower == "in" or follower == "at") and tokens.lower(read.end + (1 if follower != "in" else 2)) in {
        "evening", "morning", "afternoon", "night",
    }  # fmt: skip


def _figures(tokens: Tokens, read: _Quantity, bounds: dict[int, Bound], starts: dict[int, int]) -> list[Figure]:
    sign_word = _first_word(tokens, read)
    bound = bounds.get(sign_word, Bound.EXACT)
    if tokens.lower(read.end) == "or" and tokens.lower(read.end + 1) in {"more", "over", "above"}:
        bound = Bound.AT_LEAST
    if read.numeral.is_digits is False and read.high > read.low * 10:
        bound = Bound.ABOUT
    start = starts.get(sign_word, sign_word)
    first, last = _noun(tokens, read)
    head = tokens.words[last - 1].stem if last > first else ""
    clause = tokens.clause_span(read.start)
    left = range(max(clause[0], start - _CONTEXT_REACH), start)
    right = range(max(last, read.end), min(clause[1], max(last, read.end) + _CONTEXT_REACH))
    follow = max(last, read.end)
    after = tokens.stems(right) | tokens.stems(range(follow, _relative_end(tokens, follow)))
    whole, is_part = _partition(tokens, read, last)
    figure = Figure(
        start=read.text_start,
        end=tokens.words[last - 1].end if last > first and read.kind is FigureKind.COUNT else read.text_end,
        number_end=read.text_end,
        kind=read.kind,
        low=read.low,
        high=read.high,
        slack=read.slack,
        bound=bound,
        unit=read.unit,
        head=head,
        modifiers=frozenset(tokens.words[i].stem for i in range(first, max(first, last - 1))) | _scope_before(tokens, start),
        after=after,
        before=tokens.stems(left),
        role=_role(tokens, start),
        per=_per(tokens, max(last, read.end)),
        is_part=is_part,
        whole=whole,
    )
    return [figure]


def _first_word(tokens: Tokens, read: _Quantity) -> int:
    """Return the first word of a quantity, a currency code before its number included."""
    first = read.start
    while first > 0 and tokens.words[first - 1].start >= read.text_start:
        first -= 1
    return first


def _scope_before(tokens: Tokens, start: int) -> frozenset[str]:
    words = {tokens.lower(i) for i in range(max(0, start - 2), start)}
    return frozenset(stem(word) for word in words if word in {"other", "another", "additional", "further", "extra", "remaining", "first"})


def _role(tokens: Tokens, start: int) -> str:
    previous = tokens.lower(start - 1)
    if previous in {"by", "to"} and any(tokens.lower(start - back) in _CHANGE for back in range(2, 10)):
        return previous
    if previous == "from" and any(tokens.lower(start - back) in _CHANGE for back in range(2, 8)):
        return "from"
    return "by" if previous in _CHANGE else ""


def _per(tokens: Tokens, index: int) -> str:
    lower = tokens.lower(index)
    if lower in _RATE_ADVERBS:
        return _RATE_ADVERBS[lower]
    if lower in {"a", "an", "per", "each", "every"} and tokens.lower(index + 1) in _PER and tokens.gap(index) in {" ", "-"}:
        return tokens.lower(index + 1)
    return ""


def _noun(tokens: Tokens, read: _Quantity) -> tuple[int, int]:
    """Return the words of the noun phrase a count has, as word indexes; equal where it has none.

    The noun is the first plural after the number, since what follows it is the verb ("1,994 delegates attended"), or the
    last word before a word that cannot belong to the phrase.
    """
    if read.numeral.noun:
        return read.numeral.noun
    if read.kind is FigureKind.MONEY or read.unit == "points":
        return read.end, read.end
    first = read.end
    if read.kind is FigureKind.SHARE or tokens.lower(first) == "of":
        while tokens.lower(first) in {"of", "the", "all", "its", "their", "those", "these", "our", "other"} and first - read.end < 4:
            first += 1
        if first == read.end and read.kind is FigureKind.SHARE:
            return first, first
        inner = read_numeral(tokens, first)
        if inner and first > read.end:
            first = inner.end
    elif read.kind is FigureKind.MEASURE:
        return first, first
    last = first
    singular = read.low == 1 and read.high == 1
    while last < len(tokens) and last - first < _NOUN_REACH and tokens.is_joined(last):
        lower = tokens.lower(last)
        if (lower in _NOUN_STOPS and not (lower == "more" and last == first)) or lower[:1].isdigit():
            break
        last += 1
        if not singular and is_plural(lower):
            break
    if last > first and not singular and not is_plural(tokens.lower(last - 1)):
        last = min(last, first + 1) if read.kind is not FigureKind.COUNT else last
    return first, last


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


def _partition(tokens: Tokens, read: _Quantity, noun_end: int) -> tuple[float | None, bool]:
    """Return the whole a figure is said to be a part of, and whether it is a part at all."""
    if read.numeral.whole is not None:
        return read.numeral.whole, False
    for place in (read.end, noun_end):
        if tokens.lower(place) == "of" and tokens.gap(place) == " ":
            follower = tokens.lower(place + 1)
            if follower in {"them", "these", "those", "which", "whom"}:
                return None, True
            skip = 2 if follower in {"the", "its", "their", "our", "all"} else 1
            whole = read_numeral(tokens, place + skip)
            if whole is not None and (skip == 2 or whole.low > read.low) and read.kind is not FigureKind.SHARE:
                return whole.low, False
            if follower in {"the", "its", "their", "our", "his", "her"} and read.kind in {FigureKind.COUNT, FigureKind.MONEY}:
                return None, True
    if tokens.lower(read.start - 1) == "the" and tokens.lower(read.start - 2) == "of":
        return None, False
    if tokens.lower(0) == "of" and tokens.lower(1) in {"the", "its", "their"} and read.start > 3:
        whole = _read_quantity(tokens, 2)
        if whole is not None and whole.kind is read.kind and whole.low > read.low:
            return whole.low, False
    return None, _is_marked_part(tokens, read, noun_end)


def _is_marked_part(tokens: Tokens, read: _Quantity, noun_end: int) -> bool:
    first, last = tokens.clause_span(read.start)
    near = range(max(first, read.start - 6), min(last, noun_end + 4))
    lowers = [tokens.lower(i) for i in near]
    return "alone" in lowers or "among" in lowers or tokens.lower(read.start - 1) == "including"


def scope_classes(figure: Figure) -> frozenset[str]:
    """Return which of several quantities a figure says it is ("more", "other", "done")."""
    return frozenset(label for word in figure.modifiers for label in _scopes().get(word, frozenset()))


@cache
def _scopes() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for word, labels in word_classes("scope_words.txt").items():
        table[stem(word)] = table.get(stem(word), frozenset()) | labels
    return table
