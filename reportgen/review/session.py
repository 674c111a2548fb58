"""A review under way: the machine's comparison, the log, and the pairs as they stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportgen.model import Action, Comparison, Decision
from reportgen.review.anchors import Anchoring, Lost
from reportgen.review.board import Board, Change
from reportgen.review.orders import ConflictError, Order, OrderError, carry_out, check_actions
from reportgen.review.pairing import verdict_on
from reportgen.review.restoring import with_restored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reportgen.review.log import Entry, Log

TRIES = 5
"""How often a decision is tried where another process writes to the same log at the same moment."""


@dataclass(frozen=True, slots=True)
class LostDecision:
    """A decision to be looked at again, and where it stands in the log."""

    seq: int
    index: int
    """Its place among the decisions of its entry, from 1."""
    lost: Lost


@dataclass(frozen=True, slots=True)
class Updates:
    """What has changed since an entry of the log."""

    seq: int
    """The last entry now."""
    epoch: int
    """Goes up where texts or lost decisions changed: the page must be loaded anew."""
    pairs: tuple[str, ...]
    """Ids of pairs that came, went or changed."""
    statements: tuple[str, ...]
    """Ids of statements whose pairs changed."""


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Session:
    """A review under way. Not for use from several threads at once."""

    def __init__(self, base: Comparison, log: Log, *, now: Callable[[], str] = _now) -> None:
        self.base = base
        self.log = log
        self.epoch = 0
        self.seq = 0
        self.lost: list[LostDecision] = []
        self._now = now
        self._now_comparison: Comparison | None = None
        self._versions: dict[tuple[str, str], int] = {}
        self._touched: list[tuple[int, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]] = []
        self._history = _History()
        for entry in log.entries():
            self._history.take(entry)
            self.seq = entry.seq
        self._rebuild()

    # What there is

    @property
    def comparison(self) -> Comparison:
        """The comparison with every decision that stands."""
        if self._now_comparison is None:
            self._now_comparison = self.board.comparison_now()
        return self._now_comparison

    def version(self, report: str, pair: str) -> int:
        """Return the entry that touched a pair last, 0 where none did."""
        return self._versions.get((report, pair), 0)

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to undo."""
        return bool(self._history.done)

    @property
    def can_redo(self) -> bool:
        """Whether there is anything to redo."""
        return bool(self._history.undone)

    def updates(self, since: int, report: str) -> Updates:
        """Return what changed in a report after entry `since`, also by other windows and other processes."""
        self.refresh()
        pairs: dict[str, None] = {}
        statements: dict[str, None] = {}
        for seq, ids, places in reversed(self._touched):
            if seq <= since:
                break
            pairs.update((key, None) for own, key in ids if own == report)
            statements.update((key, None) for own, key in places if own == report)
        return Updates(self.seq, self.epoch, tuple(pairs), tuple(statements))

    # What is decided

    def decide(self, orders: Sequence[Order], by: str) -> Entry:
        """Carry orders out, all or none, and return their entry once it is on disk.

        Raises OrderError for what cannot be, ConflictError where a pair has changed since the editor saw it.
        """
        check_actions(orders)
        for _ in range(TRIES):
            self.refresh()
            entry = self._try_to_decide(orders, by)
            if entry is not None:
                return entry
        raise ConflictError("Others are deciding at the same moment. Try again.")

    def _try_to_decide(self, orders: Sequence[Order], by: str) -> Entry | None:
        changes: list[Change] = []
        decisions: list[Decision] = []
        entry = None
        try:
            for index, order in enumerate(orders, 1):
                changes.append(self.board.apply(self._decision(order, by)))
                decisions.append(replace(self.board.decisions[-1], number=index))
            entry = self.log.append("decide", at=self._now(), by=by, after=self.seq, decisions=decisions)
        finally:
            if entry is None:
                for change in reversed(changes):
                    self.board.revert(change)
        if entry is not None:
            self.seq = entry.seq
            self._history.take(entry)
            self._changes[entry.seq] = changes
            self._touch(changes)
        return entry

    def _decision(self, order: Order, by: str) -> Decision:
        """Return what the board is to carry out."""
        pair = self.board.find(order.report, order.pair)
        if pair is None or self.version(order.report, order.pair) != order.version:
            raise ConflictError("This pair was changed in another window.")
        action, wanted = carry_out(order, pair, self.board.comparison)
        after = tuple(one.verdict for one in wanted)
        return Decision(0, action, order.report, by, self._now(), (verdict_on(pair),), after, order.note, ())

    def restore(self, document_id: str, start: int, end: int, report: str, by: str) -> Entry:
        """Put a removed passage back into its text. Raises OrderError where there is none."""
        self.refresh()
        try:
            document = self.board.comparison.document(document_id)
        except KeyError:
            raise OrderError("There is no such text.") from None
        if not any((one.start, one.end) == (start, end) for one in document.removed):
            raise OrderError("This passage is in the text already.")
        anchor = self.board.anchoring.passage(document, start, end)
        decision = Decision(1, Action.RESTORED, report, by, self._now(), (), (), None, (anchor,))
        return self._append("decide", by, decisions=(decision,))

    def undo(self, by: str) -> Entry | None:
        """Take the last entry back, whoever made it; None where there is nothing to undo."""
        self.refresh()
        return self._append("undo", by, target=self._history.done[-1].seq) if self.can_undo else None

    def redo(self, by: str) -> Entry | None:
        """Bring back what was undone last; None where there is nothing."""
        self.refresh()
        return self._append("redo", by, target=self._history.undone[-1].seq) if self.can_redo else None

    def subject_reports(self, entry: Entry) -> set[str]:
        """Return the reports of the decisions an undo or redo was about."""
        subjects = [one for one in (*self._history.done, *self._history.undone) if one.seq == entry.target]
        return {decision.report for one in subjects for decision in one.decisions}

    def settle(self, seq: int, index: int, by: str, *, accept: bool) -> Entry:
        """Answer a decision that was lost: apply it where the same words stand now, or let it go."""
        self.refresh()
        found = next((one for one in self.lost if (one.seq, one.index) == (seq, index)), None)
        if found is None:
            raise OrderError("This decision was looked at already.")
        if not accept:
            decision = replace(found.lost.decision, number=index)
            return self._append("dismiss", by, target=seq, decisions=(decision,))
        if found.lost.proposal is None:
            raise OrderError("The words of this decision are not in the text any more.")
        return self._append(
            "decide", by, target=seq, decisions=(replace(found.lost.proposal, number=index, by=by, at=self._now()),)
        )

    def _append(self, kind: str, by: str, *, target: int | None = None, decisions: tuple[Decision, ...] = ()) -> Entry:
        entry = self.log.append(kind, at=self._now(), by=by, after=self.seq, target=target, decisions=decisions)
        if entry is None:
            self.refresh()
            raise ConflictError("Somebody decided at the same moment. Look, then try again.")
        self._take_in(entry)
        return entry

    # From the log

    def refresh(self) -> None:
        """Take in what other processes wrote to the log."""
        if self.log.last() != self.seq:
            for entry in self.log.entries(self.seq):
                self._take_in(entry)

    def _take_in(self, entry: Entry) -> None:
        self.seq = entry.seq
        subject = self._history.take(entry)
        if subject is None or subject.target is not None or any(one.action is Action.RESTORED for one in subject.decisions):
            self._rebuild()
        elif entry.kind == "undo":
            changes = self._changes.pop(subject.seq)
            for change in reversed(changes):
                self.board.revert(change)
            self._touch(changes)
        else:
            self._changes[subject.seq] = changes = self._apply(subject)
            self._touch(changes)

    def _rebuild(self) -> None:
        """Begin again from the machine's comparison: texts with what was put back, then every decision that stands."""
        self.epoch += 1
        self._now_comparison = None
        self.lost = []
        self._settled = {(one.target, decision.number) for one in self._history.done for decision in one.decisions}
        base = Anchoring(self.base)
        every = [decision for entry in self._history.done for decision in entry.decisions if decision.action is Action.RESTORED]
        found = [base.find_passage(anchor) for decision in every for anchor in decision.anchors]
        self.board = Board(with_restored(self.base, [passage for passage in found if passage is not None]))
        self._changes = {entry.seq: self._apply(entry) for entry in self._history.done}

    def _apply(self, entry: Entry) -> list[Change]:
        """Carry out the decisions of an entry; those whose text has changed wait for an editor."""
        if entry.kind != "decide":
            return []
        changes: list[Change] = []
        for index, decision in enumerate(entry.decisions, 1):
            found = self.board.anchoring.find(decision)
            if isinstance(found, Lost):
                if (entry.seq, index) not in self._settled:
                    self.lost.append(LostDecision(entry.seq, index, found))
            else:
                changes.append(self.board.apply(found))
        return changes

    def _touch(self, changes: Iterable[Change]) -> None:
        self._now_comparison = None
        changes = list(changes)
        ids = tuple(dict.fromkeys(key for change in changes for key in change.ids))
        places = tuple(dict.fromkeys(place for change in changes for place in change.statements))
        self._versions.update((key, self.seq) for key in ids)
        self._touched.append((self.seq, ids, places))


class _History:
    """The entries of a log that stand, and those that were undone and can be brought back."""

    def __init__(self) -> None:
        self.done: list[Entry] = []
        self.undone: list[Entry] = []

    def take(self, entry: Entry) -> Entry | None:
        """Put an entry in its place; return the one it brings or takes away, None where it fits nothing."""
        if entry.kind in ("decide", "dismiss"):
            self.undone.clear()
            self.done.append(entry)
            return entry
        source, goal = (self.done, self.undone) if entry.kind == "undo" else (self.undone, self.done)
        if not source or source[-1].seq != entry.target:
            return None
        goal.append(source.pop())
        return goal[-1]
