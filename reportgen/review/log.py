"""The log of a review: an append-only SQLite file, on disk before an answer is given.

Datasette and the `sqlite3` command open it. Nothing is ever changed in it: undoing is one more entry.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.codec import decode, encode
from reportgen.errors import ReadError
from reportgen.model import Decision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FORMAT = "reportgen/review/1"

_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS entry (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- the order in which it happened
    at TEXT NOT NULL,                       -- UTC
    by TEXT NOT NULL,                       -- who
    kind TEXT NOT NULL CHECK (kind IN ('decide', 'undo', 'redo', 'dismiss')),
    target INTEGER,                         -- the entry that is undone or redone; the decision that is dismissed
    decisions TEXT NOT NULL                 -- what was decided: from, to, note, statements, as JSON
);
CREATE TRIGGER IF NOT EXISTS entry_is_not_changed BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER IF NOT EXISTS entry_is_not_deleted BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append only'); END;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log."""

    seq: int
    at: str
    by: str
    kind: str
    """`decide`, `undo`, `redo` or `dismiss`."""
    target: int | None
    """The entry an undo or redo is about; the entry whose decision, found lost, an answer settles."""
    decisions: tuple[Decision, ...] = ()


class Log:
    """An open log. Raises ReadError (`review-log`) where the file is none, cannot be opened or cannot be written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            # Requests come one at a time, on whatever thread the server runs; SQLite itself is built to be used so.
            self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
            # EXTRA: the file, and the folder's word that it exists, are on disk when a transaction ends.
            self._database.execute("PRAGMA synchronous = EXTRA")
            self._database.executescript(f"BEGIN IMMEDIATE; {_TABLES} COMMIT;")
            self._check_format()
        except (sqlite3.Error, OSError) as error:
            raise _log_error(path, str(error)) from None

    def _check_format(self) -> None:
        self._database.execute("INSERT OR IGNORE INTO about VALUES ('format', ?)", (FORMAT,))
        (found,) = self._database.execute("SELECT value FROM about WHERE name = 'format'").fetchone()
        if found != FORMAT:
            raise _log_error(self.path, f"it has format {found!r}, this version writes {FORMAT!r}")

    def append(
        self, kind: str, *, at: str, by: str, after: int, target: int | None = None, decisions: Sequence[Decision] = ()
    ) -> Entry | None:
        """Write an entry and return it once it is on disk; None, and nothing written, where others came after `after`."""
        body = json.dumps([encode(decision) for decision in decisions], ensure_ascii=True)
        try:
            self._database.execute("BEGIN IMMEDIATE")
            if self.last() != after:
                self._database.execute("ROLLBACK")
                return None
            row = (at, by, kind, target, body)
            cursor = self._database.execute("INSERT INTO entry (at, by, kind, target, decisions) VALUES (?, ?, ?, ?, ?)", row)
            seq = int(cursor.lastrowid or 0)
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise _log_error(self.path, str(error)) from None
        return Entry(seq, at, by, kind, target, tuple(decisions))

    def last(self) -> int:
        """Return the number of the last entry, 0 where there is none."""
        return int(self._database.execute("SELECT coalesce(max(seq), 0) FROM entry").fetchone()[0])

    def entries(self, after: int = 0) -> list[Entry]:
        """Return the entries after one, oldest first. Raises ReadError (`review-log`) for what this version does not know."""
        rows = self._database.execute(
            "SELECT seq, at, by, kind, target, decisions FROM entry WHERE seq > ? ORDER BY seq", (after,)
        ).fetchall()
        return [Entry(seq, at, by, kind, target, self._decisions(seq, body)) for seq, at, by, kind, target, body in rows]

    def _decisions(self, seq: int, body: str) -> tuple[Decision, ...]:
        try:
            found: tuple[Decision, ...] = decode(tuple[Decision, ...], json.loads(body))
        except Exception as error:  # noqa: BLE001  (the codec's own mismatch error and JSON's; either way the entry is none)
            raise _log_error(self.path, f"entry {seq} is broken: {error}") from None
        return found

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _log_error(path: Path, reason: str) -> ReadError:
    return ReadError(
        f"the log of the review cannot be used: {reason}",
        slug="review-log",
        where=str(path),
        remedy="Move the file away to begin the review anew, or name another with --log; it is never written over.",
    )
