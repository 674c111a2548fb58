"""The `reportgen` command: finds the subcommand, runs it, turns every outcome into a message and an exit code.

Subcommands are loaded when they are called: `reportgen --help` and `reportgen doctor` must work where a library is missing.
"""

from __future__ import annotations

import importlib
import signal
import sys
import traceback
from typing import TYPE_CHECKING, Any

import click

from reportgen.cli.console import DEBUG_VARIABLE, ClosedPipeError, Console, drop_stdout
from reportgen.cli.options import console_options
from reportgen.errors import ReportgenError
from reportgen.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

FAILED = 1
USAGE = 2
INTERRUPTED = 130  # 128 + SIGINT, what a shell reports for a program that was stopped by it
TERMINATED = 143  # 128 + SIGTERM
PIPE_CLOSED = 141  # 128 + SIGPIPE

COMMANDS = {
    "compare": "Set an official text beside press reports and write the brief.",
    "read": "Show a document as it was read: its statements, and the furniture that was removed.",
    "render": "Write the brief of a comparison file again, in any format.",
    "review": "Open a page on which an editor decides about each pair; the brief follows.",
    "diff": "Tell what differs between two comparison files: what appeared, went and changed.",
    "check": "Compare, and fail where something is found that should stop a script.",
    "export": "Write a comparison in a shape other systems read: ninjs, annotations, tables, mail, messages.",
    "deliver": "Send a comparison to a webhook, by mail, to a folder, to WordPress or Superdesk.",
    "verify": "Check whether a signed brief is as it was signed.",
    "watch": "Watch a folder, and put briefs beside the texts dropped into it.",
    "serve": "Answer comparisons over HTTP.",
    "match": "Find which articles cover which releases, with the evidence.",
    "batch": "Compare every pair of a manifest, and sum up.",
    "query": "Ask the results of a batch a question in SQL.",
    "doctor": "Tell what is installed, what is missing, and how to mend it.",
}
"""Each subcommand with its line in `reportgen --help`; the module of the same name in this package holds it as `command`."""


class _Commands(click.Group):
    """The group of subcommands, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (the signature is click's)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"reportgen.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="reportgen %(version)s")
@console_options
@click.pass_context
def commands(ctx: click.Context) -> int:
    """Set an official text beside the press reports about it.

    Statements are paired, every pair is labelled matched, contrasting, added or omitted, with the reason and both passages
    marked, and a brief is written. Nothing is fetched but the pages whose addresses you give.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        return USAGE
    return 0


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; `args` are those of the process where none are given.

    0 done · 1 some items failed · 2 usage · 3 nothing to compare, or unreadable · 4 `check` found what it looked for.
    """
    console = Console()
    if args is None:
        _stop_cleanly_on_sigterm()
    try:
        result = _run(console, args)
        sys.stdout.flush()
    except (ClosedPipeError, BrokenPipeError):
        drop_stdout()
        return PIPE_CLOSED
    except (click.Abort, KeyboardInterrupt):
        console.complain("reportgen: stopped.")
        return INTERRUPTED
    except ReportgenError as error:
        return _tell(console, error)
    except click.ClickException as error:
        return _tell(console, _usage_error(error))
    except Exception as error:  # noqa: BLE001  (the last door: whatever happens, the user reads a message, not a traceback)
        return _tell(console, _unexpected(error))
    return result


def _run(console: Console, args: Sequence[str] | None) -> int:
    try:
        result: Any = commands.main(args, prog_name="reportgen", standalone_mode=False, obj=console)
    except SystemExit as stop:  # click ends so where the reader of --help has gone, and on SIGTERM
        return stop.code if isinstance(stop.code, int) else FAILED
    return result if isinstance(result, int) else 0


def _stop_cleanly_on_sigterm() -> None:
    """Let SIGTERM unwind the stack, so that a file half written is removed."""

    def stop(*_: object) -> None:
        raise SystemExit(TERMINATED)

    try:
        signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not the main thread: the program around us decides
        return


def _tell(console: Console, error: ReportgenError) -> int:
    if console.shows_details:
        traceback.print_exc()
    console.complain(f"reportgen: {error}")
    return error.exit_code


class _UsageError(ReportgenError):
    exit_code = USAGE


class _UnexpectedError(ReportgenError):
    exit_code = FAILED


def _usage_error(error: click.ClickException) -> ReportgenError:
    """Return click's complaint in our own form."""
    message = " ".join(error.format_message().split()).rstrip(".")
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "reportgen"
    return _UsageError(
        message[:1].lower() + message[1:],
        slug="usage",
        where=path.removeprefix("reportgen").strip() or None,
        remedy=f"'{path} --help' shows how it is used.",
    )


def _unexpected(error: Exception) -> ReportgenError:
    """Return what a user reads about a fault of ours."""
    message = " ".join(str(error).split())[:200]
    return _UnexpectedError(
        f"an unexpected {type(error).__name__}{f': {message}' if message else ''}",
        slug="unexpected",
        remedy=f"This is a fault in reportgen. With --debug or {DEBUG_VARIABLE}=1 it shows the details a report of it needs.",
    )
