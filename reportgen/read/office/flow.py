"""The running text of an office document while it is gathered, and what of it makes a document."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportgen.model import BlockKind
from reportgen.read.blocks import Part

BOLD_WORDS = 20
"""A paragraph in bold throughout with at most so many words is a heading; word processors have styles, few people use them."""
CELL_WORDS = 40
"""A table with a longer cell, or one of several paragraphs, lays a page out: its cells are read as text of their own."""
SEPARATOR = " | "

_ENDS_SENTENCE = (".", "!", "?", "…", ";", ",", ":")


@dataclass(slots=True)
class Written:
    """A paragraph as it was found."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    is_bold: bool = False
    """Whether all of it is."""

    def part(self) -> Part:
        """Return the paragraph as a part of the document: a short one in bold is a heading."""
        kind = self.kind
        text = self.text.strip()
        is_short = len(text.split()) <= BOLD_WORDS and not text.rstrip("\"'”’)]").endswith(_ENDS_SENTENCE)
        if kind is BlockKind.PARAGRAPH and self.is_bold and is_short:
            kind = BlockKind.HEADING
        return Part(text, kind)


@dataclass(slots=True)
class Counts:
    """What was met on the way and left out."""

    insertions: int = 0
    deletions: int = 0
    hidden: int = 0
    embedded: int = 0

    def notes(self, comments: int) -> list[str]:
        """Return what a reader of the brief should know."""
        notes = []
        if self.insertions or self.deletions:
            notes.append(
                f"It has tracked changes: {_times(self.insertions, 'insertion')} read as text,"
                f" {_times(self.deletions, 'deletion')} left out."
            )
        if comments:
            notes.append(f"{_times(comments, 'comment')} left out.")
        if self.hidden:
            notes.append(f"{_times(self.hidden, 'hidden passage')} left out.")
        if self.embedded:
            notes.append(f"{_times(self.embedded, 'embedded file')} not read.")
        return notes


def _times(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


@dataclass(slots=True)
class Table:
    """A table while it is read: rows of cells of paragraphs."""

    rows: list[list[list[Written]]] = field(default_factory=list)

    def parts(self) -> list[Part]:
        """Return a table of data as its rows, and one that lays out a page as the paragraphs of its cells."""
        cells = [cell for row in self.rows for cell in row]
        texts = [[item.text.strip() for item in cell if item.text.strip()] for cell in cells]
        columns = max((len(row) for row in self.rows), default=0)
        if columns < 2 or any(len(cell) > 1 or sum(len(text.split()) for text in cell) > CELL_WORDS for cell in texts):
            return [item.part() for cell in cells for item in cell]
        rows = [[" ".join(item.text.strip() for item in cell) for cell in row] for row in self.rows]
        return [Part(SEPARATOR.join(cell for cell in row if cell), BlockKind.ITEM) for row in rows]


def with_headline(parts: list[Part]) -> list[Part]:
    """Return the parts with the first told to be the headline where it is a heading and none is marked as one."""
    first = next((place for place, part in enumerate(parts) if part.text and part.reason is None), None)
    if first is None or any(part.kind is BlockKind.HEADLINE for part in parts) or parts[first].kind is not BlockKind.HEADING:
        return parts
    return [part._replace(kind=BlockKind.HEADLINE) if place == first else part for place, part in enumerate(parts)]
