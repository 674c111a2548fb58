"""The readers, and which of them a source belongs to.

Adding a format is one module and one line in `READERS`. A reader module has

    NAME = "HTML"
    def sniff(data: bytes, name: str) -> bool     # is it mine? By the first bytes; `name` only settles a doubt
    def read(data: bytes, name: str) -> Document  # raises ReadError

and imports its libraries inside `read`, so that the start stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from reportgen.model import Document

READERS = (
    # The more telling a format's first bytes, the earlier it is asked. Text takes what is left, and refuses what is not text.
    "reportgen.read.text",
)
"""The modules of the readers, in the order in which they are asked."""


class Reader(Protocol):
    """What a reader module offers."""

    NAME: str
    """What the format is called in messages."""

    def sniff(self, data: bytes, name: str) -> bool:
        """Return whether these bytes are in the reader's format."""

    def read(self, data: bytes, name: str) -> Document:
        """Return the document in these bytes, with the metadata they give; ReadError where there is none."""


def reader_for(data: bytes, name: str) -> Reader:
    """Return the first reader that takes these bytes for its own."""
    for module_name in READERS:
        reader = cast("Reader", import_module(module_name))
        if reader.sniff(data, name):
            return reader
    raise AssertionError("the text reader takes everything")
