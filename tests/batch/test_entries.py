"""What the files of an entry are called."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.batch.entries import Side, name_of

TEXTS = st.text(min_size=1, max_size=300)
SIDE = Side("a.txt")


@given(TEXTS)
def test_a_name_can_be_a_file_name(identity: str) -> None:
    """Whatever an id holds, the name has no separator, no dot in front, and not too many characters."""
    name = name_of(identity, SIDE, SIDE)
    assert name == name.lower()
    assert not set(name) & set("/\\:\0 ")
    assert not name.startswith(".")
    assert 0 < len(name) <= 120


@given(TEXTS, TEXTS)
def test_two_ids_have_two_names(one: str, other: str) -> None:
    """Ids that differ have names that differ, also where capitals do not count."""
    assert (name_of(one, SIDE, SIDE).casefold() == name_of(other, SIDE, SIDE).casefold()) == (one == other)


def test_texts_tell_lines_without_an_id_apart() -> None:
    """Two lines with the same names for different texts are two comparisons."""
    names = {name_of(None, Side("official", text), Side("press", "x")) for text in ("one", "two", "two")}
    assert len(names) == 2
