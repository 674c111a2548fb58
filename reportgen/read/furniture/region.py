"""Where on the page the story stands: the stretch of blocks that holds most of its prose and least of anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.model import BlockKind
from reportgen.read import reasons
from reportgen.read.furniture.story import Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.read.furniture.story import Title
    from reportgen.read.furniture.views import View

# Points per block. Prose earns by its length; what is no prose costs, so that a menu or a list of teasers ends the story but a
# caption or a subheading does not. Swept on half of 120 annotated news pages, in steps of a half.
PROSE = 1.0
PROSE_PER_WORD = 0.05
PROSE_WORDS = 80
"""Longer paragraphs earn no more: one long comment must not outweigh a story of short paragraphs."""
ISOLATED = 0.4
"""The share of its points prose keeps between two lines that are none: the summary of a teaser, or a paragraph under a subheading."""
UNRELATED = -0.6
"""Prose that shares hardly a word with the story: the summary of another one."""
QUOTE = 0.4
HEADING = -0.1
ITEM = -0.4
SHORT = -1.0
LINE = -0.8
OPENER = -3.0
FURNITURE = -2.0
PASSING = -0.4
"""Furniture that stands inside stories: a caption, an advertisement."""

OF_TITLE = 2.0
"""What prose earns more that has the words of the page's title."""
CANDIDATES = 3
COHERENCE_FLOOR = 0.2
"""So much of its points a stretch keeps whose paragraphs have no words in common; stories have .3 to .6 in common."""
RELATED_LINE = 0.7
"""So much of its cost a line is spared that has the story's words: tables and lists of the story, its subheadings."""
LIST_LINES = 60
ITEM_WORDS = 6
"""Items of so many words and more on average say something; tags and links are shorter."""
LIST_RELATED = 0.4
"""A list whose lines have this share of the story's words goes with it."""
ROWS_AFTER = 4
"""Rows of data begin within so many blocks of the paragraph they go with."""
GAP = 20
"""A list or table inside a story has at most so many lines."""

RELATED = 0.12
"""From this share of known words on prose is of the story. Summaries of other stories have .0 to .1, its own paragraphs .2 and more."""

AT_HOME = 0.3
"""From this share on prose earns all its points."""

_PASSING = frozenset({reasons.CAPTION, reasons.ADVERTISEMENT, reasons.MEDIA, reasons.READ_MORE, reasons.BYLINE})


def find_region(
    views: Sequence[View], marks: Sequence[str | None], story: Story | None, title: Title | None = None, *, tables: frozenset[int] = frozenset()
) -> tuple[int, int]:
    """Return the first and the last-but-one index of the story; (0, 0) where there is no prose at all.

    With the story known this is the stretch with most points. With only the page's title known, it is the one of the few
    best whose paragraphs speak of one thing: a row of other stories' summaries has much prose and no common words.
    """
    points = [0.0 if index in tables else points_of(views, marks, index, story, title) for index in range(len(views))]
    stretches = _best_stretches(points, 1 if story is not None else CANDIDATES)
    if not stretches:
        return 0, 0
    return max(stretches, key=lambda found: found[0] * _coherence(views, marks, found[1], found[2]))[1:]


def _best_stretches(points: Sequence[float], count: int) -> list[tuple[float, int, int]]:
    """Return up to `count` stretches that do not overlap, with their points, most points first."""
    found: list[tuple[float, int, int]] = []
    open_parts = [(0, len(points))]
    while open_parts and len(found) < count:
        candidates = [(best, part) for part in open_parts if (best := _best_stretch(points, *part))[0] > 0]
        if not candidates:
            break
        best, part = max(candidates)
        found.append(best)
        open_parts.remove(part)
        open_parts += [(part[0], best[1]), (best[2], part[1])]
    return found


def _best_stretch(points: Sequence[float], start: int, end: int) -> tuple[float, int, int]:
    best = (0.0, start, start)
    total, first = 0.0, start
    for index in range(start, end):
        if total <= 0:
            total, first = 0.0, index
        total += points[index]
        if total > best[0]:
            best = (total, first, index + 1)
    return best


