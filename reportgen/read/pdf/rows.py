"""Rows: words of a part of a page that stand on one line, from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.read.pdf.words import Word

INITIAL = 1.7
"""A letter so many times larger than its neighbours, at the head of a paragraph, is its initial."""
INITIAL_LETTERS = 2
MOST_INITIALS = 40
"""A page has at most so many initials."""
SHARED = 0.4
"""Two words stand on one row where at least this share of the smaller one's height is beside the other."""


@dataclass(slots=True)
class Row:
    """Words side by side."""

    words: list[Word]
    top: float
    bottom: float

    @property
    def x0(self) -> float:
        """Where the row begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where the row ends."""
        return max(word.x1 for word in self.words)


def rows_of(words: Sequence[Word]) -> list[Row]:
    """Return the rows that `words` make, the highest first; raised and lowered marks stand on the row they belong to."""
    initials = _initials(words)
    rows: list[Row] = []
    # Large words first among those on one foot: a raised mark joins the row, not the row the mark.
    for word in sorted(
        (word for word in words if id(word) not in initials), key=lambda word: (-word.y - 0.3 * word.size, word.x0)
    ):
        row = next((row for row in rows[-4:][::-1] if _stands_on(word, row)), None)
        if row is None:
            rows.append(Row([word], word.top, word.bottom))
        else:
            row.words.append(word)
            if word.size > 1.2 * (row.top - row.bottom) / 0.95:  # the row began with a raised mark
                row.top, row.bottom = word.top, word.bottom
    for initial in sorted(initials.values(), key=lambda word: -word.y):
        _set_initial(initial, rows)
    for row in rows:
        row.words.sort(key=lambda word: word.x0)
    rows.sort(key=lambda row: -(row.top + row.bottom))
    return rows


def _stands_on(word: Word, row: Row) -> bool:
    shared = min(word.top, row.top) - max(word.bottom, row.bottom)
    return shared >= SHARED * min(word.top - word.bottom, row.top - row.bottom)


def _initials(words: Sequence[Word]) -> dict[int, Word]:
    """Return the large letters that stand beside two or more rows of smaller ones."""
    found: dict[int, Word] = {}
    usual = median(word.size for word in words) if words else 0.0
    large = [
        word for word in words if word.size >= INITIAL * usual and len(word.text) <= INITIAL_LETTERS and word.text[:1].isalpha()
    ]
    for word in large[:MOST_INITIALS]:
        beside = {
            round(other.y)
            for other in words
            if other is not word
            and word.size >= INITIAL * other.size
            and 0 <= other.x0 - word.x1 <= 1.5 * other.size
            and word.bottom - 0.1 * other.size <= other.y <= word.top + 0.1 * word.size
        }
        if len(beside) >= 2:
            found[id(word)] = word
    return found


def _set_initial(initial: Word, rows: list[Row]) -> None:
    """Put an initial before the highest row beside it."""
    for row in sorted(rows, key=lambda row: -row.top):
        right = [word for word in row.words if word.x0 >= initial.x1 - 0.1 * word.size]
        if right and initial.bottom <= (row.top + row.bottom) / 2 <= initial.top + 0.15 * initial.size:
            first = min(right, key=lambda word: word.x0)
            # It is drawn smaller here: as a letter of the word it begins.
            initial.y, initial.size, initial.space = first.y, first.size, first.space
            initial.x1 = max(initial.x1, first.x0 - (0.3 * first.size if initial.text in ("A", "I") else 0))
            row.words.append(initial)
            return
    rows.append(Row([initial], initial.top, initial.bottom))
