"""The contrast kind `commitment`: the report limits, conditions or takes back what the statement promises.

Such a press statement seldom shares words with the promise it answers ("it is not necessarily binding"), so promises and
limits are typed, and `promise_fit` tells how directly a limit answers a promise.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from reportgen.facts import FigureKind, ForceKind
from reportgen.facts.lexicon import bag, stem_classes, words_of
from reportgen.label.likeness import alike, likeness, overlap, share_a_figure
from reportgen.label.otherness import have_other_names, is_another
from reportgen.label.passages import shown, widen
from reportgen.label.view import Candidate, Finding
from reportgen.model import ContrastKind
from reportgen.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportgen.facts import Force, Negation
    from reportgen.label.view import Reading


class PromiseKind(StrEnum):
    """What a promise is about."""

    MONEY = "money"
    FORCE = "force"
    BINDING = "binding"
    """Somebody binds themselves, in so many words."""
    LASTING = "lasting"
    SCOPE = "scope"
    """It reaches everybody or everything."""
    GENERAL = "general"
    """Something will be done."""


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
class Aspect:
    """One thing a statement promises."""

    kind: PromiseKind
    start: int
    end: int
    """Offsets into the statement's text."""
    strength: float
    """0 to 1: how directly it is promised."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What an official statement promises, the strongest aspect first."""

    aspects: tuple[Aspect, ...]
    stems: frozenset[str]
    """The stems of the statement that carry a topic."""

    @property
    def strength(self) -> float:
        """The strength of the strongest aspect."""
        return self.aspects[0].strength


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


_FIT: Mapping[LimitKind, Mapping[PromiseKind, float]] = {
    LimitKind.MONEY: {PromiseKind.MONEY: 1.0, PromiseKind.LASTING: 0.4, PromiseKind.BINDING: 0.4, PromiseKind.GENERAL: 0.4},
    LimitKind.FORCE: {PromiseKind.FORCE: 1.0, PromiseKind.BINDING: 0.4, PromiseKind.GENERAL: 0.3},
    LimitKind.UNBINDING: {
        PromiseKind.BINDING: 1.0, PromiseKind.LASTING: 0.8, PromiseKind.SCOPE: 0.6, PromiseKind.MONEY: 0.5, PromiseKind.GENERAL: 0.6,
        PromiseKind.FORCE: 0.5,
    },
    LimitKind.REVERSIBLE: {
        PromiseKind.LASTING: 1.0, PromiseKind.BINDING: 0.9, PromiseKind.SCOPE: 0.5, PromiseKind.GENERAL: 0.5, PromiseKind.FORCE: 0.4,
        PromiseKind.MONEY: 0.4,
    },
    LimitKind.SCOPE: {
        PromiseKind.SCOPE: 1.0, PromiseKind.BINDING: 0.7, PromiseKind.MONEY: 0.6, PromiseKind.GENERAL: 0.6, PromiseKind.FORCE: 0.5,
        PromiseKind.LASTING: 0.4,
    },
    LimitKind.CONDITION: {
        PromiseKind.BINDING: 0.9, PromiseKind.MONEY: 0.8, PromiseKind.SCOPE: 0.8, PromiseKind.GENERAL: 0.7, PromiseKind.FORCE: 0.6,
        PromiseKind.LASTING: 0.6,
    },
    LimitKind.CAP: {
        PromiseKind.SCOPE: 1.0, PromiseKind.MONEY: 0.8, PromiseKind.BINDING: 0.7, PromiseKind.GENERAL: 0.6, PromiseKind.FORCE: 0.4,
        PromiseKind.LASTING: 0.4,
    },
    LimitKind.UNSAID: {
        PromiseKind.BINDING: 0.9, PromiseKind.GENERAL: 0.6, PromiseKind.MONEY: 0.7, PromiseKind.LASTING: 0.6, PromiseKind.SCOPE: 0.6,
        PromiseKind.FORCE: 0.4,
    },
}  # fmt: skip
"""How directly a limit answers a promise, set by hand: a limit of money answers a promise of money."""

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
_PROMISES: Mapping[ForceKind, tuple[PromiseKind, float]] = {
    ForceKind.DUTY: (PromiseKind.BINDING, 0.8),
    ForceKind.PLEDGE: (PromiseKind.BINDING, 0.85),
    ForceKind.LASTING: (PromiseKind.LASTING, 0.85),
    ForceKind.WHOLE: (PromiseKind.SCOPE, 0.8),
}
_DISTANT = frozenset({LimitKind.MONEY, LimitKind.FORCE, LimitKind.UNBINDING, LimitKind.REVERSIBLE})
"""Limits that say what they limit by their kind; the others must share words with the promise."""
_GROUPS = {LimitKind.CONDITION: LimitKind.SCOPE, LimitKind.CAP: LimitKind.SCOPE}
"""Limits that may be put in each other's words: "except for" and "unless"."""
_TOPICAL = frozenset({LimitKind.MONEY, LimitKind.FORCE})
"""Of two limits as plain as each other, the one that names its matter tells more."""
_DEEDS = words_of("label_words.txt", "commitment: deeds")
_POINTERS = bag("it this these they that its")
FIGURE_BONUS = 0.15
"""How much a figure both sides give adds to the share of their words."""
_MIN_SHARED = 0.25
"""Share of words a limit that is not of a distant kind must have in common with the promise."""


