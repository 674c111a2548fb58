"""Spelling variants and short names."""

from __future__ import annotations

import pytest

from reportgen.align.vocabulary import Vocabulary, find_name_variants, shorten
from reportgen.words import split_words


@pytest.mark.parametrize(
    ("official", "press", "expected"),
    [
        ("President Zelenskyy signed", "Volodymyr Zelensky signed", {"zelenski": "zelenskyy"}),
        # Two countries whose names are alike are two countries.
        ("We thank Austria", "He thanked Australia", {}),
        ("We met in Iran", "He met in Iraq", {}),
    ],
)
def test_spelling_variants_of_a_name_are_one(official: str, press: str, expected: dict[str, str]) -> None:
    """A name only the press uses is taken for the official spelling nearest to it, if that is near enough."""
    assert find_name_variants([split_words(official)], [split_words(press)]) == expected


def test_long_names_take_their_short_form() -> None:
    """A country written out has the stem of its abbreviation."""
    vocabulary = Vocabulary([split_words("The United States signed")], [split_words("The U.S. signed")])
    assert vocabulary.content_stems(split_words("The United States signed")) == ("us", "sign")
    assert shorten(("unit", "front")) == ("unit", "front")
