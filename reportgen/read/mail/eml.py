"""The reader of mails as mail programs save them: .eml, Apple's .emlx, and pages a browser saved as one file (.mhtml)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.read import registry
from reportgen.read.mail.choice import Container, document_of_mail, entries_of_mail, part_of_mail
from reportgen.read.mail.message import parse_mail
from reportgen.read.publishers import publisher_of

if TYPE_CHECKING:
    from reportgen.model import Document
    from reportgen.read.entries import Entry
    from reportgen.read.mail.message import Mail

NAME = "mail"
MEDIA_TYPE = "message/rfc822"
SUFFIXES = (".eml", ".emlx", ".mht", ".mhtml")

_LENGTH = re.compile(rb"\s{0,10}\d{1,12}[ \t]*\r?\n(?=[A-Za-z-]{1,60}:)")
"""What an .emlx file begins with: the length of the message."""
_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60})[ \t]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n?")
_OF_MACHINES = frozenset(
    b"received message-id mime-version content-type return-path dkim-signature delivered-to x-mailer x-received list-id "
    b"list-post list-unsubscribe content-transfer-encoding snapshot-content-location x-original-to authentication-results "
    b"user-agent "
    b"thread-index x-ms-exchange-organization-authas".split()
)
"""Fields no person writes. A memo begins with from, to, date and subject too, and is a plain text."""
_OF_MAIL = frozenset(b"from to date subject sender reply-to".split())


def sniff(data: bytes, name: str) -> bool:
    """Return whether the bytes begin with the head of a mail: fields that programs write, not a memo's."""
    head = _LENGTH.sub(b"", data[:100_000], count=1).lstrip(b"\xef\xbb\xbf\r\n")
    names: set[bytes] = set()
    at = 0
    while (found := _FIELD.match(head, at)) and len(names) < 60:
        names.add(found[1].lower())
        at = found.end()
    of_machines, of_mail = len(names & _OF_MACHINES), len(names & _OF_MAIL)
    if name.lower().endswith(SUFFIXES):
        return of_machines + of_mail > 0
    return of_machines >= 1 and of_mail >= 1 and of_machines + of_mail >= 3


def read(data: bytes, name: str) -> Document:
    """Return the document a mail carries: its body, or what is attached where the body only goes with it.

    Raises ReadError: `mail-broken`, `encrypted`, `empty-document`, `several-documents`; and what readers of attachments raise.
    """
    return read_message(data, name, data=data, media_type=MEDIA_TYPE)


def read_part(data: bytes, name: str, part: str) -> Document:
    """Return the body or the attachment `part` names; raises as `read`, and UsageError (`no-such-part`)."""
    return part_of_mail(parse_mail(_message(data), name), _container(name, data, MEDIA_TYPE), part)


def entries(data: bytes, name: str) -> tuple[Entry, ...]:
    """Return what can be chosen in a mail: nothing where nothing is attached."""
    return entries_of_mail(parse_mail(_message(data), name))


def read_message(message: bytes, name: str, *, data: bytes, media_type: str) -> Document:
    """Return the document of a message that stands in a file with the bytes `data`."""
    mail = parse_mail(_message(message), name)
    page = mail.fields.get("snapshot-content-location") or _address_of_page(mail)
    container = _container(name, data, media_type)
    if page is not None and mail.html:
        return _document_of_page(mail, page, container)
    return document_of_mail(mail, container)


def _message(data: bytes) -> bytes:
    """Return the message in the bytes of a file, without the length and the property list Apple puts around it."""
    found = _LENGTH.match(data)
    if found is None:
        return data.lstrip(b"\xef\xbb\xbf\r\n")
    length = int(found.group())
    return data[found.end() : found.end() + length]


def _container(name: str, data: bytes, media_type: str) -> Container:
    return Container(name, media_type, data, registry.read_inside)


def _address_of_page(mail: Mail) -> str | None:
    """Return the address of a page a browser saved as a mail of one page and its pictures; None for a mail."""
    sender = mail.fields.get("from", "").lower()
    location = mail.fields.get("content-location", "")
    return location if "saved by" in sender or (location and "date" in mail.fields and "to" not in mail.fields) else None


def _document_of_page(mail: Mail, address: str, container: Container) -> Document:
    document = container.read(mail.html.encode(), "page.html", None)
    url = document.url or (address if address.startswith(("http://", "https://")) else None)
    return replace(
        document,
        name=container.name,
        media_type="multipart/related",
        url=url,
        publisher=document.publisher or (publisher_of(url) if url else None),
    )
