"""Folders and sources on this machine and behind an address."""

from __future__ import annotations

import os
import uuid
from typing import TYPE_CHECKING

import pytest

from reportgen.batch.storage import Folder, load_source
from reportgen.errors import ReadError, RenderError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=["path", "file", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    """Return an empty folder of each kind there is here."""
    places = {"path": str(tmp_path), "file": tmp_path.as_uri(), "memory": f"memory://{uuid.uuid4().hex}"}
    return Folder(places[request.param])


def test_what_is_written_is_there(folder: Folder) -> None:
    """A file comes back as it was written, also over an earlier one, and is found by name."""
    assert folder.read("a/b.json") is None
    assert not folder.has("a/b.json")
    folder.write("a/b.json", b"first")
    folder.write("a/b.json", b"second")
    folder.write("a/c.txt", b"")
    assert folder.read("a/b.json") == b"second"
    assert folder.has("a/b.json")
    assert folder.names("a", ".json") == ["a/b.json"]
    assert folder.names("nowhere", ".json") == []
    folder.remove("a/b.json")
    folder.remove("a/b.json")
    assert not folder.has("a/b.json")


def test_a_source_behind_an_address(folder: Folder) -> None:
    """A text is read from wherever it is, with its name."""
    folder.write("in/report.txt", b"Two people were hurt.")
    assert load_source(folder.address("in/report.txt")) == (b"Two people were hurt.", "report.txt")
    with pytest.raises(ReadError, match="missing-file"):
        load_source(folder.address("in/none.txt"))


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be put in its place leaves the one before it, and nothing beside it."""
    folder = Folder(tmp_path.as_uri())
    folder.write("a.txt", b"first")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for name in ("replace", "rename", "renames"):
        monkeypatch.setattr(os, name, full)
    monkeypatch.setattr("shutil.move", full)
    with pytest.raises(RenderError, match="output-not-writable"):
        folder.write("a.txt", b"second")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"first"]


@pytest.mark.parametrize("address", ["https://example.org/a.txt", "http://example.org/a.txt"])
def test_no_web_page_is_fetched(address: str) -> None:
    """A web address is refused before anything is asked of it."""
    with pytest.raises(ReadError, match="address-not-fetched"):
        load_source(address)


def test_an_unknown_storage_is_told() -> None:
    """A scheme nobody knows is an error that names it."""
    with pytest.raises(UsageError, match="unknown-storage"):
        Folder("floppy://a").write("b", b"")


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    """Where a file has the folder's name, that is told before any work is done."""
    (tmp_path / "results").write_text("")
    with pytest.raises(RenderError, match="output-not-writable"):
        Folder(str(tmp_path / "results")).check()
