"""Engines: every block comes back, whatever becomes of it."""

from __future__ import annotations

import os
import signal
import time
from contextlib import closing

import pytest

from reportgen.align import pairmodel
from reportgen.batch.engines import Engine, Processes, Serial, WorkerLostError, engine_for


def double(number: int) -> int:
    """Return twice a number; three is a fault, thirteen ends the process."""
    if number == 3:
        raise ValueError("three")
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def linger(number: int) -> int:
    """Return the number a little later."""
    time.sleep(0.2)
    return number


def threads_of_a_worker(_: int) -> int:
    """Return with how many threads this process reads."""
    return pairmodel._threads


@pytest.mark.parametrize("engine", [Serial(), Processes(2)], ids=["serial", "processes"])
def test_a_block_that_fails_is_told(engine: Engine) -> None:
    """A block that raises comes back with what it raised; the others with their results."""
    found = dict(engine.run(double, range(6)))
    assert isinstance(found.pop(3), ValueError)
    assert found == {0: 0, 1: 2, 2: 4, 4: 8, 5: 10}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_worker_that_is_killed() -> None:
    """Blocks that were handed out when a worker was killed are told as lost, and those after them are worked on all the same."""
    found = dict(Processes(2).run(double, [13, *range(20, 40)]))
    lost = [block for block, result in found.items() if isinstance(result, WorkerLostError)]
    assert 13 in lost
    assert len(lost) <= 4
    assert {block: result for block, result in found.items() if block not in lost} == {
        block: 2 * block for block in range(20, 40) if block not in lost
    }


def test_blocks_are_taken_as_they_are_needed() -> None:
    """An engine that is closed early has not asked for all there is, and waits for what is under way."""
    asked: list[int] = []

    def blocks() -> object:
        for number in range(1000):
            asked.append(number)
            yield number

    with closing(Processes(2).run(linger, blocks())) as results:  # type: ignore[arg-type]
        next(results)
    assert len(asked) < 20


def test_which_engine() -> None:
    """One job is done here; more are done in processes."""
    assert engine_for(jobs=1) == Serial()
    assert engine_for(jobs=3) == Processes(3)


def test_workers_share_the_cores() -> None:
    """Each worker reads with its share of the cores, so that none waits for another."""
    threads = {result for _, result in Processes(2).run(threads_of_a_worker, range(2))}
    assert threads == {min(pairmodel.THREADS, pairmodel.threads_for(2))}
    assert {result for _, result in Processes(pairmodel.cores() + 1).run(threads_of_a_worker, range(2))} == {1}
