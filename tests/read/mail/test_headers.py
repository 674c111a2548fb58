"""What the head of a mail says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.read.mail.headers import decoded, head_of, is_forward, is_reply, moment_of, sender_of, title_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Plain  text\r\n folded", "Plain text folded"),
        ("=?utf-8?Q?Br=C3=BCcke_offen?=", "Brücke offen"),
        ("=?ISO-8859-1?q?Caf=E9?= a", "Café a"),
        # A letter cut in two by the length of a line.
        ("=?utf-8?B?w7w=?= =?utf-8?B?w7w=?=", "üü"),
        ("=?utf-8?q?=C3?=\r\n =?utf-8?q?=BC?=", "ü"),
        ("=?bogus?q?a=FC?=", "aü"),
        ("=?utf-8?b?!!!?= a", "a"),
        ("bytes \udcc3\udcbc", "bytes ü"),
        ("=?utf-8?q?unended", "=?utf-8?q?unended"),
    ],
)
def test_decoded(value: str, text: str) -> None:
    """Encoded words, raw bytes and folds become one line of text."""
    assert decoded(value) == text


@given(st.text("=?utf-8bqQ_ \udcff\n", max_size=80) | st.text())
def test_any_value(value: str) -> None:
    """Any value gives a line that can be written as UTF-8."""
    assert "\n" not in decoded(value)
    decoded(value).encode("utf-8")
    sender_of(decoded(value))
    moment_of(value)


@pytest.mark.parametrize(
    ("sender", "author", "publisher"),
    [
        ("Jane Doe <jane@x.example>", "Jane Doe", None),
        ('"Doe, Jane" <jane@x.example>', "Jane Doe", None),
        ("Press Office, Ministry of Transport <p@x.example>", None, "Press Office, Ministry of Transport"),
        ("Jane Doe <jane@state.gov>", "Jane Doe", "U.S. Department of State"),
        ("<info@state.gov>", None, "U.S. Department of State"),
        ("\"'Jane Doe' via Port Press\" <l@lists.example>", "Jane Doe", "Port Press"),
        ("", None, None),
        ('<@>,;:"', None, None),
    ],
)
def test_sender(sender: str, author: str | None, publisher: str | None) -> None:
    """A person is the author, a body the publisher; listed hosts have their names."""
    head = head_of({"from": sender})
    assert (head.author, head.publisher) == (author, publisher)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("Thu, 13 Jun 2024 15:17:22 -0400 (EDT)", "2024-06-13T15:17:22-04:00"),
        ("13 Jun 2024 15:17 GMT", "2024-06-13T15:17:00+00:00"),
        ("Thu, 13 Jun 2024 15:17:22 -0000", "2024-06-13T15:17:22+00:00"),
        ("Thu, 13 Jun 2024 15:17:22", "2024-06-13"),
        ("yesterday", None),
        ("", None),
        ("99 Foo 99999 99:99:99", None),
    ],
)
def test_moment(value: str, moment: str | None) -> None:
    """A date has its zone; one without is a day."""
    assert moment_of(value) == moment


@pytest.mark.parametrize(
    ("subject", "title", "reply", "forward"),
    [
        ("Bridge: open", "Bridge: open", False, False),
        ("Re: Bridge", "Bridge", True, False),
        ("RE[2]: [EXTERNAL] Fwd: Bridge", "Bridge", True, False),
        ("[press] WG: Bridge", "Bridge", False, True),
        ("[Bridge]", "[Bridge]", False, False),
        ("Re:", "", True, False),
        ("", "", False, False),
    ],
)
def test_subject(subject: str, title: str, reply: bool, forward: bool) -> None:  # noqa: FBT001
    """A subject's marks say what a mail is, and are no part of its title."""
    assert (title_of(subject), is_reply(subject), is_forward(subject)) == (title, reply, forward)


def test_archived() -> None:
    """Where a list keeps the mail is its address."""
    assert head_of({"archived-at": "<https://lists.example.org/7>"}).url == "https://lists.example.org/7"
    assert head_of({"archived-at": "<javascript:x>"}).url is None
