"""What a page says of itself: title, publisher, author, dates with their zones, address, language.

The page's own data come first (JSON-LD, Open Graph, Dublin Core, `time` elements); what they leave open trafilatura finds.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from reportgen.read.dates import iso_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "dcterms.issued",
    "dc.date.issued", "dcterms.created", "dc.date.created", "publish-date", "publication_date", "pubdate", "date", "dc.date",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
    "last-modified", "lastmod",
)  # fmt: skip
"""Names of `meta` elements that tell the day, the surest first; in lower case."""
MAX_LENGTH = 300
"""A title, a name or an address is at most so long; what is longer is a text in the wrong place."""
MAX_SCRIPT = 2_000_000
"""A script of data has at most so many characters; those of news pages with the whole text inside have 100,000."""
MAX_NODES = 20_000
"""So many values of the data are looked at."""

_NEWEST = "2100-01-01"
"""Given to the search for dates in place of today, so that a page is read alike on every day."""
_FIRST_PAGE = "1991"
"""The web has no older pages; systems write year 1 for "not known"."""
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]{1,2000})", re.IGNORECASE
)
_ARTICLE = re.compile(r"article|posting|report|statement|pressrelease", re.IGNORECASE)
_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found; None where nothing was."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    language: str | None = None


def metadata_of(tree: HtmlElement, url: str | None = None) -> Metadata:
    """Return what the page says of itself; `url` is where it came from, where that is known."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415  (0.2 s; only pages need it)

    data = _Data(tree)
    names = _named(tree)
    search = {"original_date": True, "extensive_search": False, "max_date": _NEWEST}
    try:
        found: Any = extract_metadata(tree, url, search)
    except (RecursionError, etree.LxmlError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
        found = None
    day = getattr(found, "date", None)
    published = data.published or _first_date(names, PUBLISHED) or _dated(tree, "datepublished pubdate published entry-date")
    return Metadata(
        title=_line(getattr(found, "title", None)),
        publisher=data.publisher or _site(getattr(found, "sitename", None)),
        author=_authors(getattr(found, "author", None)),
        published=_with_time(published or day, tree),
        modified=data.modified or _first_date(names, MODIFIED) or _dated(tree, "datemodified updated modified"),
        url=_address(getattr(found, "url", None)) or _address(url),
        language=_language(tree, names),
    )


def saved_from(markup: str) -> str | None:
    """Return the address a browser noted when it saved the page.

    >>> saved_from("<!DOCTYPE html><!-- saved from url=(0023)https://www.example.org/ --><html>")
    'https://www.example.org/'
    """
    found = _SAVED_FROM.search(markup[:5000])
    return found[1] if found else None


class _Data:
    """The page's JSON-LD: who published it and when, of the first thing that is an article."""

    def __init__(self, tree: HtmlElement) -> None:
        self.published: str | None = None
        self.modified: str | None = None
        self.publisher: str | None = None
        for thing in _things(tree):
            kind = str(thing.get("@type", ""))[:200]
            if not _ARTICLE.search(kind) or "Comment" in kind:
                continue
            self.published = self.published or _date(thing.get("datePublished"))
            self.modified = self.modified or _date(thing.get("dateModified"))
            self.publisher = self.publisher or _name(thing.get("publisher"))


def _things(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects in the page's JSON-LD, outer before inner."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        text = (script.text or "")[: MAX_SCRIPT + 1].strip()
        if not text or len(text) > MAX_SCRIPT:
            continue
        try:
            waiting = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(MAX_NODES):
            if not waiting:
                break
            value = waiting.pop(0)
            if isinstance(value, dict):
                yield value
                waiting.extend(inner for inner in value.values() if isinstance(inner, (dict, list)))
            elif isinstance(value, list):
                waiting.extend(inner for inner in value[:1000] if isinstance(inner, (dict, list)))


def _named(tree: HtmlElement) -> dict[str, str]:
    """Return the contents of `meta` elements under their names; the first of two alike counts."""
    names: dict[str, str] = {}
    for node in tree.iter("meta"):
        content = node.get("content")
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := node.get(key)):
                names.setdefault(name.lower().strip(), content)
    return names


def _first_date(names: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((date for key in keys if (date := _date(names.get(key)))), None)


def _date(value: Any) -> str | None:
    found = iso_date(value) if isinstance(value, str) else None
    return found if found and found >= _FIRST_PAGE else None


def _dated(tree: HtmlElement, marks: str) -> str | None:
    """Return the date of the first element that is marked, as microdata or by its class, with one of the words."""
    wanted = set(marks.split())
    for node in tree.iter("time", "span", "abbr", "p", "div"):
        words = f"{node.get('itemprop') or ''} {node.get('class') or ''} {'pubdate' if 'pubdate' in node.attrib else ''}"
        if wanted.isdisjoint(words.lower().split()):
            continue
        text = node.get("datetime") or node.get("content") or node.get("title") or "".join(node.itertext())[:100]
        if found := iso_date(text):
            return found
    return None


def _with_time(date: str | None, tree: HtmlElement) -> str | None:
    """Return a bare day with the time an element of the page gives for it, where one does."""
    if date is None or len(date) > len("2024-06-13"):
        return date
    for node in tree.iter("time"):
        found = iso_date(node.get("datetime") or "")
        if found and found.startswith(date) and len(found) > len(date):
            return found
    return date


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return next((name for item in value[:5] if (name := _name(item))), None)
    if isinstance(value, dict):
        value = value.get("name")
    return _line(value)


def _line(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    folded = _SPACES.sub(" ", value).strip()
    return folded if 0 < len(folded) <= MAX_LENGTH else None


def _site(value: Any) -> str | None:
    """Return the site's name; a bare host is none, `publishers` knows hosts better."""
    name = _line(value)
    return name if name and not (re.fullmatch(r"[\w.-]+\.\w{2,}", name) or "://" in name) else None


def _authors(value: Any) -> str | None:
    name = _line(value)
    return name.replace("; ", ", ") if name else None


def _address(value: Any) -> str | None:
    if not isinstance(value, str) or len(value) > 2000 or not re.match(r"https?://[^\s/]+\.", value.strip(), re.IGNORECASE):
        return None
    return value.strip()


def _language(tree: HtmlElement, names: dict[str, str]) -> str | None:
    declared = (tree.get("lang"), names.get("content-language"), names.get("og:locale"), names.get("dc.language"))
    for value in declared:
        if value and (found := _LOCALE.fullmatch(value.strip())):
            return found.group().replace("_", "-")
    return None
