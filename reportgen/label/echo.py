"""How near two statements' words are: verbatim, close or paraphrase, and the word-level edits between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from reportgen.model import Echo, Edit, Mark
from reportgen.words import normal_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.label.view import Reading
    from reportgen.words import Word

VERBATIM_RUN = 0.9
"""A statement is verbatim where a run of this share of the shorter side's words stands in the other."""
MIN_VERBATIM_WORDS = 5
"""A shorter run of common words is no quotation."""
CLOSE_SIMILARITY = 0.55
"""Share of words kept in order (Indel similarity) from which a statement follows the official wording."""
CLOSE_RUN = 6
"""A run of so many words is taken from the other text, whatever stands around it."""


def find_echo(official: Sequence[Reading], press: Sequence[Reading]) -> Echo:
    """Return how near the press side stays to the official side's words."""
    left, right = _forms(official), _forms(press)
    if left == right:
        return Echo.VERBATIM
    run = longest_run(left, right)
    if run >= max(MIN_VERBATIM_WORDS, VERBATIM_RUN * min(len(left), len(right))):
        return Echo.VERBATIM
    if run >= CLOSE_RUN or Indel.normalized_similarity(left, right) >= CLOSE_SIMILARITY:
        return Echo.CLOSE
    return Echo.PARAPHRASE


def longest_run(left: Sequence[str], right: Sequence[str]) -> int:
    """Return the length of the longest run of words both have.

    >>> longest_run("we will stand with them".split(), "he said we will stand firm".split())
    3
    """
    best = 0
    lengths: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for index, word in enumerate(left):
        places.setdefault(word, []).append(index)
    for word in right:
        lengths = {index: lengths.get(index - 1, 0) + 1 for index in places.get(word, ())}
        best = max(best, max(lengths.values(), default=0))
    return best


def find_edits(official: Sequence[Reading], press: Sequence[Reading]) -> tuple[Edit, ...]:
    """Return the runs of words that differ between the sides, in order.

    Words are compared in normal form, so that case, curly quotes and possessives never count as a change.
    """
    left, right = _located(official), _located(press)
    edits: list[Edit] = []
    gone: tuple[Mark, ...] = ()
    come: tuple[Mark, ...] = ()
    # Indel tells a replacement as a deletion and an insertion side by side; what stands between two equal runs is one edit.
    for step in Indel.opcodes(_forms(official), _forms(press)):
        if step.tag == "equal":
            edits.extend(_edit(gone, come))
            gone = come = ()
        else:
            gone += _marks(left[step.src_start : step.src_end])
            come += _marks(right[step.dest_start : step.dest_end])
    return (*edits, *_edit(gone, come))


def _edit(gone: tuple[Mark, ...], come: tuple[Mark, ...]) -> tuple[Edit, ...]:
    if not gone and not come:
        return ()
    return (Edit("replace" if gone and come else "delete" if gone else "insert", gone, come),)


def _forms(readings: Sequence[Reading]) -> tuple[str, ...]:
    return tuple(normal_form(word.text) for reading in readings for word in reading.words)


def _located(readings: Sequence[Reading]) -> list[tuple[Reading, Word]]:
    return [(reading, word) for reading in readings for word in reading.words]


def _marks(words: Sequence[tuple[Reading, Word]]) -> tuple[Mark, ...]:
    """Return one mark a statement, from its first to its last word of the run."""
    spans: dict[str, Mark] = {}
    for reading, word in words:
        found = reading.mark(word.start, word.end)
        known = spans.get(found.statement)
        spans[found.statement] = Mark(found.statement, known.start, found.end) if known else found
    return tuple(spans.values())
