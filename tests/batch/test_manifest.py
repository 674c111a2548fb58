"""Manifests as tables of every kind and as folders."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reportgen.batch.duck import load_duckdb
from reportgen.batch.entries import Entry, Outcome, Side
from reportgen.batch.manifest import open_manifest
from reportgen.errors import ReadError, ReportgenError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def lines(path: Path | str) -> list[Entry | Outcome]:
    """Return the lines of a manifest."""
    with open_manifest(str(path)) as manifest:
        found = list(manifest.lines)
        assert len(found) == manifest.count
        return found


def write_table(path: Path, rows: list[dict[str, str]]) -> None:
    """Write the same rows as CSV, TSV, JSON Lines or Parquet."""
    source = path.with_suffix(".source.jsonl")
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    if path.suffix == ".jsonl":
        source.rename(path)
        return
    kind = {".csv": "csv, header", ".tsv": "csv, header, delim '\t'", ".parquet": "parquet"}[path.suffix]
    table = f"read_json('{source}', format = 'newline_delimited')"
    load_duckdb().sql(f"COPY (SELECT * FROM {table}) TO '{path}' (FORMAT {kind})")  # noqa: S608  (our own names)


ROWS = [
    {
        "id": "one",
        "official": "o.txt",
        "press": "sub/p.txt",
        "press_published": "2024-06-13T15:17:22-04:00",
        "press_title": 'Says "no"',
    },
    {"id": "two", "official": "o.txt", "press_text": "Line one,\n\nline two; and “more”.", "press_title": "  "},
]


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl"])
def test_every_kind_of_table(suffix: str, tmp_path: Path) -> None:
    """A table gives the same entries whatever its kind: texts with line feeds, dates as written, paths from its folder."""
    path = tmp_path / f"m{suffix}"
    if suffix == ".jsonl":
        write_table(path, ROWS)
    else:
        separator = "," if suffix == ".csv" else "\t"
        columns = ["id", "official", "press", "press_text", "press_published", "press_title"]
        quoted = [['"' + row.get(column, "").replace('"', '""') + '"' for column in columns] for row in ROWS]
        path.write_text("\n".join(separator.join(row) for row in [columns, *quoted]) + "\n", "utf-8")
    place = str(tmp_path / "o.txt")
    assert lines(path) == [
        Entry(
            1,
            "one",
            Side("o.txt", None, place),
            Side(
                "sub/p.txt", None, str(tmp_path / "sub/p.txt"), {"published": "2024-06-13T15:17:22-04:00", "title": 'Says "no"'}
            ),
        ),
        Entry(2, "two", Side("o.txt", None, place), Side("press", ROWS[1]["press_text"])),
    ]


def test_parquet_with_dates(tmp_path: Path) -> None:
    """A Parquet table may hold dates as dates."""
    path = tmp_path / "m.parquet"
    load_duckdb().sql(
        "COPY (SELECT 'o.txt' AS official, 'p.txt' AS press, DATE '2024-06-13' AS press_published, 7 AS official_author) "
        f"TO '{path}'"
    )
    (entry,) = lines(path)
    assert isinstance(entry, Entry)
    assert (entry.press.given, entry.official.given) == ({"published": "2024-06-13"}, {"author": "7"})


def test_a_folder(archive: Path) -> None:
    """Each report of a folder is a line, with the official text beside it."""
    found = [line for line in lines(archive) if isinstance(line, Entry)]
    assert [line.name.rpartition("-")[0] for line in found] == [
        f"{topic}-press-{number}" for topic in ("ems", "leine", "weser") for number in (1, 2)
    ]
    assert found[0].official.place == str(archive / "ems/official.txt")


def test_a_folder_with_topics_in_names(tmp_path: Path) -> None:
    """Texts of several topics may share a folder; a report whose official text is missing, or there twice, is told."""
    for name in (
        "bridge.official.txt",
        "bridge.press.html",
        "bridge.press-2.html",
        "lost.press.txt",
        "notes.txt",
        "official.gold.json",
    ):
        (tmp_path / name).write_text("x")
    found = lines(tmp_path)
    assert [type(line) for line in found] == [Entry, Entry, Outcome]
    assert isinstance(found[2], Outcome)
    assert found[2].error == "incomplete-line"


def test_broken_lines_are_told_one_by_one(tmp_path: Path) -> None:
    """A line without a text, and one that stands there twice, fail; the others are worked on."""
    path = tmp_path / "m.csv"
    path.write_text("official,press\no.txt,p.txt\no.txt,\no.txt,p.txt\n,q.txt\no.txt,q.txt\n", "utf-8")
    found = lines(path)
    errors = [line.error if isinstance(line, Outcome) else None for line in found]
    assert errors == [None, "incomplete-line", "same-line-twice", "incomplete-line", None]


@pytest.mark.parametrize(
    ("name", "content", "error", "slug"),
    [
        ("m.csv", "", ReportgenError, "table-unreadable|column-missing|empty-manifest"),
        ("m.csv", "official,press\n", ReadError, "empty-manifest"),
        ("m.csv", "official,pres\na,b\n", UsageError, "column-missing"),
        ("m.csv", "official,press,pres_title\na,b,c\n", UsageError, "unknown-column"),
        ("m.jsonl", '{"official": "a", \n', ReportgenError, "table-unreadable|column-missing"),
        ("m.parquet", "no parquet at all", ReadError, "table-unreadable"),
        ("m.xls", "x", UsageError, "unknown-table"),
        ("m.csv", None, ReadError, "missing-file"),
    ],
)
def test_a_manifest_that_cannot_be_used(
    name: str, content: str | None, error: type[ReportgenError], slug: str, tmp_path: Path
) -> None:
    """What is wrong with a manifest is told by name before any work is done."""
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(error, match=slug) as raised:
        lines(tmp_path / name)
    assert name in str(raised.value)


def test_columns_of_ones_own(archive: Path) -> None:
    """Columns that mean nothing here are left alone, and told."""
    with open_manifest(str(archive / "manifest.csv")) as manifest:
        assert manifest.unused == ("desk",)
