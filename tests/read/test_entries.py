"""Which of several documents in one source is meant."""

from __future__ import annotations

import pytest

from reportgen.errors import UsageError
from reportgen.read.entries import Entry, chosen, several

ENTRIES = (
    Entry("1", "Bridge closed for repair", ("urn:a",)),
    Entry("2", "Bridge open again", ("urn:b",)),
    Entry("12", "Port strike ends"),
)


@pytest.mark.parametrize(
    ("part", "index"),
    [
        ("1", 0),  # a key, though "12" has it too
        ("2", 1),
        ("URN:B", 1),
        ("strike", 2),
        ("open again", 1),
    ],
)
def test_chosen(part: str, index: int) -> None:
    """A document is named by its key, by another name of it, or by a piece of its title."""
    assert chosen(ENTRIES, part, name="a.jsonl") == index


@pytest.mark.parametrize(
    ("part", "told"),
    [("9", "no documents in it go by '9'"), ("bridge", "several documents in it go by 'bridge'"), ("", "no documents")],
)
def test_not_chosen(part: str, told: str) -> None:
    """A name that none or several have is told, with the names there are."""
    with pytest.raises(UsageError) as caught:
        chosen(ENTRIES, part, name="a.jsonl")
    assert caught.value.slug == "no-such-part"
    assert told in caught.value.what
    assert "#2 (Bridge open again)" in str(caught.value)


def test_a_single_document_has_no_parts() -> None:
    """A part of what is one document is refused."""
    with pytest.raises(UsageError, match="it has no part '2'"):
        chosen((), "2", name="a.txt")


def test_several() -> None:
    """The error shows how to choose, the first documents, and how many more there are."""
    error = several([Entry(str(number), "x" * 100) for number in range(1, 21)], name="a.mbox", what="messages")
    assert "there are 20 messages in it" in error.what
    assert "a.mbox#1" in str(error)
    assert "x" * 61 not in str(error)
    assert "and 12 more" in str(error)
