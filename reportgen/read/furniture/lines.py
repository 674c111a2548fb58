"""What a line's own words or form give away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.read import reasons
from reportgen.read.furniture import patterns

if TYPE_CHECKING:
    from reportgen.read.furniture.views import View

CAPTION_WORDS = 70
"""A caption with its credit has at most so many words; a longer block that ends in brackets is a paragraph."""


def line_reason(view: View) -> str | None:
    """Return why a line is furniture wherever it stands, or None."""
    return _reason_of_form(view) or view.phrase or (reasons.CAPTION if _is_credited(view) else None)


def _reason_of_form(view: View) -> str | None:
    text = view.text
    if view.size <= 30:
        for pattern, reason in patterns.BY_FORM:
            if pattern.fullmatch(text):
                return reason
        if patterns.COPYRIGHT.search(text):
            return reasons.DISCLAIMER
    if patterns.is_clock(text):
        return reasons.FEED
    if view.size <= 16 and patterns.is_stamp(text):
        return reasons.BYLINE
    if view.size <= 25 and patterns.BYLINE.fullmatch(text):
        return reasons.BYLINE
    if view.size <= 25 and patterns.PROMPT.match(text):
        return reasons.READ_MORE
    if view.size <= 30 and not view.is_prose and (patterns.MAIL.search(text) or patterns.PHONE.search(text)):
        return reasons.CONTACT
    return None


def _is_credited(view: View) -> bool:
    if view.is_heading or not view.index or view.size > 2 * CAPTION_WORDS or patterns.DATELINE.match(view.text):
        return False
    if patterns.LONG_CREDIT.search(view.text[-100:]):
        return True
    if view.size <= CAPTION_WORDS and patterns.CREDIT.search(view.text):
        return True
    return view.size <= 12 and not view.ends_sentence and bool(patterns.CREDIT_LINE.fullmatch(view.text))
