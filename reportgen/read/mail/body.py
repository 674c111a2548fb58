"""The body of a mail as a document: its text, its blocks, and what of it is not the text."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reportgen.model import Block, BlockKind, Document, Removed
from reportgen.read.blocks import block_of, with_sections
from reportgen.read.mail.headers import first_of, head_of, sender_of
from reportgen.read.mail.lines import MailText, lines_of_markup, lines_of_plain
from reportgen.read.mail.marks import Marks, mark_lines
from reportgen.read.markdown import parse_blocks
from reportgen.read.reasons import MARKUP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportgen.read.mail.message import Mail

STUB_SHARE = 0.5
"""A plain body with less than this share of the words of its HTML twin says less than the mail."""
STUB_WORDS = 60

_NO_HTML = re.compile(r"\bhtml\b|view .{0,40}(?:browser|online)|does not support", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<=[\w.,;:!?”\"')])\s?<(?:https?://|mailto:)[^\s<>]{1,2000}>|\[cid:[^\s\[\]]{1,200}\]")
_VISIBLE = re.compile(r"[^\r\n]+")


class Body(NamedTuple):
    """What the body of a mail holds."""

    text: str
    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...]
    fields: Mapping[str, str]
    """The head of the message that is passed on in it, where one is."""

    @property
    def words(self) -> int:
        """How many words its text has, without what was removed."""
        return sum(len(block.text.split()) for block in self.blocks)


def body_of(mail: Mail) -> Body:
    """Return the body of a mail: the plain one, unless the one in HTML says more."""
    plain = lines_of_plain(mail.plain, is_flowed=mail.is_flowed, joins_without_space=mail.joins_without_space)
    markup = lines_of_markup(mail.html) if mail.html else None
    if markup is not None and _is_stub(plain, markup):
        return _body(markup, mail)
    return _body(plain, mail)


def _is_stub(plain: MailText, markup: MailText) -> bool:
    """Return whether a plain body only stands in for its twin in HTML."""
    words, more = sum(line.words for line in plain.lines), sum(line.words for line in markup.lines)
    return words < STUB_SHARE * more or (words < STUB_WORDS and words < more and bool(_NO_HTML.search(plain.text[:2000])))


def _body(text: MailText, mail: Mail) -> Body:
    marks = mark_lines(text.lines, mail.fields.get("subject", ""), sender_of(mail.fields.get("from", ""))[0])
    removed = list(_removed(text, marks))
    if text.is_plain:
        blocks, more = _plain_blocks(text, removed)
        removed = sorted([*removed, *more], key=lambda passage: passage.start)
    else:
        blocks = tuple(_marked_up_blocks(text, marks))
    return Body(text.text, blocks, tuple(removed), marks.fields)


def _removed(text: MailText, marks: Marks) -> Iterator[Removed]:
    """Yield what is not the text; lines that go for one reason, one after another, are one passage."""
    start: int | None = None
    for index, (line, reason) in enumerate(zip(text.lines, marks.reasons, strict=True)):
        following = marks.reasons[index + 1] if index + 1 < len(marks.reasons) else None
        if reason is None:
            continue
        start = line.start if start is None else start
        if following != reason:
            passage = text.text[start : line.end]
            first = start + len(passage) - len(passage.lstrip())
            yield Removed(first, start + len(passage.rstrip()), passage.strip(), reason)
            start = None


def _plain_blocks(body: MailText, removed: Sequence[Removed]) -> tuple[tuple[Block, ...], list[Removed]]:
    """Return the blocks of a plain body, and the marks and addresses that are found in it besides what was removed."""
    text = body.text
    masked = _masked(_masked(text, body.quote_marks), [(passage.start, passage.end) for passage in removed])
    addresses = [found.span() for found in _ADDRESS.finditer(masked)]
    masked = _masked(masked, addresses)
    blocks, found = parse_blocks(masked)
    taken = sorted([(passage.start, passage.end) for passage in removed] + addresses)
    more = [Removed(end - len(text[start:end].lstrip()), end, text[start:end].lstrip(), MARKUP) for start, end in addresses]
    return blocks, more + [piece for passage in found for piece in _outside(text, passage, taken)]


def _outside(text: str, passage: Removed, taken: Sequence[tuple[int, int]]) -> Iterator[Removed]:
    """Yield what of a passage no other holds yet; `taken` are the spans of the others, in order."""
    start = passage.start
    place = max(0, bisect_left(taken, (start, 0)) - 1)
    while start < passage.end:
        while place < len(taken) and taken[place][1] <= start:
            place += 1
        first, last = taken[place] if place < len(taken) else (passage.end, passage.end)
        piece = text[start : max(start, min(first, passage.end))]
        if piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            yield Removed(begin, start + len(piece.rstrip()), piece.strip(), passage.reason)
        start = max(last, start + 1) if first < passage.end else passage.end


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text with spaces where the spans are, its line ends kept, so that every offset stays."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += [text[at:start], _VISIBLE.sub(lambda found: " " * len(found.group()), text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


def _marked_up_blocks(text: MailText, marks: Marks) -> Iterator[Block]:
    """Yield the blocks of a body in HTML: lines of one paragraph are one."""
    run: list[int] = []
    for index, line in enumerate([*text.lines, None]):
        goes_on = line is not None and bool(run) and line.follows and line.kind is text.lines[run[-1]].kind
        if run and not (goes_on and marks.reasons[index] is None):
            first, last = text.lines[run[0]], text.lines[run[-1]]
            block = block_of(text.text, first.start, last.end, first.kind)
            if block is not None:
                yield block
            run = []
        if line is not None and marks.reasons[index] is None:
            run.append(index)


def document_of_body(body: Body, mail: Mail, *, name: str, media_type: str, data: bytes) -> Document:
    """Return the document a mail's body is, with what the mail's head, or that of the message passed on, says of it."""
    outer, inner = head_of(mail.fields), head_of(body.fields, is_inner=True)
    blocks = body.blocks
    if blocks and blocks[0].kind is BlockKind.HEADING:
        blocks = (replace(blocks[0], kind=BlockKind.HEADLINE), *blocks[1:])
    passed_on = bool(body.fields)
    is_dated = bool(body.fields.get("date"))
    return Document(
        id="",
        title=first_of((inner.title, outer.title)),
        publisher=inner.publisher if passed_on else outer.publisher,
        published=inner.published if is_dated else outer.published,
        url=None if passed_on else outer.url,
        language=outer.language,
        name=name,
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        text=body.text,
        removed=body.removed,
        author=inner.author if passed_on else outer.author,
        notes=mail.notes or None,
        blocks=with_sections(blocks),
    )
