"""Where on the page the story stands: the stretch of blocks that holds most of its prose and least of anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.read.furniture.points import Sight, points_of
from reportgen.read.furniture.story import Story

if TYPE_CHECKING:
    from collections.abc import Sequence

CANDIDATES = 5
"""So many stretches are held against each other. On a page with a story the fourth is never it."""
UNDER_HEADLINE = 4.0
"""How much more a stretch counts that holds the first paragraph under the headline: a report of three sentences may stand on a
page with much other prose."""
COHERENCE_FLOOR = 0.2
"""So much of its points a stretch keeps whose paragraphs have no words in common; stories have .3 to .6 in common."""


def find_region(sight: Sight) -> tuple[int, int]:
    """Return the first and the last-but-one index of the story; (0, 0) where there is no prose at all.

    With the story known this is the stretch with most points. With only the page's title known, it is the one of the few
    best whose paragraphs speak of one thing and stand under the headline: a row of other stories' summaries has much prose
    and no common words.
    """
    points = [points_of(sight, index) for index in range(len(sight.views))]
    stretches = _best_stretches(points, 1 if sight.known_story else CANDIDATES)
    if not stretches:
        return 0, 0
    _, start, end = max(stretches, key=lambda found: found[0] * _weight(sight, found[1], found[2]))
    return start, end


def _weight(sight: Sight, start: int, end: int) -> float:
    is_under_headline = any(start <= index < end for index in sight.openings)
    return (1.0 if sight.story else _coherence(sight, start, end)) * (UNDER_HEADLINE if is_under_headline else 1.0)


def _coherence(sight: Sight, start: int, end: int) -> float:
    story = Story(view for view in sight.views[start:end] if view.is_prose and not sight.marks[view.index])
    return COHERENCE_FLOOR + story.coherence


def _best_stretches(points: Sequence[float], count: int) -> list[tuple[float, int, int]]:
    """Return up to `count` stretches that do not overlap, with their points, most points first."""
    found: list[tuple[float, int, int]] = []
    parts = [(0, len(points))]
    while parts and len(found) < count:
        best, part = max((_best_stretch(points, *part), part) for part in parts)
        if best[0] <= 0:
            break
        found.append(best)
        parts.remove(part)
        parts += [(part[0], best[1]), (best[2], part[1])]
    return found


def _best_stretch(points: Sequence[float], start: int, end: int) -> tuple[float, int, int]:
    """Return the stretch with most points between `start` and `end` (Kadane's way)."""
    best = (0.0, start, start)
    total, first = 0.0, start
    for index in range(start, end):
        if total <= 0:
            total, first = 0.0, index
        total += points[index]
        if total > best[0]:
            best = (total, first, index + 1)
    return best
