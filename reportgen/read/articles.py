"""Articles as content systems hand them out in JSON: schema.org's NewsArticle, WordPress posts, Arc XP stories."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportgen.model import BlockKind
from reportgen.read.blocks import Part, document_from_parts, without_surrogates
from reportgen.read.fragment import is_markup
from reportgen.read.html import parts_of_markup
from reportgen.read.plain import parts_of_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportgen.model import Document

MEDIA_TYPE = "application/json"
_ARTICLE = "Article"
_TEXT_ELEMENTS = frozenset({"text", "header", "quote", "list", "list_element"})
"""Arc XP's story elements that are text; the others are pictures, embeds and links to other stories."""


def is_article(value: Any) -> bool:
    """Return whether a JSON value is an article of one of these systems, with its text inside."""
    return isinstance(value, dict) and any(test(value) for test in (_is_schema_org, _is_wordpress, _is_arc))


def title_of(value: Mapping[str, Any]) -> str | None:
    """Return an article's headline, None for what is no article."""
    if _is_schema_org(value):
        return _line(value.get("headline") or value.get("name"))
    if _is_wordpress(value):
        return _line(value["title"].get("rendered")) if isinstance(value.get("title"), dict) else _line(value.get("title"))
    return _line(_at(value, "headlines", "basic")) if _is_arc(value) else None


def document_of(value: Mapping[str, Any], *, name: str, data: bytes) -> Document:
    """Return the document of an article; `data` is what it was parsed from, for its hash.

    Raises ReadError (`empty-document`) where its text is empty.
    """
    reader = _of_schema_org if _is_schema_org(value) else _of_wordpress if _is_wordpress(value) else _of_arc
    fields, body = reader(value)
    title = title_of(value)
    headline = [Part(title, BlockKind.HEADLINE)] if title else []
    if title and body and " ".join(body[0].text.split()).casefold() == title.casefold():
        body = body[1:]
    document = document_from_parts([*headline, *body] if body else [], name=name, media_type=MEDIA_TYPE, data=data, title=title)
    return replace(document, **{key: _line(found) for key, found in fields.items()})  # type: ignore[arg-type]


def _is_schema_org(value: Mapping[str, Any]) -> bool:
    kinds = value.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(_ARTICLE) for kind in named) and isinstance(value.get("articleBody"), str)


def _of_schema_org(value: Mapping[str, Any]) -> tuple[dict[str, Any], list[Part]]:
    page = value.get("mainEntityOfPage")
    fields = {
        "publisher": _names(value.get("publisher")),
        "author": _names(value.get("author")),
        "published": value.get("datePublished"),
        "modified": value.get("dateModified"),
        "url": value.get("url") or (page.get("@id") if isinstance(page, dict) else page),
        "language": value.get("inLanguage"),
    }
    return fields, _parts(value["articleBody"])


def _is_wordpress(value: Mapping[str, Any]) -> bool:
    return isinstance(_at(value, "content", "rendered"), str)


def _of_wordpress(value: Mapping[str, Any]) -> tuple[dict[str, Any], list[Part]]:
    fields = {
        "author": _names(_at(value, "_embedded", "author")),
        "published": _greenwich(value.get("date_gmt")) or value.get("date"),
        "modified": _greenwich(value.get("modified_gmt")),
        "url": value.get("link"),
    }
    return fields, parts_of_markup(value["content"]["rendered"])


def _greenwich(moment: Any) -> str | None:
    return f"{moment}Z" if isinstance(moment, str) and moment else None


def _is_arc(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get("content_elements"), list) and isinstance(value.get("headlines"), dict)


def _of_arc(value: Mapping[str, Any]) -> tuple[dict[str, Any], list[Part]]:
    fields = {
        "publisher": _at(value, "distributor", "name") or _at(value, "source", "name"),
        "author": _names(_at(value, "credits", "by")),
        "published": value.get("display_date") or value.get("publish_date"),
        "modified": value.get("last_updated_date"),
        "url": value.get("canonical_url") if str(value.get("canonical_url", "")).startswith("http") else None,
        "language": value.get("language"),
    }
    return fields, list(_arc_parts(value["content_elements"]))


def _arc_parts(elements: Any, depth: int = 0) -> Iterator[Part]:
    for element in elements if isinstance(elements, list) and depth < 10 else ():
        if not isinstance(element, dict) or element.get("type") not in _TEXT_ELEMENTS:
            continue
        kind = {"header": BlockKind.HEADING, "list": BlockKind.ITEM, "list_element": BlockKind.ITEM}.get(element["type"])
        content = element.get("content")
        for part in _parts(content) if isinstance(content, str) else ():
            yield part if kind is None and depth == 0 else part._replace(kind=kind or BlockKind.ITEM)
        yield from _arc_parts(element.get("items") or (element.get("content_elements")), depth + 1)


def _parts(text: str) -> list[Part]:
    return parts_of_markup(text) if is_markup(text) else parts_of_text(text)


def _at(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _names(value: Any) -> str | None:
    """Return the name of a person or body, or the names of several, however they are written down."""
    entries = value if isinstance(value, list) else [value]
    names = (entry.get("name") if isinstance(entry, dict) else entry for entry in entries)
    return ", ".join(name for name in names if isinstance(name, str) and name.strip()) or None


def _line(value: Any) -> str | None:
    """Return a text as one line without markup, None for what is none."""
    if not isinstance(value, str):
        return None
    text = " ".join(part.text for part in parts_of_markup(value)) if is_markup(value) or "&" in value else value
    return without_surrogates(" ".join(text.split())) or None
