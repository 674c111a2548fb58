"""What a line's own words or form give away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.model import BlockKind
from reportgen.read import reasons
from reportgen.read.furniture import patterns

if TYPE_CHECKING:
    from reportgen.read.furniture.views import View

LONGEST = 1500
"""Lines of a known form have at most so many characters."""
CAPTION_WORDS = 70
"""A caption with its credit has at most so many words; a longer block that ends in brackets is a paragraph."""
CREDIT_WORDS = 12
STAMP_WORDS, PROMPT_WORDS, LINE_WORDS = 16, 25, 30
"""A line of dates, a byline or prompt, a line with an address has at most so many words; longer ones say more."""


def line_reason(view: View) -> str | None:
    """Return why a line is furniture wherever it stands, or None."""
    if len(view.text) > LONGEST:
        return view.phrase
    return _reason_of_form(view) or view.phrase or (reasons.CAPTION if _is_credited(view) else None)


def _reason_of_form(view: View) -> str | None:
    text, size = view.text, view.size
    tests = (
        (reasons.CONTACT, size <= LINE_WORDS and patterns.MAIL.fullmatch(text)),
        (reasons.LINKS, size <= LINE_WORDS and patterns.ADDRESS.fullmatch(text)),
        (reasons.SHARE, size <= LINE_WORDS and patterns.HANDLE.fullmatch(text)),
        (reasons.DISCLAIMER, size <= LINE_WORDS and patterns.COPYRIGHT.search(text)),
        (reasons.COMMENTS, patterns.COMMENTS.fullmatch(text)),
        (reasons.FEED, patterns.is_clock(text)),
        (reasons.BYLINE, size <= STAMP_WORDS and patterns.is_stamp(text)),
        (reasons.BYLINE, size <= PROMPT_WORDS and patterns.BYLINE.fullmatch(text)),
        (reasons.BYLINE, size <= STAMP_WORDS and patterns.POSTED.fullmatch(text)),
        (reasons.READ_MORE, size <= PROMPT_WORDS and patterns.PROMPT.match(text)),
        (reasons.CONTACT, size <= LINE_WORDS and _may_be_contact(view) and patterns.has_contact(text)),
    )
    return next((reason for reason, is_so in tests if is_so), None)


def _may_be_contact(view: View) -> bool:
    """Return whether a block is no sentence, and no item with a number to call: both are advice of the text."""
    is_advice = view.ends_sentence or (view.block.kind is BlockKind.ITEM and not patterns.MAIL.search(view.text))
    return not view.is_prose and not is_advice


def _is_credited(view: View) -> bool:
    """Return whether a block is a caption or a credit by its end."""
    if view.is_heading or not view.index or view.size > 2 * CAPTION_WORDS or patterns.DATELINE.match(view.text):
        return False
    if patterns.LONG_CREDIT.search(view.text[-100:]):
        return True
    if view.size <= CAPTION_WORDS and (
        patterns.CREDIT.search(view.text) or (patterns.CREDIT_FIRST.match(view.text) and not patterns.REPORTED.search(view.text))
    ):
        return True
    return view.size <= CREDIT_WORDS and not view.ends_sentence and bool(patterns.CREDIT_LINE.fullmatch(view.text))
