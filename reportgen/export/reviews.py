"""What reviewers decided, in words and rows that several exports share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.brief.contrasts import HEADINGS
from reportgen.brief.text import join_words, quantity, shorten
from reportgen.decisions import read_review
from reportgen.model import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.model import Comparison, Decision, Verdict

MAX_NAME = 60
"""Characters of a reviewer's name in a sentence."""

NAMES = 3
"""Reviewers told by name; more are counted."""


def review_words(comparison: Comparison) -> str | None:
    """Return how far the review has come and who made it, in a sentence; None where there was none."""
    review = read_review(comparison)
    if review is None:
        return None
    names = list(dict.fromkeys(shorten(decision.by, MAX_NAME) for decision in comparison.decisions or () if decision.by))
    told = names[:NAMES] + ([f"{len(names) - NAMES} more"] if len(names) > NAMES else [])
    by = f" by {join_words(told)}" if told else ""
    if review.is_complete and review.total:
        return f"Every pair was reviewed{by}."
    return f"{review.reviewed:,} of {quantity(review.total, 'pair')} {'was' if review.reviewed == 1 else 'were'} reviewed{by}."


def decision_words(decision: Decision) -> str:
    """Return what was decided in a sentence: "Relabelled: was contrasting (figures), is matched."."""
    action = decision.action.value.capitalize()
    if decision.action is Action.RESTORED:
        return f"{action}: a passage removed as furniture was put back."
    was, now = _verdicts(decision.before), _verdicts(decision.after)
    if decision.action in {Action.CONFIRMED, Action.NOTED} or was == now:
        return f"{action}: {now}." if now else f"{action}."
    return f"{action}: was {was or 'nothing'}, is {now or 'nothing'}."


def _verdicts(verdicts: Sequence[Verdict]) -> str:
    return ", ".join(_verdict(verdict) for verdict in verdicts)


def _verdict(verdict: Verdict) -> str:
    kinds = ", ".join(HEADINGS[kind.value].lower() for kind in verdict.kinds)
    sides = " / ".join(filter(None, (" ".join(verdict.official), " ".join(verdict.press))))
    return f"{verdict.label.value}{f' ({kinds})' if kinds else ''} {sides}".rstrip()
