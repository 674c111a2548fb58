"""Rows of data."""

import pytest

from reportgen.read.furniture.tables import find_tables
from reportgen.read.furniture.views import View
from tests.helpers import block


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1 Alster 5040 5", "2 Brenna 5035 7", "3 Corva 5033 4", "4 Dene 5027 6"], 4),
        (["North – 1.71", "South – 1.89", "East – 1.75", "West – 1.78", "Islands"], 5),
        (["June 9 Oslo", "June 10 Bergen", "June 12 Turku", "July 1 Riga"], 4),
        # Too few, without figures, or of no shape.
        (["North – 1.71", "South – 1.89", "East – 1.75"], 0),
        (["Home", "News", "Sport", "Weather", "Travel"], 0),
        (["Storm 9 nears", "Five die in 2 fires", "Whale seen", "Top 10 cakes"], 0),
    ],
)
def test_rows(lines: list[str], expected: int) -> None:
    """Lines of one shape with figures in them are rows."""
    views = [View(block(line), index, follows_closely=index > 0) for index, line in enumerate(lines)]
    assert len(find_tables(views, [None] * len(views))) == expected


def test_marked_lines_are_no_rows() -> None:
    """What is furniture already is no data."""
    views = [
        View(block(f"December {year} (31)"), index, follows_closely=index > 0) for index, year in enumerate(range(2012, 2020))
    ]
    assert find_tables(views, ["byline or page date"] * len(views)) == frozenset()
