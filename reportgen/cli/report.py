"""What a command says about a comparison, on standard error."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

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
    for document in (comparison.official, *comparison.reports):
        for note in document.notes or ():
            console.say(f"Note on {document.name}: {note}")


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
