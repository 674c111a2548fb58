"""The coverage matrix: which report has which official statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.brief.model import Coverage, CoverageRow
from reportgen.brief.passages import Paint, excerpt
from reportgen.model import Comparison, Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROW_WORDS = 16
"""Words of a statement in its row: about two lines of the table."""

MAX_ROWS = 300
"""Rows shown; twelve pages of a table nobody reads to the end."""


def build_coverage(comparison: Comparison, labels: Sequence[Mapping[str, Label]], outlets: Sequence[str]) -> Coverage:
    """Return the matrix. `labels` holds each report's labels of the official statements, `outlets` their short names."""
    official = comparison.official
    rows = [
        CoverageRow(
            passage=excerpt(Paint(statement, official), ROW_WORDS),
            labels=tuple(mapping[statement.id].value for mapping in labels),
        )
        for statement in official.statements[:MAX_ROWS]
    ]
    per_statement = [{mapping[statement.id] for mapping in labels} for statement in official.statements]
    return Coverage(
        outlets=tuple(outlets),
        rows=tuple(rows),
        omitted_by_all=sum(1 for found in per_statement if found == {Label.OMITTED}),
        carried_by_all=sum(1 for found in per_statement if Label.OMITTED not in found),
        unshown=len(official.statements) - len(rows),
    )
