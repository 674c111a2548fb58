"""`reportgen watch`: briefs appear beside the texts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import OFFICIAL, PRESS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def own_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the programs that are started use this checkout."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with the texts of one comparison, and one of another in a folder of its own."""
    folder = tmp_path / "desk"
    (folder / "dam").mkdir(parents=True)
    for path, text in (
        ("bridge.official.txt", OFFICIAL),
        ("bridge.press-herald.txt", PRESS),
        ("dam/official.txt", OFFICIAL.replace("bridge", "dam")),
        ("dam/press.txt", PRESS.replace("bridge", "dam")),
    ):
        (folder / path).write_text(text, "utf-8")
    return folder


def watch(run: Run, desk: Path) -> tuple[int, str]:
    """Return exit code and messages of one look through the folder."""
    outcome = run("watch", desk, "--once", "--settle", "0", "--format", "json")
    return outcome.code, outcome.err


@pytest.mark.slow
def test_briefs_appear_and_a_restart_repeats_nothing(run: Run, desk: Path) -> None:
    """Each brief lies beside its texts; a second run leaves it alone, changed texts or a brief taken away make a new one."""
    code, said = watch(run, desk)
    assert code == 0, said
    briefs = [desk / "bridge.brief.json", desk / "dam" / "brief.json"]
    assert all(path.exists() for path in briefs)
    before = [path.stat().st_mtime_ns for path in briefs]
    assert watch(run, desk)[0] == 0
    assert [path.stat().st_mtime_ns for path in briefs] == before
    briefs[1].unlink()
    (desk / "bridge.official.txt").write_text(OFFICIAL.replace("15", "16"), "utf-8")
    assert watch(run, desk)[0] == 0
    assert briefs[1].exists()
    assert "16 million" in briefs[0].read_text("utf-8")


@pytest.mark.slow
def test_a_failure_is_told_beside_the_texts(run: Run, desk: Path) -> None:
    """The file says in plain words what is wrong; it is not tried again until something changes, and goes away then."""
    (desk / "bridge.press-herald.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    code, said = watch(run, desk)
    assert code == 1
    told = (desk / "bridge.failed.txt").read_text("utf-8")
    assert "bridge.press-herald.txt" in told
    assert "Traceback" not in told + said
    assert not (desk / "bridge.brief.json").exists()
    assert (desk / "dam" / "brief.json").exists()
    moment = (desk / "bridge.failed.txt").stat().st_mtime_ns
    assert watch(run, desk)[0] == 1
    assert (desk / "bridge.failed.txt").stat().st_mtime_ns == moment
    (desk / "bridge.press-herald.txt").write_text(PRESS, "utf-8")
    assert watch(run, desk)[0] == 0
    assert not (desk / "bridge.failed.txt").exists()
    assert (desk / "bridge.brief.json").exists()


def test_two_official_texts_are_told(run: Run, desk: Path) -> None:
    """A doubt about which text is the official one is a failure, not a guess."""
    (desk / "dam" / "official-2.txt").write_text(OFFICIAL, "utf-8")
    assert watch(run, desk)[0] == 1
    assert "several official texts: official-2.txt, official.txt" in (desk / "dam" / "failed.txt").read_text("utf-8")


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come about")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_it_runs_until_it_is_stopped(desk: Path) -> None:
    """Texts dropped while it runs are taken, a slow copy when it is whole; SIGTERM ends it at once."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "reportgen",
        "watch",
        str(desk),
        "--settle",
        "1",
        "--interval",
        "0.2",
        "--format",
        "json",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            eventually((desk / "dam" / "brief.json").exists)
            (desk / "slow.official.txt").write_text(OFFICIAL, "utf-8")
            with (desk / "slow.press.txt").open("w", encoding="utf-8") as file:
                for word in PRESS.split(" "):
                    file.write(f"{word} ")
                    file.flush()
                    time.sleep(0.05)
                    assert not (desk / "slow.brief.json").exists()
            eventually((desk / "slow.brief.json").exists)
            assert "noise during the works" in (desk / "slow.brief.json").read_text("utf-8")
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 143
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
