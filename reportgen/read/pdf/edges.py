"""Edges of columns: where lines begin and how far they could have gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from reportgen.read.pdf.lines import Line

NEAR = 3.0
"""Lines of ragged text end within so many ems of the edge, one or the other."""
REACHED_BY = 2
"""An edge is one where so many lines end near it; a single longer line is a table, a picture or a rule."""
MANY_LINES = 5
"""A column shows its width with so many lines; a title does not."""
ALIGNED = 6.0
"""Columns of several pages begin at the same place, give or take so many points."""


@dataclass(slots=True)
class _Part:
    """A part of a page, with its edges."""

    lines: list[Line]
    left: float
    right: float
    is_alone: bool = True
    """Whether nothing stands beside it."""

    @property
    def top(self) -> float:
        return max(line.y + line.size for line in self.lines)

    @property
    def bottom(self) -> float:
        return min(line.y for line in self.lines)


def set_edges(lines: Sequence[Line], set_aside: Container[int]) -> None:
    """Tell every line of the text where its column begins and ends; lines set aside do not count.

    A column with nothing beside it is as wide as the widest that begins at the same place on any page: so a list of names on
    a page of its own is known to be one.
    """
    grouped: defaultdict[int, list[Line]] = defaultdict(list)
    for index, line in enumerate(lines):
        if index not in set_aside:
            grouped[line.part].append(line)
    parts = [_Part(found, _left(found), _right(found)) for found in grouped.values()]
    _tell_neighbours(parts)
    widest: dict[int, float] = {}
    for part in parts:
        if part.is_alone and len(part.lines) >= MANY_LINES:
            place = round(part.left / ALIGNED)
            for near in (place - 1, place, place + 1):
                widest[near] = max(widest.get(near, part.right), part.right)
    ends = _ends_of_elements(lines, set_aside)
    for part in parts:
        is_known = not part.is_alone or _is_justified(part)
        right = part.right if is_known else max(part.right, widest.get(round(part.left / ALIGNED), part.right))
        for line in part.lines:
            line.left, line.right = part.left, ends.get((line.part, line.element), right)


def _ends_of_elements(lines: Sequence[Line], set_aside: Container[int]) -> dict[tuple[int, int], float]:
    """Return how far the lines go of each paragraph the file tells, in each part, where it has several."""
    found: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.element and index not in set_aside:
            found[line.part, line.element].append(line.x1)
    return {key: max(ends) for key, ends in found.items() if len(ends) > 1}


def _is_justified(part: _Part) -> bool:
    """Return whether two lines end at the edge to the point: nobody sets lines of a list so."""
    return sum(abs(line.x1 - part.right) <= 0.5 for line in part.lines) > 1


def _tell_neighbours(parts: Sequence[_Part]) -> None:
    by_page: defaultdict[int, list[_Part]] = defaultdict(list)
    for part in parts:
        by_page[part.lines[0].page].append(part)
    for on_page in by_page.values():
        for part in on_page:
            part.is_alone = not any(
                other is not part and min(part.top, other.top) > max(part.bottom, other.bottom) for other in on_page[:100]
            )


def _left(lines: Sequence[Line]) -> float:
    """Return where most lines begin, the furthest left of several such places."""
    counted = Counter(round(line.x0) for line in lines)
    often = max(counted.values())
    return float(min(x for x, count in counted.items() if count >= 0.7 * often)) if often > 1 else min(line.x0 for line in lines)


def _right(lines: Sequence[Line]) -> float:
    """Return how far lines go, leaving out a single one that goes further."""
    ends = sorted((line.x1 for line in lines), reverse=True)
    near = NEAR * lines[0].size
    for place, end in enumerate(ends):
        if len(ends) > place + REACHED_BY and end - ends[place + REACHED_BY] <= near:
            return end
    return ends[0]
