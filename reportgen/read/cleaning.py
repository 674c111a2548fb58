"""Cleaning: the blocks that belong to the text stay, the furniture moves to `removed`, each passage with its reason.

read what to keep → judge the page → put back what was removed before → cut prompts out of paragraphs → fill in the head
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.errors import UsageError
from reportgen.model import Block, BlockKind, Document, Removed
from reportgen.read import reasons
from reportgen.read.blocks import block_of, with_sections
from reportgen.read.furniture import judge, prompt_spans
from reportgen.read.head import with_head

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_BLOCKS = 20_000
"""The longest pages seen, with all their comments, have 3,000 blocks; judging takes about 0.1 ms a block."""

_LINES = re.compile(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?")
_BREAK = re.compile(r"\r\n|\n|\r")


def clean(document: Document, *, keep: Sequence[str] = ()) -> Document:
    """Return the document without its furniture: `blocks` hold its text, `removed` every other passage with its reason.

    `keep` names reasons (`reasons.REASONS`) and lines of `Document.text` ("12", "12-14") that stay; what an earlier cleaning
    took from them is put back. A document that was cleaned is not judged again, so cleaning twice changes nothing. Where the
    document has no title, author or dates, they are taken from the head of its text. Raises UsageError (`bad-keep`).
    """
    kept = _Kept.parse(keep, document.text)
    was_cleaned = any(passage.reason not in reasons.OF_THE_FORMAT for passage in document.removed)
    if len(document.blocks) > MAX_BLOCKS:
        document = _with_note(document, f"It has more than {MAX_BLOCKS:,} paragraphs: no page; furniture was not looked for.")
    elif document.blocks and not was_cleaned:
        document = _without_furniture(document, kept)
    # After judging: what is put back must not speak against the text around it, as the heading of a box of links would.
    document, kept = _with_put_back(document, kept)
    document = _without_prompts(document, kept)
    return replace(document, blocks=with_sections(document.blocks))


def _with_note(document: Document, note: str) -> Document:
    notes = document.notes or ()
    return document if note in notes else replace(document, notes=(*notes, note))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the caller wants to stay in the text."""

    reasons: frozenset[str]
    spans: tuple[tuple[int, int], ...]
    """Spans of the lines, in the document."""

    @classmethod
    def parse(cls, keep: Sequence[str], text: str) -> _Kept:
        """Return what `keep` means; UsageError (`bad-keep`) for what is neither a reason nor lines."""
        named: set[str] = set()
        spans: list[tuple[int, int]] = []
        starts = (
            [0, *(found.end() for found in _BREAK.finditer(text))] if any(_LINES.fullmatch(item.strip()) for item in keep) else []
        )
        for item in keep:
            lines = _LINES.fullmatch(item.strip())
            if lines:
                first, last = int(lines[1]), int(lines[2] or lines[1])
                if not 1 <= first <= last:
                    raise _bad_keep(item)
                end = starts[last] if last < len(starts) else len(text)
                spans.append((starts[first - 1] if first <= len(starts) else len(text), end))
            elif item.strip().lower() in reasons.REASONS:
                named.add(item.strip().lower())
            else:
                raise _bad_keep(item)
        return cls(frozenset(named), tuple(spans))

    def holds(self, start: int, end: int, reason: str) -> bool:
        """Return whether a passage stays."""
        return reason in self.reasons or any(start < last and first < end for first, last in self.spans)


def _bad_keep(item: str) -> UsageError:
    return UsageError(
        f"nothing can be kept under {item!r}",
        slug="bad-keep",
        remedy=f"Give lines (12 or 12-14) or a reason: {', '.join(reasons.REASONS)}.",
    )


def _with_put_back(document: Document, kept: _Kept) -> tuple[Document, _Kept]:
    """Return the document with removed passages that are to be kept as blocks again, and what is kept with their places.

    Those stay, whatever else may be furniture in them: a signature that is put back has a telephone number.
    """
    spans: list[tuple[int, int]] = []
    removed: list[Removed] = []
    blocks = list(document.blocks)
    for passage in document.removed:
        for piece in _by_lines(document.text, passage) if kept.spans else (passage,):
            block = block_of(document.text, piece.start, piece.end) if kept.holds(piece.start, piece.end, piece.reason) else None
            if block is not None and any(char.isalnum() for char in block.text):
                blocks.append(block)
                spans.append((piece.start, piece.end))
            else:
                removed.append(piece)
    if not spans:
        return document, kept
    blocks.sort(key=lambda block: block.origins[0])
    document = replace(document, blocks=tuple(blocks), removed=tuple(removed))
    return document, replace(kept, spans=(*kept.spans, *spans))


