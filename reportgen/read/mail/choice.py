"""Whether the document of a mail is its body or something attached to it.

The body is it, unless it only goes with an attachment that can be read: it has no words, or few words and speaks of what is
attached. Where both carry the same text and differ, that is said. `#body` and `#NAME` choose.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reportgen.errors import ReadError, ReportgenError
from reportgen.read.blocks import check_length, empty_document
from reportgen.read.entries import Entry, chosen, several
from reportgen.read.furniture.phrases import tokens_of
from reportgen.read.mail.body import Body, body_of, document_of_body
from reportgen.read.mail.headers import first_of, head_of
from reportgen.wordlists import read_classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportgen.model import Document
    from reportgen.read.mail.message import Attachment, Mail

BODY = "body"
"""What chooses the body."""
COVER_WORDS = 150
"""A body of more words is a text of its own, whatever is attached."""
NOTE_WORDS = 40
"""A body of up to so many words goes with what is attached, also where it does not speak of it."""
MORE_WORDS = 1.5
"""An attachment that a cover letter goes with has so many times more words than the letter."""
SAME_SHARE = 0.5
"""From this share of its words in the other, one of two texts is a version of the other."""
MOST_READ = 20
"""At most so many attachments are read."""
MOST_BYTES = 50_000_000
"""A larger attachment is not read unless it is chosen."""
SHOWN = 90


_NO_TEXT_KINDS = frozenset("text/vcard text/x-vcard text/calendar text/css text/csv application/ics application/pgp-keys".split())
_NO_TEXT_SUFFIXES = frozenset("vcf ics asc csv css xml key p7s sig dat".split())
"""Attachments that have letters in them and are no document."""


class Container(NamedTuple):
    """The file a mail came from, and how what is attached to it is read."""

    name: str
    media_type: str
    data: bytes
    read: Callable[[bytes, str, str | None], Document]
    """Reads bytes under a name: the door to all readers."""


class _Readable(NamedTuple):
    attachment: Attachment
    document: Document

    @property
    def words(self) -> int:
        return sum(len(block.text.split()) for block in self.document.blocks)


def document_of_mail(mail: Mail, container: Container) -> Document:
    """Return the document a mail carries.

    Raises ReadError: `encrypted`; `too-large`; `empty-document` saying what the mail has instead of words;
    `several-documents` where a cover letter goes with more than one text.
    """
    _check(mail, container.name)
    body = body_of(mail)
    readable = list(_readable(mail, container))
    if not _goes_with(body, readable):
        if not body.blocks:
            raise empty_document(container.name, container.data, _what_is_there(mail))
        document = _of_body(body, mail, container)
        return _with_notes(document, _versions(document, readable))
    different = _different(readable)
    if len(different) > 1:
        raise several(list(_entries(mail, body)), name=container.name, what="texts")
    document = _of_attachment(different[0], mail, container, is_named=False)
    return _with_notes(document, _twins(different[0], readable))


def part_of_mail(mail: Mail, container: Container, part: str) -> Document:
    """Return the body (`#body`) or the attachment a part names; `#NAME#PART` names a part of the attachment.

    Raises as `document_of_mail`, and UsageError (`no-such-part`).
    """
    _check(mail, container.name)
    part, _, inner = part.partition("#")
    entries = entries_of_mail(mail)
    index = chosen(entries, part, name=container.name)
    if entries[index].key == BODY:
        body = body_of(mail)
        if not body.blocks:
            raise empty_document(container.name, container.data, _what_is_there(mail))
        return _of_body(body, mail, container)
    attachment = mail.attachments[index - 1]
    document = container.read(attachment.data, attachment.name, inner or None)
    return _of_attachment(_Readable(attachment, document), mail, container, is_named=True)


def entries_of_mail(mail: Mail) -> tuple[Entry, ...]:
    """Return what can be chosen in a mail: its body and each attachment; nothing where nothing is attached."""
    if not mail.attachments:
        return ()
    return tuple(_entries(mail, None))


def _entries(mail: Mail, body: Body | None) -> Iterator[Entry]:
    yield Entry(BODY, "" if body is None else f"{body.words:,} words", ("0",))
    for number, attachment in enumerate(mail.attachments, 1):
        yield Entry(attachment.name, attachment.media_type, (str(number),))


def _check(mail: Mail, name: str) -> None:
    """Raise ReadError for a mail that cannot be read (`encrypted`), or is longer than any document (`too-large`)."""
    check_length(len(mail.plain), name)
    if mail.lock is not None:
        raise ReadError(
            f"the mail is encrypted or sealed with {mail.lock}",
            slug="encrypted",
            where=name,
            remedy="Open it in the mail program that has the key, and save it decrypted, or copy its text into a .txt file.",
        )


def _readable(mail: Mail, container: Container) -> Iterator[_Readable]:
    """Yield the attachments that are documents."""
    for attachment in mail.attachments[:MOST_READ]:
        if len(attachment.data) > MOST_BYTES or _is_no_text(attachment):
            continue
        try:
            document = container.read(attachment.data, attachment.name, None)
        except ReportgenError:  # a picture, a calendar, a file that needs a password: no text to choose
            continue
        yield _Readable(attachment, document)


def _is_no_text(attachment: Attachment) -> bool:
    kind, suffix = attachment.media_type, attachment.name.lower().rpartition(".")[2]
    return kind.startswith(("image/", "audio/", "video/")) or kind in _NO_TEXT_KINDS or suffix in _NO_TEXT_SUFFIXES


def _goes_with(body: Body, readable: list[_Readable]) -> bool:
    """Return whether the body only goes with an attachment."""
    if not readable:
        return False
    longest = max(item.words for item in readable)
    if not body.blocks or (body.words <= NOTE_WORDS and longest > body.words):
        return True
    return body.words <= COVER_WORDS and longest >= MORE_WORDS * body.words and _speaks_of_attachment(body)


def _speaks_of_attachment(body: Body) -> bool:
    text = " ".join(" ".join(block.text for block in body.blocks).lower().split())
    return any(f" {word}" in f" {text}" for word in read_classes("mail_words.txt")["attached"])


def _different(readable: list[_Readable]) -> list[_Readable]:
    """Return the attachments that are texts of their own; of versions of one text (.docx and .pdf) the longest."""
    kept: list[_Readable] = []
    for item in sorted(readable, key=lambda item: -item.words):
        if not any(_shared(item.document, other.document) >= SAME_SHARE for other in kept):
            kept.append(item)
    return kept


def _shared(one: Document, other: Document) -> float:
    """Return the share of one document's words, three at a time, that the other has."""
    mine, others = (_runs(document) for document in (one, other))
    return len(mine & others) / len(mine) if mine else 0.0


