"""The brief's own sentences: what the figures say, and which text came first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.brief.text import day_of, join_words, parse_date, quantity

if TYPE_CHECKING:
    from datetime import date

    from reportgen.brief.model import Counts, Coverage
    from reportgen.model import Comparison, Document

SMALL_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""Numbers that stand as words in a sentence."""


def number_words(number: int) -> str:
    """Return a number as it stands in a sentence: "none", "one" to "nine", then figures."""
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
    """Return several reports' figures in two sentences."""
    clear = ""
    if counts.contrasts:
        clear = ", all clear" if counts.clear == counts.contrasts else f", {counts.clear} of them clear"
    return (
        f"{quantity(len(coverage.outlets), 'report')} on an official text of {quantity(statements, 'statement')}: "
        f"{quantity(counts.contrasts, 'contrast')}{clear}. {_in_how_many(coverage)}"
    )


def _in_how_many(coverage: Coverage) -> str:
    """Return how many statements are in every report and in none, as a sentence."""
    carried, omitted = coverage.carried_by_all, coverage.omitted_by_all
    every = f"{number_words(carried).capitalize()} {'is' if carried == 1 else 'are'}" if carried else "No statement is"
    none = f"{number_words(omitted)} {'is' if omitted == 1 else 'are'} in none" if omitted else "every one is in at least one"
    return f"{every} in every report; {none}."


def timing_words(comparison: Comparison, report: Document, outlet: str) -> str | None:
    """Return which text came first, where both days are known and differ."""
    mine, theirs = written_day(comparison, comparison.official), written_day(comparison, report)
    if mine is None or theirs is None or mine == theirs:
        return None
    days = (theirs - mine).days
    distance = "a day" if abs(days) == 1 else quantity(abs(days), "day")
    name = _the_report(outlet)
    return f"{name[0].upper()}{name[1:]} is dated {distance} {'after' if days > 0 else 'before'} the official text."


def written_day(comparison: Comparison, document: Document) -> date | None:
    """Return the day a text was published, or the day its own words tell; None where neither is known."""
    given = parse_date(document.published)
    if given is None:
        read = comparison.profile.get("written")
        entry = read.get(document.id) if isinstance(read, dict) else None
        told = entry.get("date") if isinstance(entry, dict) else None
        given = parse_date(told) if isinstance(told, str) else None
    return day_of(given) if given is not None else None


def latest_day(comparison: Comparison) -> str | None:
    """Return the day the latest of the texts was written, as an ISO date; None where none is known."""
    days = [written_day(comparison, document) for document in (comparison.official, *comparison.reports)]
    known = [day for day in days if day is not None]
    return max(known).isoformat() if known else None
