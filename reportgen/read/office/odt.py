"""The reader of OpenDocument text: .odt of LibreOffice and others, and its templates, .ott."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.model import Document

NAME = "OpenDocument"
MARK = b"mimetypeapplication/vnd.oasis.opendocument.text"
"""The first part of the file is called `mimetype` and holds the type, not compressed (OpenDocument 1.3, part 2, 3.3)."""


def sniff(data: bytes, name: str) -> bool:  # noqa: ARG001  (every reader is asked the same way)
    """Return whether these bytes are OpenDocument text."""
    return data.startswith(b"PK\x03\x04") and MARK in data[:200]


def read(data: bytes, name: str) -> Document:
    """Return the document in an OpenDocument file, tracked deletions left out; heads, feet and notes as removed passages.

    Raises ReadError: `damaged-file`, `password-needed`, `too-large`, `empty-document`.
    """
    from reportgen.read.office.open_document import document_of  # noqa: PLC0415  (lxml takes 50 ms; plain text does without)

    return document_of(data, name)