def _coherence(views: Sequence[View], marks: Sequence[str | None], start: int, end: int) -> float:
    story = Story(view for view in views[start:end] if view.is_prose and not marks[view.index])
    return COHERENCE_FLOOR + story.coherence


def extend_region(
    views: Sequence[View], marks: Sequence[str | None], story: Story, span: tuple[int, int], *, tables: frozenset[int] = frozenset()
) -> tuple[int, int]:
    """Return the region with the prose around it that speaks of the story, beyond lists and tables that cut it off."""
    start, end = span
    if story.is_known:
        end = 1 + _reach(views, marks, story, range(end, len(views)), end - 1)
        start = _reach(views, marks, story, range(start - 1, -1, -1), start)
    return start, _end_of_table(_end_of_list(views, marks, story, end), tables)


def _end_of_table(end: int, tables: frozenset[int]) -> int:
    """Return the end of the region with the rows of data that follow on it, a heading or two between."""
    near = min((index for index in tables if index >= end), default=end + ROWS_AFTER)
    if near - end >= ROWS_AFTER:
        return end
    while near in tables:
        near += 1
    return near


def _end_of_list(views: Sequence[View], marks: Sequence[str | None], story: Story, end: int) -> int:
    """Return the end of the region with the list that follows right on its last paragraph, where it has the story's words."""
    lines: list[View] = []
    for view in views[end : end + LIST_LINES]:
        if marks[view.index] or view.opens or view.is_prose:
            break
        lines.append(view)
    if len(lines) < 2:
        return end
    if views[end - 1].text.endswith(":") or lines[0].text.endswith(":"):
        return end + _length_of_chunk(lines)
    if all(line.block.kind is BlockKind.ITEM for line in lines) and sum(line.size for line in lines) >= ITEM_WORDS * len(lines):
        return end + len(lines)
    while lines and story.relation(lines[-1]) < LIST_RELATED:
        lines.pop()
    related = sum(story.relation(line) for line in lines)
    return end + len(lines) if len(lines) >= 2 and related >= LIST_RELATED * len(lines) else end


def _length_of_chunk(lines: Sequence[View]) -> int:
    """Return how many of the lines go together: the announcement, and those that stand without a blank line between."""
    for place, line in enumerate(lines[2:], 2):
        if not line.follows_closely and lines[place - 1].follows_closely:
            return place
    return len(lines)


def _reach(views: Sequence[View], marks: Sequence[str | None], story: Story, places: range, at: int) -> int:
    """Return the farthest index that the story can be followed to along `places`."""
    gap = 0
    for place in places:
        view = views[place]
        if marks[place] or view.opens:
            break
        gap += 1
        if gap > GAP:
            break
        if view.reads_on and story.relation(view) >= AT_HOME and not _is_isolated(views, place):
            at, gap = place, 0
    return at


def points_of(views: Sequence[View], marks: Sequence[str | None], index: int, story: Story | None, title: Title | None = None) -> float:
    """Return what a block speaks for (more than 0) or against the story's going through it."""
    view, mark = views[index], marks[index]
    if mark == reasons.REPEATED:
        return 0.0
    if mark:
        return PASSING if mark in _PASSING else FURNITURE
    if view.is_prose:
        points = PROSE + PROSE_PER_WORD * min(view.size, PROSE_WORDS)
        if title is not None:
            points += OF_TITLE * title.relation(view)
        if story is not None and story.is_known:
            relation = story.relation(view)
            if relation < RELATED:
                return UNRELATED
            points *= min(1.0, relation / AT_HOME)
        return points * ISOLATED if _is_isolated(views, index) else points
    if view.opens:
        return OPENER
    if view.is_quote:
        return QUOTE
    if view.is_heading:
        return HEADING
    if view.block.kind is BlockKind.ITEM:
        return ITEM
    points = SHORT if view.size <= 3 else LINE
    if story is not None and story.is_known:
        points *= 1 - RELATED_LINE * story.relation(view)
    return points


def _is_isolated(views: Sequence[View], index: int) -> bool:
    """Return whether the blocks on both sides are lines that are no sentences."""
    neighbours = [views[place] for place in (index - 1, index + 1) if 0 <= place < len(views)]
    return len(neighbours) == 2 and not any(view.is_prose or view.is_quote or view.ends_sentence for view in neighbours)
