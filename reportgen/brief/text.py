"""Texts made safe to print: odd characters named, white space folded, long texts cut, dates and numbers in words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache
from operator import is_
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

T = TypeVar("T")

MARKS_PER_BASE = 8
"""Combining marks shown on one letter. Vietnamese and polytonic Greek need three; tens of thousands of them stall shaping."""

MARKS_PER_PLACE = 2
"""Of these, those in one place: above the letter, for example. Vietnamese needs two; more rise into the line above."""

NAMED_AT_MOST = 4
"""Odd characters in a row that are named one by one; a longer run is named by its first and its length."""

_SPACE = re.compile("[ \t\n\r\v\f\x85\u2028\u2029]+")

_DROPPED = re.compile("[\u00ad\u200b\u2060\ufeff]+")
"""Soft hyphens, zero-width spaces and joiners of words, byte-order marks: they show nothing and are common in copied text."""

_UNSAFE_CLASS = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, which can show a text reversed
    "\u180e\u200c\u200d\u2061-\u2065\u206a-\u206f\ufe00-\ufe0f\ufff9-\ufffb"  # other invisible format characters
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"  # surrogates, private use, noncharacters
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff"  # format controls, tags, private planes
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xE0000, 0x10000))
)
_UNSAFE = re.compile(f"[{_UNSAFE_CLASS}]+")

_MAYBE_MARK = re.compile("[^\x00-\u02ff]")


def printable(text: str) -> str:
    r"""Return `text` in one line, composed (NFC), with every character that cannot be shown named as [U+XXXX].

    >>> printable("a\u202eb\n c")
    'a[U+202E]b c'
    """
    text = _SPACE.sub(" ", text)
    if text.isascii() and text.isprintable():
        return text
    text = _UNSAFE.sub(named_characters, _DROPPED.sub("", text))
    if _MAYBE_MARK.search(text):
        text = unicodedata.normalize("NFC", _limit_marks(text))
    return text


def named_characters(match: re.Match[str]) -> str:
    """Return a name for a run of characters that cannot be shown: `[U+4E2D]`, `[U+4E2D U+6587]`, `[U+4E2D … 12 characters]`."""
    return _names(match[0])


def _names(run: str) -> str:
    if len(run) > NAMED_AT_MOST:
        return f"[U+{ord(run[0]):04X} … {len(run)} characters]"
    return f"[{' '.join(f'U+{ord(character):04X}' for character in run)}]"


def _limit_marks(text: str) -> str:
    """Return `text` with combining marks named that no letter carries, or that one letter has too many of."""
    kept: list[str] = []
    position = end = 0
    for start in _marks(text):
        if start < end:
            continue
        end = start + 1
        while end < len(text) and unicodedata.category(text[end]) in _MARKS:
            end += 1
        bare = start == 0 or text[start - 1].isspace()
        if bare or end - start > MARKS_PER_PLACE:
            room = 0 if bare else _room_for_marks(text[start:end])
            kept += text[position : start + room], _names(text[start + room : end]) if room < end - start else ""
            position = end
    return "".join([*kept, text[position:]])


def _marks(text: str) -> Iterator[int]:
    """Yield where combining marks stand."""
    return (index for index, category in enumerate(map(unicodedata.category, text)) if category in _MARKS)


_MARKS = ("Mn", "Me")


def _room_for_marks(marks: str) -> int:
    """Return how many of these marks a letter can carry, from the first on."""
    places: Counter[int] = Counter()
    for number, mark in enumerate(marks[: MARKS_PER_BASE + 1]):
        place = unicodedata.combining(mark)
        places[place] += 1
        # Marks of place 0 stand each where its script wants it.
        if number == MARKS_PER_BASE or (place and places[place] > MARKS_PER_PLACE):
            return number
    return len(marks)


def map_texts(value: T, change: Callable[[str], str]) -> T:
    """Return a value of the view model with `change` applied to every text in it, so that none can be forgotten."""
    return map_values(value, {str: change})


def texts_of(value: Any) -> Iterator[str]:
    """Yield every text in a value of the view model."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif is_dataclass(value):
        for item in fields(value):
            yield from texts_of(getattr(value, item.name))


