"""The contrast kind `commitment`: the report limits, conditions or takes back what the statement promises.

Such a press statement seldom shares words with the promise it answers ("it is not necessarily binding"), so promises and
limits are typed, and `promise_fit` tells how directly a limit answers a promise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.facts.lexicon import words_of
from reportgen.label.likeness import likeness, overlap, share_a_figure
from reportgen.label.limits import Limit, LimitKind, conditions_of, denied_topics, limits_of, limits_promise
from reportgen.label.otherness import have_other_names, is_another
from reportgen.label.passages import shown, widen
from reportgen.label.promises import Aspect, Promise, PromiseKind, promise
from reportgen.label.stance import opposed
from reportgen.label.swap import CERTAINTY as SWAPPED
from reportgen.label.swap import find_swap, is_loosened
from reportgen.label.view import Candidate, Finding
from reportgen.model import ContrastKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.label.view import Reading

__all__ = ["Limit", "LimitKind", "Promise", "PromiseKind", "find", "limits_promise", "promise", "promise_fit"]

_COLUMNS = (
    PromiseKind.MONEY, PromiseKind.FORCE, PromiseKind.BINDING, PromiseKind.LASTING, PromiseKind.SCOPE, PromiseKind.GENERAL,
)  # fmt: skip
_FIT: Mapping[LimitKind, Mapping[PromiseKind, float]] = {
    LimitKind.MONEY: dict(zip(_COLUMNS, (1.0, 0.0, 0.4, 0.4, 0.0, 0.4), strict=True)),
    LimitKind.FORCE: dict(zip(_COLUMNS, (0.0, 1.0, 0.4, 0.0, 0.0, 0.3), strict=True)),
    LimitKind.UNBINDING: dict(zip(_COLUMNS, (0.5, 0.5, 1.0, 0.8, 0.6, 0.6), strict=True)),
    LimitKind.REVERSIBLE: dict(zip(_COLUMNS, (0.4, 0.4, 0.9, 1.0, 0.5, 0.5), strict=True)),
    LimitKind.SCOPE: dict(zip(_COLUMNS, (0.6, 0.5, 0.7, 0.4, 1.0, 0.6), strict=True)),
    LimitKind.CONDITION: dict(zip(_COLUMNS, (0.8, 0.6, 0.9, 0.6, 0.8, 0.7), strict=True)),
    LimitKind.CAP: dict(zip(_COLUMNS, (0.8, 0.4, 0.7, 0.4, 1.0, 0.6), strict=True)),
    LimitKind.UNSAID: dict(zip(_COLUMNS, (0.7, 0.4, 0.9, 0.6, 0.6, 0.6), strict=True)),
}
"""How directly a limit answers a promise, set by hand: "no new money" answers a promise of money and no other so well."""
_DISTANT = frozenset({LimitKind.MONEY, LimitKind.FORCE, LimitKind.UNBINDING, LimitKind.REVERSIBLE})
"""Limits that say what they limit by their kind; the others must share words with the promise."""
_GROUPS = {LimitKind.CONDITION: LimitKind.SCOPE, LimitKind.CAP: LimitKind.SCOPE}
"""Limits that may be put in each other's words: "except for" and "unless"."""
_DEEDS = words_of("label_words.txt", "commitment: deeds")
_POINTERS = frozenset({"it", "this", "these", "they", "that", "its"})
SUBJECT_REACH = 14
"""Words from a statement's beginning among which it names the texts' subject."""
POINTER_REACH = 6
"""The same for a word that points at it ("it", "this")."""
MIN_WIDENED = 0.1
"""Below this share of common words, a sweeping measure may be another than the one that is limited."""
FIGURE_BONUS = 0.15
"""How much a figure both sides give adds to the share of their words."""
_MIN_SHARED = 0.25
"""Share of words a limit that is not of a distant kind must have in common with the promise."""


def find(candidate: Candidate) -> tuple[Finding, ...]:
    """Return where the press side limits what the official side promises, the plainest limit first, at most one."""
    best = _loosened(candidate) or _widened(candidate)
    for official in candidate.official:
        promised = promise(official)
        if promised is None:
            continue
        own = (
            {_GROUPS.get(limit.kind, limit.kind) for limit in limits_of(official)}
            | denied_topics(official)
            | conditions_of(official)
        )
        for press in candidate.press:
            for limit in limits_of(press):
                if _GROUPS.get(limit.kind, limit.kind) in own:
                    continue
                finding = _finding(candidate, (official, promised), (press, limit))
                if finding and (best is None or finding.certainty > best.certainty):
                    best = finding
    return (best,) if best else ()


