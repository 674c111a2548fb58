"""The body of a mail as lines, whether it was written as plain text or as HTML."""

from __future__ import annotations

import re
from typing import NamedTuple

from reportgen.model import BlockKind
from reportgen.read.blocks import SEPARATOR, without_surrogates
from reportgen.read.fragment import lines_of_html
from reportgen.read.lines import split_lines

_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")


class MailLine(NamedTuple):
    """A line of a body that is not blank."""

    start: int
    end: int
    """Its span in the body's text."""
    text: str
    """Without the marks of quotation."""
    quotes: int = 0
    """It is inside so many quotations of other messages."""
    is_signature: bool = False
    """Whether the program that wrote it marked it as the signature."""
    kind: BlockKind = BlockKind.PARAGRAPH
    follows: bool = False
    """Whether no blank line stands before it."""

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


class MailText(NamedTuple):
    """A body: its text, and the lines in it."""

    text: str
    lines: tuple[MailLine, ...]
    is_plain: bool
    quote_marks: tuple[tuple[int, int], ...] = ()
    """Spans of the marks of quotation that lines begin with."""


def lines_of_plain(plain: str, *, is_flowed: bool = False, joins_without_space: bool = False) -> MailText:
    r"""Return the lines of a plain body; where it is flowed, lines that go on are joined first.

    >>> [(line.text, line.quotes) for line in lines_of_plain("Yes.\n\n> Did it \n> fall?", is_flowed=True).lines]
    [('Yes.', 0), ('Did it fall?', 1)]
    """
    text = without_surrogates(plain)
    if is_flowed:
        text = _unflowed(text, joins_without_space=joins_without_space)
    lines: list[MailLine] = []
    marks: list[tuple[int, int]] = []
    is_blank = True
    for line in split_lines(text):
        mark = _QUOTE.match(line.text)
        if mark:
            marks.append((line.start, line.start + mark.end()))
        shown = line.text[mark.end() :].strip() if mark else line.text.strip()
        if shown:
            lines.append(MailLine(line.start, line.end, shown, mark.group().count(">") if mark else 0, follows=not is_blank))
        is_blank = not shown
    return MailText(text, tuple(lines), is_plain=True, quote_marks=tuple(marks))


def lines_of_markup(markup: str) -> MailText:
    """Return the lines of a body in HTML; its text is the lines themselves."""
    pieces: list[str] = []
    lines: list[MailLine] = []
    offset = 0
    for line in lines_of_html(markup):
        if pieces:
            gap = "\n" if line.follows else SEPARATOR
            pieces.append(gap)
            offset += len(gap)
        end = offset + len(line.text)
        lines.append(MailLine(offset, end, line.text, line.quotes, line.is_signature, line.kind, line.follows and bool(pieces)))
        pieces.append(line.text)
        offset = end
    return MailText("".join(pieces), tuple(lines), is_plain=False)


def _unflowed(text: str, *, joins_without_space: bool) -> str:
    """Return flowed text with its soft line breaks taken back and its stuffed spaces dropped (RFC 3676)."""
    joined: list[list[str]] = []
    open_depth: int | None = None
    for line in text.splitlines():
        body = line.lstrip(">")
        depth = len(line) - len(body)
        body = body.removeprefix(" ")
        is_soft = body.endswith(" ") and body != "-- "
        shown = body[:-1] if is_soft and joins_without_space else body
        if open_depth == depth and body != "-- ":
            joined[-1].append(shown)
        else:
            joined.append([f"{'>' * depth} {shown}" if depth else shown])
        open_depth = depth if is_soft else None
    return "\n".join("".join(pieces) for pieces in joined)
