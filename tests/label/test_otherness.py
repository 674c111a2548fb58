"""Signs of another thing of the same kind."""

from __future__ import annotations

import pytest

from reportgen.label.otherness import (
    brings_strangers,
    have_other_names,
    is_a_strangers,
    is_another,
    is_earlier_state,
    is_of_another_year,
)
from tests.readings import candidate


@pytest.mark.parametrize(
    ("press", "expected"),
    [
        ("Another supplier paid.", True),
        ("A rival paid.", True),
        ("It takes another year.", False),
        ("A second one paid.", True),
        ("It paid a fine of its own.", True),
        ("The supplier paid.", False),
    ],
)
def test_another(press: str, expected: bool) -> None:  # noqa: FBT001  (a column of the table)
    """The word "another" speaks of another thing, unless it only adds to a count."""
    assert is_another(candidate("The supplier was fined.", press)) is expected


def test_names() -> None:
    """Names on both sides and none shared tell two things; spellings of one name do not."""
    assert have_other_names(candidate("The firm in Dublin grew.", "The firm in Cork grew."))
    assert not have_other_names(candidate("The wife of Zelenskyy spoke.", "The wife of Zelensky spoke."))
    assert not have_other_names(candidate("The firm grew.", "The firm in Cork grew."))


def test_looking_back() -> None:
    """A press statement may speak of an earlier state."""
    assert is_earlier_state(candidate("The second round gives 48 grants.", "In the first round 30 grants were given."))


def test_strangers() -> None:
    """Two names the official text never has are somebody else's deed."""
    sides = candidate("President Biden signed it.", "Yesterday Pedro Sanchez signed it.")
    assert brings_strangers(sides, frozenset({"pedro", "sanchez"}))
    assert not brings_strangers(sides, frozenset({"pedro"}))


@pytest.mark.parametrize(
    ("press", "expected"),
    [
        ("Sulmark employs 900 people.", True),
        ("Brandt employs 900 people.", False),
        ("Sulmark said that it employs 900 people.", False),
        ("Seven people lost their jobs.", False),
    ],
)
def test_facts_of_a_stranger(press: str, expected: bool) -> None:  # noqa: FBT001  (a column of the table)
    """A name the official text never has, right before a deed that is no saying, tells of somebody else."""
    assert is_a_strangers(candidate("The firm Brandt employs 1,300 people.", press)) is expected


def test_another_year() -> None:
    """A year after "in" or "of" that the official text never names is another time."""
    assert is_of_another_year(candidate("The election cost 40 million.", "The election of 2023 cost 29 million."))
    assert not is_of_another_year(candidate("The election of 2023 cost 40 million.", "The election of 2023 cost 29 million."))