def find(candidate: Candidate) -> tuple[Finding, ...]:
    """Return where the press side limits what the official side promises, the plainest limit first, at most one."""
    best: Finding | None = None
    for official in candidate.official:
        promised = promise(official)
        if promised is None:
            continue
        own = {_GROUPS.get(limit.kind, limit.kind) for limit in _limits(official)} | _denied_topics(official)
        for press in candidate.press:
            for limit in _limits(press):
                if _GROUPS.get(limit.kind, limit.kind) in own:
                    continue
                finding = _finding(candidate, (official, promised), (press, limit))
                if finding and (best is None or finding.certainty > best.certainty):
                    best = finding
    return (best,) if best else ()


def promise(official: Reading) -> Promise | None:
    """Return what an official statement promises, None where it promises nothing."""
    aspects = [*_force_aspects(official), *_topic_aspects(official)]
    best: dict[PromiseKind, Aspect] = {}
    for aspect in aspects:
        if aspect.kind not in best or aspect.strength > best[aspect.kind].strength:
            best[aspect.kind] = aspect
    if not best:
        return None
    ordered = sorted(best.values(), key=lambda aspect: (-aspect.strength, aspect.start))
    return Promise(tuple(ordered), official.stems)


def limits_promise(press: Reading) -> Limit | None:
    """Return how a press statement limits a promise, the plainest limit where it has several, None where it has none."""
    return max(_limits(press), key=lambda limit: (limit.strength, limit.kind in _TOPICAL), default=None)


def promise_fit(promised: Promise, limit: Limit) -> float:
    """Return how directly a limit answers a promise, 0 to 1.

    A second aspect the limit answers as well adds to the first: "long-term commitments" is both lasting and binding.
    """
    scores = sorted((aspect.strength * _FIT[limit.kind].get(aspect.kind, 0.0) for aspect in promised.aspects), reverse=True)
    if not scores:
        return 0.0
    second = scores[1] if len(scores) > 1 else 0.0
    shared = overlap(limit.stems, promised.stems, {}) if limit.stems else 0.0
    return min(1.0, 0.75 * scores[0] + 0.15 * second + 0.2 * shared)


# --- promises ------------------------------------------------------------------------------------------------------------


def _force_aspects(official: Reading) -> Iterable[Aspect]:
    for force in official.facts.forces:
        if force.kind not in _PROMISES or _is_denied(official, force.start):
            continue
        kind, strength = _PROMISES[force.kind]
        words = official.text[force.start : force.end].lower()
        if words == "will":
            kind, strength = PromiseKind.GENERAL, 0.6
        elif force.kind is ForceKind.WHOLE and words in {"all", "full", "each", "whole"}:
            strength = 0.7
        yield Aspect(kind, force.start, force.end, strength)


def _is_denied(reading: Reading, start: int) -> bool:
    return any(negation.start < start <= negation.scope_end and start - negation.end < 25 for negation in reading.facts.negations)


