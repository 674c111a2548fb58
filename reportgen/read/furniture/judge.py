"""Which blocks of a page are furniture, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.model import Block, BlockKind
from reportgen.read import reasons
from reportgen.read.furniture import patterns
from reportgen.read.furniture.region import find_region
from reportgen.read.furniture.story import Story
from reportgen.read.furniture.views import View

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of every block of a page."""

    reasons: tuple[str | None, ...]
    """Why each block goes; None where it stays."""
    headline: int | None
    """The index of the document's headline, where one was found."""


def judge(blocks: Sequence[Block], text: str) -> Verdict:
    """Return which blocks are furniture, in eyes that see the whole page."""
    page = _Page([_view(blocks, index, text) for index in range(len(blocks))])
    page.mark_lines()
    page.find_story()
    page.find_headline()
    page.mark_outside()
    page.mark_inside()
    return Verdict(tuple(page.marks), page.headline)


def _view(blocks: Sequence[Block], index: int, text: str) -> View:
    gap = text[blocks[index - 1].origins[-1] : blocks[index].origins[0]] if index else "\n\n"
    return View(blocks[index], index, gap.count("\n") == 1)


class _Page:
    """A page while it is judged; each step sees what the steps before have marked."""

    def __init__(self, views: list[View]) -> None:
        self.views = views
        self.marks: list[str | None] = [None] * len(views)
        self.start = self.end = 0
        self.story = Story(())
        self.headline: int | None = None

    def mark_lines(self) -> None:
        """Mark what its own words or form give away."""
        for view in self.views:
            self.marks[view.index] = _line_reason(view)

    def find_story(self) -> None:
        """Find the stretch of the page the story fills, twice: the second time with its vocabulary known."""
        story: Story | None = None
        for _ in range(2):
            self.start, self.end = find_region(self.views, self.marks, story)
            inside = [view for view in self.views[self.start : self.end] if view.is_prose and not self.marks[view.index]]
            story = Story(inside)
        self.story = story or self.story

    def find_headline(self) -> None:
        """Find the headline above the story."""
        marked = next((view.index for view in self.views if view.block.kind is BlockKind.HEADLINE), None)
        if marked is not None:
            self.headline = marked
            return
        best, best_relation = None, 0.3
        for view in self.views[max(0, self.start - 25) : self.start + 1]:
            if self.marks[view.index] or not 4 <= view.size <= 35 or view.opens:
                continue
            relation = self.story.relation(view) + (0.1 if view.is_heading else 0)
            if relation >= best_relation and (not view.is_prose or view.size <= 20):
                best, best_relation = view.index, relation
        self.headline = best

    @property
    def is_pasted(self) -> bool:
        """Whether the page around the text was pasted with it."""
        web = {reasons.MENU, reasons.SHARE, reasons.CONSENT, reasons.APPEAL, reasons.SIGN_UP, reasons.ADVERTISEMENT}
        hits = sum(mark in web for mark in self.marks)
        return hits >= 3

    def mark_outside(self) -> None:
        """Mark what stands before and after the story, where the page was pasted with it."""
        if not self.is_pasted:
            return
        for view in self.views:
            index = view.index
            if self.start <= index < self.end or self.marks[index] or index == self.headline:
                continue
            self.marks[index] = reasons.OUTSIDE

    def mark_inside(self) -> None:
        """Mark teasers and captions between the paragraphs of the story."""
        for before, view in zip(self.views, self.views[1:], strict=False):
            if view.is_truncated and view.size <= 80 and not before.ends_sentence and not self.marks[before.index] and before.size >= 5:
                self.marks[before.index] = self.marks[view.index] = reasons.TEASER


def _line_reason(view: View) -> str | None:
    for pattern, reason in patterns.BY_FORM:
        if view.size <= 30 and pattern.search(view.text):
            return reason
    if view.size <= 16 and patterns.STAMP.fullmatch(view.text):
        return reasons.BYLINE
    if view.size <= 25 and patterns.BYLINE.fullmatch(view.text):
        return reasons.BYLINE
    if view.size <= 60 and patterns.SLASHED_CREDIT.search(view.text):
        return reasons.CAPTION
    return view.phrase
