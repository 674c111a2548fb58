"""`reportgen match`: which article covers which release."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from reportgen.batch.corpus import Corpus
from reportgen.batch.covering import Limits
from reportgen.batch.duck import DEFAULT_MEMORY
from reportgen.batch.match import match_coverage
from reportgen.brief.text import quantity
from reportgen.cli.batch import SOME_FAILED, duration
from reportgen.cli.console import write_data
from reportgen.cli.options import console_options
from reportgen.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.batch.match import MatchProgress
    from reportgen.cli.console import Console

DEFAULTS = Limits()


@click.command()
@click.argument("releases")
@click.argument("articles")
@click.option("-o", "--output", required=True, metavar="FILE", help="The table of matches: a .parquet file.")
@click.option("--texts", is_flag=True, help="Put both texts into it, so that 'reportgen batch' needs nothing else.")
@click.option(
    "--floor",
    type=click.FloatRange(0, 1),
    default=DEFAULTS.floor,
    show_default=True,
    help="The score from which an article covers a release in its own words; higher finds fewer, surer.",
)
@click.option("--before", type=click.IntRange(0), default=DEFAULTS.before, show_default=True, help="Days before the release.")
@click.option("--after", type=click.IntRange(0), default=DEFAULTS.after, show_default=True, help="Days after it.")
@click.option(
    "--release-column", "release_columns", multiple=True, metavar="NAME=COLUMN", help="What a column is called. May be repeated."
)
@click.option(
    "--article-column",
    "article_columns",
    multiple=True,
    metavar="NAME=COLUMN",
    help="The same for the articles. May be repeated.",
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to work with  [default: one a core].")
@click.option("--scheduler", metavar="ADDRESS", help="Work on the Dask cluster whose scheduler has this address.")
@click.option("--force", is_flag=True, help="Begin anew instead of going on where it was stopped.")
@click.option(
    "--memory", default=DEFAULT_MEMORY, show_default=True, metavar="SIZE", help="For each process, before it goes to disk."
)
@click.option("--json", "as_json", is_flag=True, help="Write what was done to standard output as JSON.")
@console_options
@click.pass_obj
def command(
    console: Console,
    /,
    releases: str,
    articles: str,
    *,
    output: str,
    texts: bool,
    floor: float,
    before: int,
    after: int,
    release_columns: tuple[str, ...],
    article_columns: tuple[str, ...],
    jobs: int | None,
    scheduler: str | None,
    force: bool,
    memory: str,
    as_json: bool,
) -> int:
    """Find which of the ARTICLES cover which of the RELEASES, by the phrases and the rare words they share.

    Both are tables (.csv, .jsonl, .parquet; several files as '2024-*.parquet') with the columns id, text and, as far as they are
    known, published, language, title, publisher and url. Each match comes with its evidence. The result is a manifest for
    'reportgen batch'. Run the same command again to go on after a stop.

    \b
    reportgen match releases.jsonl articles.jsonl -o matches.parquet --texts
    reportgen match releases.parquet 'articles-*.parquet' -o matches.parquet --article-column text=body
    """
    sides = (Corpus(releases, parse_columns(release_columns)), Corpus(articles, parse_columns(article_columns)))
    with console.stages() as show:
        result = match_coverage(
            *sides,
            output,
            limits=Limits(floor, before, after),
            texts=texts,
            jobs=jobs,
            scheduler=scheduler,
            force=force,
            memory=memory,
            progress=lambda progress: show(progress_line(progress, time.monotonic())),
        )
    for name, reason in result.failures:
        console.complain(f"Failed: block {name}: {reason}")
    if result.failures:
        console.complain("The same command goes on with the blocks that failed.")
    kept = f", {result.kept:,} of {result.blocks:,} blocks finished before" if result.kept else ""
    counts = (
        quantity(result.releases, "release"),
        quantity(result.articles, "article"),
        quantity(result.matches, "match", "matches"),
    )
    console.say(f"{counts[0]} and {counts[1]}: {counts[2]}{kept}")
    console.say(f"Wrote {result.output}")
    if as_json:
        write_data((json.dumps(asdict(result), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))
    return SOME_FAILED if result.failures else 0


def parse_columns(assignments: Sequence[str]) -> dict[str, str]:
    """Return what NAME=COLUMN says, by name; UsageError (`usage`) where it says nothing.

    >>> parse_columns(["text=body"])
    {'text': 'body'}
    """
    found = {}
    for assignment in assignments:
        name, equals, column = assignment.partition("=")
        if not (name and equals and column):
            raise UsageError(f"{assignment!r} names no column", slug="usage", remedy="Write NAME=COLUMN, for example text=body.")
        found[name] = column
    return found


def progress_line(progress: MatchProgress, now: float) -> str:
    """Return how far matching is."""
    if not progress.total:
        return "Reading both tables …"
    line = f"{progress.finished:,} of {progress.total:,} weeks"
    passed = now - progress.started
    if 0 < progress.finished < progress.total:
        line += f" · {duration(passed / progress.finished * (progress.total - progress.finished))} left"
    return line
