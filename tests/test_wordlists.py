"""Word lists, checked where they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportgen import wordlists
from reportgen.wordlists import WordListError, read_classes, read_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], int]]:
    """Return what writes a list into the folder the lists are read from."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(wordlists, "files", lambda _package: tmp_path)
    read_words.cache_clear()
    read_classes.cache_clear()
    yield lambda text: (tmp_path / "data" / "list.txt").write_text(text, encoding="utf-8")
    read_words.cache_clear()
    read_classes.cache_clear()


def test_words(write: Callable[[str], int]) -> None:
    """Entries come in their order, without comments, blank lines and the white space around them."""
    write("# a comment\n\ntwo words \none\n")
    assert read_words("list.txt") == ("two words", "one")


def test_classes(write: Callable[[str], int]) -> None:
    """Entries come under their class; two classes may share one."""
    write("[a]\none\n[b]\none\n")
    assert read_classes("list.txt") == {"a": ("one",), "b": ("one",)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one\none\n", "'one' stands twice"),
        ("e\u0301t\u00e9\n", "composed form"),
        ("[a]\none\n", "has classes in brackets"),
    ],
)
def test_mistakes(write: Callable[[str], int], text: str, message: str) -> None:
    """A line that cannot be meant is told."""
    write(text)
    with pytest.raises(WordListError, match=message):
        read_words("list.txt")


@pytest.mark.parametrize(
    ("text", "message"), [("one\n[a]\n", "before the first class"), ("[a]\none\none\n", r"\[a\]: 'one' stands twice")]
)
def test_mistakes_in_classes(write: Callable[[str], int], text: str, message: str) -> None:
    """So is a line that belongs to no class."""
    write(text)
    with pytest.raises(WordListError, match=message):
        read_classes("list.txt")