def _by_lines(text: str, passage: Removed) -> list[Removed]:
    """Return a passage of several lines as one for each line."""
    pieces: list[Removed] = []
    start = passage.start
    for end in [*(passage.start + found.end() for found in _BREAK.finditer(passage.text)), passage.end]:
        line = text[start:end]
        first = start + len(line) - len(line.lstrip())
        if line.strip():
            pieces.append(Removed(first, start + len(line.rstrip()), line.strip(), passage.reason))
        start = end
    return pieces


def _without_furniture(document: Document, kept: _Kept) -> Document:
    # A page that was printed to a PDF has its title in its running head, which is gone; a paste has it on its first line.
    title = document.title if document.media_type == "application/pdf" else None
    verdict = judge(document.blocks, document.text, title=title)
    bounds = _bounds(document)
    blocks: list[Block] = []
    removed = list(document.removed)
    for index, (block, reason) in enumerate(zip(document.blocks, verdict.reasons, strict=True)):
        start, end = block.span(0, len(block.text))
        if reason and not kept.holds(start, end, reason):
            start, end = _with_marks(document.text, start, end, *bounds[index])
            removed.append(Removed(start, end, document.text[start:end], reason))
        elif index == verdict.headline and block.kind is not BlockKind.HEADLINE:
            blocks.append(replace(block, kind=BlockKind.HEADLINE))
        else:
            blocks.append(block)
    removed.sort(key=lambda passage: passage.start)
    return with_head(replace(document, blocks=tuple(blocks), removed=tuple(removed)), verdict)


def _bounds(document: Document) -> list[tuple[int, int]]:
    """Return for each block where the passage before it ends and the one after it begins."""
    spans = [block.span(0, len(block.text)) for block in document.blocks]
    others = sorted([(passage.start, passage.end) for passage in document.removed] + spans)
    places = {span: place for place, span in enumerate(others)}
    bounds = []
    for span in spans:
        place = places[span]
        floor = others[place - 1][1] if place else 0
        ceiling = others[place + 1][0] if place + 1 < len(others) else len(document.text)
        bounds.append((floor, ceiling))
    return bounds


def _with_marks(text: str, start: int, end: int, floor: int, ceiling: int) -> tuple[int, int]:
    """Return a block's span with the marks around it on its lines ("- ", "## "), up to the passages beside it."""
    line_start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    breaks = _BREAK.search(text, end)
    line_end = breaks.start() if breaks else len(text)
    first, last = max(floor, line_start), min(ceiling, line_end)
    first, last = min(first, start), max(last, end)
    passage = text[first:last]
    return first + len(passage) - len(passage.lstrip()), first + len(passage.rstrip())


def _without_prompts(document: Document, kept: _Kept) -> Document:
    """Return the document with prompts to read elsewhere cut out of its paragraphs."""
    blocks: list[Block] = []
    removed: list[Removed] = []
    for block in document.blocks:
        cut = block
        for start, end in reversed(prompt_spans(block.text)):
            first, last = block.origins[start], block.origins[end - 1] + 1
            if not kept.holds(first, last, reasons.READ_MORE):
                removed.append(Removed(first, last, document.text[first:last], reasons.READ_MORE))
                cut = _cut_out(cut, start, end)
        if cut.text:
            blocks.append(cut)
    if not removed:
        return document
    everything = sorted([*document.removed, *removed], key=lambda passage: passage.start)
    return replace(document, blocks=tuple(blocks), removed=tuple(everything))


def _cut_out(block: Block, start: int, end: int) -> Block:
    """Return the block without its characters from `start` to `end`, and without the space before them."""
    while start and block.text[start - 1] == " ":
        start -= 1
    text, origins = block.text[:start] + block.text[end:], block.origins[:start] + block.origins[end:]
    lead = len(text) - len(text.lstrip())
    return replace(block, text=text[lead:], origins=origins[lead:], extent=None)
