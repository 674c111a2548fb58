"""The brief's own sentences: what the figures say, and which text came first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.brief.text import day_of, join_words, parse_date, quantity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from reportgen.brief.model import Counts, Coverage
    from reportgen.model import Comparison, Document

SMALL_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""Numbers that stand as words in a sentence."""


FEWEST = 3
"""A side of fewer statements is too short to tell that two texts have nothing to do with each other."""
ENOUGH = 6
"""Where both sides have so many statements and one of the official text is all that is paired, the pair may be chance."""


def number_words(number: int) -> str:
    """Return a number as it stands in a sentence: "none", "one" to "nine", then figures."""
    return SMALL_NUMBERS[number] if number < len(SMALL_NUMBERS) else f"{number:,}"


def summary_of_one(counts: Counts, outlet: str) -> str:
    """Return one report's figures in a sentence.

    "The report takes up 12 of the official text's 25 statements, matching seven and differing on five; 13 are not in it, and it
    adds two of its own."
    """
    report = the_report(outlet)
    subject = "The report" if report == "the report" else report
    if not counts.official:
        return f"The official text has no statement to look for; {report} has {_how_many(counts.press)}."
    sentence = f"{subject} takes up {_taken_up(counts)}{_of_those(counts)}"
    rest = []
    taken = counts.official_matched + counts.official_contrasting
    if counts.omitted and taken:
        rest.append(f"{number_words(counts.omitted)} {'is' if counts.omitted == 1 else 'are'} not in it")
    if counts.added:
        rest.append(f"it adds {number_words(counts.added)} of its own")
    return "; ".join(filter(None, (sentence, ", and ".join(rest)))) + "."


def doubt_words(counts: Counts, comparison: Comparison, report: Document) -> str | None:
    """Return that a report does not seem to be about the official text, or may not be; None where there is no sign of it.

    Of 31 reports on the statement one, of two sentences, gets the weaker words; of 45 reports on another matter, 42 get either.
    Texts in two languages are no sign: their statements are seldom paired whatever they say.
    """
    languages = {(document.language or "en").partition("-")[0] for document in (comparison.official, report)}
    if len(languages) > 1 or not counts.official or not counts.press:
        return None
    taken = counts.official_matched + counts.official_contrasting
    if not taken:
        is_telling = min(counts.official, counts.press) >= FEWEST
        return "does not seem to be about this statement" if is_telling else "may not be about this statement"
    is_lonely = counts.press - counts.added <= 1 or not counts.official_matched
    if taken == 1 and is_lonely and min(counts.official, counts.press) >= ENOUGH:
        return "may not be about this statement"
    return None


def doubts_of_many(doubts: Mapping[str, str | None]) -> str | None:
    """Return which of several reports do not seem to be about the official text; `doubts` holds `doubt_words` by outlet."""
    foreign = [outlet for outlet, words in doubts.items() if words and words.startswith("does not")]
    if not foreign:
        return None
    verb = "does" if len(foreign) == 1 else "do"
    told = join_words(foreign) if len(foreign) <= 3 else f"{number_words(len(foreign))} of the reports"
    return f"{told[:1].upper()}{told[1:]} {verb} not seem to be about this statement."


def _taken_up(counts: Counts) -> str:
    taken = counts.official_matched + counts.official_contrasting
    if counts.official == 1:
        return "the official text’s only statement" if taken else "nothing of the official text’s only statement"
    whole = f"the official text’s {number_words(counts.official)} statements"
    if taken == counts.official:
        return f"all of {whole}"
    return f"{number_words(taken)} of {whole}"


def _of_those(counts: Counts) -> str:
    """Return how many of the statements taken up match and how many differ."""
    matched, differing = counts.official_matched, counts.official_contrasting
    if matched and differing:
        return f", matching {number_words(matched)} and differing on {number_words(differing)}"
    taken = matched + differing
    if not taken:
        return ""
    verb = "matching" if matched else "differing on"
    return f", {verb} {'it' if taken == 1 else 'both' if taken == 2 else f'all {number_words(taken)}'}"


def _how_many(statements: int) -> str:
    return quantity(statements, "statement") if statements else "none either"


def the_report(outlet: str) -> str:
    """Return what a report is called inside a sentence."""
    return "the report" if outlet == "The report" else outlet


def summary_of_many(coverage: Coverage, counts: Counts, statements: int) -> str:
    """Return several reports' figures in a sentence.

    "Set against the official text's 30 statements, 20 reports show 75 contrasts, eight of them clear; no statement is in every
    report, and five are in none."
    """
    whole = "only statement" if statements == 1 else f"{number_words(statements)} statements"
    reports = f"{number_words(len(coverage.outlets))} reports"
    return f"Set against the official text’s {whole}, {reports} show {_contrasts(counts)}; {_in_how_many(coverage)}."


def _contrasts(counts: Counts) -> str:
    if not counts.contrasts:
        return "no contrast"
    if counts.contrasts == 1:
        return "one contrast, a clear one" if counts.clear else "one possible contrast"
    if counts.clear in (0, counts.contrasts):
        return f"{number_words(counts.contrasts)} contrasts, {'all' if counts.clear else 'none'} of them clear"
    return f"{number_words(counts.contrasts)} contrasts, {number_words(counts.clear)} of them clear"


def _in_how_many(coverage: Coverage) -> str:
    """Return how many statements are in every report and in none."""
    carried, omitted = coverage.carried_by_all, coverage.omitted_by_all
    noun = "statement is" if carried == 1 else "statements are"
    every = f"{number_words(carried) if carried else 'no'} {noun if carried else 'statement is'} in every report"
    none = f"{number_words(omitted)} {'is' if omitted == 1 else 'are'} in none" if omitted else "each is in at least one"
    return f"{every}, and {none}"


def timing_words(comparison: Comparison, report: Document, outlet: str) -> str | None:
    """Return which text came first, where both days are known and differ."""
    mine, theirs = written_day(comparison, comparison.official), written_day(comparison, report)
    if mine is None or theirs is None or mine == theirs:
        return None
    days = (theirs - mine).days
    distance = "a day" if abs(days) == 1 else quantity(abs(days), "day")
    name = the_report(outlet)
    subject = "The report" if name == "the report" else name
    return f"{subject} is dated {distance} {'after' if days > 0 else 'before'} the official text."


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
