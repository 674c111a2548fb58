"""The contrast kind `certainty`: stated as fact on one side, hedged, doubted or left to others on the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.facts import EventStatus, HedgeKind
from reportgen.facts.lexicon import bag, words_of
from reportgen.label.identity import find_phrases
from reportgen.label.likeness import alike, likeness, overlap
from reportgen.label.otherness import have_other_names, is_another
from reportgen.label.passages import shown, widen
from reportgen.label.view import Candidate, Finding
from reportgen.model import ContrastKind

if TYPE_CHECKING:
    from reportgen.facts import Hedge
    from reportgen.label.view import Reading

MIN_LIKENESS = 0.3
"""Below this share of common words a hedge may be about something else."""
MIN_SCOPE = 0.34
"""Share of the hedged clause that the other side must say."""
MIN_DOUBTED, NO_EFFECT = 0.1, 0.9
"""Where the official side claims no effect, how much the sides must share, and what is left of the finding. Of linked pairs
in the training reports with a word of fear or doubt on the press side alone, nine in ten contrast."""
OFFICIAL_FACTOR = 0.65
"""What is left of a finding where the official side hedges and the press does not: reports leave out much caution."""
_WEIGHT = {
    HedgeKind.POSSIBLE: 0.75,
    HedgeKind.SEEMING: 0.8,
    HedgeKind.CLAIMED: 0.65,
    HedgeKind.DOUBTED: 0.9,
    HedgeKind.UNKNOWN: 0.9,
}
"""How far each kind of hedge takes from a plain statement; "claims" may be no more than a verb of saying."""
_PLAIN_DOUBT = frozenset({HedgeKind.DOUBTED, HedgeKind.UNKNOWN})
_SOFT_WORDS = words_of("label_words.txt", "certainty: soft words")
_SAYING = words_of("label_words.txt", "certainty: saying")
_DOUBTFUL_AFTER_MAY = words_of("label_words.txt", "certainty: doubtful after may")
_RULES = words_of("label_words.txt", "certainty: rules")
_WEAK_WORDS = bag("would could expected likely expects expect should")
"""Hedges that tell what is to come rather than that it is in doubt."""


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A passage of the press side that puts an official passage in doubt."""

    start: int
    end: int
    certainty: float
    is_denial: bool
    """True where it says that there is no effect: where the official side claims none, that is of something else."""


def find(candidate: Candidate) -> tuple[Finding, ...]:
    """Return where one side hedges or doubts what the other states as fact, the surest one.

    1. A hedge on one side over words that the other states without one.
    2. A press statement that doubts the effect which the official side says a measure has.
    """
    factor = (0.4 if is_another(candidate) else 1.0) * (0.75 if have_other_names(candidate) else 1.0)
    findings = []
    for official in candidate.official:
        for press in candidate.press:
            finding = _hedged(candidate, official, press, factor) or _doubted_effect(candidate, official, press, factor)
            if finding:
                findings.append(finding)
    return tuple(sorted(findings, key=lambda finding: -finding.certainty))[:1]


# --- hedges --------------------------------------------------------------------------------------------------------------


def _hedged(candidate: Candidate, official: Reading, press: Reading, factor: float) -> Finding | None:
    shared = likeness(candidate)
    if shared < MIN_LIKENESS:
        return None
    best: Finding | None = None
    for hedging, plain, is_press in ((press, official, True), (official, press, False)):
        soft = _is_hedged(plain)
        for hedge in hedging.facts.hedges:
            if (soft and hedge.kind not in _PLAIN_DOUBT) or _is_reported(hedging, hedge) or _is_beside(hedging, hedge, plain):
                continue
            if any(other.kind is hedge.kind for other in plain.facts.hedges):
                continue
            if hedge.kind is HedgeKind.CLAIMED and _is_said(plain):
                continue
            if _is_in_both(hedging, hedge, plain) or (not is_press and _is_denial_of_both(hedging, hedge, plain)):
                continue
            common = overlap(_scope(hedging, hedge), plain.stems, candidate.weights)
            if common < MIN_SCOPE or not _is_stated(plain):
                continue
            certainty = _WEIGHT[hedge.kind] * (0.25 + 0.35 * common + 0.5 * shared) * (1.0 if is_press else OFFICIAL_FACTOR)
            certainty *= _word_weight(hedging, hedge, plain) * (0.8 if soft else 1.0)
            certainty = round(min(0.97, certainty * factor), 3)
            if certainty >= 0.25 and (best is None or certainty > best.certainty):
                best = _hedge_finding(official, press, hedge, certainty, is_press=is_press)
    return best


