"""What holds for whole documents beside their pairs: key messages, figures and dates, words of one side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.profile.figures import FigureRow, figure_rows
from reportgen.profile.messages import Message, pull_through, statement_weights
from reportgen.profile.vocabulary import OwnWords, own_words
from reportgen.reading import read_statements

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportgen.label.view import DocumentReading
    from reportgen.model import Comparison, Pair


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found about whole documents."""

    weights: Mapping[str, float]
    """Of each official statement: how much of the rest of the text comes back to it, 0 to 1."""
    messages: tuple[Message, ...]
    """The key messages of the official text and what became of each in every report."""
    figures: Mapping[str, tuple[FigureRow, ...]]
    """Figures, dates and lengths of time side by side, under the id of each report."""
    words: Mapping[str, OwnWords]
    """Words only one side uses, under the id of each report."""


def find(official: DocumentReading, reports: Sequence[DocumentReading], pairs: Sequence[Pair]) -> Findings:
    """Return what is found about documents that were read, whose pairs these are."""
    weights = statement_weights(official)
    own = {report.document.id: [pair for pair in pairs if pair.report == report.document.id] for report in reports}
    return Findings(
        weights,
        pull_through(pairs, official, reports, weights),
        {report.document.id: figure_rows(own[report.document.id], official, report) for report in reports},
        {report.document.id: own_words(official, report) for report in reports},
    )


def findings_of(comparison: Comparison) -> Findings:
    """Return what is found about the documents of a comparison, from its texts and pairs as they are now."""
    official, reports = read_statements(comparison.official, comparison.reports)
    return find(official, reports, comparison.pairs)
