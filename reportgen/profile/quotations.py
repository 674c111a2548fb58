"""Passages in quotation marks: straight, curly, low, angular and single ones, with apostrophes told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CLOSING = {'"': '"”“', "“": '”"', "„": "“”", "«": "»", "‹": "›", "‘": "’", "'": "'", "‚": "‘’"}
"""What closes each opening mark; typists mix straight and curly ones."""
DOUBLE = frozenset('"“„«')
LONGEST = 8000
"""Characters a quotation may hold; a mark that closes later belongs to another."""
LONGEST_SINGLE = 600
"""Characters a passage in single marks may hold; what closes later is taken for an apostrophe."""
MOST_APOSTROPHES = 20
"""Apostrophes looked at before a single mark is taken for one itself."""

_MARK = re.compile("[\"“”„«»‹›‘'‚]")
_ANNOUNCES = re.compile(r"[\w)][,:]\s+\Z")
_ELISIONS = re.compile(r"(?:tis|twas|til|till|em|cause|bout|round|n|cuz|nuff|\d\ds?)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"s['’]\s+[a-z]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage inside the outermost quotation marks of a paragraph."""

    start: int
    """Behind the opening mark."""
    end: int
    """At the closing mark, or where the paragraph ends."""
    is_open: bool = False
    """True where no mark closes it: it goes on in the next paragraph, which opens with a mark again."""


def find_quotations(paragraphs: Sequence[str]) -> list[list[Quotation]]:
    """Return the quotations of each paragraph, in order, marks inside other marks passed over.

    A quotation that nothing closes counts if the next paragraph begins with an opening mark, as newspapers print a speech
    of several paragraphs, or if a comma or colon announces it. Any other lone mark is a slip, and is passed over.

    >>> [(q.start, q.end) for q in find_quotations(['He said "no" and ‘don’t’.'])[0]]
    [(9, 11), (18, 23)]
    """
    found = []
    for index, text in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else ""
        found.append(list(_quotations(text, goes_on=following.lstrip()[:1] in DOUBLE)))
    return found


def _quotations(text: str, *, goes_on: bool) -> Iterator[Quotation]:
    position, lone = 0, None
    while match := _MARK.search(text, position):
        position = match.end()
        if not _opens(text, match.start()):
            continue
        end = _closing(text, match.start())
        if end is None:
            lone = match.start() if match[0] in DOUBLE else lone
            continue
        if end > position and not text[position:end].isspace():
            yield Quotation(position, end)
        lone, position = None, end + 1
    if lone is not None and text[lone + 1 :].strip() and (goes_on or _ANNOUNCES.search(text, max(0, lone - 8), lone)):
        yield Quotation(lone + 1, len(text.rstrip()), is_open=goes_on)


def _opens(text: str, at: int) -> bool:
    """Return whether the mark at `at` may open a quotation by what stands around it."""
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark not in CLOSING:
        return False
    if mark in "“„«‹":
        return True
    stands_free = not before or before.isspace() or before in '([{—–-/"“„«:' or mark == "‚"
    if mark == '"':
        # A closing mark was looked for where a quotation opened; what is left over opens, or is an inch sign.
        return stands_free or not before.isdigit()
    return stands_free and bool(after) and not after.isspace() and not _ELISIONS.match(text, at + 1)


def _closing(text: str, at: int) -> int | None:
    """Return where the quotation that opens at `at` closes, or None."""
    mark = text[at]
    if mark in "‘'‚":
        return _closing_single(text, at)
    for match in _either(mark).finditer(text, at + 1, at + LONGEST):
        if match[0] not in CLOSING[mark] or (match[0] in '"“' and _opens_afresh(text, match.start())):
            # A mark opens again before one closes: the first was never closed.
            return None
        return match.start()
    return None


def _opens_afresh(text: str, at: int) -> bool:
    """Return whether a mark inside a quotation can only open another: white space before it, a letter behind."""
    return text[at - 1 : at].isspace() and text[at + 1 : at + 2].isalnum()


def _closing_single(text: str, at: int) -> int | None:
    # The closer of a passage of one character at least, with no letter behind, and no plural's apostrophe.
    for match in islice(_either(CLOSING[text[at]]).finditer(text, at + 2, at + LONGEST_SINGLE), MOST_APOSTROPHES):
        place = match.start()
        if not text[place + 1 : place + 2].isalnum() and not _POSSESSIVE.match(text, place - 1):
            return place
    return None


@cache
def _either(mark: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(mark + CLOSING.get(mark, ''))}]")
