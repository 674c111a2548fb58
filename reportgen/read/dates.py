"""Dates as sources write them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_MONTH_NAMES = (
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may",),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
"""The numbers of the months under their names and short names."""
ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "est": -300, "edt": -240,
    "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "aest": 600, "aedt": 660,
}  # fmt: skip
"""Minutes east of Greenwich of the abbreviations news sites print. "ET" is left out: it does not say which."""

_MAX = 100
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_FORMS = (
    re.compile(rf"\b{_MONTH}\s*{_DAY},?\s+{_YEAR}\b"),
    re.compile(rf"\b{_DAY}\s*(?:of\s+)?{_MONTH},?\s+{_YEAR}\b"),
)
_TIME = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?\s*(?P<half>[ap])?\.?(?:m\b\.?)?"
    r"\s*\(?(?P<zone>[+-]\d{2}:?\d{2}|[a-z]{1,4}\b)?"
)


def iso_date(value: str) -> str | None:
    """Return the date in `value` as ISO 8601, with the time only where its offset is known; None where there is no date.

    >>> iso_date("2024-06-13 15:17:22-04:00")
    '2024-06-13T15:17:22-04:00'
    >>> iso_date("Jan 27, 2025, 10:50 PM EST")
    '2025-01-27T22:50:00-05:00'
    >>> iso_date("13th June 2024")
    '2024-06-13'
    """
    text = value.strip()[:_MAX].lower()
    found = _find_day(text)
    if found is None:
        return _from_mail_header(value)
    day, end = found
    moment = _find_time(text[end:], day)
    return moment.isoformat() if moment else day.isoformat()


def _find_day(text: str) -> tuple[date, int] | None:
    for form in (_ISO, *_FORMS):
        if match := form.search(text):
            month = match["month"]
            try:
                return date(int(match["year"]), MONTHS.get(month) or int(month), int(match["day"])), match.end()
            except ValueError:
                continue
    return None


def _find_time(text: str, day: date) -> datetime | None:
    match = _TIME.search(text)
    zone = _offset(match["zone"]) if match and match["zone"] else None
    if match is None or zone is None:
        return None
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    try:
        return datetime(day.year, day.month, day.day, hour, int(match["minute"]), int(match["second"] or 0), tzinfo=zone)
    except ValueError:
        return None


def _offset(zone: str) -> timezone | None:
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        if minutes >= 24 * 60:
            return None
        return timezone(timedelta(minutes=minutes if zone[0] == "+" else -minutes))
    return timezone(timedelta(minutes=ZONES[zone])) if zone in ZONES else None


def _from_mail_header(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value.strip()[:_MAX]).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
