"""Bytes from paths, standard input and callers."""

import io
from pathlib import Path

import pytest

from reportgen.errors import ReadError
from reportgen.read import sources
from reportgen.read.sources import load


def test_a_file(tmp_path: Path) -> None:
    """A path gives its bytes and its name, written as text or not."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"One.")
    assert load(path) == load(str(path)) == (b"One.", "a.txt")


def test_bytes() -> None:
    """Bytes are taken as they are."""
    assert load(b"One.") == (b"One.", "text")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hyphen is standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"One.")))
    assert load("-") == (b"One.", "standard input")


@pytest.mark.parametrize(
    ("name", "slug"),
    [("none.txt", "missing-file"), ("a.txt/b.txt", "missing-file"), (".", "is-a-directory"), ("a\0b", "not-readable")],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, slug: str) -> None:
    """Every way to fail has its name, tells the path, and what to do."""
    (tmp_path / "a.txt").write_bytes(b"One.")
    with pytest.raises(ReadError) as caught:
        load(str(tmp_path / name) if name != "." else tmp_path)
    assert caught.value.slug == slug
    assert caught.value.where
    assert caught.value.remedy


def test_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source longer than the limit is refused before it is looked at."""
    monkeypatch.setattr(sources, "MAX_BYTES", 3)
    with pytest.raises(ReadError, match="too-large"):
        load(b"four")
