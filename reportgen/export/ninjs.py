"""The brief as a news item for a content management system: IPTC ninjs 3.1 (https://iptc.org/standards/ninjs/)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportgen.brief.build import build_brief
from reportgen.brief.digest import digest
from reportgen.brief.rendering import FORMATS
from reportgen.brief.text import count_words, language_tag, printable
from reportgen.errors import UsageError
from reportgen.export.reviews import review_words
from reportgen.export.values import (
    comparison_urn,
    content_hash,
    content_uri,
    document_uri,
    json_bytes,
    moment,
    program,
    web_address,
)

if TYPE_CHECKING:
    from reportgen.brief.model import Brief
    from reportgen.export.registry import ExportOptions
    from reportgen.model import Comparison, Document

STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"}

TRUST = "http://cv.iptc.org/newscodes/trustindicator/"
"""The vocabulary trust indicators are named from."""

TRUST_CODES = (
    "editorialPolicy", "correctionsPolicy", "coveragePolicy", "editorialDiversityPolicy", "ethicsPolicy", "factCheckingPolicy",
    "feedbackPolicy", "noBylinesPolicy", "unnamedSourcesPolicy", "partyInfo", "pieceOfWorkInfo",
)  # fmt: skip
"""The codes of that vocabulary a newsroom's pages go under (cv.iptc.org, release of 30 September 2025)."""

SOURCE_TYPE = {
    "name": "data-driven media",
    "uri": "http://cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia",
}
"""How the brief came about: laid out by a program from two texts, none of it generated."""


def export(comparison: Comparison, options: ExportOptions) -> bytes:
    """Return a ninjs 3.1 item: the digest as its body, PDF and data as renditions, the texts compared as associations.

    Raises UsageError (`trust-indicator`) for a trust indicator that is none.
    """
    return json_bytes(_dropped(item(comparison, options)))


def item(comparison: Comparison, options: ExportOptions) -> dict[str, Any]:
    """Return the item; what is not known is None."""
    indicators = _given_indicators(options)
    brief = build_brief(comparison, date=options.date)
    text, review = digest(brief), review_words(comparison)
    day = moment(brief.date)
    return {
        "standard": STANDARD,
        "uri": comparison_urn(comparison),
        "type": "composite",
        "representationType": "full",
        "profile": "reportgen-brief",
        # The same texts decided on anew are another version of the same item.
        "version": content_hash(comparison)[:12],
        "versionCreated": day,
        "contentCreated": day,
        # A working paper for the desk: nothing a system should put on a page by itself.
        "pubStatus": "withheld",
        "language": brief.language,
        "title": f"Brief: {brief.title}",
        "by": program(comparison),
        "edNote": editors_note(brief, review),
        "headlines": [{"role": "main", "contentType": "text/plain", "value": brief.title}],
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": brief.summary}],
        "bodies": [
            {
                "role": "digest",
                "contentType": "text/markdown",
                "charCount": len(text),
                "wordCount": count_words(text),
                "value": text,
            }
        ],
        "digitalSourceType": SOURCE_TYPE,
        "infoSources": _publishers(comparison),
        "altIds": [{"role": "sha256", "value": content_hash(comparison)}],
        "renditions": _renditions(comparison, options),
        "associations": [_association(document) for document in (comparison.official, *comparison.reports)],
        "trustIndicators": [*indicators, _own_indicator(brief, review)],
    }


def editors_note(brief: Brief, review: str | None) -> str:
    """Return what an editor should see first: how far the review is, and each contrast in its weight, one a line."""
    lines = [brief.summary, *([printable(review)] if review else [])]
    for card in brief.contrasts:
        reasons = " ".join(difference.reason for difference in card.differences) or "The two texts differ."
        ids = " / ".join(" ".join(passage.statement for passage in side) for side in (card.official, card.press))
        lines.append(f"{card.number}. {card.outlet}, {card.strength}: {reasons} ({ids})")
    lines.append(f"Pairs and labels are proposals of {brief.method.program}; read both passages before you rely on one.")
    return "\n".join(lines)


def _renditions(comparison: Comparison, options: ExportOptions) -> list[dict[str, Any]]:
    look = options.look
    pdf, data = FORMATS["pdf"](comparison, look), FORMATS["json"](comparison, look)
    pdf = options.sign(pdf) if options.sign else pdf
    address = web_address(options.brief_url)
    return [
        {"name": "brief", "title": "The brief", "contentType": "application/pdf", "sizeInBytes": len(pdf), "href": address},
        {"name": "data", "title": "The comparison file", "contentType": "application/json", "sizeInBytes": len(data)},
    ]


def _association(document: Document) -> dict[str, Any]:
    address, official = web_address(document.url), document.id == "official"
    text = document.text
    return {
        "name": document.id,
        "rel": "official text" if official else "press report",
        "uri": document_uri(document),
        "type": "text",
        "representationType": "partial",
        "title": printable(document.title or document.name),
        "by": printable(document.author) if document.author else None,
        "contentCreated": moment(document.published),
        "versionCreated": moment(document.modified) or moment(document.published),
        "language": language_tag(document.language),
        "infoSources": [{"name": printable(document.publisher), "role": "publisher"}] if document.publisher else None,
        "altIds": [{"role": "sha256", "value": document.sha256}, {"role": "content", "value": content_uri(document)}],
        "descriptions": [{"role": "extent", "contentType": "text/plain", "value": f"{count_words(text)} words as read"}],
        "renditions": [{"name": "original", "href": address}] if address else None,
    }


def _publishers(comparison: Comparison) -> list[dict[str, str]] | None:
    documents = (comparison.official, *comparison.reports)
    names = dict.fromkeys((document.publisher, document.id == "official") for document in documents if document.publisher)
    found = [{"name": printable(name), "role": "issuer" if official else "outlet"} for name, official in names if name]
    return found or None


def _given_indicators(options: ExportOptions) -> list[dict[str, str]]:
    made = []
    for code, address in options.trust:
        href = web_address(address)
        if code not in TRUST_CODES or href is None:
            raise UsageError(
                f"--trust cannot be {f'{code}={address}'!r}",
                slug="trust-indicator",
                remedy=f"It is CODE=ADDRESS with a code of {', '.join(TRUST_CODES)}.",
            )
        made.append({"role": f"{TRUST}{code}", "href": href})
    return made


def _own_indicator(brief: Brief, review: str | None) -> dict[str, str]:
    limits = " ".join(brief.method.limits)
    reviewed = printable(review) if review else "Nobody reviewed the pairs."
    title = f"How this was made: by {brief.method.program}, with rules. {reviewed} {limits}"
    return {"role": f"{TRUST}pieceOfWorkInfo", "title": title}


def _dropped(value: Any) -> Any:
    """Return a JSON value without the keys whose value is None."""
    if isinstance(value, dict):
        return {key: _dropped(item) for key, item in value.items() if item is not None}
    return [_dropped(item) for item in value] if isinstance(value, list) else value
