"""Statements of a document: its blocks cut into sentences, each with its span in the document."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from reportgen.model import Block, BlockKind, Document, Statement, StatementKind
from reportgen.segment.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KINDS = {
    BlockKind.PARAGRAPH: StatementKind.SENTENCE,
    BlockKind.ITEM: StatementKind.ITEM,
    BlockKind.HEADING: StatementKind.HEADING,
    BlockKind.HEADLINE: StatementKind.HEADLINE,
}

WHOLE = frozenset({BlockKind.HEADING, BlockKind.HEADLINE})
"""Blocks that are one statement whatever marks stand in them: "Iran: What now? And who decides?" """


def split_statements(document: Document, *, prefix: str) -> Document:
    """Return the document with the statements of its blocks, numbered `prefix` 1 and so on in their order.

    Every sentence of a list item is a statement of kind `item`, so that a reader of one statement knows that it stood in
    a list. Headings are never cut. A block without any letter or digit ("* * *") says nothing and gives no statement;
    all other text of the blocks, white space apart, is inside exactly one statement.
    """
    numbers = count(1)
    statements = tuple(
        _statement(document, block, start, end, f"{prefix}{next(numbers)}")
        for block in document.blocks
        for start, end in _spans(block)
    )
    return replace(document, statements=statements)


def numbered(statements: Sequence[Statement], prefix: str) -> tuple[Statement, ...]:
    """Return the statements of a document with the ids they have on the side of `prefix`."""
    return tuple(replace(statement, id=f"{prefix}{number}") for number, statement in enumerate(statements, 1))


def _spans(block: Block) -> Iterator[tuple[int, int]]:
    spans = sentence_spans(block.text)
    if spans and block.kind in WHOLE:
        spans = [(spans[0][0], spans[-1][1])]
    return ((start, end) for start, end in spans if any(character.isalnum() for character in block.text[start:end]))


def _statement(document: Document, block: Block, start: int, end: int, id: str) -> Statement:  # noqa: A002  (the field's own name)
    first, last = block.span(start, end)
    return Statement(
        id=id,
        text=" ".join(block.text[start:end].split()),
        start=first,
        end=last,
        section=block.section,
        kind=KINDS[block.kind],
        page=document.page_of(first) or block.page,
    )
