"""`reportgen review`: the page on which an editor decides, and the brief that follows."""

from __future__ import annotations

import getpass
import re
import webbrowser
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportgen.brief.writing import write_whole
from reportgen.cli.comparisons import read_comparison
from reportgen.cli.console import write_text
from reportgen.cli.options import console_options, metadata_options, output_options, settings_options, source_options, take_given
from reportgen.cli.outputs import choose_targets, default_stem, open_key, take_outputs, write_targets
from reportgen.cli.sources import STANDARD_INPUT, read_sides
from reportgen.cli.userconfig import settings_for, user_config
from reportgen.decisions import read_review
from reportgen.engine import compare
from reportgen.errors import RenderError, UsageError
from reportgen.review.gold import export_gold
from reportgen.review.log import Log
from reportgen.review.session import Session

if TYPE_CHECKING:
    from reportgen.cli.console import Console
    from reportgen.config import Config
    from reportgen.model import Comparison

LOG_SUFFIX = ".review.sqlite"
"""What the log of a review is called, after the name of its comparison."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is reviewed, and where its log lies."""

    comparison: Comparison
    log: Path


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="OFFICIAL PRESS... | COMPARISON.json")
@click.option("--log", type=click.Path(path_type=Path), metavar="FILE", help="The log  [default: beside the comparison].")
@click.option("--by", metavar="NAME", help="The reviewer's name  [default: the name you are logged in with].")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port of the page  [default: any that is free].")
@click.option("--open/--no-open", "opens", default=None, help="Open the page in the browser  [default: on a terminal].")
@click.option(
    "--export-gold",
    "gold",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write reports that are reviewed to the end as annotated pairs: texts, units, links. No page is opened.",
)
@output_options
@source_options
@settings_options
@metadata_options
@console_options
@click.pass_obj
def command(
    console: Console,
    /,
    sources: tuple[str, ...],
    *,
    log: Path | None,
    by: str | None,
    port: int,
    opens: bool | None,
    gold: Path | None,
    keep: tuple[str, ...],
    assignments: tuple[str, ...],
    **options: Any,
) -> int:
    """Open a page on this machine where an editor decides about each pair, until Ctrl-C.

    Takes an official text and the reports about it, or a comparison file. Every decision is in the log before the page shows
    it; the same command goes on where the review stopped. With -o the brief is written with the decisions so far, and no page
    is opened.

    \b
    reportgen review statement.txt report.txt
    reportgen review brief.json --by "Anna Kovacs"
    reportgen review brief.json -o reviewed.pdf -o reviewed.json
    """
    given = take_given(options, len(sources) - 1)
    config = user_config(console)
    wanted = take_outputs(options, config)
    targets = choose_targets(wanted, sources, config.output) if wanted.files or wanted.format else []
    signer = open_key(wanted, targets, console)
    if len(sources) == 1:
        desk = _open_file(sources[0], log)
    else:
        settings = settings_for(config, keep, assignments)
        official, reports = read_sides(sources[0], sources[1:], given, console)
        with console.stages() as progress:
            comparison = compare(official, *reports, settings=settings, progress=progress)
        desk = _save(comparison, sources, log, config)
    if targets or gold:
        session = Session(desk.comparison, Log(desk.log if desk.log.exists() else Path(":memory:")))
        _tell(session, console)
        write_targets(session.comparison, targets, wanted.look, console, signer)
        return _export(session.comparison, gold, console) if gold else 0
    return _serve(desk, console, by=by or _login(), port=port, opens=opens, options=wanted.look)


def _open_file(source: str, log: Path | None) -> _Desk:
    if log is None and source == STANDARD_INPUT:
        raise UsageError(
            "a review of standard input has no place for its log",
            slug="no-log-place",
            remedy="Give the comparison as a file, or name the log with --log.",
        )
    return _Desk(read_comparison(source), log or Path(source).with_suffix(LOG_SUFFIX))


def _save(comparison: Comparison, sources: tuple[str, ...], log: Path | None, config: Config) -> _Desk:
    """Write the comparison into the output folder, so that its log has something to lie beside."""
    folder = Path(config.output.folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RenderError(
            f"the folder for the review cannot be made: {(error.strerror or str(error)).lower()}",
            slug="output-not-writable",
            where=str(folder),
            remedy="Work in a folder of your own, or set another one in reportgen.toml.",
        ) from None
    stem = folder / default_stem(sources)
    write_whole(stem.with_name(f"{stem.name}.json"), comparison.to_json().encode("utf-8", "backslashreplace"))
    return _Desk(comparison, log or stem.with_name(f"{stem.name}{LOG_SUFFIX}"))


def _serve(desk: _Desk, console: Console, *, by: str, port: int, opens: bool | None, options: Any) -> int:
    server = import_module("reportgen.review.server")  # half a second that -o does not need
    session = Session(desk.comparison, Log(desk.log))
    _tell(session, console)
    console.say(f"Decisions are kept in {desk.log}. Ctrl-C ends the review; the same command goes on with it.")

    def ready(address: str) -> None:
        write_text(address)
        if opens or (opens is None and console.can_be_typed_to()):
            webbrowser.open(address)

    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", desk.log.name.removesuffix(LOG_SUFFIX)).strip("-.") or "brief"
    try:
        server.serve(session, server.Serving(by=by, stem=stem, options=options, port=port), ready)
    except KeyboardInterrupt:
        pass
    finally:
        session.log.close()
    found = read_review(session.comparison)
    if found is not None:
        console.say(f"\n{found.reviewed} of {found.total} reviewed.")
    return 0


def _export(comparison: Comparison, folder: Path, console: Console) -> int:
    """Write annotated pairs and say of each report what became of it; 1 where one is not reviewed to the end."""
    done = export_gold(comparison, folder)
    for one in done:
        if one.left:
            console.complain(f"{one.report}: not written, {one.left} of its pairs are not reviewed.")
        else:
            console.say(f"{one.report}: {one.links} links.")
    console.say(f"Wrote {folder}")
    return 1 if any(one.left for one in done) else 0


def _tell(session: Session, console: Console) -> None:
    """Say how far the review is, and what has to be looked at again."""
    found = read_review(session.comparison)
    if found is not None:
        console.say(f"{found.reviewed} of {found.total} reviewed.")
    if session.lost:
        count = len(session.lost)
        noun = "decision is" if count == 1 else "decisions are"
        console.say(f"{count} {noun} to be checked again: the text has changed since.")


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without a user of that number
        return "reviewer"
