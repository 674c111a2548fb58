"""Which texts belong together, and when they are ready."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from reportgen.watching import Settling, conflict_of, content_key, find_jobs, fingerprint, note_done, was_done

if TYPE_CHECKING:
    from pathlib import Path


def fill(folder: Path, *names: str) -> None:
    """Write files with something in them."""
    for name in names:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"This is {name}.", "utf-8")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a.official.txt", "a.press.txt"], {("a", "a.official.txt", "a.press.txt")}),
        (
            ["a.b.official.md", "a.b.press-herald.txt", "a.b.press-2.html"],
            {("a.b", "a.b.official.md", "a.b.press-2.html a.b.press-herald.txt")},
        ),
        (["job/official.txt", "job/press.txt"], {("", "official.txt", "press.txt")}),
        (["A.Official.TXT", "A.PRESS.txt"], {("A", "A.Official.TXT", "A.PRESS.txt")}),
        # The other side is not there yet.
        (["a.official.txt", "b.press.txt"], set()),
        # Not finished, hidden, too deep, or no text of a comparison at all.
        (["a.official.txt", "a.press.part", "a.press.tmp"], set()),
        (["a.official.txt", ".a.press.txt"], set()),
        (["notes.txt", "official", "press"], set()),
        (["a.brief.json", "a.failed.txt"], set()),
    ],
)
def test_jobs(names: list[str], expected: set[tuple[str, str, str]], tmp_path: Path) -> None:
    """Texts belong together by the beginnings of their names, or by their folder."""
    fill(tmp_path, *names)
    found = {(job.name, job.official.name, " ".join(path.name for path in job.press)) for job in find_jobs(tmp_path)}
    assert found == expected


def test_two_official_texts(tmp_path: Path) -> None:
    """Of two official texts none is taken for the right one."""
    fill(tmp_path, "a.official.txt", "a.official-2.txt", "a.press.txt")
    (job,) = find_jobs(tmp_path)
    assert "several official texts" in str(conflict_of(job))
    fill(tmp_path, "b.official.txt", "b.press-official.txt")
    assert [conflict_of(job) for job in find_jobs(tmp_path) if job.name == "b"] == [None]


def test_half_copied_files_are_waited_for(tmp_path: Path) -> None:
    """A file that grows, is touched or is empty is not ready; one that stays as it is for a while is."""
    fill(tmp_path, "a.official.txt", "a.press.txt")
    (job,) = find_jobs(tmp_path)
    settling = Settling(3)
    assert not settling.is_ready(job, 0)
    assert not settling.is_ready(job, 2)
    with job.official.open("a", encoding="utf-8") as file:
        file.write("More.")
    assert not settling.is_ready(job, 4)
    assert not settling.is_ready(job, 6)
    assert settling.is_ready(job, 7)
    os.utime(job.official, ns=(1, 1))
    assert not settling.is_ready(job, 8)
    job.press[0].write_text("", "utf-8")
    assert fingerprint(job) is None
    assert not settling.is_ready(job, 99)
    job.press[0].unlink()
    assert not settling.is_ready(job, 199)


def test_the_same_content_is_known(tmp_path: Path) -> None:
    """The key is that of names, bytes and wishes; touching a file does not change it."""
    fill(tmp_path, "a.official.txt", "a.press.txt")
    (job,) = find_jobs(tmp_path)
    key = content_key(job, "pdf")
    os.utime(job.official, ns=(1, 1))
    assert content_key(job, "pdf") == key
    assert content_key(job, "html") != key
    job.official.write_text("Other.", "utf-8")
    assert content_key(job, "pdf") != key


def test_what_was_done(tmp_path: Path) -> None:
    """Done is what was noted and is still there; a spoilt record means that nothing was."""
    fill(tmp_path, "a.official.txt", "a.press.txt")
    (job,) = find_jobs(tmp_path)
    outputs = (job.output("pdf"),)
    assert not was_done(job, "k", outputs)
    note_done(job, "k")
    assert not was_done(job, "k", outputs)
    outputs[0].write_text("x", "utf-8")
    assert was_done(job, "k", outputs)
    assert not was_done(job, "other", outputs)
    (tmp_path / ".reportgen-watch.json").write_text("[", "utf-8")
    assert not was_done(job, "k", outputs)
