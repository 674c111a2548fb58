"""A page while it is judged: its blocks, what is said of each so far, and where its story stands."""

from __future__ import annotations

from collections import Counter
from statistics import mean
from typing import TYPE_CHECKING

from reportgen.model import Block, BlockKind
from reportgen.read import reasons
from reportgen.read.furniture.region import extend_region, find_region
from reportgen.read.furniture.story import Story, Title
from reportgen.read.furniture.tables import find_tables
from reportgen.read.furniture.views import View

if TYPE_CHECKING:
    from collections.abc import Sequence

WEB = frozenset(
    {
        reasons.MENU, reasons.SHARE, reasons.CONSENT, reasons.APPEAL, reasons.SIGN_UP, reasons.ADVERTISEMENT, reasons.MEDIA,
    }
)  # fmt: skip
"""Reasons that only pages of the web give."""
ENOUGH_WEB = 3
"""From so many such lines on the page was pasted with all that stood around the text; releases and plain copies have none or one."""
MORE_OF_TITLE = 1.5
"""Paragraphs under the headline have so many times more of its words than those above, where these are of other stories."""
OFTEN = 3
"""A line that comes so many times on a page is furniture: "Article content"."""
MENU_LINES = 10
"""So many short lines above the first paragraph are a menu, in whatever language."""


class Page:
    """A page while it is judged; each step sees what the steps before have marked."""

    def __init__(self, blocks: Sequence[Block], text: str) -> None:
        self.views = [_view(blocks, index, text) for index in range(len(blocks))]
        self.text = text
        self.marks: list[str | None] = [None] * len(self.views)
        """Why each block goes; None where it stays."""
        self.start = self.end = 0
        """The story is `views[start:end]`."""
        self.story = Story(())
        self.headline: int | None = None
        self.tables: frozenset[int] = frozenset()
        """The blocks that are rows of data."""

    def find_story(self) -> None:
        """Find the stretch of the page the story fills, twice: the second time with its vocabulary known."""
        self._mark_repeated()
        self.tables = find_tables(self.views, self.marks)
        story: Story | None = None
        title = Title(self.views[:5])
        for _ in range(2):
            self.start, self.end = find_region(self.views, self.marks, story, title, tables=self.tables)
            self.start = self._start_under_headline(title)
            story = Story(view for view in self.views[self.start : self.end] if view.is_prose and not self.marks[view.index])
        self.story = story or self.story
        self.start, self.end = extend_region(
            self.views, self.marks, self.story, (self.start, self.end), tables=self.tables
        )

    def _start_under_headline(self, title: Title) -> int:
        """Return where the story begins if a headline stands inside it and only what follows is of the headline's matter."""
        for view in self.views[self.start + 1 : self.end]:
            if title.is_repeated_by(view):
                before, after = (
                    [title.relation(other) for other in part if other.is_prose and not self.marks[other.index]]
                    for part in (self.views[self.start : view.index], self.views[view.index + 1 : self.end])
                )
                if after and before and mean(after) >= MORE_OF_TITLE * mean(before) + 0.1:
                    return view.index
        return self.start

    def _mark_repeated(self) -> None:
        """Mark lines that come again and again, and paragraphs that come twice."""
        times = Counter(view.text for view in self.views)
        seen: set[str] = set()
        for view in self.views:
            again = view.text in seen
            seen.add(view.text)
            if self.marks[view.index] or view.is_heading or view.block.kind is BlockKind.ITEM:
                continue
            if times[view.text] >= OFTEN or (again and view.size >= 6):
                self.marks[view.index] = reasons.REPEATED

    def find_headline(self) -> None:
        """Find the headline above the story: marked as one, or the line there that speaks most of it."""
        self.headline = next((view.index for view in self.views if view.block.kind is BlockKind.HEADLINE), None)
        best = 0.34
        for view in self.views[max(0, self.start - 25) : self.start + 2] if self.headline is None else ():
            if self.marks[view.index] or not 4 <= view.size <= 35 or view.opens or view.text.endswith((".", ":")):
                continue
            relation = self.story.relation(view) + (0.1 if view.is_heading else 0.0)
            if relation >= best:
                best, self.headline = relation, view.index

    def _is_at_the_head(self, view: View) -> bool:
        """Return whether a byline or date stands above the story, and under nothing that is none."""
        before = self.marks[view.index - 1] if view.index else None
        return view.index <= self.start + 3 and before not in (reasons.RELEASE_NOTICE, reasons.MENU)

    @property
    def is_pasted(self) -> bool:
        """Whether what stands around the text on its page was pasted with it."""
        above = [view for view in self.views[: self.start] if view.size <= 4 and not view.ends_sentence]
        return sum(mark in WEB for mark in self.marks) >= ENOUGH_WEB or len(above) >= MENU_LINES

    def mark_outside(self) -> None:
        """Mark what stands before and after the story, where the page was pasted with it; elsewhere it may be of the text."""
        if not self.is_pasted:
            for view in self.views:
                mark = self.marks[view.index]
                if mark == reasons.REPEATED or (mark == reasons.BYLINE and self._is_at_the_head(view)):
                    self.marks[view.index] = None
            return
        opened: str | None = None
        for view in self.views:
            index = view.index
            if self.start <= index < self.end:
                opened = None
                continue
            opened = view.opens or opened
            if not self.marks[index] and index != self.headline:
                self.marks[index] = opened or (reasons.MENU if index < self.start and view.size <= 4 else reasons.OUTSIDE)


def _view(blocks: Sequence[Block], index: int, text: str) -> View:
    gap = text[blocks[index - 1].origins[-1] : blocks[index].origins[0]] if index else "\n\n"
    return View(blocks[index], index, gap.count("\n") == 1)
