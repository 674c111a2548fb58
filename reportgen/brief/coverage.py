"""The coverage matrix: which report has which official statement, what none has, and what one alone says."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reportgen.brief.model import AloneGroup, Coverage, CoverageRow
from reportgen.brief.passages import Paint, beginning, excerpt, passage
from reportgen.model import Comparison, Document, Label, Statement, StatementKind
from reportgen.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROW_CHARACTERS, ROW_CHARACTERS_OF_FEW, FEW = 48, 62, 4
"""Characters of a statement in its row, and those with few reports: one line of the table."""

LISTED_WORDS = 22
"""Words of a statement that is listed by itself: two lines."""

MAX_ROWS = 300
"""Rows shown; twelve pages of a table nobody reads to the end."""

MAX_IN_NONE = 20
"""Statements no report has that are listed; the matrix has them all."""

MAX_ALONE = 5
"""Statements listed of what a report alone says; its own section has them all."""

SHARED = 0.5
"""From this share of common telling words on, two reports say the same beside the official text."""

FEWEST_STEMS = 4
"""A statement with fewer telling words says nothing of its own ("He declined to comment")."""


def build_coverage(
    comparison: Comparison,
    labels: Sequence[tuple[Mapping[str, Label], Mapping[str, Label]]],
    outlets: Sequence[str],
    weights: Mapping[str, float],
) -> Coverage:
    """Return the matrix.

    `labels` holds each report's labels, of the official statements and of its own; `outlets` the reports' short names;
    `weights` the weight of each official statement.
    """
    official = comparison.official
    room = ROW_CHARACTERS_OF_FEW if len(outlets) <= FEW else ROW_CHARACTERS
    rows = [
        CoverageRow(
            passage=beginning(passage(Paint(statement, official)), room),
            labels=tuple(mapping[statement.id].value for mapping, _ in labels),
        )
        for statement in official.statements[:MAX_ROWS]
    ]
    per_statement = [{mapping[statement.id] for mapping, _ in labels} for statement in official.statements]
    nowhere = [statement for statement, found in zip(official.statements, per_statement, strict=True) if found == {Label.OMITTED}]
    by_weight = sorted((one for one in nowhere if not _is_heading(one)), key=lambda one: -weights.get(one.id, 0.0))
    alone = _alone(comparison, [own for _, own in labels])
    groups = [
        AloneGroup(outlet, tuple(excerpt(Paint(one, report), LISTED_WORDS) for one in alone[report.id][:MAX_ALONE]))
        for outlet, report in zip(outlets, comparison.reports, strict=True)
    ]
    return Coverage(
        outlets=tuple(outlets),
        rows=tuple(rows),
        in_none=tuple(excerpt(Paint(one, official), LISTED_WORDS) for one in by_weight[:MAX_IN_NONE]),
        alone=tuple(group for group in groups if group.passages),
        unshown_alone=sum(max(0, len(found) - MAX_ALONE) for found in alone.values()),
        omitted_by_all=len(nowhere),
        carried_by_all=sum(1 for found in per_statement if Label.OMITTED not in found),
        unshown=len(official.statements) - len(rows),
    )


def _is_heading(statement: Statement) -> bool:
    return statement.kind in (StatementKind.HEADING, StatementKind.HEADLINE)


def _alone(comparison: Comparison, labels: Sequence[Mapping[str, Label]]) -> dict[str, list[Statement]]:
    """Return, under the id of each report, the added statements of which no other report has one alike."""
    added = [
        (report, statement, stems)
        for report, own in zip(comparison.reports, labels, strict=True)
        for statement, stems in _telling(report, own)
    ]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, (_, _, stems) in enumerate(added):
        for stem in stems:
            holders[stem].append(number)
    found: dict[str, list[Statement]] = {report.id: [] for report in comparison.reports}
    for report, statement, stems in added:
        common: dict[int, int] = defaultdict(int)
        for stem in stems:
            for number in holders[stem]:
                common[number] += 1
        if not any(
            added[number][0] is not report and count >= SHARED * min(len(stems), len(added[number][2]))
            for number, count in common.items()
        ):
            found[report.id].append(statement)
    return found


def _telling(report: Document, labels: Mapping[str, Label]) -> Iterator[tuple[Statement, frozenset[str]]]:
    for statement in report.statements:
        if labels[statement.id] is Label.ADDED and not _is_heading(statement):
            stems = frozenset(word.stem for word in split_words(statement.text) if word.is_content)
            if len(stems) >= FEWEST_STEMS:
                yield statement, stems
