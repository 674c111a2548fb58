"""Notes at the foot of a page, and tables of contents: text of the document that is not of its running text."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from reportgen.read import reasons

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from reportgen.read.pdf.lines import Line

SMALLER = 0.93
"""Notes are set in letters of at most this share of the text's size."""
LOW = 0.6
"""Notes begin in this part of a page's height, from its foot."""
CONTENTS_LINES = 3
"""From so many lines in a row that lead to a page they are a table of contents."""

_MARK = re.compile(r"(?:\(?\[?\d{1,3}[\])]?[.)]?\s{0,3}(?=\D)|[*†‡§¶]{1,3}\s{0,3})\S")
_LEADS = re.compile(r".{2,200}?(?:\s?[.…·_]){3,200}\s{0,3}(?:\d{1,4}|[ivxlc]{1,7})", re.IGNORECASE)


def find_notes(lines: Sequence[Line], body_size: float, taken: Container[int]) -> dict[int, str]:
    """Return the lines of notes and tables of contents with the reason, under their index in `lines`."""
    found: dict[int, str] = {}
    by_part: defaultdict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if index not in taken:
            by_part[line.part].append(index)
    for indexes in by_part.values():
        found |= dict.fromkeys(_notes_of(lines, indexes, body_size), reasons.FOOTNOTE)
    found |= dict.fromkeys(_contents(lines, taken), reasons.CONTENTS)
    return found


def _notes_of(lines: Sequence[Line], indexes: list[int], body_size: float) -> list[int]:
    """Return the small lines at the end of a part of a page, from the first on that begins with a mark."""
    start = len(indexes)
    while start and lines[indexes[start - 1]].size <= SMALLER * body_size and lines[indexes[start - 1]].height <= LOW:
        start -= 1
    small = indexes[start:]
    first = next((place for place, index in enumerate(small) if _MARK.match(lines[index].text)), None)
    return [] if first is None else small[first:]


def _contents(lines: Sequence[Line], taken: Container[int]) -> list[int]:
    found: list[int] = []
    rest = [index for index in range(len(lines)) if index not in taken]
    for leads, group in groupby(rest, key=lambda index: bool(_LEADS.fullmatch(lines[index].text))):
        run = list(group)
        if leads and len(run) >= CONTENTS_LINES:
            found += run
    return found
