"""What the commands say and write: data on standard output, everything else on standard error."""

from __future__ import annotations

import io
import logging
import os
import shutil
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

import click

from reportgen.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DEBUG_VARIABLE = "REPORTGEN_DEBUG"

# A file name or a text may hold an escape sequence that would take over the reader's terminal; tab and line feed may stay.
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}


class ClosedPipeError(Exception):
    """The reader of standard output has gone; nothing more is wanted of it."""


@dataclass
class Console:
    """The streams of one run, and what its options say about using them."""

    quiet: bool = False
    """Say nothing but errors."""
    debug: bool = False
    """Show where an error came from."""
    config: Path | None = None
    """The settings file that was asked for; None: look for one."""
    use_config: bool = True
    allow_private: bool = False
    """Fetch also from hosts that are not of the open net."""

    @property
    def shows_details(self) -> bool:
        """Whether an error should come with its traceback."""
        return self.debug or os.environ.get(DEBUG_VARIABLE, "") not in ("", "0")

    def say(self, text: str) -> None:
        """Print a message, unless the run is quiet."""
        if not self.quiet:
            self.complain(text)

    def complain(self, text: str) -> None:
        """Print a message that also a quiet run must show; a closed standard error is no reason to fail."""
        with suppress(OSError, ValueError):
            click.echo(printable(text), err=True)

    @contextmanager
    def status(self, text: str) -> Iterator[None]:
        """Show what is being done while it is being done, on a terminal only."""
        with self.stages() as show:
            show(text)
            yield

    @contextmanager
    def stages(self) -> Iterator[Callable[[str], None]]:
        """Yield a function that shows what is being done now, in one line that is gone at the end; on a terminal only."""
        if self.quiet or not _is_terminal(sys.stderr):
            yield lambda _: None
            return
        try:
            yield _show_line
        finally:
            _show_line("")

    @contextmanager
    def steps(self, total: int) -> Iterator[Callable[[str], None]]:
        """Yield a function that names the step begun now of a known number of steps, with a bar of those done before it."""
        done = 0
        with self.stages() as show:

            def begin(name: str) -> None:
                nonlocal done
                show(f"{bar(done, total)} {min(done + 1, total)}/{total} {name}")
                done += 1

            yield begin

    @contextmanager
    def pages(self, text: str) -> Iterator[None]:
        """Show what is being written, and for a PDF the page it has come to, on a terminal only."""
        logger = logging.getLogger("weasyprint.progress")
        with self.stages() as show:
            show(f"{text} …")
            handler = _Pages(lambda page: show(f"{text}: page {page}"))
            level = logger.level
            if not self.quiet and _is_terminal(sys.stderr):
                logger.setLevel(logging.INFO)
                logger.addHandler(handler)
            try:
                yield
            finally:
                logger.removeHandler(handler)
                logger.setLevel(level)

    @contextmanager
    def style_notes(self, templates: Path | None) -> Iterator[None]:
        """Say afterwards what WeasyPrint passed over in style sheets of one's own; nothing without `templates`."""
        if templates is None:
            yield
            return
        logger, handler = logging.getLogger("weasyprint"), _Notes()
        logger.addHandler(handler)
        try:
            yield
        finally:
            logger.removeHandler(handler)
        for note in list(handler.notes)[:MOST_NOTES]:
            self.say(f"{templates}: {note}")

    def can_be_typed_to(self) -> bool:
        """Return whether standard input is a keyboard."""
        return _is_terminal(sys.stdin)


class _Pages(logging.Handler):
    """Tells the number of each page WeasyPrint begins to lay out."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self.tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Tell the page, where the record is of one ("Step 5 - Creating layout - Page 12")."""
        _, found, page = record.getMessage().rpartition("Page ")
        if found and page.isdigit():
            self.tell(page)


class _Notes(logging.Handler):
    """Keeps each warning once, in order."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.notes: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message ("Ignored `colour: red` at 12:6, unknown property.")."""
        self.notes[record.getMessage()[:MAX_NOTE]] = None


MOST_NOTES, MAX_NOTE = 20, 300
"""Notes on style sheets that are said, and the characters of one."""

BAR_LENGTH = 20
"""Characters of a bar of progress."""


def bar(done: int, total: int) -> str:
    """Return a bar of progress in plain characters, which every terminal has.

    >>> bar(1, 4)
    '[#####...............]'
    """
    filled = BAR_LENGTH * min(done, total) // max(1, total)
    return f"[{'#' * filled}{'.' * (BAR_LENGTH - filled)}]"


def _show_line(text: str) -> None:
    """Put `text` in place of the line standard error's terminal shows last."""
    width = shutil.get_terminal_size().columns - 1
    with suppress(OSError, ValueError):
        click.echo(f"\r{printable(text)[:width]:<{width}}\r", err=True, nl=False)


def write_data(data: bytes) -> None:
    """Write a result to standard output as it is.

    Raises ClosedPipeError where its reader has gone, RenderError (`output-not-writable`) where there is no room for it.
    """
    try:
        stream = sys.stdout.buffer
        # In pieces that fit its buffer: of a longer one, Python 3.11 drops the rest without a word when the pipe is closed.
        for start in range(0, len(data), io.DEFAULT_BUFFER_SIZE):
            stream.write(data[start : start + io.DEFAULT_BUFFER_SIZE])
        stream.flush()
    except BrokenPipeError:
        raise ClosedPipeError from None
    except OSError as error:
        drop_stdout()
        raise RenderError(
            f"the output cannot be written: {(error.strerror or str(error)).lower()}",
            slug="output-not-writable",
            where="standard output",
        ) from None


def drop_stdout() -> None:
    """Point standard output at nothing, so that what is left in its buffer does not fail once more when Python ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no such descriptor: it was replaced by the caller
        return


def write_text(text: str) -> None:
    """Write a result for people to standard output, in UTF-8, with a line feed at its end."""
    write_data((printable(text) + "\n").encode("utf-8", "backslashreplace"))


def printable(text: str) -> str:
    """Return `text` with control characters spelt out, so that it cannot steer a terminal.

    >>> printable("fire\\x1b[2J.txt")
    'fire\\\\x1b[2J.txt'
    """
    return text.translate(_CONTROLS)


def emphasis(text: str, **style: bool) -> str:
    """Return `text` styled for standard output where that is a terminal that wants colours, and as it is elsewhere."""
    wanted = _is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return click.style(text, **style) if wanted else text


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # the stream is closed
        return False
