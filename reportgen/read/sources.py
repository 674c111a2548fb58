"""Where bytes come from: a path, standard input, or the caller."""

from __future__ import annotations

import sys
from pathlib import Path

from reportgen.errors import ReadError

STANDARD_INPUT = "-"
MAX_NAME = 10_000
"""A `#` is looked for in so many characters of a source's name."""
MAX_BYTES = 100_000_000
"""A source has at most so many bytes. Three hundred pages of PDF with pictures have 30 million; more was named by mistake."""


def split_part(source: str | Path) -> tuple[str | Path, str | None]:
    """Return a source, and the part of it that is named behind a `#`, where the whole is not the name of a file.

    >>> split_part("-#press-1")
    ('-', 'press-1')
    """
    text = str(source)
    places = [place for place, character in enumerate(text[:MAX_NAME]) if character == "#"]
    for place in [] if _is_file(text) else places:
        if text[:place] == STANDARD_INPUT or _is_file(text[:place]):
            return text[:place], text[place + 1 :]
    return source, None


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):  # a name no file can have
        return False


def load(source: str | Path | bytes) -> tuple[bytes, str]:
    """Return the bytes of a source and a name for it.

    Raises ReadError: `missing-file`, `is-a-directory`, `not-readable`, `too-large`.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _checked(bytes(source), "text")
    if str(source) == STANDARD_INPUT:
        return _checked(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input")
    path = Path(source)
    try:
        with path.open("rb") as file:
            return _checked(file.read(MAX_BYTES + 1), path.name)
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


def _checked(data: bytes, name: str) -> tuple[bytes, str]:
    if len(data) > MAX_BYTES:
        raise ReadError(
            f"there are more than {MAX_BYTES // 1_000_000} million bytes",
            slug="too-large",
            where=name,
            remedy="Give the document alone, or the part of it that is to be compared.",
        )
    return data, name
