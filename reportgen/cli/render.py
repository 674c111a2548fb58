"""`reportgen render`: from a comparison file to a brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportgen.cli.comparisons import read_comparison
from reportgen.cli.options import console_options, output_options
from reportgen.cli.outputs import choose_targets, write_targets
from reportgen.cli.userconfig import user_config

if TYPE_CHECKING:
    from reportgen.cli.console import Console


@click.command()
@click.argument("comparison", metavar="COMPARISON.json")
@output_options
@console_options
@click.pass_obj
def command(console: Console, /, comparison: str, *, outputs: tuple[str, ...], format_: str | None) -> None:
    """Write the brief of a comparison file, as `compare` would have written it.

    The file is one that `compare -o brief.json` wrote, or - for standard input. Nothing is read or compared again.

    \b
    reportgen render brief.json -o brief.pdf
    """
    targets = choose_targets(outputs, format_, [comparison], user_config(console).output)
    write_targets(read_comparison(comparison), targets, console)
