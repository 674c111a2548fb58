"""How a press statement limits a promise: no bond, no money, no arms, conditions, exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.facts import FigureKind, ForceKind
from reportgen.facts.lexicon import words_of
from reportgen.words import stem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.facts import Force, Negation
    from reportgen.label.view import Reading


class LimitKind(StrEnum):
    """What a limit takes from a promise."""

    MONEY = "money"
    FORCE = "force"
    UNBINDING = "unbinding"
    REVERSIBLE = "reversible"
    SCOPE = "scope"
    CONDITION = "condition"
    CAP = "cap"
    UNSAID = "unsaid"
    """Dates, sums or means are not named."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How a press statement limits a promise."""

    kind: LimitKind
    start: int
    end: int
    """Offsets into the statement's text."""
    strength: float
    """0 to 1: how plainly it limits."""
    stems: frozenset[str]
    """The stems of what is limited: its clause, without the limiting words."""


_LIMITS: Mapping[ForceKind, tuple[LimitKind, float]] = {
    ForceKind.UNBINDING: (LimitKind.UNBINDING, 0.9),
    ForceKind.REVERSIBLE: (LimitKind.REVERSIBLE, 0.85),
    ForceKind.NO_MONEY: (LimitKind.MONEY, 0.9),
    ForceKind.NO_FORCE: (LimitKind.FORCE, 0.9),
    ForceKind.EXCLUDED: (LimitKind.SCOPE, 0.8),
    ForceKind.CONDITION: (LimitKind.CONDITION, 0.7),
    ForceKind.CAP: (LimitKind.CAP, 0.65),
    ForceKind.NOTHING_SAID: (LimitKind.UNSAID, 0.7),
}
TOPICAL = frozenset({LimitKind.MONEY, LimitKind.FORCE})
"""Of two limits as plain as each other, the one that names its matter tells more."""


_PLEDGE_STEMS = frozenset(
    stem(word) for word in ("commitment", "commit", "pledge", "promise", "obligation", "oblige", "guarantee", "include")
)
_READY = frozenset({"prepared", "ready", "readiness", "willing"})
_IFS = frozenset({"if", "unless", "should", "provided"})
_THEN = frozenset({"then", "he", "she", "they", "we", "it", "i"})
"""Words that begin the main clause after a condition without a comma."""
_ARMS = words_of("label_words.txt", "commitment: arms")
_FUNDS = frozenset(
    stem(word) for word in ("money", "funding", "funds", "cash", "monetary", "financial", "dollars", "budget", "sum", "finance")
)
_IDIOMS = frozenset({"for", "lose", "loses", "losing", "lost", "make", "makes", "making", "made"})
"""Words before "money" that make it no money of a promise: "value for money", "lose money"."""
MOST = 90
"""From this share on, a part is as good as the whole."""


def limits_promise(press: Reading) -> Limit | None:
    """Return how a press statement limits a promise, the plainest limit where it has several, None where it has none."""
    return max(limits_of(press), key=lambda limit: (limit.strength, limit.kind in TOPICAL), default=None)


def limits_of(reading: Reading) -> list[Limit]:
    """Return every way in which a statement limits something, those that name their matter first."""
    found = []
    for force in reading.facts.forces:
        if force.kind in _LIMITS and not _is_undone(reading, force) and not _is_idle(reading, force):
            kind, strength = _LIMITS[force.kind]
            found.append(_limit(reading, kind, force.start, force.end, strength))
    found += [limit for limit in (_only(reading), _fraction(reading), _condition(reading)) if limit]
    topical = [limit for negation in reading.facts.negations if (limit := _denied_topic(reading, negation))]
    return topical + [limit for limit in found if not any(_overlap(limit, other) for other in topical)]


def _is_idle(reading: Reading, force: Force) -> bool:
    """Return whether "up to" bounds no amount: "up to 2030", "is up to inspectors", "sign up to"."""
    if reading.text[force.start : force.end].lower() != "up to":
        return False
    return not any(figure.number_end > force.end and figure.start - force.end <= 2 for figure in reading.facts.figures)


