"""What the head of a mail says: decoded, on one line, and turned into a document's metadata."""

from __future__ import annotations

import binascii
import quopri
import re
from email.utils import getaddresses, parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportgen.read.blocks import without_surrogates
from reportgen.read.charsets import decode_as
from reportgen.read.dates import iso_date
from reportgen.read.publishers import publisher_of
from reportgen.wordlists import read_classes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST = 10_000
"""So many characters of a field are read; the longest of use, lists of addresses aside, have 998."""

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,4000})\?=")
_GAP = re.compile(r"(\?=)\s+(?==\?)")
_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"\[[^\[\]]{1,40}\]\s*")
_PREFIX = re.compile(r"([^\W\d_]{1,6})(?:\[\d{1,3}\])?\s?[:：]\s*")
_VIA = re.compile(r"(.{2,100}?)\s+via\s+(.{2,100})$", re.IGNORECASE)
_LIST_ID = re.compile(r"^\s*\"?([^\"<]{2,100}?)\"?\s*<")
_NAMED = re.compile(r"\s*([^<>@]{1,200}?)\s*<([^<>\s@]{1,200}@[^<>\s]{1,200})>")
_TURNED = re.compile(r"([^\W\d_][\w'’-]{1,30}),\s([^\W\d_][\w'’.-]{0,30}(?:\s[^\W\d_][\w'’.-]{0,30})?)")
"""A name with the family name first: "Doe, Jane"."""
_PERSON = re.compile(r"[^\W\d_]['’\w.-]{0,30}(?:\s+(?:[a-z]{1,3}\s+)?[^\W\d_]['’\w.-]{0,30}){1,3}")


class Head(NamedTuple):
    """A document's metadata, as far as the head of a mail tells it."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


def decoded(value: str) -> str:
    """Return a field's value with its encoded words decoded and white space folded.

    >>> decoded("=?utf-8?Q?Br=C3=BCcke?= =?utf-8?Q?n?= closed")
    'Brücken closed'
    """
    value = _raw(value[:LONGEST])
    pieces: list[str] = []
    run: list[bytes] = []
    charset = ""
    at = 0
    value = _GAP.sub(r"\1", value)
    for word in _WORD.finditer(value):
        if run and (word.start() > at or word[1].lower() != charset):
            pieces.append(decode_as(b"".join(run), charset)[0])
            run = []
        pieces.append(value[at : word.start()])
        charset = word[1].lower()
        run.append(_bytes_of(word[2].lower(), word[3]))
        at = word.end()
    if run:
        pieces.append(decode_as(b"".join(run), charset)[0])
    pieces.append(value[at:])
    return without_surrogates(_SPACES.sub(" ", "".join(pieces)).strip())


def _raw(value: str) -> str:
    """Return a value with bytes that are not ASCII, as the parser hands them over, decoded."""
    if value.isascii():
        return value
    data = value.encode("utf-8", "surrogateescape")
    return decode_as(data, "utf-8")[0]


def _bytes_of(encoding: str, text: str) -> bytes:
    data = text.encode("ascii", "ignore")
    if encoding == "q":
        return quopri.decodestring(data.replace(b"_", b" "), header=False)
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return data


def head_of(fields: Mapping[str, str], *, is_inner: bool = False) -> Head:
    """Return the metadata in a mail's fields, given decoded and under their names in lower case.

    Those of a message inside a mail (`is_inner`) were written for people: their dates have no certain form.
    """
    name, address = sender_of(fields.get("from", ""))
    group = fields.get("organization") or _list_name(fields.get("list-id", ""))
    via = _VIA.match(name)
    if via:
        name, group = via[1].strip(" '\""), group or via[2]
    listed = publisher_of(f"https://{address.rpartition('@')[2]}") if "@" in address else None
    is_listed = bool(listed) and listed != address.rpartition("@")[2].lower().removeprefix("www.")
    is_person = bool(_PERSON.fullmatch(name)) and not _is_body(name)
    publisher = listed if is_listed else group or (None if is_person or not name else name)
    archived = fields.get("archived-at", "").strip(" <>")
    return Head(
        title=title_of(fields.get("subject", "")) or None,
        author=name if name and name != publisher else None,
        publisher=publisher,
        published=iso_date(fields.get("date", "")) if is_inner else moment_of(fields.get("date", "")),
        url=archived if archived.startswith(("https://", "http://")) else None,
        language=fields.get("content-language", "").partition(",")[0].strip() or None,
    )


def sender_of(value: str) -> tuple[str, str]:
    """Return the name and the address of a mail's first sender, each empty where there is none."""
    shown = value[:1000].replace("\x00", "")
    # A comma that should be in quotation marks parts a name: "Press Office, Ministry of Transport <press@…>".
    named = _NAMED.match(shown)
    if named:
        name, address = named[1].replace('\\"', '"'), named[2]
    else:
        name, address = next(((name, address) for name, address in getaddresses([shown]) if name or address), ("", ""))
    name = name.strip(" '\"")
    turned = _TURNED.fullmatch(name)
    return f"{turned[2]} {turned[1]}" if turned and not _is_body(name) else name, address.strip()


def title_of(subject: str) -> str:
    """Return a subject without the marks of replies, forwards and lists.

    >>> title_of("Fwd: [Press-list] RE: Bridge closed")
    'Bridge closed'
    """
    rest = subject.strip()
    while rest:
        tag = _TAG.match(rest)
        prefix = _PREFIX.match(rest)
        if tag and rest[tag.end() :].strip():
            rest = rest[tag.end() :]
        elif prefix and prefix[1].lower() in _marks():
            rest = rest[prefix.end() :]
        else:
            break
    return rest


def is_reply(subject: str) -> bool:
    """Return whether a subject says that its mail answers another."""
    return _first_mark(subject) in read_classes("mail_words.txt")["reply"]


def is_forward(subject: str) -> bool:
    """Return whether a subject says that its mail passes another on."""
    return _first_mark(subject) in read_classes("mail_words.txt")["forward"]


def _first_mark(subject: str) -> str:
    rest = subject.strip()
    while (tag := _TAG.match(rest)) and tag.end():
        rest = rest[tag.end() :]
    prefix = _PREFIX.match(rest)
    return prefix[1].lower() if prefix else ""


@cache
def _marks() -> frozenset[str]:
    words = read_classes("mail_words.txt")
    return frozenset((*words["reply"], *words["forward"]))


def moment_of(value: str) -> str | None:
    """Return a mail's date as ISO 8601 with its offset; None where it is none.

    >>> moment_of("Thu, 13 Jun 2024 15:17:22 -0400 (EDT)")
    '2024-06-13T15:17:22-04:00'
    """
    try:
        moment = parsedate_to_datetime(value[:200])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo:
        return moment.isoformat()
    # An offset of -0000 means Greenwich's time, told by a machine that does not know where it stands; none means nothing.
    return f"{moment.isoformat()}+00:00" if "-0000" in value else moment.date().isoformat()


def _list_name(value: str) -> str | None:
    found = _LIST_ID.match(value)
    return found[1].strip() if found else None


def _is_body(name: str) -> bool:
    """Return whether a name has a word that bodies have and people have not."""
    return not _body_words().isdisjoint(name.lower().split())


@cache
def _body_words() -> frozenset[str]:
    return frozenset(read_classes("mail_senders.txt")["body"])


def first_of(values: Iterable[str | None]) -> str | None:
    """Return the first value there is."""
    return next((value for value in values if value), None)
