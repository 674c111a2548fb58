"""The brief as tables: one of every pair, for CSV and spreadsheets, and those around it."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.brief.rows import REPORT_ITSELF

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.brief.model import Brief, FigureSide, PairRow, Passage, Reference, ReportSection, Source, WordCount

Cell = str | int | None

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection")."""

MAX_CELL = 32_767
"""Characters of a cell in Excel; longer text makes it repair the file, or refuse it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table by name, its columns and rows."""

    name: str
    """At most 31 characters, as the name of a sheet."""
    columns: tuple[tuple[str, int], ...]
    """Heading and width, in characters, of each column."""
    rows: tuple[tuple[Cell, ...], ...]


PAIR_COLUMNS = (
    ("Report", 16),
    ("Label", 12),
    ("Kind", 16),
    ("Strength", 9),
    ("What differs", 34),
    ("Official ids", 10),
    ("Official text", 46),
    ("Report ids", 10),
    ("Report text", 46),
    ("Said by", 16),
    ("Confidence (%)", 11),
    ("Pair", 14),
    ("Review", 18),
    ("Notes", 30),
)
"""What is known of a pair. All of them on one sheet of A4 are as small as can be read."""


def csv_bytes(brief: Brief) -> bytes:
    """Return every pair as CSV: UTF-8 with a byte order mark, without which Excel takes it for another encoding."""
    table = pair_table(brief)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(title for title, _ in table.columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in table.rows)
    return file.getvalue().encode("utf-8-sig")


def safe_cell(cell: Cell) -> Cell:
    """Return a cell no spreadsheet runs as a formula, within a cell's length.

    >>> safe_cell("=HYPERLINK(A1)")
    "'=HYPERLINK(A1)"
    """
    if not isinstance(cell, str):
        return cell
    return shortened_cell(f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell)


def shortened_cell(text: str) -> str:
    """Return a text within a cell's length; what is missing is counted at its end."""
    if len(text) <= MAX_CELL:
        return text
    note = f" [{len(text) - MAX_CELL + 60:,} more characters not shown here]"
    return text[: MAX_CELL - 60] + note


def tables(brief: Brief) -> tuple[Table, ...]:
    """Return every table of the brief: contrasts, summary, pairs, what was found about the whole texts, what was set aside."""
    found = (
        contrast_table(brief),
        _summary_table(brief),
        pair_table(brief),
        message_table(brief),
        figure_table(brief),
        _quotation_table(brief),
        word_table(brief),
        _furniture_table(brief),
        _decision_table(brief),
    )
    return tuple(table for table in found if table.rows)


def pair_table(brief: Brief) -> Table:
    """Return every pair of every report: matched and contrasting ones in official order, then omitted and added ones."""
    return Table(
        "Pairs", PAIR_COLUMNS, tuple(row for report in brief.reports for row in _pair_rows(report, _reviews(brief, report)))
    )


def contrast_table(brief: Brief) -> Table:
    """Return the contrasts of every report by weight, with the words of both sides; those beyond the cards come last."""
    columns = tuple(column for column in PAIR_COLUMNS if column[0] not in ("Label", "Pair"))
    places = [index for index, column in enumerate(PAIR_COLUMNS) if column in columns]
    found = [
        (row.card_number, _pair_row(report.source.short, row))
        for report in brief.reports
        for row in report.pairs
        if row.label == "contrasting"
    ]
    found.sort(key=lambda one: one[0] or sys.maxsize)
    rows = tuple((number, *(cells[place] for place in places)) for number, cells in found)
    return Table("Contrasts", (("No.", 6), *columns), rows)


def _reviews(brief: Brief, report: ReportSection) -> dict[str, tuple[Cell, Cell]]:
    """Return what reviewers said of the pairs of a report, under the ids of the statements of each."""
    pairs = brief.review.pairs if brief.review else ()
    return {
        key: (one.state or None, " ¶ ".join(one.notes) or None)
        for one in pairs
        if one.report == report.id
        for key in one.statements
    }


def _pair_rows(report: ReportSection, reviews: dict[str, tuple[Cell, Cell]]) -> Iterator[tuple[Cell, ...]]:
    name = report.source.short
    for row in report.pairs:
        yield _pair_row(name, row)
    for section in report.omitted:
        for passage in section.passages:
            told = reviews.get(passage.statement, (None, None))
            yield (name, "omitted", None, None, None, passage.statement, _text([passage]), None, None, None, None, None, *told)
    for group in report.added:
        for passage in group.passages:
            speaker = None if group.speaker == REPORT_ITSELF else group.speaker
            told = reviews.get(passage.statement, (None, None))
            yield (name, "added", None, None, None, None, None, passage.statement, _text([passage]), speaker, None, None, *told)


def _pair_row(name: str, row: PairRow) -> tuple[Cell, ...]:
    strengths = [difference.strength for difference in row.differences]
    return (
        name,
        row.label,
        row.note,
        ("clear" if "clear" in strengths else "possible") if strengths else None,
        " ".join(difference.reason for difference in row.differences) or None,
        " ".join(passage.statement for passage in row.official),
        _text(row.official),
        " ".join(passage.statement for passage in row.press),
        _text(row.press),
        "; ".join(dict.fromkeys(passage.speaker for passage in row.press if passage.speaker)) or None,
        row.confidence,
        row.pair,
        row.reviewed or None,
        " ¶ ".join(row.notes) or None,
    )


