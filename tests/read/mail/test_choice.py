"""Whether a mail's body is the document, or what is attached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportgen.errors import ReadError, UsageError
from reportgen.read import read
from reportgen.read.mail.eml import entries
from tests.read.mail.mails import COVER, HEAD, RELEASE, mail

if TYPE_CHECKING:
    from email.message import EmailMessage

OTHER = (
    "Facts about bridges\n\n"
    + "The valley has eleven bridges, and four of them were built before the war by the army of the time. " * 3
)


def found(message: EmailMessage, part: str | None = None) -> tuple[str, str]:
    """Return the first words of the document in a mail, and its name."""
    document = read(message.as_bytes(), name="a.eml", part=part)
    return " ".join(document.blocks[0].text.split()[:4]), document.name


BODY, ATTACHED = "Ministry opens the Tolva", "a.eml#release.txt"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (mail(), (BODY, "a.eml")),
        (mail(COVER, release_txt=RELEASE), (BODY, ATTACHED)),
        (mail("See attached.", release_txt=RELEASE), (BODY, ATTACHED)),
        (mail("", release_txt=RELEASE), (BODY, ATTACHED)),
        (
            mail("FYI", release_txt=RELEASE, logo_png=b"\x89PNG", date_ics="BEGIN:VCALENDAR\nSUMMARY:a b c d e f g"),
            (BODY, ATTACHED),
        ),
        # A text of its own is the document, whatever is attached.
        (mail(RELEASE + "The plans are attached. " + "More was said. " * 50, facts_txt=OTHER), (BODY, "a.eml")),
        (mail(RELEASE, facts_txt="A note."), (BODY, "a.eml")),
        # Nothing that can be read is attached: the letter is all there is.
        (mail(COVER, plan_bin=bytes(range(256))), ("Dear colleagues,", "a.eml")),
        # The same text twice is one text.
        (mail(COVER, release_txt=RELEASE, copy_txt=RELEASE + "One line more than that."), (BODY, "a.eml#copy.txt")),
    ],
    ids=[
        "no attachment",
        "a letter that goes with a release",
        "a pointer to a release",
        "an empty body",
        "a release among other files",
        "a release that goes with facts",
        "a release that goes with a note",
        "nothing that can be read",
        "one text twice",
    ],
)
def test_choice(message: EmailMessage, expected: tuple[str, str]) -> None:
    """The body is the document unless it only goes with something that can be read."""
    assert found(message) == expected


def test_what_is_said_of_an_attachment() -> None:
    """Its own words and hash are noted; what it does not say, the mail says."""
    document = read(mail(COVER, subject="Press release", release_txt=RELEASE).as_bytes(), name="a.eml")
    assert (document.title, document.author, document.published) == ("Press release", "Jane Doe", "2024-06-13T15:17:22-04:00")
    assert document.media_type == "message/rfc822"
    first, second = document.notes or ()
    assert first.startswith("The text is that of the attachment release.txt (text/plain, SHA-256 ")
    assert second == "The mail's own words are not in it; a.eml#body reads them."


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("body", ("Dear colleagues,", "a.eml")),
        ("release.txt", (BODY, ATTACHED)),
        ("1", (BODY, ATTACHED)),
        ("facts", ("Facts about bridges", "a.eml#facts.txt")),
    ],
)
def test_parts(part: str, expected: tuple[str, str]) -> None:
    """The body and each attachment can be chosen."""
    assert found(mail(COVER, release_txt=RELEASE, facts_txt=OTHER), part) == expected


def test_no_such_part() -> None:
    """A name nothing goes by is told, with those there are."""
    with pytest.raises(UsageError, match=r"#release\.txt \(text/plain\)"):
        found(mail(COVER, release_txt=RELEASE), "plans")
    with pytest.raises(UsageError, match="It is one document"):
        found(mail(), "2")


def test_several_texts() -> None:
    """A cover letter with two texts leaves the choice to the reader."""
    with pytest.raises(ReadError) as caught:
        found(mail(COVER, release_txt=RELEASE, facts_txt=OTHER))
    assert caught.value.slug == "several-documents"
    assert "#facts.txt" in str(caught.value)


@pytest.mark.parametrize(
    ("attached", "told"),
    [
        (RELEASE, "carry the same text."),
        (RELEASE.replace("12,000", "21,000"), "Only in the attachment: “The bridge carries 21,000 vehicles a day."),
        (
            RELEASE.replace("The bridge carries 12,000 vehicles a day. A second", "A second"),
            "Only in the attachment: “A second lane",
        ),
        (RELEASE[: RELEASE.index('"Nobody')], "Only in the mail's body"),
    ],
)
def test_two_versions(attached: str, told: str) -> None:
    """Where body and attachment carry the same text, it is said whether they differ, and in what."""
    notes = read(mail(RELEASE, release_txt=attached).as_bytes(), name="a.eml").notes or ()
    assert len(notes) == 1
    assert told in notes[0]


def test_another_text() -> None:
    """An attachment with a text of its own is no version of the body."""
    assert read(mail(RELEASE, facts_txt=OTHER).as_bytes(), name="a.eml").notes is None


def test_message_inside() -> None:
    """A mail attached to a mail is read as a mail, and says itself who wrote it and when."""
    inner = mail()
    del inner["From"], inner["Date"]
    inner["From"] = "Ministry of Transport <press@transport.example>"
    inner["Date"] = "Wed, 12 Jun 2024 08:00:00 +0200"
    outer = mail("For you.", subject="Look")
    outer.add_attachment(inner)
    document = read(outer.as_bytes(), name="a.eml")
    assert document.name == "a.eml#Ministry opens the Tolva bridge.eml"
    assert (document.publisher, document.author) == ("Ministry of Transport", None)
    assert document.published == "2024-06-12T08:00:00+02:00"


def test_mails_in_mails() -> None:
    """A mail in a mail, and so on: as deep as forwards go it is opened, and no deeper."""
    message = mail()
    for depth in range(1, 9):
        outer = mail("See below.")
        outer.add_attachment(message)
        message = outer
        name = read(message.as_bytes(), name="a.eml").name
        assert ("#" in name) is (depth <= 6), depth


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (mail("", a_png=b"\x89PNG", b_png=b"\x89PNG"), "2 pictures and no text"),
        (mail("", plan_bin=bytes(range(256))), "none attached can be read: plan.bin"),
        (mail(""), "a head and nothing below it"),
    ],
)
def test_no_words(message: EmailMessage, told: str) -> None:
    """A mail without words says what it has instead."""
    with pytest.raises(ReadError) as caught:
        found(message)
    assert caught.value.slug == "empty-document"
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        ("application/pkcs7-mime; smime-type=enveloped-data", "MIAGCSqGSIb3", "S/MIME"),
        ('multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b', "--b\n\n\n--b--", "PGP"),
        ("text/plain", "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----", "PGP"),
    ],
)
def test_encrypted(kind: str, body: str, told: str) -> None:
    """What is encrypted is told, with the way out."""
    data = HEAD + f"Content-Type: {kind}\r\n\r\n{body}\r\n".encode()
    with pytest.raises(ReadError, match=told) as caught:
        read(data, name="a.eml")
    assert caught.value.slug == "encrypted"


def test_entries() -> None:
    """A mail with nothing attached has nothing to choose from."""
    assert entries(mail().as_bytes(), "a.eml") == ()
    assert [entry.key for entry in entries(mail(COVER, release_txt=RELEASE).as_bytes(), "a.eml")] == ["body", "release.txt"]
