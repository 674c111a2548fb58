"""Key messages of an official text, and how each came through in a report: present, prominent, faithful, 0 to 2 each.

A key message is a statement of the official text that much of the rest of it comes back to. Nobody marks them: the
weight of a statement is worked out from the text alone, the same way for every text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.facts import ForceKind
from reportgen.label.likeness import ENOUGH_WORDS, alike
from reportgen.model import Echo, Label, StatementKind, Strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportgen.label.view import DocumentReading, Reading
    from reportgen.model import Document, Pair

CENTRAL, EARLY, FACTUAL = 0.8, 0.1, 0.1
"""Shares of a weight: words the rest of the text comes back to; a place near the beginning; a figure, date or promise.

Of two official statements of which more editors' reports carried one, the weight puts that one first in .66 of the cases
(15 topics, 28 reports that speak of the text at all; .5 is chance). Place alone reaches .55, length .60, words of the title .63.
"""
SHARE_OF_MESSAGES, FEWEST, MOST = 0.3, 3, 10
"""Key messages as a share of an official text's statements, at least and at most."""
TOO_ALIKE = 0.6
"""From this share of common words on a statement only says a weightier message again."""
TOLD = 0.5
"""From this share of its telling words found in the report on, a message is told in full."""
LEAD, UPPER_HALF = 0.25, 0.5
"""What begins in this share of the report's words is prominent; what begins in its upper half is so to a degree."""
_PROMISES = frozenset({ForceKind.DUTY, ForceKind.PLEDGE, ForceKind.LASTING, ForceKind.WHOLE})
_NOT_SAID = (StatementKind.HEADING, StatementKind.HEADLINE)
"""Headings announce what is said below them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one key message came through in one report."""

    report: str
    present: int
    """2 told in full, 1 in part, 0 not in the report."""
    prominent: int
    """2 in the headline or the first quarter of the report's words, 1 in its upper half, 0 further down or absent."""
    faithful: int
    """2 nothing differs, 1 something possibly differs, 0 something clearly differs; 0 too where the message is absent."""
    press: tuple[str, ...]
    """The report's statements that tell it, in order."""

    @property
    def points(self) -> int:
        """The sum of the three, 0 to 6."""
        return self.present + self.prominent + self.faithful


@dataclass(frozen=True, slots=True)
class Message:
    """A key message of the official text and what became of it in each report."""

    statement: str
    """Its id in the official text."""
    weight: float
    outcomes: tuple[Outcome, ...]
    """One for each report, in their order."""


def statement_weights(official: DocumentReading) -> dict[str, float]:
    """Return the weight of every official statement, 0 to 1, under its id.

    The main part: for each telling word of the statement, the share of the other statements that use it too, summed and
    brought between 0 and 1. Headings, and statements that only lead over to a list, weigh half.
    """
    stems = [reading.stems for reading in official.readings]
    uses = Counter(stem for one in stems for stem in one)
    last = max(1, len(stems) - 1)
    weights = {}
    for index, (reading, own) in enumerate(zip(official.readings, stems, strict=True)):
        central = sum(uses[stem] - 1 for stem in own) / last
        weight = CENTRAL * central / (1 + central) + EARLY * (1 - index / last) + FACTUAL * _is_factual(reading)
        weights[reading.statement.id] = round(weight * (1.0 if _is_said(reading) else 0.5), 3)
    return weights


def _is_factual(reading: Reading) -> bool:
    facts = reading.facts
    return bool(facts.figures or facts.dates or any(force.kind in _PROMISES for force in facts.forces))


def _is_said(reading: Reading) -> bool:
    return reading.statement.kind not in _NOT_SAID and not reading.text.rstrip().endswith(":")


def key_messages(official: DocumentReading, weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return the ids of the official text's key messages, the weightiest first.

    No heading, nothing of fewer than five telling words, and nothing that says a weightier message again.
    """
    room = min(MOST, max(FEWEST, round(SHARE_OF_MESSAGES * len(official.readings))))
    chosen: list[Reading] = []
    for reading in sorted(official.readings, key=lambda one: -weights[one.statement.id]):
        if len(chosen) == room:
            break
        is_whole = _is_said(reading) and len(reading.stems) >= ENOUGH_WORDS
        if is_whole and not any(_is_again(reading.stems, other.stems) for other in chosen):
            chosen.append(reading)
    return tuple(reading.statement.id for reading in chosen)


def _is_again(stems: frozenset[str], other: frozenset[str]) -> bool:
    return len(stems & other) >= TOO_ALIKE * min(len(stems), len(other))


def pull_through(
    pairs: Iterable[Pair], official: DocumentReading, reports: Sequence[DocumentReading], weights: Mapping[str, float]
) -> tuple[Message, ...]:
    """Return the key messages of an official text, the weightiest first, with what became of each in every report."""
    keys = key_messages(official, weights)
    wanted = set(keys)
    linked: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        if pair.official and pair.press:
            for key in wanted.intersection(pair.official):
                linked.setdefault((pair.report, key), []).append(pair)
    by_id = {reading.statement.id: reading for reading in official.readings}
    readings = [(report, {one.statement.id: one for one in report.readings}, _places(report.document)) for report in reports]
    return tuple(
        Message(
            key,
            weights[key],
            tuple(
                _outcome(report.document.id, by_id[key], linked.get((report.document.id, key), []), own, places)
                for report, own, places in readings
            ),
        )
        for key in keys
    )


def _places(report: Document) -> dict[str, float]:
    """Return where each statement of a report begins, as a share of its words; the headline stands first."""
    total = sum(len(statement.text.split()) for statement in report.statements) or 1
    places, before = {}, 0
    for statement in report.statements:
        places[statement.id] = 0.0 if statement.kind is StatementKind.HEADLINE else before / total
        before += len(statement.text.split())
    return places


def _outcome(
    report: str, message: Reading, pairs: Sequence[Pair], own: Mapping[str, Reading], places: Mapping[str, float]
) -> Outcome:
    ids = sorted({key for pair in pairs for key in pair.press if key in own}, key=list(places).index)
    if not ids:
        return Outcome(report, 0, 0, 0, ())
    first = min(places[key] for key in ids)
    prominent = 2 if first < LEAD else int(first < UPPER_HALF)
    return Outcome(report, _present(message, pairs, [own[key] for key in ids]), prominent, _faithful(pairs), tuple(ids))


def _present(message: Reading, pairs: Iterable[Pair], press: Iterable[Reading]) -> int:
    if any(pair.echo in (Echo.VERBATIM, Echo.CLOSE) for pair in pairs):
        return 2
    stems = frozenset(stem for reading in press for stem in reading.stems)
    return 2 if len(alike(message.stems, stems)) >= TOLD * len(message.stems) else 1


def _faithful(pairs: Iterable[Pair]) -> int:
    contrasting = [pair for pair in pairs if pair.label is Label.CONTRASTING]
    if not contrasting:
        return 2
    clear = any(contrast.strength is Strength.CLEAR for pair in contrasting for contrast in pair.contrasts)
    return 0 if clear else 1
