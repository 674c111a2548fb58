"""The facts a statement holds: figures, dates, durations, events, force, negations and hedges.

Every fact has `start` and `end`, offsets into the text it was found in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class FigureKind(StrEnum):
    """What a figure measures."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    MEASURE = "measure"


class Bound(StrEnum):
    """How a figure or date stands to the true value, as the text says."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"


class EventStatus(StrEnum):
    """How far an event has come, as the text says."""

    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"
    EXPECTED = "expected"
    PROPOSED = "proposed"
    DELAYED = "delayed"
    CONDITIONAL = "conditional"
    STATED = "stated"
    """A plain present: true now, or always."""


class ForceKind(StrEnum):
    """What a word does to a promise."""

    DUTY = "duty"
    """It must be done ("must", "is required to")."""
    PLEDGE = "pledge"
    """Somebody binds themselves ("commits to", "guarantees", "will")."""
    LASTING = "lasting"
    """It is made to last ("long-term", "enduring")."""
    WHOLE = "whole"
    """It reaches everybody or everything ("all", "in full")."""
    UNBINDING = "unbinding"
    """It does not bind ("not binding", "voluntary", "less formal than")."""
    REVERSIBLE = "reversible"
    """It can be taken back ("could be undone by")."""
    CONDITION = "condition"
    """It hangs on something else ("subject to", "provided that")."""
    CAP = "cap"
    """It has an upper end ("up to", "no more than")."""
    NO_MONEY = "no money"
    """It brings no money, or no new money."""
    NO_FORCE = "no force"
    """It brings no troops or force of arms."""
    NOTHING_SAID = "nothing said"
    """It names no date, sum or means ("no timetable", "no details")."""
    EXCLUDED = "excluded"
    """Somebody or something is left out ("does not include", "only those who", "exempt")."""


class HedgeKind(StrEnum):
    """Why a claim is not put forward as plain fact."""

    POSSIBLE = "possible"
    """It may be so ("may", "could", "possibly")."""
    SEEMING = "seeming"
    """It seems so, or is thought so ("appears", "is believed")."""
    CLAIMED = "claimed"
    """Somebody says so, and the text keeps its distance ("claims", "alleged", "so-called")."""
    DOUBTED = "doubted"
    """The text or a source in it doubts or disputes it ("questionable", "critics say")."""
    UNKNOWN = "unknown"
    """It is not known or not confirmed ("unclear", "has yet to be confirmed")."""


class DateGrain(StrEnum):
    """How fine a date is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity: money, a share, a count or a measure."""

    start: int
    end: int
    """The number with its unit and, for a count, the noun it counts."""
    number_end: int
    """Where the number and its unit end, before the noun."""
    kind: FigureKind
    low: float
    high: float
    """Equal to `low` but for a range. Scaled ("$1.5bn" is 1500000000) and in the base of its unit (metres, litres)."""
    slack: float
    """Half a unit in the last place the text gives: "48.7 million" may stand for anything within 50,000 of it."""
    bound: Bound = Bound.EXACT
    unit: str = ""
    """Currency code or sign, "percent", "points" or the base of a measure; empty for a count."""
    head: str = ""
    """The stem of the counted noun ("countri"); empty where none follows."""
    modifiers: frozenset[str] = frozenset()
    """Stems between the number and its noun ("other", "addit")."""
    after: frozenset[str] = frozenset()
    """Stems that carry a topic in what follows the noun within its clause ("complet", "negoti")."""
    before: frozenset[str] = frozenset()
    """Stems that carry a topic in what precedes the number within its clause."""
    role: str = ""
    """The word that sets the figure in a change: "from", "to" or "by"."""
    direction: int = 0
    """1 where the words before it tell of a rise, -1 of a fall, 0 where they tell of neither."""
    per: str = ""
    """What a rate is of: "year", "week", "share" ("A$16 a week")."""
    is_part: bool = False
    """The text marks it as a part of another quantity ("eleven of them", "in Malawi alone")."""
    whole: float | None = None
    """The quantity it is a part of, where told ("three of the 46")."""


@dataclass(frozen=True, slots=True)
class DateFact:
    """A day, week, month, season or year."""

    start: int
    end: int
    grain: DateGrain
    first: date | None
    last: date | None
    """The days it covers, both included; None where the text and the document's date do not tell the year."""
    month: int | None = None
    day: int | None = None
    """What the text itself names, for dates without a year."""
    weekday: int | None = None
    """The day of the week the text names, 0 for Monday."""
    role: str = ""
    """The preposition before it: "on", "by", "until", "from", "since", "before", "after", "in"."""
    is_relative: bool = False
    """True where it was counted from the day the document was written ("tomorrow", "last year")."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time."""

    start: int
    end: int
    low: float
    high: float
    """Days, a month counted as 30.44 and a year as 365.25."""
    unit: str
    """The unit as written, in the singular: "year", "day"."""
    bound: Bound = Bound.EXACT
    is_age: bool = False
    head: str = ""
    """The stem of the noun it describes ("10-year agreement"), or of the verb it belongs to."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is done, was done or is to be done."""

    start: int
    end: int
    """The verb with its auxiliaries ("has been completed")."""
    stem: str
    """The stem of the verb's base form ("sign")."""
    status: EventStatus
    is_negated: bool = False
    is_passive: bool = False
    before: frozenset[str] = frozenset()
    """Stems that carry a topic before the verb within its clause (who does it; in the passive, what it is done to)."""
    after: frozenset[str] = frozenset()
    """Stems that carry a topic after the verb within its clause."""

    @property
    def participants(self) -> frozenset[str]:
        """Stems on both sides of the verb."""
        return self.before | self.after


@dataclass(frozen=True, slots=True)
class Force:
    """A word or phrase by which a promise binds or is limited."""

    start: int
    end: int
    kind: ForceKind
    scope: frozenset[str] = frozenset()
    """Stems that carry a topic in its clause: what is promised, or left out."""


@dataclass(frozen=True, slots=True)
class Negation:
    """A word that denies, with what it denies."""

    start: int
    end: int
    scope_start: int
    scope_end: int
    scope: frozenset[str]
    """Stems that carry a topic in what is denied."""
    cue: str
    """The denying words in lower case ("does not", "failed to")."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word or phrase that keeps a claim from being plain fact."""

    start: int
    end: int
    kind: HedgeKind
    scope: frozenset[str] = frozenset()
    """Stems that carry a topic in its clause."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one statement, each list in the order of the text."""

    figures: tuple[Figure, ...] = ()
    dates: tuple[DateFact, ...] = ()
    durations: tuple[Duration, ...] = ()
    events: tuple[Event, ...] = ()
    forces: tuple[Force, ...] = ()
    negations: tuple[Negation, ...] = ()
    hedges: tuple[Hedge, ...] = ()
