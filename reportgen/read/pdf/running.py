"""Running heads and feet, page numbers: lines at the edges of pages that are of the page and not of its text.

Such a line stands beyond the text at the same height on several pages and says the same there, figures apart; or it counts
the pages; or the file itself calls it decoration. A line is only taken where every line between it and the edge is taken too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.read import reasons

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.read.pdf.lines import Line

EDGE_ROWS = 4
"""So many rows at the head and at the foot of a page are looked at."""
SAME_HEIGHT = 6.0
"""Lines of two pages stand at the same height, give or take so many points."""
OFTEN, OFTEN_SHARE = 3, 0.3
"""A line that comes on so many pages, and on this share of those that have two or more, is a running one."""
LONGEST = 240
"""Running lines have at most so many characters; legal notices at the foot of every page reach that."""
COUNTING = 2
"""From so many pages on that count alike, a figure at the edge is the page's number."""
BAND_PAGES, BAND_SHARE = 4, 0.6
"""Where on so many pages, and on this share of all, a line stands at one height, and some are known to be running, all are."""
APART = 1.35
"""What stands apart from the text is so many times its usual distance between lines away."""

_NUMBER = re.compile(
    r"(?:page|pg\.?|p\.?|[-–—|•·]{1,2})?\s{0,2}(?P<number>\d{1,4}|[ivxlc]{1,7})\s{0,2}(?:(?:of|/|\|)\s{0,2}\d{1,4}|[-–—|•·]{1,2})?",
    re.IGNORECASE,
)
_SAYS_PAGE = re.compile(
    r"(?:page|pg\.?|p\.)\s{0,2}\d{1,4}(?:\s{0,2}(?:of|/)\s{0,2}\d{1,4})?|\d{1,4}\s{0,2}(?:of|/)\s{0,2}\d{1,4}", re.IGNORECASE
)
_MORE = re.compile(r"[-–—(*\s]{0,4}(?:more|mehr|cont(?:inued|\.)?)[-–—)*.\s]{0,4}", re.IGNORECASE)
_FIGURES = re.compile(r"\d+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at an edge of its page."""

    line: Line
    is_head: bool
    rank: int
    """Its row from the edge, from 0."""
    row: str
    """The text of its whole row, over all columns."""
    lead: float | None
    """How far the next row towards the text is away, in points."""


def find_running(lines: Sequence[Line]) -> dict[int, str]:
    """Return why lines are of the page and not of its text, under their index in `lines`."""
    edges = _edges(lines)
    pages = sorted({line.page for line in lines})
    leading = _usual_gap(lines)
    found: dict[int, str] = {}
    for is_head in (True, False):
        side = {index: edge for index, edge in edges.items() if edge.is_head is is_head}
        marked = _repeated(side, pages) | _counting(side, pages, leading) | _of_the_file(side)
        marked |= _band(side, marked, pages, leading)
        for page in pages:
            found |= _from_the_edge({index: edge for index, edge in side.items() if edge.line.page == page}, marked)
    return found


def _edges(lines: Sequence[Line]) -> dict[int, _Edge]:
    """Return the lines in the first and last rows of every page."""
    by_page: defaultdict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        by_page[line.page].append(index)
    edges: dict[int, _Edge] = {}
    for indexes in by_page.values():
        rows = _rows_of(lines, indexes)
        for from_foot in (False, True):
            ordered = rows[::-1] if from_foot else rows
            # A page of few rows has a head and a foot as well, but not the same lines for both.
            for rank, row in enumerate(ordered[: min(EDGE_ROWS, max(1, len(rows) // 2))]):
                lead = abs(lines[ordered[rank + 1][0]].y - lines[row[0]].y) if rank + 1 < len(ordered) else None
                text = " ".join(lines[index].text for index in sorted(row, key=lambda place: lines[place].x0))
                for index in row:
                    edges[index] = _Edge(lines[index], not from_foot, rank, text, lead)
    return edges


def _rows_of(lines: Sequence[Line], indexes: Iterable[int]) -> list[list[int]]:
    rows: list[list[int]] = []
    for index in sorted(indexes, key=lambda place: -lines[place].y):
        if rows and lines[rows[-1][0]].y - lines[index].y < 0.5 * min(lines[index].size, lines[rows[-1][0]].size):
            rows[-1].append(index)
        else:
            rows.append([index])
    return rows


def _usual_gap(lines: Sequence[Line]) -> float:
    gaps = Counter(round(line.gap) for line in lines if line.gap and 0 < line.gap < 100)
    return float(gaps.most_common(1)[0][0]) if gaps else 14.0


def _repeated(side: dict[int, _Edge], pages: Sequence[int]) -> dict[int, str]:
    """Return the lines that say the same at the same height of several pages."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, edge in side.items():
        for text in {edge.line.text, edge.row}:
            if len(text) <= LONGEST:
                groups[_FIGURES.sub("#", text.casefold())].append(index)
    marked: dict[int, str] = {}
    for text, group in groups.items():
        heights: defaultdict[int, set[int]] = defaultdict(set)
        for index in group:
            heights[_height(side[index])].add(side[index].line.page)
        running = {height for height in heights if _is_often(heights, height, len(pages))}
        for index in group:
            if _height(side[index]) in running:
                marked[index] = reasons.PAGE_NUMBER if not any(char.isalpha() for char in text) else reasons.RUNNING
    return marked


def _height(edge: _Edge) -> int:
    return round(edge.line.y / SAME_HEIGHT)


def _is_often(heights: dict[int, set[int]], height: int, pages: int) -> bool:
    """Return whether a line comes at a height, or just beside it, on pages enough to be a running one."""
    near = {page for place in (height - 1, height, height + 1) for page in heights.get(place, ())}
    # Paging tells halves of a book and its chapters apart: a line on a run of pages or on every second is enough.
    return len(near) >= max(OFTEN, OFTEN_SHARE * pages / 2) or len(near) == pages == 2 or (len(near) >= OFTEN and _follow(near))


def _follow(pages: set[int]) -> bool:
    """Return whether pages follow each other, or every second does."""
    return all(later - earlier <= 2 for earlier, later in pairwise(sorted(pages)))


def _counting(side: dict[int, _Edge], pages: Sequence[int], leading: float) -> dict[int, str]:
    """Return the lines that count pages, and what tells that more follow."""
    numbers = {index: number for index, edge in side.items() if (number := page_number(edge.line.text)) is not None}
    offsets = Counter(number - side[index].line.page for index, number in numbers.items())
    marked: dict[int, str] = {}
    for index, number in numbers.items():
        edge = side[index]
        counts = offsets[number - edge.line.page] >= COUNTING
        is_alone = edge.lead is None or edge.lead >= APART * leading
        says = bool(_SAYS_PAGE.fullmatch(edge.line.text))
        first = len(pages) == 1 and number == 1
        if edge.rank <= 1 and (counts or (is_alone and (says or first))):
            marked[index] = reasons.PAGE_NUMBER
    for index, edge in side.items():
        if edge.rank <= 1 and _MORE.fullmatch(edge.line.text) and not edge.line.text.isalpha():
            marked[index] = reasons.RUNNING
    return marked


def page_number(text: str) -> int | None:
    """Return the number of the page that a line tells, None where it tells none.

    >>> [page_number(text) for text in ("Page 3 of 10", "- 4 -", "iv", "2024 budget")]
    [3, 4, 4, None]
    """
    found = _NUMBER.fullmatch(text.strip()) if len(text) <= 30 else None
    if found is None:
        return None
    number = found["number"].lower()
    if number.isdigit():
        return int(number)
    values = [_ROMAN[char] for char in number]
    return sum(-value if any(later > value for later in values[place:]) else value for place, value in enumerate(values))


def _of_the_file(side: dict[int, _Edge]) -> dict[int, str]:
    """Return the lines that the file itself calls decoration."""
    return {
        index: reasons.PAGE_NUMBER if page_number(edge.line.text) is not None else reasons.RUNNING
        for index, edge in side.items()
        if edge.line.is_artifact
    }


def _band(side: dict[int, _Edge], marked: dict[int, str], pages: Sequence[int], leading: float) -> dict[int, str]:
    """Return the lines that change from page to page at a height where others are known to be running: titles of chapters."""
    heights: defaultdict[int, set[int]] = defaultdict(set)
    known: defaultdict[int, set[int]] = defaultdict(set)
    for index, edge in side.items():
        if edge.lead is None or edge.lead < APART * leading:
            continue
        bucket = _height(edge)
        heights[bucket].add(edge.line.page)
        if index in marked:
            known[bucket].add(edge.line.page)
    bands = {
        bucket
        for bucket, on in heights.items()
        if len(on) >= max(BAND_PAGES, BAND_SHARE * len(pages)) and len(known[bucket]) >= BAND_SHARE / 2 * len(on)
    }
    return {
        index: reasons.RUNNING
        for index, edge in side.items()
        if index not in marked
        and edge.rank == 0
        and edge.lead is not None
        and edge.lead >= APART * leading
        and _height(edge) in bands
        and len(edge.line.text) <= LONGEST / 2
    }


def _from_the_edge(edges: dict[int, _Edge], marked: dict[int, str]) -> dict[int, str]:
    """Return the marked lines of a page that have only marked lines between them and the edge."""
    found: dict[int, str] = {}
    for rank in range(EDGE_ROWS):
        row = [index for index, edge in edges.items() if edge.rank == rank]
        found |= {index: marked[index] for index in row if index in marked}
        if not row or any(index not in marked for index in row):
            break
    return found
