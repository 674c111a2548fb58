"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from reportgen.errors import RenderError


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one step: what stood there stays until all is written, and a failure leaves no trace.

    Raises RenderError (`output-not-writable`).
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=".part")
    except OSError as error:
        raise _not_writable(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except OSError as error:
        raise _not_writable(path, error) from None
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _mode(path: Path) -> int:
    """Return the permissions of the file that is replaced, or those a new file gets here."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _not_writable(path: Path, error: OSError) -> RenderError:
    reason = (error.strerror or str(error)).lower()
    return RenderError(
        f"the file cannot be written: {reason}",
        slug="output-not-writable",
        where=str(path),
        remedy="Choose another place with -o, or make the folder first and check that you may write there.",
    )
