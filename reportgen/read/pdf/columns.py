"""Columns: the parts of a page in the order in which they are read.

A gutter is white over several rows, with text on both sides. The page is cut at its widest one: what is above, the left side,
the right side, what is below; and each part again, until none has a gutter. A table has gutters as well: it is left
whole, to be read row by row. What tells them apart is how full the sides are, and in which order they were drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.read.pdf.rows import Row, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.read.pdf.words import Word

GUTTER = 0.9
"""A gutter is at least so many ems wide. Word spaces of justified text reach .7, and never over three rows at one place."""
LINES_A_SIDE = 3
"""Each side of a gutter has at least so many lines; two are enough where the sides were drawn one after the other."""
SIDE = 7.0
"""Each side is at least so many ems wide: bullets, numbers of lines and of items are narrower."""
FULL = 0.7
"""A line that fills this share of its side's width is a full one."""
MANY_FULL = 0.5
"""In columns at least this share of the lines is full; in tables cells are short."""
MAX_ROWS, MAX_WORDS, MAX_GAPS, MAX_TRIED = 600, 20_000, 2_000, 400
"""A part of a page with more rows, words or wide gaps than a newspaper's is no text to be read: it is not cut. So many different
gutters are tried."""
MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class _Gutter:
    """White between the rows `first` to `last`, these included."""

    first: int
    last: int
    left: float
    right: float
    score: float


def columns_of(words: Sequence[Word]) -> list[list[Row]]:
    """Return the parts of a page in reading order, each as its rows from the top."""
    return _cut(list(words), 0) if words else []


def _cut(words: list[Word], depth: int) -> list[list[Row]]:
    rows = rows_of(words)
    gutter = _best_gutter(rows) if depth < MAX_DEPTH and len(rows) <= MAX_ROWS and len(words) <= MAX_WORDS else None
    if gutter is None:
        return [rows]
    middle = (gutter.left + gutter.right) / 2
    inside = [word for row in rows[gutter.first : gutter.last + 1] for word in row.words]
    parts = (
        [word for row in rows[: gutter.first] for word in row.words],
        [word for word in inside if word.x1 <= middle],
        [word for word in inside if word.x1 > middle],
        [word for row in rows[gutter.last + 1 :] for word in row.words],
    )
    return [part for words_ in parts if words_ for part in _cut(words_, depth + 1)]


def _best_gutter(rows: list[Row]) -> _Gutter | None:
    """Return the gutter with most text beside it, None where there is none between columns."""
    gaps = [_gaps(row) for row in rows]
    if sum(len(found) - 2 for found in gaps) > MAX_GAPS:
        return None
    best: _Gutter | None = None
    tried: set[tuple[int, int, int]] = set()
    for first in range(len(rows)):
        for left, right in gaps[first]:
            if not math.isfinite(left) or not math.isfinite(right):
                continue
            last, left_, right_ = _reach(rows, gaps, first, left, right)
            start = _reach_up(gaps, first, left_, right_)
            key = (start, last, round(left_ + right_))
            if key in tried or len(tried) >= MAX_TRIED:
                continue
            tried.add(key)
            # A head or foot in two pieces has a gutter too, and is drawn before or after both columns.
            for first_, last_ in ((start, last), (start + 1, last), (start, last - 1), (start + 1, last - 1)):
                found = _judged(rows, first_, last_, left_, right_) if first_ <= last_ else None
                if found is not None:
                    best = found if best is None or found.score > best.score else best
                    break
    return best


def _gaps(row: Row) -> list[tuple[float, float]]:
    """Return the white stretches of a row that are wide enough for a gutter, the margins included."""
    stretches = [(-math.inf, row.words[0].x0)]
    reached, size = row.words[0].x1, row.words[0].size
    for word in row.words[1:]:
        if word.x0 - reached >= GUTTER * min(size, word.size):
            stretches.append((reached, word.x0))
        reached, size = max(reached, word.x1), word.size
    stretches.append((reached, math.inf))
    return stretches


def _reach(
    rows: list[Row], gaps: list[list[tuple[float, float]]], first: int, left: float, right: float
) -> tuple[int, float, float]:
    """Return how far down a gutter goes from row `first`, and what is left of its width there."""
    last = first
    for index in range(first + 1, len(rows)):
        shared = max(((max(left, low), min(right, high)) for low, high in gaps[index]), key=lambda pair: pair[1] - pair[0])
        if shared[1] - shared[0] < GUTTER * _size(rows[index]):
            break
        last, (left, right) = index, shared
    return last, left, right


