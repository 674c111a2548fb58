"""The contrast kind `number`: figures, amounts, counts and shares that cannot both be right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from reportgen.facts import Bound, Figure, FigureKind
from reportgen.facts.figures import scope_classes
from reportgen.facts.lexicon import number_words, stem_classes
from reportgen.label.lengths import differing_lengths, length_certainty, tells_amounts
from reportgen.label.likeness import alike, likeness, overlap
from reportgen.label.otherness import have_other_names, is_a_strangers, is_another, is_earlier_state, is_of_another_year
from reportgen.label.passages import shown, widen
from reportgen.label.view import Candidate, Finding
from reportgen.model import ContrastKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportgen.label.view import Reading

ABOUT_SLACK = 0.1
"""How far "about" may lie from the true value: newsrooms round to the nearest tenth, and half of that is too little for
"nearly 30" said of 28."""
MAX_COMBINED = 8
"""How many figures of the other side are tried in sums and ratios: a table gives any sum by chance."""
FAR_APART = 10
"""Figures that differ by more than this factor are mostly of two things ("90 miles" resurfaced, "1,140 miles" maintained)."""
RATE_SLACK = 0.02
"""Years have a little more than 52 weeks, and months not the same days."""
LOOSE_FACTOR = 1.5
"""Beyond this factor, "more than 12,000" no longer fits 50,000, though it is no untruth."""
MIN_CONTEXT = 0.25
"""Share of the words around two figures that must agree where their nouns alone do not tell that they count the same."""
MIN_HEADLESS = 0.45
"""The same where a number stands without its noun ("attendance reached 210,000")."""
MIN_LONELY = 0.3
"""Share of words two statements have in common before a lonely figure of each is taken for the other's rival."""
MIN_HEADLESS_VALUE = 100
"""A small number without its noun mostly stands for some of what was named before ("four have said no")."""
LONELY_LINK, LINK_SHARE = 0.5, 0.8
"""From this probability of a link on, it stands in for their words, at this share."""
LONELY_SHARE = 0.8
"""Where each side has one figure of a unit left, the likeness of the whole statements stands in for that of the words
around, at this share."""
_QUANTIFIERS = frozenset(
    {"other", "addit", "more", "further", "extra", "new", "total", "about", "some", "local", "all", "the", "peopl"}
)
_DAYS = {
    "day": 1.0,
    "night": 1.0,
    "week": 7.0,
    "month": 30.44,
    "quarter": 91.31,
    "year": 365.25,
    "annum": 365.25,
    "decade": 3652.5,
}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A figure with the statement it stands in."""

    figure: Figure
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Rivals:
    """Two figures of one matter that differ."""

    official: _Placed
    press: _Placed
    context: float
    """How far the words around them agree, 0 to 1."""
    same_head: bool


def find(candidate: Candidate) -> tuple[Finding, ...]:
    """Return the figures of the two sides that count the same and differ, the surest first.

    1. Figures that agree, within rounding and what "about" or "up to" allow, are set aside on both sides.
    2. So are figures that follow from the other side's by a sum, a difference or a ratio.
    3. What is left is paired by unit, noun, scope and the words around; a figure with two equally good rivals has none.
    """
    official = _placed(candidate.official)
    press = _placed(candidate.press)
    left = [one for one in official if not _is_explained(one.figure, press)]
    right = [one for one in press if not _is_explained(one.figure, official)]
    found = []
    shared = likeness(candidate)
    bond = max(shared, LINK_SHARE * candidate.link) if candidate.link >= LONELY_LINK else shared
    for rivals in _pair_up(left, right, candidate.weights, bond):
        certainty = _certainty(rivals, candidate, shared)
        if certainty > 0:
            found.append(_finding(rivals, certainty))
    found += [*_lengths(candidate, shared), *_corrected(candidate)]
    return tuple(sorted(found, key=lambda finding: -finding.certainty))[:3]


def _corrected(candidate: Candidate) -> list[Finding]:
    """Return figures that the report itself sets against the official side's ("five days, not 30")."""
    found = []
    for press in candidate.press:
        for hit in _CORRECTION.finditer(press.text):
            one = _place_of(hit["theirs"], candidate.official)
            if one is None or _place_of(hit["ours"], candidate.official) is not None:
                continue
            reading, start, end = one
            said = shown(reading, *widen(reading, start, end, after=1))
            reason = f"The statement says {said}; the report says “{hit[0]}”."
            marks = (reading.mark(start, end),), (press.mark(hit.start(), hit.end()),)
            found.append(Finding(ContrastKind.NUMBER, reason, CORRECTED, *marks, is_plain=True))
    return found


