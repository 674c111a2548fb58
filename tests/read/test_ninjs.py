"""News items in ninjs: what is text, what is said of it, and what is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reportgen.errors import ReadError
from reportgen.read import read

HTML = "<p>LIMA, June 13 (AN) – A bridge fell on Monday.</p><h2>Toll</h2><ul><li>Two people were hurt.</li></ul>"
OLD = {
    "uri": "http://example.org/item/1",
    "type": "text",
    "firstcreated": "2024-06-13T09:00:00Z",
    "versioncreated": "2024-06-13T10:30:00+02:00",
    "headline": "Bridge falls in Lima",
    "byline": "By Ana Paz",
    "copyrightholder": "The Agency",
    "language": "en-GB",
    "body_text": "LIMA, June 13 (AN) - A bridge fell on Monday. Two people were hurt.",
    "body_xhtml": HTML,
    "body_summary": "A bridge fell.",
    "associations": {"photo": {"uri": "urn:p", "headline": "A photo", "description_text": "The bridge."}},
}
NEW = {
    "uri": "urn:newsml:agency:1",
    "standard": {"name": "ninjs", "version": "3.1"},
    "versionCreated": "2024-06-13T10:30:00+02:00",
    "embargoedUntil": "2024-06-14T00:00:00Z",
    "pubStatus": "withheld",
    "by": "Ana Paz",
    "language": "en",
    "headlines": [
        {"role": "short", "value": "Bridge"},
        {"role": "main", "contentType": "text/html", "value": "<b>Bridge</b> falls"},
    ],
    "infoSources": [{"name": "The Agency"}],
    "bodies": [{"role": "summary", "value": "Short."}, {"role": "main", "contentType": "text/html", "value": HTML}],
    "associations": [{"name": "photo", "uri": "urn:p", "descriptions": [{"value": "The bridge."}]}],
}
SUPERDESK = {
    "guid": "tag:example.org:2024:1",
    "versioncreated": "2024-06-13T10:30:00+0000",
    "headline": "Bridge falls in Lima",
    "source": "The Agency",
    "authors": [{"name": "Ana Paz", "role": "writer"}, {"name": "Juan Rey"}],
    "body_html": HTML,
    "description_text": "A bridge fell.",
    "extra": {"anything": True},
}


def document(item: dict[str, Any], **changes: Any) -> Any:
    """Return the document of an item with some properties changed, or left away where they are None."""
    item = {key: value for key, value in (item | changes).items() if value is not None}
    return read(json.dumps(item).encode(), name="item.json")


LINES = ["LIMA, June 13 (AN) – A bridge fell on Monday.", "Toll", "Two people were hurt."]


def test_version_1() -> None:
    """The item's own fields are the metadata, its headline and its marked-up body the text."""
    found = document(OLD)
    assert [block.text for block in found.blocks] == ["Bridge falls in Lima", *LINES]
    assert [block.kind.value for block in found.blocks] == ["headline", "paragraph", "heading", "item"]
    assert (found.title, found.author, found.publisher) == ("Bridge falls in Lima", "Ana Paz", "The Agency")
    assert (found.published, found.modified) == ("2024-06-13T09:00:00+00:00", "2024-06-13T10:30:00+02:00")
    assert (found.url, found.language) == ("http://example.org/item/1", "en-GB")
    assert (found.media_type, found.notes) == ("application/vnd.iptc.ninjs+json", None)


def test_version_3() -> None:
    """Lists of bodies and headlines have the same inside; an embargo and a status are told."""
    found = document(NEW)
    assert [block.text for block in found.blocks] == ["Bridge falls", *LINES]
    assert (found.title, found.author, found.publisher) == ("Bridge falls", "Ana Paz", "The Agency")
    assert (found.published, found.modified, found.url) == ("2024-06-13T10:30:00+02:00", None, None)
    assert found.notes == ("The item's status is withheld.", "Embargoed until 2024-06-14T00:00:00Z.")


def test_version_2() -> None:
    """Names in lower case are of version 2; a plain body has its paragraphs."""
    item = {"uri": "urn:1", "versioncreated": "2024-06-13T10:30:00Z", "by": "Ana Paz"}
    item |= {"bodies": [{"contenttype": "text/plain", "value": "A bridge fell.\n\nTwo were hurt."}], "copyrightholder": "Us"}
    found = document(item)
    assert [block.text for block in found.blocks] == ["A bridge fell.", "Two were hurt."]
    assert (found.publisher, found.title) == ("Us", None)


def test_superdesk() -> None:
    """Superdesk's own dialect is read with whatever it brings."""
    found = document(SUPERDESK)
    assert [block.text for block in found.blocks][1:] == LINES
    assert (found.author, found.publisher, found.published) == ("Ana Paz, Juan Rey", "The Agency", "2024-06-13T10:30:00+00:00")


def test_the_longer_body() -> None:
    """A short body in HTML does not stand for a long one in plain text."""
    found = document(OLD, body_xhtml="<p>See the attached text.</p>")
    assert found.blocks[1].text == OLD["body_text"]


def test_headline_told_twice() -> None:
    """A body that begins with the headline does not say it again."""
    found = document(OLD, body_xhtml=f"<h1>Bridge falls in  Lima</h1>{HTML}")
    assert [block.text for block in found.blocks].count("Bridge falls in Lima") == 1


def test_without_a_body() -> None:
    """Of a picture or an event its own words are read, and said to be all."""
    found = document(
        OLD, type="picture", body_text=None, body_xhtml=None, body_summary=None, description_text="The fallen bridge."
    )
    assert [block.text for block in found.blocks] == ["Bridge falls in Lima", "The fallen bridge."]
    assert found.notes == ("The item is of type picture and has no body: its headline and description were read.",)


def test_without_words() -> None:
    """A valid item without any words is no document."""
    with pytest.raises(ReadError, match=r"valid ninjs 3\.1 item without headline") as caught:
        document({"uri": "urn:1"})
    assert caught.value.slug == "empty-document"


def test_invalid() -> None:
    """An invalid item is refused with the property; one that is hardly ninjs at all with its keys."""
    with pytest.raises(ReadError, match=r"urgency should be number \(ninjs-invalid\)"):
        document(OLD, urgency="high")
    with pytest.raises(ReadError, match="Its keys: uri, colour, size"):
        document({"uri": "urn:1", "colour": 1, "size": 2})
