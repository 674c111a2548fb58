"""Factories of what the finders of facts and the contrast kinds look at: one statement a side, split and read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportgen.facts import find_facts
from reportgen.facts.tokens import tokens_of
from reportgen.label.view import Candidate, DocumentReading, Reading
from reportgen.words import split_words, weigh
from tests.helpers import document, statement

if TYPE_CHECKING:
    from reportgen.facts import Facts
    from reportgen.facts.tokens import Tokens

WRITTEN = date(2024, 6, 13)
"""A Thursday."""


def tokens(text: str) -> Tokens:
    """Return the tokens of a text."""
    return tokens_of(text, split_words(text))


def facts(text: str, *, written: date | None = WRITTEN) -> Facts:
    """Return the facts of a text in a document of that day."""
    return find_facts(text, split_words(text), written=written)


def reading(text: str, *, side: str = "O", written: date | None = WRITTEN) -> Reading:
    """Return a text read as the first statement of its side."""
    words = split_words(text)
    found = find_facts(text, words, written=written)
    return Reading(statement(text, id=f"{side}1"), words, found, tuple(range(len(text))))


def candidate(
    official: str, press: str, *, official_written: date | None = WRITTEN, press_written: date | None = WRITTEN
) -> Candidate:
    """Return two statements as a candidate, each the only one of its document."""
    one = reading(official, written=official_written)
    other = reading(press, side="P", written=press_written)
    stems = [[word.stem for word in side.words if word.is_content] for side in (one, other)]
    shared = len(set(stems[0]) & set(stems[1])) / max(1, min(len(set(stems[0])), len(set(stems[1]))))
    return Candidate(
        (one,),
        (other,),
        DocumentReading(document(official), (one,), official_written, is_date_given=official_written is not None),
        DocumentReading(document(press, id="press-1"), (other,), press_written, is_date_given=press_written is not None),
        weigh(stems),
        shared,
    )