def _reach_up(gaps: list[list[tuple[float, float]]], first: int, left: float, right: float) -> int:
    """Return how far up a gutter of this width goes."""
    while first and any(low <= left and high >= right for low, high in gaps[first - 1]):
        first -= 1
    return first


def _size(row: Row) -> float:
    return min(word.size for word in row.words)


def _judged(rows: list[Row], first: int, last: int, left: float, right: float) -> _Gutter | None:
    """Return the gutter between two columns here, None where what stands there is no columns."""
    middle = (left + right) / 2
    trimmed = _trimmed(rows, first, last, middle)
    if trimmed is None:
        return None
    first, last = trimmed
    span = rows[first : last + 1]
    sides = (
        [part for row in span if (part := [word for word in row.words if word.x1 <= middle])],
        [part for row in span if (part := [word for word in row.words if word.x1 > middle])],
    )
    size = _size(span[0])
    if any(_width(side) < SIDE * size for side in sides):
        return None
    lines = min(len(side) for side in sides)
    if _overlap(sides) < min(2.0, lines) * size:
        return None
    in_turn = _is_drawn_in_turn(sides)
    are_columns = in_turn or (lines > LINES_A_SIDE and all(_share_of_full(side) >= MANY_FULL for side in sides))
    if not are_columns or lines < (2 if in_turn else LINES_A_SIDE):
        return None
    words = sum(len(part) for side in sides for part in side)
    return _Gutter(first, last, left, right, words + min(right - left, 10 * size) / size)


def _trimmed(rows: list[Row], first: int, last: int, middle: float) -> tuple[int, int] | None:
    """Return the rows without those at their ends that stand on one side and were drawn before or after both."""

    def sides(index: int) -> tuple[bool, bool]:
        words = rows[index].words
        return words[0].x1 <= middle, words[-1].x1 > middle

    both = [index for index in range(first, last + 1) if all(sides(index))]
    orders_left = [word.order for row in rows[first : last + 1] for word in row.words if word.x1 <= middle]
    orders_right = [word.order for row in rows[first : last + 1] for word in row.words if word.x1 > middle]
    if not orders_left or not orders_right:
        return None
    lowest, highest = (both[0], both[-1]) if both else (first, last)
    while last > highest and sides(last)[0] and _drawn_after(rows[last], rows[first:last], middle):
        last -= 1
    while first < lowest and sides(first)[0] and _is_set_apart(rows, first):
        first += 1
    return (first, last) if first <= last else None


def _drawn_after(row: Row, before: Sequence[Row], middle: float) -> bool:
    """Return whether a row on the left was drawn after all that stands on the right above it."""
    right = [word.order for other in before for word in other.words if word.x1 > middle]
    return bool(right) and min(word.order for word in row.words) > max(right)


def _is_set_apart(rows: list[Row], index: int) -> bool:
    """Return whether a row is larger than the row below it, as headings over columns are."""
    return _size(rows[index]) > 1.1 * _size(rows[index + 1])


def _width(side: list[list[Word]]) -> float:
    return max(part[-1].x1 for part in side) - min(part[0].x0 for part in side)


def _overlap(sides: tuple[list[list[Word]], list[list[Word]]]) -> float:
    """Return the height over which both sides have text, in points."""
    tops = [max(word.top for part in side for word in part) for side in sides]
    bottoms = [min(word.bottom for part in side for word in part) for side in sides]
    return min(tops) - max(bottoms)


def _is_drawn_in_turn(sides: tuple[list[list[Word]], list[list[Word]]]) -> bool:
    """Return whether one side was drawn before the other began, but for a line or two."""
    order = sorted(
        [(word.order, 0) for part in sides[0] for word in part] + [(word.order, 1) for part in sides[1] for word in part]
    )
    switches = sum(one[1] != other[1] for one, other in pairwise(order))
    return switches <= max(1, min(len(side) for side in sides) // 5) and order[0][1] == 0


def _share_of_full(side: list[list[Word]]) -> float:
    """Return which share of a side's lines fills it."""
    width = _width(side)
    return sum(part[-1].x1 - part[0].x0 >= FULL * width for part in side) / len(side)
