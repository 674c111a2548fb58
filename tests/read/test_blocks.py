"""Blocks: folded text that knows where each character stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import ReadError
from reportgen.model import BlockKind
from reportgen.read.blocks import Part, block_of, document_from_parts, fold, with_sections
from reportgen.read.cleaning import clean
from reportgen.read.reasons import FOOTNOTE, MARKUP
from tests.helpers import block


@given(st.text(max_size=80))
def test_folding_keeps_every_visible_character(text: str) -> None:
    """What is left are the visible characters in their order, each from its own place, with single spaces between."""
    folded, origins = fold(text, range(len(text)))
    assert len(folded) == len(origins)
    assert list(origins) == sorted(set(origins))
    assert "  " not in folded
    assert folded == folded.strip()
    assert all(char in {" ", text[origin]} for char, origin in zip(folded, origins, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no\u00a0break", "no break"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth", "zerowidth"),
        ("a\x00b\x07c", "abc"),
        # The joiner holds the parts of one picture, and the letters of some scripts, together.
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_invisible_characters(text: str, expected: str) -> None:
    """White space of every kind is a space, characters without a glyph are nothing."""
    assert fold(text, range(len(text)))[0] == expected


def test_parts_become_a_document() -> None:
    """The text is the parts with a blank line between, and each block leads back to its part."""
    parts = [Part("Head", BlockKind.HEADING), Part("  First\nline. "), Part(""), ("Second.", BlockKind.ITEM, 2)]
    read = document_from_parts(parts, name="a.pdf", media_type="application/pdf", data=b"x", title="T", notes=["scanned"])
    assert read.text == "Head\n\nFirst\nline.\n\nSecond."
    assert [(item.text, item.kind, item.page, item.section) for item in read.blocks] == [
        ("Head", BlockKind.HEADING, None, None),
        ("First line.", BlockKind.PARAGRAPH, None, "Head"),
        ("Second.", BlockKind.ITEM, 2, "Head"),
    ]
    for item in read.blocks:
        start, end = item.span(0, len(item.text))
        assert " ".join(read.text[start:end].split()) == item.text
    assert (read.title, read.notes, len(read.sha256)) == ("T", ("scanned",), 64)


def test_parts_with_a_reason_are_removed() -> None:
    """What the format marks as furniture stands in the text and among what was removed, not among the blocks."""
    parts = [Part("Page 1", reason=MARKUP), Part("First."), Part(" A   note. ", page=1, reason=FOOTNOTE), Part("Second.")]
    read = document_from_parts(parts, name="a.pdf", media_type="application/pdf", data=b"x")
    assert read.text == "Page 1\n\nFirst.\n\nA   note.\n\nSecond."
    assert [item.text for item in read.blocks] == ["First.", "Second."]
    assert [(item.text, item.reason) for item in read.removed] == [("Page 1", MARKUP), ("A   note.", FOOTNOTE)]
    assert all(read.text[item.start : item.end] == item.text for item in read.removed)
    assert "Page 1" in [item.text for item in clean(read, keep=[MARKUP]).blocks]


def test_no_parts() -> None:
    """A document without text is an error that says so."""
    with pytest.raises(ReadError, match="no readable text was found") as caught:
        document_from_parts([Part(" \n")], name="scan.pdf", media_type="application/pdf", data=b"%PDF")
    assert caught.value.slug == "empty-document"


def test_lone_surrogates() -> None:
    """What cannot be written as UTF-8 is replaced one for one."""
    read = document_from_parts([Part("a\ud800b")], name="x", media_type="text/plain", data=b"x")
    assert read.text == "a\ufffdb"


def test_sections() -> None:
    """A block stands under the last heading before it."""
    blocks = with_sections([block("a"), block("H", kind=BlockKind.HEADING), block("b"), block("I", kind=BlockKind.HEADING)])
    assert [item.section for item in blocks] == [None, None, "H", None]


def test_nothing_to_see() -> None:
    """White space is no block."""
    assert block_of("  \n ", 0, 4) is None
