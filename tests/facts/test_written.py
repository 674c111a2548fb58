"""The day a text was written, from the text itself."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.facts import infer_written


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (["They will sign on June 13, he told the press on June 12."], date(2024, 6, 12)),
        (["KYIV, June 11 (Reuters) - The talks have begun."], date(2024, 6, 11)),
        (
            ["The talks have begun.", "The minister said on June 9 that they go well, and said on June 11 that they ended."],
            date(2024, 6, 11),
        ),
    ],
)
def test_a_text_that_tells(statements: list[str], expected: date) -> None:
    """A dateline or the latest day of saying tells the day; the year comes from the other document."""
    found = infer_written(statements, anchor=date(2024, 6, 13))
    assert found is not None
    assert found.day == expected
    assert statements[found.index][found.start : found.end]


@pytest.mark.parametrize(
    "statements",
    [
        [],
        ["The talks have begun."],
        ["It was signed on May 27."],
        ["He spoke on Monday."],
        ["They will sign on June 3, he told the press on June 12."],
        ["The law says that it applies on March 3."],
    ],
)
def test_a_text_that_does_not_tell(statements: list[str]) -> None:
    """Days of other things, bare weekdays and days that contradict what lies ahead tell nothing."""
    assert infer_written(statements, anchor=date(2024, 6, 13)) is None


def test_the_year_may_come_from_the_text() -> None:
    """Without another document the latest year the text names is taken."""
    found = infer_written(["It ran from 2019 to 2023.", "He told reporters on July 4."], anchor=None)
    assert found is not None
    assert found.day == date(2023, 7, 4)
