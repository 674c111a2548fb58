"""The head of a text: its headline, who wrote it and when, as far as the file itself does not say."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.model import BlockKind
from reportgen.read.dates import iso_date
from reportgen.read.furniture.patterns import BYLINE, DATELINE, POSTED, is_stamp
from reportgen.read.reasons import BYLINE as BYLINE_REASON
from reportgen.read.reasons import RELEASE_NOTICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.model import Document
    from reportgen.read.furniture import Verdict

LINES = 12
"""So many blocks around the headline and the first paragraph may tell who and when."""

_OF_THE_HEAD = frozenset({BYLINE_REASON, RELEASE_NOTICE})
_UPDATED = re.compile(r"\b(?:last )?(?:updated|modified)\b(?: on| at)?:?", re.IGNORECASE)
_BY = re.compile(r"^(?:(?:written|story|reported|analysis|opinion|words|report) )?by\s*:?\s+", re.IGNORECASE)
_NAMES_END = re.compile(r"\s*(?:[|;/•·–—]|,\s+[a-z]|\.\s|\s-\s|\b(?:Updated|Published|Posted|Last|in|for|of|on|at)\b|\d)")


def with_head(document: Document, verdict: Verdict) -> Document:
    """Return the document with title, author and dates from the head of its text where it has none, or only its file's date."""
    title = document.title or next((block.text for block in document.blocks if block.kind is BlockKind.HEADLINE), None)
    lines = list(_head_lines(document, verdict))
    author = document.author or next((name for line in lines if (name := _author(line))), None)
    published, modified = None if document.dated_by_file else document.published, document.modified
    for line in lines if published is None else ():
        first, second = _dates(line)
        published, modified = published or first, modified or second
    notes = document.notes
    if published is None and document.dated_by_file and document.published:
        published = document.published
        notes = (*(notes or ()), "Its date is the day the file was made; the head of the text gives none.")
    return replace(document, title=title, author=author, published=published, modified=modified, notes=notes, dated_by_file=False)


def _head_lines(document: Document, verdict: Verdict) -> Iterator[str]:
    """Yield the lines between the headline and the first paragraphs, also those that were removed, and the first paragraph."""
    placed = sorted(
        [(block.origins[0], block.text) for block in document.blocks]
        + [(passage.start, passage.text) for passage in document.removed if passage.reason in _OF_THE_HEAD]
    )
    first = next((block.origins[0] for block in document.blocks if block.kind is not BlockKind.HEADLINE), 0)
    headline = next((block.origins[0] for block in document.blocks if block.kind is BlockKind.HEADLINE), first)
    start = min(headline, verdict.story_start, first)
    end = max(verdict.story_start, first)
    around = [text for place, text in placed if start <= place]
    before = sum(start <= place < end for place, _ in placed)
    yield from (text for text in around[: min(before, LINES) + 3] if len(text) < 400)


def _author(line: str) -> str | None:
    if len(line) > 200 or not BYLINE.fullmatch(line):
        return None
    names = _BY.sub("", line)
    end = _NAMES_END.search(names)
    return (names[: end.start()] if end else names).strip(" ,.") or None


def _dates(line: str) -> tuple[str | None, str | None]:
    """Return the day of publication and of the last change that a line tells."""
    if dateline := DATELINE.match(line):
        return iso_date(dateline.group()), None
    stamp = (
        line
        if is_stamp(line) or POSTED.fullmatch(line)
        else line[by.end() :]
        if (by := BYLINE.match(line)) and is_stamp(line[by.end() :])
        else None
    )
    if stamp is None:
        stamp = next((part for part in re.split(r"\s[|•·]\s|\.\s+", line[:200]) if is_stamp(part)), None)
    if stamp is None:
        return None, None
    updated = _UPDATED.search(stamp)
    if updated is None:
        return iso_date(stamp), None
    return iso_date(stamp[: updated.start()]), iso_date(stamp[updated.end() :])
