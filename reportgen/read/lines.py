"""Lines of a text, and which of them are one paragraph that was wrapped by hand or by a program."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

NARROWEST, WIDEST = 40, 140
"""Widths at which programs wrap: 72 to 80 mostly, 40 on old telexes, 132 on old printers."""
SURE = 0.6
"""From this share of line ends on that a width explains, the text was wrapped at it. Headlines and menus reach .3 by chance."""
RUNNING_ON = 0.35
"""At least this share of wrapped lines goes on in lower case; in prose about .75 do, in lists of headlines none."""

_LINE = re.compile(r"([^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*)(?:\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|$)")
_LABELLED = re.compile(r"\s*(?:by|written by|posted|published|updated)\s?:\s", re.IGNORECASE)
"""A line of a page's head, whatever stands above it."""
_TERMINAL = re.compile(r"""[.!?:;…]["'”’»)\]*_]{0,4}\s*$""")


@dataclass(frozen=True, slots=True)
class Line:
    """A line's span in its text, without the line end and without trailing white space."""

    start: int
    end: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing is to be seen on the line."""
        return not self.text.strip()


def split_lines(text: str, start: int = 0) -> list[Line]:
    """Return the lines of `text` from `start` on; every kind of line end ends one."""
    lines: list[Line] = []
    for found in _LINE.finditer(text, start):
        if found.end() == found.start() and found.start() == len(text):
            break
        shown = found[1].rstrip()
        lines.append(Line(found.start(), found.start() + len(shown), shown))
    return lines


def wrap_width(lines: list[Line]) -> int | None:
    """Return the width the text was wrapped at, or None where its line ends mean something.

    A program breaks a line exactly where the next word would not fit: a width lies between the length of a line and that
    length with the next line's first word. The width that does so for most lines is it.
    """
    votes = [0] * (WIDEST + 2)
    running = [0] * (WIDEST + 2)
    total = 0
    for line, following in pairwise(lines):
        first = following.text.split(None, 1)
        if not line.text or not first:
            continue
        length = len(line.text)
        needed = length + len(first[0])  # with the space between, less one
        if needed < NARROWEST:
            continue
        total += 1
        runs_on = following.text.lstrip()[:1].islower()
        for width in range(max(length, NARROWEST), min(needed, WIDEST) + 1):
            votes[width] += 1
            running[width] += runs_on
    best = max(range(NARROWEST, WIDEST + 1), key=votes.__getitem__)
    if votes[best] < 3 or votes[best] < SURE * total or running[best] < RUNNING_ON * votes[best]:
        return None
    return best


def runs_on(line: Line, following: Line, width: int | None) -> bool:
    """Return whether `following` goes on with the paragraph of `line`, in a text wrapped at `width`."""
    first = following.text.split(None, 1)
    if not first or not line.text:
        return False
    if line.text.endswith("]") and first[0].startswith("("):
        return True  # a link whose address went to the next line
    if _LABELLED.match(following.text):
        return False
    if width is not None and len(line.text) + 1 + len(first[0]) > width:
        return True
    return len(line.text) >= NARROWEST and first[0][:1].islower() and not _TERMINAL.search(line.text[-12:])
