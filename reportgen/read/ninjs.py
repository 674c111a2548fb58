"""News items in ninjs 1.5 to 3.1, as agencies send them, and in the dialect Superdesk writes.

headline and body → text · by, copyright holder, source, dates, language → metadata · what is attached is left to itself
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from reportgen.errors import ReadError
from reportgen.model import BlockKind
from reportgen.read.blocks import Part, document_from_parts, empty_document, without_surrogates
from reportgen.read.fragment import is_markup
from reportgen.read.html import parts_of_markup
from reportgen.read.ninjs_rules import first_fault, known_share, nearest_version, version_of
from reportgen.read.plain import parts_of_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportgen.model import Document

MEDIA_TYPE = "application/vnd.iptc.ninjs+json"
DIALECT = "Superdesk"
SAME_LENGTH = 0.8
"""A body in HTML is taken where it has at least so much of the words of the longest one: it tells paragraphs and headings."""

_TEXTS = frozenset({"main", "text", "richtext", "html", "xhtml", ""})
"""Roles and endings of a body that is the item's text; another ("summary", "sidebar") is not, unless it is the only one."""


class _Body(NamedTuple):
    role: str
    text: str
    words: int
    is_html: bool


def is_item(value: Any) -> bool:
    """Return whether a JSON value may be a news item: it says by which address or number it is known."""
    return isinstance(value, dict) and (isinstance(value.get("uri"), str) or _is_dialect(value))


def title_of(item: Mapping[str, Any]) -> str | None:
    """Return the item's headline, or its title where it has none."""
    named = item.get("headline") or _main_value(item.get("headlines")) or item.get("title") or item.get("headline_main")
    return _plain(named)


def document_of(item: Mapping[str, Any], *, name: str, data: bytes) -> Document:
    """Return the document of a news item; `data` is what it was parsed from, for its hash.

    Raises ReadError: `ninjs-invalid` naming the property that is wrong, `empty-document` for a valid item without words.
    """
    version = DIALECT if _is_dialect(item) else _checked_version(item, name)
    title = title_of(item)
    body = list(_parts(item))
    notes = list(_notes(item, has_body=bool(body)))
    parts = ([Part(title, BlockKind.HEADLINE)] if title else []) + (body or list(_descriptions(item)))
    if body and title and " ".join(body[0].text.split()).casefold() == title.casefold():
        parts = [Part(title, BlockKind.HEADLINE), *body[1:]]
    if not parts:
        raise empty_document(name, data, f"It is a valid ninjs {version} item without headline, description or body.")
    created, changed = (
        _first(item, "firstpublished", "firstcreated", "firstCreated"),
        _first(item, "versioncreated", "versionCreated"),
    )
    return document_from_parts(
        parts,
        name=name,
        media_type=MEDIA_TYPE,
        data=data,
        title=title,
        publisher=_publisher(item),
        published=created or changed,
        modified=changed if created and changed != created else None,
        url=item["uri"] if str(item.get("uri", "")).startswith(("http://", "https://")) else None,
        language=_plain(item.get("language")),
        author=_author(item),
        notes=notes,
    )


def _is_dialect(value: Mapping[str, Any]) -> bool:
    is_known = isinstance(value.get("guid"), str) and "uri" not in value
    return is_known and any(key.startswith("body_") or key in ("headline", "versioncreated") for key in value)


def _checked_version(item: Mapping[str, Any], name: str) -> str:
    version = version_of(item)
    nearest = version or nearest_version(item)
    fault = first_fault(item, nearest)
    if fault is None:
        return nearest
    what = f"as a ninjs {nearest} item it is invalid: {without_surrogates(fault.field)} {without_surrogates(fault.what)}"
    keys = "" if known_share(item) > 0.5 else f" Its keys: {without_surrogates(', '.join(list(item)[:12]))[:200]}."
    raise ReadError(
        what, slug="ninjs-invalid", where=name, remedy=f"Ask its source for a valid item, or mend that property.{keys}"
    )


