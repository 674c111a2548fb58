"""Questions in SQL to the tables of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from reportgen.batch.duck import connection, first_line, load_duckdb, named, quoted
from reportgen.batch.storage import Folder, is_address
from reportgen.batch.tables import TABLES
from reportgen.errors import ReadError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS_AT_ONCE = 1000


@dataclass(frozen=True)
class Answer:
    """What a query found."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]
    """Fetched as they are asked for, while the `ask` that gave them is open."""


class Archive:
    """The tables of a batch, open for questions; use it in a `with` block.

    with Archive("results") as archive:
        answer = archive.ask("SELECT kind, count(*) FROM contrasts GROUP BY kind")
    """

    def __init__(self, place: str, *, memory: str = "2GB", threads: int = 1) -> None:
        self.folder = Folder(place)
        self._manager = connection(memory=memory, threads=threads, folders=(place,))
        self._duck: Any = None
        self.tables: tuple[str, ...] = ()
        """The tables there are: those of the batch, and each other Parquet file in the folder under its own name."""

    def __enter__(self) -> Self:
        """Open the tables; ReadError (`no-tables`) where there are none."""
        self._duck = self._manager.__enter__()
        try:
            self._open()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *error: object) -> None:
        """Close the tables."""
        self._manager.__exit__(None, None, None)

    def _open(self) -> None:
        names = [name.removeprefix("./").removesuffix(".parquet") for name in self.folder.names(".", ".parquet")]
        if not names:
            raise ReadError(
                "there are no tables in it",
                slug="no-tables",
                where=self.folder.place,
                remedy="Name the folder that `reportgen batch MANIFEST -o DIR` wrote.",
            )
        self.tables = tuple(
            sorted(names, key=lambda name: (name not in TABLES, TABLES.index(name) if name in TABLES else 0, name))
        )
        files = [self.folder.address(f"{name}.parquet") for name in self.tables]
        for name, file in zip(self.tables, files, strict=True):
            try:
                self._duck.execute(f"CREATE VIEW {named(name)} AS SELECT * FROM read_parquet({quoted(file)})")
            except load_duckdb().Error as error:
                raise ReadError(
                    f"the table cannot be read: {first_line(error)}",
                    slug="table-unreadable",
                    where=file,
                    remedy="Run the batch again: it writes its tables anew.",
                ) from None
        if not is_address(self.folder.place):
            # A question may come from elsewhere, with a web page or a mail: it is answered from these files and no others.
            self._duck.execute(f"SET allowed_paths = [{', '.join(quoted(file) for file in files)}]")
            self._duck.execute("SET enable_external_access = false")
            self._duck.execute("SET lock_configuration = true")

    def columns(self, table: str) -> list[tuple[str, str]]:
        """Return the names and the types of a table's columns."""
        return [(row[0], row[1]) for row in self._duck.execute(f"DESCRIBE {named(table)}").fetchall()]

    def ask(self, sql: str) -> Answer:
        """Return what a query finds; UsageError (`bad-query`) where it cannot be answered."""
        try:
            self._duck.execute(sql)
        except load_duckdb().Error as error:
            raise _bad_query(error) from None
        columns = tuple(str(item[0]) for item in self._duck.description or ())
        return Answer(columns, self._rows())

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        while True:
            try:
                rows = self._duck.fetchmany(ROWS_AT_ONCE)
            except load_duckdb().Error as error:
                raise _bad_query(error) from None
            if not rows:
                return
            yield from rows


def _bad_query(error: BaseException) -> UsageError:
    """Return what is wrong with a query, with the place DuckDB points at."""
    lines = [line.rstrip() for line in str(error).strip().splitlines() if line.strip()]
    return UsageError(
        f"the query cannot be answered: {' '.join(lines[0].split())[:300].rstrip('.')}",
        slug="bad-query",
        remedy="\n  ".join(line[:200] for line in lines[1:4]) or "`reportgen query DIR` lists the tables and their columns.",
    )
