"""The door to every format, and files written whole or not at all."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from reportgen.brief import FORMATS, render, rendering, writing
from reportgen.brief.rendering import format_of
from reportgen.errors import RenderError, UsageError
from reportgen.model import Comparison
from tests.brief.samples import single

if TYPE_CHECKING:
    from pathlib import Path

BEGINNINGS = {
    "pdf": b"%PDF-1.7",
    "html": b"<!DOCTYPE html>",
    "json": b'{\n "schema"',
    "md": b"**",
    "csv": b"\xef\xbb\xbfReport,",
    "xlsx": b"PK",
    "docx": b"PK",
}


@pytest.mark.parametrize("suffix", BEGINNINGS)
def test_the_suffix_tells_the_format(suffix: str, tmp_path: Path) -> None:
    """A brief is written in the format its suffix names, whatever its case."""
    path = tmp_path / f"brief.{suffix.upper()}"
    render(single(), path)
    assert path.read_bytes().startswith(BEGINNINGS[suffix])
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def test_every_format_is_tried() -> None:
    """No format is without a case here."""
    assert set(BEGINNINGS) == set(FORMATS)


def test_a_format_may_be_given(tmp_path: Path) -> None:
    """`format` wins over the suffix."""
    render(single(), str(tmp_path / "brief.txt"), format="json")
    assert Comparison.from_json((tmp_path / "brief.txt").read_text("utf-8")) == single()


@pytest.mark.parametrize(("name", "given"), [("brief.doc", None), ("brief", None), ("brief.pdf", "odt"), ("brief.pdf", "")])
def test_unknown_formats(name: str, given: str | None) -> None:
    """An unknown format is refused before anything is made, with all that are known."""
    with pytest.raises(UsageError, match="unknown-format") as caught:
        format_of(name, given)
    assert all(f".{known}" in str(caught.value) for known in FORMATS)


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a brief cannot be made or written, the old file stays and no new one appears."""
    path = tmp_path / "brief.json"
    path.write_text("old")

    def fail(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fdopen", fail)
    with pytest.raises(RenderError, match=r"no space left on device \(output-not-writable\)"):
        render(single(), path)
    assert [(item.name, item.read_text()) for item in tmp_path.iterdir()] == [("brief.json", "old")]
    monkeypatch.setattr(rendering, "FORMATS", {"json": fail})
    with pytest.raises(OSError, match="No space"):
        render(single(), path)
    assert path.read_text() == "old"


@pytest.mark.parametrize("place", ["missing/brief.json", "."])
def test_places_that_take_no_file(place: str, tmp_path: Path) -> None:
    """A folder that is not there, or a folder in the file's place, is told in two lines."""
    with pytest.raises(RenderError, match="output-not-writable") as caught:
        render(single(), tmp_path / place, format="json")
    assert len(str(caught.value).splitlines()) == 2


def test_permissions(tmp_path: Path) -> None:
    """A new file gets the permissions files get here; a replaced one keeps its own."""
    path = tmp_path / "brief.json"
    mask = os.umask(0o022)
    try:
        render(single(), path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o644
        path.chmod(0o600)
        render(single(), path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        os.umask(mask)
