"""Mailboxes."""

from __future__ import annotations

import pytest

from reportgen.errors import ReadError
from reportgen.read import read
from reportgen.read.mail.mbox import entries, sniff
from tests.read.mail.mails import COVER, RELEASE, mail

LINE = b"From jane@transport.example Thu Jun 13 19:17:22 2024\n"
FIRST = mail(
    RELEASE.replace("A second", "From here a second\n\n>From now on a second"), subject="=?utf-8?q?Br=C3=BCcke?= one"
).as_bytes()
BOX = LINE + FIRST + b"\n" + LINE + mail(COVER, subject="Two", release_txt=RELEASE).as_bytes() + b"\n"


def test_sniff() -> None:
    """A mailbox begins with its own line and a mail's head."""
    assert sniff(BOX, "a")
    assert not sniff(b"From here on the road is closed.\nIt: is.\n", "a.txt")


def test_several() -> None:
    """Several mails are listed with their subjects, and chosen by number, subject or identifier."""
    with pytest.raises(ReadError, match=r"there are 2 mails in it[\s\S]*#1 \(Brücke one\), #2 \(Two\)"):
        read(BOX, name="a.mbox")
    assert [entry.aliases for entry in entries(BOX, "a")] == [("1@transport.example",)] * 2
    document = read(BOX, name="a.mbox", part="brücke")
    assert (document.name, document.title, document.media_type) == ("a.mbox#1", "Brücke one", "application/mbox")
    assert ">From now" not in document.text
    assert "From now on a second lane" in document.text


def test_parts_of_a_mail() -> None:
    """What is attached to one of the mails can be named too."""
    assert read(BOX, name="a.mbox", part="2#body").blocks[0].text == "Dear colleagues,"
    assert read(BOX, name="a.mbox", part="2").name == "a.mbox#2#release.txt"


def test_one() -> None:
    """A mailbox of one mail is that mail."""
    assert read(LINE + FIRST, name="a.mbox").title == "Brücke one"
