"""Words of a page: letters that stand together, turned so that the page's text runs from left to right."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.read.pdf.typefaces import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.read.pdf.letters import Letter

SAME_LINE = 0.12
"""Letters of a word stand on one foot, give or take so many ems."""
OVERLAP = 0.35
"""A letter that begins more than so many ems inside the one before begins another word."""
SMALLEST, LARGEST = 0.5, 1000.0
"""Sizes of letters in points; what is smaller or larger is no text."""
LONGEST = 400
"""A word has at most so many letters; what is longer is put together again from its pieces, and costs no more than its length."""
SHADOW = 0.06
"""The same letter again within so many ems is its shadow: bold made by drawing twice."""

_ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327", "ˇ": "\u030c",
            "˚": "\u030a", "¯": "\u0304", "˘": "\u0306", "˙": "\u0307", "˝": "\u030b", "˛": "\u0328"}  # fmt: skip
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile(r"[\w.,:/%+-]*[A-Za-z0-9][\w.,:/%+-]*", re.ASCII)


@dataclass(slots=True)
class Word:
    """Letters with no gap between them."""

    text: str
    x0: float
    x1: float
    y: float
    """The foot of its letters; larger is further up."""
    size: float
    is_bold: bool
    tag: str
    is_artifact: bool
    order: int
    """Its place in the order in which the page was drawn."""
    space: float
    """What is further away than so many points is another word."""
    element: int = 0
    """The number of the paragraph the file says it belongs to, 0 where it says nothing."""

    @property
    def top(self) -> float:
        """The head of its small letters, about."""
        return self.y + 0.75 * self.size

    @property
    def bottom(self) -> float:
        """The end of its letters below the line, about."""
        return self.y - 0.2 * self.size


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page, and those that are set in another direction than most."""

    words: tuple[Word, ...]
    sideways: tuple[str, ...]
    """Texts set upwards, downwards or aslant: marks of drafts, of archives, of the press."""


def words_of(letters: Sequence[Letter], box: tuple[float, float, float, float] | None = None) -> PageWords:
    """Return the words that `letters` make; `box` (left, bottom, right, top) is the part of the page that shows."""
    seen = [letter for letter in letters if SMALLEST <= letter.size <= LARGEST and abs(letter.x) < 1e6 and abs(letter.y) < 1e6]
    seen = _inside(seen, box)
    directions = Counter[int]()
    turns = [_direction(letter) for letter in seen]
    for letter, turn in zip(seen, turns, strict=True):
        directions[turn] += len(letter.text.strip())
    if not directions:
        return PageWords((), ())
    main = directions.most_common(1)[0][0]
    upright = [letter for letter, turn in zip(seen, turns, strict=True) if turn == main]
    words = _gather(_turned(upright, main))
    other = [(letter, turn) for letter, turn in zip(seen, turns, strict=True) if turn != main]
    return PageWords(tuple(words), tuple(_sideways(other)))


def _inside(letters: list[Letter], box: tuple[float, float, float, float] | None) -> list[Letter]:
    """Return the letters that show; all where hardly any do, for then the box is wrong."""
    if box is None:
        return letters
    left, bottom, right, top = box
    inside = [letter for letter in letters if left - 1 <= letter.x <= right + 1 and bottom - 1 <= letter.y <= top + 1]
    return inside if len(inside) * 2 >= len(letters) else letters


def _direction(letter: Letter) -> int:
    """Return the direction in which the letter's line runs, in whole degrees; right angles are exact within two."""
    dx, dy = letter.end_x - letter.x, letter.end_y - letter.y
    if dx > 0 and abs(dy) < 0.035 * dx:
        return 0
    if not dx and not dy:
        return 0
    degrees = round(math.degrees(math.atan2(dy, dx))) % 360
    for right_angle in (0, 90, 180, 270, 360):
        if abs(degrees - right_angle) <= 2:
            return right_angle % 360
    return degrees


def _turned(letters: list[Letter], degrees: int) -> list[Letter]:
    if degrees == 0:
        return letters
    sine, cosine = math.sin(math.radians(-degrees)), math.cos(math.radians(-degrees))

    def turn(x: float, y: float) -> tuple[float, float]:
        return x * cosine - y * sine, x * sine + y * cosine

    turned = []
    for letter in letters:
        x, y = turn(letter.x, letter.y)
        end_x, end_y = turn(letter.end_x, letter.end_y)
        turned.append(letter._replace(x=x, y=y, end_x=end_x, end_y=end_y))
    return turned


