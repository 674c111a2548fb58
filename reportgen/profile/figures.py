"""Every figure, date and length of time of two texts, set side by side where both give it, with what differs.

A row says that two figures differ only where a contrast of the comparison does; figures that merely stand in paired
statements may count different things. That both texts give the same is read from the figures themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reportgen.facts import Bound, DateFact, Duration, Figure, FigureKind
from reportgen.label.likeness import alike
from reportgen.label.number import agree, have_one_unit
from reportgen.model import ContrastKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.label.view import DocumentReading, Reading
    from reportgen.model import Mark, Pair

MOST_GROUPS = 400
"""Different figures and dates taken of one text; a text with more is a table."""
MOST_MENTIONS = 6
"""Places named for one figure."""
TELLING_COUNT = 3
"""A count from which on it is listed where only one text gives it: "two sides" is hardly a figure."""
SAME_LENGTH = 0.01
"""How far two lengths of time may lie apart to be one: a year has 365 or 366 days."""


LONGEST_MONTH = 31
"""Days up to which a span of time is the same as a day in it ("in May", "on 1 May"); a year tells less."""


class Sort(StrEnum):
    """What is told; the values are the words of the brief."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    MEASURE = "measure"
    DATE = "date"
    LENGTH = "length of time"


class Verdict(StrEnum):
    """How the two texts stand to each other."""

    DIFFERS = "differs"
    SAME = "the same"
    OFFICIAL = "official text only"
    PRESS = "report only"


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure or date as a text gives it, and where."""

    text: str
    place: Mark


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure, date or length of time, where each text gives it, and what differs."""

    sort: Sort
    verdict: Verdict
    official: tuple[Mention, ...]
    press: tuple[Mention, ...]
    difference: str
    """What differs, in a few words ("1 fewer in the report"); empty where nothing does or it cannot be told in numbers."""


Fact = Figure | DateFact | Duration


@dataclass
class _Group:
    """One quantity of one text with every mention of it."""

    fact: Fact
    mentions: list[Mention]
    named: int = 0
    """How many of the mentions, the first ones, name a day of the calendar."""

    @property
    def statements(self) -> frozenset[str]:
        """The ids of the statements that mention it."""
        return frozenset(mention.place.statement for mention in self.mentions)


def figure_rows(pairs: Iterable[Pair], official: DocumentReading, report: DocumentReading) -> tuple[FigureRow, ...]:
    """Return the rows of one report, whose pairs these are.

    First what differs, then what is the same, then what only the official text gives and what only the report does; within
    each, in the order of the official text, or of the report.
    """
    pairs = [pair for pair in pairs if pair.official and pair.press]
    left, right = _groups(official), _groups(report)
    rows = [*_differing(pairs, left, right)]
    rows += _same(left, right, {(one, other) for pair in pairs for one in pair.official for other in pair.press})
    rows += [FigureRow(_sort(group.fact), Verdict.OFFICIAL, _shown(group), (), "") for group in left if _is_telling(group)]
    rows += [FigureRow(_sort(group.fact), Verdict.PRESS, (), _shown(group), "") for group in right if _is_telling(group)]
    return tuple(rows)


def _shown(group: _Group) -> tuple[Mention, ...]:
    return tuple(group.mentions[:MOST_MENTIONS])


# --- what a text gives ---------------------------------------------------------------------------------------------------


def _groups(reading: DocumentReading) -> list[_Group]:
    groups: dict[tuple[object, ...], _Group] = {}
    for one in reading.readings:
        for fact in _facts(one):
            key = _key(fact)
            if key not in groups and len(groups) == MOST_GROUPS:
                continue
            group = groups.setdefault(key, _Group(fact, []))
            mention = Mention(one.text[fact.start : fact.end], one.mark(fact.start, fact.end))
            if isinstance(fact, DateFact) and not fact.is_relative:
                # "June 13" tells more than "tomorrow", wherever it stands.
                group.mentions.insert(group.named, mention)
                group.named += 1
            else:
                group.mentions.append(mention)
    return list(groups.values())


def _facts(reading: Reading) -> list[Fact]:
    """Return the figures, dates and lengths of time of a statement in their order; ages and bare "then" are left out."""
    facts: list[Fact] = [*reading.facts.figures]
    facts += [fact for fact in reading.facts.dates if fact.first or fact.day]
    facts += [fact for fact in reading.facts.durations if not fact.is_age]
    return sorted(facts, key=lambda fact: fact.start)


def _key(fact: Fact) -> tuple[object, ...]:
    if isinstance(fact, Figure):
        return ("figure", fact.kind, fact.unit, fact.low, fact.high, fact.head, fact.per)
    if isinstance(fact, DateFact):
        return ("date", fact.first, fact.last) if fact.first else ("date", fact.month, fact.day)
    return ("length", fact.low, fact.high)


def _sort(fact: Fact) -> Sort:
    if isinstance(fact, Figure):
        return Sort(fact.kind.value)
    return Sort.DATE if isinstance(fact, DateFact) else Sort.LENGTH


def _is_telling(group: _Group) -> bool:
    fact = group.fact
    return not isinstance(fact, Figure) or fact.kind is not FigureKind.COUNT or fact.high >= TELLING_COUNT


# --- what differs --------------------------------------------------------------------------------------------------------


