"""Articles of content systems."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reportgen.errors import ReadError
from reportgen.read import read

SCHEMA_ORG = {
    "@context": "https://schema.org",
    "@type": ["NewsArticle"],
    "headline": "Bridge falls &amp; two are hurt",
    "articleBody": "A bridge fell on Monday.\n\nTwo people were hurt.",
    "author": [{"@type": "Person", "name": "Ana Paz"}, "Juan Rey"],
    "publisher": {"@type": "Organization", "name": "The Daily"},
    "datePublished": "2024-06-13T10:30:00+02:00",
    "dateModified": "2024-06-13T12:00:00+02:00",
    "mainEntityOfPage": {"@id": "https://daily.example.org/bridge"},
    "inLanguage": "en",
}
WORDPRESS = {
    "id": 5,
    "date": "2024-06-13T10:30:00",
    "date_gmt": "2024-06-13T08:30:00",
    "link": "https://daily.example.org/bridge",
    "title": {"rendered": "Bridge falls &amp; two are hurt"},
    "content": {"rendered": "<p>A bridge fell on Monday.</p>\n<p>Two people were hurt.</p>", "protected": False},
    "_embedded": {"author": [{"name": "Ana Paz"}]},
}
ARC = {
    "type": "story",
    "headlines": {"basic": "Bridge falls &amp; two are hurt"},
    "content_elements": [
        {"type": "text", "content": "A bridge <b>fell</b> on Monday."},
        {"type": "image", "caption": "The bridge"},
        {"type": "interstitial_link", "content": "Read more"},
        {"type": "header", "content": "Toll"},
        {"type": "list", "items": [{"type": "text", "content": "Two people were hurt."}]},
        {"type": "quote", "content_elements": [{"type": "text", "content": "It was loud."}]},
    ],
    "credits": {"by": [{"name": "Ana Paz"}]},
    "display_date": "2024-06-13T08:30:00.000Z",
    "canonical_url": "/bridge/",
    "distributor": {"name": "The Daily"},
}


def document(value: dict[str, Any], **changes: Any) -> Any:
    """Return the document of an article with some keys changed."""
    return read(json.dumps(value | changes).encode(), name="a.json")


def test_schema_org() -> None:
    """An article as sites embed it in their pages."""
    found = document(SCHEMA_ORG)
    assert [block.text for block in found.blocks] == [
        "Bridge falls & two are hurt",
        "A bridge fell on Monday.",
        "Two people were hurt.",
    ]
    assert (found.author, found.publisher) == ("Ana Paz, Juan Rey", "The Daily")
    assert (found.published, found.modified) == ("2024-06-13T10:30:00+02:00", "2024-06-13T12:00:00+02:00")
    assert (found.url, found.language, found.title) == ("https://daily.example.org/bridge", "en", "Bridge falls & two are hurt")


def test_wordpress() -> None:
    """A post as WordPress's own interface gives it; its time is told in Greenwich's."""
    found = document(WORDPRESS)
    assert [block.kind.value for block in found.blocks] == ["headline", "paragraph", "paragraph"]
    assert (found.published, found.author) == ("2024-06-13T08:30:00+00:00", "Ana Paz")
    assert (found.publisher, found.title) == ("daily.example.org", "Bridge falls & two are hurt")


def test_arc() -> None:
    """A story's paragraphs, headings and lists, without its pictures and links to others."""
    found = document(ARC)
    assert [(block.text, block.kind.value) for block in found.blocks][1:] == [
        ("A bridge fell on Monday.", "paragraph"),
        ("Toll", "heading"),
        ("Two people were hurt.", "item"),
        ("It was loud.", "item"),
    ]
    assert (found.published, found.publisher, found.url) == ("2024-06-13T08:30:00+00:00", "The Daily", None)


@pytest.mark.parametrize(
    "value", [SCHEMA_ORG | {"articleBody": " "}, WORDPRESS | {"content": {"rendered": "<p></p>"}}, ARC | {"content_elements": []}]
)
def test_without_text(value: dict[str, Any]) -> None:
    """A headline alone is no article."""
    with pytest.raises(ReadError, match="empty-document"):
        document(value)
