"""The brief's own sentences: what the figures say, and which text came first."""

from __future__ import annotations

from reportgen.brief.model import Counts, Coverage
from reportgen.brief.text import day_of, join_words, parse_date, quantity
from reportgen.model import Comparison, Document

FAR_APART = 60
"""Days between two publications from which their distance is told in months of the dates alone."""

SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""Numbers that stand as words in a sentence."""


def number_words(number: int) -> str:
    """Return a number as it stands in a sentence: "no", "one" to "nine", then figures."""
    return SMALL_NUMBERS[number] if number < len(SMALL_NUMBERS) else f"{number:,}"


def summary_of_one(counts: Counts, outlet: str) -> str:
    """Return one report's figures in a sentence."""
    parts = [
        f"matches {number_words(counts.official_matched)}" if counts.official_matched else "",
        f"differs on {number_words(counts.official_contrasting)}" if counts.official_contrasting else "",
        f"has nothing on {number_words(counts.omitted)}" if counts.omitted else "",
    ]
    told = [part for part in parts if part] or ["has nothing to compare"]
    whole = quantity(counts.official, "official statement")
    sentence = f"Of {whole}, {_the_report(outlet)} {join_words(told)}"
    if counts.added:
        sentence += f"; it adds {number_words(counts.added)} of its own"
    return sentence + "."


def _the_report(outlet: str) -> str:
    return "the report" if outlet == "The report" else outlet


def summary_of_many(coverage: Coverage, counts: Counts, statements: int) -> str:
    """Return several reports' figures in a sentence."""
    return (
        f"{quantity(len(coverage.outlets), 'report')} beside {quantity(statements, 'official statement')}: "
        f"{number_words(coverage.carried_by_all)} in every report, {number_words(coverage.omitted_by_all)} in none, "
        f"{quantity(counts.contrasts, 'contrast')}, {number_words(counts.clear)} of them clear."
    )


def timing_words(official: Document, report: Document, outlet: str) -> str | None:
    """Return which text came first, where both days are known and differ."""
    mine, theirs = parse_date(official.published), parse_date(report.published)
    if mine is None or theirs is None or day_of(mine) == day_of(theirs):
        return None
    days = (day_of(theirs) - day_of(mine)).days
    distance = "a day" if abs(days) == 1 else quantity(abs(days), "day")
    name = _the_report(outlet)
    return f"{name[0].upper()}{name[1:]} was published {distance} {'after' if days > 0 else 'before'} the official text."


def latest_day(comparison: Comparison) -> str | None:
    """Return the day the latest of the texts was published, as an ISO date; None where none is known."""
    moments = [parse_date(document.published) for document in (comparison.official, *comparison.reports)]
    days = [day_of(moment) for moment in moments if moment is not None]
    return max(days).isoformat() if days else None
