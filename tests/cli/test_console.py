"""What is said where: data, messages, progress, colours."""

from __future__ import annotations

import io
import logging
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportgen.cli.console import Console, emphasis, printable, write_text
from reportgen.engine import compare, count_stages
from reportgen.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Return True."""
        return True


@contextmanager
def on_terminal() -> Iterator[Terminal]:
    """Yield the terminal that both streams write to meanwhile."""
    stream = Terminal()
    with redirect_stdout(stream), redirect_stderr(stream):
        yield stream


def test_progress_is_shown_on_a_terminal_and_taken_back() -> None:
    """What is being done stands in one line, which is blank at the end."""
    with on_terminal() as terminal, Console().stages() as show:
        show("Reading")
        show("Comparing")
    shown = terminal.getvalue().split("\r")
    assert [line.strip() for line in shown if line.strip()] == ["Reading", "Comparing"]
    assert shown[-2].isspace()
    assert "\n" not in terminal.getvalue()


def test_steps_have_a_bar() -> None:
    """Of a known number of steps a bar shows those done; more steps than announced do no harm."""
    with on_terminal() as terminal, Console().steps(2) as begin:
        for name in ("read", "align", "label"):
            begin(name)
    shown = [line.strip() for line in terminal.getvalue().split("\r") if line.strip()]
    assert shown == [
        "[....................] 1/2 read",
        "[##########..........] 2/2 align",
        "[####################] 2/2 label",
    ]


def test_every_stage_is_counted() -> None:
    """The engine tells as many stages as the bar is made for."""
    told: list[str] = []
    reports = [Document.from_text(f"The bridge opens on day {number}.", name=str(number)) for number in (1, 2)]
    compare(Document.from_text("The bridge opens.", name="0"), *reports, progress=told.append)
    assert len(told) == count_stages(2)


def test_pages_are_counted() -> None:
    """While a PDF is laid out the page is told; other records are not, and the logger is left as it was."""
    logger = logging.getLogger("weasyprint.progress")
    level = logger.level
    with on_terminal() as terminal, Console().pages("Writing brief.pdf"):
        logger.info("Step 4 - Creating formatting structure")
        logger.info("Step 5 - Creating layout - Page %d", 12)
    shown = [line.strip() for line in terminal.getvalue().split("\r") if line.strip()]
    assert shown == ["Writing brief.pdf …", "Writing brief.pdf: page 12"]
    assert (logger.level, logger.handlers) == (level, [])


def test_slips_in_ones_own_style_sheets_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    """With templates of one's own, what WeasyPrint passes over is said once each; without, nothing is."""
    logger = logging.getLogger("weasyprint")
    for templates in (None, Path("house")):
        with Console().style_notes(templates):
            for _ in range(2):
                logger.warning("Ignored `%s` at 12:6, unknown property.", "colour: red")
    assert capsys.readouterr().err == "house: Ignored `colour: red` at 12:6, unknown property.\n"


def test_progress_is_taken_back_after_a_failure() -> None:
    """An error message does not begin behind the last stage."""
    with on_terminal() as terminal, pytest.raises(ValueError, match="broken"), Console().status("Reading"):
        raise ValueError("broken")
    assert terminal.getvalue().split("\r")[-2].isspace()


def test_no_progress_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    """In a file or a pipe there is no progress."""
    with Console().status("Reading"):
        pass
    assert capsys.readouterr() == ("", "")


def test_quiet_says_nothing_but_errors() -> None:
    """A quiet run shows no progress and no messages; complaints it does show."""
    console = Console(quiet=True)
    with on_terminal() as terminal:
        with console.status("Reading"):
            console.say("Wrote brief.pdf")
        assert not terminal.getvalue()
        console.complain("reportgen: stopped.")
    assert terminal.getvalue() == "reportgen: stopped.\n"


@pytest.mark.parametrize(
    ("variables", "styled"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": ""}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_no_color(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], *, styled: bool) -> None:
    """NO_COLOR, where it is not empty, and a dumb terminal keep text plain."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with on_terminal():
        assert (emphasis("O1", bold=True) != "O1") is styled


@pytest.mark.usefixtures("capsys")
def test_no_colours_in_a_file() -> None:
    """What is not a terminal gets plain text."""
    assert emphasis("O1", bold=True) == "O1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ґанок, été, 中文", "Ґанок, été, 中文"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\rb\x07\x9b", "a\\x0db\\x07\\x9b"),
        ("a\tb\nc", "a\tb\nc"),
        ("\ud800", "\ud800"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    """Control characters are spelt out, all else is left."""
    assert printable(text) == expected


def test_text_that_is_no_unicode(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """A file name with bytes that fit no encoding is written all the same."""
    write_text("caf\udce9")
    assert capfdbinary.readouterr().out == b"caf\\udce9\n"


def test_a_closed_stream_is_no_failure() -> None:
    """Where there is nobody to complain to, the program goes on."""
    with on_terminal() as terminal:
        terminal.close()
        with Console().status("Reading"):
            Console().say("Wrote brief.pdf")
