"""What became of each pair of a comparison in review, read off its decisions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from reportgen.model import Action, Comparison, Decision, Pair, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Sides = tuple[str, tuple[str, ...], tuple[str, ...]]
"""What a pair is made of: its report and its statements of both sides."""


class State(StrEnum):
    """Where a pair stands in review."""

    MACHINE = "machine"
    """Nobody decided: the program's proposal."""
    CONFIRMED = "confirmed"
    """A reviewer found it right."""
    CHANGED = "changed"
    """A reviewer made it what it is."""


@dataclass(frozen=True, slots=True)
class PairReview:
    """A pair's way through review."""

    decisions: tuple[Decision, ...] = ()
    """Those that made it what it is, in the order of time, also those about the pairs it came from."""

    @property
    def state(self) -> State:
        """Where the pair stands; a note alone decides nothing."""
        actions = {decision.action for decision in self.decisions} - {Action.NOTED, Action.RESTORED}
        if not actions:
            return State.MACHINE
        return State.CONFIRMED if actions == {Action.CONFIRMED} else State.CHANGED

    @property
    def notes(self) -> tuple[Decision, ...]:
        """The decisions somebody wrote a note with."""
        return tuple(decision for decision in self.decisions if decision.note)


@dataclass(frozen=True)
class Review:
    """How far the review of a comparison has come."""

    by_sides: dict[Sides, PairReview]
    pairs: tuple[Pair, ...]

    def of(self, pair: Pair) -> PairReview:
        """Return a pair's way through review."""
        return self.by_sides.get(sides_of(pair.report, pair), PairReview())

    @cached_property
    def total(self) -> int:
        """How many pairs there are."""
        return len(self.pairs)

    @cached_property
    def reviewed(self) -> int:
        """How many of them were decided."""
        return sum(1 for pair in self.pairs if self.of(pair).state is not State.MACHINE)

    @property
    def is_complete(self) -> bool:
        """Whether every pair was decided."""
        return self.reviewed == self.total


def sides_of(report: str, pair: Pair | Verdict) -> Sides:
    """Return what a pair or a verdict on one is made of."""
    return report, pair.official, pair.press


def read_review(comparison: Comparison, report: str | None = None) -> Review | None:
    """Return how far the review of a comparison, or of one of its reports, has come; None where there was none."""
    if comparison.decisions is None:
        return None
    pairs = comparison.pairs if report is None else tuple(comparison.pairs_of(report))
    return Review(_by_sides(comparison.decisions), pairs)


def _by_sides(decisions: Iterable[Decision]) -> dict[Sides, PairReview]:
    found: dict[Sides, PairReview] = {}
    for decision in decisions:
        earlier = [found.pop(sides, PairReview()) for sides in _sides(decision, decision.before)]
        merged = {one.number: one for review in earlier for one in review.decisions} | {decision.number: decision}
        review = PairReview(tuple(merged[number] for number in sorted(merged)))
        for sides in _sides(decision, decision.after):
            found[sides] = review
    return found


def _sides(decision: Decision, verdicts: Sequence[Verdict]) -> list[Sides]:
    return [sides_of(decision.report, verdict) for verdict in verdicts]
