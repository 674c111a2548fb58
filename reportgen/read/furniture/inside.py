"""Furniture between the paragraphs of the story: captions, teasers of other stories, repeated lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.model import BlockKind
from reportgen.read import reasons
from reportgen.read.furniture import patterns

if TYPE_CHECKING:
    from reportgen.read.furniture.page import Page
    from reportgen.read.furniture.views import View

MOST_BLOCKS = 1000
"""In a story of more blocks repeated lines are not looked for: every block would be held against every other."""
SUMMARY_WORDS = 90
"""A teaser's summary has at most so many words before it breaks off."""
TEASER_WORDS = 6
"""A headline of another story has at least so many words; subheadings of the story are shorter."""
FOREIGN = 0.25
"""Up to this share of the story's words a headline between its paragraphs is another story's."""
HEADLINE_WORDS = 7
SHORT_ROW = 18
"""Two lines in a row with fewer words together are subheadings or lines of a list; headlines of other stories have nine each."""
OF_STORY = 0.6
"""Lines of a list have this share of the story's words; so have headlines on the same matter, but they stand apart."""
CAPTION_WORDS = 60
SHOUTED_WORDS = 8
"""Capitals throughout over so many words are a link to another story; subheadings are shorter."""


def prompt_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of prompts in brackets that send a paragraph's reader to another page.

    >>> prompt_spans("It fell. (Read: What you need to know)")
    [(9, 38)]
    """
    return [found.span() for found in patterns.PROMPT_IN_BRACKETS.finditer(text)]


def mark_inside(page: Page) -> None:
    """Mark furniture inside the story, and pairs of a headline and a summary anywhere."""
    for before, view in zip(page.views, page.views[1:], strict=False):
        if _is_teaser(page, before, view):
            page.marks[before.index] = page.marks[view.index] = reasons.TEASER
    is_pasted = page.is_pasted
    for view in page.views[page.start : page.end]:
        if not page.marks[view.index] and view.index != page.headline and view.index not in page.tables:
            page.marks[view.index] = _reason_inside(page, view, is_pasted=is_pasted)
    _mark_rows_of_headlines(page)


def _is_teaser(page: Page, before: View, view: View) -> bool:
    """Return whether these are the headline and the broken-off summary of another story."""
    if page.marks[before.index] or not view.is_truncated or view.size > SUMMARY_WORDS or before.ends_sentence:
        return False
    if before.is_heading or before.text.endswith((":", ",", ";", "—", "–")) or before.size < 5 or view.size < 12:
        return False
    return view.block.kind is not BlockKind.ITEM and before.index != page.headline


def _reason_inside(page: Page, view: View, *, is_pasted: bool) -> str | None:
    if view.is_heading:
        return None
    if is_pasted and _is_caption(view) and not _signs_off(page, view):
        return reasons.CAPTION
    if is_pasted and view.size >= 3 and view.block.kind is not BlockKind.ITEM and _is_repeated(page, view):
        return reasons.REPEATED
    if view.is_prose:
        return None
    if view.is_shouted and view.size >= SHOUTED_WORDS and view.index > page.first_prose:
        return reasons.TEASER
    if not is_pasted or view.ends_sentence or view.is_quote:
        return None
    if _credits_the_line_before(page, view):
        page.marks[view.index - 1] = reasons.CAPTION
        return reasons.CAPTION
    if (
        view.block.kind is not BlockKind.ITEM
        and view.size >= TEASER_WORDS
        and page.story.is_known
        and page.story.relation(view) <= FOREIGN
        and not page.is_subtitle(view)
    ):
        return reasons.TEASER
    if view.size <= 2 and not any(char.isalpha() for char in view.text):
        return reasons.OUTSIDE
    return None


def _is_caption(view: View) -> bool:
    if view.size > CAPTION_WORDS or view.text[0] in "\"“‘'" or patterns.DATELINE.match(view.text):
        return False
    if patterns.CREDITED.search(view.text[-80:]) and not view.ends_sentence:
        return True
    return bool(patterns.SCENE.search(view.text)) and not patterns.PAST.search(view.text)


def _signs_off(page: Page, view: View) -> bool:
    """Return whether a paragraph with an agency's initials at its end is the story's last, as agencies sign their reports."""
    after = page.views[view.index + 1 : page.end]
    return bool(patterns.SIGNED_OFF.search(view.text[-20:])) and not any(
        other.is_prose and not page.marks[other.index] for other in after
    )


def _mark_rows_of_headlines(page: Page) -> None:
    """Mark two or more headlines in a row between paragraphs of a pasted story: links to what else was written on it."""
    if not page.is_pasted:
        return
    row: list[View] = []
    for view in [*page.views[page.start : page.end], None]:
        if (
            view is not None
            and not page.marks[view.index]
            and view.index != page.headline
            and view.index not in page.tables
            and _may_be_headline(view)
        ):
            row.append(view)
            continue
        if len(row) >= 2 and not _is_of_story(page, row):
            for headline in row:
                page.marks[headline.index] = reasons.TEASER
        row = []


def _is_of_story(page: Page, row: list[View]) -> bool:
    """Return whether lines in a row are two subheadings, a list the story announces, or one without a gap on its matter."""
    before = page.views[row[0].index - 1] if row[0].index else None
    if before is None or before.text.endswith((":", "…", "...")) or sum(view.size for view in row) < SHORT_ROW:
        return True
    relation = sum(page.story.relation(view) for view in row) / len(row)
    return relation >= OF_STORY and all(view.follows_closely for view in row[1:])


def _may_be_headline(view: View) -> bool:
    return (
        view.block.kind is BlockKind.PARAGRAPH
        and HEADLINE_WORDS <= view.size <= 20
        and not (view.is_prose or view.ends_sentence or view.is_quote)
        and view.text[0].isupper()
        and view.text[-1] not in ",;:"
        and not view.has_sentences
    )


def _is_repeated(page: Page, view: View) -> bool:
    """Return whether the story has the same words in another block, as pull quotes do."""
    others = page.views[page.start : page.end]
    return len(others) <= MOST_BLOCKS and any(
        view.text in other.text and (len(other.text) > len(view.text) or other.index < view.index)
        for other in others
        if other.index != view.index and page.marks[other.index] in (None, reasons.CAPTION)
    )


def _credits_the_line_before(page: Page, view: View) -> bool:
    """Return whether a short line right under another names its photographer."""
    before = page.views[view.index - 1] if view.index else None
    if before is None or not view.follows_closely or before.follows_closely or before.size > 60:
        return False
    after = page.views[view.index + 1] if view.index + 1 < len(page.views) else None
    if after is not None and after.follows_closely:
        return False
    return view.size <= 5 and (view.capital_share >= 0.6 or bool(patterns.CREDIT_LINE.fullmatch(view.text)))
