"""Processes that compare: each takes one order at a time, and is killed and replaced where it takes too long or dies."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

from reportgen.align.pairmodel import threads_for
from reportgen.serve import work

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess


START = 120.0
"""Seconds a process may take to come up: two on a machine at rest."""


class FullError(Exception):
    """There is no place left in the queue."""


class Worker:
    """One process, started when it is first needed."""

    def __init__(self, target: Callable[[Connection], None]) -> None:
        self._target = target
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    def ask(self, order: bytes, seconds: float) -> tuple[int, bytes]:
        """Return the status and body for an order; 504 where it takes longer, 500 where the process dies of it."""
        try:
            connection = self.start()
            connection.send_bytes(order)
            if not connection.poll(seconds):
                self.stop()
                return 504, work.problem(
                    504, f"the comparison took longer than {seconds:g} seconds", "too-slow", "Send less at once."
                )
            answer = connection.recv_bytes()
        except (EOFError, OSError):
            self.stop()
            return 500, work.problem(500, "the process that compared the texts died", "worker-died")
        return int.from_bytes(answer[:2], "big"), answer[2:]

    def start(self) -> Connection:
        """Return the way to the process, started where it is not; its start is no part of any order's time.

        Raises EOFError or OSError where it does not come up.
        """
        if self._connection is not None and self._process is not None and self._process.is_alive():
            return self._connection
        self.stop()
        context = multiprocessing.get_context("spawn")
        self._connection, other = context.Pipe()
        self._process = context.Process(target=self._target, args=(other,), daemon=True)
        self._process.start()
        other.close()
        if not self._connection.poll(START) or self._connection.recv_bytes() != work.READY:
            raise EOFError
        return self._connection

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._connection = self._process = None


class Pool:
    """A number of workers, and a queue of a bounded length before them."""

    def __init__(self, workers: int, queue: int, seconds: float, target: Callable[[Connection], None] | None = None) -> None:
        """Keep places for so many; `target` is what a process does, by default `work.run` with its share of the cores."""
        target = target or partial(work.run, threads=threads_for(workers))
        self.seconds = seconds
        self.places = workers + queue
        self.taken = 0
        """Places taken: orders that are worked on and those that wait."""
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="reportgen-serve")
        self._all = [Worker(target) for _ in range(workers)]
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        for worker in self._all:
            self._idle.put_nowait(worker)

    def start(self) -> None:
        """Start every process at once, so that the first who ask do not wait for it."""
        for started in [self._threads.submit(worker.start) for worker in self._all]:
            started.result()

    def take_place(self) -> None:
        """Take a place before an order is even read, so that what waits is bounded. Raises FullError."""
        if self.taken >= self.places:
            raise FullError
        self.taken += 1

    def leave_place(self) -> None:
        """Give a place back."""
        self.taken -= 1

    async def ask(self, order: dict[str, Any]) -> tuple[int, bytes]:
        """Return the answer of the next worker that is free."""
        worker = await self._idle.get()
        try:
            loop = asyncio.get_running_loop()
            work_done = loop.run_in_executor(self._threads, worker.ask, json.dumps(order).encode(), self.seconds)
            # Who asked may have gone; the worker is free only when it has ended all the same.
            return await asyncio.shield(work_done)
        except asyncio.CancelledError:
            await asyncio.wait([work_done])
            raise
        finally:
            self._idle.put_nowait(worker)

    @property
    def busy(self) -> int:
        """How many workers work."""
        return len(self._all) - self._idle.qsize()

    def stop(self) -> None:
        """End every process."""
        for worker in self._all:
            worker.stop()
        self._threads.shutdown(wait=False, cancel_futures=True)