def _text(passages: Sequence[Passage]) -> str:
    return " ¶ ".join(passage.text for passage in passages)


def _summary_table(brief: Brief) -> Table:
    columns = (("Text", 24), ("Title", 44), ("Published", 20), ("Address", 40), ("Words", 8), ("Statements", 11))
    counts = (("Matched", 9), ("Contrasts", 10), ("Omitted", 9), ("Added", 9), ("SHA-256", 34))
    first = (*_source_cells(brief.official), None, None, None, None, brief.official.sha256)
    others = (
        (
            *_source_cells(report.source),
            report.counts.official_matched,
            report.counts.contrasts,
            report.counts.omitted,
            report.counts.added,
            report.source.sha256,
        )
        for report in brief.reports
    )
    return Table("Summary", (*columns, *counts), (first, *others))


def _source_cells(source: Source) -> tuple[Cell, ...]:
    return (source.short, source.title, source.published, source.address or source.name, source.words, source.statements)


def message_table(brief: Brief) -> Table:
    """Return what became of each key message in each report, a row for each."""
    columns = (("No.", 6), ("Official id", 10), ("Key message", 60), ("Weight", 8), ("Report", 20))
    scores = (("Present (0-2)", 9), ("Prominent (0-2)", 9), ("Faithful (0-2)", 9), ("Points (0-6)", 9), ("Report ids", 14))
    messages = brief.messages.messages if brief.messages else ()
    rows = (
        (
            message.number,
            message.passage.statement,
            _text([message.passage]),
            message.weight,
            outcome.outlet,
            outcome.present,
            outcome.prominent,
            outcome.faithful,
            outcome.points,
            _ids(outcome.press),
        )
        for message in messages
        for outcome in message.outcomes
    )
    return Table("Key messages", (*columns, *scores), tuple(rows))


def figure_table(brief: Brief) -> Table:
    """Return the figures and dates of each report beside the official text's."""
    columns = (("Report", 20), ("What", 14), ("Found", 18), ("What differs", 28), ("Official text", 50), ("Official ids", 12))
    rows = (
        (
            report.source.short,
            line.kind,
            line.verdict,
            line.difference or None,
            figure_words(line.official) or None,
            _ids(line.official.references) if line.official else None,
            figure_words(line.press) or None,
            _ids(line.press.references) if line.press else None,
        )
        for report in brief.reports
        for line in report.figures
    )
    return Table("Figures", (*columns, ("Report text", 50), ("Report ids", 12)), tuple(rows))


def figure_words(side: FigureSide | None) -> str:
    """Return a figure with the words around it, and the other ways the text puts it."""
    if side is None:
        return ""
    also = f" (also {', '.join(f'“{way}”' for way in side.also)})" if side.also else ""
    return f"{side.before}{side.text}{side.after}{also}"


def word_table(brief: Brief) -> Table:
    """Return the words only one text uses, a row for each."""
    columns = (("Report", 20), ("Only in", 14), ("Sort", 16), ("Word", 28), ("Times", 8), ("Statements", 20))
    rows = (
        (report.source.short, side, group.title, one.word, one.count, _ids(one.references))
        for report in brief.reports
        for group in report.words
        for side, words in (("official text", group.official), ("report", group.press))
        for one in words
    )
    return Table("Words", columns, tuple(rows))


def counted_words(words: Sequence[WordCount]) -> str:
    """Return words with how often each is used, where that is more than once."""
    return ", ".join(f"{one.word} ×{one.count}" if one.count > 1 else one.word for one in words)


def _ids(references: Sequence[Reference]) -> str | None:
    return " ".join(way.statement for way in references) or None


def _quotation_table(brief: Brief) -> Table:
    columns = (
        ("Report", 20),
        ("Statement", 10),
        ("Quotation", 60),
        ("Who", 24),
        ("In the official text", 22),
        ("Official wording", 60),
    )
    return Table(
        "Quotations",
        columns,
        tuple(
            (report.source.short, one.statement, one.text, one.speaker, one.verdict, one.official)
            for report in brief.reports
            for one in report.quotations
        ),
    )


def _furniture_table(brief: Brief) -> Table:
    columns = (("Text", 20), ("Why", 28), ("Passages", 9), ("Words", 8), ("What, by its beginning", 100))
    return Table(
        "Set aside",
        columns,
        tuple(
            (source.short, group.reason, group.passages, group.words, " · ".join(group.beginnings))
            for source in (brief.official, *(report.source for report in brief.reports))
            for group in source.removed
        ),
    )


def _decision_table(brief: Brief) -> Table:
    columns = (("No.", 6), ("Report", 20), ("What", 16), ("Before", 40), ("After", 40), ("Who", 20), ("When", 24), ("Note", 50))
    decisions = brief.review.decisions if brief.review else ()
    rows = ((one.number, one.outlet, one.what, one.before, one.after, one.by, one.at, one.note) for one in decisions)
    return Table("Decisions", columns, tuple(rows))
