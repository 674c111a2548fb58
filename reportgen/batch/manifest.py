"""Manifests: a table with a line for each comparison, or a folder of texts."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapidfuzz.process import extractOne

from reportgen.batch.duck import connection, load_duckdb, named, quoted, unreadable
from reportgen.batch.entries import Entry, Outcome, Side, Status, name_of
from reportgen.batch.storage import is_address
from reportgen.errors import ReadError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FIELDS = ("title", "publisher", "author", "published", "modified", "url", "language")
"""Metadata a manifest may give, each as `official_…` and `press_…`."""

COLUMNS = (
    "id",
    *(f"{side}{suffix}" for side in ("official", "press") for suffix in ("", "_text", *(f"_{item}" for item in FIELDS))),
)
"""The columns a manifest may have; the others are left alone."""

ROWS_AT_ONCE = 64
"""Lines of a manifest held at a time; one may hold two long texts."""

_SIMILAR = 85
"""From this rapidfuzz score (0 to 100) on, an unknown column is taken for a slip; `pres_title` has 95."""

_FILE = re.compile(r"(?:(?P<topic>.+)\.)?(?P<side>official|press)(?:[-_ ]?(?P<rest>[^.]*))?\.(?P<suffix>[^.]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Manifest:
    """A manifest opened for reading."""

    count: int
    """How many lines it has."""
    unused: tuple[str, ...]
    """Columns it has that mean nothing here."""
    lines: Iterator[Entry | Outcome]
    """An entry for each line that can be worked on, a failed outcome for each that cannot."""


@contextmanager
def open_manifest(source: str) -> Iterator[Manifest]:
    """Yield the manifest in a table or a folder, whose lines are read as they are asked for.

    Raises ReadError (`missing-file`, `table-unreadable`, `empty-manifest`) and UsageError (`unknown-table`,
    `column-missing`).
    """
    if not is_address(source) and Path(source).is_dir():
        rows = list(_folder_rows(Path(source)))
        _check_any(len(rows), source, "A folder holds official.txt and press.txt, or several with press-1.txt, press-2.txt.")
        yield Manifest(len(rows), (), _lines(iter(rows), ""))
        return
    with connection(folders=(source,)) as duck:
        yield _table_manifest(duck, source)


def table_of(source: str, columns: Sequence[str] | None = None) -> str:
    """Return the SQL that reads a table; with `columns`, those alone and as they stand in it, where it has no types of its own.

    Raises UsageError (`unknown-table`) where the suffix tells no kind of table.

    >>> table_of("pairs.parquet")
    "read_parquet('pairs.parquet')"
    """
    suffix = re.search(r"\.(csv|tsv|jsonl|ndjson|parquet)(?:\.(?:gz|zst))?$", source.lower())
    if suffix is None:
        raise UsageError(
            "the suffix does not tell what kind of table this is",
            slug="unknown-table",
            where=source,
            remedy="Known: .csv .tsv .jsonl .ndjson .parquet, the first four also with .gz.",
        )
    if suffix[1] == "parquet":
        return f"read_parquet({quoted(source)})"
    if suffix[1] in {"csv", "tsv"}:
        separator = ", delim = '\t'" if suffix[1] == "tsv" else ""
        return f"read_csv({quoted(source)}, header = true, all_varchar = true, max_line_size = 20000000{separator})"
    # Told that they are texts, dates are not read and written anew, which would lose their offset.
    named_types = ", ".join(f"{quoted(column)}: 'VARCHAR'" for column in columns or ())
    types = f", columns = {{{named_types}}}" if columns is not None else ""
    return f"read_json({quoted(source)}, format = 'newline_delimited', maximum_object_size = 100000000{types})"


def columns_of(duck: Any, source: str) -> list[str]:
    """Return the names of a table's columns; ReadError (`missing-file`, `table-unreadable`)."""
    try:
        return [str(row[0]) for row in duck.execute(f"DESCRIBE SELECT * FROM {table_of(source)}").fetchall()]
    except load_duckdb().IOException as error:
        if "No files found" in str(error) or "does not exist" in str(error):
            raise ReadError("there is no such file", slug="missing-file", where=source) from None
        raise unreadable(source, error) from None
    except load_duckdb().Error as error:
        raise unreadable(source, error) from None


