"""The pairs of a comparison as they stand while decisions are applied to them, one after the other.

Whatever is decided, the laws of a comparison hold: every statement is in a pair, one that stands alone is in no other pair
of its report, omitted and added pairs have one side only.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reportgen.decisions import PairReview, Sides, State, read_review, sides_of
from reportgen.engine import count_metrics, find_profile
from reportgen.model import Action, Comparison, Decision, Label, Pair
from reportgen.reading import read_statements
from reportgen.review.anchors import Anchoring
from reportgen.review.pairing import PairMaker, Wanted, verdict_on

if TYPE_CHECKING:
    from collections.abc import Iterable

REASONED = frozenset({Action.RELABELLED, Action.PAIRED, Action.SPLIT})
"""Actions whose note says what differs; it becomes the reason of the contrast."""

Place = tuple[str, str]
"""A statement of one report's comparison: the report's id and the statement's."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a decision did to the board, so that it can be taken back."""

    gone: tuple[tuple[Pair, PairReview], ...]
    come: tuple[Sides, ...]
    ids: tuple[tuple[str, str], ...]
    """Report and id of every pair that went, came or changed."""
    statements: tuple[Place, ...]


class Board:
    """The pairs as they stand, found by their statements and by their ids."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.anchoring = Anchoring(comparison)
        self.decisions: list[Decision] = []
        self._maker = PairMaker(comparison)
        self._orders: dict[str, dict[str, int]] = {}
        self._pairs: dict[Sides, Pair] = {}
        self._reviews: dict[Sides, PairReview] = {}
        self._by_statement: dict[Place, set[Sides]] = defaultdict(set)
        self._by_id: dict[tuple[str, str], Sides] = {}
        earlier = read_review(comparison)
        for pair in comparison.pairs:
            self._put(pair, earlier.of(pair) if earlier else PairReview())

    def pairs(self, report: str) -> list[Pair]:
        """Return the pairs of a report in the order of a comparison file."""
        order = self._order(report)
        return sorted((pair for pair in self._pairs.values() if pair.report == report), key=lambda pair: _place(pair, order))

    def find(self, report: str, pair_id: str) -> Pair | None:
        """Return the pair with this id, None where there is none now."""
        sides = self._by_id.get((report, pair_id))
        return self._pairs[sides] if sides else None

    def review(self, pair: Pair) -> PairReview:
        """Return a pair's way through review."""
        return self._reviews.get(sides_of(pair.report, pair), PairReview())

    def pairs_with(self, report: str, statement: str) -> list[Pair]:
        """Return the pairs a statement stands in."""
        return sorted((self._pairs[sides] for sides in self._by_statement[report, statement]), key=lambda pair: pair.id)

    def resolve(
        self, report: str, before: Iterable[Sides], after: Iterable[Wanted]
    ) -> tuple[tuple[Pair, ...], tuple[Wanted, ...]]:
        """Return every pair that goes, and every pair that comes, for the laws to hold after a decision.

        A statement that loses its last partner stands alone; one that finds a partner is no longer alone.
        """
        gone = {sides: self._pairs[sides] for sides in before if sides in self._pairs}
        wanted = list(after)
        linked = [one for one in wanted if not one.is_alone]
        for one in wanted:
            if (sides := (report, one.official, one.press)) in self._pairs:
                gone[sides] = self._pairs[sides]
        touched = _statements(report, [*gone, *((report, one.official, one.press) for one in wanted)])
        paired = {place for place in touched if self._is_linked(place, gone, linked)}
        come = list(linked)
        covered: set[Place] = set()
        for one in (one for one in wanted if one.is_alone):
            rest = [key for key in (*one.official, *one.press) if (report, key) not in paired]
            if rest:
                come.append(_alone(one.label, rest))
                covered.update((report, key) for key in rest)
        for place in touched:
            for sides in list(self._by_statement[place]):
                pair = self._pairs[sides]
                if place in paired | covered and sides not in gone and not (pair.official and pair.press):
                    gone[sides] = pair
                    touched.extend(other for other in _statements(report, [sides]) if other not in touched)
        for place in touched:
            alone = [sides for sides in self._by_statement[place] if sides not in gone]
            if place not in paired | covered and not alone:
                is_official = place[1] in self.comparison.official.statements_by_id
                come.append(_alone(Label.OMITTED if is_official else Label.ADDED, [place[1]]))
                covered.add(place)
        return tuple(gone.values()), tuple(come)

    def _is_linked(self, place: Place, gone: dict[Sides, Pair], linked: list[Wanted]) -> bool:
        if any(place[1] in (*one.official, *one.press) for one in linked):
            return True
        return any(sides[1] and sides[2] and sides not in gone for sides in self._by_statement[place])

    def apply(self, decision: Decision) -> Change:
        """Carry a decision out and return what it did; `decisions[-1]` is then the decision with all that it changed.

        Of `decision`, the sides of `before` and what `after` wants count; its statements must be in this comparison.
        """
        report = decision.report
        before = [sides_of(report, verdict) for verdict in decision.before]
        reason = decision.note if decision.action in REASONED else None
        gone, come = self.resolve(report, before, [Wanted.of(verdict, reason) for verdict in decision.after])
        kept = tuple((pair, self.review(pair)) for pair in gone)
        current = {sides_of(report, pair): pair for pair in gone}
        for pair in gone:
            self._take(pair)
        new: list[Pair] = []
        for wanted in come:
            sides = (report, wanted.official, wanted.press)
            new.append(self._maker.make(report, wanted, current.get(sides), self._is_taken))
            self._put(new[-1], PairReview())
        places = _statements(report, [sides_of(report, pair) for pair in (*gone, *new)])
        decision = self._completed(decision, gone, new, places)
        earlier = {one.number: one for _, review in kept for one in review.decisions} | {decision.number: decision}
        review = PairReview(tuple(earlier[number] for number in sorted(earlier)))
        self._reviews.update((sides_of(report, pair), review) for pair in new)
        self.decisions.append(decision)
        ids = tuple(dict.fromkeys((report, pair.id) for pair in (*gone, *new)))
        return Change(kept, tuple(sides_of(report, pair) for pair in new), ids, tuple(places))

    def _completed(self, decision: Decision, gone: Iterable[Pair], new: Iterable[Pair], places: Iterable[Place]) -> Decision:
        """Return a decision with its number, everything that went and came, and what all of it can be found again by."""
        return replace(
            decision,
            number=len(self.comparison.decisions or ()) + len(self.decisions) + 1,
            before=tuple(map(verdict_on, gone)),
            after=tuple(map(verdict_on, new)),
            anchors=tuple(self.anchoring.anchor(decision.report, key) for _, key in places) or decision.anchors,
        )

    def _is_taken(self, report: str, pair_id: str) -> bool:
        return (report, pair_id) in self._by_id

    def revert(self, change: Change) -> None:
        """Take the last decision back."""
        self.decisions.pop()
        for sides in change.come:
            self._take(self._pairs[sides])
        for pair, review in change.gone:
            self._put(pair, review)

    def reviewed(self, report: str) -> tuple[int, int]:
        """Return how many pairs of a report were decided, and how many there are."""
        own = [sides for sides in self._pairs if sides[0] == report]
        return sum(1 for sides in own if self._reviews[sides].state is not State.MACHINE), len(own)

    def comparison_now(self) -> Comparison:
        """Return the comparison with every decision applied."""
        pairs = tuple(pair for report in self.comparison.reports for pair in self.pairs(report.id))
        metrics = dict(self.comparison.metrics)
        for report in self.comparison.reports:
            metrics[report.id] = count_metrics(self.comparison.official, report, pairs)
        earlier = self.comparison.decisions or ()
        now = replace(self.comparison, pairs=pairs, metrics=metrics, decisions=(*earlier, *self.decisions))
        # Key messages, figures and the like follow from the pairs; a file that has none of them is left without.
        return replace(now, profile=_profile_now(now)) if now.profile.get("messages") is not None else now

    def _order(self, report: str) -> dict[str, int]:
        if report not in self._orders:
            self._orders[report] = self._new_order(report)
        return self._orders[report]

    def _new_order(self, report: str) -> dict[str, int]:
        statements = (*self.comparison.official.statements, *self.comparison.document(report).statements)
        return {statement.id: index for index, statement in enumerate(statements)}

    def _put(self, pair: Pair, review: PairReview) -> None:
        sides = sides_of(pair.report, pair)
        self._pairs[sides], self._reviews[sides] = pair, review
        self._by_id[pair.report, pair.id] = sides
        for place in _statements(pair.report, [sides]):
            self._by_statement[place].add(sides)

    def _take(self, pair: Pair) -> None:
        sides = sides_of(pair.report, pair)
        del self._pairs[sides], self._reviews[sides], self._by_id[pair.report, pair.id]
        for place in _statements(pair.report, [sides]):
            self._by_statement[place].discard(sides)


def _profile_now(comparison: Comparison) -> dict[str, Any]:
    return find_profile(*read_statements(comparison.official, comparison.reports), comparison.pairs)


def _alone(label: Label, ids: list[str]) -> Wanted:
    official = label is Label.OMITTED
    return Wanted(label, tuple(ids) if official else (), () if official else tuple(ids))


def _statements(report: str, every: Iterable[Sides]) -> list[Place]:
    """Return the statements of some pairs, each once, in their order."""
    return list(dict.fromkeys((report, key) for _, official, press in every for key in (*official, *press)))


def _place(pair: Pair, order: dict[str, int]) -> tuple[float, float, str]:
    """Return where a pair stands in the file: by its first official statement, added ones last in the order of the report."""
    official = min((order[key] for key in pair.official), default=float("inf"))
    return official, min((order[key] for key in pair.press), default=0), pair.label
