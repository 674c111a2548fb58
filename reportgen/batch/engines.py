"""What runs the blocks: this process, a pool of processes, or a Dask cluster. Each only schedules.

    for block, result in Processes(2).run(work, blocks): ...

`result` is what the function returned for the block, or the exception it ended in. Blocks come back in any order. They are
taken from their iterator a few at a time, so that there may be more of them than memory holds.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from reportgen.align.pairmodel import cores, threads_for, use_threads
from reportgen.errors import ReportgenError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

Work = TypeVar("Work")
Result = TypeVar("Result")

AHEAD = 2
"""Blocks handed out per worker: one it works on and one it finds when it is done."""

TERMINATED = 143

CONNECT_SECONDS = 20


class WorkerLostError(ReportgenError):
    """A worker ended while it worked on a block."""

    exit_code = 1


class Engine(Protocol):
    """Runs a function on blocks that do not know of each other."""

    def run(self, function: Callable[[Work], Result], blocks: Iterable[Work]) -> Generator[tuple[Work, Result | BaseException]]:
        """Yield each block with what came of it, in the order in which they end."""


@dataclass(frozen=True, slots=True)
class Serial:
    """Runs one block after the other, here."""

    def run(self, function: Callable[[Work], Result], blocks: Iterable[Work]) -> Generator[tuple[Work, Result | BaseException]]:
        """Yield each block with what came of it."""
        for block in blocks:
            try:
                result: Result | BaseException = function(block)
            except Exception as error:  # noqa: BLE001  (the caller decides, as it does for blocks of other processes)
                result = error
            yield block, result


@dataclass(frozen=True, slots=True)
class Processes:
    """Runs blocks in processes of this machine. They are started afresh (spawn), the same on every system."""

    jobs: int

    def run(self, function: Callable[[Work], Result], blocks: Iterable[Work]) -> Generator[tuple[Work, Result | BaseException]]:
        """Yield each block with what came of it: a WorkerLostError where its worker was killed, after which others go on."""
        left = iter(blocks)
        while True:
            first = list(islice(left, self.jobs * AHEAD))
            if not first:
                return
            yield from self._run_pool(function, first, left)

    def _run_pool(
        self, function: Callable[[Work], Result], first: list[Work], left: Iterator[Work]
    ) -> Generator[tuple[Work, Result | BaseException]]:
        """Run blocks until there is none left or the pool is broken: it cannot be mended, only made anew."""
        spawn = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(self.jobs, spawn, initializer=_begin_worker, initargs=(threads_for(self.jobs),))
        is_broken = False
        try:
            running: dict[Future[Result], Work] = {pool.submit(_work, function, block): block for block in first}
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    block = running.pop(future)
                    error = future.exception()
                    is_broken = is_broken or isinstance(error, BrokenProcessPool)
                    yield block, _lost() if isinstance(error, BrokenProcessPool) else error or future.result()
                    if not is_broken:
                        with suppress(BrokenProcessPool):
                            running.update((pool.submit(_work, function, more), more) for more in islice(left, 1))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)  # what is under way is finished, so that its files are whole
            raise
        pool.shutdown(wait=True)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Runs blocks on the workers of a Dask scheduler, which gives the blocks of a lost worker to another."""

    address: str

    def run(self, function: Callable[[Work], Result], blocks: Iterable[Work]) -> Generator[tuple[Work, Result | BaseException]]:
        """Yield each block with what came of it. Raises UsageError (`library-missing`, `no-scheduler`)."""
        distributed = _load_distributed()
        try:
            client = distributed.Client(self.address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise UsageError(
                f"no Dask scheduler answers: {str(error)[:200]}",
                slug="no-scheduler",
                where=self.address,
                remedy="Start one with `dask scheduler`, and give the address it prints, for example tcp://10.0.0.5:8786.",
            ) from None
        with client:
            yield from _run_on(client, distributed.as_completed, function, iter(blocks))


def _run_on(
    client: Any, as_completed: Any, function: Callable[[Work], Result], blocks: Iterator[Work]
) -> Generator[tuple[Work, Result | BaseException]]:
    window = AHEAD * max(1, sum(client.nthreads().values()))
    running: dict[str, Work] = {}
    futures = as_completed(loop=client.loop)

    def submit(count: int) -> None:
        for block in islice(blocks, count):
            future = client.submit(_work_alone, function, block, pure=False)
            running[future.key] = block
            futures.add(future)

    submit(window)
    for future in futures:
        block = running.pop(future.key)
        error = future.exception()
        result = future.result() if error is None else error
        yield block, _lost() if type(error).__name__ == "KilledWorker" else result
        submit(1)


def engine_for(*, jobs: int | None = None, scheduler: str | None = None) -> Engine:
    """Return the engine for what was asked: a cluster, as many processes as `jobs` or cores, or this process for one."""
    if scheduler:
        return Cluster(scheduler)
    count = jobs if jobs is not None else cores()
    return Processes(count) if count > 1 else Serial()


def _load_distributed() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise UsageError(
            f"a cluster needs a Python package that is not installed: {error.name or 'distributed'}",
            slug="library-missing",
            remedy="Install it here and on every worker with: pip install 'reportgen[cluster]'",
        ) from error


class _StopError(BaseException):
    """This worker was told to end."""


_at_work = False
"""Whether this process, a worker, is inside the function it was given."""


def _work_alone(function: Callable[[Work], Result], block: Work) -> Result:
    """Return what the function returns for a block, worked on by one thread: a cluster has a worker for each core."""
    use_threads(1)
    return function(block)


def _begin_worker(threads: int) -> None:
    """Read with so many threads, leave Ctrl-C to the process that started us, and end on SIGTERM."""
    use_threads(threads)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)


def _work(function: Callable[[Work], Result], block: Work) -> Result:
    """Return what the function returns for a block; when told to end, unwind it, so that no half file stays, and end at once.

    Nothing may be sent back then: a worker that was killed can have left the queue of results locked for ever.
    """
    global _at_work  # noqa: PLW0603  (a signal handler is given nothing else to look at)
    _at_work = True
    try:
        return function(block)
    except _StopError:
        os._exit(TERMINATED)
    finally:
        _at_work = False


def _stop(*_: object) -> None:
    if _at_work:
        raise _StopError
    os._exit(TERMINATED)


def _lost() -> WorkerLostError:
    return WorkerLostError(
        "the process that worked on it was ended from outside",
        slug="worker-lost",
        remedy="It may have been out of memory: run the same command again, with fewer --jobs. What is finished is kept.",
    )
