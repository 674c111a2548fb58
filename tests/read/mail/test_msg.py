"""Mails as Outlook saves them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import ReadError, ReportgenError
from reportgen.read import clean, read
from reportgen.read.mail.msg import sniff
from tests.read.mail.cfb import msg
from tests.read.mail.mails import COVER, RELEASE

pytest.importorskip("oxmsg", reason="mails of Outlook need the extra reportgen[msg]")

PLAIN, HTML, CLASS, SUBJECT = 0x1000, 0x1013, 0x001A, 0x0037
HEAD = {
    CLASS: "IPM.Note",
    SUBJECT: "Bridge",
    0x0C1A: "Jane Doe",
    0x5D01: "jane@transport.example",
    0x0039: datetime(2024, 6, 13, 9, tzinfo=UTC),
}
ATTACHED = {0x3707: "release.txt", 0x370E: "text/plain", 0x3705: 1, 0x3701: RELEASE.encode()}


def test_plain() -> None:
    """The plain body is the text; the mail's own properties are its head."""
    document = read(msg(HEAD | {PLAIN: RELEASE.replace("\n", "\r\n")}), name="a.msg")
    assert document.blocks[0].text == "Ministry opens the Tolva bridge"
    assert (document.title, document.author, document.published) == ("Bridge", "Jane Doe", "2024-06-13T09:00:00+00:00")
    assert document.media_type == "application/vnd.ms-outlook"


def test_transport_headers() -> None:
    """The head a mail came with says more than Outlook keeps: the time zone of its date."""
    headers = (
        "Received: x\r\nFrom: Ministry of Transport <press@transport.example>\r\nDate: Thu, 13 Jun 2024 11:00:00 +0200\r\n\r\n"
    )
    document = read(msg(HEAD | {PLAIN: RELEASE, 0x007D: headers}), name="a.msg")
    assert (document.publisher, document.published) == ("Ministry of Transport", "2024-06-13T11:00:00+02:00")


def test_markup() -> None:
    """A body in HTML is read in the encoding the mail names."""
    document = read(
        msg(HEAD | {HTML: "<p>Der Bürgermeister öffnet die Brücke.</p>".encode("cp1252"), 0x3FDE: 1252}), name="a.msg"
    )
    assert document.text == "Der Bürgermeister öffnet die Brücke."


def test_attached() -> None:
    """A cover letter goes with what is attached."""
    data = msg(HEAD | {PLAIN: COVER}, (ATTACHED, {0x3707: "logo.png", 0x370E: "image/png", 0x3705: 1, 0x3701: b"\x89PNG"}))
    assert read(data, name="a.msg").name == "a.msg#release.txt"
    assert read(data, name="a.msg", part="body").blocks[0].text == "Dear colleagues,"


def test_large_attachment() -> None:
    """What is too large for the small sectors of the file is read as well."""
    data = msg(HEAD | {PLAIN: COVER}, (ATTACHED | {0x3701: (RELEASE * 50).encode()},))
    assert len(read(data, name="a.msg").text) > 10_000


def test_encrypted() -> None:
    """An encrypted mail is told."""
    with pytest.raises(ReadError, match="encrypted or sealed"):
        read(msg(HEAD | {CLASS: "IPM.Note.SMIME", PLAIN: ""}), name="a.msg")


def test_another_office_file() -> None:
    """An old Word file begins the same way and is no mail."""
    assert not sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "a.doc")
    with pytest.raises(ReadError, match="an old Office file"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), name="a.doc")


WHOLE = msg(HEAD | {PLAIN: RELEASE, HTML: b"<p>x"}, (ATTACHED,))


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_damaged(at: int, piece: bytes) -> None:
    """A damaged file gives a document or an error."""
    for data in (WHOLE[:at] + piece + WHOLE[at + len(piece) :], WHOLE[: at + len(piece)]):
        try:
            clean(read(data, name="a.msg"))
        except ReportgenError as error:
            assert error.slug  # noqa: PT017  (either way is right)
