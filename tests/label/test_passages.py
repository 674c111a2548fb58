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
        # Nor does it end with a deed whose object comes after it; one that has none stays.
        ("It makes commitments to the whole coast to address the threats.", "commitments", "commitments to the whole coast"),
        ("It makes commitments to the coast to help.", "commitments", "commitments to the coast to help"),
    ],
)
def test_widening(text: str, telling: str, expected: str) -> None:
    """A passage takes in the helpers before it and ends with a word that closes it."""
    start = text.index(telling)
    first, last = widen(reading(text), start, start + len(telling))
    assert text[first:last] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They signed a historic Bilateral Security Agreement with it.", "signed a historic Bilateral Security Agreement"),
        ("They signed a historic bilateral security agreement with it.", "signed a historic bilateral security agreement"),
        ("They signed a short U.S.-Ukraine Security Agreement on it.", "signed a short U.S.-Ukraine Security Agreement"),
    ],
)
def test_names_are_whole(text: str, expected: str) -> None:
    """A passage does not break off inside a name, however few words are asked for."""
    first, last = widen(reading(text), 5, 11, after=3)
    assert text[first:last] == expected


def test_marks_inside_are_not_shown() -> None:
    """A passage is quoted without quotation marks of its own."""
    text = 'It does "make a pledge", they said.'
    assert shown(reading(text), 3, 23) == "does make a pledge"
