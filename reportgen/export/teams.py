"""The contrasts as a Microsoft Teams message: what a Workflows webhook takes, an Adaptive Card 1.5 in its envelope.

Words of the documents stand in text runs, which have no markup; a TextBlock would read Markdown in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportgen.brief.build import build_brief
from reportgen.brief.text import shorten
from reportgen.export.reviews import review_words
from reportgen.export.slack import closing_words, quoted_runs
from reportgen.export.values import json_bytes, web_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.brief.model import Brief, ContrastCard, Passage
    from reportgen.export.registry import ExportOptions
    from reportgen.model import Comparison

MAX_BYTES = 27_000
"""Teams refuses messages of more than 28 KB, and adds some bytes of its own."""

MOST_CONTRASTS = 8
"""Contrasts told in the message; fewer where they are long. The rest are counted."""

MAX_QUOTE = 400
MAX_TEXT = 1000
"""Characters of a passage, and of any other text."""


def export(comparison: Comparison, options: ExportOptions) -> bytes:
    """Return the message as JSON, with as many contrasts as Teams takes."""
    brief = build_brief(comparison, date=options.date)
    address, review = web_address(options.brief_url), review_words(comparison)
    for count in range(min(MOST_CONTRASTS, len(brief.contrasts)), 0, -1):
        data = json_bytes(message(brief, address, count, review))
        if len(data) <= MAX_BYTES:
            return data
    return json_bytes(message(brief, address, 0, review))


def message(brief: Brief, address: str | None, count: int, review: str | None) -> dict[str, Any]:
    """Return the message with the card of a brief and its first `count` contrasts."""
    attachment = {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "contentUrl": None,
        "content": card(brief, address, count, review),
    }
    return {"type": "message", "attachments": [attachment]}


def card(brief: Brief, address: str | None, count: int, review: str | None) -> dict[str, Any]:
    """Return the Adaptive Card."""
    sources = (brief.official, *(report.source for report in brief.reports))
    names = " · ".join(f"{source.short}, {source.published}" if source.published else source.short for source in sources)
    body: list[dict[str, Any]] = [
        _text(_run(shorten(brief.title, MAX_TEXT), size="Large", weight="Bolder")),
        _text(_run(shorten(names, MAX_TEXT), isSubtle=True, size="Small")),
        _text(_run(shorten(brief.summary, MAX_TEXT))),
        *(_contrast(one, brief) for one in brief.contrasts[:count]),
    ]
    if not brief.contrasts:
        body.append(_text(_run("No contrast was found.")))
    body.append(_text(_run(closing_words(brief, count, review), isSubtle=True, size="Small")))
    made: dict[str, Any] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "lang": brief.language,
        "fallbackText": shorten(f"{brief.title}: {brief.summary}", MAX_TEXT),
        "body": body,
    }
    if address:
        made["actions"] = [{"type": "Action.OpenUrl", "title": "Open the brief", "url": address}]
    return made


def _contrast(card: ContrastCard, brief: Brief) -> dict[str, Any]:
    kinds = ", ".join(dict.fromkeys(difference.heading for difference in card.differences)) or "Differs"
    outlet = f"{card.outlet} · " if len(brief.reports) > 1 else ""
    reasons = " ".join(difference.reason for difference in card.differences) or "The two texts differ."
    return {
        "type": "Container",
        "separator": True,
        "spacing": "Medium",
        "items": [
            _text(_run(f"{card.number}. {outlet}{kinds} ({card.strength})", weight="Bolder", color="Attention")),
            _text(_run(shorten(reasons, MAX_TEXT))),
            _quote(brief.official.short, card.official),
            _quote(card.outlet, card.press),
        ],
    }


def _quote(name: str, passages: Sequence[Passage]) -> dict[str, Any]:
    runs = [_run(f"{name}: ", isSubtle=True)]
    runs += [_run(text, highlight=True) if is_marked else _run(text) for text, is_marked in quoted_runs(passages, MAX_QUOTE)]
    return _text(*runs)


def _text(*runs: dict[str, Any]) -> dict[str, Any]:
    return {"type": "RichTextBlock", "inlines": list(runs)}


def _run(text: str, **look: Any) -> dict[str, Any]:
    return {"type": "TextRun", "text": text or " ", **look}