def _is_hedged(reading: Reading) -> bool:
    """Return whether a statement is itself no plain statement of fact."""
    return any(hedge.kind is not HedgeKind.CLAIMED for hedge in reading.facts.hedges) or any(
        word.lower in _SOFT_WORDS for word in reading.words
    )


def _is_said(reading: Reading) -> bool:
    """Return whether a statement itself tells what somebody says, so that "insisted" says no less."""
    return bool(reading.statement.voice.quoted) or any(word.lower in _SAYING for word in reading.words)


def _is_in_both(hedging: Reading, hedge: Hedge, plain: Reading) -> bool:
    """Return whether the other side has the telling word of a hedge too ("hope to gain", "hope for")."""
    return bool(_content(hedging, hedge.start, hedge.end) & plain.stems)


def _is_denial_of_both(hedging: Reading, hedge: Hedge, plain: Reading) -> bool:
    """Return whether a hedge denies what the other side denies too ("will not guarantee service", "would not improve it")."""
    words = hedging.text[hedge.start : hedge.end].lower().split()
    return any(word in _DENYING or word.endswith("n't") for word in words) and bool(plain.facts.negations)


_DENYING = frozenset({"not", "no", "none", "never", "without", "nothing", "neither"})


def _is_reported(reading: Reading, hedge: Hedge) -> bool:
    """Return whether a hedge only stands in reported speech, which turns "will" to "would" and "can" to "could"."""
    if reading.text[hedge.start : hedge.end].lower() not in {"could", "might", "would"}:
        return False
    before = [word.lower for word in reading.words if hedge.start - 60 < word.start < hedge.start]
    return any(lower in _SAYING for lower in before)


def _is_beside(hedging: Reading, hedge: Hedge, plain: Reading) -> bool:
    """Return whether a hedge of the next word alone ("linked to cancer") stands over something the other side does not say."""
    if hedging.text[hedge.start : hedge.end].lower() not in _NARROW:
        return False
    after = next((word for word in hedging.words if word.start >= hedge.end and word.is_content), None)
    return after is None or not alike(frozenset({after.stem}), plain.stems)


_NARROW = frozenset({"linked to", "preliminary", "suspected", "apparently", "seemingly"})


def _doubt_in_may(hedging: Reading, hedge: Hedge, plain: Reading) -> float:
    """Return how far "may" doubts here: it permits where either side speaks of rules, and "may not" forbids."""
    if any(word.lower == "can" for word in plain.words):
        return 0.0
    before = [word.lower for word in hedging.words if word.end <= hedge.start][-1:]
    if before and before[0] in _ASKING:
        return 0.0
    after = [*[word.lower for word in hedging.words if word.start >= hedge.end][:2], "", ""]
    if after[0] in _DOUBTFUL_AFTER_MAY and not (after[0] == "be" and after[1].endswith("ed")):
        return 1.0
    rules = any(word.lower in _RULES for reading in (hedging, plain) for word in reading.words)
    return 0.0 if rules or after[0] in {"not", "only"} else 0.4


_ASKING = frozenset({"much", "many", "who", "what"})
"""Words before "may" that ask what is allowed ("how much may be caught")."""


def _word_weight(hedging: Reading, hedge: Hedge, plain: Reading) -> float:
    """Return less for words that also do other work: "may" permits as often as it doubts."""
    words = hedging.text[hedge.start : hedge.end].lower()
    if words == "may":
        return _doubt_in_may(hedging, hedge, plain)
    return 0.6 if words in _WEAK_WORDS or "expected" in words else 1.0


def _is_stated(reading: Reading) -> bool:
    """Return whether a statement states something at all, rather than asks or names it."""
    return not reading.text.rstrip().endswith("?") and len(reading.words) > 3


def _scope(reading: Reading, hedge: Hedge) -> frozenset[str]:
    """Return the topic words a hedge covers: those of its clause, or of the statement where the clause has few."""
    own = {word.stem for word in reading.words if hedge.start <= word.start < hedge.end}
    scope = hedge.scope - own
    return scope if len(scope) > 2 else reading.stems - own


