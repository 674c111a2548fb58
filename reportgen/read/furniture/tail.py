"""What stands after the text: standing paragraphs about companies, contacts, legal notices, lists of links and tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.model import BlockKind
from reportgen.read import reasons
from reportgen.read.furniture import patterns
from reportgen.read.furniture.phrases import tokens_of
from reportgen.read.furniture.words import small_words

if TYPE_CHECKING:
    from reportgen.read.furniture.page import Page
    from reportgen.read.furniture.views import View

ENOUGH_BEFORE = 25
"""A standing part begins after so many words of the story at the earliest."""
LIST_ITEMS = 8
"""So many items without a sentence among them at the very end are tags or links; lists of the text are shorter or announced."""
LIST_ITEMS_UNDER_RULE = 3
"""Under a rule or a heading of links fewer are enough."""
LONG = 40
"""Inside the story a paragraph of so many words is of it: summaries of other stories are shorter."""
RESUMED = 0.25
"""Prose with this share of the story's words, under a heading of its own, is the story going on."""

_TO_THE_END = frozenset({reasons.BOILERPLATE, reasons.DISCLAIMER})
"""Parts that hold prose of their own, with words of the story; the others end where prose of the story begins."""
_OF_OTHERS = frozenset({reasons.TEASER, reasons.LINKS, reasons.FEED, reasons.COMMENTS})
"""Parts whose prose is of other stories, or other people's."""
_ABOUT = re.compile(r"About (?P<name>(?:the )?[A-Z][\w&.,®™’'-]*(?: (?:[A-Z(][\w&.,®™’')-]*|and|of|the|for|&)){0,8})(?=[ :.]|$)")
_DOCUMENT = re.compile(
    r"(?:Statement|Remarks|Fact Sheet|Transcript|Press [Rr]elease|Implementation Note|Minutes|Projection|Full text|Read the)\b"
)


def mark_standing_parts(page: Page) -> None:
    """Mark paragraphs about companies and legal notices to the end of the page, before the story is looked for."""
    _mark_parts(page, frozenset({reasons.BOILERPLATE, reasons.DISCLAIMER}))


def mark_tail(page: Page) -> None:
    """Mark the other parts under headings of their own, lists of links below the text, and notes about authors."""
    _mark_parts(page, None)
    _mark_list_at_the_end(page)
    _mark_author_notes(page)
    _mark_names_beside_author_notes(page)
    _mark_title_of_another_document(page)


def _mark_parts(page: Page, only: frozenset[str] | None) -> None:
    seen = 0
    opened: str | None = None
    for view in page.views:
        if view.index == page.start:
            opened = None
        reason = _part_opened_by(page, view) if seen >= ENOUGH_BEFORE else None
        if reason:
            opened = reason if only is None or (reason in only and _holds_prose(page, view)) else None
        elif opened and _resumes(page, view, opened):
            opened = None
        if opened and not page.marks[view.index] and view.index != page.headline:
            page.marks[view.index] = opened
        if view.is_prose and not page.marks[view.index] and view.index >= page.start:
            seen += view.size


def _holds_prose(page: Page, view: View) -> bool:
    """Return whether prose stands in a heading's own block or right under it: menus have the same words."""
    return view.is_prose or (view.index + 1 < len(page.views) and page.views[view.index + 1].is_prose)


def _part_opened_by(page: Page, view: View) -> str | None:
    """Return the reason of the standing part a block begins, or None."""
    if _is_about(page, view):
        return reasons.BOILERPLATE
    if not view.index or (view.is_heading and _speaks_of_story(page, view)):
        return None
    return view.opens


def _is_about(page: Page, view: View) -> bool:
    """Return whether a block, or the one it heads, tells who a company is: "About Acme", and Acme named again at once."""
    about = _ABOUT.match(view.text)
    if about is None:
        return False
    words = [word for word in tokens_of(about["name"]) if word not in small_words()]
    rest = view.text[about.end() :] if view.size > len(words) + 8 else ""
    if not rest and view.index + 1 < len(page.views):
        rest = page.views[view.index + 1].text
    return bool(words) and words[0] in tokens_of(rest)[:40]


