"""Paragraphs of a document put together again from its statements, with the way back to the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.spans import text_origins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.model import Document, Statement

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True)
class Paragraph:
    """Statements that stand together, their texts joined by single spaces."""

    statements: tuple[Statement, ...]
    document_text: str

    @cached_property
    def text(self) -> str:
        """The statements' texts, a space between each."""
        return " ".join(statement.text for statement in self.statements)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each statement begins in `text`."""
        starts = [0]
        for statement in self.statements[:-1]:
            starts.append(starts[-1] + len(statement.text) + 1)
        return tuple(starts)

    def statement_at(self, position: int) -> int:
        """Return which statement, from 0, holds the character at `position`."""
        return bisect_right(self.starts, position) - 1

    def span_of(self, index: int) -> tuple[int, int]:
        """Return the span of statement `index` in `text`."""
        return self.starts[index], self.starts[index] + len(self.statements[index].text)

    def document_spans(self, start: int, end: int) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield, for each statement that `text[start:end]` touches, its number and the passage's span in the document."""
        for index in range(self.statement_at(start), self.statement_at(max(start, end - 1)) + 1):
            first, last = self.span_of(index)
            begin, stop = max(start, first), min(end, last)
            begin += len(self.text[begin:stop]) - len(self.text[begin:stop].lstrip())
            stop -= len(self.text[begin:stop]) - len(self.text[begin:stop].rstrip())
            if begin < stop:
                origins = self._origins[index]
                yield index, (origins[begin - first], origins[stop - first - 1] + 1)

    @cached_property
    def _origins(self) -> tuple[tuple[int, ...], ...]:
        return tuple(text_origins(statement, self.document_text) for statement in self.statements)


def split_paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """Return the document's statements in paragraphs, in order.

    Blocks tell where a paragraph ends; a document that comes from a comparison file has none any more, and there a blank
    line tells, or a statement that is no plain sentence.
    """
    if not document.statements:
        return ()
    block_starts = sorted(block.origins[0] for block in document.blocks if block.origins)
    groups: list[list[Statement]] = [[document.statements[0]]]
    for before, statement in pairwise(document.statements):
        if block_starts:
            is_new = bisect_right(block_starts, before.start) != bisect_right(block_starts, statement.start)
        else:
            gap = document.text[before.end : statement.start]
            is_new = before.kind != statement.kind or _BLANK_LINE.search(gap) is not None
        if is_new:
            groups.append([])
        groups[-1].append(statement)
    return tuple(Paragraph(tuple(group), document.text) for group in groups)
