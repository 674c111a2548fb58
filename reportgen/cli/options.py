"""Options that several commands share, each family as one decorator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reportgen.cli.console import Console
from reportgen.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Command = TypeVar("Command", bound="Callable[..., Any]")

FIELDS = ("title", "publisher", "author", "published", "modified", "url", "language")
"""Metadata that can be said on the command line; it wins over what the document says."""


def console_options(command: Command) -> Command:
    """Add --quiet, --debug, --config and --no-config; they go to the run's Console, not to the command."""
    for option in (
        click.option("--no-config", is_flag=True, expose_value=False, callback=_to_console, help="Use no settings file."),
        click.option(
            "--config",
            type=click.Path(path_type=Path),
            metavar="FILE",
            expose_value=False,
            callback=_to_console,
            help="Settings file  [default: reportgen.toml here or in a folder above].",
        ),
        click.option("--debug", is_flag=True, expose_value=False, callback=_to_console, help="Show where an error comes from."),
        click.option("-q", "--quiet", is_flag=True, expose_value=False, callback=_to_console, help="Say nothing but errors."),
    ):
        command = option(command)
    return command


def _to_console(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    console = ctx.ensure_object(Console)
    if not value:
        return
    if parameter.name == "no_config":
        console.use_config = False
    else:
        setattr(console, str(parameter.name), value)


def source_options(command: Command) -> Command:
    """Add --allow-private; it goes to the run's Console, where sources are read."""
    return click.option(
        "--allow-private",
        is_flag=True,
        expose_value=False,
        callback=_to_console,
        help="Fetch addresses also of hosts in your own network and on this machine.",
    )(command)


def output_options(command: Command) -> Command:
    """Add -o/--output, --format, how a brief looks, and --sign."""
    command = sign_option(command)
    command = click.option(
        "--templates",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="FOLDER",
        help="Templates and style sheets that stand in for the package's own of the same name.",
    )(command)
    command = click.option("--date", metavar="DATE", help="The brief's date  [default: that of its latest text].")(command)
    command = click.option("--page-size", type=click.Choice(["A4", "Letter"]), help="For PDF  [default: A4].")(command)
    command = click.option(
        "--format",
        "format_",
        metavar="FORMAT",
        help="Format of every output, whatever its suffix says; needed for -o - (standard output).",
    )(command)
    return click.option(
        "-o",
        "--output",
        "outputs",
        multiple=True,
        metavar="FILE",
        help="Write the brief here; the suffix tells the format: .pdf .html .json .md .csv .xlsx .docx. May be repeated.",
    )(command)


def sign_option(command: Command) -> Command:
    """Add --sign."""
    return click.option(
        "--sign",
        type=click.Path(path_type=Path),
        metavar="KEY.p12",
        help="Sign the PDF with this key; its passphrase is read from REPORTGEN_SIGN_PASSPHRASE, or asked for.",
    )(command)


def settings_options(command: Command) -> Command:
    """Add --keep and --set, which win over the settings file."""
    command = click.option(
        "--set",
        "assignments",
        multiple=True,
        metavar="NAME=VALUE",
        help="Set one setting, for example link_floor=0.6. May be repeated.",
    )(command)
    return click.option(
        "--keep",
        multiple=True,
        metavar="REASON|LINES",
        help="Leave furniture in the text: by the reason it was removed for, or by lines (12-14). May be repeated.",
    )(command)


_WORDS = {"published": "day of publication", "modified": "day of the last change", "url": "address"}
"""Fields in the words of the help, where their names are none."""


def metadata_options(command: Command) -> Command:
    """Add --official-title, --press-title and so on for each of FIELDS, collected into one `given` argument."""
    for field in reversed(FIELDS):
        command = click.option(
            f"--press-{field}",
            multiple=True,
            metavar="[N=]VALUE",
            help=f"The {_WORDS.get(field, field)} of a report: in their order, or of the Nth.",
        )(command)
    for field in reversed(FIELDS):
        command = click.option(
            f"--official-{field}", metavar="VALUE", help=f"The {_WORDS.get(field, field)} of the official text."
        )(command)
    return command


def document_options(command: Command) -> Command:
    """Add --title and so on for each of FIELDS, for a command that takes one document."""
    for field in reversed(FIELDS):
        command = click.option(f"--{field}", metavar="VALUE", help=f"The {_WORDS.get(field, field)} of the document.")(command)
    return command


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata from the command line: a mapping of FIELDS to values for each side."""

    official: dict[str, str]
    press: tuple[dict[str, str], ...]


def take_given(options: dict[str, Any], reports: int) -> Given:
    """Return the metadata in a command's `options`, taking them out; UsageError where they name no report there is."""
    official: dict[str, str] = {}
    press: tuple[dict[str, str], ...] = tuple({} for _ in range(reports))
    for field in FIELDS:
        if (value := options.pop(f"official_{field}")) is not None:
            official[field] = value
        for number, value in _numbered(options.pop(f"press_{field}")):
            if not 1 <= number <= reports:
                raise UsageError(
                    f"--press-{field} is for report {number}, and there {'is' if reports == 1 else 'are'} {reports}",
                    slug="no-such-report",
                    remedy="Reports are counted from 1, in the order they are given.",
                )
            press[number - 1][field] = value
    return Given(official, press)


def _numbered(values: Sequence[str]) -> list[tuple[int, str]]:
    """Return each value with the number of its report: the one it names, or its own place.

    >>> _numbered(["2=Fire in the hills", "Hills burn"])
    [(2, 'Fire in the hills'), (2, 'Hills burn')]
    """
    numbered = []
    for place, value in enumerate(values, start=1):
        named = re.match(r"(\d{1,6})=", value)
        numbered.append((int(named[1]), value[named.end() :]) if named else (place, value))
    return numbered
