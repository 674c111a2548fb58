"""The reader of web archives: WARC, also gzipped, and WACZ, by warcio.

unpack within bounds → cut into records → find the pages → read one of them as the reader of its format does
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from reportgen.errors import ReadError
from reportgen.read import registry
from reportgen.read.blocks import empty_document, without_surrogates
from reportgen.read.charsets import decode_as
from reportgen.read.entries import Entry, chosen
from reportgen.read.publishers import publisher_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.model import Document

NAME = "web archive"
WARC, WACZ = "application/warc", "application/wacz"

MAX_UNPACKED = 300_000_000
"""So many bytes of records are looked at; a page with its pictures and films has 30 million."""
MAX_PAGE = 20_000_000
"""A page has at most so many bytes; the largest seen has 6 million."""
MAX_HEAD = 65_536
"""The head of a record, or of an answer, has at most so many bytes."""
MAX_LIST = 5_000_000
"""Of a WACZ's list of pages so many bytes are read."""
CHUNK = 65_536
MAX_RECORDS = 200_000
SHOWN = 5

_VERSION = b"WARC/"
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,12})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^warc-type[ \t]*:[ \t]*(response|resource)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_IN_WACZ = re.compile(r"archive/[^/]+\.warc(?:\.gz)?$")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml+xml")
_OTHERS = ("application/pdf", "text/plain")
"""What else an archive may hold that is a document; read where there is no page."""


class _Page(NamedTuple):
    """A page of an archive."""

    address: str
    captured: str
    media_type: str
    charset: str | None
    data: bytes


def sniff(data: bytes, name: str) -> bool:  # noqa: ARG001  (every reader is asked the same way)
    """Return whether the bytes begin with a record, packed or not, or are a package with records in it."""
    if data.startswith(_VERSION):
        return True
    if data.startswith(b"\x1f\x8b"):
        return _gunzipped(data[:4096], len(_VERSION), is_whole=False) == _VERSION
    return data.startswith(b"PK\x03\x04") and b"archive/" in data and bool(_members(data))


def read(data: bytes, name: str) -> Document:
    """Return the first page of the archive, with a note on what others there are.

    Raises ReadError: `library-missing` without warcio, `archive-broken`, `empty-document` where no record is a page, and what the
    reader of the page raises.
    """
    pages = _pages(data, name)
    if not pages:
        raise empty_document(name, data, _what_is_there(data, name))
    document = _document(pages[0], name, data)
    if len(pages) == 1:
        return document
    others = ", ".join(str(entry) for entry in _entries(pages)[1 : 1 + SHOWN]) + (" …" if len(pages) > 1 + SHOWN else "")
    return replace(
        document, notes=(*(document.notes or ()), f"The archive has {len(pages):,} pages; this is the first. {others}")
    )


def read_part(data: bytes, name: str, part: str) -> Document:
    """Return the page `part` names: by number, address or a piece of it. Raises as `read`, and UsageError (`no-such-part`)."""
    pages = _pages(data, name)
    index = chosen(_entries(pages), part, name=name)
    return replace(_document(pages[index], name, data), name=f"{name}#{index + 1}")


def entries(data: bytes, name: str) -> tuple[Entry, ...]:
    """Return the pages of the archive, with their addresses."""
    pages = _pages(data, name)
    return _entries(pages) if len(pages) > 1 else ()


def _entries(pages: list[_Page]) -> tuple[Entry, ...]:
    return tuple(Entry(str(number), page.address, (page.address,)) for number, page in enumerate(pages, 1))


def _document(page: _Page, name: str, data: bytes) -> Document:
    content = page.data
    if page.charset and page.media_type in _PAGES:
        content = b"\xef\xbb\xbf" + decode_as(page.data, page.charset)[0].encode("utf-8", "replace")
    document = registry.read_inside(content, "page.html" if page.media_type in _PAGES else "page")
    digest = hashlib.sha256(page.data).hexdigest()
    note = f"The page was captured {page.captured or 'at an unknown time'} from {page.address} (SHA-256 {digest})."
    url = document.url or page.address
    return replace(
        document,
        name=name,
        url=url,
        publisher=document.publisher or publisher_of(url),
        media_type=WACZ if data.startswith(b"PK") else WARC,
        sha256=hashlib.sha256(data).hexdigest(),
        notes=(note, *(document.notes or ())),
    )


def _pages(data: bytes, name: str) -> list[_Page]:
    """Return the pages of an archive in their order: those its list names first, then the other answers that are pages."""
    found = list(_answers(data, name))
    pages = [page for page in found if page.media_type in _PAGES] or [page for page in found if page.media_type in _OTHERS]
    listed = {address: place for place, address in enumerate(_listed(data))} if data.startswith(b"PK") else {}
    return sorted(pages, key=lambda page: listed.get(page.address, len(listed)))


