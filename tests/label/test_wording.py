"""The contrast kind `wording`."""

from __future__ import annotations

import pytest

from reportgen.label.wording import find
from tests.readings import candidate


def test_opposite_words() -> None:
    """Words that praise on one side and blame on the other contrast."""
    (finding,) = find(
        candidate(
            "The constructive talks between the ministers lasted four hours.",
            "The tense talks between the ministers lasted four hours.",
        )
    )
    assert "constructive talks" in finding.reason
    assert "tense talks" in finding.reason


@pytest.mark.parametrize(
    ("official", "press"),
    [
        ("The talks between the ministers lasted four hours.", "Talks between the two ministers went on for four hours."),
        (
            "The tense talks between the ministers lasted four hours.",
            "The tense talks between the ministers lasted four hours, it said.",
        ),
    ],
)
def test_the_same_words(official: str, press: str) -> None:
    """Neutral words, and bad ones on both sides, are no contrast."""
    assert find(candidate(official, press)) == ()
