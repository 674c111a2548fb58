"""The contrast kind `actor`: another person, body or country does it, or is named in the same place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportgen.facts import Event, EventStatus
from reportgen.facts.lexicon import words_of
from reportgen.label.likeness import alike, document_stems, is_alike, likeness, overlap
from reportgen.label.otherness import is_another
from reportgen.label.passages import shown
from reportgen.label.swap import CERTAINTY as SWAPPED
from reportgen.label.swap import are_other_names, find_swap
from reportgen.label.view import Candidate, Finding
from reportgen.model import ContrastKind
from reportgen.wordlists import read_classes
from reportgen.words import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.label.view import Reading
    from reportgen.words import Word

MIN_LIKENESS = 0.3
"""Below this share of common words the two sides may tell of two deeds."""
MIN_OBJECT = 0.4
"""Share of what the deed is done to that both sides must name."""
ACTOR_WORDS = 6
"""Words of a name or a noun phrase that may name the doer."""
_SETTLED = frozenset({EventStatus.DONE, EventStatus.PLANNED, EventStatus.STATED})
_LIGHT = frozenset(
    stem(word) for title in ("actor: light verbs", "polarity: directions") for word in words_of("label_words.txt", title)
)
"""Verbs that are no deed, and those of direction: what rises or falls does nothing to anybody."""
_WHOEVER = words_of("label_words.txt", "actor: whoever")
"""Words by which the press names a body that the statement names in full ("regulators", "the lender")."""
_BREAKS = words_of("label_words.txt", "actor: breaks")
_PRONOUNS = words_of("label_words.txt", "actor: pronouns")


@dataclass(frozen=True, slots=True)
class _Deed:
    """A deed with who does it and what it is done to."""

    reading: Reading
    event: Event
    doer: tuple[Word, ...]
    object: frozenset[str]
    is_singled_out: bool
    """Whether the clause says that it was this doer and nobody else."""


def find(candidate: Candidate) -> tuple[Finding, ...]:
    """Return where another does the same deed to the same thing, at most one finding.

    A doer who goes by two names ("Moscow", "the Russian government") cannot be told from two doers, so findings are
    never quite sure, and none is made where one side names its doer by a pronoun.
    """
    exchanged = _exchanged(candidate)
    if exchanged:
        return (exchanged,)
    shared = likeness(candidate)
    if shared < MIN_LIKENESS or is_another(candidate):
        return ()
    best: Finding | None = None
    for one in _deeds(candidate.official):
        for other in _deeds(candidate.press):
            certainty = _certainty(candidate, one, other, shared)
            if certainty >= 0.25 and (best is None or certainty > best.certainty):
                best = _finding(one, other, certainty)
    return (best,) if best else ()


def _exchanged(candidate: Candidate) -> Finding | None:
    """Return two names that are all in which the sides differ."""
    swap = find_swap(candidate)
    if swap is None or not are_other_names(swap, candidate):
        return None
    official, press = candidate.official[0], candidate.press[0]
    one, other = ((side[0].start, side[-1].end) for side in (swap.official, swap.press))
    reason = f"Where the statement names “{shown(official, *one)}”, the report names “{shown(press, *other)}”."
    return Finding(ContrastKind.ACTOR, reason, SWAPPED, (official.mark(*one),), (press.mark(*other),))


def _certainty(candidate: Candidate, one: _Deed, other: _Deed, shared: float) -> float:
    if not is_one_deed(one.event.stem, other.event.stem) or _is_whoever(other.doer):
        return 0.0
    object_ = overlap(one.object, other.object, candidate.weights)
    first, second = _stems(one.doer), _stems(other.doer)
    if not first or not second or object_ < MIN_OBJECT:
        return 0.0
    if alike(first, second) or _is_named(one, other) or _is_named(other, one):
        return 0.0
    if _is_a_body(one.doer) and alike(second, document_stems(candidate.official_document)):
        return 0.0
    return round(min(0.85, 0.15 + 0.3 * object_ + 0.4 * shared), 3)


def _is_a_body(doer: Sequence[Word]) -> bool:
    """Return whether a doer is only called what it is ("The board"), so that the other side may call it by its name."""
    content = [word for word in doer if word.is_content]
    return len(content) == 1 and content[0].lower in _BODIES


def _is_named(one: _Deed, other: _Deed) -> bool:
    """Return whether the other side names this side's doer too, and so may only tell more ("on the minister's advice").

    "It was a court that ordered it, over the minister's objections" says outright that the other did it.
    """
    doer = _stems(one.doer)
    return not other.is_singled_out and 2 * len(alike(doer, _affirmed(other.reading))) > len(doer)


def is_one_deed(one: str, other: str) -> bool:
    """Return whether two verbs' stems may tell of one deed, however it was done."""
    return is_alike(one, other) or bool(_classes().get(one, _NO_CLASS) & _classes().get(other, _NO_CLASS))


