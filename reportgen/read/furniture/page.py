"""A page while it is judged: its blocks, what is said of each so far, and where its story stands."""

from __future__ import annotations

from collections import Counter
from itertools import islice, pairwise
from statistics import mean
from typing import TYPE_CHECKING

from reportgen.model import Block, BlockKind
from reportgen.read import reasons
from reportgen.read.furniture import patterns
from reportgen.read.furniture.bridge import bridge_region
from reportgen.read.furniture.points import Sight
from reportgen.read.furniture.reach import extend_region
from reportgen.read.furniture.region import find_region
from reportgen.read.furniture.story import Story, Title
from reportgen.read.furniture.tables import find_tables
from reportgen.read.furniture.views import View

if TYPE_CHECKING:
    from collections.abc import Sequence

WEB = frozenset(
    {
        reasons.MENU,
        reasons.SHARE,
        reasons.CONSENT,
        reasons.APPEAL,
        reasons.SIGN_UP,
        reasons.ADVERTISEMENT,
        reasons.MEDIA,
    }
)
"""Reasons that only pages of the web give."""
ENOUGH_WEB = 3
"""From so many such lines on the page was pasted with what stood around the text; releases and plain copies have none or one."""
MENU_LINES = 12
"""So many short lines without figures above the first paragraph are a menu, in whatever language."""
MENU_WORDS = 4
OFTEN = 3
"""A line that comes so many times on a page is furniture: "Article content"."""
REPEATED_WORDS = 6
"""A line of so many words is furniture where it comes for the second time."""
MORE_OF_TITLE = 1.5
"""Paragraphs under the headline have so many times more of its words than those above, where these are of other stories."""
NEAR_THE_HEAD = 3
"""Bylines and dates stand at most so many blocks below the first paragraph."""
HEADLINE_REACH = 25
"""A headline stands at most so many blocks above the first paragraph: share bars and captions come between."""
HEADLINE_WORDS = range(4, 36)
HEADLINE_RELATION = 0.34
"""A headline has at least this share of the story's words; a third is what headlines of wit keep."""


ROWS_UNDER = 4
"""Rows of data begin within so many blocks of the headline they stand under."""
OPENING_REACH = 15
"""The first paragraph stands at most so many blocks under its headline: bylines, share bars and captions come between."""
STANDFIRSTS = 2
HEAD_LINES = 8
"""Standfirsts are looked for among so many blocks under the headline."""
OF_THE_HEAD = frozenset({reasons.BYLINE, reasons.SHARE, reasons.CAPTION, reasons.MEDIA})
"""What stands between the headline and the text without ending the head of the story."""
STANDFIRST_RELATION = 0.5
"""A sentence under the headline has this share of the story's words; teasers and captions have less."""

_WORDS_OF_MENUS = frozenset({reasons.MENU, reasons.COMMENTS})
"""Reasons whose single words ("Opinion", "Discussion") are headings where no page stands around the text."""


