"""The Parquet tables of a batch, made of its records by DuckDB."""

from __future__ import annotations

import json
import tempfile
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.batch.duck import connection, load_duckdb, quoted
from reportgen.batch.plan import RECORDS
from reportgen.batch.records import COMPARISON_COLUMNS, CONTRAST_COLUMNS, PAIR_COLUMNS, STATEMENT_COLUMNS
from reportgen.batch.storage import Folder, not_writable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.batch.entries import Outcome

TABLES = ("comparisons", "statements", "pairs", "contrasts")
"""Each is a file `NAME.parquet` in the folder; `docs/query.md` describes their columns."""

PARTS = {"statements": STATEMENT_COLUMNS, "pairs": PAIR_COLUMNS, "contrasts": CONTRAST_COLUMNS}
"""The tables that have several rows of one comparison, and their own columns."""

OUTCOME_COLUMNS = {
    "position": "BIGINT",
    "name": "VARCHAR",
    "official": "VARCHAR",
    "press": "VARCHAR",
    "status": "VARCHAR",
    "fingerprint": "VARCHAR",
    "error": "VARCHAR",
    "message": "VARCHAR",
}

LARGEST_RECORD = 64_000_000
"""Bytes of one record: texts have 100 million at most, and this much of it would be a book of ten thousand pages."""


class Ledger:
    """What became of every entry, on disk: a batch may have more entries than memory should hold."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("w", encoding="utf-8")

    def add(self, outcome: Outcome) -> None:
        """Write down one outcome."""
        line = json.dumps(asdict(outcome), ensure_ascii=False).encode("utf-8", "replace").decode()
        self._file.write(line + "\n")

    def close(self) -> None:
        """Write what is still in the buffer; nothing can be added afterwards."""
        self._file.close()


@contextmanager
def open_ledger() -> Iterator[Ledger]:
    """Yield an empty ledger whose file is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="reportgen-") as folder:
        ledger = Ledger(Path(folder, "outcomes.jsonl"))
        try:
            yield ledger
        finally:
            ledger.close()


def finished_entries(folder: Folder) -> dict[str, str]:
    """Return the fingerprint of each entry the folder has a record of, under the entry's name."""
    files = folder.names(RECORDS, ".jsonl.gz")
    if not files:
        return {}
    with connection(folders=(folder.place,)) as duck:
        rows = duck.execute(f"SELECT name, fingerprint FROM {_records(folder, files, {})} ORDER BY filename")
        return dict(rows.fetchall())


def write_tables(folder: Folder, ledger: Ledger, *, memory: str) -> None:
    """Write the four tables from the records of the entries in the ledger, in the order of the manifest.

    Records that belong to no entry any more are removed. The same records give the same bytes. Raises RenderError
    (`output-not-writable`).
    """
    ledger.close()
    with connection(memory=memory, folders=(folder.place,)) as duck, tempfile.TemporaryDirectory(prefix="reportgen-") as scratch:
        outcomes = f"read_json({quoted(str(ledger.path))}, format = 'newline_delimited', columns = {_types(OUTCOME_COLUMNS)})"
        duck.execute(f"CREATE TABLE outcomes AS SELECT * FROM {outcomes}")
        _create_record_view(duck, folder)
        for table in TABLES:
            _write_table(duck, table, Path(scratch), folder)
        (current,) = duck.execute("SELECT list(DISTINCT filename) FROM current").fetchone()
        kept = {name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1] for name in current or ()}
        for name in folder.names(RECORDS, ".jsonl.gz"):
            if name.rsplit("/", 1)[-1] not in kept:
                folder.remove(name)


def _create_record_view(duck: Any, folder: Folder) -> None:
    """Make `current`: for each entry that is done, its record. A record that stands twice, after --force, is the same twice."""
    files = folder.names(RECORDS, ".jsonl.gz")
    columns: dict[str, str] = {"comparison": _struct(COMPARISON_COLUMNS)}
    columns |= {table: _struct(own) + "[]" for table, own in PARTS.items()}
    nothing = ", ".join(f"NULL::{kind} AS {name}" for name, kind in columns.items())
    source = _records(folder, files, columns) if files else f"(SELECT '' AS name, '' AS fingerprint, '' AS filename, {nothing})"
    duck.execute(
        f"CREATE VIEW current AS SELECT o.position, r.* EXCLUDE (fingerprint) FROM {source} r "
        "JOIN outcomes o USING (name, fingerprint) "
        "QUALIFY row_number() OVER (PARTITION BY o.position ORDER BY r.filename) = 1"
    )


def _records(folder: Folder, files: list[str], columns: dict[str, str]) -> str:
    """Return the SQL that reads record files, with the name of the file beside each."""
    listed = ", ".join(quoted(folder.address(name)) for name in files)
    types = _types({"name": "VARCHAR", "fingerprint": "VARCHAR", **columns})
    return (
        f"read_json([{listed}], format = 'newline_delimited', compression = 'gzip', filename = true, "
        f"maximum_object_size = {LARGEST_RECORD}, columns = {types})"
    )


def _write_table(duck: Any, table: str, scratch: Path, folder: Folder) -> None:
    file = scratch / f"{table}.parquet"
    try:
        duck.execute(f"COPY ({_select(table)}) TO {quoted(str(file))} (FORMAT parquet, COMPRESSION zstd)")
    except load_duckdb().IOException as error:
        raise not_writable(str(file), OSError(str(error))) from None
    folder.write(file.name, file.read_bytes())
    file.unlink()


def _select(table: str) -> str:
    """Return the query a table is written from, each row in its place."""
    if table == "comparisons":
        counts = ", ".join(f"c.comparison.{name} AS {name}" for name in COMPARISON_COLUMNS)
        return (
            "SELECT o.name AS comparison, CASE o.status WHEN 'failed' THEN 'failed' ELSE 'done' END AS status, "
            f"o.official, o.press, {counts}, o.error, o.message, o.fingerprint "
            "FROM outcomes o LEFT JOIN current c USING (position) ORDER BY o.position"
        )
    columns = ", ".join(f"row.{name} AS {name}" for name in PARTS[table])
    return (
        f"SELECT name AS comparison, {columns} "
        f"FROM (SELECT position, name, unnest({table}) AS row, generate_subscripts({table}, 1) AS place FROM current) "
        "ORDER BY position, place"
    )


def _struct(columns: dict[str, str]) -> str:
    return f"STRUCT({', '.join(f'{name} {kind}' for name, kind in columns.items())})"


def _types(columns: dict[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {quoted(kind)}" for name, kind in columns.items()) + "}"
