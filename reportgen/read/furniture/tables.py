"""Rows of data without a table around them, as pasting leaves them: standings, dates of a tour, rates by country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.read.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.read.furniture.views import View

ROWS = 4
"""From so many lines of one shape on they are rows."""
ALIKE = 0.75
"""So many of them have the shape."""

_FIRST = re.compile(r"\w+")
_SEPARATORS = ("\t", " | ", " – ", " — ", " - ", ": ", " @ ", " = ")


def find_tables(views: Sequence[View], marks: Sequence[str | None]) -> frozenset[int]:
    """Return the indexes of the blocks that are rows of data."""
    found: set[int] = set()
    for chunk in _chunks(views):
        rows = [view for view in chunk if not marks[view.index] and not view.is_prose]
        if len(rows) >= ROWS and len(rows) >= ALIKE * len(chunk) and _have_one_shape(rows):
            found.update(view.index for view in rows)
    return frozenset(found)


def _chunks(views: Sequence[View]) -> Iterable[list[View]]:
    chunk: list[View] = []
    for view in views:
        if chunk and not view.follows_closely:
            yield chunk
            chunk = []
        chunk.append(view)
    if chunk:
        yield chunk


def _have_one_shape(rows: Sequence[View]) -> bool:
    enough = ALIKE * len(rows)
    with_figures = sum(any(token[0].isdigit() for token in view.tokens) for view in rows)
    if with_figures < enough:
        return False
    starts = [first.group().lower() if (first := _FIRST.match(view.text)) else "" for view in rows]
    if sum(start.isdigit() for start in starts) >= enough or sum(start in MONTHS for start in starts) >= enough:
        return True
    return any(sum(separator in view.text for view in rows) >= enough for separator in _SEPARATORS)