def _topic_aspects(official: Reading) -> Iterable[Aspect]:
    """Return promises of money and of arms: their words, where the statement says that something is or will be done for somebody."""
    figures = [figure for figure in official.facts.figures if figure.kind is FigureKind.MONEY]
    has_deed = bool(official.facts.events or official.facts.forces) or any(word.lower in _HELP for word in official.words)
    if figures:
        yield Aspect(PromiseKind.MONEY, figures[0].start, figures[0].end, 0.85 if has_deed else 0.5)
    if not has_deed:
        return
    helps = any(word.lower in _HELP for word in official.words)
    for topic, kind, most in (
        ("money", PromiseKind.MONEY, 0.85),
        ("force", PromiseKind.FORCE, 0.95),
        ("arms", PromiseKind.FORCE, 0.6),
    ):
        words = [word for word in official.words if topic in _topics().get(word.stem, frozenset()) and word.is_content]
        if words:
            strength = min(most, 0.4 + 0.12 * min(len(words), 3) + 0.15 * helps)
            yield Aspect(kind, words[0].start, words[0].end, strength)
    lasting = [word for word in official.words if "lasting" in _topics().get(word.stem, frozenset())]
    if lasting:
        yield Aspect(PromiseKind.LASTING, lasting[0].start, lasting[0].end, 0.6)


_HELP = words_of("label_words.txt", "commitment: help")


@cache
def _topics() -> Mapping[str, frozenset[str]]:
    return stem_classes("promise_topics.txt")


# --- limits --------------------------------------------------------------------------------------------------------------


def _limits(reading: Reading) -> list[Limit]:
    found = []
    for force in reading.facts.forces:
        if force.kind in _LIMITS and not _is_undone(reading, force):
            kind, strength = _LIMITS[force.kind]
            found.append(_limit(reading, kind, force.start, force.end, strength))
    found += [limit for limit in (_only(reading), _fraction(reading)) if limit]
    topical = [limit for negation in reading.facts.negations if (limit := _denied_topic(reading, negation))]
    return topical + [limit for limit in found if not any(_overlap(limit, other) for other in topical)]


def _only(reading: Reading) -> Limit | None:
    """Return the limit of a statement that opens with whom alone it is for ("Only players who retired after 2004 …")."""
    for index, word in enumerate(reading.words[:-1]):
        if word.lower != "only" or (index and reading.text[reading.words[index - 1].end : word.start].strip() == ""):
            continue
        after = reading.words[index + 1]
        if after.is_content and not after.text[0].isdigit() and not after.lower.endswith("ed"):
            return _limit(reading, LimitKind.SCOPE, word.start, after.end, 0.8)
    return None


def _fraction(reading: Reading) -> Limit | None:
    """Return the limit of a statement that speaks of a part ("a fifth of the debt", "60 per cent of the bill")."""
    for figure in reading.facts.figures:
        follows = reading.text[figure.number_end : figure.number_end + 8].lower()
        if figure.kind is FigureKind.SHARE and figure.unit == "percent" and figure.high < MOST and follows.startswith(" of the"):
            return _limit(reading, LimitKind.CAP, figure.start, figure.number_end, 0.75)
    return None


MOST = 90
"""From this share on, a part is as good as the whole."""


def _overlap(one: Limit, other: Limit) -> bool:
    return one.start < other.end and other.start < one.end


def _is_undone(reading: Reading, force: Force) -> bool:
    """Return whether a limiting word is itself denied ("not subject to"), or the negation is a part of the phrase."""
    return any(
        negation.end <= force.start <= negation.end + 4 and negation.start < force.start for negation in reading.facts.negations
    )


def _denied_topic(reading: Reading, negation: Negation) -> Limit | None:
    """Return the limit of a denial that reaches money or arms ("does not include any commitment to using our own forces")."""
    after = [word for word in reading.words if negation.end <= word.start < negation.scope_end]
    pledges = any(word.stem in _PLEDGE_STEMS for word in after)
    for word in after:
        topics = _topics().get(word.stem, frozenset())
        if word.lower in _ARMS:
            return _limit(reading, LimitKind.FORCE, negation.start, word.end, 0.9 if pledges else 0.75)
        if "money" in topics and word.stem in _FUNDS:
            return _limit(reading, LimitKind.MONEY, negation.start, word.end, 0.9 if pledges else 0.75)
    return None


