"""How near the words are, and the edits between them."""

from __future__ import annotations

import pytest

from reportgen.engine import compare
from reportgen.label.echo import find_echo, find_edits, longest_run
from reportgen.model import Document, Echo, Label
from tests.readings import reading


@pytest.mark.parametrize(
    ("official", "press", "expected"),
    [
        ("Two people were hurt in the fire.", "Two people were hurt in the fire.", Echo.VERBATIM),
        # Typography is no change.
        ("Ukraine’s future is in NATO", "Ukraine's future is in NATO", Echo.VERBATIM),
        ("The bridge will reopen on Monday at noon.", "The bridge will reopen on Monday at dawn, he said.", Echo.CLOSE),
        ("The bridge will reopen on Monday.", "Drivers get their crossing back next week.", Echo.PARAPHRASE),
    ],
)
def test_nearness_of_words(official: str, press: str, expected: Echo) -> None:
    """Verbatim, close and paraphrase go by the words both sides share in order."""
    assert find_echo([reading(official)], [reading(press)]) is expected


def test_edits_are_the_runs_that_differ() -> None:
    """Words between two equal runs are one edit, with its marks on both sides."""
    official, press = "The council will open ten parks", "The council may open two new parks"
    found = find_edits([reading(official)], [reading(press)])
    shown = [
        (edit.op, [official[m.start : m.end] for m in edit.official], [press[m.start : m.end] for m in edit.press])
        for edit in found
    ]
    assert shown == [("replace", ["will"], ["may"]), ("replace", ["ten"], ["two new"])]


def test_no_edits_between_the_same_words() -> None:
    """The same words have no edits."""
    assert find_edits([reading("Ten parks will open.")], [reading("Ten parks will open")]) == ()
    assert longest_run((), ("a",)) == 0


def test_a_limit_answers_the_promise_that_makes_it() -> None:
    """A statement that the deal does not bind is set against the commitment, not against its neighbours."""
    official = "The ministers met in Oslo. Both countries make long-term commitments to the defence of Estmark. Music was played."
    press = "The agreement is not legally binding for any future government, officials said."
    found = compare(Document.from_text(official), Document.from_text(press)).pairs
    (pair,) = [pair for pair in found if pair.label is Label.CONTRASTING]
    assert (pair.official, pair.press) == (("O2",), ("P1",))
    assert [contrast.kind for contrast in pair.contrasts] == ["commitment"]