def map_values(value: T, changes: Mapping[type, Callable[[Any], Any]]) -> T:
    """Return a value of the view model with everything in it changed as `changes` tells for its type, innermost first."""
    return _map_values(value, changes)  # type: ignore[no-any-return]


def _map_values(value: Any, changes: Mapping[type, Callable[[Any], Any]]) -> Any:
    # What nothing changes in is kept and not made anew, which most of a brief is.
    own = type(value)
    if own is tuple:
        items = tuple([_map_values(item, changes) for item in value])
        value = value if all(map(is_, items, value)) else items
    elif names := _fields_of(own):  # type: ignore[arg-type]
        new = {}
        for name in names:
            old = getattr(value, name)
            made = _map_values(old, changes)
            if made is not old:
                new[name] = made
        value = replace(value, **new) if new else value
    change = changes.get(own)
    return change(value) if change else value


@cache
def _fields_of(own: type) -> tuple[str, ...]:
    """Return the names of a type's fields; none where it has no fields."""
    return tuple(item.name for item in fields(own)) if is_dataclass(own) else ()


def shorten(text: str, limit: int) -> str:
    """Return `text`, or its first words within `limit` characters and an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    return (head[:space] if space > limit // 2 else head).rstrip(" ,;:–—-") + "…"


def count_words(text: str) -> int:
    """Return the number of words: stretches between white space, as the comparison's metrics count them."""
    return len(text.split())


def quantity(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 statement", "2 statements".

    >>> quantity(1200, "word")
    '1,200 words'
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def join_words(parts: Iterable[str], last: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    *head, tail = parts
    return f"{', '.join(head)} {last} {tail}" if head else tail


def parse_date(value: str | None) -> date | datetime | None:
    """Return an ISO 8601 date, or date and time; None for anything else."""
    if not value or not value.isascii() or len(value) > 40:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def day_of(value: date | datetime) -> date:
    """Return the calendar day, in the time zone the source gives."""
    return value.date() if isinstance(value, datetime) else value


def date_words(value: str | None) -> str | None:
    """Return a date in words; what is no ISO date stays as it is.

    >>> date_words("2024-06-13T15:17:22-04:00")
    '13 June 2024, 15:17 (UTC−4)'
    """
    moment = parse_date(value)
    if moment is None:
        return value or None
    words = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    if isinstance(moment, datetime):
        words += f", {moment:%H:%M}{_offset_words(moment)}"
    return words


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Names that do not change with the machine's locale, as strftime's do."""


def _offset_words(moment: datetime) -> str:
    offset = moment.utcoffset()
    if offset is None:
        return ""
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return " UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f" (UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''})"


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def language_tag(value: str | None) -> str | None:
    """Return a well-formed BCP 47 tag, or None."""
    return value if value and _LANGUAGE.fullmatch(value) else None


MAX_URL = 2000
"""Longest address that becomes a link, in characters; browsers and servers agree on little beyond it."""


_NOT_IN_URL = re.compile("[\x00-\x20\x7f\ud800-\udfff]")


def safe_url(value: str | None) -> str | None:
    """Return a web address as ASCII, fit for a link; None for any other scheme (`javascript:`, `file:`…) or a broken one."""
    if not value or len(value) > MAX_URL or _NOT_IN_URL.search(value):
        return None
    try:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
    except ValueError:
        return None
    return quote(value, safe="/:?#[]@!$&()*+,;=~%")


def address_words(value: str | None) -> str | None:
    """Return an address as it is shown: without `https://www.` and the last slash."""
    if not value:
        return None
    return re.sub(r"^https?://(?:www\.)?", "", value).rstrip("/") or value