CORRECTED = 0.9
"""How sure a figure is that the report denies in so many words."""
_AMOUNT = rf"[£$€]?(?:\d[\d,.]*\d|\d|{'|'.join(number_words('unit') | number_words('ten'))})%?"
_CORRECTION = re.compile(
    rf"(?<![\w-])(?P<ours>{_AMOUNT})(?: [a-z]+){{0,2}}, (?:and )?not (?:the )?(?P<theirs>{_AMOUNT})(?![\w%-])", re.IGNORECASE
)


def _place_of(amount: str, readings: Sequence[Reading]) -> tuple[Reading, int, int] | None:
    """Return where the official side has an amount as it is written, None where it has not."""
    for reading in readings:
        hit = re.search(rf"(?<![\w.,-]){re.escape(amount)}(?!\w|[.,]\d)", reading.text, re.IGNORECASE)
        if hit:
            return reading, hit.start(), hit.end()
    return None


def _lengths(candidate: Candidate, shared: float) -> list[Finding]:
    """Return lengths of time that are amounts (minutes saved, years in prison) and differ."""
    found = []
    for official in candidate.official:
        for press in candidate.press:
            rivals = differing_lengths(official, press) if shared >= MIN_CONTEXT else None
            if rivals and (tells_amounts(official) or tells_amounts(press)) and not is_another(candidate):
                one, other = rivals
                reason = (
                    f"The statement gives {official.text[one.start : one.end]}, the report {press.text[other.start : other.end]}."
                )
                marks = (official.mark(one.start, one.end),), (press.mark(other.start, other.end),)
                certainty = round(min(0.95, length_certainty(one, other, shared)), 3)
                found.append(Finding(ContrastKind.NUMBER, reason, certainty, *marks))
    return found


def _placed(readings: Sequence[Reading]) -> list[_Placed]:
    return [_Placed(figure, reading) for reading in readings for figure in reading.facts.figures]


# --- what agrees ---------------------------------------------------------------------------------------------------------


def _is_explained(figure: Figure, others: Sequence[_Placed]) -> bool:
    """Return whether a figure agrees with one of the other side's, or follows from them."""
    same_unit = [other.figure for other in others if have_one_unit(figure, other.figure)]
    if any(agree(figure, other) for other in same_unit):
        return True
    return _follows(figure, same_unit, [other.figure for other in others])


def have_one_unit(one: Figure, other: Figure) -> bool:
    """Return whether two figures can be compared at all: "$" stands for any dollar."""
    if one.kind is not other.kind:
        return False
    if one.kind is FigureKind.MONEY and "$" in {one.unit, other.unit}:
        return one.unit[-1:] == other.unit[-1:] or (_is_dollar(one.unit) and _is_dollar(other.unit))
    return one.unit == other.unit


def _is_dollar(unit: str) -> bool:
    return unit == "$" or (len(unit) == 3 and unit.endswith("D"))


def agree(one: Figure, other: Figure) -> bool:
    """Return whether two figures of one unit may stand for the same quantity."""
    low_one, high_one, low_other, high_other = *_rate(one, other), other.low, other.high
    slack = one.slack + other.slack
    if Bound.ABOUT in {one.bound, other.bound}:
        slack = max(slack, ABOUT_SLACK * max(abs(low_one), abs(low_other)))
    if one.per != other.per:
        slack += RATE_SLACK * abs(low_other)
    if low_one <= high_other + slack and low_other <= high_one + slack:
        return True
    if one.kind in _ROUNDED and (_is_rounded(one, other) or _is_rounded(other, one)):
        return True
    return _fits_bound(one.bound, low_one, low_other, slack) or _fits_bound(other.bound, low_other, high_one, slack)


_ROUNDED = frozenset({FigureKind.SHARE, FigureKind.MEASURE})


def _is_rounded(whole: Figure, exact: Figure) -> bool:
    """Return whether one figure is the other without its decimals ("4 percent" for 4.2 percent)."""
    return whole.low == whole.high == round(whole.low) and exact.low % 1 > 0 and abs(whole.low - exact.low) <= HALF


HALF = 0.5


