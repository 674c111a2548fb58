"""Sentences of one block of text."""

from __future__ import annotations

import re

from reportgen.segment.brackets import bracket_at, inner_quotations, outer_brackets
from reportgen.segment.candidates import find_candidates
from reportgen.segment.lists import item_starts
from reportgen.segment.rules import ends_sentence

_VISIBLE = re.compile(r"\S")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each sentence of a block, in order; white space between them belongs to none.

    The time it takes grows with the length of the text, whatever stands in it.

    >>> text = 'He lives in the U.S. Army base. "Will it?" he asked.'
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['He lives in the U.S. Army base.', '"Will it?" he asked.']
    """
    spans: list[tuple[int, int]] = []
    cuts = iter([*item_starts(text), len(text)])
    start, cut = 0, next(cuts)
    brackets, quotations = outer_brackets(text), inner_quotations(text)
    for candidate in find_candidates(text):
        while candidate.next >= cut:
            # An item of a list begins here, or the text ends: no mark is needed.
            start, cut = _close(text, spans, start, cut), next(cuts, len(text) + 1)
        if bracket_at(quotations, candidate.marks_start):
            continue
        if ends_sentence(candidate, start, bracket_at(brackets, candidate.marks_start)):
            start = _close(text, spans, start, candidate.end)
    while cut <= len(text):
        start, cut = _close(text, spans, start, cut), next(cuts, len(text) + 1)
    return spans


def _close(text: str, spans: list[tuple[int, int]], start: int, end: int) -> int:
    """Add the sentence from `start` to `end`, without the white space around it; return where the next may start."""
    visible = _VISIBLE.search(text, start, end)
    if visible is not None:
        start, stop = visible.start(), len(text[start:end].rstrip()) + start
        if spans and not any(character.isalnum() for character in text[start:stop]):
            # Marks and emoji by themselves belong to the sentence before.
            spans[-1] = (spans[-1][0], stop)
        else:
            spans.append((start, stop))
    return end
