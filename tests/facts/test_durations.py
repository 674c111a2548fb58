"""Lengths of time."""

from __future__ import annotations

import pytest

from tests.readings import facts


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("a 10-year agreement", 3652.5),
        ("It lasts for a decade.", 3652.5),
        ("It ran for twelve weeks.", 84),
        ("It takes 14 days.", 14),
        ("It lasts a fortnight; for a fortnight.", 14),
        ("It takes four and a half hours.", 4.5 / 24),
        ("It grew for six consecutive months.", 6 * 30.44),
        ("It lasted within two hours.", 2 / 24),
    ],
)
def test_lengths(text: str, days: float) -> None:
    """A length of time is told in days."""
    assert facts(text).durations[0].low == pytest.approx(days, rel=1e-4)


def test_ranges() -> None:
    """A range has both ends."""
    (found,) = facts("It will take three to five days.").durations
    assert (found.low, found.high) == (3, 5)


@pytest.mark.parametrize(
    "text", ["It costs $16 a week.", "The year was good.", "It came second.", "In the third quarter it fell."]
)
def test_no_lengths(text: str) -> None:
    """Rates and names of periods are no lengths."""
    assert facts(text).durations == ()


def test_ages() -> None:
    """An age is marked as one."""
    (found,) = facts("The 57-year-old accountant left.").durations
    assert found.is_age
