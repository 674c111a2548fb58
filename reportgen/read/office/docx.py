"""The reader of Word's files: .docx, and .docm, .dotx, .dotm, which are the same with macros or as templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.model import Document

NAME = "Word"

_PARTS = (b"word/document", b"word/_rels/", b"word/styles", b"word/settings", b"word/theme")


def sniff(data: bytes, name: str) -> bool:  # noqa: ARG001  (every reader is asked the same way)
    """Return whether these bytes are a Word file, whole or damaged: a ZIP file with parts of Word's names."""
    return data.startswith(b"PK\x03\x04") and any(part in data for part in _PARTS)


def read(data: bytes, name: str) -> Document:
    """Return the document in a Word file, with tracked changes accepted; heads, feet and notes as removed passages.

    Raises ReadError: `damaged-file`, `password-needed`, `too-large`, `empty-document`.
    """
    from reportgen.read.office.word import document_of  # noqa: PLC0415  (lxml takes 50 ms to import; plain text does without)

    return document_of(data, name)
