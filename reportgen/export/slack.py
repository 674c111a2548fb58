"""The contrasts as a Slack message: the body of an incoming webhook or of `chat.postMessage`, in Block Kit.

Words of the documents stand in rich text and plain text, which Slack shows as they are: no `@channel`, no link, no emoji in
them comes alive. Limits are those of https://docs.slack.dev/reference/block-kit/blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportgen.brief.build import build_brief
from reportgen.brief.text import printable, quantity, shorten
from reportgen.export.reviews import review_words
from reportgen.export.values import json_bytes, web_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.brief.model import Brief, ContrastCard, Passage
    from reportgen.export.registry import ExportOptions
    from reportgen.model import Comparison

MAX_HEADER = 150
"""Characters of a header block."""

MAX_TEXT = 2000
"""Characters of a context's or section's text; Slack takes 3,000 in a section."""

MOST_CONTRASTS = 8
"""Contrasts told in the message; more would be scrolled past. The rest are counted."""

MAX_QUOTE = 400
"""Characters of a passage in the message."""


def export(comparison: Comparison, options: ExportOptions) -> bytes:
    """Return the message as JSON."""
    brief = build_brief(comparison, date=options.date)
    return json_bytes(message(brief, web_address(options.brief_url), review_words(comparison)))


def message(brief: Brief, address: str | None, review: str | None = None) -> dict[str, Any]:
    """Return the message: title, texts, summary, the weightiest contrasts with both passages, and where the brief is."""
    shown = brief.contrasts[:MOST_CONTRASTS]
    several = len(brief.reports) > 1
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": _plain(shorten(brief.title, MAX_HEADER))},
        {"type": "context", "elements": [_plain(shorten(_sources(brief), MAX_TEXT))]},
        {"type": "section", "text": _plain(shorten(brief.summary, MAX_TEXT))},
    ]
    for card in shown:
        blocks += [{"type": "divider"}, _contrast(card, brief.official.short, several=several)]
    if not shown:
        blocks.append({"type": "section", "text": _plain("No contrast was found.")})
    blocks.append({"type": "context", "elements": [_plain(closing_words(brief, len(shown), review))]})
    if address:
        button = {"type": "button", "action_id": "open-brief", "text": _plain("Open the brief"), "url": address}
        blocks.append({"type": "actions", "elements": [button]})
    # What a notification shows. Slack reads marks in it even so, unless they are escaped.
    return {"text": _escaped(shorten(f"{brief.title}: {brief.summary}", MAX_TEXT)), "mrkdwn": False, "blocks": blocks}


def closing_words(brief: Brief, shown: int, review: str | None) -> str:
    """Return what is said under the contrasts: how many more there are, how far the review is, and that a program proposes."""
    more = len(brief.contrasts) - shown
    rest = f"And {quantity(more, 'more contrast')}. " if more else ""
    reviewed = f"{printable(review)} " if review else ""
    return f"{rest}{reviewed}Pairs and labels are proposals of {shorten(brief.method.program, 80)}."


def _sources(brief: Brief) -> str:
    sources = (brief.official, *(report.source for report in brief.reports))
    return " · ".join(f"{source.short}, {source.published}" if source.published else source.short for source in sources)


def _contrast(card: ContrastCard, official: str, *, several: bool) -> dict[str, Any]:
    kinds = ", ".join(dict.fromkeys(difference.heading for difference in card.differences)) or "Differs"
    outlet = f"{card.outlet} · " if several else ""
    head = [_run(f"{card.number}. {outlet}{kinds} ({card.strength})\n", "bold"), _run(shorten(_reasons(card), MAX_TEXT))]
    return {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": head},
            _quote(official, card.official),
            _quote(card.outlet, card.press),
        ],
    }


def _reasons(card: ContrastCard) -> str:
    return " ".join(difference.reason for difference in card.differences) or "The two texts differ."


def _quote(name: str, passages: Sequence[Passage]) -> dict[str, Any]:
    elements = [_run(f"{name}: ", "italic")]
    for text, is_marked in quoted_runs(passages, MAX_QUOTE):
        elements.append(_run(text, "bold") if is_marked else _run(text))
    return {"type": "rich_text_quote", "elements": elements}


def quoted_runs(passages: Sequence[Passage], limit: int) -> list[tuple[str, bool]]:
    """Return the passages' words with whether a contrast rests on them, at most `limit` characters, cuts marked by "…"."""
    runs: list[tuple[str, bool]] = []
    for number, passage in enumerate(passages):
        lead = ("" if number == 0 else " ¶ ") + ("… " if passage.leads else "")
        runs += [(lead, False)] if lead else []
        runs += [(run.text, run.mark == "differs") for run in passage.runs]
        runs += [(" …", False)] if passage.trails or passage.cut else []
    kept: list[tuple[str, bool]] = []
    for text, is_marked in runs:
        if len(text) > limit:
            return [*kept, (f"{text[:limit].rstrip()}…", is_marked)]
        kept.append((text, is_marked))
        limit -= len(text)
    return kept


def _run(text: str, style: str | None = None) -> dict[str, Any]:
    return {"type": "text", "text": text, **({"style": {style: True}} if style else {})}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text or " ", "emoji": False}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
