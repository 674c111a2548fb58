"""Mails of many programs: what is the text, and what stands around it.

`cases/` holds mails, and beside each what is expected: its metadata, its blocks, and what was removed, with the reason. Run

    python tests/read/mail/test_cases.py

to write what is read now beside each mail, and look at the difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportgen.read import clean, read

if TYPE_CHECKING:
    from reportgen import Document

CASES = sorted(Path(__file__).with_name("cases").glob("*.eml"))
FIELDS = ("title", "author", "publisher", "published", "url", "language")


def shown(document: Document) -> str:
    """Return a cleaned document as the case files show it."""
    lines = [f"{name} = {value}" for name in FIELDS if (value := getattr(document, name))]
    lines += [f"note = {note}" for note in document.notes or ()]
    lines += ["", *(f"{block.kind.value} | {block.text}" for block in document.blocks), ""]
    lines += [f"- {passage.reason} | {' '.join(passage.text.split())}" for passage in document.removed]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    """Each mail is read as the file beside it says."""
    assert shown(clean(read(path))) == path.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_laws(path: Path) -> None:
    """Spans cut out what they claim, nothing overlaps, no letter is lost without a word."""
    document = clean(read(path))
    places = [origin for block in document.blocks for char, origin in zip(block.text, block.origins, strict=True) if char != " "]
    assert places == sorted(set(places))
    gone: set[int] = set()
    for passage in document.removed:
        assert document.text[passage.start : passage.end] == passage.text
        assert not gone & set(range(passage.start, passage.end))
        gone |= set(range(passage.start, passage.end))
    assert not gone & set(places)
    letters = {at for at, char in enumerate(document.text) if char.isalnum()}
    assert letters <= gone | set(places)
    assert clean(document) == document


if __name__ == "__main__":
    for case in CASES:
        case.with_suffix(".txt").write_text(shown(clean(read(case))), "utf-8")
