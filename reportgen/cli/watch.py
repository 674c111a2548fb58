"""`reportgen watch`: a folder in which briefs appear beside the texts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.brief.rendering import FORMATS
from reportgen.brief.writing import write_whole
from reportgen.cli.options import console_options
from reportgen.cli.userconfig import user_config
from reportgen.config import find_config
from reportgen.errors import ReportgenError
from reportgen.version import __version__
from reportgen.watching import Job, Settling, conflict_of, content_key, find_jobs, note_done, was_done

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.cli.console import Console

FAILED = 1

NEXT = "Change the texts, or their names, and the brief is tried again. When it is there, this file goes away by itself."
"""The end of each file that tells of a failure."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR")
@click.option("--once", is_flag=True, help="Do what is there, then end: for cron.")
@click.option(
    "--settle",
    type=click.FloatRange(0, 3600),
    default=3,
    show_default=True,
    metavar="SECONDS",
    help="Take texts when nothing about them has changed for so long.",
)
@click.option(
    "--interval", type=click.FloatRange(0.1, 3600), default=2, show_default=True, metavar="SECONDS", help="Look so often."
)
@click.option(
    "--time-limit",
    type=click.FloatRange(1, 86400),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="Give a comparison up after so long.",
)
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(list(FORMATS)), help="Formats of the brief  [default: pdf and json]."
)
@console_options
@click.pass_obj
def command(
    console: Console, /, folder: Path, *, once: bool, settle: float, interval: float, time_limit: float, formats: tuple[str, ...]
) -> int:
    """Watch DIR, and the folders in it, for texts that belong together, and put the brief beside them.

    In DIR: summit.official.txt with summit.press.txt, summit.press-herald.html and so on make summit.brief.pdf. In a folder of
    their own: official.txt with press.txt, press-herald.html and so on make brief.pdf. Where no brief can be made, a file
    failed.txt says why. What was done is not done again, also after a restart; changed texts are.

    \b
    reportgen watch /srv/desk
    reportgen watch /srv/desk --once
    """
    watcher = _Watcher(console, formats or ("pdf", "json"), time_limit)
    user_config(console)  # a mistake in the settings is told now, and not beside every text
    settling = Settling(settle)
    console.say(f"Watching {folder}; end with Ctrl-C." if not once else f"Looking through {folder}.")
    while True:
        jobs = find_jobs(folder)
        now = time.monotonic()
        ready = [job for job in jobs if settling.is_ready(job, now)]
        for job in ready:
            watcher.do(job)
        if once and len(ready) == len(jobs):
            return FAILED if watcher.failures else 0
        time.sleep(min(interval, max(0.05, settle / 2)) if once else interval)


class _Watcher:
    """Makes briefs one after the other, each in a program of its own that a bad text cannot take us down with."""

    def __init__(self, console: Console, formats: Sequence[str], time_limit: float) -> None:
        self.console = console
        self.formats = tuple(formats)
        self.time_limit = time_limit
        self.failures = 0
        self._known: dict[tuple[Path, str], object] = {}
        """Of each job the state of its files that was dealt with in this run, so that they are not read again and again."""

    def do(self, job: Job) -> None:
        """Make the brief of a job, or say why there is none, unless this content was dealt with before."""
        try:
            self._do(job)
        except (OSError, ReportgenError) as error:  # the folder is full, or gone
            self.console.complain(f"reportgen: {job.shown}: {error}")
            self.failures += 1

    def _do(self, job: Job) -> None:
        place = (job.folder, job.name)
        state = [(path, path.stat().st_size, path.stat().st_mtime_ns) for path in job.sources]
        outputs = tuple(job.output(suffix) for suffix in self.formats)
        if self._known.get(place) == state and (all(path.exists() for path in outputs) or job.failure.exists()):
            return
        key = content_key(job, f"{__version__} {' '.join(self.formats)} {self._settings()}")
        if not was_done(job, key, outputs):
            self._make(job, outputs)
            note_done(job, key)
        elif job.failure.exists():
            self.failures += 1
        self._known[place] = state

    def _settings(self) -> str:
        """Return the text of the settings file: another one makes another brief."""
        config = self.console.config or (find_config(Path.cwd()) if self.console.use_config else None)
        with suppress(OSError):
            return config.read_text("utf-8", "replace") if config else ""
        return ""

    def _make(self, job: Job, outputs: Sequence[Path]) -> None:
        problem = conflict_of(job) or self._compare(job, outputs)
        if problem is None:
            with suppress(FileNotFoundError):
                job.failure.unlink()
            self.console.say(f"{job.shown}: {', '.join(path.name for path in outputs)}")
            return
        self.failures += 1
        for path in outputs:  # the brief of texts that are no more would mislead
            with suppress(FileNotFoundError):
                path.unlink()
        names = ", ".join(path.name for path in job.sources)
        text = f"There is no brief of these texts: {names}\n\n{problem}\n\n{NEXT}\n"
        write_whole(job.failure, text.encode("utf-8", "replace"))
        self.console.complain(f"reportgen: {job.shown}: {problem}")

    def _compare(self, job: Job, outputs: Sequence[Path]) -> str | None:
        """Return what went wrong, in the words of the program that was to make the brief; None where it is made."""
        command = [sys.executable, "-P", "-m", "reportgen", "compare", "--quiet"]
        command += ["--config", str(self.console.config)] if self.console.config else []
        command += [] if self.console.use_config else ["--no-config"]
        for path in outputs:
            command += ["-o", str(path)]
        command += ["--", *map(str, job.sources)]
        try:
            done = subprocess.run(  # noqa: S603  (our own program, and names of files)
                command, capture_output=True, timeout=self.time_limit, check=False, stdin=subprocess.DEVNULL, env=dict(os.environ)
            )
        except subprocess.TimeoutExpired:
            return f"it took longer than {self.time_limit:g} seconds"
        if done.returncode == 0:
            return None
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("reportgen: ")
        return said or f"the program ended with {done.returncode}, saying nothing"