def _hedge_finding(official: Reading, press: Reading, hedge: Hedge, certainty: float, *, is_press: bool) -> Finding:
    hedging, plain = (press, official) if is_press else (official, press)
    start, end = widen(hedging, hedge.start, hedge.end)
    plain_start, plain_end = _plain_phrase(plain, hedging, hedge)
    words = shown(hedging, start, end)
    said = shown(plain, plain_start, plain_end)
    reason = (
        f"The statement says as fact “{said}”; the report has “{words}”."
        if is_press
        else f"The statement has “{words}”; the report says as fact “{said}”."
    )
    mark, plain_mark = hedging.mark(start, end), plain.mark(plain_start, plain_end)
    sides = ((plain_mark,), (mark,)) if is_press else ((mark,), (plain_mark,))
    is_loose = not alike(_content(hedging, start, end), _content(plain, plain_start, plain_end))
    return Finding(ContrastKind.CERTAINTY, reason, certainty, *sides, is_loose=is_loose)


def _content(reading: Reading, start: int, end: int) -> frozenset[str]:
    """Return the stems of the content words of a passage."""
    return frozenset(word.stem for word in reading.words if start <= word.start < end and word.is_content)


def _plain_phrase(plain: Reading, hedging: Reading, hedge: Hedge) -> tuple[int, int]:
    """Return the verb of the plain side that shares most with what is hedged, or its first shared word, with what follows."""
    scope = _scope(hedging, hedge)
    events = [
        event for event in plain.facts.events if event.status is not EventStatus.PROPOSED and alike(event.participants, scope)
    ]
    if events:
        event = max(events, key=lambda event: (len(alike(event.participants, scope)), -event.start))
        return widen(plain, event.start, event.end)
    shared = [word for word in plain.words if word.is_content and alike(frozenset({word.stem}), scope)]
    word = (shared or list(plain.words))[0]
    return widen(plain, word.start, word.end)


# --- doubted effects -----------------------------------------------------------------------------------------------------


def _doubted_effect(candidate: Candidate, official: Reading, press: Reading, factor: float) -> Finding | None:
    """Return a press statement's doubt of the effect an official statement claims ("should put downward pressure on …")."""
    effect = claimed_effect(official)
    claim = effect or next(((event.start, event.end) for event in official.facts.events), None)
    doubt = _doubt_of(press)
    if claim is None or doubt is None or _doubt_of(official) is not None:
        return None
    shared = likeness(candidate)
    if effect is None and (shared < MIN_DOUBTED or doubt.is_denial):
        return None
    certainty = round(min(0.9, doubt.certainty * (0.45 + 0.9 * shared) * factor * (1.0 if effect else NO_EFFECT)), 3)
    if certainty < 0.25:
        return None
    start, end = widen(official, *claim)
    press_start, press_end = widen(press, doubt.start, doubt.end)
    words, said = shown(press, press_start, press_end), shown(official, start, end)
    doubted = "the report doubts the effect" if effect else "the report adds a doubt"
    reason = f"The statement says “{said}”; {doubted}: “{words}”."
    marks = (official.mark(start, end),), (press.mark(press_start, press_end),)
    return Finding(ContrastKind.CERTAINTY, reason, certainty, *marks, is_answer=effect is not None)


def claimed_effect(official: Reading) -> tuple[int, int] | None:
    """Return the words by which an official statement says what a measure brings about, None where it does not."""
    hits = (hit for hit in find_phrases(official, "effect_phrases.txt") if hit.label == "effect")
    return next(((hit.start, hit.end) for hit in hits), None)


def doubts_effect(press: Reading) -> float:
    """Return how plainly a press statement doubts an effect, 0 to 1."""
    doubt = _doubt_of(press)
    return doubt.certainty if doubt else 0.0


def _doubt_of(press: Reading) -> _Doubt | None:
    found = [hit for hit in find_phrases(press, "effect_phrases.txt") if hit.label in _DOUBT_WEIGHTS]
    if not found:
        return None
    hit = max(found, key=lambda hit: (_DOUBT_WEIGHTS[hit.label], -hit.start))
    return _Doubt(hit.start, hit.end, _DOUBT_WEIGHTS[hit.label], hit.label == "denied effect")


_DOUBT_WEIGHTS = {"weak effect": 0.85, "denied effect": 0.85, "doubtful": 0.6}
"""How plainly each class of `effect_phrases.txt` doubts an effect."""
