"""Forms of lines."""

import pytest

from reportgen.read.furniture import patterns


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("June 20, 2012", True),
        ("Nov. 19, 2019 8:03 am ET", True),
        ("Published 5 June 2026, 09:15 GMT", True),
        ("First published on June 13, 2024 / 5:12 PM EDT", True),
        ("3 hours ago", True),
        ("2017", True),
        ("2 May was a Monday like any other", False),
        ("Monday", False),
        ("In 2024 the ports closed", False),
        ("At 10:15 he left", False),
        ("4 52 0.57", False),
        ("12 | 1,204 | 4.14%", False),
        ("2024-06-13 10.15", True),
        ("13.06.2024 10.15 10.20", True),
    ],
)
def test_stamps(line: str, expected: bool) -> None:  # noqa: FBT001  (a column of the table)
    """A stamp has a date or a time, and nothing but."""
    assert patterns.is_stamp(line) is expected


@pytest.mark.parametrize(
    "unit", ["Ab Cd/", "(Ab ", "Ab, ", "By Ab ", "AB CD/", "May 2, ", "a@b.", "Credit: A ", "1.2.", ". A ", "Read: ", "© 20"]
)
@pytest.mark.parametrize("name", sorted(name for name in vars(patterns) if name.isupper() and not name.startswith("_")))
def test_no_line_takes_long(name: str, unit: str) -> None:
    """No form is looked for twice at one place, however a line repeats itself."""
    pattern = getattr(patterns, name)
    if hasattr(pattern, "search"):
        pattern.search(unit * 3_000)
        pattern.fullmatch(unit * 3_000)
