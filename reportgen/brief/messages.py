"""Key messages as a brief tells them: each with what became of it, and the sum for each report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.brief.contrasts import percent
from reportgen.brief.model import KeyMessage, MessageOutcome, MessageTotal, PullThrough, Reference
from reportgen.brief.passages import Paint, anchor_of, excerpt
from reportgen.brief.summary import number_words, the_report
from reportgen.brief.text import join_words, quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportgen.model import Comparison
    from reportgen.profile.messages import Message, Outcome

MESSAGE_WORDS = 20
"""Words of a key message in its row: two lines of the table."""

MOST_REFERENCES = 4
"""Statements of a report named for one message."""

MOST_POINTS = 6
"""Present, prominent and faithful, two each."""


def build_messages(comparison: Comparison, found: Sequence[Message], outlets: Mapping[str, str]) -> PullThrough | None:
    """Return the key messages; None where the official text is too short to have any. `outlets` holds short names by id."""
    if not found:
        return None
    by_id = comparison.official.statements_by_id
    messages = tuple(
        KeyMessage(
            number=number,
            weight=percent(message.weight),
            passage=excerpt(Paint(by_id[message.statement], comparison.official), MESSAGE_WORDS),
            outcomes=tuple(_outcome(one, outlets[one.report]) for one in message.outcomes),
        )
        for number, message in enumerate(found, start=1)
    )
    totals = tuple(_total(messages, index, outlet) for index, outlet in enumerate(outlets.values()))
    return PullThrough(messages, totals, _summary(totals, len(messages)))


def references(document: str, statements: Iterable[str], most: int = MOST_REFERENCES) -> tuple[Reference, ...]:
    """Return the ways to some statements of a document, each once."""
    return tuple(Reference(key, anchor_of(document, key)) for key in list(dict.fromkeys(statements))[:most])


def _outcome(outcome: Outcome, outlet: str) -> MessageOutcome:
    return MessageOutcome(
        outlet=outlet,
        present=outcome.present,
        prominent=outcome.prominent,
        faithful=outcome.faithful,
        points=outcome.points,
        press=references(outcome.report, outcome.press),
    )


def _total(messages: Sequence[KeyMessage], index: int, outlet: str) -> MessageTotal:
    own = [message.outcomes[index] for message in messages]
    through = sum(1 for outcome in own if outcome.present)
    return MessageTotal(outlet, through, sum(outcome.points for outcome in own), MOST_POINTS * len(own))


def _summary(totals: Sequence[MessageTotal], count: int) -> str:
    """Return in a sentence how many messages came through; with several reports, in which the most and the fewest did."""
    messages = "the one key message" if count == 1 else f"the {number_words(count)} key messages"
    if len(totals) == 1:
        (total,) = totals
        report = the_report(total.outlet)
        subject = "The report" if report == "the report" else report
        if not total.through:
            return (
                f"{subject} carries none of the official text’s {number_words(count)} key messages."
                if count > 1
                else (f"{subject} does not carry the one key message.")
            )
        if total.through == count <= 2:
            told = messages if count == 1 else "both key messages"
        else:
            told = f"{_part(total.through, count)} of {messages}"
        return f"{subject} carries {told}, with {total.points} of {quantity(total.possible, 'point')}."
    if count == 1:
        through = sum(total.through for total in totals)
        return f"{number_words(through).capitalize()} of the {number_words(len(totals))} reports carry the one key message."
    most, fewest = max(total.points for total in totals), min(total.points for total in totals)
    whole = f"{most} of {quantity(totals[0].possible, 'point')}"
    if most == fewest:
        return f"Of {messages}, each report carries as much: {whole}."
    top = [total.outlet for total in totals if total.points == most]
    low = [total.outlet for total in totals if total.points == fewest]
    return f"Of {messages}, {_whose(top)} carries the most, with {whole}; {_whose(low)} reaches {number_words(fewest)}."


def _part(part: int, whole: int) -> str:
    return "all" if part == whole else number_words(part)


def _whose(outlets: Sequence[str]) -> str:
    if len(outlets) == 1:
        return the_report(outlets[0])
    return f"each of {join_words(outlets)}" if len(outlets) <= 3 else f"each of {number_words(len(outlets))} reports"
