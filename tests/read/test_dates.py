"""Dates to ISO 8601."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.read.dates import iso_date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-06-13", "2024-06-13"),
        ("2024-06-13 15:17:22-04:00", "2024-06-13T15:17:22-04:00"),
        ("2024-06-13T15:17:22Z", "2024-06-13T15:17:22+00:00"),
        ("2024-06-13T15:17:22.123456+0200", "2024-06-13T15:17:22+02:00"),
        ("June 13, 2024", "2024-06-13"),
        ("Thursday, June 13th 2024", "2024-06-13"),
        ("13 June 2024", "2024-06-13"),
        ("the 1st of May, 2024", "2024-05-01"),
        ("Sept. 3, 2024, 9:05 a.m. EDT", "2024-09-03T09:05:00-04:00"),
        ("Jan 27, 2025, 12:50 AM EST", "2025-01-27T00:50:00-05:00"),
        ("Thu, 13 Jun 2024 15:17:22 +0000", "2024-06-13T15:17:22+00:00"),
        # "ET" is one of two offsets, and a time without any is of no use for telling which text came first.
        ("July 9, 2025, 4:45 PM ET", "2025-07-09"),
        ("2024-06-13 15:17", "2024-06-13"),
        # Dates that are none.
        ("2024-02-30", None),
        ("June 2024", None),
        ("13/06/2024", None),
        ("yesterday", None),
        ("", None),
        ("99:99", None),
        ("2024-06-13 25:61:00Z", "2024-06-13"),
        ("2024-06-13 10:00:00+99:99", "2024-06-13"),
    ],
)
def test_dates(written: str, expected: str | None) -> None:
    """A date is read with its time where the offset is known, and nothing is guessed."""
    assert iso_date(written) == expected


@given(st.datetimes(timezones=st.just(None)), st.integers(-14 * 60, 14 * 60))
def test_own_form(moment: object, minutes: int) -> None:
    """What is ISO 8601 already stays so."""
    sign, size = "+-"[minutes < 0], abs(minutes)
    written = f"{moment.replace(microsecond=0).isoformat()}{sign}{size // 60:02}:{size % 60:02}"  # type: ignore[attr-defined]
    found = iso_date(written)
    assert found is not None
    assert iso_date(found) == found


@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    """Any text is a date or none."""
    assert iso_date(text) is None or iso_date(text)
