"""Alignments of texts that are in statements already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.align import Alignment
from reportgen.model import Document, Statement
from reportgen.profile.voices import assign_voices
from reportgen.reading import read_statements
from reportgen.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence


def align(official: Sequence[str], press: Sequence[str], *, by_words_alone: bool = False) -> Alignment:
    """Return the alignment of two texts, with the settings everybody starts with."""
    mine = assign_voices(document(official, "official", "O"), official=None)
    theirs = assign_voices(document(press, "press-1", "P"), official=mine)
    reading, (report,) = read_statements(mine, [theirs])
    return Alignment(reading, report, Settings(), by_words_alone=by_words_alone)


def document(sentences: Sequence[str], name: str, prefix: str) -> Document:
    """Return a document of these statements."""
    statements, start = [], 0
    folded = [" ".join(sentence.split()) or "." for sentence in sentences]
    for number, text in enumerate(folded, 1):
        statements.append(Statement(f"{prefix}{number}", text, start, start + len(text)))
        start += len(text) + 1
    return Document(name, None, None, None, None, "en", name, "text/plain", "0" * 64, "\n".join(folded), tuple(statements))
