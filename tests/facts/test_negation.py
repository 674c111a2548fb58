"""Denials and their reach."""

from __future__ import annotations

import pytest

from tests.readings import facts


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The deal does not include troops.", "troop"),
        ("No personal data were taken.", "data"),
        ("They failed to inform the regulator.", "inform"),
        ("They refused to sign.", "sign"),
        ("It came without a timetable.", "timet"),
        ("None of the crew was injured.", "injur"),
        ("Ministers have ruled out a sale.", "sale"),
    ],
)
def test_what_is_denied(text: str, denied: str) -> None:
    """A denial reaches the words after it."""
    (negation,) = facts(text).negations
    assert denied in negation.scope


@pytest.mark.parametrize(
    "text",
    [
        "It helps not only buyers but also builders.",
        "We help not just tomorrow but out into the future.",
        "It is no secret that it was hard.",
        "The court did not hesitate to say so.",
        "It will never fail to please.",
        "No, it does.",
        "It is no deeper than 55 metres.",
        "We could not be prouder.",
    ],
)
def test_what_denies_nothing(text: str) -> None:
    """Turns of phrase and double denials deny nothing."""
    assert facts(text).negations == ()


def test_a_denial_ends_with_its_clause() -> None:
    """What follows "but" is not denied."""
    (negation,) = facts("The tests did not detect lead but the pipes will be replaced.").negations
    assert "pipe" not in negation.scope