class Page:
    """A page while it is judged; each step sees what the steps before have marked."""

    def __init__(self, blocks: Sequence[Block], text: str, title: str | None = None) -> None:
        self.views = [_view(blocks, index, text) for index in range(len(blocks))]
        self.text = text
        self.marks: list[str | None] = [None] * len(self.views)
        """Why each block goes; None where it stays."""
        self.title = title
        """The page's title, where its file tells it."""
        self.start = self.end = 0
        """The story is `views[start:end]`."""
        self.story = Story(())
        self.lists: tuple[tuple[int, int], ...] = ()
        """Lists inside the story that are no part of it."""
        self.headline: int | None = None
        self.tables: frozenset[int] = frozenset()
        """The blocks that are rows of data."""

    def find_story(self) -> None:
        """Find the stretch of the page the story fills, twice: the second time with its vocabulary known."""
        self._mark_repeated()
        self._mark_commenters()
        self.tables = find_tables(self.views, self.marks)
        title = Title(self.views[:5], self.title)
        titled = self._titled_rows(title)
        openings = self._openings(title, titled)
        sight = Sight(self.views, self.marks, self.tables, title, titled, openings)
        for _ in range(2):
            self.start, self.end = find_region(sight)
            self.start = self._start_under_headline(title)
            self.story = self._story()
            sight = Sight(self.views, self.marks, self.tables, title, titled, openings, self.story)
        self.start, self.end = extend_region(sight, self.story, self.start, self.end)
        bridged = bridge_region(sight, self.start, self.end)
        self.start, self.end, self.lists = bridged.start, bridged.end, bridged.lists
        if self.lists:
            self.story = self._story()

    def _titled_rows(self, title: Title) -> frozenset[int]:
        """Return the rows of data right under a line with the words of the page's title."""
        rows: set[int] = set()
        for index in sorted(self.tables):
            above = self.views[max(0, index - ROWS_UNDER) : index]
            if index - 1 in rows or any(title.is_told_by(view) for view in above if view.index not in self.tables):
                rows.add(index)
        return frozenset(rows)

    def _openings(self, title: Title, rows: frozenset[int]) -> frozenset[int]:
        """Return the first paragraph or row of data under each line that repeats the page's title, where one is near."""
        headlines = [view.index for view in self.views if title.is_repeated_by(view)]
        found: set[int] = set()
        for headline in headlines[:OFTEN]:
            below = self.views[headline + 1 : headline + 1 + OPENING_REACH]
            texts = (view.index for view in below if (view.is_prose and not self.marks[view.index]) or view.index in rows)
            found.update(islice(texts, 1))
        return frozenset(found)

    def _story(self) -> Story:
        return Story(view for view in self.views[self.start : self.end] if view.is_prose and not self.marks[view.index])

    def find_headline(self) -> None:
        """Find the headline above the story: marked as one, or the line there that speaks most of it."""
        self.headline = next((view.index for view in self.views if view.block.kind is BlockKind.HEADLINE), None)
        if self.headline is not None:
            return
        around = range(max(0, self.start - HEADLINE_REACH), min(len(self.views), self.start + 2))
        byline = next((index for index in around if self.marks[index] == reasons.BYLINE), around.stop)
        # What stands above the byline comes first: below it are captions, which have the story's words as well.
        self.headline = self._headline_in(range(around.start, byline))
        if self.headline is None and byline < self.start and self._is_headline_over(byline):
            self.headline = byline - 1
        if self.headline is None:
            self.headline = self._headline_in(range(byline, around.stop))

    def _is_headline_over(self, byline: int) -> bool:
        """Return whether the line right over the byline may be a headline of wit, and has a word of the story at least."""
        view = self.views[byline - 1] if byline else None
        if view is None or self.marks[view.index] or view.opens or view.text.endswith((".", ":")):
            return False
        return view.size in HEADLINE_WORDS and self.story.relation(view) > 0

    def _headline_in(self, places: range) -> int | None:
        """Return the line there that speaks most of the story, if one may be its headline."""
        best, found = HEADLINE_RELATION, None
        for index in places:
            view = self.views[index]
            if self.marks[index] or view.size not in HEADLINE_WORDS or view.opens or view.text.endswith((".", ":")):
                continue
            relation = self.story.relation(view) + (0.1 if view.is_heading else 0.0)
            if relation >= best:
                best, found = relation, index
        return found

    @property
    def first_prose(self) -> int:
        """The index of the story's first paragraph."""
        return next((view.index for view in self.views[self.start :] if view.is_prose and not self.marks[view.index]), self.start)

    @property
    def is_pasted(self) -> bool:
        """Whether what stands around the text on its page was pasted with it."""
        above = sum(
            view.size <= MENU_WORDS and not view.ends_sentence and not any(char.isdigit() or char == ":" for char in view.text)
            for view in self.views[: self.start]
        )
        return sum(mark in WEB for mark in self.marks) >= ENOUGH_WEB or above >= MENU_LINES

    def mark_outside(self) -> None:
        """Mark what stands before and after the story, where the page was pasted with it; elsewhere it may be of the text."""
        if self.is_pasted:
            self._mark_around()
            return
        for view in self.views:
            mark = self.marks[view.index]
            is_word = mark in _WORDS_OF_MENUS and view.size == 1
            if is_word or mark == reasons.REPEATED or (mark == reasons.BYLINE and self._is_at_the_head(view)):
                self.marks[view.index] = None

    def _standfirsts(self) -> frozenset[int]:
        """Return the sentences under the headline that sum the story up or begin it, above or below a share bar or a byline."""
        if self.headline is None:
            return frozenset()
        found: set[int] = set()
        for view in self.views[self.headline + 1 : min(self.start, self.headline + 1 + HEAD_LINES)]:
            if self.marks[view.index] in OF_THE_HEAD or (
                not self.marks[view.index] and view.size <= MENU_WORDS and not view.opens
            ):
                continue
            is_of_story = view.reads_on and self.story.relation(view) >= STANDFIRST_RELATION
            if self.marks[view.index] or view.opens or not is_of_story or len(found) == STANDFIRSTS:
                break
            found.add(view.index)
        return frozenset(found)

    def is_subtitle(self, view: View) -> bool:
        """Return whether a line is the only one between the headline and the byline."""
        around = self.marks[view.index + 1 : view.index + 2]
        return view.index - 1 == self.headline and around == [reasons.BYLINE] and view.size in HEADLINE_WORDS

    def _mark_around(self) -> None:
        standfirsts = self._standfirsts()
        opened: str | None = None
        for view in self.views:
            index = view.index
            if self.start <= index < self.end:
                opened = None
                continue
            if index in standfirsts or (not self.marks[index] and not view.opens and self.is_subtitle(view)):
                continue
            opened = view.opens or opened
            if not self.marks[index] and index != self.headline:
                is_menu = index < self.start and view.size <= MENU_WORDS
                self.marks[index] = opened or (reasons.MENU if is_menu else reasons.OUTSIDE)

    def mark_lists(self) -> None:
        """Mark the lists in the middle of a pasted story, from the line that opens each."""
        for start, end in self.lists if self.is_pasted else ():
            opened: str | None = None
            for view in self.views[start:end]:
                opened = view.opens or opened
                if opened and not self.marks[view.index]:
                    self.marks[view.index] = opened

    def _is_at_the_head(self, view: View) -> bool:
        """Return whether a byline or date stands above the story, and under nothing that is none."""
        before = self.marks[view.index - 1] if view.index else None
        return view.index <= self.start + NEAR_THE_HEAD and before not in (reasons.RELEASE_NOTICE, reasons.MENU)

    def _start_under_headline(self, title: Title) -> int:
        """Return where the story begins if a headline stands inside it and only what follows is of the headline's matter."""
        headlines = [view for view in self.views[self.start + 1 : self.end] if title.is_repeated_by(view)]
        for headline in headlines[:OFTEN]:
            before = self._relations(title, self.start, headline.index)
            after = self._relations(title, headline.index + 1, self.end)
            if before and after and mean(after) >= MORE_OF_TITLE * mean(before) + 0.1:
                return headline.index
        return self.start

    def _relations(self, title: Title, start: int, end: int) -> list[float]:
        return [title.relation(view) for view in self.views[start:end] if view.is_prose and not self.marks[view.index]]

    def _mark_commenters(self) -> None:
        """Mark who wrote a comment, with a date under the name."""
        for view, following in pairwise(self.views):
            is_dated = self.marks[following.index] in (reasons.BYLINE, reasons.FEED)
            if is_dated and not self.marks[view.index] and patterns.COMMENTER.fullmatch(view.text):
                self.marks[view.index] = reasons.COMMENTS

    def _mark_repeated(self) -> None:
        """Mark lines that come again and again, and paragraphs that come twice."""
        times = Counter(view.text for view in self.views)
        seen: set[str] = set()
        for view in self.views:
            again = view.text in seen
            seen.add(view.text)
            if self.marks[view.index] or view.is_heading or view.block.kind is BlockKind.ITEM:
                continue
            if times[view.text] >= OFTEN or (again and view.size >= REPEATED_WORDS):
                self.marks[view.index] = reasons.REPEATED


def _view(blocks: Sequence[Block], index: int, text: str) -> View:
    gap = text[blocks[index - 1].origins[-1] : blocks[index].origins[0]] if index else "\n\n"
    return View(blocks[index], index, gap.count("\n") == 1)
