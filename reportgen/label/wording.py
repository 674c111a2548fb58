"""The contrast kind `wording`: the same matter in words that judge it differently."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportgen.label.likeness import document_stems, likeness
from reportgen.label.otherness import have_other_names, is_another
from reportgen.label.passages import shown, widen
from reportgen.label.view import Candidate, Finding
from reportgen.model import ContrastKind
from reportgen.wordlists import read_classes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.label.view import Reading
    from reportgen.words import Word

MIN_LIKENESS = 0.2
"""Below this share of common words, the two statements judge two things."""
SHOWN_AFTER = 3
"""Words shown after the judging one."""
_STRENGTHS = {2: 0.8, 1: 0.6}
"""How sure a finding is at most by the number of sides whose words judge in opposite directions."""


def find(candidate: Candidate) -> tuple[Finding, ...]:
    """Return where the sides judge the matter in opposite words, at most one finding.

    One side's bad word counts where the other side's document does not use it, so that a text about a crisis may say so.
    """
    shared = likeness(candidate)
    if shared < MIN_LIKENESS:
        return ()
    official = [(reading, word, tone) for reading in candidate.official for word, tone in _judging(reading)]
    press = [(reading, word, tone) for reading in candidate.press for word, tone in _judging(reading)]
    bad = [(reading, word) for reading, word, tone in press if tone == "bad" and not _is_used(candidate, word)]
    good = [(reading, word) for reading, word, tone in official if tone == "good"]
    is_plain = not good and any(reading.facts.negations for reading in candidate.official)
    if not bad or is_plain or any(tone == "bad" for _, _, tone in official):
        return ()
    certainty = _STRENGTHS[1 + bool(good)] * (0.35 + 0.65 * min(1.0, 1.3 * shared)) * min(1.15, 0.9 + 0.1 * len(bad))
    certainty *= (0.4 if is_another(candidate) else 1.0) * (0.75 if have_other_names(candidate) else 1.0)
    if certainty < 0.25:
        return ()
    return (_finding(good[0] if good else _opening(candidate.official), bad[0], round(min(certainty, 0.9), 3)),)


def _finding(official: tuple[Reading, Word], press: tuple[Reading, Word], certainty: float) -> Finding:
    sides = [(reading, *_around(reading, word)) for reading, word in (official, press)]
    one, other = (shown(*side) for side in sides)
    marks = [reading.mark(start, end) for reading, start, end in sides]
    reason = f"The statement’s words are “{one}”, the report’s “{other}”."
    return Finding(ContrastKind.WORDING, reason, certainty, (marks[0],), (marks[1],), is_answer=True)


def _around(reading: Reading, word: Word) -> tuple[int, int]:
    """Return a judging word with the word before it, where that carries the topic, and what follows."""
    before = [other for other in reading.words if other.end < word.start][-1:]
    start = before[0].start if before and before[0].is_content and reading.text[before[0].end : word.start] == " " else word.start
    return widen(reading, start, word.end, after=SHOWN_AFTER)


def _opening(official: Sequence[Reading]) -> tuple[Reading, Word]:
    """Return the first verb of the official side, or its first word, where none of its words judges."""
    reading = official[0]
    start = reading.facts.events[0].start if reading.facts.events else reading.words[0].start
    return reading, next(word for word in reading.words if word.end > start)


def _judging(reading: Reading) -> list[tuple[Word, str]]:
    """Return the judging words of a statement that no denial turns, each with its tone."""
    denied = [(negation.end, negation.scope_end) for negation in reading.facts.negations]
    return [
        (word, _tones()[word.lower])
        for word in reading.words
        if word.lower in _tones() and not any(start <= word.start < min(end, start + 25) for start, end in denied)
    ]


def _is_used(candidate: Candidate, word: Word) -> bool:
    """Return whether the official document uses a word itself."""
    return word.stem in document_stems(candidate.official_document)


@cache
def _tones() -> dict[str, str]:
    return {word: tone for tone, words in read_classes("loaded_words.txt").items() for word in words}
