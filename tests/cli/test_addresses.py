"""Sources that are addresses, on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.read.web.servers import Reply, serve

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

PAGE = (
    b"<html><body><h1>Ferry line reopens</h1><p>The ferry line will reopen in May, the ministry said on Sunday.</p></body></html>"
)


def test_compare(run: Run, folder: Path) -> None:
    """A report is fetched, its address is recorded, and the brief is named after the page."""
    with serve({"/2026/ferry?id=1": Reply(PAGE)}) as site:
        outcome = run("compare", "official.txt", f"{site.url}/2026/ferry?id=1", "--allow-private", "--format", "json")
        assert outcome.code == 0, outcome.err
    comparison = json.loads((folder / "output" / "official--ferry.json").read_text("utf-8"))
    assert comparison["reports"][0]["url"] == f"{site.url}/2026/ferry?id=1"
    assert comparison["reports"][0]["title"] == "Ferry line reopens"


def test_read(run: Run) -> None:
    """`read` shows what came from an address, and nothing is fetched from this machine unasked."""
    with serve({"/a": Reply(PAGE)}) as site:
        assert "will reopen in May" in run("read", f"{site.url}/a", "--allow-private").out
        refused = run("read", f"{site.url}/a")
    assert (refused.code, refused.out) == (3, "")
    assert "private-address" in refused.err


def test_check(run: Run, folder: Path) -> None:
    """A gate may look at a page."""
    assert (folder / "official.txt").exists()
    with serve({"/a": Reply(PAGE)}) as site:
        assert (
            run("check", "official.txt", f"{site.url}/a", "--allow-private", "--fail-on", "matched", "--fail-on", "added").code
            == 4
        )