def _fits_bound(bound: Bound, limit: float, value: float, slack: float) -> bool:
    if bound is Bound.AT_LEAST:
        return limit - slack <= value <= limit * LOOSE_FACTOR
    return bound is Bound.AT_MOST and limit / LOOSE_FACTOR <= value <= limit + slack


def _rate(one: Figure, other: Figure) -> tuple[float, float]:
    """Return the first figure's ends, taken to the second's span of time where both are rates ("$16 a week", "a year")."""
    if one.per in _DAYS and other.per in _DAYS and one.per != other.per:
        factor = _DAYS[other.per] / _DAYS[one.per]
        return one.low * factor, one.high * factor
    return one.low, one.high


def _follows(figure: Figure, same_unit: Sequence[Figure], others: Sequence[Figure]) -> bool:
    """Return whether a figure is a sum, difference or ratio of the other side's figures."""
    value, slack = figure.low, figure.slack + ABOUT_SLACK / 2 * abs(figure.low) * (figure.bound is Bound.ABOUT)
    values = [other.low for other in same_unit][:MAX_COMBINED]
    if any(_near(value, one + two, slack) or _near(value, abs(one - two), slack) for one, two in combinations(values, 2)):
        return True
    if len(values) > 2 and (_near(value, sum(values), slack) or _balances(value, values, slack)):
        return True
    if figure.kind is FigureKind.COUNT and _is_product(value, [other.low for other in others if other.low][:MAX_COMBINED]):
        return True
    if figure.kind is FigureKind.SHARE:
        wholes = [other.low for other in others if other.kind is not FigureKind.SHARE and other.low][:MAX_COMBINED]
        if any(_near(value, 100 * one / two, 3.0) or _near(value, 100 * two / one, 3.0) for one, two in combinations(wholes, 2)):
            return True
        shares = [other.low for other in others if other.kind is FigureKind.SHARE][:MAX_COMBINED]
        return any(_near(value, 100 - one, slack + 0.5) or _near(value, one - 100, slack + 0.5) for one in shares)
    return False


def _balances(value: float, values: Sequence[float], slack: float) -> bool:
    """Return whether a value is what is left of three others by adding and taking away ("28, less 4, and 36 more")."""
    return any(
        _near(value, one + sign * two + other_sign * three, slack)
        for one, two, three in permutations(values, 3)
        for sign in (1, -1)
        for other_sign in (1, -1)
    )


def _is_product(value: float, values: Sequence[float]) -> bool:
    """Return whether a count is another times, or divided by, a third ("8 buses of 45 students": 360)."""
    return any(value in (one * two, one / two, two / one) for one, two in combinations(values, 2))


def _near(value: float, other: float, slack: float) -> bool:
    return abs(value - other) <= max(slack, 1e-9 * abs(value))


# --- what is of the same matter ------------------------------------------------------------------------------------------


def _pair_up(left: Sequence[_Placed], right: Sequence[_Placed], weights: Mapping[str, float], shared: float) -> list[_Rivals]:
    options = [
        rivals
        for one in left
        for other in right
        if (
            rivals := _rivals(
                one,
                other,
                weights,
                LONELY_SHARE * shared if shared >= MIN_LONELY and _are_alone(one, other, left, right) else 0.0,
            )
        )
    ]
    options.sort(key=lambda rivals: (-_score(rivals), rivals.official.figure.start, rivals.press.figure.start))
    chosen: list[_Rivals] = []
    used: set[int] = set()
    for rivals in options:
        ends = {id(rivals.official), id(rivals.press)}
        if ends & used:
            continue
        rest = [other for other in options if other is not rivals and ends & {id(other.official), id(other.press)}]
        if any(_score(other) > _score(rivals) - 0.08 for other in rest):
            used |= ends
            continue
        used |= ends
        chosen.append(rivals)
    return chosen


def _score(rivals: _Rivals) -> float:
    return (
        rivals.context
        + 0.5 * rivals.same_head
        + 0.25 * (scope_classes(rivals.official.figure) == scope_classes(rivals.press.figure))
    )


def _are_alone(one: _Placed, other: _Placed, left: Sequence[_Placed], right: Sequence[_Placed]) -> bool:
    """Return whether each figure is the only one of its unit that its side has left, so that no other is meant."""
    return not any(
        rest is not placed and have_one_unit(rest.figure, placed.figure)
        for placed, side in ((one, left), (other, right))
        for rest in side
    )


