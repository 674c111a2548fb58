"""`reportgen review` and `reportgen diff` from the command line."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reportgen.cli import main
from reportgen.model import Action, Comparison
from reportgen.review.log import Log
from reportgen.review.session import Session
from tests.review.samples import AT, order, small

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working folder with a comparison file in it."""
    (tmp_path / "brief.json").write_text(small().to_json(), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def decide(desk: Path, *, everything: bool = False) -> None:
    """Confirm one pair of the comparison, or all, in the log beside it."""
    review = Session(small(), Log(desk / "brief.review.sqlite"), now=lambda: AT)
    pairs = review.board.pairs("press-1") if everything else review.board.pairs("press-1")[:1]
    review.decide([order(review, Action.CONFIRMED, *pair.official, *pair.press) for pair in pairs], "Anna")
    review.log.close()


def test_the_brief_with_the_decisions_so_far(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With -o the decisions in the log are in the brief, and no page is opened."""
    decide(desk)
    assert main(["review", "brief.json", "-o", "reviewed.json", "-o", "reviewed.md"]) == 0
    assert "1 of 5 reviewed." in capsys.readouterr().err
    saved = Comparison.from_json((desk / "reviewed.json").read_text("utf-8"))
    assert [one.by for one in saved.decisions or ()] == ["Anna"]
    assert "Draft: 1 of 5 pairs reviewed, by Anna." in (desk / "reviewed.md").read_text("utf-8")


def test_a_brief_before_any_review_leaves_no_log(desk: Path) -> None:
    """Writing a brief does not begin a review."""
    assert main(["review", "brief.json", "-o", "reviewed.md", "-q"]) == 0
    assert not (desk / "brief.review.sqlite").exists()


def test_gold_needs_a_finished_review(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not reviewed to the end is named and gives exit code 1."""
    decide(desk)
    assert main(["review", "brief.json", "--export-gold", "gold"]) == 1
    assert "daily.txt: not written, 4 of its pairs are not reviewed." in capsys.readouterr().err
    review = Session(small(), Log(desk / "brief.review.sqlite"))
    left = [pair for pair in review.board.pairs("press-1") if not review.board.review(pair).decisions]
    review.decide([order(review, Action.CONFIRMED, *pair.official, *pair.press) for pair in left], "Anna")
    review.log.close()
    assert main(["review", "brief.json", "--export-gold", "gold"]) == 0
    assert (desk / "gold" / "gold-1.json").exists()


def test_standard_input_has_no_place_for_a_log(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A review needs somewhere to keep its decisions."""
    assert desk
    assert main(["review", "-"]) == 2
    assert "no-log-place" in capsys.readouterr().err


def test_a_port_that_is_taken(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where another program listens at the port, the message says so."""
    assert desk
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main(["review", "brief.json", "--no-open", "--port", str(port)]) == 3
    assert f"nothing can listen at port {port}" in capsys.readouterr().err


@pytest.mark.slow
def test_ctrl_c_ends_a_review(desk: Path) -> None:
    """Ctrl-C is how a review ends: exit code 0, and a word on how far it came."""
    command = [sys.executable, "-m", "reportgen", "review", "brief.json", "--no-open"]
    with subprocess.Popen(
        command,
        cwd=desk,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that puts jobs into the background has them ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert said.endswith("0 of 5 reviewed.\n")


def test_diff(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a review changed is told, for people and as JSON; the same file twice has nothing to tell."""
    decide(desk, everything=True)
    assert main(["review", "brief.json", "-o", "reviewed.json", "-q"]) == 0
    assert main(["diff", "brief.json", "reviewed.json"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("daily.txt: 0 appeared, 0 went, 5 changed, 0 the same\n")
    assert "~ contrasting (number), machine → confirmed: " in told
    assert main(["diff", "brief.json", "reviewed.json", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["reports"][0]["changed"]) == 5
    assert main(["diff", "brief.json", "brief.json"]) == 0
    assert capsys.readouterr().err == "Nothing differs.\n"