def _denied_topics(official: Reading) -> set[LimitKind]:
    """Return money where the official side itself denies something of it ("no relief money has been diverted")."""
    denied = frozenset[str]().union(*(negation.scope for negation in official.facts.negations))
    return {LimitKind.MONEY} if denied & _FUNDS else set()


_PLEDGE_STEMS = frozenset(
    stem(word) for word in ("commitment", "commit", "pledge", "promise", "obligation", "oblige", "guarantee", "include")
)
_ARMS = words_of("label_words.txt", "commitment: arms")
_FUNDS = frozenset(
    stem(word) for word in ("money", "funding", "funds", "cash", "monetary", "financial", "dollars", "budget", "sum", "finance")
)


def _limit(reading: Reading, kind: LimitKind, start: int, end: int, strength: float) -> Limit:
    stems = frozenset(word.stem for word in reading.words if word.is_content and not start <= word.start < end)
    return Limit(kind, start, end, strength, stems)


# --- the finding ---------------------------------------------------------------------------------------------------------


def _finding(candidate: Candidate, official: tuple[Reading, Promise], press: tuple[Reading, Limit]) -> Finding | None:
    (official_reading, promised), (press_reading, limit) = official, press
    fit = promise_fit(promised, limit)
    shared = min(1.0, likeness(candidate) + (FIGURE_BONUS if share_a_figure(candidate) else 0.0))
    bond = max(shared * 1.8, 0.55 if _points_at_subject(candidate, press_reading) else 0.0)
    if limit.kind not in _DISTANT and shared < _MIN_SHARED:
        return None
    certainty = limit.strength * (0.35 + 0.65 * fit) * (0.35 + 0.65 * min(1.0, bond))
    if is_another(candidate):
        certainty *= 0.4
    if have_other_names(candidate) and shared < 0.3:
        certainty *= 0.8
    if certainty < 0.25:
        return None
    aspect = _answered(promised, limit)
    start, end = widen(official_reading, *_with_neighbour(promised, aspect))
    press_start, press_end = widen(press_reading, limit.start, limit.end)
    return Finding(
        ContrastKind.COMMITMENT,
        _reason(shown(official_reading, start, end), shown(press_reading, press_start, press_end), limit.kind),
        round(min(certainty, 0.97), 3),
        (official_reading.mark(start, end),),
        (press_reading.mark(press_start, press_end),),
    )


def _answered(promised: Promise, limit: Limit) -> Aspect:
    return max(promised.aspects, key=lambda aspect: aspect.strength * _FIT[limit.kind].get(aspect.kind, 0.0))


def _with_neighbour(promised: Promise, aspect: Aspect) -> tuple[int, int]:
    """Return the span of an aspect with the one right before it ("long-term" before "commitments")."""
    before = [other.start for other in promised.aspects if 0 < aspect.start - other.end <= 1]
    return min((aspect.start, *before)), aspect.end


def _points_at_subject(candidate: Candidate, press: Reading) -> bool:
    """Return whether a press statement speaks of the documents' common subject: "the agreement", "it", "this pledge"."""
    head = press.words[:14]
    official = frozenset().union(*(reading.stems for reading in candidate.official_document.readings)) if head else frozenset()
    for place, word in enumerate(head):
        if word.lower in _DEEDS and (word.stem in official or alike(frozenset({word.stem}), official)):
            return True
        if word.lower in _POINTERS and place < 6:
            return True
    return False


_SAYS: Mapping[LimitKind, str] = {
    LimitKind.MONEY: "on money, the report says",
    LimitKind.FORCE: "on the use of force, the report says",
    LimitKind.UNBINDING: "on how far that binds, the report says",
    LimitKind.REVERSIBLE: "on how long it holds, the report says",
    LimitKind.SCOPE: "on what is left out, the report says",
    LimitKind.CONDITION: "the report names a condition:",
    LimitKind.CAP: "the report names a limit:",
    LimitKind.UNSAID: "on what is left open, the report says",
}


def _reason(official: str, press: str, kind: LimitKind) -> str:
    """Return the sentence that sets the promise beside its limit, in the texts' own words."""
    return f"The statement says “{official}”; {_SAYS[kind]} “{press}”."
