"""Laws that hold for the facts of any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts import Facts, find_facts
from reportgen.facts.tokens import MAX_WORDS
from reportgen.words import split_words
from tests.readings import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = st.sampled_from(
    [
        *("The", "a", "of", "14", "15", "$", "%", "billion", "percent", "two", "third", "half", "will", "not", "signed", "on"),
        *("June", "13", "may", "2024", ",", ".", "“", "no", "only", "but", "if", "up", "to", "countries", "-"),
    ]
)


def spans(found: Facts) -> Iterator[tuple[int, int]]:
    """Yield the span of every fact."""
    for name in ("figures", "dates", "durations", "events", "forces", "negations", "hedges"):
        for fact in getattr(found, name):
            yield fact.start, fact.end


@given(st.text(max_size=200) | st.lists(WORDS, max_size=40).map(" ".join))
def test_spans_lie_in_the_text(text: str) -> None:
    """Every fact of any text has a span of at least one character in it."""
    assert all(0 <= start < end <= len(text) for start, end in spans(facts(text)))


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_the_same_text_gives_the_same_facts(text: str) -> None:
    """Reading is a function of the text."""
    assert facts(text) == facts(text)


def test_long_text_is_read_up_to_a_bound() -> None:
    """Of a statement without end, only the first words are read."""
    text = "14 countries " * MAX_WORDS
    found = find_facts(text, split_words(text), written=None)
    assert len(found.figures) == MAX_WORDS / 2


def test_text_without_words() -> None:
    """Marks alone hold no facts."""
    assert facts("… — !?") == Facts()


def test_lone_surrogates_and_controls() -> None:
    """Broken characters are read over."""
    assert facts("\x00 14\ud800 countries \x1b[0m").figures