def _rivals(one: _Placed, other: _Placed, weights: Mapping[str, float], floor: float) -> _Rivals | None:
    official, press = one.figure, other.figure
    if not have_one_unit(official, press) or _have_other_scope(official, press) or _is_only_one_a_change(one, other):
        return None
    heads = _heads(official, press)
    context = overlap(_context(official), _context(press), weights)
    if heads is False or (
        heads is None
        and official.kind is FigureKind.COUNT
        and (context < MIN_HEADLESS or not floor or _lesser(official, press) < MIN_HEADLESS_VALUE)
    ):
        return None
    context = max(floor, context)
    if "person" in _classes(official.head) & _classes(press.head) and not _are_told_alike(official, press):
        return None
    if context < MIN_CONTEXT and not (heads and (official.kind is FigureKind.COUNT or official.whole)):
        return None
    return _Rivals(one, other, context, bool(heads))


def _are_told_alike(one: Figure, other: Figure) -> bool:
    """Return whether what is said of two numbers of people shares a word: those hurt are not those killed."""
    first, second = (figure.before | figure.after | figure.modifiers for figure in (one, other))
    return not first or not second or bool(alike(first, second))


def _classes(head: str) -> frozenset[str]:
    return stem_classes("count_nouns.txt").get(head, frozenset())


def _lesser(one: Figure, other: Figure) -> float:
    return min(one.high, other.high)


def _context(figure: Figure) -> frozenset[str]:
    return figure.before | figure.after | figure.modifiers | ({figure.head} if figure.head else frozenset())


def _heads(one: Figure, other: Figure) -> bool | None:
    """Return whether two figures count the same noun; None where a noun is missing."""
    if one.whole is not None and one.whole == other.whole:
        return True
    if not one.head or not other.head:
        return None
    if one.head == other.head:
        return True
    if _classes(one.head) & _classes(other.head):
        return True
    return not _is_doer(one.head, other.head) and bool(alike(frozenset({one.head}), frozenset({other.head})))


def _is_doer(one: str, other: str) -> bool:
    """Return whether one noun names those who deal with the other ("libraries", "librarians"), by their stems."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short[:-1]) and long[len(short) :] in _DOERS


_DOERS = frozenset({"er", "or", "an", "ian", "ist", "eer", "r", "n", "i"})


def _is_only_one_a_change(one: _Placed, other: _Placed) -> bool:
    """Return whether one figure tells by how much something changes and the other how much it is ("five euros more")."""
    return any(_is_change(placed) and not _may_be_change(rival) for placed, rival in ((one, other), (other, one)))


def _may_be_change(placed: _Placed) -> bool:
    figure = placed.figure
    return _is_change(placed) or figure.role == "by" or (figure.direction != 0 and figure.role != "to")


def _is_change(placed: _Placed) -> bool:
    text, figure = placed.reading.text, placed.figure
    after = text[figure.end : figure.end + 12].lower().split()
    before = text[max(0, figure.start - 12) : figure.start].lower().split()
    return bool(after and after[0].strip(".,;") in _CHANGED) or bool(before and before[-1] in _CHANGING)


_CHANGED = frozenset({"more", "less", "fewer", "extra", "longer", "shorter", "higher", "lower", "dearer", "cheaper"})
_CHANGING = frozenset({"lose", "loses", "losing", "lost", "gain", "gains", "gaining", "gained", "shed", "sheds"})


def _have_other_scope(one: Figure, other: Figure) -> bool:
    """Return whether two figures say that they count different things: more and all, a part and the whole, "from" and "to"."""
    ones, others = scope_classes(one), scope_classes(other)
    if "more" in ones ^ others or ("done" in ones ^ others and ones and others):
        return True
    if one.is_part != other.is_part or (one.whole is not None and other.whole is not None and one.whole != other.whole):
        return True
    if (one.whole is None) != (other.whole is None) and one.kind is not FigureKind.SHARE:
        return True
    if {one.role, other.role} in ({"from", "to"}, {"from", "by"}, {"to", "by"}, {"from", ""}):
        return True
    if one.direction * other.direction < 0:
        return True
    if one.per != other.per and not (one.per in _DAYS and other.per in _DAYS):
        return bool(one.per and other.per) or one.per in _DAYS or other.per in _DAYS
    return False


# --- how sure ------------------------------------------------------------------------------------------------------------


def _certainty(rivals: _Rivals, candidate: Candidate, shared: float) -> float:
    """Return how sure it is that the two figures are rivals, given that the statements speak of one matter."""
    official, press = rivals.official.figure, rivals.press.figure
    if _have_other_dates(rivals) or _have_other_periods(candidate) or _widens_view(rivals):
        return 0.0
    value = 0.25 + 0.3 * rivals.context + 0.25 * shared + 0.2 * rivals.same_head
    if official.high > official.low * 10 or press.high > press.low * 10:
        value *= 0.8
    if is_another(candidate) or is_earlier_state(candidate) or is_a_strangers(candidate) or is_of_another_year(candidate):
        value *= 0.4
    if have_other_names(candidate):
        value *= 0.7
    if _is_narrower(rivals) or _is_average(official) != _is_average(press):
        value *= 0.6
    if min(abs(official.low), abs(press.low)) and _ratio(official.low, press.low) > FAR_APART:
        value *= 0.6
    return round(min(value, 0.97), 3) if value >= 0.3 else 0.0


def _is_narrower(rivals: _Rivals) -> bool:
    """Return whether one figure's noun is qualified by words the other statement does not have ("two northern provinces")."""
    for one, other in ((rivals.official, rivals.press), (rivals.press, rivals.official)):
        extra = {word for word in one.figure.modifiers if word not in _QUANTIFIERS}
        known = other.reading.stems | other.figure.modifiers
        if any(not alike(frozenset({word}), known) for word in extra):
            return True
    return False


