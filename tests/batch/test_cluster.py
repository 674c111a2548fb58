"""A Dask cluster of two workers: the same results, also when one is lost."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from reportgen.batch import engines, run_batch
from reportgen.batch.engines import Cluster
from reportgen.batch.match import match_coverage
from reportgen.errors import UsageError
from tests.batch.conftest import hashes
from tests.batch.test_match import MEMORY, digest, serial, write_archive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

distributed = pytest.importorskip("distributed", reason="the extra [cluster] is not installed")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),  # Dask and Tornado warn of each other while a worker is being killed
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Yield a cluster of two workers, each a process with one thread."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as started:
        yield started


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that the tests of this module share."""
    return tmp_path_factory.mktemp("cluster")


def test_a_batch(cluster: Any, archive: Path, tmp_path: Path) -> None:
    """A cluster writes the same files as one process, and keeps what is finished."""
    run_batch(archive / "manifest.csv", tmp_path / "serial", jobs=1)
    address = cluster.scheduler_address
    assert run_batch(archive / "manifest.csv", tmp_path / "cluster", scheduler=address).done == 6
    assert hashes(tmp_path / "cluster") == hashes(tmp_path / "serial")
    assert run_batch(archive / "manifest.csv", tmp_path / "cluster", scheduler=address).kept == 6


def test_matches(cluster: Any, shared: Path) -> None:
    """A cluster finds the same matches, to the byte."""
    one = serial(shared)
    match_coverage(*write_archive(shared), shared / "m.parquet", scheduler=cluster.scheduler_address, memory=MEMORY)
    assert digest(shared / "m.parquet") == one


def fail_or_double(number: int) -> int:
    """Return twice a number; three always fails."""
    if number == 3:
        raise ValueError("three")
    return 2 * number


def test_a_block_that_always_fails(cluster: Any) -> None:
    """A block that fails is told, the others are done."""
    found = dict(Cluster(cluster.scheduler_address).run(fail_or_double, range(6)))
    assert isinstance(found.pop(3), ValueError)
    assert found == {0: 0, 1: 2, 2: 4, 4: 8, 5: 10}


def die_once(marker: str, number: int) -> int:
    """Return twice a number; the first worker to take the seventh is killed."""
    time.sleep(0.05)
    if number == 7:
        try:
            os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return 14
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_worker_is_killed(cluster: Any, tmp_path: Path) -> None:
    """The blocks of a worker that is killed are done by another, and nothing is missing."""
    found = dict(Cluster(cluster.scheduler_address).run(partial(die_once, str(tmp_path / "died")), range(20)))
    assert (tmp_path / "died").exists()
    assert found == {number: 2 * number for number in range(20)}


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no scheduler, that is told with the address."""
    monkeypatch.setattr(engines, "CONNECT_SECONDS", 1)
    with pytest.raises(UsageError, match="no-scheduler"):
        list(Cluster("tcp://127.0.0.1:9").run(fail_or_double, [1]))
