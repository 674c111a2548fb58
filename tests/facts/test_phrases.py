"""The little language of phrase lists."""

from __future__ import annotations

import pytest

from reportgen.facts.phrases import phrases
from reportgen.wordlists import read_classes
from tests.readings import tokens

LISTS = (
    "effect_phrases.txt",
    "event_leads.txt",
    "figure_bounds.txt",
    "force_phrases.txt",
    "hedge_phrases.txt",
    "negation_cues.txt",
    "timing_phrases.txt",
    "earlier_phrases.txt",
    "stance_phrases.txt",
)


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_well_formed(name: str) -> None:
    """Each list is read, and no phrase begins with a word that may be missing."""
    assert phrases(name)
    for label, entries in read_classes(name).items():
        assert entries, label
        assert not any(entry.startswith(("(", "...")) for entry in entries)


def test_the_longest_phrase_wins() -> None:
    """Of two phrases at one place the longer is found."""
    (found,) = phrases("figure_bounds.txt").find(tokens("no more than"))
    assert (found.label, found.start, found.end) == ("at most", 0, 3)


def test_gaps_do_not_cross_a_mark_that_ends_a_thought() -> None:
    """Three dots stand for a few words of the same thought."""
    assert [hit.label for hit in phrases("force_phrases.txt").find(tokens("nothing in it stops them"))] == ["reversible"]
    assert not phrases("force_phrases.txt").find(tokens("nothing. It stops them"))