def _gather(letters: Iterable[Letter]) -> list[Word]:
    """Return the words of upright letters, in the order in which they were drawn."""
    words: list[Word] = []
    drawn: set[tuple[str, float, int, int]] = set()
    open_word: Word | None = None
    accent: Letter | None = None
    order = 0
    for letter in letters:
        text = letter.text
        if not text:
            if open_word is not None and abs(letter.y - open_word.y) <= SAME_LINE * letter.size:
                open_word.x1 = max(open_word.x1, letter.end_x)
            continue
        if text.isspace():
            open_word = None
            continue
        if _is_shadow(letter, drawn):
            continue
        if accent is not None:
            text, accent = _accented(accent, letter), None
        elif text in _ACCENTS:
            accent = letter
            continue
        order += 1
        if open_word is None or not _goes_on(open_word, letter):
            open_word = _begun(text, letter, order)
            words.append(open_word)
        else:
            open_word.text += text
            open_word.x1 = max(open_word.x1, letter.end_x)
    return [word for word in (_tidied(word) for word in words) if word.text]


def _begun(text: str, letter: Letter, order: int) -> Word:
    size = letter.size
    return Word(
        text, letter.x, max(letter.x, letter.end_x), letter.y, size, letter.face.is_bold, letter.tag, letter.is_artifact, order,
        letter.face.space * size, letter.element,
    )  # fmt: skip


def _goes_on(word: Word, letter: Letter) -> bool:
    size = max(word.size, letter.size)
    gap = letter.x - word.x1
    return (
        abs(letter.y - word.y) <= SAME_LINE * size
        and -OVERLAP * size <= gap <= word.space
        and 0.87 <= letter.size / word.size <= 1.15
        and letter.is_artifact == word.is_artifact
        and len(word.text) < LONGEST
    )


def _is_shadow(letter: Letter, drawn: set[tuple[str, float, int, int]]) -> bool:
    """Return whether the same letter stands at the same place already, and note it."""
    size = round(letter.size, 1)
    step = max(SHADOW * size, 0.01)
    across, up = letter.x / step, letter.y / step
    text, left, right, low, high = letter.text, round(across - 0.5), round(across + 0.5), round(up - 0.5), round(up + 0.5)
    found = (
        (text, size, left, low) in drawn
        or (text, size, right, low) in drawn
        or (text, size, left, high) in drawn
        or (text, size, right, high) in drawn
    )
    drawn.add((letter.text, size, round(across), round(up)))
    return found


def _accented(accent: Letter, letter: Letter) -> str:
    """Return the letter with an accent that was drawn before it; both one after the other where they stand apart."""
    middle = (accent.x + accent.end_x) / 2
    if letter.x - 0.1 * letter.size <= middle <= letter.end_x + 0.1 * letter.size and letter.text[:1].isalpha():
        base = {"ı": "i", "ȷ": "j"}.get(letter.text[0], letter.text[0])
        return unicodedata.normalize("NFC", base + _ACCENTS[accent.text]) + letter.text[1:]
    return accent.text + letter.text


def _tidied(word: Word) -> Word:
    word.text = unicodedata.normalize("NFC", word.text.strip())
    if _RIGHT_TO_LEFT.search(word.text):
        word.text = _LEFT_TO_RIGHT.sub(lambda found: found.group()[::-1], word.text)[::-1]
    return word


def is_right_to_left(text: str) -> bool:
    """Return whether most letters of `text` are of a script that runs from right to left."""
    return 2 * len(_RIGHT_TO_LEFT.findall(text)) > sum(char.isalpha() for char in text)


def _sideways(letters: list[tuple[Letter, int]]) -> list[str]:
    """Return the texts of letters set in other directions, each direction by itself."""
    texts = []
    for turn in sorted({turn for _, turn in letters}):
        words = _gather(_turned([letter for letter, direction in letters if direction == turn], turn))
        text = " ".join(word.text for word in words if word.text != UNREADABLE)
        if any(char.isalnum() for char in text):
            texts.append(text)
    return texts