def _have_other_periods(candidate: Candidate) -> bool:
    """Return whether the sides give figures of a part of a year and of the whole ("first-half profit", "for the year")."""
    spans = [{word.lower for reading in side for word in reading.words} for side in (candidate.official, candidate.press)]
    parts, wholes = ([bool(lowers & words) for lowers in spans] for words in (_PART_PERIODS, _WHOLE_PERIODS))
    return (parts[0] and wholes[1] and not parts[1]) or (parts[1] and wholes[0] and not parts[0])


_PART_PERIODS = frozenset({"half", "quarter", "quarterly", "monthly", "q1", "q2", "q3", "q4"})
_WHOLE_PERIODS = frozenset({"full", "annual", "annually", "yearly"})


def _widens_view(rivals: _Rivals) -> bool:
    """Return whether only one statement begins with turning to the whole country or the world ("Nationally, crime fell")."""
    first, second = (placed.reading.words[0].lower in _WIDER for placed in (rivals.official, rivals.press))
    return first != second


_WIDER = frozenset({"nationally", "nationwide", "countrywide", "globally", "worldwide", "elsewhere", "regionally"})


def _is_average(figure: Figure) -> bool:
    return bool(_context(figure) & {"averag", "mean", "median", "typic"})


def _ratio(one: float, other: float) -> float:
    return max(abs(one), abs(other)) / min(abs(one), abs(other))


def _have_other_dates(rivals: _Rivals) -> bool:
    """Return whether each statement dates its figure and the dates have no day in common."""
    official, press = rivals.official.reading.facts.dates, rivals.press.reading.facts.dates
    ones = [(fact.first, fact.last) for fact in official if fact.first and fact.last]
    others = [(fact.first, fact.last) for fact in press if fact.first and fact.last]
    if not ones or not others:
        return False
    return not any(one[0] <= other[1] and other[0] <= one[1] for one in ones for other in others)


def _finding(rivals: _Rivals, certainty: float) -> Finding:
    official, press = rivals.official, rivals.press
    return Finding(
        ContrastKind.NUMBER,
        _reason(official, press),
        certainty,
        (official.reading.mark(official.figure.start, official.figure.end),),
        (press.reading.mark(press.figure.start, press.figure.end),),
        is_plain=_count_one_thing(official.figure, press.figure),
    )


def _count_one_thing(official: Figure, press: Figure) -> bool:
    """Return whether two figures count one noun with the same words before it ("15 other countries", "14 other countries")."""
    return bool(official.modifiers) and (official.head, official.modifiers) == (press.head, press.modifiers)


def _reason(official: _Placed, press: _Placed) -> str:
    """Return the sentence that sets the two figures side by side in the texts' own words."""
    one = official.reading.text[official.figure.start : official.figure.end]
    other = press.reading.text[press.figure.start : press.figure.end]
    if official.figure.kind is FigureKind.COUNT:
        return f"The statement counts {one}, the report {other}."
    return f"The statement gives {one}, the report {other}."
