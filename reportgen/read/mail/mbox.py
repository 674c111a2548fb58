"""The reader of mailboxes: one file of mails, each after a line that begins with "From "."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.read.blocks import empty_document
from reportgen.read.entries import Entry, chosen, several
from reportgen.read.mail import eml
from reportgen.read.mail.headers import decoded

if TYPE_CHECKING:
    from reportgen.model import Document

NAME = "mailbox"
MEDIA_TYPE = "application/mbox"
MOST = 100_000
"""Of a mailbox so many mails can be chosen."""

_FIRST = re.compile(rb"From [^\r\n]{1,300}\r?\n(?=[A-Za-z][A-Za-z0-9-]{0,60}[ \t]*:)")
_BREAK = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]{1,300}\r?\n(?=[A-Za-z][A-Za-z0-9-]{0,60}[ \t]*:)")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_SUBJECT = re.compile(rb"^subject[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*){0,20})", re.IGNORECASE | re.MULTILINE)
_ID = re.compile(rb"^message-id[ \t]*:\s*<?([^<>\s]{1,300})", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")


def sniff(data: bytes, name: str) -> bool:
    """Return whether the bytes begin with the line that parts mails in a mailbox, and a mail's head under it."""
    found = _FIRST.match(data[:1000])
    return found is not None and (
        eml.sniff(data[found.end() : found.end() + 100_000], "") or name.lower().endswith((".mbox", ".mbx"))
    )


def read(data: bytes, name: str) -> Document:
    """Return the document of the one mail in the file; ReadError (`several-documents`) where there are more, and as for mails."""
    spans = _spans(data)
    if len(spans) != 1:
        raise several(entries(data, name), name=name, what="mails") if spans else empty_document(name, data)
    return _document(data, spans[0], name)


def read_part(data: bytes, name: str, part: str) -> Document:
    """Return the document of the mail `part` names, by number, identifier or a piece of its subject.

    `#2#release.pdf` names what is attached to it. Raises as `read`, and UsageError (`no-such-part`).
    """
    part, _, inner = part.partition("#")
    spans = _spans(data)
    found = entries(data, name)
    index = chosen(found, part, name=name)
    shown = f"{name}#{found[index].key}"
    if inner:
        document = eml.read_part(_message(data, spans[index]), shown, inner)
        return replace(document, media_type=MEDIA_TYPE)
    return _document(data, spans[index], shown)


def entries(data: bytes, name: str) -> tuple[Entry, ...]:  # noqa: ARG001  (every reader is asked the same way)
    """Return the mails in the file, with their subjects."""
    return tuple(_entry(data, span, number) for number, span in enumerate(_spans(data), 1))


def _document(data: bytes, span: tuple[int, int], name: str) -> Document:
    return eml.read_message(_message(data, span), name, data=data, media_type=MEDIA_TYPE)


def _spans(data: bytes) -> list[tuple[int, int]]:
    """Return the span of each mail, without the line that parts it from the one before."""
    breaks = [found.span() for _, found in zip(range(MOST), _BREAK.finditer(data), strict=False)]
    ends = [start for start, _ in breaks[1:]] + [len(data)]
    return [(start, end) for (_, start), end in zip(breaks, ends, strict=True)]


def _message(data: bytes, span: tuple[int, int]) -> bytes:
    return _ESCAPED.sub(rb"\1", data[span[0] : span[1]])


def _entry(data: bytes, span: tuple[int, int], number: int) -> Entry:
    head = data[span[0] : min(span[1], span[0] + 50_000)]
    end = _HEAD_END.search(head)
    head = head[: end.start()] if end else head
    subject, name = _SUBJECT.search(head), _ID.search(head)
    title = decoded(subject[1].decode("utf-8", "surrogateescape")) if subject else ""
    return Entry(str(number), title, (decoded(name[1].decode("utf-8", "surrogateescape")),) if name else ())
