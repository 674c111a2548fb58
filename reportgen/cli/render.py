"""`reportgen render`: from a comparison file to a brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reportgen.cli.comparisons import read_comparison
from reportgen.cli.options import console_options, output_options
from reportgen.cli.outputs import choose_targets, open_key, take_outputs, write_targets
from reportgen.cli.userconfig import user_config

if TYPE_CHECKING:
    from reportgen.cli.console import Console


@click.command()
@click.argument("comparison", metavar="COMPARISON.json")
@output_options
@console_options
@click.pass_obj
def command(console: Console, /, comparison: str, **options: Any) -> None:
    """Write the brief of a comparison file, as `compare` would have written it.

    The file is one that `compare -o brief.json` wrote, or - for standard input. Nothing is read or compared again.

    \b
    reportgen render brief.json -o brief.pdf
    """
    config = user_config(console)
    wanted = take_outputs(options, config)
    targets = choose_targets(wanted, [comparison], config.output)
    signer = open_key(wanted, targets, console)
    write_targets(read_comparison(comparison), targets, wanted.look, console, signer)
