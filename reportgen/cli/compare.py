"""`reportgen compare`: from files to a brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reportgen.cli.console import write_data
from reportgen.cli.explaining import Explaining, take_asked
from reportgen.cli.options import console_options, metadata_options, output_options, settings_options, source_options, take_given
from reportgen.cli.outputs import choose_targets, open_key, take_outputs, write_targets
from reportgen.cli.report import tell_removed, tell_summary
from reportgen.cli.sources import read_sides
from reportgen.cli.userconfig import settings_for, user_config
from reportgen.engine import compare, count_stages
from reportgen.errors import UsageError

if TYPE_CHECKING:
    from reportgen.cli.console import Console


@click.command()
@click.argument("official")
@click.argument("press", nargs=-1, required=True)
@output_options
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Write the comparison file to standard output, as -o - --format json does; with --explain, the explanations.",
)
@click.option(
    "--explain",
    "asked",
    type=(str, str),
    multiple=True,
    metavar="O30 P22",
    help="Tell why these two statements were paired or labelled so, instead of writing a brief. May be repeated.",
)
@click.option("--show-removed", is_flag=True, help="List the furniture that was removed from each text, and why.")
@source_options
@settings_options
@metadata_options
@console_options
@click.pass_obj
def command(
    console: Console,
    /,
    official: str,
    press: tuple[str, ...],
    *,
    as_json: bool,
    asked: tuple[tuple[str, str], ...],
    show_removed: bool,
    keep: tuple[str, ...],
    assignments: tuple[str, ...],
    **options: Any,
) -> None:
    """Set the OFFICIAL text beside PRESS reports about it and write the brief.

    Each is a file, an address (https://…), or - for standard input. Without -o the brief goes to the folder output/ as PDF,
    named after its sources.

    \b
    reportgen compare statement.txt report.txt
    reportgen compare statement.txt daily.txt weekly.txt -o brief.pdf -o brief.json
    reportgen compare statement.txt report.txt --press-published 2024-06-12 --format html -o -
    reportgen compare statement.txt report.txt --explain O4 P8
    """
    given = take_given(options, len(press))
    config = user_config(console)
    settings = settings_for(config, keep, assignments)
    sources = [official, *press]
    wanted = take_outputs(options, config)
    explaining = Explaining(take_asked(asked, len(press)), settings)
    targets = choose_targets(wanted, sources, config.output) if wanted.files or not (as_json or asked) else []
    if asked and any(target.path is None for target in targets):
        raise UsageError(
            "--explain writes to standard output, and so does -o -",
            slug="same-output-twice",
            remedy="Write the brief to a file.",
        )
    signer = open_key(wanted, targets, console)
    official_document, reports = read_sides(official, press, given, console)
    with console.steps(count_stages(len(press))) as progress:
        comparison = compare(official_document, *reports, settings=settings, progress=progress, inspect=explaining.inspect)
    if show_removed:
        tell_removed(comparison, console)
    tell_summary(comparison, console)
    write_targets(comparison, targets, wanted.look, console, signer)
    if asked:
        explaining.write(as_json=as_json)
    elif as_json:
        write_data(comparison.to_json().encode("utf-8", "surrogatepass"))
