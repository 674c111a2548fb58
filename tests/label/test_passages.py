"""The passages reasons quote."""

from __future__ import annotations

import pytest

from reportgen.label.passages import shown, widen
from tests.readings import reading


@pytest.mark.parametrize(
    ("text", "telling", "expected"),
    [
        ("It does not bind anyone, he said.", "not", "does not bind anyone"),
        (
            "It makes long-term commitments to the security of the region and of others.",
            "commitments",
            "commitments to the security of the region",
        ),
        ("They signed.", "signed", "signed"),
    ],
)
def test_widening(text: str, telling: str, expected: str) -> None:
    """A passage takes in the helpers before it and ends with a word that closes it."""
    start = text.index(telling)
    first, last = widen(reading(text), start, start + len(telling))
    assert text[first:last] == expected


def test_marks_inside_are_not_shown() -> None:
    """A passage is quoted without quotation marks of its own."""
    text = 'It does "make a pledge", they said.'
    assert shown(reading(text), 3, 23) == "does make a pledge"
