"""Which blocks of a page are furniture, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.read.furniture.inside import mark_inside
from reportgen.read.furniture.lines import line_reason
from reportgen.read.furniture.page import Page
from reportgen.read.furniture.tail import mark_standing_parts, mark_tail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.model import Block


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of every block of a page."""

    reasons: tuple[str | None, ...]
    """Why each block goes; None where it stays."""
    headline: int | None
    """The index of the document's headline, where one was found."""
    story_start: int
    """Where the story begins, in the document."""


def judge(blocks: Sequence[Block], text: str, *, title: str | None = None) -> Verdict:
    """Return which blocks are furniture, seeing the whole page; `title` is the page's, where its first line does not tell it.

    1. lines that their own words or form give away  2. where the story begins and ends  3. its headline
    4. what stands outside a pasted page's story  5. standing paragraphs and lists at the end  6. captions and teasers between
    """
    page = Page(blocks, text, title)
    for view in page.views:
        page.marks[view.index] = line_reason(view)
    mark_standing_parts(page)
    page.find_story()
    page.find_headline()
    page.mark_outside()
    page.mark_lists()
    mark_tail(page)
    mark_inside(page)
    start = blocks[page.start].origins[0] if page.start < len(blocks) else 0
    return Verdict(tuple(page.marks), page.headline, start)