def _answers(data: bytes, name: str) -> Iterator[_Page]:
    """Yield every answer of an archive that may be a document."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  (an extra)
    except ImportError:
        raise ReadError(
            "web archives need warcio, which is not installed",
            slug="library-missing",
            where=name,
            remedy="pip install 'reportgen[warc]', or save the page from a browser.",
        ) from None
    left = MAX_UNPACKED
    for record in _records(data, name):
        try:
            page = _page(next(iter(ArchiveIterator(io.BytesIO(record), ensure_http_headers=True))))
        except Exception:  # noqa: BLE001, S112  (warcio lets whatever a damaged record causes through; the others may be whole)
            continue
        left -= len(page.data) if page is not None else 0
        if left < 0:
            return
        if page is not None and 0 < len(page.data) <= MAX_PAGE:
            yield page


def _page(record: Any) -> _Page | None:
    """Return what a record holds, where it is a page or another document that was there."""
    http = record.http_headers
    if record.rec_type == "response" and (http is None or http.get_statuscode() != "200"):
        return None
    content_type = (http.get_header("Content-Type") if http else None) or record.content_type or ""
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type not in (*_PAGES, *_OTHERS):
        return None
    data = record.content_stream().read(MAX_PAGE + 1)
    charset = _CHARSET.search(content_type[:1000])
    address = without_surrogates(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")[:2000]
    captured = without_surrogates(record.rec_headers.get_header("WARC-Date") or "")[:40]
    return _Page(address, captured, media_type, charset[1] if charset else None, data)


def _records(data: bytes, name: str) -> Iterator[bytes]:
    """Yield each record of an archive that may hold a page.

    They are cut here, by the length each gives: warcio would look for the end of a line as far as it takes.
    """
    for archive in _archives(data, name):
        at = count = 0
        while archive.startswith(_VERSION, at) and count < MAX_RECORDS:
            end = _HEAD_END.search(archive, at, at + MAX_HEAD)
            length = _LENGTH.search(archive, at, end.end()) if end else None
            if end is None or length is None:
                return
            stop = end.end() + int(length[1])
            is_wanted = _TYPE.search(archive, at, end.end()) is not None
            if is_wanted and _HEAD_END.search(archive, end.end(), min(stop, end.end() + MAX_HEAD)):
                yield archive[at:stop] + b"\r\n\r\n"
            at, count = stop, count + 1
            while archive[at : at + 1] in (b"\r", b"\n"):
                at += 1


def _archives(data: bytes, name: str) -> Iterator[bytes]:
    """Yield the records of each file in a source, unpacked."""
    if not data.startswith(b"PK"):
        yield _unpacked(data, name)
        return
    left = MAX_UNPACKED
    for member in _members(data):
        packed = _member(data, member, left, name)
        unpacked = _unpacked(packed, name)
        left -= len(unpacked)
        if left < 0:
            raise _too_large(name)
        yield unpacked


def _members(data: bytes) -> list[str]:
    """Return the names of the files with records in a package; none where it is no such package."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return [name for name in package.namelist() if _IN_WACZ.fullmatch(name)]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError, UnicodeError):
        return []


def _member(data: bytes, member: str, limit: int, name: str) -> bytes:
    """Return a file in a package, never more than `limit` bytes of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(member) as file:
            content = file.read(limit + 1)
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError, NotImplementedError, EOFError, zlib.error, KeyError) as error:
        raise _broken(f"{member[:60]} in it cannot be unpacked: {error}", name) from None
    if len(content) > limit:
        raise _too_large(name)
    return content


def _listed(data: bytes) -> Iterator[str]:
    """Yield the addresses of the pages a package lists, in its order."""
    try:
        lines = _member(data, "pages/pages.jsonl", MAX_LIST, "").splitlines()
    except ReadError:
        return
    for line in lines:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and isinstance(value.get("url"), str):
            yield value["url"]


def _unpacked(data: bytes, name: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    unpacked = _gunzipped(data, MAX_UNPACKED + 1, is_whole=True)
    if len(unpacked) > MAX_UNPACKED:
        raise _too_large(name)
    return unpacked


def _gunzipped(data: bytes, limit: int, *, is_whole: bool) -> bytes:
    """Return what is packed in gzip members, one after another, up to `limit` bytes; what is damaged ends it."""
    pieces: list[bytes] = []
    left, at = limit, 0
    unpacker = zlib.decompressobj(wbits=31)
    waiting = b""
    while left > 0 and (waiting or at < len(data)):
        # A piece at a time: what is left over after a member is copied, and archives have a member for each record.
        chunk = waiting or data[at : at + CHUNK]
        at += 0 if waiting else len(chunk)
        try:
            piece = unpacker.decompress(chunk, left)
        except zlib.error:
            break
        pieces.append(piece)
        left -= len(piece)
        waiting = unpacker.unconsumed_tail
        if unpacker.eof:
            waiting = unpacker.unused_data or data[at : at + CHUNK]
            at += 0 if unpacker.unused_data else len(waiting)
            if not is_whole or not waiting:
                break
            unpacker = zlib.decompressobj(wbits=31)
    return b"".join(pieces)


def _what_is_there(data: bytes, name: str) -> str:
    count = sum(1 for _ in _records(data, name))
    return f"The archive has {count:,} answers, and none that is a page with the status 200. Save the page itself from a browser."


def _too_large(name: str) -> ReadError:
    return ReadError(
        f"unpacked it has more than {MAX_UNPACKED // 1_000_000} million bytes",
        slug="too-large",
        where=name,
        remedy="Give an archive of the page alone.",
    )


def _broken(what: str, name: str) -> ReadError:
    return ReadError(what, slug="archive-broken", where=name, remedy="Make the archive anew, or save the page from a browser.")
