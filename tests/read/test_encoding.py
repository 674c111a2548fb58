"""Encodings, and what is no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import ReadError
from reportgen.read.encoding import decode

TEXT = "“Naïve” – €5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_usual(encoding: str) -> None:
    """UTF-8, and what says by its mark what it is, needs no word to the reader."""
    assert decode(TEXT.encode(encoding), "a.txt") == (TEXT, None)


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        (TEXT.encode("cp1252"), TEXT, "Windows-1252"),
        ("The treaty of 1997 was signed.".encode("utf-16-le"), "The treaty of 1997 was signed.", "UTF-16-LE"),
        ("The treaty of 1997 was signed.".encode("utf-16-be"), "The treaty of 1997 was signed.", "UTF-16-BE"),
        ("Ünïcödé – ".encode() * 5 + b"\x93quoted\x94", "Ünïcödé – " * 5 + "“quoted”", "mixes"),
        # A stray NUL is damage, not a picture.
        (b"One.\0 " * 2 + b"Two. " * 100, "One.\0 " * 2 + "Two. " * 100, None),
    ],
)
def test_guessed(data: bytes, text: str, note: str | None) -> None:
    """A guess is right for Western texts, and is told."""
    found, said = decode(data, "a.txt")
    assert found == text
    assert (said is None) if note is None else (said is not None and note in said)


def test_other_alphabets() -> None:
    """Old encodings of other alphabets are found by their letters."""
    text = "Президент подписал соглашение о безопасности между двумя странами. " * 4
    assert decode(text.encode("cp1251"), "a.txt")[0] == text


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"%PDF-1.7 ...", "PDF"), (b"PK\x03\x04", "ZIP"), (b"\x89PNG\r\n", "PNG"), (bytes(range(32)) * 9, "control codes")],
)
def test_binary(data: bytes, said: str) -> None:
    """What is no text is refused by the name people know it under."""
    with pytest.raises(ReadError, match=said) as caught:
        decode(data, "a.txt")
    assert caught.value.slug == "binary-file"


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Any bytes are a text or an error with a name."""
    try:
        text, _ = decode(data, "a.txt")
    except ReadError as error:
        slug, text = error.slug, ""
    else:
        slug = None
    assert slug in {None, "binary-file", "unknown-encoding"}
    assert text.encode("utf-8") is not None
