"""What a command says about a comparison, on standard error."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from reportgen.brief.labels import count_labels, statement_labels
from reportgen.brief.summary import doubt_words
from reportgen.model import Label
from reportgen.read.lines import split_lines

if TYPE_CHECKING:
    from reportgen.cli.console import Console
    from reportgen.model import Comparison, Document

_ORDER = (Label.CONTRASTING, Label.MATCHED, Label.OMITTED, Label.ADDED)
"""What an editor looks at first."""

_WIDTH = 90
"""Characters of a passage shown on its line."""


def tell_summary(comparison: Comparison, console: Console) -> None:
    """Say, per report, how many pairs have each label."""
    for report in comparison.reports:
        counts = Counter(pair.label for pair in comparison.pairs_of(report.id))
        console.say(f"{report.name}: " + ", ".join(f"{counts[label]} {label}" for label in _ORDER))
        _tell_doubt(comparison, report, console)
    for document in (comparison.official, *comparison.reports):
        for note in document.notes or ():
            console.say(f"Note on {document.name}: {note}")


def _tell_doubt(comparison: Comparison, report: Document, console: Console) -> None:
    """Say where a report seems to be about something else: the wrong file may have been given."""
    counts = count_labels(statement_labels(comparison, report), list(comparison.pairs_of(report.id)))
    if doubt := doubt_words(counts, comparison, report):
        how_much = "nothing" if counts.omitted == counts.official else "next to nothing"
        console.say(f"Note on {report.name}: The report {doubt}; {how_much} in it could be paired.")


def tell_removed(comparison: Comparison, console: Console) -> None:
    """List the furniture of every document."""
    for document in (comparison.official, *comparison.reports):
        for line in removed_lines(document):
            console.say(line)


def removed_lines(document: Document) -> list[str]:
    """Return one line about each removed passage, with its lines in the file and its reason, after one that counts them."""
    count = len(document.removed)
    lines = [f"{document.name}: {count or 'no'} {'passage' if count == 1 else 'passages'} removed"]
    starts = [line.start for line in split_lines(document.text)]
    for removed in document.removed:
        first = max(1, bisect_right(starts, removed.start))
        last = max(first, bisect_right(starts, removed.end - 1))
        place = f"line {first}" if first == last else f"lines {first}-{last}"
        lines.append(f"  {place}, {removed.reason}: {shorten(removed.text)}")
    return lines


def shorten(text: str) -> str:
    """Return `text` on one line, cut after _WIDTH characters.

    >>> shorten("Skip to\\n  content")
    'Skip to content'
    """
    folded = " ".join(text[: 4 * _WIDTH].split())
    return folded if len(folded) <= _WIDTH else folded[:_WIDTH].rstrip() + "…"
