"""The readers, and which of them a source belongs to.

Adding a format is one module and one line in `READERS`. A reader module has

    NAME = "HTML"
    def sniff(data: bytes, name: str) -> bool     # is it mine? By the first bytes; `name` only settles a doubt
    def read(data: bytes, name: str) -> Document  # raises ReadError

and imports its libraries inside `read`, so that the start stays quick. A format whose files may hold several documents adds

    def entries(data: bytes, name: str) -> tuple[Entry, ...]            # which there are; none where it is one
    def read_part(data: bytes, name: str, part: str) -> Document        # the one a user names behind the `#`
"""

from __future__ import annotations

from contextvars import ContextVar
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from reportgen.errors import ReadError
from reportgen.read.entries import chosen

if TYPE_CHECKING:
    from reportgen.model import Document
    from reportgen.read.entries import Entry

READERS = (
    # The more telling a format's first bytes, the earlier it is asked. Text takes what is left, and refuses what is not text.
    "reportgen.read.pdf",
    "reportgen.read.warc",
    "reportgen.read.mail.msg",
    "reportgen.read.mail.mbox",
    "reportgen.read.mail.eml",
    "reportgen.read.office.docx",
    "reportgen.read.office.odt",
    "reportgen.read.office.other",
    "reportgen.read.json_file",
    "reportgen.read.webarchive",
    "reportgen.read.html",
    "reportgen.read.text",
)
"""The modules of the readers, in the order in which they are asked."""


MAX_INSIDE = 6
"""Files inside files are opened so deep: a mail passed on three times reaches 4."""

_DEPTH: ContextVar[int] = ContextVar("depth", default=0)


class Reader(Protocol):
    """What a reader module offers."""

    NAME: str
    """What the format is called in messages."""

    def sniff(self, data: bytes, name: str) -> bool:
        """Return whether these bytes are in the reader's format."""

    def read(self, data: bytes, name: str) -> Document:
        """Return the document in these bytes, with the metadata they give; ReadError where there is none."""


@runtime_checkable
class Container(Reader, Protocol):
    """What the reader of a format offers whose files may hold several documents."""

    def entries(self, data: bytes, name: str) -> tuple[Entry, ...]:
        """Return which documents there are to choose from; none where the file is one document."""

    def read_part(self, data: bytes, name: str, part: str) -> Document:
        """Return the document `part` names; UsageError `no-such-part` where there is none."""


def read_document(data: bytes, name: str, part: str | None = None) -> Document:
    """Return the document in these bytes, or the one of them that `part` names; ReadError and UsageError as the readers."""
    reader = reader_for(data, name)
    if part is None:
        return reader.read(data, name)
    if isinstance(reader, Container):
        return reader.read_part(data, name, part)
    chosen((), part, name=name)
    raise AssertionError("nothing can be chosen from nothing")


def read_inside(data: bytes, name: str, part: str | None = None) -> Document:
    """Return the document in bytes that stand inside another source, as `read_document`.

    Raises ReadError (`nested-too-deep`) in a mail in a mail in a mail, and so on beyond MAX_INSIDE.
    """
    depth = _DEPTH.get()
    if depth >= MAX_INSIDE:
        raise ReadError(
            f"there are more than {MAX_INSIDE} files inside one another",
            slug="nested-too-deep",
            where=name,
            remedy="Save the one that has the text, and give that.",
        )
    token = _DEPTH.set(depth + 1)
    try:
        return read_document(data, name, part)
    finally:
        _DEPTH.reset(token)


def entries_of(data: bytes, name: str) -> tuple[Entry, ...]:
    """Return the documents these bytes hold, where there are several to choose from."""
    reader = reader_for(data, name)
    return reader.entries(data, name) if isinstance(reader, Container) else ()


def reader_for(data: bytes, name: str) -> Reader:
    """Return the first reader that takes these bytes for its own."""
    for module_name in READERS:
        reader = cast("Reader", import_module(module_name))
        if reader.sniff(data, name):
            return reader
    raise AssertionError("the text reader takes everything")
