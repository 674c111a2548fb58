"""Folders and files on this machine or, by an address with `://`, wherever fsspec reaches: S3, GCS, Azure, HDFS, memory."""

from __future__ import annotations

import importlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from reportgen.brief.writing import write_whole
from reportgen.errors import ReadError, RenderError, UsageError
from reportgen.read.sources import MAX_BYTES, load


def is_address(place: str) -> bool:
    """Return whether a place is an address rather than a path of this machine.

    >>> is_address("s3://archive/2024"), is_address("C:/archive")
    (True, False)
    """
    return "://" in place


def filesystem_of(address: str) -> Any:
    """Return the fsspec file system of an address.

    Raises ReadError (`address-not-fetched`) for web addresses, UsageError (`library-missing`, `unknown-storage`).
    """
    scheme = address.partition("://")[0].lower()
    if scheme in {"http", "https", "ftp", "github", "git"}:
        raise ReadError(
            "reportgen fetches no web pages", slug="address-not-fetched", where=address, remedy="Save the page and name the file."
        )
    try:
        return importlib.import_module("fsspec").filesystem(scheme)
    except ImportError as error:
        package = "reportgen[batch]" if error.name == "fsspec" else str(error)
        raise UsageError(
            f"storage of the kind {scheme!r} needs a Python package that is not installed",
            slug="library-missing",
            where=address,
            remedy=f"pip install 'reportgen[batch]'. It says: {package}"
            if error.name != "fsspec"
            else f"pip install '{package}'",
        ) from error
    except (ValueError, TypeError) as error:
        raise UsageError(f"there is no such storage: {error}", slug="unknown-storage", where=address) from None


def load_source(source: str) -> tuple[bytes, str]:
    """Return the bytes of a path or an address and its file name; raises as `reportgen.read.sources.load` does."""
    if not is_address(source):
        return load(Path(source))
    try:
        with filesystem_of(source).open(source, "rb") as file:
            return load(file.read(MAX_BYTES + 1))[0], PurePosixPath(source).name
    except FileNotFoundError:
        raise ReadError("there is no such file", slug="missing-file", where=source) from None
    except OSError as error:
        raise ReadError(
            f"the file cannot be opened: {(error.strerror or str(error)).lower()}", slug="not-readable", where=source
        ) from None


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that results go to. It is known by its name alone, so that it can be sent to another process."""

    place: str
    """A path, or an address with `://`."""

    def address(self, name: str) -> str:
        """Return where a file of the folder is, `name` being relative to it with forward slashes."""
        return f"{self.place.rstrip('/')}/{name}" if is_address(self.place) else str(Path(self.place, name))

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole, making its folder; RenderError (`output-not-writable`)."""
        address = self.address(name)
        if not is_address(address):
            _make_folder(Path(address).parent)
            write_whole(Path(address), data)
            return
        system = filesystem_of(address)
        try:
            system.makedirs(address.rpartition("/")[0], exist_ok=True)
            # Until it is committed, the file is not there: as a part of an upload, or under another name.
            file = system.open(address, "wb", autocommit=False)
            try:
                file.write(data)
                file.close()
                file.commit()
            except BaseException:
                with suppress(Exception):
                    file.discard()
                raise
        except OSError as error:
            raise not_writable(address, error) from None

    def read(self, name: str) -> bytes | None:
        """Return what a file holds, None where it is not there."""
        address = self.address(name)
        try:
            if not is_address(address):
                return Path(address).read_bytes()
            data: bytes = filesystem_of(address).cat_file(address)
        except FileNotFoundError:
            return None
        return data

    def has(self, name: str) -> bool:
        """Return whether there is such a file."""
        address = self.address(name)
        return bool(filesystem_of(address).exists(address)) if is_address(address) else Path(address).is_file()

    def names(self, folder: str, suffix: str) -> list[str]:
        """Return the names, relative to this folder, of the files of a sub-folder that end in `suffix`, in their order."""
        address = self.address(folder)
        if not is_address(address):
            found = [path.name for path in Path(address).glob(f"*{suffix}") if not path.name.startswith(".")]
        else:
            system = filesystem_of(address)
            system.invalidate_cache()
            paths = system.ls(address, detail=False) if system.exists(address) else []
            found = [path.rsplit("/", 1)[-1] for path in paths if path.endswith(suffix)]
        return [f"{folder}/{name}" for name in sorted(found)]

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        address = self.address(name)
        with suppress(FileNotFoundError):
            if is_address(address):
                filesystem_of(address).rm_file(address)
            else:
                Path(address).unlink()

    def make(self) -> None:
        """Make the folder, if it is not there; RenderError (`output-not-writable`)."""
        if is_address(self.place):
            filesystem_of(self.place).makedirs(self.place, exist_ok=True)
        else:
            _make_folder(Path(self.place))

    def check(self) -> None:
        """Raise RenderError (`output-not-writable`) where nothing can be written here, before any work is done."""
        self.write(".reportgen", b"")
        self.remove(".reportgen")


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_writable(str(path), error) from None


def not_writable(where: str, error: OSError) -> RenderError:
    """Return what to say of a place that cannot be written to."""
    return RenderError(
        f"nothing can be written there: {(error.strerror or str(error)).lower()}",
        slug="output-not-writable",
        where=where,
        remedy="Choose another folder with -o, or see whether there is room and whether you may write there.",
    )
