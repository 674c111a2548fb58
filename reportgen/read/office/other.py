"""Office files that are known and not read: each is told by its name, with what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from reportgen.errors import ReadError

if TYPE_CHECKING:
    from reportgen.model import Document

NAME = "office"

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a compound file (MS-CFB 2.2): Office kept everything in them until 2007, and keeps encrypted files still."""

_MAIL = "__properties_version1.0"
_STREAMS = (
    # What a compound file holds is told by the names of its streams.
    ("WordDocument", "an old Word file (.doc)"),
    ("PowerPoint Document", "an old PowerPoint file (.ppt)"),
    ("Workbook", "an old Excel file (.xls)"),
    ("Book", "an old Excel file (.xls)"),
)
_PARTS = (
    # And what a ZIP file is, by the names of its parts.
    (b"xl/workbook", "an Excel file (.xlsx)"),
    (b"ppt/presentation", "a PowerPoint file (.pptx)"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", "an OpenDocument presentation (.odp)"),
    (b"mimetypeapplication/epub+zip", "an e-book (.epub)"),
    (b"Index/Document.iwa", "a Pages file"),
)


def sniff(data: bytes, name: str) -> bool:  # noqa: ARG001  (every reader is asked the same way)
    """Return whether these bytes are an office file that no reader takes."""
    return _what(data) is not None


def _what(data: bytes) -> str | None:
    if data.startswith(OLE):
        if _utf16(_MAIL) in data:
            return None
        if _utf16("EncryptedPackage") in data:
            return "locked"
        return next((what for stream, what in _STREAMS if _utf16(stream) in data), None)
    if data.startswith(b"{\\rtf"):
        return "a Rich Text file (.rtf)"
    if data.startswith(b"PK\x03\x04"):
        return next((what for part, what in _PARTS if part in data), None)
    return None


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def read(data: bytes, name: str) -> Document:
    """Raise what tells the user which file this is: ReadError `password-needed` or `office-file`."""
    what = _what(data) or "an office file"
    if what == "locked":
        from reportgen.read.office.archive import password_needed  # noqa: PLC0415  (lxml takes 50 ms; plain text does without)

        raise password_needed(name)
    _refuse(what, name)


def _refuse(what: str, name: str) -> NoReturn:
    is_text = any(kind in what for kind in ("Word", "Rich Text", "Pages"))
    raise ReadError(
        f"this is {what}, which is not read",
        slug="office-file",
        where=name,
        remedy=f"Save it as .docx from the program it is of, or: soffice --headless --convert-to docx {name}"
        if is_text
        else "Copy the text that is to be compared into a .txt file and give that.",
    )
