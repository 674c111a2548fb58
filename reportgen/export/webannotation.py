"""The pairs as W3C Web Annotations: one a pair, on its statements in both documents, and one for each decision on a pair.

The recommendation is at https://www.w3.org/TR/annotation-model/. A document that has no web address is named by its
content (`ni:`, RFC 6920); positions count Unicode code points into the document as read, as section 4.2.5 asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportgen.brief.contrasts import HEADINGS
from reportgen.brief.rows import ECHOES
from reportgen.brief.text import language_tag
from reportgen.export.reviews import decision_words
from reportgen.export.values import (
    comparison_urn,
    document_uri,
    json_bytes,
    media_type,
    moment,
    pair_urn,
    pair_urns,
    program,
    urn,
)
from reportgen.model import Label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reportgen.export.registry import ExportOptions
    from reportgen.model import Anchor, Comparison, Decision, Document, Pair, Statement, Verdict

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
    """Yield an annotation for each pair, then what reviewers said of them, in the order of the comparison.

    A decision is an annotation of its own, which moderates those of the pairs it is about. Where such a pair is no more, since
    its statements were taken apart or got other partners, its annotation is there all the same, as it stood before.
    """
    names = pair_urns(comparison)
    for pair, name in zip(comparison.pairs, names, strict=True):
        yield pair_annotation(comparison, pair, name)
    known = set(names)
    for decision in comparison.decisions or ():
        for verdict in decision.before:
            name = pair_urn(comparison, decision.report, verdict.pair)
            if name not in known:
                known.add(name)
                yield _earlier_annotation(comparison, decision, verdict, name)
        yield decision_annotation(comparison, decision, known)


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


def _earlier_annotation(comparison: Comparison, decision: Decision, verdict: Verdict, name: str) -> dict[str, Any]:
    """Return the annotation of a pair that a decision did away with."""
    kinds = [f"{HEADINGS[kind.value]}." for kind in verdict.kinds]
    targets: list[Any] = [_anchored(comparison, anchor) for anchor in _anchors_of(decision, (*verdict.official, *verdict.press))]
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "Annotation",
        "motivation": "classifying",
        "generator": generator(comparison),
        "body": [text_body(verdict.label.value, "classifying"), *(text_body(line, "describing") for line in kinds)],
        "target": targets or [document_uri(comparison.official)],
    }


def decision_annotation(comparison: Comparison, decision: Decision, known: Collection[str]) -> dict[str, Any]:
    """Return the annotation of a decision: what was decided, by whom and when, and which annotations it moderates."""
    about = [pair_urn(comparison, decision.report, verdict.pair) for verdict in (*decision.before, *decision.after)]
    targets: list[Any] = [{"id": name, "type": "Annotation"} for name in dict.fromkeys(about) if name in known]
    made = {
        "@context": CONTEXT,
        "id": urn(comparison_urn(comparison), "decision", str(decision.number), decision.at, decision.by),
        "type": "Annotation",
        "motivation": "moderating",
        "creator": {"type": "Person", "name": decision.by or "a reviewer"},
        "generator": generator(comparison),
        "body": [
            text_body(decision.action.value, "classifying"),
            text_body(decision_words(decision), "describing"),
            *([text_body(decision.note, "commenting")] if decision.note else []),
        ],
        # What was put back into a text is about no pair but about a passage.
        "target": targets
        or [_anchored(comparison, anchor) for anchor in decision.anchors]
        or [document_uri(comparison.official)],
    }
    if at := moment(decision.at):
        made["created"] = at
    return made


def _anchors_of(decision: Decision, statements: Sequence[str]) -> list[Anchor]:
    found = {anchor.statement: anchor for anchor in decision.anchors}
    return [found[key] for key in statements if key in found]


def _anchored(comparison: Comparison, anchor: Anchor) -> dict[str, Any]:
    """Return the place of an anchor as a target; a text that changed since is still known by the quote."""
    documents = {document.id: document for document in (comparison.official, *comparison.reports)}
    document = documents.get(anchor.document, comparison.official)
    return {
        "type": "SpecificResource",
        "source": {"id": document_uri(document), "type": "Text"},
        "selector": [
            {"type": "TextQuoteSelector", "exact": anchor.quote},
            {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
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
