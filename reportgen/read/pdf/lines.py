"""Lines of a page: rows as text, with what their place and letters tell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from reportgen.read.pdf.columns import columns_of
from reportgen.read.pdf.words import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.read.pdf.rows import Row
    from reportgen.read.pdf.words import Word

RAISED, SMALL = 0.15, 0.88
"""A mark of a note stands so many ems above the foot of its line, in letters of at most this share of their size."""
HIGH = 0.3
"""What stands so many ems above the foot of its line is raised, whatever its size."""
CELL = 1.6
"""Words with so many ems between them stand in two cells."""
STRETCHED = 2.0
"""The spaces of a line that is stretched to its edges differ by less than so many times."""
TOO_WIDE = 3.0
"""And are not so many ems wide, all of them."""

_NOTE_MARK = re.compile(r"\[?(?:\d{1,3}(?:[,–-]\d{1,3}){0,3}|[*†‡§¶]{1,3})\]?")
_BEFORE_MARK = re.compile(r"[^\W\d_]{3,}[.,;:!?”’\"')\]]{0,3}$|[^\W_]{2,}[.,;:!?”’\"')\]]{1,3}$")
_UNITS = re.compile(r"(?:^|\d|\W)(?:mm|cm|km|mi|ft|sq)$")


@dataclass(slots=True)
class Line:
    """A line of one column."""

    text: str
    page: int
    """From 1."""
    part: int
    """Which part of the page in reading order; parts are numbered through the whole file."""
    x0: float
    x1: float
    y: float
    size: float
    """Of most of its letters, in points."""
    is_bold: bool
    """Whether all of it is."""
    tag: str
    is_artifact: bool
    gap: float | None
    """How far its foot is below that of the line above it in its column, in points; None for the first."""
    first_width: float
    """The width of its first word, in points."""
    space: float
    """The width of a space between words, in points."""
    cells: tuple[tuple[float, float, bool], ...] = ()
    """Its pieces far apart from each other, but for the first: where each begins, ends, and whether it is a figure."""
    row: str = ""
    """Its text with a mark between the pieces, for a row of a table."""
    element: int = 0
    """The number of the paragraph the file says most of it belongs to, 0 where it says nothing."""
    height: float = 0.0
    """Where it stands on its page: 0 at the foot of all text, 1 at the head."""
    left: float = 0.0
    right: float = 0.0
    """The edges of its column, as `edges` finds them."""

    @property
    def inset(self) -> float:
        """How many points it begins behind the edge of its column."""
        return self.x0 - self.left

    @property
    def room(self) -> float:
        """How many points are left free at its end."""
        return self.right - self.x1


def lines_of(words: Sequence[Word], page: int, *, first_part: int) -> list[Line]:
    """Return the lines of a page in reading order; `first_part` is the number of its first part."""
    lines: list[Line] = []
    for number, rows in enumerate(columns_of(words), first_part):
        above: float | None = None
        for row in rows:
            line = _line(row, page, number, above)
            above = line.y
            if line.text:
                lines.append(line)
    top = max((line.y for line in lines), default=0.0)
    bottom = min((line.y for line in lines), default=0.0)
    for line in lines:
        line.height = (line.y - bottom) / (top - bottom) if top > bottom else 1.0
    return lines


def _line(row: Row, page: int, part: int, above: float | None) -> Line:
    main = _main_size(row.words)
    body = [word for word in row.words if word.size >= SMALL * main] or row.words
    foot = median(word.y for word in body)
    words = [word for word in row.words if not _is_note_mark(word, row.words, foot, main)]
    pieces = _pieces(words)
    text = _spaced_out(pieces)
    if is_right_to_left(text):
        text = "".join(_from_the_right(pieces))
    cells = _cells(words)
    tags = Counter(word.tag for word in row.words)
    elements = Counter(word.element for word in row.words)
    return Line(
        text=text.strip(),
        page=page,
        part=part,
        x0=row.x0,
        x1=row.x1,
        y=foot,
        size=main,
        is_bold=all(word.is_bold for word in words if any(char.isalnum() for char in word.text)) and bool(words),
        tag=tags.most_common(1)[0][0],
        is_artifact=all(word.is_artifact for word in row.words),
        gap=None if above is None else above - foot,
        first_width=_first_width(words),
        space=0.25 * main,
        cells=tuple(cells),
        row=_row(words, cells) if cells else "",
        element=elements.most_common(1)[0][0],
    )


def _main_size(words: Sequence[Word]) -> float:
    sizes = Counter[float]()
    for word in words:
        sizes[round(word.size, 1)] += len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _is_note_mark(word: Word, words: Sequence[Word], foot: float, size: float) -> bool:
    """Return whether a word is the raised mark of a note: figures or stars behind a word, and no power of a unit."""
    raised = word.y - foot
    is_raised = raised >= HIGH * size or (raised >= RAISED * size and word.size <= SMALL * size)
    if not is_raised or not _NOTE_MARK.fullmatch(word.text):
        return False
    before = max(
        (other for other in words if other.x1 <= word.x0 + 0.1 * size and other is not word), key=lambda w: w.x1, default=None
    )
    if before is None or word.x0 - before.x1 > 0.3 * size:
        return False
    return bool(_BEFORE_MARK.search(before.text)) and not _UNITS.search(before.text)


def _pieces(words: Sequence[Word]) -> list[tuple[str, bool]]:
    """Return the words of a row, each with whether a space stands before it."""
    pieces: list[tuple[str, bool]] = []
    reached: float | None = None
    for word in words:
        pieces.append((word.text, reached is not None and word.x0 - reached > word.space))
        reached = word.x1 if reached is None else max(reached, word.x1)
    return pieces


def _cells(words: Sequence[Word]) -> list[tuple[float, float, bool]]:
    """Return the pieces of a row that stand far from what is before them; in a line stretched to its edges none does."""
    gaps = [(later.x0 - earlier.x1) / later.size for earlier, later in pairwise(words)]
    usual = min((gap for gap in gaps if gap > 0.1), default=0.0)
    cells: list[tuple[float, float, bool]] = []
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap > CELL and (gap > STRETCHED * usual or usual > TOO_WIDE or len(gaps) == 1):
            cells.append((word.x0, word.x1, word.text[:2].strip("$€£(-–+").isdigit()))
        elif cells:
            cells[-1] = (cells[-1][0], word.x1, cells[-1][2])
    return cells


def _row(words: Sequence[Word], cells: Sequence[tuple[float, float, bool]]) -> str:
    """Return the words of a row with a mark before each piece that stands apart, as rows of other formats have it."""
    begins = {begin for begin, _, _ in cells}
    pieces = zip(words, _pieces(words), strict=True)
    return "".join(f"{' | ' if word.x0 in begins else ' ' if is_apart else ''}{piece}" for word, (piece, is_apart) in pieces)


def _spaced_out(pieces: list[tuple[str, bool]]) -> str:
    """Return the pieces as text; words set with space between their letters are put together."""
    text = "".join(f" {piece}" if is_apart else piece for piece, is_apart in pieces)
    single = sum(len(piece) == 1 and piece.isalpha() for piece, _ in pieces)
    if len(pieces) >= 4 and single >= 0.8 * len(pieces):
        return re.sub(r"(?<=\b\w) (?=\w\b)", "", text)
    return text


def _from_the_right(pieces: list[tuple[str, bool]]) -> list[str]:
    """Return the pieces of a line that runs from right to left, its stretches of Latin letters in their own order."""
    texts: list[str] = []
    foreign: list[str] = []
    for place in range(len(pieces) - 1, -1, -1):
        piece, _ = pieces[place]
        space = " " if place + 1 < len(pieces) and pieces[place + 1][1] else ""
        if piece[:1].isascii() and piece[:1].isalpha():
            foreign.insert(0, piece if not foreign else piece + space)
            if len(foreign) == 1 and texts:
                texts.append(space)
            continue
        texts += foreign
        foreign = []
        texts += [space, piece]
    return texts + foreign


def _first_width(words: Sequence[Word]) -> float:
    """Return the width of the first word, with what stands before its first gap."""
    if not words:
        return 0.0
    reached = words[0].x1
    for word in words[1:]:
        if word.x0 - reached > word.space:
            break
        reached = max(reached, word.x1)
    return reached - words[0].x0
