"""Two small texts in a folder of their own, and the command line called in-process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest

from reportgen.cli import main

if TYPE_CHECKING:
    from pathlib import Path

OFFICIAL = """---
title: Bridge reopens
date: 2024-06-13
---

The bridge over the Ems reopened on Thursday after repairs that cost 15 million euros. Traffic was diverted for two years.

The ministry will inspect the bridge every year.
"""

PRESS = """The bridge over the Ems reopened on Thursday after repairs that cost 18 million euros.

Residents complained about noise during the works.
"""


@dataclass(frozen=True)
class Outcome:
    """What a command did: its exit code and what it wrote to both streams."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Calls the command line."""

    def __call__(self, *args: str | Path) -> Outcome:
        """Return what the command did."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line and returns its outcome; a traceback fails the test."""

    def call(*args: str | Path) -> Outcome:
        code = main([str(arg) for arg in args])
        captured = capsys.readouterr()
        if "--debug" not in args:
            assert "Traceback" not in captured.err
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder of the test, with `official.txt` and `press.txt` in it."""
    (tmp_path / "official.txt").write_text(OFFICIAL, "utf-8")
    (tmp_path / "press.txt").write_text(PRESS, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
