"""Where on the page the story stands: the stretch of blocks that holds most of its prose and least of anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.read import reasons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.read.furniture.story import Story
    from reportgen.read.furniture.views import View

# Points per block. Prose earns by its length; what is no prose costs, so that a menu or a list of teasers ends the story but a
# caption or a subheading does not. Swept on half of 120 annotated news pages, in steps of a half.
PROSE = 1.0
PROSE_PER_WORD = 0.05
PROSE_WORDS = 80
"""Longer paragraphs earn no more: one long comment must not outweigh a story of short paragraphs."""
UNRELATED = -0.6
"""Prose that shares hardly a word with the story: the summary of another one."""
QUOTE = 0.4
HEADING = -0.1
ITEM = -0.4
SHORT = -1.0
LINE = -0.8
OPENER = -2.5
FURNITURE = -2.0
PASSING = -0.4
"""Furniture that stands inside stories: a caption, an advertisement."""

RELATED = 0.12
"""From this share of known words on prose is of the story. Summaries of other stories have .0 to .1, its own paragraphs .2 and more."""

_PASSING = frozenset({reasons.CAPTION, reasons.ADVERTISEMENT, reasons.MEDIA, reasons.READ_MORE, reasons.BYLINE})


def find_region(views: Sequence[View], marks: Sequence[str | None], story: Story | None) -> tuple[int, int]:
    """Return the first and the last-but-one index of the story; (0, 0) where there is no prose at all."""
    best, best_span = 0.0, (0, 0)
    total, start = 0.0, 0
    for view, mark in zip(views, marks, strict=True):
        points = points_of(view, mark, story)
        if total <= 0:
            total, start = 0.0, view.index
        total += points
        if total > best:
            best, best_span = total, (start, view.index + 1)
    return best_span


def points_of(view: View, mark: str | None, story: Story | None) -> float:
    """Return what a block speaks for (more than 0) or against the story's going through it."""
    if mark:
        return PASSING if mark in _PASSING else FURNITURE
    if view.opens:
        return OPENER
    if view.is_prose:
        if story is not None and story.relation(view) < RELATED:
            return UNRELATED
        return PROSE + PROSE_PER_WORD * min(view.size, PROSE_WORDS)
    if view.is_quote:
        return QUOTE
    if view.is_heading:
        return HEADING
    if view.block.kind == "item":
        return ITEM
    return SHORT if view.size <= 3 else LINE
