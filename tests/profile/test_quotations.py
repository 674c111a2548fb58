"""Passages in quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.profile.quotations import find_quotations


def quoted(*paragraphs: str) -> list[list[str]]:
    """Return the quoted passages of each paragraph."""
    found = find_quotations(paragraphs)
    return [[text[item.start : item.end] for item in items] for text, items in zip(paragraphs, found, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go," he said. "It is over."', ["We go,", "It is over."]),
        ("“We go,” he said. “It is over.”", ["We go,", "It is over."]),
        ("‘We go,’ he said. ‘It is over.’", ["We go,", "It is over."]),
        ("'We go,' he said.", ["We go,"]),
        ("„Ja“ and «Oui» and ‹si›", ["Ja", "Oui", "si"]),
        # The marks inside the marks belong to the passage.
        ("“He said ‘no’ to me,” she added.", ["He said ‘no’ to me,"]),
        ("'He said \"no\" to me,' she added.", ['He said "no" to me,']),
        # Apostrophes are no quotation marks.
        ("It's the workers' day in the '90s, rock 'n' roll.", []),
        ("‘The workers’ rights matter,’ he said. It’s late.", ["The workers’ rights matter,"]),
        ("the boss’s and the bosses’ cars", []),
        # Inches are none either.
        ('A 6 3/4" pipe and a 7" pipe.', []),
        # A mark that nothing closes is a slip, and does not turn the rest inside out.
        ('"We go, he said. "It is over."', ["It is over."]),
        ("“We go, he said. “It is over.”", ["It is over."]),
        ('He left." It was late.', []),
        ("Nothing quoted.", []),
        ('""', []),
        ('" "', []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    """The outermost passages are found, whatever their marks."""
    assert quoted(text) == [expected]


def test_several_paragraphs() -> None:
    """A quotation that goes on in the next paragraph, which opens with a mark again, needs no closing mark."""
    assert quoted("“We go. We stay.", "“And more,” he said.") == [["We go. We stay."], ["And more,"]]


def test_open_end() -> None:
    """A lone opening mark before a paragraph that opens with none is a slip."""
    assert quoted("“We go. We stay.", "And more.") == [[], []]


@given(st.lists(st.text(alphabet="ab s .,'\"“”„‘’«»", max_size=60), max_size=4))
def test_laws(paragraphs: list[str]) -> None:
    """Quotations stand in order, inside their paragraph, hold something, and none overlaps another."""
    for text, found in zip(paragraphs, find_quotations(paragraphs), strict=True):
        position = 0
        for item in found:
            assert position <= item.start < item.end <= len(text)
            assert text[item.start : item.end].strip()
            position = item.end


@pytest.mark.parametrize("piece", ['"', "'", "“", "”", "“”", '" a', "‘ a", "'a "])
def test_long_lines(piece: str) -> None:
    """A line of a hundred thousand marks is read like any other."""
    assert len(find_quotations([piece * 100_000])) == 1
