"""What reviewers decided, as the brief tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.brief.contrasts import HEADINGS
from reportgen.brief.model import Decided, DecidedPair, ReviewSummary, Source
from reportgen.brief.text import date_words, quantity, shorten
from reportgen.decisions import State, read_review
from reportgen.model import Action

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportgen.decisions import PairReview
    from reportgen.model import Comparison, Decision, Verdict

MAX_DECISIONS = 500
"""Decisions listed, about twelve pages; more are counted, and the data has them all."""

MAX_NOTE = 1000
"""Characters of a note."""

MAX_NAME = 80
"""Characters of a name."""

MAX_STATEMENTS = 12
"""Statements named of one decision; "confirm all" makes one decision a pair, so that only pairs of many have more."""

WORDS = {
    Action.CONFIRMED: "Confirmed",
    Action.RELABELLED: "Relabelled",
    Action.REJECTED: "Taken apart",
    Action.PAIRED: "Other partners",
    Action.SPLIT: "Split",
    Action.NOTED: "Noted",
    Action.RESTORED: "Put back",
}
"""What was done, in the words of the brief."""


def build_review(comparison: Comparison, sources: Mapping[str, Source]) -> ReviewSummary | None:
    """Return how far the review has come and what was decided; None where nobody reviewed."""
    review = read_review(comparison)
    if review is None:
        return None
    decisions = comparison.decisions or ()
    # Confirmations change nothing: where not all decisions fit, the others are told first.
    telling = sorted(decisions, key=lambda one: (one.action is Action.CONFIRMED and not one.note, one.number))[:MAX_DECISIONS]
    words = f"{review.reviewed:,} of {quantity(review.total, 'pair')} reviewed"
    return ReviewSummary(
        reviewed=review.reviewed,
        total=review.total,
        is_draft=not review.is_complete,
        words=words if review.is_complete else f"Draft: {words}",
        by=tuple(dict.fromkeys(shorten(one.by, MAX_NAME) for one in decisions)),
        decisions=tuple(_decided(one, sources) for one in sorted(telling, key=lambda one: one.number)),
        unshown=len(decisions) - len(telling),
        pairs=tuple(
            DecidedPair(pair.report, pair.id, (*pair.official, *pair.press), state_words(found), _notes(found))
            for pair in comparison.pairs
            if (found := review.of(pair)).decisions
        ),
    )


def state_words(review: PairReview) -> str:
    """Return where a pair stands and who made it so: "confirmed by Anna"; empty for the program's proposal."""
    telling = [one for one in review.decisions if one.action not in (Action.NOTED, Action.RESTORED)]
    if not telling:
        return ""
    return f"{State(review.state).value} by {shorten(telling[-1].by, MAX_NAME)}"


def _notes(review: PairReview) -> tuple[str, ...]:
    return tuple(f"{shorten(one.by, MAX_NAME)}: {shorten(one.note or '', MAX_NOTE)}" for one in review.notes)


def _decided(decision: Decision, sources: Mapping[str, Source]) -> Decided:
    return Decided(
        number=decision.number,
        outlet=sources[decision.report].short if decision.report in sources else decision.report,
        what=WORDS[decision.action],
        before=_told(decision.before) if decision.action not in (Action.NOTED, Action.RESTORED) else "",
        after=_told(decision.after) if decision.action is not Action.RESTORED else _passage(decision),
        by=shorten(decision.by, MAX_NAME),
        at=date_words(decision.at) or decision.at,
        note=shorten(decision.note, MAX_NOTE) if decision.note else None,
    )


def _told(verdicts: Iterable[Verdict]) -> str:
    return "; ".join(map(_verdict, verdicts))


def _verdict(verdict: Verdict) -> str:
    ids = (*verdict.official, *verdict.press)
    named = " ".join(ids[:MAX_STATEMENTS]) + (" …" if len(ids) > MAX_STATEMENTS else "")
    kinds = ", ".join(HEADINGS[kind.value].lower() for kind in verdict.kinds)
    return f"{named} {verdict.label.value}{f' ({kinds})' if kinds else ''}"


def _passage(decision: Decision) -> str:
    return "; ".join(f"“{shorten(' '.join(anchor.quote[:400].split()), 110)}”" for anchor in decision.anchors)
