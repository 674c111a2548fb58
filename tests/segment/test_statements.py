"""Statements of a document."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model import Block, BlockKind, Statement, StatementKind
from reportgen.segment import split_statements
from tests.helpers import block, document


def split(*blocks: Block, text: str | None = None) -> tuple[Statement, ...]:
    """Return the statements of a document of these blocks."""
    whole = text if text is not None else "".join(item.text for item in blocks)
    return split_statements(replace(document(whole), blocks=blocks), prefix="O").statements


def test_ids_and_spans() -> None:
    """Statements are numbered through all blocks, and each span cuts out the statement."""
    first, second = "One. Two.", "Three."
    statements = split(block(first), block(second, start=len(first)))
    assert [(item.id, item.text) for item in statements] == [("O1", "One."), ("O2", "Two."), ("O3", "Three.")]
    assert [(first + second)[item.start : item.end] for item in statements] == ["One.", "Two.", "Three."]


def test_markup() -> None:
    """The span keeps the markup that the text drops."""
    text = "See [the\n  deal](http://x.y). **Now.**"
    origins = [0, 1, 2, 3, 5, 6, 7, 8, 11, 12, 13, 14, 28, 29, 32, 33, 34, 35]
    folded = Block("".join(" " if text[at] == "\n" else text[at] for at in origins), tuple(origins))
    assert folded.text == "See the deal. Now."
    statements = split(folded, text=text)
    assert [item.text for item in statements] == ["See the deal.", "Now."]
    assert [text[item.start : item.end] for item in statements] == ["See [the\n  deal](http://x.y).", "Now."]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (BlockKind.PARAGRAPH, [StatementKind.SENTENCE, StatementKind.SENTENCE]),
        (BlockKind.ITEM, [StatementKind.ITEM, StatementKind.ITEM]),
        # A heading is one statement however many marks it holds.
        (BlockKind.HEADING, [StatementKind.HEADING]),
        (BlockKind.HEADLINE, [StatementKind.HEADLINE]),
    ],
)
def test_kinds(kind: BlockKind, expected: list[StatementKind]) -> None:
    """A statement is of the kind of its block."""
    assert [item.kind for item in split(block("What now? Who decides?", kind=kind))] == expected


def test_lead_in() -> None:
    """A lead-in without a full stop is one sentence with what follows it."""
    assert len(split(block("Achieve a just peace that respects all rights.", kind=BlockKind.ITEM))) == 1


@pytest.mark.parametrize("text", ["", " ", "* * *", "###", "—", "👍"])
def test_nothing_said(text: str) -> None:
    """A block without a letter or digit gives no statement."""
    assert split(block(text)) == ()


def test_section_and_page() -> None:
    """A statement knows the heading and the page it stands under."""
    item = replace(block("Yes."), section="Aid", page=3)
    (statement,) = split(item)
    assert (statement.section, statement.page) == ("Aid", 3)


@given(st.lists(st.text(max_size=60), max_size=5))
def test_laws(texts: list[str]) -> None:
    """Statements stand in order, none overlaps, and each span cuts out its text, white space folded."""
    blocks, start = [], 0
    for text in texts:
        blocks.append(block(text, start=start))
        start += len(text)
    whole = "".join(texts)
    position = 0
    for item in split(*blocks):
        assert position <= item.start < item.end
        assert " ".join(whole[item.start : item.end].split()) == item.text
        position = item.end
