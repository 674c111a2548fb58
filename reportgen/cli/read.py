"""`reportgen read`: a document as the engine sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reportgen.cli.console import emphasis, write_data, write_text
from reportgen.cli.options import FIELDS, console_options, document_options, settings_options, source_options
from reportgen.cli.report import removed_lines
from reportgen.cli.sources import check_sources, read_source
from reportgen.cli.userconfig import settings_for, user_config
from reportgen.codec import document_to_json
from reportgen.engine import statements_of
from reportgen.profile.voices import assign_voices
from reportgen.read.registry import entries_of
from reportgen.read.sources import load

if TYPE_CHECKING:
    from reportgen.cli.console import Console
    from reportgen.model import Document

_PREFIX = {"official": "O", "press": "P"}


@click.command()
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, help="Write the document as it stands in a comparison file.")
@click.option("--parts", "list_parts", is_flag=True, help="List the documents in SOURCE, and how each is named behind a #.")
@click.option(
    "--side", type=click.Choice(list(_PREFIX)), default="press", show_default=True, help="Number the statements as on this side."
)
@source_options
@settings_options
@document_options
@console_options
@click.pass_obj
def command(
    console: Console,
    /,
    source: str,
    *,
    as_json: bool,
    list_parts: bool,
    side: str,
    keep: tuple[str, ...],
    assignments: tuple[str, ...],
    **options: Any,
) -> None:
    """Show SOURCE as it was read: its metadata, its statements, and the furniture that was removed, with the reason.

    SOURCE is a file, an address, or - for standard input. Where a sentence was removed by mistake, --keep puts it back.

    \b
    reportgen read report.txt
    reportgen read report.txt --keep "photo caption" --keep 12-14 --json
    """
    check_sources([source])
    if list_parts:
        write_text("\n".join(_parts(source)))
        return
    settings = settings_for(user_config(console), keep, assignments)
    given = {field: value for field in FIELDS if (value := options[field]) is not None}
    # Not the engine's whole preparation: where nothing is left, the reader wants to see what was removed.
    document = assign_voices(statements_of(read_source(source, given, console), _PREFIX[side], settings), official=None)
    if as_json:
        write_data(document_to_json(document).encode("utf-8", "surrogatepass"))
    else:
        write_text("\n".join(_lines(document)))


def _parts(source: str) -> list[str]:
    """Return one line about each document in a source."""
    data, name = load(source)
    entries = entries_of(data, name)
    width = max((len(entry.key) for entry in entries), default=0)
    found = [f"  #{entry.key:<{width}}  {' '.join(entry.title.split())}".rstrip() for entry in entries]
    return [f"{name}: {len(entries) or 1} {'documents' if len(entries) > 1 else 'document'}", *found]


def _lines(document: Document) -> list[str]:
    fields = [(field.replace("_", " "), getattr(document, field)) for field in (*FIELDS, "media_type", "sha256")]
    lines = [emphasis(document.name, bold=True)]
    lines += [f"  {field:<11} {value}" for field, value in fields if value]
    lines += [f"  note        {note}" for note in document.notes or ()]
    lines += ["", f"{len(document.statements)} statements"]
    width = len(document.statements[-1].id) if document.statements else 0
    page: int | None = None
    for statement in document.statements:
        if statement.page != page:
            page = statement.page
            lines.append(f"  {emphasis(f'page {page}', dim=True)}")
        lines.append(f"  {emphasis(f'{statement.id:<{width}}', dim=True)}  {_kind(statement.kind)}{statement.text}")
    return [*lines, "", *removed_lines(document)]


def _kind(kind: str) -> str:
    """Return what a statement is, where it is not the common thing."""
    return "" if kind == "sentence" else f"[{kind}] "
