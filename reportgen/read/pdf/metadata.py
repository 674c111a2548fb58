"""What a PDF file says of itself: title, author, dates, language; and what of it cannot be meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pypdf.generic import DictionaryObject

from reportgen.read.properties import clean_author, clean_language, clean_title

if TYPE_CHECKING:
    import pypdf

_DATE = re.compile(
    r"(?:D:)?\s?(\d{4})(?:-?(\d{2}))?(?:-?(\d{2}))?(?:T?(\d{2}):?(\d{2})(?::?\d{2})?)?\s?(?:(Z)|([+-])(\d{2})'?:?(\d{2})?'?)?"
)


def metadata_of(reader: pypdf.PdfReader) -> dict[str, str | None]:
    """Return title, author, published, modified and language as the file gives them; None for what it does not say."""
    info = _info(reader)
    return {
        "title": clean_title(_string(info.get("/Title"))),
        "author": clean_author(_string(info.get("/Author"))),
        "published": iso_of(_string(info.get("/CreationDate"))),
        "modified": iso_of(_string(info.get("/ModDate"))),
        "language": _language(reader),
    }


def iso_of(date: str) -> str | None:
    """Return a PDF date as ISO 8601 with its zone where it has one; None for what is no date.

    >>> iso_of("D:20240613151700-04'00'"), iso_of("D:2024")
    ('2024-06-13T15:17-04:00', None)
    """
    found = _DATE.match(date)
    if (
        found is None
        or not found[3]
        or not ("1990" <= found[1] <= "2100" and "01" <= found[2] <= "12" and "01" <= found[3] <= "31")
    ):
        return None
    day = f"{found[1]}-{found[2]}-{found[3]}"
    if found[4] is None or found[4] > "23" or found[5] > "59":
        return day
    zone = "Z" if found[6] else f"{found[7]}{found[8]}:{found[9] or '00'}" if found[7] and found[8] <= "14" else ""
    return f"{day}T{found[4]}:{found[5]}{zone}"


def _info(reader: pypdf.PdfReader) -> dict[str, Any]:
    try:
        return dict(reader.metadata or {})
    except Exception:  # noqa: BLE001  (a broken entry costs the metadata, not the text)
        return {}


def _string(value: Any) -> str:
    try:
        resolved = value.get_object() if hasattr(value, "get_object") else value
    except Exception:  # noqa: BLE001  (as above)
        return ""
    return str(resolved).replace("\x00", "") if isinstance(resolved, str) else ""


def _language(reader: pypdf.PdfReader) -> str | None:
    try:
        language = _string(reader.root_object.get("/Lang")).strip()
    except Exception:  # noqa: BLE001  (as above)
        return None
    return clean_language(language)


def roles_of(reader: pypdf.PdfReader) -> dict[str, str]:
    """Return the file's own names of tags, each with the standard one it stands for."""
    try:
        tree = reader.root_object.get("/StructTreeRoot")
        roles = tree.get_object().get("/RoleMap") if tree is not None else None
        resolved = roles.get_object() if roles is not None else None
        if not isinstance(resolved, DictionaryObject):
            return {}
        return {str(name).removeprefix("/"): str(role).removeprefix("/") for name, role in list(resolved.items())[:1000]}
    except Exception:  # noqa: BLE001  (as above)
        return {}


def has_form_only(reader: pypdf.PdfReader) -> bool:
    """Return whether the file is an XFA form, whose text only Adobe's own programs lay out."""
    try:
        form = reader.root_object.get("/AcroForm")
        return form is not None and "/XFA" in form.get_object()
    except Exception:  # noqa: BLE001  (as above)
        return False
