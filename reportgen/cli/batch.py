"""`reportgen batch`: from a manifest to a folder of comparisons, tables and a summary."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.batch import run_batch
from reportgen.batch.duck import DEFAULT_MEMORY
from reportgen.brief.rendering import RenderOptions
from reportgen.brief.text import quantity
from reportgen.cli.console import write_data
from reportgen.cli.options import console_options, settings_options
from reportgen.cli.userconfig import settings_for, user_config

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportgen.batch import BatchResult
    from reportgen.batch.run import Progress
    from reportgen.cli.console import Console

SOME_FAILED = 1
"""The exit code where a line of the manifest could not be compared."""

FAILURES_SHOWN = 20
"""Failures listed on a terminal; the table of comparisons has them all."""

SECONDS_BETWEEN = 0.2
"""How often the line of progress changes at most."""


@click.command()
@click.argument("manifest")
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder for everything that is written.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help="Also write a brief of each comparison: pdf, html, md, csv, xlsx or docx. May be repeated.",
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to work with  [default: one a core].")
@click.option("--scheduler", metavar="ADDRESS", help="Work on the Dask cluster whose scheduler has this address.")
@click.option("--force", is_flag=True, help="Compare anew what is finished already.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first pair that fails.")
@click.option(
    "--memory", default=DEFAULT_MEMORY, show_default=True, metavar="SIZE", help="For the tables, before they go to disk."
)
@click.option("--page-size", type=click.Choice(["A4", "Letter"]), help="For PDF  [default: A4].")
@click.option("--date", metavar="DATE", help="The briefs' date  [default: that of their latest text].")
@click.option(
    "--templates",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Templates and style sheets that stand in for the package's own of the same name.",
)
@click.option("--json", "as_json", is_flag=True, help="Write what was done to standard output as JSON.")
@settings_options
@console_options
@click.pass_obj
def command(
    console: Console,
    /,
    manifest: str,
    *,
    output: str,
    formats: tuple[str, ...],
    jobs: int | None,
    scheduler: str | None,
    force: bool,
    fail_fast: bool,
    memory: str,
    page_size: str | None,
    date: str | None,
    templates: Path | None,
    as_json: bool,
    keep: tuple[str, ...],
    assignments: tuple[str, ...],
) -> int:
    """Compare every pair of a MANIFEST, and sum up what the reports made of the official texts.

    A manifest is a table (.csv, .jsonl, .parquet) with the columns official and press, and metadata such as press_publisher;
    or a folder with official.txt and press-1.txt, press-2.txt … in each sub-folder. Run the same command again to go on
    after a stop: what is finished, with the same texts and settings, is kept.

    \b
    reportgen batch pairs.csv -o results
    reportgen batch archive/ -o results --format pdf --jobs 4
    reportgen batch matches.parquet -o s3://archive/results --scheduler tcp://10.0.0.5:8786
    """
    config = user_config(console)
    seen: list[Progress] = []
    try:
        with console.stages() as show:
            result = run_batch(
                manifest,
                output,
                settings=settings_for(config, keep, assignments),
                formats=formats,
                look=RenderOptions(page_size or config.output.page_size, templates, date),
                jobs=jobs,
                scheduler=scheduler,
                force=force,
                fail_fast=fail_fast,
                memory=memory,
                progress=_teller(show, seen),
            )
    except KeyboardInterrupt:
        if seen:
            console.complain(f"{seen[0].finished:,} of {seen[0].total:,} are through; the same command goes on from there.")
        raise
    _tell(result, console)
    if as_json:
        write_data((json.dumps(asdict(result), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))
    return SOME_FAILED if result.failed else 0


def _teller(show: Callable[[str], None], seen: list[Progress]) -> Callable[[Progress], None]:
    """Return what shows the progress now and then, and keeps the last of it in `seen`."""
    last = [0.0]

    def tell(progress: Progress) -> None:
        seen[:] = [progress]
        now = time.monotonic()
        if now - last[0] >= SECONDS_BETWEEN or progress.finished == progress.total:
            last[0] = now
            show(progress_line(progress, now))

    return tell


def progress_line(progress: Progress, now: float) -> str:
    """Return how far a batch is, how fast it goes and how long it will take."""
    parts = [f"{progress.finished:,} of {progress.total:,}"]
    if progress.rate(now):
        parts.append(f"{progress.rate(now):.1f} a second")
    left = progress.seconds_left(now)
    if left:
        parts.append(f"{duration(left)} left")
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    return " · ".join(parts)


def duration(seconds: float) -> str:
    """Return a length of time in the unit that suits it.

    >>> duration(40), duration(200), duration(9000)
    ('40 s', '3 min', '2 h 30 min')
    """
    minutes = round(seconds / 60)
    if seconds < 100:
        return f"{max(1, round(seconds))} s"
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"


def _tell(result: BatchResult, console: Console) -> None:
    if result.unused:
        console.say(f"Columns left alone: {', '.join(result.unused)}")
    for outcome in result.failures[:FAILURES_SHOWN]:
        console.complain(f"Failed: line {outcome.position}, {outcome.official} and {outcome.press}: {outcome.message}")
    if result.failed > FAILURES_SHOWN:
        console.complain(f"… and {result.failed - FAILURES_SHOWN:,} more, all listed in comparisons.parquet")
    if result.without_pdf:
        console.say(f"No summary as PDF: {result.without_pdf}")
    kept = f", {result.kept:,} finished before" if result.kept else ""
    console.say(f"{quantity(result.total, 'pair')}: {result.done:,} compared{kept}, {result.failed:,} failed")
    console.say("Stopped at the first failure." if result.stopped else f"Wrote {result.folder}")
