"""Plain text and Markdown as documents."""

import pytest

from reportgen.errors import ReadError
from reportgen.model import BlockKind
from reportgen.read import read as read_source
from reportgen.read.text import document_of, read

HEAD = """---
date: '2024-06-13'
published_time: 2024-06-13 15:17:22-04:00
source_url: https://www.whitehouse.gov/a/
title: "Security\\_Agreement"
---
"""


def test_head_of_metadata() -> None:
    """The head gives the metadata, its title is the headline, and the rest of it is removed."""
    text = HEAD + "\nThe two signed."
    document = document_of(text, name="a.md")
    assert document.title == "Security Agreement"
    assert document.published == "2024-06-13 15:17:22-04:00"
    assert document.url == "https://www.whitehouse.gov/a/"
    assert document.media_type == "text/markdown"
    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.HEADLINE, "Security Agreement"),
        (BlockKind.PARAGRAPH, "The two signed."),
    ]
    headline = document.blocks[0]
    assert text[slice(*headline.span(0, len(headline.text)))] == "Security\\_Agreement"
    assert {passage.reason for passage in document.removed} == {"front matter"}


def test_title_said_twice() -> None:
    """A title the text repeats is no statement of its own."""
    document = document_of("---\ntitle: The Deal\n---\n# The deal\n\nText.", name="a.md")
    assert [block.text for block in document.blocks] == ["The deal", "Text."]
    assert [passage.text for passage in document.removed] == ["---\ntitle: The Deal\n---"]


def test_first_heading() -> None:
    """Without a head, a heading at the top is the headline and the title."""
    document = document_of("## The Deal\n\n## Details\n\nText.", name="a.md")
    assert [block.kind for block in document.blocks] == [BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert document.title == "The Deal"


@pytest.mark.parametrize(
    ("text", "said"),
    [(" \n\t", "white space"), ("---\ntitle: x\n---\n---", "head of metadata"), ("***\n\n<!-- x -->", "marks and addresses")],
)
def test_nothing_to_read(text: str, said: str) -> None:
    """A file without text is an error that tells what it holds instead."""
    if "title" in text:
        text = text.replace("title: x", "tags:")
    with pytest.raises(ReadError, match=said) as caught:
        document_of(text, name="a.txt")
    assert caught.value.slug == "empty-document"


def test_bytes() -> None:
    """The hash is of the bytes, the text without their mark, and a guessed encoding is noted."""
    marked = read(b"\xef\xbb\xbfOne.", "a.txt")
    plain = read(b"One.", "a.txt")
    assert marked.text == plain.text == "One."
    assert marked.sha256 != plain.sha256
    assert plain.media_type == "text/plain"
    assert read("Na\xefve.".encode("cp1252"), "a.txt").notes == ("Read as Windows-1252; the file is not UTF-8.",)


MAIL = b"From: a@example.org\nSubject: Late\nDate: Mon, 3 Jun 2024 10:00:00 +0000\nMIME-Version: 1.0\n\n"


@pytest.mark.parametrize(("head", "name"), [(b"", "long.txt"), (MAIL, "long.eml")])
def test_longer_than_any_document(head: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text or mail beyond the bound is refused, with what to do; one below it is read."""
    monkeypatch.setattr("reportgen.read.blocks.MAX_CHARACTERS", 3_000_000)
    assert read_source(head + b"It was late.\n\n" * 100, name=name).blocks
    with pytest.raises(ReadError, match="more than 3 million characters") as caught:
        read_source(head + b"It was late, and nobody came to the door of the house.\n" * 60_000, name=name)
    assert caught.value.slug == "too-large"
