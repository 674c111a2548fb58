"""The brief as an Excel workbook."""

from __future__ import annotations

import io
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING, Any

from reportgen.brief.extras import import_extra
from reportgen.brief.tables import FORMULA_STARTS, Cell, Table, shortened_cell, tables
from reportgen.brief.text import day_of, parse_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.brief.model import Brief

NO_DATE = datetime(2000, 1, 1)  # noqa: DTZ001  (the format has no time zones)
"""Stands where no text has a date; the clock would make each run another file."""

LINE, HIGHEST = 15.0, 409.0
"""Points of a line, and of the highest row there can be."""

ROOM = 1.1
"""Lines are broken between words: they hold a tenth less than their width."""

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
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "number": book.add_format({"valign": "top", "align": "center"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            # Shows as text also where somebody edits the cell or saves the sheet as CSV.
            **{label: book.add_format({"bg_color": tint, "valign": "top"}) for label, tint in TINTS.items()},
            "quoted": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
        }
        for table in tables(brief):
            _write_sheet(book.add_worksheet(table.name), table, formats)
    return file.getvalue()


def _write_sheet(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    for index, (title, width) in enumerate(table.columns):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, title, formats["head"])
    for number, row in enumerate(table.rows, start=1):
        sheet.set_row(number, _height(table, row))
        for index, cell in enumerate(row):
            style = str(cell) if table.columns[index][0] == "Label" else "text"
            _write_cell(sheet, (number, index), cell, formats, style)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _height(table: Table, row: Sequence[Cell]) -> float:
    """Return the height of a row in points: not every program makes room for cells of several lines by itself."""
    wide = ((str(cell), width) for cell, (_, width) in zip(row, table.columns, strict=True) if cell is not None)
    return min(LINE * max((ceil(len(text) * ROOM / width) for text, width in wide), default=1), HIGHEST)


def _write_cell(sheet: Any, place: tuple[int, int], cell: Cell, formats: dict[str, Any], style: str) -> None:
    if isinstance(cell, str):
        shown = formats["quoted"] if cell.startswith(FORMULA_STARTS) else formats.get(style, formats["text"])
        sheet.write_string(*place, shortened_cell(cell), shown)
    elif cell is not None:
        sheet.write_number(*place, cell, formats["number"])
