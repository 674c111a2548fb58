"""The day a document without a date was written, as far as its own text tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportgen.facts.dates import find_dates
from reportgen.facts.lexicon import words_of
from reportgen.facts.model import DateGrain
from reportgen.facts.tokens import tokens_of
from reportgen.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.facts.dates import DateHit
    from reportgen.facts.tokens import Tokens

MAX_STATEMENTS = 400
"""A document says when it was written near its beginning or nowhere."""

_SAYING = words_of("fact_words.txt", "written: saying")
_CLAUSE_WORDS = frozenset({"will", "would", "that", "to", "it", "which", "who"})
"""Words that begin what was said: a day after one of them belongs to it."""
_YEAR = re.compile(r"(?<![\d$£€.,])((?:19|20)\d\d)(?![\d%]|,\d)")
_DATELINE = re.compile(
    r"^[A-Z][A-Za-zÀ-ÿ .'/-]{1,60}[,(]\s*(?:\w+,?\s+)?[^–—-]{0,40}\)?\s*(?:\([A-Za-z ]{2,30}\)\s*)?(?:--|[–—-])\s"
)


@dataclass(frozen=True, slots=True)
class Written:
    """The day a text was written and the statement that tells it."""

    day: date
    index: int
    """Which of the statements tells it, from 0."""
    start: int
    end: int
    """The words that tell it, as offsets into that statement's text."""


def infer_written(statements: Sequence[str], *, anchor: date | None) -> Written | None:
    """Return the day a document was written, worked out from the texts of its statements in order; None if they do not tell.

    `anchor` is the other document's date; it gives the year where the text itself names none. What counts is, in this
    order: a dateline; a day named beside a verb of saying ("told the press on June 12"), the latest of them where several
    are named, provided no such day lies after a day the text looks ahead to.

    >>> infer_written(["They will sign it on June 13, he told the press on June 12."], anchor=date(2024, 6, 13)).day
    datetime.date(2024, 6, 12)
    """
    pivot = anchor or _pivot(statements)
    if pivot is None:
        return None
    said: list[Written] = []
    ahead: list[date] = []
    for index, text in enumerate(statements[:MAX_STATEMENTS]):
        if not any(character.isdigit() for character in text):
            continue
        tokens = tokens_of(text, split_words(text))
        for hit in find_dates(tokens, pivot):
            day = hit.fact.first
            if hit.fact.grain is not DateGrain.DAY or day is None or hit.fact.is_relative or hit.fact.day is None:
                continue
            if index == 0 and hit.fact.end <= 80 and _is_dateline(text, hit):
                return Written(day, index, hit.fact.start, hit.fact.end)
            if _is_said_then(tokens, hit):
                said.append(Written(day, index, hit.fact.start, hit.fact.end))
            elif _is_ahead(tokens, hit):
                ahead.append(day)
    return _latest(said, ahead, pivot)


def _pivot(statements: Iterable[str]) -> date | None:
    """Return the middle of the latest year the text names, for dates that name none."""
    years = [int(found) for text in statements for found in _YEAR.findall(text[:2000])]
    return date(max(years), 7, 1) if years else None


def _is_dateline(text: str, hit: DateHit) -> bool:
    found = _DATELINE.match(text[:140])
    return bool(found) and hit.fact.end <= (found.end() if found else 0)


def _is_said_then(tokens: Tokens, hit: DateHit) -> bool:
    """Return whether a day stands right beside a verb of saying and not beside another verb."""
    if tokens.lower(hit.first - 1) not in {"on", "press", ""} and tokens.lower(hit.first - 1) not in _SAYING:
        return False
    for place in range(hit.first - 1, max(-1, hit.first - 7), -1):
        if tokens.lower(place) in _SAYING:
            return True
        if tokens.lower(place) in _CLAUSE_WORDS:
            return False
    return False


def _is_ahead(tokens: Tokens, hit: DateHit) -> bool:
    near = [tokens.lower(place) for place in range(max(0, hit.first - 14), hit.first)]
    return any(lower in {"will", "shall", "scheduled", "due", "expected", "plans"} for lower in near)


def _latest(said: list[Written], ahead: list[date], pivot: date) -> Written | None:
    limit = timedelta(days=200)
    likely = [found for found in said if abs(found.day - pivot) <= limit]
    if not likely:
        return None
    latest = max(likely, key=lambda found: found.day)
    if any(day < latest.day for day in ahead if latest.day - day < timedelta(days=30)):
        return None
    return latest
