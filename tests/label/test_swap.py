"""One passage exchanged in a statement that is otherwise the same."""

from __future__ import annotations

import pytest

from reportgen.label import actor, commitment, polarity
from reportgen.label.swap import find_swap
from tests.readings import candidate


@pytest.mark.parametrize(
    ("official", "press", "passages"),
    [
        ("Operators must publish delay figures monthly.", "Operators may publish delay figures monthly.", ("must", "may")),
        (
            "The line runs between Holm and Varde every hour.",
            "The line runs between Holm and the town of Skive every hour.",
            ("Varde", "the town of Skive"),
        ),
        ("We thank the crews of the night trains.", "We thank the crews of the night trains.", None),
        ("We thank the crews of the night trains.", "We thank the crews of the night trains and buses.", None),
        ("The crews of the night trains were thanked.", "The minister thanked crews on trains.", None),
        ("Rail plan approved", "Rail plan rejected", None),
    ],
)
def test_find_swap(official: str, press: str, passages: tuple[str, str] | None) -> None:
    """It is found where everything else is the same, and enough of it."""
    swap = find_swap(candidate(official, press))
    assert (swap and tuple(" ".join(word.text for word in side) for side in (swap.official, swap.press))) == passages


@pytest.mark.parametrize(
    ("official", "press", "reason"),
    [
        (
            "Operators must publish delay figures every month.",
            "Operators may publish delay figures every month.",
            "The statement says “must publish delay figures every month”, the report “may publish delay figures every month”.",
        ),
        (
            "The state guarantees that fares will stay as low.",
            "The state hopes that fares will stay as low.",
            "The statement says “guarantees that fares will stay as low”, the report “hopes that fares will stay as low”.",
        ),
    ],
)
def test_a_duty_that_is_loosened(official: str, press: str, reason: str) -> None:
    """What binds on one side and does not on the other is a contrast of commitment."""
    (finding,) = commitment.find(candidate(official, press))
    assert finding.reason == reason


def test_opposite_words() -> None:
    """Words that deny each other only in the same place are a contrast of polarity there."""
    (finding,) = polarity.find(
        candidate("Nine regions have joined the plan for rail.", "Nine regions have left the plan for rail.")
    )
    assert "joined" in finding.reason
    assert "left" in finding.reason
    (finding,) = polarity.find(candidate("Fares for trains will always rise in May.", "Fares for trains will never rise in May."))
    assert "always" in finding.reason


def test_other_names() -> None:
    """Another name in the same place is told of."""
    (finding,) = actor.find(
        candidate("The contract for 380 trains is with Nordrail.", "The contract for 380 trains is with Sudbahn.")
    )
    assert finding.reason == "Where the statement names “Nordrail”, the report names “Sudbahn”."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Zelenskyy"),
        ("President Biden", "Joe Biden"),
        ("the President", "Biden"),
        ("the United States", "Washington"),
        ("the Council", "the Commission"),
        ("Thursday", "Friday"),
        ("NATO", "the Alliance"),
    ],
)
def test_one_by_two_names(one: str, other: str) -> None:
    """Spellings, titles, offices, capitals of countries and days are no other names."""
    texts = (
        f"The plan for the two rail lines was agreed with {one} on the last day.",
        f"The plan for the two rail lines was agreed with {other} on the last day.",
    )
    assert actor.find(candidate(*texts)) == ()
    assert actor.find(candidate(*reversed(texts))) == ()
