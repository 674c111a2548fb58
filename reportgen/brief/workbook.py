"""The brief as an Excel workbook."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reportgen.brief.extras import import_extra
from reportgen.brief.tables import FORMULA_STARTS, Cell, Table, shortened_cell, tables
from reportgen.brief.text import day_of, parse_date, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.brief.model import Brief

NO_DATE = datetime(2000, 1, 1)  # noqa: DTZ001  (the format has no time zones)
"""Stands where no text has a date; the clock would make each run another file."""

LINE, HIGHEST = 15.0, 409.0
"""Points of a line, and of the highest row there can be."""

MAX_HEAD = 120
"""Characters of the title over a printed sheet: one line. The format takes 255, of which each "&" makes two."""

MARGINS = (0.4, 0.4, 0.6, 0.6)
"""Inches to the left, to the right, above and below of a printed sheet."""

RULE = "#CFD1D7"
"""The colour of the lines between rows, which a sheet's own lines are not when it is printed."""

ROOM = 1.1
"""Letters of running text that stand in the width of a digit, which the widths of columns are counted in."""

MOST_LINES = 40
"""Lines of the highest row; what comes after need not be counted."""

A4 = 9
"""The page's number in the format, for those who print a sheet."""

TINTS = {"contrasting": "#FBDCC4", "omitted": "#D3E4FA", "added": "#DFF0E3"}
"""The tints of the labels, as in the other formats; what matches stays white."""


def xlsx_bytes(brief: Brief) -> bytes:
    """Return a workbook with a sheet for each table; every text is written as text, so that none is a formula or a link.

    Raises RenderError (`library-missing`) without XlsxWriter.
    """
    xlsxwriter = import_extra("xlsxwriter")
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        day = parse_date(brief.date)
        created = datetime.combine(day_of(day), datetime.min.time()) if day else NO_DATE
        book.set_properties({"title": brief.title, "comments": brief.summary, "author": brief.method.program, "created": created})
        cell = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": RULE}
        formats = {
            "head": book.add_format({"text_wrap": True, "valign": "top", "bold": True, "bottom": 2}),
            "number": book.add_format(cell | {"align": "center"}),
            "text": book.add_format(cell),
            **{label: book.add_format(cell | {"bg_color": tint}) for label, tint in TINTS.items()},
            # Shows as text also where somebody edits the cell or saves the sheet as CSV.
            "quoted": book.add_format(cell | {"quote_prefix": True}),
        }
        for table in map(_without_empty_end, tables(brief)):
            sheet = book.add_worksheet(table.name)
            _write_sheet(sheet, table, formats)
            _set_up_print(sheet, brief.title)
    return file.getvalue()


def _without_empty_end(table: Table) -> Table:
    """Return a table without its last columns that have nothing in any row, such as the review's where nobody reviewed."""
    width = max((index + 1 for row in table.rows for index, cell in enumerate(row) if cell not in (None, "")), default=0)
    return replace(table, columns=table.columns[:width], rows=tuple(row[:width] for row in table.rows))


def _set_up_print(sheet: Any, title: str) -> None:
    """Fit a sheet to the width of a page, with its title over it and its name and pages under it."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(*MARGINS)
    sheet.repeat_rows(0)
    sheet.set_header("&L&8" + shorten(title, MAX_HEAD).replace("&", "&&"))
    sheet.set_footer("&L&8&A&R&8Page &P of &N")


def _write_sheet(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    for index, (title, width) in enumerate(table.columns):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, title, formats["head"])
    sheet.set_row(0, _height(table, [title for title, _ in table.columns]))
    for number, row in enumerate(table.rows, start=1):
        sheet.set_row(number, _height(table, row))
        for index, cell in enumerate(row):
            style = str(cell) if table.columns[index][0] == "Label" else "text"
            _write_cell(sheet, (number, index), cell, formats, style)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _height(table: Table, row: Sequence[Cell]) -> float:
    """Return the height of a row in points: not every program makes room for cells of several lines by itself."""
    wide = ((str(cell), width) for cell, (_, width) in zip(row, table.columns, strict=True) if cell is not None)
    return min(LINE * max((_lines(text, int(width * ROOM)) for text, width in wide), default=1), HIGHEST)


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column, broken between words and, where a word is too long, in it.

    >>> _lines("The Harbour News", 16), _lines("The Harbour News", 12)
    (1, 2)
    """
    lines, used = 1, 0
    for word in text[: MOST_LINES * width].split():
        length = len(word)
        if used and used + 1 + length <= width:
            used += 1 + length
            continue
        lines += used > 0
        lines += (length - 1) // width
        used = (length - 1) % width + 1
    return lines


def _write_cell(sheet: Any, place: tuple[int, int], cell: Cell, formats: dict[str, Any], style: str) -> None:
    if isinstance(cell, str):
        shown = formats["quoted"] if cell.startswith(FORMULA_STARTS) else formats.get(style, formats["text"])
        sheet.write_string(*place, shortened_cell(cell), shown)
    elif cell is None:
        sheet.write_blank(*place, None, formats["text"])  # the line under it
    else:
        sheet.write_number(*place, cell, formats["number"])
