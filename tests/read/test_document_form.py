"""Our own document in JSON: what was read before comes back as it was, a bare text is read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import Document, Settings, compare
from reportgen.codec import document_to_json
from reportgen.engine import statements_of
from reportgen.errors import ReadError, ReportgenError
from reportgen.read import read

TEXT = """# Two hurt in fire

By Maren Holt

Two people were **hurt** on Monday. The [fire](https://example.org/fire) is out.

- One is in hospital. She is stable.
- The other went home.

## What is next

Police ask for witnesses.

SUBSCRIBE TO OUR NEWSLETTER
"""


def prepared(text: str, *, prefix: str = "P", keep: tuple[str, ...] = ()) -> Document:
    """Return a document as `reportgen read` prepares it."""
    return statements_of(Document.from_text(text, published="2024-06-13"), prefix, Settings(keep=keep))


def test_round_trip() -> None:
    """A document that was read is read again the same, statements and furniture included."""
    document = prepared(TEXT)
    assert document.removed
    again = read(document_to_json(document).encode(), name="a.json")
    assert again == document
    assert statements_of(again, "P", Settings()) == document


@given(st.text("ab. \n#*-|[]()<>!…\u00a0\r", max_size=80) | st.text(max_size=60))
def test_round_trip_of_any_text(text: str) -> None:
    """So it is for any text that can be read."""
    try:
        document = prepared(text)
    except ReportgenError:
        return
    if document.statements:
        again = read(document_to_json(document).encode(), name="a.json")
        assert again == document
        assert statements_of(again, "P", Settings()) == document


def test_ids_follow_the_side() -> None:
    """A document that was read as a report may be the official text, and has that side's ids then."""
    again = read(document_to_json(prepared(TEXT)).encode(), name="a.json")
    comparison = compare(again, Document.from_text("Three people were hurt on Monday, the police said."))
    assert [statement.id for statement in comparison.official.statements[:2]] == ["O1", "O2"]


def test_keep_puts_back() -> None:
    """What was removed before can be put back into a document from JSON."""
    again = read(document_to_json(prepared(TEXT)).encode(), name="a.json")
    reason = next(passage.reason for passage in again.removed if passage.text.startswith("SUBSCRIBE"))
    kept = statements_of(again, "P", Settings(keep=(reason,)))
    assert kept.statements[-1].text == "SUBSCRIBE TO OUR NEWSLETTER"
    assert [item.text for item in kept.statements[:-1]] == [item.text for item in again.statements]


def test_text_alone() -> None:
    """A text with some metadata is read as a text file is; what the object says wins, what it cannot mean is told."""
    value = {"text": "---\ntitle: Own\nauthor: M. Holt\n---\nTwo people were hurt.", "title": " Given ", "label": 3, "url": None}
    document = read(json.dumps(value).encode(), name="a.json")
    assert (document.title, document.author, document.media_type) == ("Given", "M. Holt", "application/json")
    assert document.text.endswith("Two people were hurt.")
    assert document.notes == ("Not read: label.",)


def test_half_characters() -> None:
    """Half a character is replaced, in the text and in what is said of it."""
    document = read(b'{"text": "Two \\ud800 hurt.", "title": "\\udfff a", "\\ud801": 1}', name="a.json")
    assert document.text == "Two \ufffd hurt."
    assert document.title == "\ufffd a"
    document_to_json(document).encode("utf-8")


def changed(**changes: Any) -> bytes:
    """Return a document that was read before, with changes made to it by hand."""
    value = json.loads(document_to_json(prepared(TEXT)))
    for key, change in changes.items():
        change(value[key]) if callable(change) else value.update({key: change})
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"statements": lambda items: items[1].update(start=99_999)}, "statements[1] points outside the text"),
        ({"statements": lambda items: items[0].update(end=items[0]["start"])}, "statements[0] points outside the text"),
        ({"statements": lambda items: items[2].update(start=0)}, "statements[2] begins before"),
        ({"statements": lambda items: items[0].update(kind="song")}, "statements[0].kind is 'song'"),
        ({"statements": lambda items: items[0]["voice"].update(quoted=[[5, 4]])}, "points outside"),
        ({"statements": lambda items: items[0].pop("text")}, "statements[0] lacks the key 'text'"),
        ({"removed": lambda items: items[0].update(text="x")}, "removed[0] is not what stands at its place"),
        ({"sha256": "0"}, "sha256 is none"),
        ({"title": 3}, "title should be"),
        ({"surprise": 3}, "unknown key 'surprise'"),
        ({"text": "Two \ud800 hurt."}, "half a character"),
        ({"statements": [], "title": 3}, "title should be a text, found int"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_does_not_fit(changes: dict[str, Any], told: str) -> None:
    """A document whose parts do not fit its text is refused, with the place."""
    with pytest.raises(ReadError) as caught:
        read(changed(**changes), name="a.json")
    assert caught.value.slug == "document-broken"
    assert told in caught.value.what


@given(st.integers(0, 200), st.text(max_size=3), st.integers(0, 10_000))
def test_damaged_by_hand(at: int, piece: str, salt: int) -> None:
    """A file with any damage gives a document or an error."""
    raw = document_to_json(prepared(TEXT))
    place = (at * 37 + salt) % len(raw)
    try:
        statements_of(
            read((raw[:place] + piece + raw[place + salt % 5 :]).encode("utf-8", "replace"), name="a.json"), "P", Settings()
        )
    except ReportgenError as error:
        assert error.slug  # noqa: PT017  (either way is right)
