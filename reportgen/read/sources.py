"""Where bytes come from: a path, standard input, or the caller."""

from __future__ import annotations

import sys
from pathlib import Path

from reportgen.errors import ReadError

STANDARD_INPUT = "-"


def load(source: str | Path | bytes) -> tuple[bytes, str]:
    """Return the bytes of a source and a name for it.

    Raises ReadError: `missing-file`, `is-a-directory`, `not-readable`.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source), "text"
    if str(source) == STANDARD_INPUT:
        return sys.stdin.buffer.read(), "standard input"
    path = Path(source)
    try:
        return path.read_bytes(), path.name
    except (FileNotFoundError, NotADirectoryError):
        raise ReadError(
            "there is no such file", slug="missing-file", where=str(path), remedy=f"Looked in {path.absolute().parent}."
        ) from None
    except IsADirectoryError:
        raise ReadError(
            "this is a folder, not a file", slug="is-a-directory", where=str(path), remedy="Name one of the files in it."
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL byte in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(
            f"the file cannot be opened: {reason}",
            slug="not-readable",
            where=str(path),
            remedy="Check its permissions, or copy it somewhere you may read.",
        ) from None
