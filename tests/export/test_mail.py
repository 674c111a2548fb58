"""The brief as a mail."""

from __future__ import annotations

import email
import email.policy
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from reportgen.brief.rendering import FORMATS, RenderOptions
from reportgen.errors import ReportgenError
from reportgen.export import ExportOptions, export_bytes
from reportgen.export.mail import mail_address
from tests.brief.samples import hostile, security_agreement, single
from tests.export.cases import CASES, exported

if TYPE_CHECKING:
    from email.message import EmailMessage


def parsed(data: bytes) -> EmailMessage:
    """Return a mail as another program reads it; a defect fails the test."""
    mail = email.message_from_bytes(data, policy=email.policy.SMTP.clone(raise_on_defect=True))
    assert isinstance(mail, email.message.EmailMessage)
    return mail


@pytest.mark.parametrize("case", CASES)
def test_every_mail_is_well_formed(case: str) -> None:
    """It has its required heads, a text, a page and two attachments, short lines, and nothing that is not ASCII."""
    data = exported(case, "mail")
    mail = parsed(data)
    for head in ("From", "Date", "Message-ID", "Subject", "MIME-Version"):
        assert mail[head], head
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
        "application/json",
    ]
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_what_is_attached() -> None:
    """The PDF and the comparison file are those that `compare` writes."""
    pdf, data = parsed(exported("seeds", "mail")).iter_attachments()
    assert (pdf.get_filename(), data.get_filename()) == ("brief.pdf", "comparison.json")
    assert pdf.get_content() == FORMATS["pdf"](security_agreement(), RenderOptions())
    assert json.loads(data.get_content()) == json.loads(security_agreement().to_json())


def test_the_contrasts_stand_in_the_mail() -> None:
    """Reasons are in the text and the page; the page marks the words and loads nothing."""
    mail = parsed(exported("seeds", "mail"))
    text, page = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    assert "1. " in text
    reasons = [contrast.reason for pair in security_agreement().pairs for contrast in pair.contrasts]
    shown = [reason for reason in reasons if reason.replace("'", "&#39;").replace('"', "&#34;") in page]
    assert len(shown) == len(reasons)
    assert '<b style="background' in page
    assert not re.search(r"(?i)<(?:img|link|script|iframe|object|style)|url\(|@import", page)


def test_the_review_is_told() -> None:
    """Text and page say how far the review is; a reviewer's name is no markup."""
    mail = parsed(exported("reviewed", "mail"))
    text, page = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    assert "4 of 6 pairs were reviewed by Ada Editor" in text
    assert "Ben &lt;b&gt;Desk&lt;/b&gt;" in page


def test_hostile_texts_stay_texts() -> None:
    """No tag of a document becomes one of the mail, and no head can be put in."""

    class Tags(HTMLParser):
        found: set[str]

        def handle_starttag(self, tag: str, attrs: object) -> None:
            assert attrs is not None
            self.found.add(tag)

    mail = parsed(exported("hostile", "mail"))
    reader = Tags()
    reader.found = set()
    reader.feed(mail.get_body(("html",)).get_content())  # type: ignore[union-attr]
    assert not reader.found & {"script", "img"}
    assert set(mail.keys()) == {"Subject", "From", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"}
    assert hostile().official.title != mail["Subject"]


def test_who_writes_to_whom() -> None:
    """Sender and recipients are those given; a comparison that changed is another message."""
    options = ExportOptions(sender="Night Desk <desk@example.org>", recipients=("a@example.org", "b@example.org"))
    mail = parsed(export_bytes(single(), "mail", options))
    assert mail["From"] == "Night Desk <desk@example.org>"
    assert mail["To"] == "a@example.org, b@example.org"
    assert mail["Message-ID"] != parsed(exported("seeds", "mail"))["Message-ID"]


@pytest.mark.parametrize(
    "address",
    ["", "desk", "a@b@c", "a b@example.org", "a@example.org\r\nBcc: all@example.org", "Desk <a@example.org", "<>", "ü@x.y"],
)
def test_what_is_no_address(address: str) -> None:
    """Nothing but one plain address is taken, and a head cannot be smuggled in."""
    if address == "Desk <a@example.org":  # forgiven: the bracket is only missing
        assert mail_address(address).addr_spec == "a@example.org"
        return
    with pytest.raises(ReportgenError, match="bad-mail-address"):
        mail_address(address)