_NO_CLASS: frozenset[str] = frozenset()


@cache
def _classes() -> dict[str, frozenset[str]]:
    """Return the names of the deeds each verb's stem may tell of."""
    table: dict[str, frozenset[str]] = {}
    for name, verbs in read_classes("deed_verbs.txt").items():
        for verb in verbs:
            table[stem(verb)] = table.get(stem(verb), _NO_CLASS) | {name}
    return table


def _deeds(readings: Sequence[Reading]) -> list[_Deed]:
    found = []
    for reading in readings:
        for event in reading.facts.events:
            if event.is_negated or event.status not in _SETTLED or event.stem in _LIGHT:
                continue
            cleft = () if event.is_passive else _cleft(reading, event)
            doer = cleft or (_agent(reading, event) if event.is_passive else _subject(reading, event))
            if doer and doer[-1].is_content and not any(word.lower in _PRONOUNS for word in doer):
                found.append(_Deed(reading, event, doer, _object(event, doer), bool(cleft)))
    return found


def _is_whoever(doer: Sequence[Word]) -> bool:
    """Return whether a doer is only described, so that the statement may name the same in full."""
    return all(word.lower in _WHOEVER for word in doer if word.is_content)


def _affirmed(reading: Reading) -> frozenset[str]:
    """Return the stems of a statement that no denial reaches ("by a panel and not by the Chancellor")."""
    denied = [(negation.end, negation.scope_end) for negation in reading.facts.negations]
    return frozenset(
        word.stem for word in reading.words if word.is_content and not any(start <= word.start < end for start, end in denied)
    )


def _object(event: Event, doer: tuple[Word, ...]) -> frozenset[str]:
    return (event.before if event.is_passive else event.after) - _stems(doer)


def _stems(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.stem for word in words if word.is_content)


def _agent(reading: Reading, event: Event) -> tuple[Word, ...]:
    """Return the noun phrase after "by" in a passive clause."""
    after = [word for word in reading.words if word.start >= event.end]
    place = next((index for index, word in enumerate(after[:8]) if word.lower == "by"), None)
    if place is None:
        return ()
    phrase = _phrase(reading, after[place + 1 :])
    return () if any(word.lower in _UNITS for word in phrase) else phrase


_BODIES = words_of("label_words.txt", "actor: bodies")
_UNITS = words_of("label_words.txt", "actor: units")
"""What follows "by" is an amount and no doer where it has one of these ("prolonged by half a year")."""


def _subject(reading: Reading, event: Event) -> tuple[Word, ...]:
    """Return the noun phrase before an active verb, back to the beginning of its clause.

    What "and" joins is one phrase where it opens the statement ("A farmer and his son caught …"); later on, "and" may begin
    the clause.
    """
    before = [word for word in reading.words if word.end <= event.start][-ACTOR_WORDS:]
    phrase: list[Word] = []
    for word in reversed(before):
        gap = reading.text[word.end : phrase[-1].start if phrase else event.start]
        if gap.strip(" -’'") or (word.lower in _BREAKS and not (word.lower == "and" and phrase)):
            break
        phrase.append(word)
    phrase.reverse()
    joints = [place for place, word in enumerate(phrase) if word.lower == "and"]
    if joints and phrase[0].start > reading.words[0].start:
        phrase = phrase[joints[-1] + 1 :]
    return tuple(phrase)


def _cleft(reading: Reading, event: Event) -> tuple[Word, ...]:
    """Return the doer of "it was a court that ordered …", nothing where the clause is no such one."""
    before = [word for word in reading.words if word.end <= event.start][-ACTOR_WORDS - 3 :]
    if not before or before.pop().lower not in {"that", "who", "which"}:
        return ()
    lowers = [word.lower for word in before]
    for place in range(len(lowers) - 1):
        if lowers[place] == "it" and lowers[place + 1] in {"was", "is"}:
            return _phrase(reading, before[place + 2 :])
    return ()


def _phrase(reading: Reading, words: Sequence[Word]) -> tuple[Word, ...]:
    phrase: list[Word] = []
    for word in words[:ACTOR_WORDS]:
        gap = reading.text[phrase[-1].end : word.start] if phrase else ""
        if gap.strip(" -’'") or (phrase and word.lower in _BREAKS):
            break
        phrase.append(word)
    return tuple(phrase)


def _finding(one: _Deed, other: _Deed, certainty: float) -> Finding:
    spans = [(deed.reading, deed.doer[0].start, deed.doer[-1].end) for deed in (one, other)]
    first, second = (shown(*span) for span in spans)
    marks = [reading.mark(start, end) for reading, start, end in spans]
    verb = one.reading.text[one.event.start : one.event.end]
    reason = f"For “{verb}”, the statement names “{first}”, the report “{second}”."
    return Finding(ContrastKind.ACTOR, reason, certainty, (marks[0],), (marks[1],))
