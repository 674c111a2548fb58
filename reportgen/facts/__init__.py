"""Typed facts of a statement: figures, dates, durations, events, force, negations and hedges, each with its span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.facts.dates import find_dates
from reportgen.facts.durations import clock_words, find_durations
from reportgen.facts.events import find_events
from reportgen.facts.figures import find_figures
from reportgen.facts.force import find_forces
from reportgen.facts.hedges import find_hedges
from reportgen.facts.model import (
    Bound,
    DateFact,
    DateGrain,
    Duration,
    Event,
    EventStatus,
    Facts,
    Figure,
    FigureKind,
    Force,
    ForceKind,
    Hedge,
    HedgeKind,
    Negation,
)
from reportgen.facts.negation import find_negations
from reportgen.facts.tokens import tokens_of
from reportgen.facts.written import Written, infer_written

if TYPE_CHECKING:
    from datetime import date

    from reportgen.words import Word

__all__ = [
    "Bound",
    "DateFact",
    "DateGrain",
    "Duration",
    "Event",
    "EventStatus",
    "Facts",
    "Figure",
    "FigureKind",
    "Force",
    "ForceKind",
    "Hedge",
    "HedgeKind",
    "Negation",
    "Written",
    "find_facts",
    "infer_written",
]


def find_facts(statement_text: str, words: tuple[Word, ...], *, written: date | None) -> Facts:
    """Return the facts of a statement that was split into `words` by `reportgen.words.split_words`.

    `written` is the day the document was written; relative dates ("tomorrow") and dates without a year are placed by it,
    and stay without a day where it is None. Only the first `tokens.MAX_WORDS` words are read, so the time is bounded.

    >>> from reportgen.words import split_words
    >>> text = "The U.S. would join 14 other countries."
    >>> [(figure.low, text[figure.start:figure.end]) for figure in find_facts(text, split_words(text), written=None).figures]
    [(14.0, '14 other countries')]
    """
    tokens = tokens_of(statement_text, words)
    dates = find_dates(tokens, written)
    taken = {index for hit in dates for index in range(hit.first, hit.last)} | clock_words(tokens)
    durations = find_durations(tokens, taken)
    held = [(hit.first, hit.last) for hit in durations] + [(index, index + 1) for index in sorted(taken)]
    return Facts(
        figures=find_figures(tokens, held),
        dates=tuple(hit.fact for hit in dates),
        durations=tuple(hit.fact for hit in durations),
        events=find_events(tokens),
        forces=find_forces(tokens),
        negations=find_negations(tokens),
        hedges=find_hedges(tokens),
    )
