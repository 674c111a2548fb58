"""What the guides in docs/ show works: every command line and every Python example, in the order of the page."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GUIDES = ["export.md", "query.md"]
"""The guides that are worked examples."""


def examples(language: str, text: str) -> list[str]:
    """Return the blocks of code in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with the sample documents, and the command as its own program."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    program = tmp_path / "bin" / "reportgen"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m reportgen "$@"\n', "utf-8")
    program.chmod(0o755)
    return tmp_path


def run(desk: Path, *command: str) -> None:
    """Run a program in the folder; its failure fails the test with what it said."""
    environment = os.environ | {"PATH": f"{desk / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", GUIDES)
def test_the_examples_of_a_guide_run(name: str, desk: Path) -> None:
    """Each block for the shell ends well, and so does each in Python, which may read what the shell wrote."""
    text = (ROOT / "docs" / name).read_text("utf-8")
    assert examples("sh", text)
    run(desk, "bash", "-euo", "pipefail", "-c", "\n".join(examples("sh", text)))
    for example in examples("python", text):
        run(desk, sys.executable, "-P", "-c", example)


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    """Every link of a guide to a file or a heading finds it."""
    text = path.read_text("utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        file, _, heading = target.partition("#")
        if "://" in target:
            continue
        found = path.parent / file if file else path
        assert found.exists(), target
        headings = [
            re.sub(r"[^\w -]", "", title).lower().replace(" ", "-")
            for title in re.findall(r"^#+ (.*)", found.read_text("utf-8"), re.MULTILINE)
        ]
        assert not heading or heading in headings, target