def _speaks_of_story(page: Page, view: View) -> bool:
    return view.size > 4 and page.story.relation(view) >= 0.5


def _resumes(page: Page, view: View, opened: str) -> bool:
    """Return whether the story goes on: with prose after a part of lines, at a heading over its own prose after one of prose."""
    if opened not in _TO_THE_END:
        if view.is_heading or view.is_quote:
            return True
        is_told = opened in _OF_OTHERS and page.story.is_known and page.story.relation(view) < RESUMED and view.size < LONG
        return view.reads_on and not is_told and (not page.is_pasted or view.index < page.end)
    if not view.is_heading or view.index + 1 >= len(page.views):
        return False
    following = page.views[view.index + 1]
    return following.is_prose and not page.marks[following.index] and page.story.relation(following) >= RESUMED


def _mark_list_at_the_end(page: Page) -> None:
    last = len(page.views)
    while last and page.marks[last - 1]:
        last -= 1
    first = last
    while first and _is_tag(page.views[first - 1]):
        first -= 1
    tags = page.views[first:last]
    if not tags or not any(view.is_prose and not page.marks[view.index] for view in page.views[:first]):
        return
    before = page.views[first - 1]
    if before.text.endswith(":") or (before.is_heading and before.opens is None):
        return  # a list the text announces
    enough = LIST_ITEMS_UNDER_RULE if _stands_under_rule(page, tags[0]) else LIST_ITEMS
    if len(tags) >= enough:
        for view in tags:
            page.marks[view.index] = page.marks[view.index] or reasons.LINKS


def _is_tag(view: View) -> bool:
    return (
        view.block.kind is BlockKind.ITEM
        and not (view.is_prose and view.size > 15)
        and view.size <= 30
        and view.small_share <= 0.5
    )


def _stands_under_rule(page: Page, view: View) -> bool:
    if not view.index:
        return False
    gap = page.text[page.views[view.index - 1].block.origins[-1] + 1 : view.block.origins[0]]
    return bool(re.search(r"\n\s*[-_*=]{3,}\s*\n", gap))


def _mark_author_notes(page: Page) -> None:
    """Mark the last paragraphs of the story that say who wrote it, where the story itself does not speak of that person."""
    story = " ".join(view.text for view in page.views[page.start : page.end] if not page.marks[view.index])
    for view in reversed(page.views[max(page.start + 1, page.end - 6) :]):
        if page.marks[view.index]:
            continue
        bio = patterns.BIO.match(view.text)
        if bio is None or view.size > 70:
            if view.is_prose:
                break
            continue
        if story.count(bio["name"].split()[-1]) <= view.text.count(bio["name"].split()[-1]):
            page.marks[view.index] = reasons.ABOUT_AUTHOR


def _mark_names_beside_author_notes(page: Page) -> None:
    """Mark a line that is only a name, right before or after a note about an author."""
    for view in page.views:
        if page.marks[view.index] or not patterns.NAME_LINE.fullmatch(view.text) or view.is_heading:
            continue
        beside = [page.marks[place] for place in (view.index - 1, view.index + 1) if 0 <= place < len(page.views)]
        if reasons.ABOUT_AUTHOR in beside:
            page.marks[view.index] = reasons.ABOUT_AUTHOR


def _mark_title_of_another_document(page: Page) -> None:
    """Mark a last line that only names another document: a link to it, as agencies set below their statements."""
    last = next((view for view in reversed(page.views) if not page.marks[view.index]), None)
    if last is None or last.index == page.headline or not last.index or last.is_heading:
        return
    if 3 <= last.size <= 20 and not last.ends_sentence and _DOCUMENT.match(last.text) and last.capital_share >= 0.5:
        page.marks[last.index] = reasons.LINKS
