"""`reportgen render`: a brief from a comparison file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_the_brief_is_the_one_compare_writes(run: Run, folder: Path) -> None:
    """Rendering a comparison file gives the bytes that comparing gave, without its sources."""
    run("compare", "official.txt", "press.txt", "-o", "a.json", "-o", "a.pdf", "-o", "a.html")
    (folder / "official.txt").unlink()
    outcome = run("render", "a.json", "-o", "b.pdf", "-o", "b.html", "-o", "b.json")
    assert outcome.code == 0
    for suffix in ("pdf", "html", "json"):
        assert (folder / f"a.{suffix}").read_bytes() == (folder / f"b.{suffix}").read_bytes()


def test_the_default_place(run: Run, folder: Path) -> None:
    """Without -o the PDF goes to the output folder under the file's name."""
    run("compare", "official.txt", "press.txt", "-o", "a.json")
    assert run("render", "a.json").code == 0
    assert (folder / "output" / "a.pdf").exists()


@pytest.mark.parametrize(
    ("content", "slug"),
    [
        (b"", "not-a-comparison"),
        (b"\xff\xfe{", "not-a-comparison"),
        (b"[" * 100_000, "not-a-comparison"),
        (b'{"a": 1}', "not-a-comparison"),
        (b'{"schema": "reportgen/comparison/1"}', "not-a-comparison"),
        (b'{"schema": "reportgen/comparison/2"}', "comparison-version"),
    ],
)
def test_files_that_are_no_comparison(run: Run, folder: Path, content: bytes, slug: str) -> None:
    """A file of another kind is refused with its name."""
    (folder / "other.json").write_bytes(content)
    outcome = run("render", "other.json", "-o", "a.pdf")
    assert outcome.code == 3
    assert outcome.err.startswith("reportgen: other.json: ")
    assert f"({slug})." in outcome.err
    assert not (folder / "a.pdf").exists()
