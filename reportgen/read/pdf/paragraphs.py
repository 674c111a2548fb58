"""Paragraphs: lines that go on from each other, over columns and pages, as parts of the document.

A line begins a paragraph where the line before had room for its first word, where it stands further in or further down,
where letters change their size, or where it begins with the mark of a list.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from reportgen.model import BlockKind
from reportgen.read.pdf.edges import set_edges
from reportgen.read.pdf.hyphens import HYPHENS, Hyphens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.read.pdf.lines import Line

SAME_SIZE = 0.07
"""Letters of one size differ by at most this share: fonts of one paragraph are matched by eye."""
LARGER = 1.12
"""Headings are so many times larger than the text."""
FURTHER_DOWN = 1.28
"""A line begins a paragraph where it is so many times further down than lines of its size mostly are."""
INDENT = (0.6, 6.0)
"""A first line stands so many ems further in; what stands further is centred or another column."""
SLACK = 0.4
"""A line had room for a word if so many ems would have been left over: programs round, and set margins by eye."""
MUCH_ROOM = 0.3
"""A line that leaves this share of its width free was ended on purpose, whatever follows."""
OFTEN_INDENTED = 3
"""From so many first lines on that are set in alike, every line set in so is a first line."""
HEADING_WORDS, HEADING_LINES = 40, 5
SHORTEST_TITLE = 4
"""What has no more letters is the sign of a publisher."""
BOLD_WORDS = 20
"""A paragraph in bold of at most so many words is a heading."""

TOLD = 0.15
"""A file tells its paragraphs where at least this share of its lines goes on in one; some call each line a paragraph."""

UNDER = 0.3
"""Cells of one column begin, or end, within so many ems."""

_BULLET = re.compile(
    r"[•‣⁃◦▪▫●○■□▶►➢➤✓✔·*–—-]\s+(?=[^\W_a-z]|[“\"‘'($€£])|[•‣⁃◦▪▫●○■□▶►➢➤✓✔]|[oŒ§]\s(?=[A-Z“\"])|\ufffd\s+(?=\S)"
)
_SURE_BULLET = re.compile(r"[•‣⁃◦▪▫●○■□▶►➢➤✓✔]")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[A-Z])[.)]\s+(?=\S)")
_FIGURE = re.compile(r"\(?(\d{1,3})[.)]")
_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]{0,4}$")
_ENDS_SENTENCE = re.compile(r"[.!?…;,][\"'”’)\]]{0,3}$")


@dataclass(slots=True)
class Paragraph:
    """A paragraph, heading or item, with what was found in between and is not of it."""

    lines: list[Line]
    kind: BlockKind = BlockKind.PARAGRAPH
    text: str = ""
    reason: str | None = None
    """Why it is no part of the text; None where it is one."""
    turns: list[tuple[int, int]] = field(default_factory=list)
    """Where in `text` a further page begins, and which."""
    is_row: bool = False
    """Whether it is a row of a table."""

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.lines[0].page


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in the document."""

    body_size: float
    leading: dict[float, float]
    """For each size of letters how far apart its lines mostly are."""
    knows_paragraphs: bool = False
    """Whether the file tells its paragraphs, and not its lines one by one."""
    indents: frozenset[int] = frozenset()
    """How many points further in first lines stand, where paragraphs are told so."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Measures:
        """Return the measures of a document's lines."""
        sizes = Counter[float]()
        gaps: defaultdict[float, list[float]] = defaultdict(list)
        previous: Line | None = None
        for line in lines:
            size = round(line.size * 2) / 2
            sizes[size] += len(line.text)
            if (
                line.gap
                and previous is not None
                and abs(previous.size - line.size) <= SAME_SIZE * line.size
                and 0 < line.gap < 3 * line.size
            ):
                gaps[size].append(line.gap)
            previous = line
        leading = {size: _low_mode(found) for size, found in gaps.items()}
        return cls(sizes.most_common(1)[0][0] if sizes else 12.0, leading, _knows_paragraphs(lines))

    def is_indented(self, line: Line) -> bool:
        """Return whether a line stands as far in as first lines do."""
        return round(line.inset) in self.indents

    def usual_gap(self, line: Line) -> float:
        """Return how far apart lines of this size mostly are."""
        return self.leading.get(round(line.size * 2) / 2, 1.2 * line.size)


