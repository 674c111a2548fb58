"""A batch from its manifest to its summary.

1 open the manifest · 2 cut it into blocks · 3 work on them, leaving out what is finished · 4 write the tables · 5 sum up
"""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from reportgen.batch.duck import DEFAULT_MEMORY, load_duckdb
from reportgen.batch.engines import Serial, WorkerLostError, engine_for
from reportgen.batch.entries import Entry, Outcome, Status
from reportgen.batch.manifest import open_manifest
from reportgen.batch.pages import write_summary
from reportgen.batch.plan import Plan
from reportgen.batch.storage import Folder
from reportgen.batch.tables import finished_entries, open_ledger, write_tables
from reportgen.batch.work import Block, work
from reportgen.brief.rendering import FORMATS, RenderOptions, format_of
from reportgen.errors import ReportgenError
from reportgen.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from reportgen.batch.engines import Engine
    from reportgen.batch.tables import Ledger

LARGEST_BLOCK = 16
"""Entries in a block: some seconds of work, which is what Ctrl-C waits for."""

LARGEST_RENDERED_BLOCK = 4
"""The same where briefs are rendered, which takes longer than comparing."""

BLOCKS_PER_WORKER = 4
"""A small batch is cut so that each worker gets so many blocks, and none waits long for the last."""

FAILURES_KEPT = 1000
"""Failures kept for the list at the end; the table of comparisons has them all."""


@dataclass
class Progress:
    """How far a batch is."""

    total: int
    done: int = 0
    kept: int = 0
    failed: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def finished(self) -> int:
        """Entries that are through, one way or another."""
        return self.done + self.kept + self.failed

    def rate(self, now: float | None = None) -> float:
        """Return how many entries a second were worked on; those that were finished before do not count."""
        passed = (time.monotonic() if now is None else now) - self.started
        return (self.done + self.failed) / passed if passed > 0 else 0.0

    def seconds_left(self, now: float | None = None) -> float | None:
        """Return how long the rest will take at this rate; None before it is known."""
        rate = self.rate(now)
        return (self.total - self.finished) / rate if rate else None


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a batch came to."""

    folder: str
    total: int
    """Lines of the manifest."""
    done: int
    """Compared in this run."""
    kept: int
    """Finished before, with the same texts and settings."""
    failed: int
    failures: tuple[Outcome, ...]
    """The first FAILURES_KEPT of those that failed, in the order of the manifest."""
    stopped: bool
    """Whether it ended at the first failure, as it was told to; there are then no tables and no summary."""
    unused: tuple[str, ...] = ()
    """Columns of the manifest that mean nothing here."""
    without_pdf: str | None = None
    """Why there is no summary as PDF, where there is none."""


def run_batch(
    manifest: str | Path,
    output: str | Path,
    *,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    formats: Sequence[str] = (),
    look: RenderOptions = RenderOptions(),  # noqa: B008  (frozen)
    jobs: int | None = None,
    scheduler: str | None = None,
    force: bool = False,
    fail_fast: bool = False,
    memory: str = DEFAULT_MEMORY,
    progress: Callable[[Progress], None] | None = None,
) -> BatchResult:
    """Compare every pair of a manifest and write what comes of it into the folder `output`.

    `formats` are those a brief of each comparison is written in. `jobs` is the number of processes, by default that of the cores;
    `scheduler` the address of a Dask scheduler in their place. Entries finished before are kept unless `force`. A pair that fails
    is in the result and in the table of comparisons; the others go on, unless `fail_fast`. Raises ReadError and UsageError for a
    manifest that cannot be used, RenderError where nothing can be written.
    """
    load_duckdb()
    suffixes = tuple(dict.fromkeys(format_of(name, name) for name in formats))
    plan = Plan(
        Folder(str(output)), settings, tuple(name for name in FORMATS if name in suffixes and name != "json"), look, fail_fast
    )
    with open_manifest(str(manifest)) as lines, open_ledger() as ledger:
        plan.folder.check()
        finished = {} if force else finished_entries(plan.folder)
        state = Progress(lines.count)
        run = _Run(plan, ledger, state, progress or (lambda _: None))
        run.tell(state)
        engine = engine_for(jobs=jobs, scheduler=scheduler) if lines.count > 1 or scheduler else Serial()
        run.work_on(engine, _blocks(run.entries(lines.lines, finished), _block_size(plan, state.total, jobs)))
        stopped = fail_fast and bool(run.failures)
        without_pdf = None
        if not stopped:
            write_tables(plan.folder, ledger, memory=memory)
            without_pdf = write_summary(plan, memory=memory)
        failures = tuple(sorted(run.failures, key=lambda outcome: outcome.position))
        return BatchResult(
            str(output), state.total, state.done, state.kept, state.failed, failures, stopped, lines.unused, without_pdf
        )


class _Run:
    """Hands entries to an engine and keeps account of what comes back."""

    def __init__(self, plan: Plan, ledger: Ledger, state: Progress, tell: Callable[[Progress], None]) -> None:
        self.plan = plan
        self.ledger = ledger
        self.state = state
        self.tell = tell
        self.failures: list[Outcome] = []

    def entries(self, lines: Iterator[Entry | Outcome], finished: dict[str, str]) -> Iterator[Entry]:
        """Yield the entries among a manifest's lines, with what is known of them; account for the lines that are none."""
        for line in lines:
            if isinstance(line, Outcome):
                self._account(line)
            else:
                yield replace(line, finished=finished.get(line.name))

    def work_on(self, engine: Engine, blocks: Iterator[Block]) -> None:
        """Have every block worked on; raises what a block raised that is nothing of its entries' own."""
        with closing(engine.run(partial(work, self.plan), blocks)) as results:
            self._take(results)

    def _take(self, results: Iterator[tuple[Block, tuple[Outcome, ...] | BaseException]]) -> None:
        for block, result in results:
            if isinstance(result, ReportgenError) and not isinstance(result, WorkerLostError):
                raise result
            for outcome in (_lost(entry, result) for entry in block.entries) if isinstance(result, BaseException) else result:
                self._account(outcome)
            if self.plan.fail_fast and self.failures:
                return

    def _account(self, outcome: Outcome) -> None:
        self.ledger.add(outcome)
        setattr(self.state, outcome.status.value, getattr(self.state, outcome.status.value) + 1)
        if outcome.status is Status.FAILED and len(self.failures) < FAILURES_KEPT:
            self.failures.append(outcome)
        self.tell(self.state)


def _blocks(entries: Iterator[Entry], size: int) -> Iterator[Block]:
    number = 0
    while block := tuple(islice(entries, size)):
        number += 1
        yield Block(number, block)


def _block_size(plan: Plan, total: int, jobs: int | None) -> int:
    largest = LARGEST_RENDERED_BLOCK if plan.formats else LARGEST_BLOCK
    return max(1, min(largest, total // (BLOCKS_PER_WORKER * (jobs or BLOCKS_PER_WORKER))))


def _lost(entry: Entry, error: BaseException) -> Outcome:
    slug = error.slug if isinstance(error, ReportgenError) else "unexpected"
    message = str(error) if isinstance(error, ReportgenError) else f"an unexpected {type(error).__name__}: {str(error)[:200]}"
    return Outcome(
        entry.position, entry.name, entry.official.source, entry.press.source, Status.FAILED, error=slug, message=message
    )