def _table_manifest(duck: Any, source: str) -> Manifest:
    columns = columns_of(duck, source)
    used = [column for column in columns if column in COLUMNS]
    _check_columns(columns, source)
    selection = ", ".join(f"CAST({named(column)} AS VARCHAR) AS {named(column)}" for column in used)
    rows = duck.cursor()
    table = table_of(source, used)
    (count,) = duck.execute(f"SELECT count(*) FROM {table}").fetchone()
    _check_any(count, source, "It needs a line for each pair of texts.")
    unused = tuple(column for column in columns if column not in COLUMNS)
    rows.execute(f"SELECT {selection} FROM {table}")
    base = source.rpartition("/")[0] if is_address(source) else str(Path(source).parent)
    return Manifest(count, unused, _lines(_table_rows(rows, used, source), base))


def _check_columns(columns: Sequence[str], source: str) -> None:
    for side in ("official", "press"):
        if side not in columns and f"{side}_text" not in columns:
            raise UsageError(
                f"there is no column {side!r} or '{side}_text'",
                slug="column-missing",
                where=source,
                remedy=f"It has: {', '.join(columns)[:200]}.",
            )
    for column in columns:
        match = extractOne(column, COLUMNS, score_cutoff=_SIMILAR)
        if column not in COLUMNS and match and match[0] not in columns:
            raise UsageError(
                f"there is no column {column!r} in a manifest",
                slug="unknown-column",
                where=source,
                remedy=f"Did you mean {match[0]!r}?",
            )


def _check_any(count: int, source: str, remedy: str) -> None:
    if not count:
        raise ReadError("there is nothing to compare in it", slug="empty-manifest", where=source, remedy=remedy)


def _table_rows(rows: Any, columns: Sequence[str], source: str) -> Iterator[dict[str, str]]:
    """Yield the lines of a table, without what is empty in them."""
    while True:
        try:
            fetched = rows.fetchmany(ROWS_AT_ONCE)
        except load_duckdb().Error as error:
            raise unreadable(source, error) from None
        if not fetched:
            return
        for values in fetched:
            yield {column: value for column, value in zip(columns, values, strict=True) if value and value.strip()}


def _lines(rows: Iterator[dict[str, str]], base: str) -> Iterator[Entry | Outcome]:
    """Yield what each line asks for; paths lead from `base`."""
    seen: dict[str, int] = {}
    for position, row in enumerate(rows, start=1):
        official, press = (_side(row, side, base) for side in ("official", "press"))
        if official is None or press is None:
            missing = "official" if official is None else "press"
            yield _failed(position, row, f"the line has no {missing} text", slug="incomplete-line")
            continue
        name = name_of(row.get("id"), official, press)
        if name in seen:
            yield _failed(position, row, f"line {seen[name]} has the same id, or the same two texts", slug="same-line-twice")
            continue
        seen[name] = position
        yield Entry(position, name, official, press)


def _side(row: dict[str, str], side: str, base: str) -> Side | None:
    """Return one side of a line; None where it has neither a source nor a text. A text wins, its source is then a name."""
    text = row.get(f"{side}_text")
    source = row.get(side, "").strip() or (side if text else None)
    if source is None:
        return None
    given = {item: row[f"{side}_{item}"].strip() for item in FIELDS if f"{side}_{item}" in row}
    return Side(source, text, None if text else _from(base, source), given)


def _from(base: str, place: str) -> str:
    if not base or is_address(place):
        return place
    return f"{base}/{place}" if is_address(base) else str(Path(base, place))


def _failed(position: int, row: dict[str, str], message: str, *, slug: str) -> Outcome:
    official, press = row.get("official", ""), row.get("press", "")
    return Outcome(position, f"line {position}", official, press, Status.FAILED, error=slug, message=f"{message} ({slug}).")


def _folder_rows(folder: Path) -> Iterator[dict[str, str]]:
    """Yield a line for each report of a folder and its sub-folders.

    `official.txt` and `press.txt`, `press-2.html` … in one folder belong together; so do `bridge.official.txt` and
    `bridge.press-1.txt`.
    """
    topics: dict[tuple[str, str], dict[str, list[Path]]] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found = _FILE.fullmatch(path.name)
        if found:
            key = (str(path.parent.relative_to(folder)), found["topic"] or "")
            topics.setdefault(key, {}).setdefault(found["side"].lower(), []).append(path)
    for (place, topic), sides in sorted(topics.items()):
        for press in sides.get("press", []):
            name = "/".join(part for part in (place if place != "." else "", topic, press.stem) if part)
            row = {"id": name, "press": str(press)}
            officials = sides.get("official", [])
            yield row | ({"official": str(officials[0])} if len(officials) == 1 else {})
