"""Parts of the story that a list in its middle cuts off: "Most popular" with its headlines, then the story goes on.

The stretch with most points ends at such a list. What stands beyond it is of the story where it begins under the byline or the
share links, or speaks of the same matter; what stands between is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportgen.read import reasons
from reportgen.read.furniture.points import PASSING_REASONS, Sight, is_isolated
from reportgen.read.furniture.story import Story

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_BRIDGES = 4
LIST_LINES = 20
"""A list inside a story has at most so many lines."""
HEAD_LINES = 15
"""The byline stands at most so many lines above the first paragraph: share bars and players come between."""
BETWEEN = 3
"""Between two paragraphs of a part stand at most so many lines that are none."""
PARAGRAPHS = 2
"""A part has at least so many paragraphs; a single one may be the summary of a teaser."""
UNDER_HEAD, RELATED = 0.08, 0.3
"""So much of its words a part under the head, and any part, shares with the story. Found on pages written for the purpose; on
half of 120 annotated pages from .2 to .4 changes nothing."""


class Bridged(NamedTuple):
    """A region with the parts beyond lists, and those lists."""

    start: int
    end: int
    lists: tuple[tuple[int, int], ...]
    """Spans of blocks that are inside the region now and are not of the story."""


def bridge_region(sight: Sight, start: int, end: int) -> Bridged:
    """Return the region with the parts of the story that lists cut off, above and below."""
    lists: list[tuple[int, int]] = []
    for _ in range(MOST_BRIDGES):
        above = _part(sight, start, end, range(start - 1, -1, -1))
        if above is not None:
            lists.append((above[-1] + 1, start))
            start = above[0]
            continue
        below = _part(sight, start, end, range(end, len(sight.views)))
        if below is None:
            break
        lists.append((end, below[0]))
        end = below[-1] + 1
    return Bridged(start, end, tuple(lists))


def _part(sight: Sight, start: int, end: int, places: range) -> list[int] | None:
    """Return the first and last block of the part of the story beyond a list, going along `places`; None where there is none."""
    beyond = _beyond_list(sight, places)
    if beyond is None:
        return None
    part = list(_stretch(sight, beyond))
    paragraphs = [index for index in part if _is_prose(sight, index)]
    if len(paragraphs) < PARAGRAPHS or any(is_isolated(sight, index) for index in paragraphs):
        return None
    story = Story(sight.views[index] for index in range(start, end) if _is_prose(sight, index))
    relation = sum(story.relation(sight.views[index]) for index in paragraphs) / len(paragraphs)
    first, last = min(paragraphs), max(paragraphs)
    needed = UNDER_HEAD if places.step < 0 and _is_under_head(sight, first) else RELATED
    return [first, last] if relation >= needed else None


def _beyond_list(sight: Sight, places: range) -> range | None:
    """Return the places from the first paragraph beyond a list on; None where no list, or no paragraph near, comes first."""
    is_list = False
    for count, index in enumerate(places):
        if _is_prose(sight, index):
            return places[count:] if is_list else None
        view = sight.views[index]
        if count >= LIST_LINES or view.opens == reasons.COMMENTS or sight.marks[index] == reasons.COMMENTS:
            return None
        is_list = is_list or bool(view.opens) or sight.marks[index] is not None
    return None


def _stretch(sight: Sight, places: Iterable[int]) -> Iterable[int]:
    """Yield the blocks of a run of paragraphs, with the few lines between them."""
    between = 0
    for index in places:
        view, mark = sight.views[index], sight.marks[index]
        between = 0 if _is_prose(sight, index) else between + 1
        if between > BETWEEN or view.opens or (mark and mark not in PASSING_REASONS):
            return
        yield index


def _is_prose(sight: Sight, index: int) -> bool:
    return sight.views[index].is_prose and not sight.marks[index] and index not in sight.tables


def _is_under_head(sight: Sight, index: int) -> bool:
    """Return whether a byline, the page's date or links to share it stand above a paragraph, and no other paragraph between."""
    for place in range(index - 1, max(-1, index - 1 - HEAD_LINES), -1):
        if sight.marks[place] in (reasons.BYLINE, reasons.SHARE):
            return True
        if _is_prose(sight, place):
            return False
    return False
