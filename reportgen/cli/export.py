"""`reportgen export`: a comparison in the shape another system reads."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportgen.brief.writing import write_whole
from reportgen.cli.comparisons import read_comparison
from reportgen.cli.console import write_data
from reportgen.cli.options import console_options
from reportgen.cli.outputs import check_folder, default_stem, make_folder
from reportgen.cli.sources import STANDARD_INPUT, is_same
from reportgen.cli.userconfig import user_config
from reportgen.errors import UsageError
from reportgen.export import TARGETS, ExportOptions, export_bytes
from reportgen.export.datapackage import files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportgen.cli.console import Console
    from reportgen.config import Config


EXPORT_OPTIONS = ("date", "page_size", "templates", "brief_url", "trust", "group", "sender", "recipients", "workbook")
"""What `export_options` adds to a command's parameters."""


def export_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what may be chosen about an export; `take_export_options` makes it one value."""
    for option in (
        click.option("--xlsx", "workbook", is_flag=True, help="datapackage: also the tables as a workbook."),
        click.option(
            "--recipient", "recipients", multiple=True, metavar="ADDRESS", help="mail: whom it goes to. May be repeated."
        ),
        click.option("--from", "sender", metavar="ADDRESS", help="mail: whom it comes from."),
        click.option("--group", metavar="ID", help="hypothesis: the group whose members may read the annotations."),
        click.option(
            "--trust",
            multiple=True,
            metavar="CODE=ADDRESS",
            help="ninjs: a page about how your newsroom works, such as editorialPolicy=https://… May be repeated.",
        ),
        click.option("--brief-url", metavar="ADDRESS", help="Where the brief can be opened: a button, or the PDF's address."),
        click.option(
            "--templates",
            type=click.Path(path_type=Path, exists=True, file_okay=False),
            metavar="FOLDER",
            help="Templates that stand in for the package's own of the same name.",
        ),
        click.option("--page-size", type=click.Choice(["A4", "Letter"]), help="Of the PDF  [default: A4]."),
        click.option("--date", metavar="DATE", help="The brief's date  [default: that of its latest text]."),
    ):
        command = option(command)
    return command


def take_export_options(options: dict[str, Any], config: Config, *, has_pages: bool) -> ExportOptions:
    """Return the options of an export; UsageError (`trust-indicator`) for one without a `=`."""
    trust = []
    for text in options["trust"]:
        code, equals, address = text.partition("=")
        if not equals:
            raise UsageError(f"--trust cannot be {text!r}", slug="trust-indicator", remedy="It is CODE=ADDRESS.")
        trust.append((code.strip(), address.strip()))
    # The settings file's page size is for what has pages, and no mistake elsewhere.
    page_size = options["page_size"] or (config.output.page_size if has_pages else ExportOptions().page_size)
    return ExportOptions(**{**options, "trust": tuple(trust), "page_size": page_size, "house": config.look})


@click.command(
    epilog="Targets: " + "; ".join(f"{name}: {target.says}" for name, target in TARGETS.items()) + ".",
)
@click.argument("comparison", metavar="COMPARISON.json")
@click.option("--to", "target", required=True, type=click.Choice(list(TARGETS)), help="The shape; see below.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write it here, into this folder, or with - to standard output; a data package as .zip, or as files into a folder  "
    "[default: the output folder].",
)
@export_options
@console_options
@click.pass_obj
def command(console: Console, /, comparison: str, *, target: str, output: str | None, **options: Any) -> None:
    """Write a comparison in a shape other systems read, each by its published standard.

    COMPARISON.json is what `compare -o brief.json` wrote, or - for standard input. Nothing else is read, and nothing is sent:
    `reportgen deliver` sends.

    \b
    reportgen export brief.json --to ninjs
    reportgen export brief.json --to datapackage -o tables/
    reportgen export brief.json --to slack --brief-url https://example.org/brief.pdf -o -
    """
    config = user_config(console)
    chosen = take_export_options(options, config, has_pages="page_size" in TARGETS[target].takes)
    read = read_comparison(comparison)
    with console.status("Exporting …"):
        data = export_bytes(read, target, chosen)
    if output == STANDARD_INPUT:
        write_data(data)
        return
    if target == "datapackage" and output is not None and not output.endswith(".zip"):
        make_folder(Path(output))
        _write(Path(output), files(read, chosen), console)
        return
    name = default_stem([comparison]) + TARGETS[target].suffix
    if output is None:
        folder = Path(config.output.folder)
        make_folder(folder)
        path = folder / name
    else:
        path = Path(output) / name if _is_folder(output) else Path(output)
    _check_not_source(path, [comparison])
    _write(path.parent, {path.name: data}, console)


def _is_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or Path(output).is_dir()


def _check_not_source(path: Path, sources: Sequence[str]) -> None:
    if any(is_same(str(path), source) for source in sources):
        raise UsageError(
            "the export would be written over the comparison", slug="output-is-input", where=str(path), remedy="Name another."
        )


def _write(folder: Path, made: dict[str, bytes], console: Console) -> None:
    check_folder(folder)
    for name, data in made.items():
        write_whole(folder / name, data)
        console.say(f"Wrote {folder / name}")