def _parts(item: Mapping[str, Any]) -> Iterator[Part]:
    """Yield the paragraphs of the item's body."""
    bodies = [body for body in _bodies(item) if body.words]
    texts = [body for body in bodies if body.role in _TEXTS] or bodies
    if not texts:
        return
    longest = max(texts, key=lambda body: body.words)
    marked = [body for body in texts if body.is_html and body.words >= SAME_LENGTH * longest.words]
    body = max(marked, key=lambda body: body.words, default=longest)
    yield from parts_of_markup(body.text) if body.is_html else parts_of_text(body.text)


def _bodies(item: Mapping[str, Any]) -> Iterator[_Body]:
    for key, value in item.items():
        if key.startswith("body_") and isinstance(value, str):
            yield _body(key.removeprefix("body_"), value, "html" in key)
    for entry in _objects(item.get("bodies")):
        kind = entry.get("contenttype") or entry.get("contentType") or ""
        yield _body(entry.get("role", ""), entry.get("value", ""), "html" in str(kind))


def _body(role: Any, text: Any, is_html: bool) -> _Body:  # noqa: FBT001  (built in two places, just above)
    text = text if isinstance(text, str) else ""
    is_html = is_html or is_markup(text)
    words = sum(len(part.text.split()) for part in parts_of_markup(text)) if is_html else len(text.split())
    return _Body(str(role).lower(), text, words, is_html)


def _descriptions(item: Mapping[str, Any]) -> Iterator[Part]:
    """Yield what an item without a body says of itself: captions, summaries."""
    texts = [value for key, value in item.items() if key.startswith("description_") and isinstance(value, str)]
    texts += [entry["value"] for entry in _objects(item.get("descriptions")) if isinstance(entry.get("value"), str)]
    seen: set[str] = set()
    for text in texts:
        for part in parts_of_markup(text) if is_markup(text) else parts_of_text(text):
            folded = " ".join(part.text.split())
            if folded not in seen:
                seen.add(folded)
                yield part


def _notes(item: Mapping[str, Any], *, has_body: bool) -> Iterator[str]:
    kind = _plain(item.get("type"))
    if not has_body:
        yield f"The item{f' is of type {kind} and' if kind else ''} has no body: its headline and description were read."
    status = _plain(item.get("pubstatus") or item.get("pubStatus"))
    if status and status != "usable":
        yield f"The item's status is {status}."
    embargo = _first(item, "embargoed", "embargoedUntil")
    if embargo:
        yield f"Embargoed until {embargo}."


def _publisher(item: Mapping[str, Any]) -> str | None:
    holder = _first(item, "copyrightholder", "copyrightHolder", "source", "provider")
    sources = [*_objects(item.get("infosource")), *_objects(item.get("infosources")), *_objects(item.get("infoSources"))]
    return holder or next((name for source in sources if (name := _plain(source.get("name")))), None)


def _author(item: Mapping[str, Any]) -> str | None:
    line = _first(item, "byline", "by")
    if line is None:
        line = ", ".join(name for author in _objects(item.get("authors")) if (name := _plain(author.get("name"))))
    return (line[3:] if line.lower().startswith("by ") else line).strip() or None


def _first(item: Mapping[str, Any], *keys: str) -> str | None:
    return next((value for key in keys if (value := _plain(item.get(key)))), None)


def _main_value(entries: Any) -> Any:
    """Return the value of the entry that is called main, or of the first."""
    found = _objects(entries)
    return next((entry.get("value") for entry in sorted(found, key=lambda entry: entry.get("role") != "main")), None)


def _objects(entries: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _plain(value: Any) -> str | None:
    """Return a text as one line without markup, None for what is none."""
    if not isinstance(value, str):
        return None
    text = " ".join(part.text for part in parts_of_markup(value)) if is_markup(value) else value
    return without_surrogates(" ".join(text.split())) or None
