"""The pairs as the annotations Hypothesis takes: one a statement, for each annotation there has one place on one page.

The shape is that of `POST /api/annotations` (https://h.readthedocs.io/en/latest/api/). An annotation without a group is public
there, so the group has to be named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportgen.brief.digest import escape
from reportgen.brief.sources import MAX_TITLE
from reportgen.brief.text import date_words, printable, shorten
from reportgen.decisions import PairReview, State, read_review
from reportgen.errors import UsageError
from reportgen.export.reviews import decision_words
from reportgen.export.values import document_uri, json_bytes, side_texts
from reportgen.export.webannotation import quote_selector, remarks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.export.registry import ExportOptions
    from reportgen.model import Comparison, Document, Pair, Statement

OTHER_SIDE = 300
"""Characters of the other side's words told in an annotation."""


def export(comparison: Comparison, options: ExportOptions) -> bytes:
    """Return a list of annotations as JSON, to be posted one by one.

    Raises UsageError (`group-missing`) where no group is named.
    """
    if not options.group:
        raise UsageError(
            "the Hypothesis group is not said, and without one everybody could read the annotations",
            slug="group-missing",
            remedy="Name it with --group, as its address shows it: hypothes.is/groups/ID/…; __world__ is everybody.",
        )
    return json_bytes(list(each_annotation(comparison, options.group)))


def each_annotation(comparison: Comparison, group: str) -> Iterator[dict[str, Any]]:
    """Yield an annotation for each statement of each pair: official first, in the order of the comparison."""
    review = read_review(comparison)
    for pair in comparison.pairs:
        official, press = side_texts(comparison, pair)
        report = comparison.document(pair.report)
        decided = review.of(pair) if review else PairReview()
        kinds = dict.fromkeys(contrast.kind.value for contrast in pair.contrasts)
        tags = ["reportgen", pair.label.value, *kinds, *([] if decided.state is State.MACHINE else [decided.state.value])]
        for key in pair.official:
            yield _annotation(comparison.official, key, _text(pair, decided, "The report", press), tags, group)
        for key in pair.press:
            yield _annotation(report, key, _text(pair, decided, "The official text", official), tags, group)


def _annotation(document: Document, statement_id: str, text: str, tags: list[str], group: str) -> dict[str, Any]:
    uri = document_uri(document)
    return {
        "uri": uri,
        "document": {"title": [shorten(printable(document.title or document.name), MAX_TITLE)]},
        "group": group,
        "tags": tags,
        "text": text,
        "references": [],
        "target": [{"source": uri, "selector": _selectors(document, document.statements_by_id[statement_id])}],
    }


def _selectors(document: Document, statement: Statement) -> list[dict[str, Any]]:
    selectors: list[dict[str, Any]] = [dict(quote_selector(document, statement))]
    if document.media_type == "text/plain" and "\r" not in document.text:
        # Only then is the text a browser shows the text that was read. It counts UTF-16 units, as JavaScript does.
        start = _units(document.text[: statement.start])
        end = start + _units(document.text[statement.start : statement.end])
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    return selectors


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _text(pair: Pair, decided: PairReview, other: str, other_texts: list[str]) -> str:
    lines = [f"**{pair.label.value.capitalize()}**", *(escape(printable(line)) for line in remarks(pair))]
    if other_texts:
        lines.append(f"{other}: “{escape(shorten(printable(' '.join(other_texts)), OTHER_SIDE))}”")
    for decision in decided.decisions:
        said = f"{decision_words(decision)} {decision.note or ''} – {decision.by}, {date_words(decision.at)}"
        lines.append(escape(shorten(printable(said), OTHER_SIDE)))
    return "\n\n".join(lines)
