"""The reader of Safari's web archives: a page with all that belongs to it in one property list."""

from __future__ import annotations

import hashlib
import plistlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportgen.errors import ReadError
from reportgen.read.charsets import decode_as
from reportgen.read.registry import read_inside

if TYPE_CHECKING:
    from reportgen.model import Document

NAME = "Safari web archive"
MEDIA_TYPE = "application/x-webarchive"

_MAGIC = b"bplist00"
_MAIN = b"WebMainResource"


def sniff(data: bytes, name: str) -> bool:  # noqa: ARG001  (every reader is asked the same way)
    """Return whether the bytes are a property list with a page in it, binary or as XML."""
    return (data.startswith(_MAGIC) or data[:300].lstrip().startswith(b"<?xml")) and _MAIN in data and b"WebResourceData" in data


def read(data: bytes, name: str) -> Document:
    """Return the page the archive was made for; ReadError `archive-broken`, and what the reader of the page raises."""
    page = _main(data, name)
    content = page["WebResourceData"]
    encoding = page.get("WebResourceTextEncodingName")
    if isinstance(encoding, str) and encoding.lower() not in {"utf-8", "utf8"}:
        content = decode_as(content, encoding)[0].encode("utf-8", "replace")
    is_html = "html" in str(page.get("WebResourceMIMEType") or "html")
    document = read_inside(content, f"{name.rpartition('.')[0] or name}{'.html' if is_html else ''}")
    address = page.get("WebResourceURL")
    url = document.url or (address if isinstance(address, str) and address.startswith(("http://", "https://")) else None)
    return replace(document, name=name, url=url, media_type=MEDIA_TYPE, sha256=hashlib.sha256(data).hexdigest())


def _main(data: bytes, name: str) -> dict[str, Any]:
    try:
        archive = plistlib.loads(data)
        page = archive["WebMainResource"]
        if isinstance(page["WebResourceData"], bytes):
            return dict(page)
    except Exception as error:  # plistlib raises whatever a broken list brings about
        raise _broken(name) from error
    raise _broken(name)


def _broken(name: str) -> ReadError:
    return ReadError(
        "the web archive is broken",
        slug="archive-broken",
        where=name,
        remedy="Save the page once more, as a page in place of an archive, and give that file.",
    )
