"""The passage of a statement that is shown for a finding: the telling words with enough beside them to be understood."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.facts.lexicon import words_of
from reportgen.label.likeness import alike

if TYPE_CHECKING:
    from reportgen.label.view import Reading
    from reportgen.words import Word

WORDS_AFTER = 5
"""How many words follow the telling ones at most."""
TO_A_NOUN = 3
"""How many more there may be, up to the end of the noun phrase ("a historic bilateral security agreement")."""
_WEAK_ENDS = words_of("label_words.txt", "passages: weak ends")
"""Words a passage does not end with: they lead on to what is no longer shown."""
_HELPERS = words_of("label_words.txt", "passages: helpers")
"""Words before a verb that belong to it: a passage does not begin between "does" and "not"."""
MAIN_WORDS, MOST_WORDS = 20, 28
"""Words of a statement that are shown where it is set against another as a whole, two lines, and where that spares a cut."""
_CLAUSE_END = re.compile(r"[,;:.!?–—]|\s[-–—]\s")
_PLAIN_GAPS = frozenset({" ", "-", "‑", "’", "'", " $", " £", " €", " “", "” ", "%", "% "})


def widen(reading: Reading, start: int, end: int, *, after: int = WORDS_AFTER) -> tuple[int, int]:
    """Return a span of a statement's text widened to whole words and up to `after` words more, within the clause.

    The passage ends before a comma that is followed by nothing it needs, and never with a word that leads on.
    """
    words = reading.words
    inside = [index for index, word in enumerate(words) if word.end > start and word.start < end]
    if not inside:
        return start, end
    first, last = inside[0], inside[-1]
    limit = last + after
    while last + 1 < len(words) and reading.text[words[last].end : words[last + 1].start] in _PLAIN_GAPS:
        if last >= limit and (last >= limit + TO_A_NOUN or words[last + 1].lower in _WEAK_ENDS):
            break
        last += 1
    last = _name_end(reading, last)
    last = _settled_end(reading, inside[-1], last)
    while first > 0 and words[first - 1].lower in _HELPERS and reading.text[words[first - 1].end : words[first].start] == " ":
        first -= 1
    return min(start, words[first].start), max(end, words[last].end)


def main_passage(reading: Reading, other: Reading) -> tuple[int, int]:
    """Return the span of a statement that speaks most of what another one says: all of it, or some clauses of a long one."""
    words = reading.words
    if len(words) <= MOST_WORDS:
        return _whole_words(reading, 0, len(words) - 1) if words else (0, len(reading.text))
    gaps = [reading.text[one.end : two.start] for one, two in pairwise(words)]
    starts = [0, *(index for index, gap in enumerate(gaps, 1) if _CLAUSE_END.search(gap))]
    spans = [(start, _clauses_end(start, [*starts, len(words)])) for start in starts]
    first, end = max(spans, key=lambda span: (_tells(reading, words[span[0] : span[1]], other), -span[0]))
    return _whole_words(reading, first, _settled_end(reading, first, end - 1))


def _clauses_end(start: int, ends: list[int]) -> int:
    """Return the end of the clauses that are shown from `start` on: whole ones, if one ends soon enough."""
    later = [end for end in ends if start < end <= start + MOST_WORDS]
    short = [end for end in later if end <= start + MAIN_WORDS]
    return max(short or later or [min(start + MAIN_WORDS, ends[-1])])


def _whole_words(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """Return the span of some words with the signs that belong to them ("€2.6 billion", "1%")."""
    start, end = reading.words[first].start, reading.words[last].end
    while start > 0 and not reading.text[start - 1].isspace():
        start -= 1
    while end < len(reading.text) and not reading.text[end].isspace() and not _CLAUSE_END.match(reading.text, end):
        end += 1
    return start, end


def _tells(reading: Reading, words: tuple[Word, ...], other: Reading) -> int:
    """Return how many words of a passage the other statement has too, and how many denials and doubts it holds."""
    first, last = words[0].start, words[-1].end
    turns = [*(turn.start for turn in reading.facts.negations), *(turn.start for turn in reading.facts.hedges)]
    shared = alike(frozenset(word.stem for word in words if word.is_content), other.stems)
    return len(shared) + sum(first <= turn < last for turn in turns)


def _name_end(reading: Reading, last: int) -> int:
    """Return the last word of the name a passage breaks off in ("Bilateral Security" of "Bilateral Security Agreement")."""
    words = reading.words
    end = last
    while (
        words[last].text[0].isupper()
        and end + 1 < len(words)
        and end - last < TO_A_NOUN
        and words[end + 1].text[0].isupper()
        and reading.text[words[end].end : words[end + 1].start] in _IN_A_NAME
    ):
        end += 1
    return end


_IN_A_NAME = frozenset({" ", "-", "‑"})


def _settled_end(reading: Reading, telling: int, last: int) -> int:
    """Return the last word, not before the last telling one, that does not lead on to what is no longer shown.

    Neither does "to address", whose object comes after it.
    """
    words = reading.words
    leads_on = last + 1 < len(words) and reading.text[words[last].end : words[last + 1].start] in _PLAIN_GAPS
    if leads_on and last - 2 >= telling and words[last - 1].lower == "to" and words[last].text.islower():
        last -= 2
    while last > telling and words[last].lower in _WEAK_ENDS:
        last -= 1
    return last


def shown(reading: Reading, start: int, end: int) -> str:
    """Return a passage as a reason quotes it: without quotation marks of its own, which would not match.

    A reason sets it in curly marks; a mark inside that opens or closes nothing would puzzle the reader.
    """
    return reading.text[start:end].translate(_NO_MARKS).strip(" ,;:-–—")


_NO_MARKS = {ord(mark): None for mark in '"“”„«»'}