def _differing(pairs: Iterable[Pair], left: list[_Group], right: list[_Group]) -> Iterator[FigureRow]:
    """Yield a row for each contrast that rests on a figure of both sides, and take those figures out of the lists."""
    for pair in pairs:
        for contrast in pair.contrasts:
            if contrast.kind not in (ContrastKind.NUMBER, ContrastKind.TIMING):
                continue
            ends = [
                (one, other)
                for one in _under(contrast.official, left)
                for other in _under(contrast.press, right)
                if _are_comparable(one.fact, other.fact) and not _is_one(one.fact, other.fact)
            ]
            for one, other in ends[:1]:
                left.remove(one)
                right.remove(other)
                difference = _difference(one.fact, other.fact)
                yield FigureRow(_sort(one.fact), Verdict.DIFFERS, _shown(one), _shown(other), difference)


def _under(marks: Sequence[Mark], groups: Iterable[_Group]) -> list[_Group]:
    """Return the groups with a mention that one of the marks touches."""
    return [
        group
        for group in groups
        if any(
            mark.statement == mention.place.statement and mark.start < mention.place.end and mention.place.start < mark.end
            for mark in marks
            for mention in group.mentions
        )
    ]


def _are_comparable(one: Fact, other: Fact) -> bool:
    if isinstance(one, Figure) and isinstance(other, Figure):
        return have_one_unit(one, other)
    return type(one) is type(other)


def _difference(one: Fact, other: Fact) -> str:
    if isinstance(one, Figure) and isinstance(other, Figure):
        return _figure_difference(one, other)
    if isinstance(one, DateFact) and isinstance(other, DateFact):
        days = (other.first - one.first).days if one.first and other.first else 0
        distance = "a day" if abs(days) == 1 else f"{abs(days):,} days"
        return f"{distance} {'later' if days > 0 else 'earlier'} in the report" if days else ""
    if isinstance(one, Duration) and isinstance(other, Duration):
        return f"{'longer' if other.low > one.low else 'shorter'} in the report"
    return ""


def _figure_difference(one: Figure, other: Figure) -> str:
    if one.low != one.high or other.low != other.high or one.per != other.per:
        return ""
    gap = round(other.low - one.low, 6)
    if one.kind is FigureKind.COUNT and gap == int(gap):
        return f"{abs(int(gap)):,} {'more' if gap > 0 else 'fewer'} in the report"
    if one.kind is FigureKind.SHARE:
        return f"{abs(gap):,g} {'point' if abs(gap) == 1 else 'points'} {'higher' if gap > 0 else 'lower'} in the report"
    share = abs(gap) / abs(one.low) if one.low else 0.0
    return f"{share:.0%} {'higher' if gap > 0 else 'lower'} in the report" if 0.005 <= share <= 10 else ""


# --- what is the same ----------------------------------------------------------------------------------------------------


def _same(left: list[_Group], right: list[_Group], linked: set[tuple[str, str]]) -> list[FigureRow]:
    """Return a row for each quantity both texts give, and take those quantities out of the lists."""
    rows = []
    for one in filter(_is_telling, list(left)):
        partners = [other for other in right if _is_one(one.fact, other.fact) and _belong_together(one, other, linked)]
        if not partners:
            continue
        left.remove(one)
        for other in partners:
            right.remove(other)
        press = tuple(mention for other in partners for mention in other.mentions)[:MOST_MENTIONS]
        rows.append(FigureRow(_sort(one.fact), Verdict.SAME, _shown(one), press, ""))
    return rows


def _is_one(one: Fact, other: Fact) -> bool:
    """Return whether two facts may stand for the same quantity, day or length."""
    if isinstance(one, Figure) and isinstance(other, Figure):
        return have_one_unit(one, other) and _agree(one, other) and one.direction * other.direction >= 0
    if isinstance(one, DateFact) and isinstance(other, DateFact):
        if one.first and one.last and other.first and other.last:
            is_near = max((one.last - one.first).days, (other.last - other.first).days) < LONGEST_MONTH
            meets = one.first <= other.last and other.first <= one.last
            return (one.first, one.last) == (other.first, other.last) or (is_near and meets)
        return bool(one.day) and (one.month, one.day) == (other.month, other.day)
    if isinstance(one, Duration) and isinstance(other, Duration):
        return abs(one.low - other.low) <= SAME_LENGTH * one.low and abs(one.high - other.high) <= SAME_LENGTH * one.high
    return False


def _agree(one: Figure, other: Figure) -> bool:
    """Return whether one of two figures is the other, rounded; for a contrast more is allowed for ("11" and "12 million")."""
    if one.bound is other.bound is Bound.EXACT and one.per == other.per:
        gap = max(abs(one.low - other.low), abs(one.high - other.high))
        return gap <= max(one.slack, other.slack) + 1e-9 * abs(one.low)
    return agree(one, other)


def _belong_together(one: _Group, other: _Group, linked: set[tuple[str, str]]) -> bool:
    """Return whether two equal quantities are of the same matter: told in paired statements, or exactly alike in all."""
    if isinstance(one.fact, Figure) and isinstance(other.fact, Figure) and one.fact.kind is FigureKind.COUNT:
        heads = frozenset({one.fact.head}), frozenset({other.fact.head})
        if heads[0] != heads[1] and not (one.fact.head and other.fact.head and alike(*heads)):
            return False
    if any((mine, theirs) in linked for mine in one.statements for theirs in other.statements):
        return True
    return _is_exact(one.fact) and _is_exact(other.fact) and _key(one.fact)[:-1] == _key(other.fact)[:-1]


def _is_exact(fact: Fact) -> bool:
    return fact.bound is Bound.EXACT if isinstance(fact, (Figure, Duration)) else fact.first is not None
