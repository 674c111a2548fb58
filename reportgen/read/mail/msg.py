"""The reader of mails as Outlook saves them (.msg), by python-oxmsg."""

from __future__ import annotations

import io
from email.utils import format_datetime, formataddr
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from reportgen.errors import ReadError
from reportgen.read import registry
from reportgen.read.charsets import decode_as
from reportgen.read.mail.choice import Container, document_of_mail, entries_of_mail, part_of_mail
from reportgen.read.mail.headers import decoded
from reportgen.read.mail.message import Attachment, Mail, broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.model import Document
    from reportgen.read.entries import Entry

NAME = "Outlook mail"
MEDIA_TYPE = "application/vnd.ms-outlook"
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_GROWTH = 4
"""The streams of a file together have at most so many times its size; in a proper file they have less than it."""

_PROPERTIES = "__properties_version1.0".encode("utf-16-le")
"""The name of the stream every such mail has, as it stands in the file."""
_SUBJECT, _SENDER, _ADDRESS, _SMTP = 0x0037, 0x0C1A, 0x0C1F, 0x5D01
_CLASS, _RTF, _ATTACH_NAME, _ATTACH_METHOD, _HTML, _CODEPAGE = 0x001A, 0x1009, 0x3704, 0x3705, 0x1013, 0x3FDE
_EMBEDDED = 5
"""The way of attaching that puts a message inside the message."""


def sniff(data: bytes, name: str) -> bool:  # noqa: ARG001  (every reader is asked the same way)
    """Return whether the bytes are an Office container with a mail's properties in it."""
    return data.startswith(MAGIC) and _PROPERTIES in data


def read(data: bytes, name: str) -> Document:
    """Return the document the mail carries; raises as the reader of .eml, and `library-missing` without python-oxmsg."""
    return document_of_mail(_mail(data, name), _container(data, name))


def read_part(data: bytes, name: str, part: str) -> Document:
    """Return the body or the attachment `part` names; raises as `read`, and UsageError (`no-such-part`)."""
    return part_of_mail(_mail(data, name), _container(data, name), part)


def entries(data: bytes, name: str) -> tuple[Entry, ...]:
    """Return what can be chosen in the mail: nothing where nothing is attached."""
    return entries_of_mail(_mail(data, name))


def _container(data: bytes, name: str) -> Container:
    return Container(name, MEDIA_TYPE, data, registry.read_inside)


def _mail(data: bytes, name: str) -> Mail:
    try:
        import oxmsg  # noqa: PLC0415  (an extra)
        from olefile import OleFileIO  # noqa: PLC0415
    except ImportError:
        raise ReadError(
            "mails of Outlook need python-oxmsg, which is not installed",
            slug="library-missing",
            where=name,
            remedy="pip install 'reportgen[msg]', or save the mail as .eml or text.",
        ) from None
    try:
        with OleFileIO(io.BytesIO(data)) as container:
            size = sum(entry.size for entry in container.direntries if entry is not None)
        mail = _taken_apart(oxmsg.Message.load(data)) if size <= MAX_GROWTH * len(data) else None
    except Exception as error:  # noqa: BLE001  (both libraries let whatever a damaged file causes through)
        raise broken(f"it is damaged ({type(error).__name__})", name) from None
    if mail is None:
        raise broken("its parts claim to be larger than the file", name)
    return mail


def _taken_apart(message: Any) -> Mail:
    properties = message.properties
    kind = message.message_class
    attachments = list(_attachments(message))
    pictures = sum(item.media_type.startswith("image/") for item in attachments)
    html, note = _html(properties)
    plain = message.body or ""
    notes = [note] if note else []
    if not plain.strip() and not html.strip() and properties.binary_prop_value(_RTF):
        notes.append("Its text is kept as Rich Text, which is not read; save the mail as .eml or text.")
    return Mail(
        fields=MappingProxyType(dict(_fields(message))),
        plain=plain,
        html=html,
        attachments=tuple(item for item in attachments if not item.media_type.startswith("image/")),
        pictures=pictures,
        lock="S/MIME" if "SMIME" in kind.upper() and "MULTIPARTSIGNED" not in kind.upper() else None,
        notes=tuple(notes),
    )


def _html(properties: Any) -> tuple[str, str | None]:
    """Return the body in HTML, whichever way it is kept, and a note where its encoding is not the one it names."""
    data = properties.binary_prop_value(_HTML)
    if not data:
        return properties.str_prop_value(_HTML) or "", None
    codepage = properties.int_prop_value(_CODEPAGE)
    return decode_as(data, "utf-8" if codepage in (None, 65001) else f"cp{codepage}")


def _fields(message: Any) -> Iterator[tuple[str, str]]:
    """Yield the fields of the mail's head: those it came with, and those Outlook keeps beside them."""
    properties = message.properties
    known = {str(name).lower(): decoded(str(value)) for name, value in reversed(list(message.message_headers.items()))}
    name, address = (
        properties.str_prop_value(_SENDER) or "",
        properties.str_prop_value(_SMTP) or properties.str_prop_value(_ADDRESS) or "",
    )
    sent = message.sent_date
    own = {
        "subject": message.subject,
        "from": formataddr((name, address if "@" in address else "")) if name or address else "",
        "date": format_datetime(sent) if sent else "",
    }
    yield from ({key: value for key, value in own.items() if value} | known).items()


def _attachments(message: Any) -> Iterator[Attachment]:
    for number, item in enumerate(message.attachments, 1):
        properties = item.properties
        if properties.int_prop_value(_ATTACH_METHOD) == _EMBEDDED or not item.file_bytes:
            continue
        name = item.file_name or properties.str_prop_value(_ATTACH_NAME) or f"attachment {number}"
        yield Attachment(name.replace("\\", "/").rpartition("/")[2][:120].strip("\x00 "), item.mime_type or "", item.file_bytes)
