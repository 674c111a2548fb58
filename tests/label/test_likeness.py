"""How far words speak of the same thing."""

from __future__ import annotations

import pytest

from reportgen.label.likeness import alike, is_alike, is_opposite, likeness, names, overlap, plain_opposites
from reportgen.words import stem
from tests.readings import candidate, reading


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("agreement", "deal", True),
        ("began", "start", True),
        ("negotiate", "negotiation", True),
        ("grew", "growth", True),
        ("sign", "signature", True),
        ("country", "counter", False),
        ("increase", "decrease", False),
    ],
)
def test_words_alike(one: str, other: str, expected: bool) -> None:  # noqa: FBT001  (a column of the table)
    """Forms of a word and synonyms are alike, whatever their order."""
    assert is_alike(stem(one), stem(other)) is expected
    assert is_alike(stem(other), stem(one)) is expected


def test_opposites() -> None:
    """Antonyms are known both ways; few of them deny a claim."""
    assert is_opposite("dismiss", "upheld")
    assert is_opposite("upheld", "dismiss")
    assert "south" not in plain_opposites().get("north", frozenset())
    assert "unsaf" in plain_opposites()["safe"]


def test_overlap_bounds() -> None:
    """Nothing shares nothing, and all shares all."""
    words = frozenset({"talk", "minist"})
    assert overlap(words, frozenset(), {}) == 0
    assert overlap(words, words, {}) == 1
    assert alike(words, frozenset({"negoti"})) == {"talk"}


def test_a_heading_shares_less() -> None:
    """A few words that all recur tell less than a sentence's."""
    long = "The government will strengthen the country's defence and its economy."
    assert likeness(candidate("The government", long)) < likeness(candidate(long, long))


def test_names() -> None:
    """Names are capitalised words that open no sentence and are no days."""
    assert names(reading("Ministers met Pedro Sanchez on Friday.")) == {"pedro", "sanchez"}
