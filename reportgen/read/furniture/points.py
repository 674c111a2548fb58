"""What each block speaks for or against the story's going through it, in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.model import BlockKind
from reportgen.read import reasons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.read.furniture.story import Story, Title
    from reportgen.read.furniture.views import View

# Prose earns by its length; what is no prose costs, so that a menu or a list of teasers ends the story but a caption or a
# subheading does not. Set by hand on half of 120 annotated news pages, in steps of a half or a fifth. A logistic regression
# and boosted trees on the same features found the text of pages they had not seen no better.
PROSE = 1.0
PROSE_PER_WORD = 0.05
PROSE_WORDS = 80
"""Longer paragraphs earn no more: one long comment must not outweigh a story of short paragraphs."""
OF_TITLE = 2.0
"""What prose earns more that has the words of the page's title."""
ISOLATED = 0.4
"""The share prose keeps between two lines that are none: the summary of a teaser, or a paragraph under a subheading."""
UNRELATED = -0.6
"""Prose that shares hardly a word with the story: the summary of another one."""
QUOTE = 0.4
ROW = 0.3
"""A row of data under the headline: calendars and standings have no sentences. Other rows earn and cost nothing."""
HEADING = -0.1
ITEM = -0.4
SHORT = -1.0
LINE = -0.8
OPENER = -3.0
COMMENTS = -6.0
"""What readers write below a story has its words and its length, and is hard to tell from it but by its heading."""
FURNITURE = -2.0
PASSING = -0.4
"""Furniture that stands inside stories: a caption, an advertisement."""

SHORT_WORDS = 3
RELATED = 0.12
"""From this share of known words on prose is of the story. Summaries of others have .0 to .1, its own paragraphs .2 and more."""
AT_HOME = 0.3
"""From this share on prose earns all its points."""
RELATED_LINE = 0.7
"""So much of its cost a line is spared that has the story's words: tables and lists of the story, its subheadings."""

PASSING_REASONS = frozenset({reasons.CAPTION, reasons.ADVERTISEMENT, reasons.MEDIA, reasons.READ_MORE, reasons.BYLINE})
"""Reasons of furniture that stands inside stories."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known of a page while its story is looked for."""

    views: Sequence[View]
    marks: Sequence[str | None]
    """Why each block goes; None where it stays, so far."""
    tables: frozenset[int]
    """The blocks that are rows of data."""
    title: Title
    titled_rows: frozenset[int] = frozenset()
    """Those of them that stand under the page's headline."""
    openings: frozenset[int] = frozenset()
    """The first paragraphs under the page's headline."""
    story: Story | None = None
    """The story as found before, with its vocabulary."""

    @property
    def known_story(self) -> Story | None:
        """The story, if there is enough of it to say of a block that it speaks of something else."""
        return self.story if self.story is not None and self.story.is_known else None


def points_of(sight: Sight, index: int) -> float:
    """Return the points of one block, above 0 for the story and below against it."""
    view, mark = sight.views[index], sight.marks[index]
    if index in sight.tables or mark == reasons.REPEATED:
        return ROW if index in sight.titled_rows else 0.0
    if mark:
        return PASSING if mark in PASSING_REASONS else FURNITURE
    return _points_of_prose(sight, view) if view.is_prose else _points_of_line(sight, view)


def is_isolated(sight: Sight, index: int) -> bool:
    """Return whether the blocks on both sides are lines that are no sentences, as headlines of other stories are."""
    return 0 < index < len(sight.views) - 1 and all(_may_be_headline(sight, place) for place in (index - 1, index + 1))


def _may_be_headline(sight: Sight, index: int) -> bool:
    view = sight.views[index]
    if index in sight.tables or sight.marks[index] == reasons.REPEATED:
        return False
    return not (view.is_prose or view.is_quote or view.ends_sentence or view.text.endswith(":"))


def _points_of_prose(sight: Sight, view: View) -> float:
    points = PROSE + PROSE_PER_WORD * min(view.size, PROSE_WORDS) + OF_TITLE * sight.title.relation(view)
    if sight.known_story is not None:
        relation = sight.known_story.relation(view)
        if relation < RELATED:
            return UNRELATED
        points *= min(1.0, relation / AT_HOME)
    return points * ISOLATED if is_isolated(sight, view.index) else points


def _points_of_line(sight: Sight, view: View) -> float:
    if view.opens:
        return COMMENTS if view.opens == reasons.COMMENTS else OPENER
    if view.is_quote:
        return QUOTE
    if view.is_heading or view.text.endswith(":"):
        return HEADING
    if view.block.kind is BlockKind.ITEM:
        return ITEM
    points = SHORT if view.size <= SHORT_WORDS else LINE
    return points if sight.known_story is None else points * (1 - RELATED_LINE * sight.known_story.relation(view))
