"""From bytes to a tree."""

import pytest

from reportgen.errors import ReadError
from reportgen.read.html import parse as module
from reportgen.read.html.parse import declared_encoding, parse, tree_of


@pytest.mark.parametrize(
    ("head", "encoding", "word"),
    [
        ('<meta charset="iso-8859-1">', "cp1252", "“naïve”"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251", "Москва"),
        ("<meta charset=Shift_JIS>", "cp932", "東京"),
        # UTF-8 is taken for what it is, whatever the page says.
        ("<meta charset=iso-8859-1>", "utf-8", "“naïve”"),
        # Without a word from the page the bytes themselves must tell.
        ("", "cp1252", "“naïve”"),
        ("<meta charset=klingon>", "utf-8", "“naïve”"),
    ],
)
def test_encodings(head: str, encoding: str, word: str) -> None:
    """A page is read in the encoding it names, as browsers understand the name."""
    tree, _ = parse(f"<html><head>{head}</head><body><p>The word {word} is here.</p></body></html>".encode(encoding), "a.html")
    assert tree is not None
    assert word in tree.text_content()


@pytest.mark.parametrize("name", ["hex", "rot13", "utf-16", "utf-7", "idna", "unknown-8bit", "x" * 60])
def test_encodings_a_page_cannot_be_in(name: str) -> None:
    """Python's transformations, and what could not have been read so far, are no encodings of a page."""
    assert declared_encoding(f"<meta charset={name}>".encode()) is None


def test_nothing_to_parse() -> None:
    """White space and comments are no page."""
    assert tree_of(" \n ") == (None, True)
    assert tree_of("<!-- a -->")[0] is None or not tree_of("<!-- a -->")[0].text_content()


def test_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page longer than the limit is refused; the pictures inside it do not count."""
    monkeypatch.setattr(module, "MAX_LENGTH", 300)
    picture = "data:image/png;base64," + "A" * 500
    assert parse(f"<p>Text.<img src='{picture}'></p>".encode(), "a.html")[0] is not None
    with pytest.raises(ReadError, match="too-large"):
        parse(b"<p>" + b"Text. " * 100, "a.html")
