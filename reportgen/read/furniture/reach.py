"""How far the story goes on beyond the stretch that holds most of it: past lists and tables that cut parts of it off."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from reportgen.model import BlockKind
from reportgen.read.furniture import patterns
from reportgen.read.furniture.points import AT_HOME, PASSING_REASONS, Sight, is_isolated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.read.furniture.story import Story
    from reportgen.read.furniture.views import View

GAP = 20
"""A list inside a story has at most so many lines."""
ASIDES = 3
"""So many paragraphs at its end may speak of something else; summaries of other stories come in greater numbers."""
SHORTEST_SENTENCE = 3
SENTENCE_WORDS = 5
"""A sentence of so many words with the story's words in it is of the story, even one of names and figures mostly."""
LIST_LINES = 60
"""A list at its end may have more."""
ITEM_WORDS = 6
"""Items of so many words and more on average say something; tags and links are shorter."""
LIST_RELATED = 0.4
"""A list whose lines have this share of the story's words goes with it."""
ROWS_AFTER = 4
"""Rows of data begin within so many blocks of the paragraph they go with."""


def extend_region(sight: Sight, story: Story, start: int, end: int) -> tuple[int, int]:
    """Return the region with the prose around it that speaks of the story, and the list or table that follows on it."""
    if story.is_known:
        end = 1 + _reach(sight, story, range(end, len(sight.views)), end - 1)
        start = _reach(sight, story, range(start - 1, -1, -1), start)
    start = _first_sentences(sight, start)
    end = _last_sentences(sight, story, end)
    return start, _end_of_table(_end_of_list(sight, story, end), sight.tables)


def _reach(sight: Sight, story: Story, places: range, at: int) -> int:
    """Return the farthest index that the story can be followed to along `places`."""
    gap = 0
    for place in places:
        view, mark = sight.views[place], sight.marks[place]
        gap += 1
        if view.opens or gap > GAP or (mark and mark not in PASSING_REASONS):
            break
        is_sentence = view.reads_on or (view.ends_sentence and view.size >= SENTENCE_WORDS)
        if not mark and is_sentence and story.relation(view) >= AT_HOME and not is_isolated(sight, place):
            at, gap = place, 0
    return at


def _first_sentences(sight: Sight, start: int) -> int:
    """Return the start of the region with sentences on the lines right above, even if they lack their full stops."""
    while start and sight.views[start].follows_closely:
        above = sight.views[start - 1]
        if sight.marks[above.index] or above.opens or not above.reads_on:
            break
        start -= 1
    return start


def _last_sentences(sight: Sight, story: Story, end: int) -> int:
    """Return the end of the region with the sentences that stand right on it, whatever they speak of: stories end with asides."""
    for view in sight.views[end : end + ASIDES]:
        is_sentence = view.is_prose or (view.ends_sentence and view.size >= SHORTEST_SENTENCE and story.relation(view) > 0)
        if sight.marks[view.index] or view.opens or not is_sentence or is_isolated(sight, view.index):
            break
        end = view.index + 1
    return end


def _end_of_list(sight: Sight, story: Story, end: int) -> int:
    """Return the end of the region with a list right after it that was announced, says something, or has the story's words."""
    lines: list[View] = []
    for view in sight.views[end : end + LIST_LINES]:
        if _is_address_of_item(sight, view):
            continue
        if sight.marks[view.index] or view.opens or view.is_prose:
            break
        lines.append(view)
    if len(lines) < 2:
        return end
    items = list(takewhile(lambda line: line.block.kind is BlockKind.ITEM, lines))
    said = items[-1].index + 1 if len(items) >= 2 and sum(item.size for item in items) >= ITEM_WORDS * len(items) else end
    if sight.views[end - 1].text.endswith(":") or lines[0].text.endswith(":"):
        return max(said, lines[_length_of_chunk(lines) - 1].index + 1)
    if said > end:
        return said
    while lines and story.relation(lines[-1]) < LIST_RELATED:
        lines.pop()
    is_related = sum(story.relation(line) for line in lines) >= LIST_RELATED * len(lines)
    return lines[-1].index + 1 if len(lines) >= 2 and is_related else end


def _is_address_of_item(sight: Sight, view: View) -> bool:
    """Return whether a line is the address of what the item before it names: it does not end the list."""
    before = sight.views[view.index - 1] if view.index else None
    return before is not None and before.block.kind is BlockKind.ITEM and bool(patterns.ADDRESS.fullmatch(view.text))


def _length_of_chunk(lines: Sequence[View]) -> int:
    """Return how many of the lines go together: the announcement, and those that stand without a blank line between."""
    for place, line in enumerate(lines[2:], 2):
        if not line.follows_closely and lines[place - 1].follows_closely:
            return place
    return len(lines)


def _end_of_table(end: int, tables: frozenset[int]) -> int:
    """Return the end of the region with the rows of data that follow on it, a heading or two between."""
    near = min((index for index in tables if index >= end), default=end + ROWS_AFTER)
    if near - end >= ROWS_AFTER:
        return end
    while near in tables:
        near += 1
    return near
