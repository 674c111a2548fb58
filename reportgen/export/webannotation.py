"""The pairs as W3C Web Annotations: one a pair, on its statements in both documents.

The recommendation is at https://www.w3.org/TR/annotation-model/. A document that has no web address is named by its
content (`ni:`, RFC 6920); positions count Unicode code points into the document as read, as section 4.2.5 asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportgen.brief.contrasts import HEADINGS
from reportgen.brief.rows import ECHOES
from reportgen.brief.text import language_tag
from reportgen.export.values import comparison_urn, document_uri, json_bytes, media_type, pair_urns, program, urn
from reportgen.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.export.registry import ExportOptions
    from reportgen.model import Comparison, Document, Pair, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

AROUND = 32
"""Characters of text before and after a quotation, which tell it from the same words elsewhere; Hypothesis takes as many."""


def export(comparison: Comparison, options: ExportOptions) -> bytes:
    """Return an annotation collection as JSON-LD, with one page that holds every annotation."""
    del options
    return json_bytes(collection(comparison))


def collection(comparison: Comparison) -> dict[str, Any]:
    """Return the collection; each annotation in it also stands by itself."""
    name = comparison_urn(comparison)
    items = list(each_annotation(comparison))
    label = f"{comparison.official.title or comparison.official.name}: statements paired with those of the press"
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": label,
        "generator": generator(comparison),
        "total": len(items),
        "first": {
            "id": urn(name, "page", "1"),
            "type": "AnnotationPage",
            "partOf": {"id": name, "label": label, "total": len(items)},
            "startIndex": 0,
            "items": items,
        },
    }


def each_annotation(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Yield an annotation for each pair, in the order of the comparison."""
    for pair, name in zip(comparison.pairs, pair_urns(comparison), strict=True):
        yield pair_annotation(comparison, pair, name)


def generator(comparison: Comparison) -> dict[str, str]:
    """Return the program as an agent."""
    return {"type": "Software", "name": program(comparison)}


def pair_annotation(comparison: Comparison, pair: Pair, name: str) -> dict[str, Any]:
    """Return the annotation of one pair: its label, its reasons, and where both sides stand."""
    report = comparison.document(pair.report)
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "Annotation",
        "motivation": "classifying",
        "generator": generator(comparison),
        "body": [text_body(pair.label.value, "classifying"), *(text_body(line, "describing") for line in remarks(pair))],
        "target": [
            *(_target(comparison.official, key) for key in pair.official),
            *(_target(report, key) for key in pair.press),
        ],
    }


def remarks(pair: Pair) -> list[str]:
    """Return what is to be said about a pair beside its label: each difference with its kind, or how near the words are."""
    if pair.contrasts:
        return [f"{HEADINGS[one.kind.value]} ({one.strength.value}): {one.reason}" for one in pair.contrasts]
    if pair.label is Label.OMITTED:
        return ["The report has nothing on this."]
    if pair.label is Label.ADDED:
        return ["The official text has nothing on this."]
    return [f"{ECHOES[pair.echo.value]}."] if pair.echo else []


def text_body(text: str, purpose: str) -> dict[str, str]:
    """Return a text as an annotation's body; the program's own words are English."""
    return {"type": "TextualBody", "value": text, "format": "text/plain", "language": "en", "purpose": purpose}


def _target(document: Document, statement_id: str) -> dict[str, Any]:
    source: dict[str, Any] = {"id": document_uri(document), "type": "Text"}
    if kind := media_type(document.media_type):
        source["format"] = kind
    if language := language_tag(document.language):
        source["language"] = language
    statement = document.statements_by_id[statement_id]
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [quote_selector(document, statement), position_selector(statement)],
    }


def quote_selector(document: Document, statement: Statement) -> dict[str, str]:
    """Return a statement by its own characters and those around it."""
    start, end = statement.start, statement.end
    return {
        "type": "TextQuoteSelector",
        "exact": document.text[start:end],
        "prefix": document.text[max(0, start - AROUND) : start],
        "suffix": document.text[end : end + AROUND],
    }


def position_selector(statement: Statement) -> dict[str, Any]:
    """Return a statement by its place."""
    return {"type": "TextPositionSelector", "start": statement.start, "end": statement.end}
