"""Reading statements for their words and facts, with the day each document was written."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from reportgen.facts import find_facts, infer_written
from reportgen.label.view import DocumentReading, Reading
from reportgen.spans import text_origins
from reportgen.words import split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.model import Document


def read_statements(official: Document, reports: Sequence[Document]) -> tuple[DocumentReading, list[DocumentReading]]:
    """Return the official text and its reports with the words and facts of every statement.

    Where a document gives no date, its own words may tell the day; the other side's date helps with the year.
    """
    given = [day for document in (official, *reports) if (day := published_day(document))]
    anchor = given[0] if given else None
    return _read_document(official, anchor), [_read_document(report, anchor) for report in reports]


def published_day(document: Document) -> date | None:
    """Return the day a document was published, where it says so."""
    try:
        return date.fromisoformat((document.published or "")[:10])
    except ValueError:
        return None


@lru_cache(maxsize=24)
def _read_document(document: Document, anchor: date | None) -> DocumentReading:
    """Return a document's reading; kept for the documents read last, since comparing and telling of it both ask."""
    day = published_day(document)
    texts = [statement.text for statement in document.statements]
    inferred = None if day else infer_written(texts, anchor=anchor)
    written = day or (inferred.day if inferred else None)
    readings = []
    for statement in document.statements:
        words = split_words(statement.text)
        facts = find_facts(statement.text, words, written=written)
        readings.append(Reading(statement, words, facts, text_origins(statement, document.text)))
    return DocumentReading(document, tuple(readings), written, day is not None)
