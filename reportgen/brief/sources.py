"""The texts compared, as a brief names them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportgen.brief.model import Furniture, Source
from reportgen.brief.summary import written_day
from reportgen.brief.text import address_words, count_words, date_words, language_tag, safe_url, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportgen.model import Comparison, Document, Removed

MAX_TITLE = 200
"""Characters of a title; longer ones are no titles."""

MAX_BEGINS = 90
"""Characters of a text's beginning, shown where it has no title."""

MAX_SHORT = 40
"""Characters of a short name, so that it fits the head of a column."""

MAX_NAME = 120
"""Characters of a name, an address, a note or the like."""

MAX_LINE = 62
"""Characters of an address on the first page: one line of half its width."""

MAX_URL = 300
"""Characters of an address where the method tells it in full."""

MAX_NOTES = 20
"""Notes shown of a text."""

MAX_REASONS = 40
"""Reasons listed for each text; the list of reasons has fewer."""

MAX_BEGINNINGS = 24
"""Passages listed for each reason; menus can have hundreds."""

MAX_BEGINNING = 110
"""Characters shown of a removed passage: enough to recognise it on the page."""


def build_sources(comparison: Comparison) -> dict[str, Source]:
    """Return the source of each document, under the document's id."""
    names = _short_names(comparison)
    return {
        document.id: _source(comparison, document, names[document.id]) for document in (comparison.official, *comparison.reports)
    }


def _short_names(comparison: Comparison) -> dict[str, str]:
    """Return what each document is called: its publisher where it has one, told apart by numbers where two have the same."""
    several = len(comparison.reports) > 1
    names = {comparison.official.id: shorten(comparison.official.publisher or "Official text", MAX_SHORT)}
    for number, report in enumerate(comparison.reports, start=1):
        names[report.id] = shorten(report.publisher or (f"Report {number}" if several else "The report"), MAX_SHORT)
    seen: Counter[str] = Counter()
    for key, name in names.items():
        seen[name] += 1
        if seen[name] > 1:
            names[key] = f"{name} ({seen[name]})"
    return names


def _source(comparison: Comparison, document: Document, short: str) -> Source:
    return Source(
        side="official" if document.id == "official" else "press",
        short=short,
        title=shorten(document.title or document.name or "Untitled", MAX_TITLE),
        publisher=_short(document.publisher),
        author=_short(document.author),
        published=_short(_published(comparison, document)),
        begins=None if document.title or not document.statements else shorten(document.statements[0].text, MAX_BEGINS),
        url=safe_url(document.url),
        address=shorten(address_words(document.url) or "", MAX_URL) or None,
        short_address=_one_line(address_words(document.url) or "") or None,
        name=shorten(document.name, MAX_NAME),
        media_type=shorten(document.media_type, MAX_NAME),
        words=sum(count_words(statement.text) for statement in document.statements),
        statements=len(document.statements),
        sha256=document.sha256[:64],
        language=language_tag(document.language),
        notes=tuple(shorten(note, MAX_TITLE) for note in (document.notes or ())[:MAX_NOTES]),
        removed=tuple(_furniture(document.removed)),
        removed_count=len(document.removed),
    )


def _published(comparison: Comparison, document: Document) -> str | None:
    """Return when a text was published, in words, or the day its own words tell."""
    if document.published:
        return date_words(document.published)
    day = written_day(comparison, document)
    return f"{date_words(day.isoformat())} (by its own words)" if day else None


def _one_line(address: str) -> str:
    """Return an address with its host and its last part, where the whole is too long for a line."""
    host, slash, path = address.partition("/")
    last = path.rpartition("/")[2] if "/" in path else ""
    return shorten(address if len(address) <= MAX_LINE or not last else f"{host}{slash}…/{last}", MAX_LINE)


def _short(value: str | None) -> str | None:
    return shorten(value, MAX_NAME) if value else None


def _furniture(removed: Iterable[Removed]) -> Iterator[Furniture]:
    """Yield what was removed, by reason, in the order each reason comes up first."""
    groups: dict[str, list[Removed]] = {}
    for item in removed:
        groups.setdefault(item.reason, []).append(item)
    for reason, items in list(groups.items())[:MAX_REASONS]:
        beginnings = dict.fromkeys(filter(None, map(_beginning, items)))
        yield Furniture(
            reason=shorten(reason, MAX_NAME),
            passages=len(items),
            words=sum(count_words(item.text) for item in items),
            beginnings=tuple(beginnings)[:MAX_BEGINNINGS],
            unlisted=max(0, len(beginnings) - MAX_BEGINNINGS),
        )


def _beginning(removed: Removed) -> str:
    return shorten(" ".join(removed.text[: 4 * MAX_BEGINNING].split()), MAX_BEGINNING)
