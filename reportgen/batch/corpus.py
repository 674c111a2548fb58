"""Releases and articles staged for matching: cut into words, by language and week, in files a block can take by itself."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.batch.duck import load_duckdb, named, quoted, unreadable
from reportgen.batch.manifest import columns_of, table_of
from reportgen.batch.storage import Folder, filesystem_of, is_address
from reportgen.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS = ("id", "text", "published", "language", "title", "publisher", "author", "url", "path")
"""What a corpus may say of a document; only `text`, and one of `id`, `path` and `url`, must be there."""

LONGEST = 5000
"""Words of a document that are looked at: a report of fifteen pages. More are appendices, and cost without telling."""

NO_WEEK = "none"
"""The week of documents without a date."""

WORD = r"[\p{L}\p{N}]+"
"""RE2: what counts as a word here: runs of letters and figures, in lower case."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """One side: a table, and what its columns are called."""

    source: str
    columns: Mapping[str, str] = field(default_factory=dict)
    """The table's name for each of FIELDS that it does not call so itself."""

    def identity(self) -> list[str]:
        """Return what tells whether the table is the one it was: its name, size and time of change."""
        if is_address(self.source):
            system = filesystem_of(self.source)
            paths = sorted(system.glob(self.source)) or [self.source]
            return [self.source, *(str(system.ukey(path)) for path in paths)]
        pattern = Path(self.source)
        paths = [pattern] if pattern.is_file() else sorted(pattern.parent.glob(pattern.name))
        return [self.source, *(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in paths)]


def corpus_key(*parts: Any) -> str:
    """Return a short hash of values that JSON can hold."""
    return sha256(json.dumps(parts, default=str).encode()).hexdigest()[:24]


def choose_columns(duck: Any, corpus: Corpus) -> dict[str, str]:
    """Return the column of the table for each of FIELDS that it has.

    Raises UsageError (`column-missing`, `unknown-column`), and what reading the table raises.
    """
    there = columns_of(duck, corpus.source)
    for name, column in corpus.columns.items():
        if name not in FIELDS:
            raise UsageError(
                f"nothing here is called {name!r}", slug="unknown-column", remedy=f"It is one of {', '.join(FIELDS)}."
            )
        if column not in there:
            raise _missing(f"{column!r}", corpus, there)
    found = {name: corpus.columns.get(name, name) for name in FIELDS if name in corpus.columns or name in there}
    if "text" not in found:
        raise _missing("'text'", corpus, there)
    if not found.keys() & {"id", "path", "url"}:
        raise _missing("'id', 'path' or 'url'", corpus, there)
    return found


def _missing(what: str, corpus: Corpus, there: list[str]) -> UsageError:
    return UsageError(
        f"there is no column {what}",
        slug="column-missing",
        where=corpus.source,
        remedy=f"It has: {', '.join(there)[:200]}. Say which is which with --release-column or --article-column text=COLUMN.",
    )


def documents_query(corpus: Corpus, columns: Mapping[str, str]) -> str:
    """Return the SQL that gives a corpus' documents with all FIELDS as texts, and the day each was published."""
    fields = {name: f"CAST({named(columns[name])} AS VARCHAR)" if name in columns else "NULL::VARCHAR" for name in FIELDS}
    fields["id"] = f"coalesce({fields['id']}, {fields['path']}, {fields['url']})"
    listed = ", ".join(f"{sql} AS {name}" for name, sql in fields.items())
    return (
        f"SELECT *, try_cast(published[:10] AS DATE) AS day FROM (SELECT {listed} FROM "
        f"{table_of(corpus.source, sorted(set(columns.values())))}) WHERE id IS NOT NULL AND text IS NOT NULL"
    )


def stage(duck: Any, corpus: Corpus, columns: Mapping[str, str], folder: Folder, name: str, *, by_language: bool) -> None:
    """Write a corpus' documents as words to `name/language=…/week=…/`, the texts left behind.

    Raises UsageError (`same-id-twice`), ReadError (`table-unreadable`).
    """
    language = "coalesce(nullif(regexp_extract(lower(language), '^[a-z]{2,3}'), ''), 'und')" if by_language else "'all'"
    query = (
        f"SELECT * EXCLUDE (text, language), regexp_extract_all(lower(text), {quoted(WORD)})[:{LONGEST}] AS words, "
        f"{language} AS language, coalesce(strftime(date_trunc('week', day), '%Y-%m-%d'), '{NO_WEEK}') AS week "
        f"FROM ({documents_query(corpus, columns)})"
    )
    folder.make()
    target = quoted(folder.address(name))
    try:
        duck.execute(f"COPY ({query}) TO {target} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (language, week), OVERWRITE)")
        files = ", ".join(quoted(file) for files in staged_files(folder, name).values() for file in files)
        rows = (
            duck.execute(f"SELECT id FROM read_parquet([{files}]) GROUP BY id HAVING count(*) > 1 LIMIT 1").fetchall()
            if files
            else []
        )
    except load_duckdb().Error as error:
        raise unreadable(corpus.source, error) from None
    if rows:
        raise UsageError(
            f"two documents have the id {str(rows[0][0])[:80]!r}",
            slug="same-id-twice",
            where=corpus.source,
            remedy="Leave one out, or name a column whose values differ with --release-column or --article-column id=COLUMN.",
        )


def staged_files(folder: Folder, name: str) -> dict[tuple[str, str], list[str]]:
    """Return the files of a staged corpus by language and week."""
    base = folder.address(name)
    if is_address(base):
        system = filesystem_of(base)
        system.invalidate_cache()
        scheme = base.partition("://")[0]
        paths = [path if is_address(path) else f"{scheme}://{path.lstrip('/')}" for path in sorted(system.find(base))]
        if scheme == "file":
            paths = [f"file://{path}" for path in sorted(system.find(base))]
    else:
        paths = [str(path) for path in sorted(Path(base).rglob("*.parquet"))]
    found: dict[tuple[str, str], list[str]] = {}
    for path in paths:
        place = re.search(r"language=([^/\\]+)[/\\]week=([^/\\]+)[/\\]", path)
        if place:
            found.setdefault((place[1], place[2]), []).append(path)
    return found
