"""Mails as programs save them: known by their heads, read whatever their form."""

from __future__ import annotations

import quopri
from base64 import encodebytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine import statements_of
from reportgen.errors import ReadError, ReportgenError
from reportgen.read import clean, read
from reportgen.read.mail.eml import sniff
from reportgen.settings import Settings
from tests.read.mail.mails import COVER, HEAD, RELEASE, mail


@pytest.mark.parametrize(
    ("data", "name", "is_mail"),
    [
        (mail().as_bytes(), "a.txt", True),
        (b"Received: by mx\nFrom: a@b.c\nDate: now\n\nText", "a", True),
        (b"From: a@b.c\nSubject: x\n\nText", "a.eml", True),
        # A memo, and a page of metadata, are texts.
        (b"FROM: The minister\nTO: Editors\nDATE: 13 June\nSUBJECT: Bridge\n\nText", "a.txt", False),
        (b"Title: Bridge\nDate: 2024-06-13\n\nText", "a.md", False),
        (b"The bridge: it is open.\n", "a.eml", False),
        (b"", "a.eml", False),
    ],
)
def test_sniff(data: bytes, name: str, is_mail: bool) -> None:  # noqa: FBT001
    """A mail is known by fields that programs write; a memo has other ones."""
    assert sniff(data, name) is is_mail


def body(data: bytes) -> str:
    """Return the text of a body given with its own fields, as it is read."""
    return " ".join(block.text for block in read(HEAD + data, name="a.eml").blocks)


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + "Café – 5 €".encode(),
        b"Content-Type: text/plain; charset=us-ascii\r\n\r\n" + "Café – 5 €".encode(),
        b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\n" + "Café – 5 €".encode("cp1252"),
        b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + "Café – 5 €".encode("cp1252"),
        b"Content-Type: text/plain; charset=nonsense\r\n\r\n" + "Café – 5 €".encode(),
        b"\r\n" + "Café – 5 €".encode(),
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring("Café – 5 €".encode()),
        b"Content-Type: text/plain; charset=utf-16\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + encodebytes("Café – 5 €".encode("utf-16")),
        b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>Caf&eacute; &ndash; 5&#160;&euro;</p>",
    ],
    ids=range(9),
)
def test_encodings(data: bytes) -> None:
    """A text arrives in any encoding, also in another than the mail says."""
    assert body(data).replace("\u00a0", " ") == "Café – 5 €"


def test_flowed() -> None:
    """Lines that end in a space go on with the next; the space goes where the mail says so."""
    assert (
        body(b"Content-Type: text/plain; format=flowed\r\n\r\nA bridge \r\nfell.\r\n from here\r\n") == "A bridge fell. from here"
    )
    assert body(b"Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\nA bri \r\ndge fell.\r\n") == "A bridge fell."


def test_addresses_of_links() -> None:
    """Addresses that programs put behind the words of a link are no words."""
    document = read(HEAD + b"\r\nSee the report <https://example.org/a?b=c> of the minister.\r\n", name="a.eml")
    assert document.blocks[0].text == "See the report of the minister."
    assert [(passage.text, passage.reason) for passage in document.removed] == [("<https://example.org/a?b=c>", "markup")]


def test_emlx() -> None:
    """Apple's files have the length before the mail and a property list behind it."""
    data = mail().as_bytes()
    document = read(str(len(data)).encode() + b"       \n" + data + b'<?xml version="1.0"?><plist>flags</plist>', name="1.emlx")
    assert document.blocks[-1].text.endswith("the ministry said.")


def test_page_saved_as_a_mail() -> None:
    """A page that a browser saved as one file is read as a page, with its address."""
    page = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example.org/bridge\r\nSubject: Bridge\r\n"
        b"Date: Thu, 13 Jun 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        b"Content-Location: https://news.example.org/bridge\r\n\r\n<html><head><title>Bridge</title></head><body><article>"
        b"<h1>Bridge opens in the valley</h1><p>"
        + RELEASE[32:160].encode()
        + b"</p><p>"
        + RELEASE[160:].encode()
        + b"</p></article></body></html>"
        b"\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    )
    document = read(page, name="page.mhtml")
    assert (document.url, document.media_type) == ("https://news.example.org/bridge", "multipart/related")
    assert "12,000 vehicles" in document.text


