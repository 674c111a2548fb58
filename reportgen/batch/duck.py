"""DuckDB as the batch uses it: in memory, within bounds, the same on every machine."""

from __future__ import annotations

import importlib
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reportgen.batch.storage import filesystem_of, is_address
from reportgen.errors import ReadError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULT_MEMORY = "2GB"
"""What one connection may hold before it goes on on disk. Half of the memory of a small laptop."""


@contextmanager
def connection(*, memory: str = DEFAULT_MEMORY, threads: int = 1, folders: tuple[str, ...] = ()) -> Iterator[Any]:
    """Yield a DuckDB connection that keeps what does not fit `memory` in a folder that is gone afterwards.

    `folders` are the places it will read or write; those with an address (`s3://…`) are reached through fsspec. Nothing is
    installed or loaded from the network. Raises UsageError (`library-missing`) where DuckDB is not installed.
    """
    duckdb = load_duckdb()
    with tempfile.TemporaryDirectory(prefix="reportgen-") as spill:
        config = {
            "threads": threads,
            "memory_limit": memory,
            "temp_directory": spill,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        try:
            opened = duckdb.connect(":memory:", config=config)
        except duckdb.Error as error:
            raise UsageError(
                f"{memory!r} is no amount of memory: {first_line(error)}", slug="bad-memory", remedy="Write it as 2GB or 500MB."
            ) from None
        try:
            opened.execute("SET TimeZone = 'UTC'")
            for name in {address.partition("://")[0] for address in folders if is_address(address)}:
                opened.register_filesystem(filesystem_of(f"{name}://"))
            yield opened
        finally:
            opened.close()


def load_duckdb() -> Any:
    """Return the DuckDB module; UsageError (`library-missing`) tells how to install it."""
    try:
        return importlib.import_module("duckdb")
    except ImportError as error:
        raise UsageError(
            f"this needs a Python package that is not installed: {error.name or 'duckdb'}",
            slug="library-missing",
            remedy="Install it with: pip install 'reportgen[batch]'",
        ) from error


def quoted(text: str) -> str:
    """Return `text` as an SQL string.

    >>> quoted("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def named(text: str) -> str:
    """Return `text` as an SQL name.

    >>> named("press text")
    '"press text"'
    """
    return '"' + text.replace('"', '""') + '"'


def first_line(error: BaseException) -> str:
    """Return the first sentence of a DuckDB error, without the hints that follow it."""
    return " ".join(str(error).strip().split("\n")[0].split())[:300].rstrip(".")


def unreadable(where: str, error: BaseException) -> ReadError:
    """Return what to say about a table that DuckDB cannot read."""
    return ReadError(
        f"the table cannot be read: {first_line(error)}",
        slug="table-unreadable",
        where=where,
        remedy="It should be CSV with a line of names, JSON Lines or Parquet; the suffix tells which.",
    )