def _only(reading: Reading) -> Limit | None:
    """Return the limit of a statement that opens with whom alone it is for ("Only players who retired after 2004 …")."""
    for index, word in enumerate(reading.words[:-1]):
        if (
            word.lower != "only"
            or (index and reading.words[index - 1].lower in {"not", "the", "if"})
            or (index and reading.text[reading.words[index - 1].end : word.start].strip() == "")
        ):
            continue
        after = reading.words[index + 1]
        if after.is_content and not after.text[0].isdigit() and not after.lower.endswith("ed"):
            return _limit(reading, LimitKind.SCOPE, word.start, after.end, 0.8)
    return None


def _condition(reading: Reading) -> Limit | None:
    """Return the limit of a readiness that hangs on an "if" ("prepared to take further action if …")."""
    if not any(word.lower in _READY for word in reading.words):
        return None
    for word in reading.words:
        if word.lower in _IFS:
            later = [other for other in reading.words if other.start > word.end][2:]
            end = next((other.start for other in later if other.lower in _THEN), len(reading.text))
            comma = reading.text.find(",", word.start)
            end = min(end, comma if comma > 0 else end)
            inside = [other for other in reading.words if word.start <= other.start < end]
            if len(inside) > 2:  # more than "if signed"
                return _limit(reading, LimitKind.CONDITION, word.start, inside[-1].end, 0.6)
    return None


def _fraction(reading: Reading) -> Limit | None:
    """Return the limit of a statement that speaks of a part ("a fifth of the debt", "60 per cent of the bill")."""
    for figure in reading.facts.figures:
        follows = reading.text[figure.number_end : figure.number_end + 8].lower()
        if figure.kind is FigureKind.SHARE and figure.unit == "percent" and figure.high < MOST and follows.startswith(" of the"):
            return _limit(reading, LimitKind.CAP, figure.start, figure.number_end, 0.75)
    return None


def _overlap(one: Limit, other: Limit) -> bool:
    return one.start < other.end and other.start < one.end


def _is_undone(reading: Reading, force: Force) -> bool:
    """Return whether a limiting word is itself denied ("not subject to"), or the negation is a part of the phrase."""
    is_not_only = force.start > 0 and reading.text[: force.start].lower().endswith("not ")
    return is_not_only or any(
        negation.end <= force.start <= negation.end + 4 and negation.start < force.start for negation in reading.facts.negations
    )


def _denied_topic(reading: Reading, negation: Negation) -> Limit | None:
    """Return the limit of a denial that reaches money or arms ("does not include any commitment to using our own forces")."""
    after = [word for word in reading.words if negation.end <= word.start < negation.scope_end]
    pledges = any(word.stem in _PLEDGE_STEMS for word in after)
    for before, word in pairwise([None, *after]):
        if word is None or (before is not None and before.lower in _IDIOMS):
            continue
        if "," in reading.text[negation.end : word.start]:
            break
        if word.lower in _ARMS:
            return _limit(reading, LimitKind.FORCE, negation.start, word.end, 0.9 if pledges else 0.75)
        if word.stem in _FUNDS:
            return _limit(reading, LimitKind.MONEY, negation.start, word.end, 0.9 if pledges else 0.75)
    return None


def denied_topics(official: Reading) -> set[LimitKind]:
    """Return money where the official side itself denies something of it ("no relief money has been diverted")."""
    denied = frozenset[str]().union(*(negation.scope for negation in official.facts.negations))
    return {LimitKind.MONEY} if denied & _FUNDS else set()


def conditions_of(official: Reading) -> set[LimitKind]:
    """Return the kind that conditions belong to where the official side sets one itself."""
    return {LimitKind.SCOPE} if any(word.lower in _IFS - {"should"} for word in official.words) else set()


def _limit(reading: Reading, kind: LimitKind, start: int, end: int, strength: float) -> Limit:
    stems = frozenset(word.stem for word in reading.words if word.is_content and not start <= word.start < end)
    return Limit(kind, start, end, strength, stems)