def _knows_paragraphs(lines: Sequence[Line]) -> bool:
    """Return whether lines that follow each other are often of one paragraph, as the file tells them."""
    same = sum(bool(one.element) and one.element == other.element for one, other in pairwise(lines))
    return same >= TOLD * len(lines)


def _low_mode(gaps: Sequence[float]) -> float:
    """Return the gap most lines have, the smaller of two that are as usual."""
    counted = Counter(round(gap * 2) / 2 for gap in gaps)
    most = max(counted.values())
    usual = min(gap for gap, count in counted.items() if count >= 0.8 * most)
    return median(gap for gap in gaps if abs(gap - usual) <= 0.5)


def paragraphs_of(lines: Sequence[Line], reasons: dict[int, str], measures: Measures) -> list[Paragraph]:
    """Return the paragraphs of `lines` in reading order; lines with a reason become passages between them.

    What stands between two halves of a paragraph, such as the foot of a page, comes after it.
    """
    set_edges(lines, reasons)
    own = [line for index, line in enumerate(lines) if index not in reasons]
    rows = _rows_of_tables(own)
    measures = replace(measures, indents=_indents(own))
    hyphens = Hyphens.of([line.text for line in own])
    done: list[Paragraph] = []
    waiting: list[Paragraph] = []
    current: Paragraph | None = None
    for index, line in enumerate(lines):
        if index in reasons:
            _set_aside(waiting, line, reasons[index])
            continue
        following = next((lines[later] for later in range(index + 1, min(index + 4, len(lines))) if later not in reasons), None)
        is_row = id(line) in rows
        if (
            current is not None
            and not is_row
            and id(current.lines[-1]) not in rows
            and not _begins(current, line, following, measures)
        ):
            current.lines.append(line)
            continue
        if current is not None:
            done.append(current)
        done += waiting
        waiting = []
        current = _begun(line, is_row=is_row)
    done += ([current] if current is not None else []) + waiting
    for paragraph in done:
        _write(paragraph, hyphens)
        if paragraph.reason is None:
            paragraph.kind = _kind(paragraph, measures)
    return _with_headline([paragraph for paragraph in done if paragraph.text], measures)


def _set_aside(waiting: list[Paragraph], line: Line, reason: str) -> None:
    """Add a line that is not of the text to those before it of the same page and reason."""
    if waiting and waiting[-1].reason == reason and waiting[-1].page == line.page and waiting[-1].lines[-1].part == line.part:
        waiting[-1].lines.append(line)
    else:
        waiting.append(Paragraph([line], reason=reason))


def _indents(lines: Sequence[Line]) -> frozenset[int]:
    """Return by how many points first lines are set in: lines between two that are not, again and again by as much."""
    steps = Counter[int]()
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        step = line.inset
        returns = all(other.part == line.part and abs(other.x0 - line.left) <= 0.3 * line.size for other in (before, after))
        if returns and INDENT[0] * line.size <= step <= INDENT[1] * line.size and not _mark_of(line.text):
            steps[round(step)] += 1
    often = {step for step, count in steps.items() if count >= OFTEN_INDENTED}
    return frozenset(step + round_off for step in often for round_off in (-1, 0, 1))


def _rows_of_tables(lines: Sequence[Line]) -> set[int]:
    """Return the ids of lines that are rows: with a piece that stands under one of the line above."""
    rows: set[int] = set()
    for one, other in pairwise(lines):
        if one.part == other.part and any(_stand_under(cell, below, one.size) for cell in one.cells for below in other.cells):
            rows |= {id(one), id(other)}
    return rows


def _stand_under(cell: tuple[float, float, bool], below: tuple[float, float, bool], size: float) -> bool:
    """Return whether two cells begin at one place, or are figures that end at one."""
    begins = abs(cell[0] - below[0]) <= UNDER * size
    return begins or (abs(cell[1] - below[1]) <= UNDER * size and cell[2] and below[2])


