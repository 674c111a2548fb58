"""Quotations of the official side, as the profile of a comparison looked them up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportgen.brief.model import Quotation
from reportgen.brief.passages import anchor_of
from reportgen.brief.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.model import Comparison, Document

MAX_QUOTATIONS = 60
"""Quotations listed for each report."""

MAX_QUOTED = 400
"""Characters shown of a quotation, about 65 words."""

VERBATIM = "word for word"
"""The profile's own word for a quotation the official text has unchanged."""

ABSENT = "not in this statement"
"""The profile's own word for a quotation the official text does not have."""

NOT_FOUND = "not found there"
"""The same in the words of the brief, where "statement" is each sentence of the official text."""


def build_quotations(comparison: Comparison, report: Document) -> tuple[Quotation, ...]:
    """Return the quotations the profile holds for `report`, in order; none where it holds none.

    A profile is free-form JSON: an entry that does not have the shape `reportgen.profile.quotes` gives it is passed over.
    """
    return tuple(_quotations(comparison, report))[:MAX_QUOTATIONS]


def _quotations(comparison: Comparison, report: Document) -> Iterator[Quotation]:
    found = comparison.profile.get("quotations")
    entries = found.get(report.id) if isinstance(found, dict) else None
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and _text(entry, "text") and _text(entry, "verdict"):
            yield _quotation(entry, report)


def _quotation(entry: dict[str, Any], report: Document) -> Quotation:
    verdict = shorten(entry["verdict"], 60)
    official = _text(entry, "official_text") if verdict != VERBATIM else None
    statement = _statement(entry)
    return Quotation(
        text=shorten(entry["text"], MAX_QUOTED),
        speaker=shorten(_text(entry, "speaker") or "", 80) or None,
        statement=statement,
        anchor=anchor_of(report.id, statement) if statement else None,
        verdict=NOT_FOUND if verdict == ABSENT else verdict,
        found=verdict != ABSENT,
        marked=entry.get("marked") is True,
        official=shorten(official, MAX_QUOTED) if official else None,
    )


def _statement(entry: dict[str, Any]) -> str | None:
    marks = entry.get("press")
    first = marks[0] if isinstance(marks, list) and marks else None
    return _text(first, "statement") if isinstance(first, dict) else None


def _text(entry: dict[str, Any], key: str) -> str | None:
    value = entry.get(key)
    return value if isinstance(value, str) and value else None
