"""The YAML-like head of a Markdown file: keys and values, each value with the offsets of its characters.

A full YAML parser would let a hostile file build aliases and nest without end, and would lose the offsets. Heads of
documents hold scalars: plain, quoted, folded over indented lines; lists count as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FENCE = re.compile(r"-{3,}[ \t]*(?:\r?\n|\r|$)")
END = re.compile(r"^(?:-{3,}|\.{3})[ \t]*$", re.MULTILINE)
MAX_LENGTH = 20_000
"""A head is looked for in so many characters; the longest seen in 30,000 fact sheets has 1,400."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_KEY = re.compile(r"(?P<key>[A-Za-z][\w .-]{0,40}?)[ \t]*:(?:[ \t]+|(?=[\r\n]|$))")
_ESCAPES = {"n": "\n", "t": "\t", "r": " ", "f": " ", "v": " ", "N": " ", "L": " ", "P": " ", "_": "\u00a0"} | dict.fromkeys(
    "0abe", ""
)
_HEX = {"x": 2, "u": 4, "U": 8}


@dataclass(frozen=True, slots=True)
class Value:
    """What a key of the head says."""

    text: str
    origins: tuple[int, ...]
    """For each character of `text`, its offset in the document."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head of a document."""

    values: dict[str, Value]
    """Under their keys in lower case; the first of two alike counts."""
    end: int
    """Where the text begins."""


def parse_front_matter(text: str) -> FrontMatter | None:
    r"""Return the head a document begins with, or None.

    >>> head = parse_front_matter('---\ntitle: "Security\\_Agreement"\ndate: 2024-06-13\n---\nText')
    >>> {key: value.text for key, value in head.values.items()}
    {'title': 'Security\xa0Agreement', 'date': '2024-06-13'}
    """
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    opening = FENCE.match(text, start)
    if opening is None:
        return None
    closing = END.search(text, opening.end(), opening.end() + MAX_LENGTH)
    if closing is None:
        return None
    values: dict[str, Value] = {}
    key, pieces = "", list[tuple[int, int]]()
    for line in _LINE.finditer(text, opening.end(), closing.start()):
        if line.start() == line.end():
            continue
        found = _KEY.match(text, line.start(), line.end())
        indented = text[line.start()] in " \t-#"
        if found and not indented:
            _keep(values, key, text, pieces)
            key, pieces = found["key"].strip().lower(), [(found.end(), line.end())]
        elif key and (indented or not line.group().strip()):
            pieces.append(line.span())
        else:
            return None  # a line that is no key: this is a text between two rules, not a head
    _keep(values, key, text, pieces)
    return FrontMatter(values, closing.end()) if values else None


def _keep(values: dict[str, Value], key: str, text: str, pieces: list[tuple[int, int]]) -> None:
    if key and key not in values:
        values[key] = _scalar(text, pieces)


def _scalar(text: str, pieces: list[tuple[int, int]]) -> Value:
    """Return the value written over `pieces` of lines, with folds, quotes and escapes resolved."""
    chars: list[str] = []
    origins: list[int] = []
    for start, end in pieces:
        line_start = start
        while line_start < end and text[line_start] in " \t":
            line_start += 1
        line_end = end
        while line_end > line_start and text[line_end - 1] in " \t\r\n":
            line_end -= 1
        if chars and line_start < line_end:
            chars.append(" ")
            origins.append(line_start)
        chars.extend(text[line_start:line_end])
        origins.extend(range(line_start, line_end))
    if chars and chars[0] == '"':
        return _double_quoted(chars, origins)
    if chars and chars[0] == "'":
        return _single_quoted(chars, origins)
    if "".join(chars[:2]) in ("| ", "> ", "|-", ">-", "|+", ">+"):
        skip = 2 + (chars[2:3] == [" "])
        return Value("".join(chars[skip:]), tuple(origins[skip:]))
    return Value("".join(chars), tuple(origins))


def _single_quoted(chars: list[str], origins: list[int]) -> Value:
    kept: list[str] = []
    places: list[int] = []
    at = 1
    while at < len(chars):
        if chars[at] == "'":
            if chars[at + 1 : at + 2] != ["'"]:
                break
            at += 1
        kept.append(chars[at])
        places.append(origins[at])
        at += 1
    return Value("".join(kept), tuple(places))


def _double_quoted(chars: list[str], origins: list[int]) -> Value:
    kept: list[str] = []
    places: list[int] = []
    at = 1
    while at < len(chars) and chars[at] != '"':
        char, width = chars[at], 1
        if char == "\\":
            char, width = _escape("".join(chars[at + 1 : at + 10]))
        for piece in char:
            kept.append(piece)
            places.append(origins[at])
        at += width
    return Value("".join(kept), tuple(places))


def _escape(after: str) -> tuple[str, int]:
    """Return what a backslash before `after` stands for, and how many characters it takes with itself."""
    first = after[:1]
    if first in _HEX:
        digits = after[1 : 1 + _HEX[first]]
        if len(digits) == _HEX[first] and re.fullmatch("[0-9A-Fa-f]+", digits):
            code = int(digits, 16)
            return (chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"), 1 + 1 + _HEX[first]
    if first == " " and after[1:2] == "\\":
        # A folded line: the break after the backslash joins without a space, the next line begins with an escaped one.
        return "", 2
    return _ESCAPES.get(first, first), 1 + len(first)