def _runs(document: Document) -> frozenset[tuple[str, ...]]:
    words = [word for block in document.blocks for word in tokens_of(block.text)]
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _versions(document: Document, readable: list[_Readable]) -> Iterator[str]:
    """Yield a note for each attachment that carries the document's text too, saying whether it differs."""
    for item in readable:
        if max(_shared(document, item.document), _shared(item.document, document)) >= SAME_SHARE:
            yield _difference("The mail's body", document, item)


def _twins(read: _Readable, readable: list[_Readable]) -> Iterator[str]:
    for item in readable:
        if item.attachment is not read.attachment and _shared(item.document, read.document) >= SAME_SHARE:
            yield _difference(read.attachment.name, read.document, item)


def _difference(name: str, document: Document, other: _Readable) -> str:
    """Return a note on two versions of a text: that they are the same, or a sentence in which they differ."""
    mine, others = _sentences(document), _sentences(other.document)
    alone = [text for words, text in mine.items() if words not in others]
    foreign = [text for words, text in others.items() if words not in mine]
    if not alone and not foreign:
        return f"{name} and the attachment {other.attachment.name} carry the same text."
    where, text = ("in the attachment", foreign[0]) if foreign else (f"in {name[0].lower()}{name[1:]}", alone[0])
    shown = text if len(text) <= SHOWN else text[:SHOWN].rstrip() + "…"
    return (
        f"{name} and the attachment {other.attachment.name} carry the same text and differ. Only {where}: “{shown}” "
        f"Choose with #{BODY} or #{other.attachment.name}."
    )


def _sentences(document: Document) -> dict[tuple[str, ...], str]:
    return {words: block.text for block in document.blocks if len(words := tuple(tokens_of(block.text))) >= 4}


def _of_body(body: Body, mail: Mail, container: Container) -> Document:
    return document_of_body(body, mail, name=container.name, media_type=container.media_type, data=container.data)


def _of_attachment(read: _Readable, mail: Mail, container: Container, *, is_named: bool) -> Document:
    """Return an attachment's document under the mail's name and hash, with what the mail says where it says nothing itself."""
    attachment, document, head = read.attachment, read.document, head_of(mail.fields)
    digest = hashlib.sha256(attachment.data).hexdigest()
    note = f"The text is that of the attachment {attachment.name} ({document.media_type}, SHA-256 {digest})."
    more = () if is_named else (f"The mail's own words are not in it; {container.name}#{BODY} reads them.",)
    is_message = attachment.media_type == "message/rfc822"
    return replace(
        document,
        title=first_of((document.title, head.title)),
        publisher=first_of((document.publisher, None if is_message else head.publisher)),
        author=first_of((document.author, None if is_message else head.author)),
        published=document.published if is_message else first_of((head.published, document.published)),
        language=first_of((document.language, head.language)),
        name=f"{container.name}#{attachment.name}",
        media_type=container.media_type,
        sha256=hashlib.sha256(container.data).hexdigest(),
        notes=(note, *more, *(mail.notes or ()), *(document.notes or ())),
        dated_by_file=document.dated_by_file and not head.published,  # a mail was sent on the day it says
    )


def _with_notes(document: Document, notes: Iterator[str]) -> Document:
    more = tuple(islice(notes, 3))
    return replace(document, notes=(*(document.notes or ()), *more)) if more else document


def _what_is_there(mail: Mail) -> str:
    """Return a sentence on what a mail without words has."""
    names = ", ".join(attachment.name for attachment in mail.attachments[:5])
    pictures = f"{mail.pictures} {'picture' if mail.pictures == 1 else 'pictures'}" if mail.pictures else ""
    if mail.pictures and not mail.attachments:
        return f"The mail has {pictures} and no text; what they show has to be typed, or asked for as text."
    if mail.attachments:
        return f"The mail has {pictures + ' and ' if pictures else ''}no text of its own; none attached can be read: {names}."
    return "The mail has a head and nothing below it that is text."