def _loosened(candidate: Candidate) -> Finding | None:
    """Return where two statements are the same but that one binds and the other does not ("must publish", "may publish")."""
    swap = find_swap(candidate)
    if swap is None or not is_loosened(swap):
        return None
    official, press = candidate.official[0], candidate.press[0]
    one = widen(official, swap.official[0].start, swap.official[-1].end)
    other = widen(press, swap.press[0].start, swap.press[-1].end)
    reason = f"The statement says “{shown(official, *one)}”, the report “{shown(press, *other)}”."
    return Finding(ContrastKind.COMMITMENT, reason, SWAPPED, (official.mark(*one),), (press.mark(*other),))


def _widened(candidate: Candidate) -> Finding | None:
    """Return where the official side limits a measure and the report tells of a sweeping one."""
    shared = likeness(candidate)
    if shared < MIN_WIDENED or is_another(candidate):
        return None
    for official in candidate.official:
        for press in candidate.press:
            stand = opposed(official, press, frozenset({"limited"}))
            if stand:
                one, other = shown(official, *stand.official), shown(press, *stand.press)
                reason = f"The statement says “{one}”; on how far it reaches, the report says “{other}”."
                marks = (official.mark(*stand.official),), (press.mark(*stand.press),)
                return Finding(ContrastKind.COMMITMENT, reason, round(0.3 + 0.5 * shared, 3), *marks, is_answer=True)
    return None


def promise_fit(promised: Promise, limit: Limit) -> float:
    """Return how directly a limit answers a promise, 0 to 1.

    A second aspect the limit answers as well adds to the first: "long-term commitments" is both lasting and binding.
    """
    scores = sorted((aspect.strength * _FIT[limit.kind][aspect.kind] for aspect in promised.aspects), reverse=True)
    if not scores:
        return 0.0
    second = scores[1] if len(scores) > 1 else 0.0
    shared = overlap(limit.stems, promised.stems, {}) if limit.stems else 0.0
    return min(1.0, 0.75 * scores[0] + 0.15 * second + 0.2 * shared)


# --- the finding ---------------------------------------------------------------------------------------------------------


def _finding(candidate: Candidate, official: tuple[Reading, Promise], press: tuple[Reading, Limit]) -> Finding | None:
    (official_reading, promised), (press_reading, limit) = official, press
    fit = promise_fit(promised, limit)
    shared = min(1.0, likeness(candidate) + (FIGURE_BONUS if share_a_figure(candidate) else 0.0))
    is_of_subject = _points_at_subject(press_reading)
    bond = max(shared * 1.8, 0.55 if is_of_subject else 0.0)
    if limit.kind not in _DISTANT and shared < _MIN_SHARED:
        return None
    if limit.kind in {LimitKind.CAP, LimitKind.CONDITION} and share_a_figure(candidate):
        return None
    if limit.kind is LimitKind.CAP and _is_stated(candidate, press_reading, limit):
        return None
    certainty = limit.strength * (0.35 + 0.65 * fit) * (0.35 + 0.65 * min(1.0, bond))
    if is_another(candidate):
        certainty *= 0.4
    if have_other_names(candidate) and shared < 0.3 and not is_of_subject:
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
        is_answer=True,
    )


def _is_stated(candidate: Candidate, press: Reading, limit: Limit) -> bool:
    """Return whether the official document gives the figure of a limit itself, here or elsewhere ("half of the cost")."""
    own = {(figure.unit, figure.low) for figure in press.facts.figures if limit.start <= figure.start < limit.end}
    return any(
        (figure.unit, figure.low) in own for reading in candidate.official_document.readings for figure in reading.facts.figures
    )


def _answered(promised: Promise, limit: Limit) -> Aspect:
    return max(promised.aspects, key=lambda aspect: aspect.strength * _FIT[limit.kind][aspect.kind])


def _with_neighbour(promised: Promise, aspect: Aspect) -> tuple[int, int]:
    """Return the span of an aspect with the one right before it ("long-term" before "commitments")."""
    before = [other.start for other in promised.aspects if 0 < aspect.start - other.end <= 1]
    return min((aspect.start, *before)), aspect.end


def _points_at_subject(press: Reading) -> bool:
    """Return whether a press statement speaks of what both texts are about: "the agreement", "it", "this pledge"."""
    opening = [word.lower for word in press.words[:SUBJECT_REACH]]
    return any(lower in _DEEDS for lower in opening) or any(lower in _POINTERS for lower in opening[:POINTER_REACH])


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
