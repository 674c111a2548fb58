"""Signs of another thing of the same kind."""

from __future__ import annotations

import pytest

from reportgen.label.otherness import brings_strangers, have_other_names, is_another, is_earlier_state
from tests.readings import candidate


@pytest.mark.parametrize(
    ("press", "expected"),
    [("Another supplier paid.", True), ("A rival paid.", True), ("It takes another year.", False), ("The supplier paid.", False)],
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
