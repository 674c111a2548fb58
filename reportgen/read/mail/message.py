"""A mail taken apart: its head, its body as plain text and as HTML, and what is attached."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.errors import MessageError
from email.parser import BytesParser
from email.policy import compat32
from types import MappingProxyType
from typing import TYPE_CHECKING

from reportgen.errors import ReadError
from reportgen.read.charsets import decode_as
from reportgen.read.mail.headers import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from email.message import Message

MAX_DEPTH = 20
"""Parts are nested at most so deep; forwards of forwards reach 8."""
MAX_PARTS = 500
"""A mail has at most so many parts; digests of lists reach 60."""
MOST_BOUNDARIES = 8
"""So many boundaries are no sign of anything."""
MAX_WORK = 10_000_000
"""So many times a line may be held against the boundary of a part, at 1 µs each; no mail of use comes near."""
LONGEST_FIELD = 50_000
"""A field that tells a part's kind and boundary has at most so many characters."""

_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_KIND_FIELD = re.compile(rb"^content-(?:type|disposition)\s*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE)
_ARMOUR = re.compile(r"^-----BEGIN PGP MESSAGE-----\s*$", re.MULTILINE)
_NAME_OF_FILE = re.compile(r"[^/\\]*$")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a mail."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail in whatever format, taken apart."""

    fields: Mapping[str, str] = field(default_factory=dict)
    """The first field of each name, under it in lower case, decoded."""
    plain: str = ""
    is_flowed: bool = False
    """Whether lines of `plain` that end in a space go on with the next (RFC 3676)."""
    joins_without_space: bool = False
    """Whether that space is then to be dropped."""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    pictures: int = 0
    lock: str | None = None
    """With what it is encrypted, where its text cannot be read."""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Parts:
    """What a walk over a mail's parts has found so far."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    flowed: list[bool] = field(default_factory=list)
    delsp: bool = False
    pictures: int = 0
    lock: str | None = None
    count: int = 0


def parse_mail(data: bytes, name: str) -> Mail:
    """Return the mail in the bytes of an RFC 5322 message; ReadError (`mail-broken`) where it is built to waste time."""
    _check_work(data, name)
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        parts = _Parts()
        _walk(message, parts, 0)
    except (RecursionError, MessageError, LookupError, ValueError, TypeError, AttributeError, AssertionError) as error:
        # The standard library's parser promises never to fail; on damaged fields it does, in all of these ways.
        raise broken(f"its parts cannot be told apart: {type(error).__name__}", name) from None
    plain = "\n\n".join(parts.plain)
    if _ARMOUR.search(plain):
        parts.lock = "PGP"
    return Mail(
        fields=_fields(message),
        plain=plain,
        is_flowed=bool(parts.flowed) and all(parts.flowed),
        joins_without_space=parts.delsp,
        html="\n".join(parts.html),
        attachments=tuple(parts.attachments),
        pictures=parts.pictures,
        lock=parts.lock,
        notes=tuple(parts.notes),
    )


def broken(what: str, name: str) -> ReadError:
    """Return the error for a mail that cannot be taken apart."""
    return ReadError(
        f"the mail cannot be read: {what}",
        slug="mail-broken",
        where=name,
        remedy="Open it in a mail program, and save it anew, or copy its text into a .txt file.",
    )


def _check_work(data: bytes, name: str) -> None:
    boundaries = sum(1 for _ in _BOUNDARY.finditer(data))
    if boundaries * data.count(b"\n") > MAX_WORK and boundaries > MOST_BOUNDARIES:
        raise broken(f"it has {boundaries:,} boundaries of parts", name)
    if any(found.end() - found.start() > LONGEST_FIELD for found in _KIND_FIELD.finditer(data)):
        raise broken("a field of its head is longer than any mail program writes", name)


def _fields(message: Message) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        found.setdefault(str(name).lower(), decoded(str(value)))
    return MappingProxyType(found)


def _walk(message: Message, parts: _Parts, depth: int) -> None:
    """Gather the parts of a message, in their order."""
    parts.count += 1
    if depth > MAX_DEPTH or parts.count > MAX_PARTS:
        parts.notes["The mail has more parts than are read."] = None
        return
    kind = message.get_content_type()
    if kind == "multipart/encrypted":
        parts.lock = "PGP"
    elif kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        parts.lock = "S/MIME"
    elif kind == "message/rfc822":
        _take_message(message, parts)
    elif message.is_multipart():
        for part in _children(message):
            _walk(part, parts, depth + 1)
    else:
        _take(message, kind, parts)


def _children(message: Message) -> Iterator[Message]:
    payload = message.get_payload()
    return (part for part in payload if not isinstance(part, str)) if isinstance(payload, list) else iter(())


def _take_message(message: Message, parts: _Parts) -> None:
    """Take a message inside the message as an attachment."""
    inner = next(_children(message), None)
    if inner is None:
        return
    try:
        data = inner.as_bytes(policy=compat32)
    except (UnicodeError, LookupError, TypeError, AttributeError, ValueError):
        parts.notes["A message attached to it is damaged and was not read."] = None
        return
    subject = decoded(str(inner.get("subject") or "")).replace("/", "-")[:80]
    parts.attachments.append(Attachment(_file_name(message) or f"{subject or 'message'}.eml", "message/rfc822", data))


def _take(message: Message, kind: str, parts: _Parts) -> None:
    """Take a part that has no parts itself."""
    data = message.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    name = _file_name(message)
    is_attached = message.get_content_disposition() == "attachment" or (bool(name) and not kind.startswith("text/"))
    if kind.startswith("image/"):
        parts.pictures += 1
    elif kind in ("text/plain", "text/html") and not (is_attached and data):
        text, note = decode_as(data, message.get_content_charset())
        if note:
            parts.notes[f"Encoding of the mail: {note}"] = None
        if kind == "text/html":
            parts.html.append(text)
        elif text.strip():
            parts.plain.append(text)
            parts.flowed.append(str(message.get_param("format", "")).lower() == "flowed")
            parts.delsp = parts.delsp or str(message.get_param("delsp", "")).lower() == "yes"
    elif data and kind not in (
        "text/calendar",
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
    ):
        parts.attachments.append(Attachment(name or f"attachment {len(parts.attachments) + 1}", kind, data))


def _file_name(message: Message) -> str:
    """Return the name a part's file has, without folders."""
    name = decoded(str(message.get_filename() or ""))
    found = _NAME_OF_FILE.search(name)
    return (found.group() if found else "")[:120].strip()