REPLY = (
    "It carries 12,000 vehicles a day, the ministry says.\n\n"
    "On Wed, 12 Jun 2024 at 10:01, Max <m@p.example> wrote:\n> How many?\n"
)
NESTED = b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (number, number + 1) for number in range(20))


def test_keep() -> None:
    """What a mail's reader removed can be put back, by its reason and by its lines, and stays."""
    document = read(mail(f"{REPLY}\n-- \nJane Doe\n+1 555 0100\n", subject="Re: Bridge").as_bytes(), name="a.eml")
    plain = [statement.text for statement in statements_of(document, "P", Settings()).statements]
    assert plain == ["It carries 12,000 vehicles a day, the ministry says."]
    kept = statements_of(document, "P", Settings(keep=("quoted message",))).statements
    assert any("How many?" in statement.text for statement in kept)
    kept = statements_of(document, "P", Settings(keep=("mail signature", "4"))).statements
    assert any("+1 555 0100" in statement.text for statement in kept)
    assert any("How many?" in statement.text for statement in kept)


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (HEAD + b"Content-Type: text/plain; " + b'a="b";' * 100_000 + b"\n\nText.", "mail-broken"),
        (HEAD + b"Content-Type: multipart/mixed; boundary=b0\n\n" + NESTED + b"x\n" * 600_000, "mail-broken"),
        (HEAD + b"\n" + b"> " * 500_000, "empty-document"),
        (HEAD + b"Content-Type: text/plain; format=flowed\n\n" + b"word word \n" * 100_000, None),
        (HEAD + b"X-A: " + b"a" * 2_000_000 + b"\n\nA text.", None),
        (HEAD + b"Subject: " + b"=?a?q?" * 100_000 + b"\n\nA text.", None),
        (HEAD + b"\n" + b"On Mon, 12 Jun 2024 10:01, x@y wrote:\n" * 5000 + b"> a\n", None),
        (HEAD + b"\n" + b"From: a\nTo: b\nSubject: c\n\nx\n\n" * 5000, None),
        (HEAD + b"\n" + b"a<http://" * 100_000, None),
        (HEAD + b"\n" + b"if you are not the intended recipient " * 50_000, None),
        (HEAD + b"\n" + b"<!-- a <https://b.c> " * 20_000, None),
    ],
    ids=range(11),
)  # fmt: skip
def test_large(data: bytes, slug: str | None) -> None:
    """What is large, deep or built to waste time is read or refused in the time its size needs."""
    try:
        clean(read(data, name="a.eml"))
    except ReadError as error:
        found = error.slug
    else:
        found = None
    assert found == slug


PIECES = st.sampled_from(
    [
        *(b"From: a@b.c\n", b"Subject: =?utf-8?b?w7w=?=\n", b"To: x\n", b"Date: x\n", b"\n", b"--b\n", b"--b--\n", b"From x\n"),
        *(b"Content-Type: text/plain; charset=utf-7\n", b"Content-Type: text/plain; format=flowed; delsp=yes\n"),
        *(b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Type: message/rfc822\n"),
        *(b"Content-Transfer-Encoding: base64\n", b"Content-Disposition: attachment; filename*=utf-8''%ff\n"),
        *(
            b"Content-Type: text/html; charset*0=a\n",
            b"<p>text<br>",
            b"A text. \n",
            b"\xff\xfe\x00",
            b"Best regards\n",
            b"Jane\n",
        ),
        *(b"> quoted\n", b"On 1 June 2024 10:00, a <a@b.c> wrote:\n", b"-- \n", b"-----Original Message-----\n"),
    ]
)


@given(st.lists(PIECES | st.binary(max_size=20), max_size=25).map(b"".join))
def test_any_bytes(data: bytes) -> None:
    """Any mail gives a document that keeps the laws, or an error."""
    try:
        document = clean(read(HEAD + data, name="a.eml"))
    except ReportgenError as error:
        assert error.slug  # noqa: PT017  (either way is right)
        return
    gone = [place for passage in document.removed for place in range(passage.start, passage.end)]
    assert len(gone) == len(set(gone))
    assert all(document.text[passage.start : passage.end] == passage.text for passage in document.removed)
    assert not {place for block in document.blocks for place in block.origins} & set(gone)


def test_cover_letters_alone() -> None:
    """A cover letter with nothing attached is read as what it is."""
    assert body(b"\r\n" + COVER.encode()).startswith("Dear colleagues, please find attached")
