"""`reportgen query`: SQL over the tables of a batch."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from reportgen.batch.duck import DEFAULT_MEMORY
from reportgen.batch.query import Archive
from reportgen.cli.console import printable, write_data, write_text
from reportgen.cli.options import console_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.batch.query import Answer
    from reportgen.cli.console import Console

WIDTH = 60
"""Characters of a cell shown; CSV and JSON have it whole."""

ROWS_SHOWN = 200
"""Rows shown as a table; CSV and JSON have them all."""

LINES_AT_ONCE = 500
"""Lines written at a time."""


@click.command()
@click.argument("folder", metavar="DIR")
@click.argument("sql", required=False)
@click.option("--csv", "form", flag_value="csv", help="Write CSV, with a line of names.")
@click.option("--json", "form", flag_value="json", help="Write a JSON list of objects.")
@click.option("--nl", "form", flag_value="nl", help="Write JSON Lines: an object a line.")
@click.option("--memory", default=DEFAULT_MEMORY, show_default=True, metavar="SIZE", help="To work in, before it goes to disk.")
@console_options
@click.pass_obj
def command(console: Console, /, folder: str, sql: str | None, *, form: str | None, memory: str) -> None:
    """Ask the tables that 'reportgen batch' wrote into DIR a question in SQL (DuckDB's).

    Without a question, lists the tables and their columns. The tables are never changed, and no other file is read.

    \b
    reportgen query results
    reportgen query results "SELECT kind, count(*) AS n FROM contrasts GROUP BY kind ORDER BY n DESC"
    reportgen query results "FROM comparisons WHERE status = 'failed'" --csv
    """
    with Archive(folder, memory=memory) as archive:
        if sql is None:
            write_text("\n".join(_described(archive)))
        elif form is None:
            _show(console, archive.ask(sql))
        else:
            _write(archive.ask(sql), form)


def _described(archive: Archive) -> Iterable[str]:
    for table in archive.tables:
        yield table
        yield from (f"  {name:<24} {kind.lower()}" for name, kind in archive.columns(table))


def _show(console: Console, answer: Answer) -> None:
    """Write rows as an aligned table for people."""
    rows: list[list[str]] = []
    for row in answer.rows:
        if len(rows) == ROWS_SHOWN:
            console.say(f"Only the first {ROWS_SHOWN} rows are shown; --csv writes them all.")
            break
        rows.append([cell(value) for value in row])
    write_text("\n".join(table_lines(answer.columns, rows, [_is_number(rows, place) for place in range(len(answer.columns))])))


def cell(value: Any) -> str:
    """Return a value as it stands in a table: on one line, cut where it is long.

    >>> cell(["O1", "O2"]), cell(None), cell(0.5)
    ('O1, O2', '', '0.5')
    """
    if isinstance(value, (list, tuple)):
        text = ", ".join(str(item) for item in value)
    else:
        text = "" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)
    text = printable(" ".join(text[: 4 * WIDTH].split()))
    return text if len(text) <= WIDTH else text[: WIDTH - 1].rstrip() + "…"


def table_lines(columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool]) -> list[str]:
    """Return the lines of a table, columns of numbers to the right.

    >>> table_lines(["kind", "n"], [["number", "12"], ["timing", "3"]], [False, True])
    ['kind     n', '------  --', 'number  12', 'timing   3']
    """
    table = [[printable(name) for name in columns], *rows]
    widths = [max(_width(row[place]) for row in table) for place in range(len(columns))]
    lines = [
        "  ".join(
            f"{' ' * (width - _width(text))}{text}" if number else f"{text}{' ' * (width - _width(text))}"
            for text, width, number in zip(row, widths, numbers, strict=True)
        ).rstrip()
        for row in table
    ]
    return [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else int(not unicodedata.combining(char)) for char in text)


def _is_number(rows: Sequence[Sequence[str]], place: int) -> bool:
    cells = [row[place] for row in rows if row[place]]
    return bool(cells) and all(text.replace(".", "", 1).removeprefix("-").isdigit() for text in cells)


def _write(answer: Answer, form: str) -> None:
    """Write rows for programs, some hundred at a time."""
    if form == "csv":
        write_data(_csv([answer.columns]))
        for rows in _chunks(answer.rows):
            write_data(_csv(rows))
        return
    before, between, after = ("[\n", ",\n", "\n]\n") if form == "json" else ("", "\n", "\n")
    lead = before
    for rows in _chunks(answer.rows):
        write_data((lead + between.join(_json(answer.columns, row) for row in rows)).encode("utf-8", "replace"))
        lead = between
    if form == "json" or lead == between:
        write_data((after if lead == between else "[]\n").encode())


def _chunks(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    left = iter(rows)
    while chunk := list(islice(left, LINES_AT_ONCE)):
        yield chunk


def _csv(rows: Iterable[Sequence[Any]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(
        [" ".join(map(str, value)) if isinstance(value, list) else value for value in row] for row in rows
    )
    return buffer.getvalue().encode("utf-8", "replace")


def _json(columns: Sequence[str], values: Sequence[Any]) -> str:
    return json.dumps(dict(zip(columns, values, strict=True)), ensure_ascii=False, default=str)