def _begun(line: Line, *, is_row: bool) -> Paragraph:
    kind = BlockKind.ITEM if is_row or _mark_of(line.text) else BlockKind.PARAGRAPH
    return Paragraph([line], kind, is_row=is_row)


def _mark_of(text: str) -> int:
    """Return how many characters the mark of a list takes at the head of a line, 0 where there is none."""
    found = _BULLET.match(text) or _NUMBERED.match(text)
    return found.end() if found else 0


def _begins(current: Paragraph, line: Line, following: Line | None, measures: Measures) -> bool:
    """Return whether a line begins a paragraph, seen after `current`."""
    last = current.lines[-1]
    if abs(last.size - line.size) > SAME_SIZE * max(last.size, line.size):
        return True
    if measures.knows_paragraphs and last.element and line.element and last.element != line.element:
        return True
    if _starts_item(line, current):
        return True
    if last.part != line.part:
        return not _carries_over(current, line)
    gap = line.gap or 0.0
    if last.text[-1:] in HYPHENS and line.text[:1].islower() and 0 < gap <= 2 * measures.usual_gap(line):
        return False
    if gap <= 0 or gap > FURTHER_DOWN * measures.usual_gap(line):
        return True
    if line.is_bold != last.is_bold and not _is_full(last, line):
        return True
    if _is_heading_tag(line.tag) != _is_heading_tag(last.tag):
        return True
    if current.kind is not BlockKind.ITEM and measures.is_indented(line):
        return True
    return _steps_in(current, line, following) or _was_ended(last, line)


def _starts_item(line: Line, current: Paragraph) -> bool:
    """Return whether a line begins an item: with a bullet, or with a dash or number where items begin."""
    if _SURE_BULLET.match(line.text):
        return True
    if not _mark_of(line.text):
        return False
    last, first = current.lines[-1], current.lines[0]
    stands_in = line.inset > INDENT[0] * line.size and line.x0 > last.x0 - 0.3 * line.size
    if _mark_of(first.text) and current.kind is BlockKind.ITEM:  # marks of one list stand under each other
        under = line.part != first.part or line.inset <= first.inset + 0.3 * line.size
        return under and (
            _follows(first.text, line.text) or not _is_full(last, line) or (len(current.lines) > 1 and last.x0 > line.x0)
        )
    return (
        stands_in
        or not _is_full(last, line)
        or last.text.endswith(":")
        or (_is_first(line.text) and bool(_TERMINAL.search(last.text)))
    )


def _follows(mark: str, other: str) -> bool:
    """Return whether the mark of one item comes after that of another: the same dash, the next number."""
    one, two = _FIGURE.match(mark), _FIGURE.match(other)
    if one and two:
        return int(two[1]) == int(one[1]) + 1
    return mark[:1] == other[:1] or not (one or two)


def _is_first(text: str) -> bool:
    """Return whether a mark begins a list: 1, a, i."""
    return bool(re.match(r"\(?[1aiA][.)]\s", text))


def _carries_over(current: Paragraph, line: Line) -> bool:
    """Return whether a paragraph goes on with the first line of another column or page."""
    last = current.lines[-1]
    if line.is_bold != last.is_bold or _is_heading_tag(line.tag) or _is_heading_tag(last.tag):
        return False
    if last.text[-1:] in HYPHENS and line.text[:1].islower():
        return True
    if _TERMINAL.search(last.text) and not (line.element and line.element == last.element):
        return False
    furthest = INDENT[current.kind is BlockKind.ITEM]
    return line.text[:1].islower() or (_is_full(last, line) and line.inset <= furthest * line.size)


def _is_full(last: Line, line: Line) -> bool:
    """Return whether a line had no room for the first word of the next."""
    return last.room < line.first_width + line.space + SLACK * line.size


