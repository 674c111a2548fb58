"""The command as a whole: help, errors, exit codes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportgen.cli import compare as compare_command
from reportgen.cli.app import COMMANDS
from reportgen.version import __version__

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_version(run: Run) -> None:
    """--version tells the version on standard output."""
    outcome = run("--version")
    assert (outcome.code, outcome.out, outcome.err) == (0, f"reportgen {__version__}\n", "")


def test_help_lists_every_command(run: Run) -> None:
    """--help names each command with what it does."""
    outcome = run("--help")
    assert outcome.code == 0
    for name, line in COMMANDS.items():
        assert f"\n  {name} " in outcome.out
        assert line[:30] in outcome.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    """Each command explains itself and its options."""
    outcome = run(name, "--help")
    assert outcome.code == 0
    assert outcome.out.startswith(f"Usage: reportgen {name} ")
    assert "--quiet" in outcome.out


def test_no_command_shows_the_help(run: Run) -> None:
    """Without a command the help is shown as a message, and nothing was done."""
    outcome = run()
    assert (outcome.code, outcome.out) == (2, "")
    assert "Commands:" in outcome.err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--nothing"], "reportgen: no such option '--nothing'"),
        (["nothing"], "reportgen: no such command 'nothing'"),
        (["compare"], "reportgen: compare: missing argument 'OFFICIAL'"),
        (["compare", "official.txt"], "reportgen: compare: missing argument 'PRESS...'"),
        (["compare", "official.txt", "press.txt", "--page-size", "A9"], "reportgen: compare: invalid value for '--page-size'"),
        (["check", "official.txt", "press.txt"], "reportgen: check: missing option '--fail-on'"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_usage_errors(run: Run, args: list[str], message: str) -> None:
    """A command that is put wrongly is told in two lines, with the way to its help."""
    outcome = run(*args)
    assert (outcome.code, outcome.out) == (2, "")
    first, second = outcome.err.splitlines()
    assert first.startswith(message)
    assert first.endswith("(usage).")
    assert second.startswith("  'reportgen ")
    assert second.endswith("--help' shows how it is used.")


def test_unexpected_errors_are_told_in_two_lines(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program's own is no traceback either; --debug shows one."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero\nin the works")

    monkeypatch.setattr(compare_command, "compare", fail)
    outcome = run("compare", "official.txt", "press.txt")
    assert outcome.code == 1
    assert (
        outcome.err.splitlines()[0] == "reportgen: an unexpected ZeroDivisionError: division by zero in the works (unexpected)."
    )
    assert len(outcome.err.splitlines()) == 2
    assert not (folder / "output").exists()
    detailed = run("compare", "official.txt", "press.txt", "--debug")
    assert "Traceback" in detailed.err
    assert detailed.code == 1
    monkeypatch.setenv("REPORTGEN_DEBUG", "0")
    assert "Traceback" not in run("compare", "official.txt", "press.txt").err


@pytest.mark.usefixtures("folder")
def test_ctrl_c(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the program with a word and the exit code a shell expects."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(compare_command, "compare", interrupt)
    outcome = run("compare", "official.txt", "press.txt")
    assert outcome.code == 130
    assert outcome.err.strip() == "reportgen: stopped."


WAITING = """
import signal, sys
from types import SimpleNamespace
from reportgen.cli import main

def read(_size):
    print("ready", flush=True)
    signal.pause()

# A shell that starts a job in the background hands SIGINT down as ignored; Python then sets no handler of its own.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.stdin = SimpleNamespace(buffer=SimpleNamespace(read=read), isatty=lambda: False)
sys.exit(main())
"""
"""A program that waits inside the command for its input."""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize(
    ("sent", "code", "message"), [(signal.SIGTERM, 143, b""), (signal.SIGINT, 130, b"reportgen: stopped.\n")]
)
def test_a_program_that_is_stopped(sent: signal.Signals, code: int, message: bytes) -> None:
    """A signal ends the program by its own door, so that nothing half done stays, with the code a shell expects."""
    command = [sys.executable, "-c", WAITING, "read", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(sent)
        try:
            _, told = process.communicate(timeout=30)
        finally:
            process.kill()  # a program that is not stopped must not hold the suite up
        assert told.replace(b"\r", b"").strip() == message.strip()
    assert process.returncode == code


def test_messages_do_not_steer_the_terminal(run: Run, folder: Path) -> None:
    """A file name with an escape sequence is spelt out."""
    outcome = run("read", "no\x1b[2Jsuch.txt")
    assert outcome.code == 3
    assert "\x1b" not in outcome.err
    assert "no\\x1b[2Jsuch.txt" in outcome.err
    assert list(folder.iterdir())


def test_a_closed_pipe_is_no_error(folder: Path) -> None:
    """Where the reader of the output goes away, the program ends without a word."""
    text = "\n\n".join(f"The bridge number {number} was inspected last year." for number in range(5000))
    (folder / "long.txt").write_text(text, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "reportgen", "read", "long.txt"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_no_room_for_the_output(folder: Path) -> None:
    """Where standard output is a file on a full disk that is told, not passed over."""
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "reportgen", "read", "press.txt"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=folder, check=False)
    assert done.returncode == 3
    assert "standard output: the output cannot be written: no space left on device (output-not-writable)." in done.stderr


@pytest.mark.parametrize("args", [["read", "-"], ["compare", "-", "press.txt"]])
def test_standard_input(folder: Path, args: list[str]) -> None:
    """`-` reads standard input, and its bytes may be in any encoding that a file may be in."""
    command = [sys.executable, "-m", "reportgen", *args, "--json"]
    data = "Der Br\u00fcckenbau in K\u00f6ln kostete 15 Millionen Euro.".encode("cp1252")
    done = subprocess.run(command, input=data, capture_output=True, cwd=folder, check=False)
    assert done.returncode == 0, done.stderr
    assert "Br\u00fcckenbau in K\u00f6ln" in done.stdout.decode("utf-8")
