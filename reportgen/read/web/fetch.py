"""Fetching one page: checked hop by hop, bounded in time and size, and no further than its reader asked."""

from __future__ import annotations

import zlib
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from urllib3.exceptions import HTTPError, NameResolutionError, SSLError

from reportgen.errors import ReadError
from reportgen.read.web.address import Address, parse_address
from reportgen.read.web.connection import Guard, pool_for
from reportgen.read.web.robots import MAX_BYTES as MAX_ROBOTS
from reportgen.read.web.robots import PRODUCT, check_robots
from reportgen.version import __version__

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

SECONDS = 30.0
"""A page comes within so many seconds, redirects and robots.txt counted, or not at all."""
MAX_BYTES = 30_000_000
"""A page has at most so many bytes once it is unpacked; an annual report as PDF has 20 million."""
REDIRECTS = 5
"""So often a page may lead on."""
CHUNK = 65_536

USER_AGENT = f"{PRODUCT}/{__version__} (fetches one page that a person asked for)"
HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/ld+json": ".json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
    "application/vnd.ms-outlook": ".msg",
    "application/warc": ".warc",
    "multipart/related": ".mhtml",
}
"""What a document of each type is called, for readers that the bytes leave in doubt."""
NO_TEXT = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript")
"""Types that hold no text to read."""
_MOVED = frozenset({301, 302, 303, 307, 308})


class Fetched(NamedTuple):
    """What came from an address."""

    data: bytes
    """As the server sent it, unpacked."""
    url: str
    """Where it came from, after redirects."""
    media_type: str
    name: str
    """A file name for it."""


class _Answer(NamedTuple):
    status: int
    data: bytes
    media_type: str
    location: str | None


def fetch(url: str, *, allow_private: bool = False, seconds: float = SECONDS) -> Fetched:
    """Return what an address leads to.

    Raises UsageError (`bad-address`) and ReadError: `private-address`, `robots-refused`, `address-refused`,
    `address-unreachable`, `address-too-slow`, `bad-redirect`, `address-not-text`, `too-large`, `empty-file`.
    """
    address = parse_address(url)
    with Guard(str(address), seconds=seconds, allow_private=allow_private) as guard:
        answer, address = _follow(address, guard, heeds_robots=True)
    if answer.status != HTTPStatus.OK:
        raise _refused(address, answer.status)
    if answer.media_type.startswith(NO_TEXT):
        raise ReadError(
            f"there is no text at this address: it is of the type {answer.media_type}",
            slug="address-not-text",
            where=str(address),
            remedy="Give the address of the page or document itself.",
        )
    return Fetched(answer.data, str(address), answer.media_type, _name_of(address, answer.media_type))


def _follow(address: Address, guard: Guard, *, heeds_robots: bool) -> tuple[_Answer, Address]:
    """Return the first answer that leads no further, and where it came from; each hop is checked like the first."""
    for _ in range(REDIRECTS + 1):
        if heeds_robots:
            check_robots(address, lambda robots: _robots(robots, guard))
        answer = _get(address, guard, limit=MAX_BYTES if heeds_robots else MAX_ROBOTS)
        if answer.status not in _MOVED or not answer.location:
            return answer, address
        following = parse_address(urljoin(str(address), answer.location))
        if address.scheme == "https" and following.scheme == "http":
            raise _bad_redirect(address, f"it leads from https to http, to {following}")
        address = following
    raise _bad_redirect(address, f"it leads on more than {REDIRECTS} times")


def _robots(address: Address, guard: Guard) -> tuple[int, bytes]:
    answer, _ = _follow(address, guard, heeds_robots=False)
    return answer.status, answer.data


def _get(address: Address, guard: Guard, *, limit: int) -> _Answer:
    """Return what a server says to one request, without following it anywhere."""
    pool = pool_for(address, guard)
    try:
        response = pool.urlopen(
            "GET", address.target, headers=HEADERS, redirect=False, retries=False, preload_content=False, decode_content=False
        )
        try:
            is_wanted = response.status not in _MOVED
            data = _body(response, guard, limit) if is_wanted else b""
        finally:
            response.close()
    except (HTTPError, OSError, zlib.error, ValueError) as error:
        guard.left()  # where the time is over, that is what happened
        raise _unreachable(address, error, guard.shown) from None
    finally:
        pool.close()
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return _Answer(response.status, data, media_type, response.headers.get("Location"))


def _body(response: BaseHTTPResponse, guard: Guard, limit: int) -> bytes:
    """Return the bytes of an answer, unpacked no further than the limit."""
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing not in {"", "identity", "gzip", "x-gzip"}:
        raise OSError(f"the answer is packed as {packing!r}, which was not asked for")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if packing in {"gzip", "x-gzip"} else None
    data = bytearray()
    while chunk := response.read1(CHUNK):
        data += unpack.decompress(chunk, limit + 1 - len(data)) if unpack else chunk
        if len(data) > limit:
            if limit == MAX_ROBOTS:
                break
            raise ReadError(
                f"the page has more than {limit // 1_000_000} million bytes",
                slug="too-large",
                where=guard.shown,
                remedy="Save the part that is to be compared and give the file.",
            )
        guard.left()
    guard.left()
    return bytes(data[:limit])


def _refused(address: Address, status: int) -> ReadError:
    try:
        phrase = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = str(status)
    if status in {404, 410}:
        remedy = "Check the address in a browser."
    elif status == 429 or status >= 500:
        remedy = "Try again later, or save the page from a browser and give the file."
    else:
        remedy = "Open the page in a browser, with your account where it needs one, save it, and give the file."
    return ReadError(f"the site answers {phrase}", slug="address-refused", where=str(address), remedy=remedy)


def _bad_redirect(address: Address, what: str) -> ReadError:
    return ReadError(
        f"the page is not where its address says: {what}",
        slug="bad-redirect",
        where=str(address),
        remedy="Open it in a browser, and give the address it shows there, or save the page and give the file.",
    )


def _unreachable(address: Address, error: Exception, shown: str) -> ReadError:
    if isinstance(error, NameResolutionError):
        what = f"the host {address.host} was not found"
    elif isinstance(error, SSLError):
        what = f"the connection to {address.host} is not safe: {_short(error)}"
    else:
        what = f"the host {address.host} cannot be reached: {_short(error)}"
    return ReadError(
        what,
        slug="address-unreachable",
        where=shown,
        remedy="Check the address and whether you are online; or save the page from a browser and give the file.",
    )


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _name_of(address: Address, media_type: str) -> str:
    """Return a file name for what came from an address: the last part of its path, with the suffix of its type.

    >>> _name_of(parse_address("https://example.org/news/fire?p=1"), "text/html")
    'fire.html'
    >>> _name_of(parse_address("https://example.org/"), "application/pdf")
    'example.org.pdf'
    """
    last = unquote(urlsplit(address.target).path.rstrip("/").rpartition("/")[2], errors="replace")
    name = "".join(character for character in last if character.isprintable() and character not in "/\\")[:120] or address.host
    suffix = SUFFIXES.get(media_type, "")
    return name if name.lower().endswith(suffix) else name + suffix