def _steps_in(current: Paragraph, line: Line, following: Line | None) -> bool:
    """Return whether a line stands further in than the lines around it, or further out than its item's."""
    last, size = current.lines[-1], line.size
    if current.kind is BlockKind.ITEM and len(current.lines) > 1 and line.x0 < last.x0 - 0.8 * size:
        return True
    step = line.x0 - last.x0
    if not INDENT[0] * size <= step <= INDENT[1] * size or (len(current.lines) == 1 and current.kind is BlockKind.ITEM):
        return False
    is_first_line = len(current.lines) > 1 or last.inset <= 0.3 * size
    comes_back = following is None or following.part != line.part or following.x0 < line.x0 - 0.4 * size
    return is_first_line and comes_back and not _is_centred(last, line)


def _is_centred(last: Line, line: Line) -> bool:
    middles = [(one.x0 + one.x1) / 2 for one in (last, line)]
    return abs(middles[0] - middles[1]) <= 0.5 * line.size


def _was_ended(last: Line, line: Line) -> bool:
    """Return whether a line was ended on purpose: it had room for the first word of the next."""
    if last.text[-1:] in HYPHENS or _is_full(last, line):
        return False
    width = last.right - last.left
    goes_on = line.text[:1].islower() and not _TERMINAL.search(last.text)
    if goes_on and line.element and line.element == last.element:
        return False
    if _is_centred(last, line) and last.inset > line.size and not _TERMINAL.search(last.text):
        return False  # a title over several lines
    return not goes_on or last.room > max(MUCH_ROOM * width, 3 * line.first_width)


def _write(paragraph: Paragraph, hyphens: Hyphens) -> None:
    """Put the lines of a paragraph together, without the mark of a list that is none of its words."""
    text = ""
    page = paragraph.page
    for line in paragraph.lines:
        piece = line.row if paragraph.is_row and line.row else line.text
        if not text and paragraph.kind is BlockKind.ITEM and paragraph.reason is None and (bullet := _BULLET.match(piece)):
            piece = piece[bullet.end() :].lstrip()
        text = hyphens.join(text, piece) if paragraph.reason is None else f"{text}\n{piece}".lstrip("\n")
        if line.page != page:
            page = line.page
            paragraph.turns.append((len(text) - len(piece), page))
    paragraph.text = text.replace("\u00ad", "-").strip()


def _kind(paragraph: Paragraph, measures: Measures) -> BlockKind:
    first = paragraph.lines[0]
    words = len(paragraph.text.split())
    short = words <= HEADING_WORDS and len(paragraph.lines) <= HEADING_LINES
    if _is_heading_tag(first.tag) and short:
        return BlockKind.HEADING
    if paragraph.kind is BlockKind.ITEM and not (first.size >= LARGER * measures.body_size):
        is_bold_number = (
            first.is_bold and _NUMBERED.match(first.text) and words <= BOLD_WORDS and not _ENDS_SENTENCE.search(paragraph.text)
        )
        return BlockKind.HEADING if is_bold_number else BlockKind.ITEM
    if first.size >= LARGER * measures.body_size and short and any(char.isalpha() for char in paragraph.text):
        return BlockKind.HEADING
    stands_out = all(line.is_bold for line in paragraph.lines) or _is_shouted(paragraph.text)
    if stands_out and words <= BOLD_WORDS and not _ENDS_SENTENCE.search(paragraph.text):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _is_shouted(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 6 and all(char.isupper() for char in letters)


def _is_heading_tag(tag: str) -> bool:
    return tag in ("H", "H1", "H2", "H3", "H4", "H5", "H6", "Title")


def _with_headline(paragraphs: list[Paragraph], measures: Measures) -> list[Paragraph]:
    """Tell the document's headline: the largest heading of its first page with text, if it is larger than the text."""
    own = [paragraph for paragraph in paragraphs if paragraph.reason is None]
    first_page = own[0].page if own else 0
    headings = [
        paragraph
        for paragraph in own
        if paragraph.page == first_page
        and paragraph.kind is BlockKind.HEADING
        and sum(char.isalpha() for char in paragraph.text) > SHORTEST_TITLE
    ]
    if headings:
        best = max(headings, key=lambda paragraph: paragraph.lines[0].size)
        if best.lines[0].size >= LARGER * measures.body_size or best is own[0]:
            best.kind = BlockKind.HEADLINE
    return paragraphs
