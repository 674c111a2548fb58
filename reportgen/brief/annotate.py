"""Both sides' texts in full, each statement with its label and the way to its pair."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.brief.labels import WEIGHT
from reportgen.brief.model import AnnotatedStatement, AnnotatedText, PairRow, ReportSection, Source
from reportgen.brief.passages import Paint, passage
from reportgen.brief.rows import Budget
from reportgen.model import Comparison, Document, Label, Statement, StatementKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_BREAK = re.compile(r"\n[ \t\r\u00a0]{0,20}(?:\n|[-*•–])")

MAX_CHARACTERS = 120_000
"""Characters of running text in one brief, of all its texts: about 20,000 words and 35 pages."""

LONGEST_GAP = 2000
"""Characters between two statements that are searched for a paragraph break; a longer gap is one."""


def annotated_text(
    document: Document, source: Source, labels: Sequence[Mapping[str, Label]], rows: Iterable[PairRow], budget: Budget
) -> AnnotatedText:
    """Return one text, statement by statement.

    `labels` holds a mapping for each report the text is compared with (one, for a report itself); `rows` the pairs that
    are shown, for the links.
    """
    official = document.id == "official"
    targets: dict[str, str] = {}
    for row in rows:
        for item in row.official if official else row.press:
            if item.elsewhere is None:
                targets.setdefault(item.statement, row.anchor)
    shown: list[AnnotatedStatement] = []
    previous: Statement | None = None
    for statement in document.statements:
        item = passage(Paint(statement, document))
        if not budget.spend(len(item.text)):
            break
        label = max((mapping[statement.id] for mapping in labels), key=lambda one: WEIGHT[one])
        shown.append(AnnotatedStatement(item, label.value, targets.get(statement.id), _starts(document, previous, statement)))
        previous = statement
    return AnnotatedText(source, tuple(shown), len(document.statements) - len(shown))


def annotated_texts(
    comparison: Comparison,
    sources: Mapping[str, Source],
    labels: Mapping[str, tuple[Mapping[str, Label], Mapping[str, Label]]],
    sections: Sequence[ReportSection],
    *,
    reports: bool = True,
) -> tuple[AnnotatedText, ...]:
    """Return every text of a comparison, the official one first; without the `reports` only that."""
    official = comparison.official
    budget = Budget(MAX_CHARACTERS)
    every_row = [row for section in sections for row in section.pairs]
    first = annotated_text(official, sources[official.id], [labels[one.id][0] for one in comparison.reports], every_row, budget)
    if not reports:
        return (first,)
    others = [
        annotated_text(report, sources[report.id], [labels[report.id][1]], section.pairs, budget)
        for report, section in zip(comparison.reports, sections, strict=True)
    ]
    return (first, *others)


def _starts(document: Document, previous: Statement | None, statement: Statement) -> bool:
    """Return whether a paragraph begins here: a blank line, a list mark, another kind of statement, much in between."""
    if previous is None or statement.kind is not previous.kind or statement.kind in _OWN_LINE:
        return True
    if statement.start - previous.end > LONGEST_GAP:
        return True
    return _BREAK.search(document.text, previous.end, statement.start) is not None


_OWN_LINE = (StatementKind.HEADING, StatementKind.HEADLINE)
