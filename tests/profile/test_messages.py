"""Key messages: which statements they are, and what became of each in a report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.model import ContrastKind, Document, Echo, Label, Pair, Statement, StatementKind
from reportgen.profile.findings import findings_of
from reportgen.profile.messages import MOST, key_messages, statement_weights
from reportgen.reading import read_statements
from tests.brief.samples import Pairing, comparison, differs, phrase, plain, security_agreement

OFFICIAL = (
    "Harbour plan",
    "The council will rebuild the harbour wall for twelve million euros within four years.",
    "Engineers say the harbour wall would not outlast another winter storm.",
    "The mayor thanked everybody.",
    "Under the plan, the council will:",
    "The harbour wall will be paid for by the council over four years.",
    "Fishing boats can use the northern quay of the harbour during the work.",
)


def official() -> Document:
    """Return an official text with a heading, a lead-in and statements of different weight."""
    made = plain(OFFICIAL)
    heading = Statement("O1", OFFICIAL[0], 0, len(OFFICIAL[0]), kind=StatementKind.HEADING)
    return replace(made, statements=(heading, *made.statements[1:]))


def test_weight_is_what_the_rest_comes_back_to() -> None:
    """A statement whose words the others use weighs most; headings, thanks and lead-ins weigh little."""
    reading, _ = read_statements(official(), [])
    weights = statement_weights(reading)
    ranked = sorted(weights, key=lambda key: -weights[key])
    assert ranked[0] == "O2"
    assert set(ranked[-3:]) == {"O1", "O4", "O5"}
    assert all(0 <= weight <= 1 for weight in weights.values())


def test_key_messages_are_whole_and_different() -> None:
    """No heading, no lead-in, nothing short, and nothing that only says a weightier message again is a key message."""
    reading, _ = read_statements(official(), [])
    assert key_messages(reading, statement_weights(reading)) == ("O2", "O3", "O7")


def test_there_are_ten_at_most() -> None:
    """A long text has no more than ten key messages, the weightiest first."""
    words = [f"{one}{other}quay" for one in "bcdfgh" for other in "aeiouwyz"]
    texts = [" ".join(words[start : start + 6]) + "." for start in range(43)]
    reading, _ = read_statements(plain(texts), [])
    weights = statement_weights(reading)
    keys = key_messages(reading, weights)
    assert len(keys) == MOST
    assert [weights[key] for key in keys] == sorted((weights[key] for key in keys), reverse=True)


REPORT = ("The harbour wall will be rebuilt for eleven million euros.", *["It rained on Tuesday in the old town."] * 6)


@pytest.mark.parametrize(
    ("place", "echo", "strength", "expected"),
    [
        (1, Echo.CLOSE, None, (2, 2, 2)),
        (1, Echo.PARAPHRASE, None, (1, 2, 2)),
        (3, Echo.CLOSE, None, (2, 1, 2)),
        (7, Echo.CLOSE, None, (2, 0, 2)),
        (1, None, 0.9, (2, 2, 0)),
        (1, None, 0.5, (2, 2, 1)),
        (0, None, None, (0, 0, 0)),
    ],
)
def test_outcomes(place: int, echo: Echo | None, strength: float | None, expected: tuple[int, int, int]) -> None:
    """A message is told in full, in part or not; early or late; the same, possibly or clearly otherwise."""
    words = REPORT[0] if echo is not Echo.PARAPHRASE else "A new harbour wall comes."
    told = [*REPORT[1:]]
    if place:
        told.insert(place - 1, words)
    left, right = official(), plain(told, "press-1")
    made = Pairing(left, right)
    if place and strength:
        marks = [phrase(left, "O2", "twelve")], [phrase(right, f"P{place}", "eleven")]
        made.contrast("O2", f"P{place}", differs(ContrastKind.NUMBER, "Twelve and eleven.", *marks, confidence=strength))
    elif place and echo:
        made.match("O2", f"P{place}", echo)
    message = findings_of(comparison(left, right, pairs=made.all())).messages[0]
    assert message.statement == "O2"
    outcome = message.outcomes[0]
    assert (outcome.present, outcome.prominent, outcome.faithful) == expected
    assert outcome.points == sum(expected)
    assert outcome.press == ((f"P{place}",) if place else ())


def test_an_outcome_in_each_report() -> None:
    """Every message has an outcome for every report, in their order; an empty report has none of them."""
    left, one, other = official(), plain([REPORT[0]], "press-1"), plain([], "press-2")
    pairs = [Pair("1", "press-1", Label.MATCHED, ("O2",), ("P1",), 0.5, 0.9, Echo.CLOSE)]
    for message in findings_of(comparison(left, one, other, pairs=pairs)).messages:
        assert [outcome.report for outcome in message.outcomes] == ["press-1", "press-2"]
        assert message.outcomes[1].present == 0


def test_sample() -> None:
    """In the sample documents what was signed, and what it is for, are key messages."""
    found = [message.statement for message in findings_of(security_agreement()).messages]
    assert {"O1", "O3"} <= set(found)
    assert "O6" not in found
