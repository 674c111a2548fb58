"""The brief as a mail: the digest as text and HTML, the PDF and the comparison file attached."""

from __future__ import annotations

import email.policy
import re
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING

from reportgen.brief.build import build_brief
from reportgen.brief.digest import digest, escape
from reportgen.brief.filling import fill
from reportgen.brief.rendering import FORMATS
from reportgen.brief.templating import environment
from reportgen.brief.text import parse_date, printable, shorten
from reportgen.errors import UsageError
from reportgen.export.reviews import review_words
from reportgen.export.values import content_hash, web_address

if TYPE_CHECKING:
    from reportgen.brief.model import Brief
    from reportgen.export.registry import ExportOptions
    from reportgen.model import Comparison

SENDER = "reportgen@localhost"
"""Stands where no sender is named: a mail has to come from somewhere (RFC 5322)."""

MOST_CONTRASTS = 12
"""Contrasts told in the mail itself; the rest are counted, and in the brief."""

MAX_SUBJECT = 120
"""Characters of the subject; mail programs show about 70."""

NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands where no text has a date: a mail has one, and the clock would make each run another mail."""


def export(comparison: Comparison, options: ExportOptions) -> bytes:
    """Return the mail as a file (.eml), with the line ends of the mail format.

    Raises UsageError (`bad-mail-address`) for a sender or recipient that is no address.
    """
    return message(comparison, options).as_bytes()


def message(comparison: Comparison, options: ExportOptions) -> EmailMessage:
    """Return the mail; the same comparison and options give the same one, its name and inner borders included."""
    brief = build_brief(comparison, date=options.date)
    key = content_hash(comparison)
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["Subject"] = shorten(f"Brief: {brief.title}", MAX_SUBJECT)
    mail["From"] = mail_address(options.sender or SENDER)
    if options.recipients:
        mail["To"] = [mail_address(recipient) for recipient in options.recipients]
    mail["Date"] = format_datetime(_date(brief.date))
    mail["Message-ID"] = f"<{key[:40]}@reportgen.invalid>"
    mail["X-Unsent"] = "1"  # mail programs open it as a draft
    review = review_words(comparison)
    text = digest(brief) + (f"{escape(printable(review))}\n" if review else "")
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(_html(brief, options, review), subtype="html", cte="quoted-printable")
    look = options.look
    pdf = FORMATS["pdf"](comparison, look)
    mail.add_attachment(options.sign(pdf) if options.sign else pdf, maintype="application", subtype="pdf", filename="brief.pdf")
    data = FORMATS["json"](comparison, look)
    mail.add_attachment(data, maintype="application", subtype="json", filename="comparison.json")
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=_{key[:32]}_{number}")
    return mail


_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")


def mail_address(value: str) -> Address:
    """Return a bare mail address, or one in angle brackets after a name.

    Raises UsageError (`bad-mail-address`) for anything else.

    >>> str(mail_address("Night Desk <desk@example.org>"))
    'Night Desk <desk@example.org>'
    """
    name, bracket, rest = value.strip().partition("<")
    bare = rest.removesuffix(">") if bracket else name
    user, _, domain = bare.strip().rpartition("@")
    if not _LOCAL.fullmatch(user) or not _DOMAIN.fullmatch(domain) or not value.isprintable():
        raise UsageError(
            f"{value[:100]!r} is no mail address",
            slug="bad-mail-address",
            remedy="Write desk@example.org, or Night Desk <desk@example.org>.",
        )
    return Address(name.strip().strip('"') if bracket else "", user, domain)


def _date(value: str | None) -> datetime:
    found = parse_date(value)
    if found is None:
        return NO_DATE
    if not isinstance(found, datetime):
        return datetime.combine(found, datetime.min.time(), UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _html(brief: Brief, options: ExportOptions, review: str | None) -> str:
    return fill(
        environment(options.templates),
        "mail.html.j2",
        brief=brief,
        sources=(brief.official, *(report.source for report in brief.reports)),
        most=MOST_CONTRASTS,
        address=web_address(options.brief_url),
        review=printable(review) if review else None,
    )
