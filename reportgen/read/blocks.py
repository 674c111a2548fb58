"""Blocks of a document: folded text that keeps the way back to where each character stood."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reportgen.errors import ReadError
from reportgen.model import Block, BlockKind, Document, Removed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SEPARATOR = "\n\n"
"""What stands between two parts in the text of a document that was extracted."""

INVISIBLE = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb"
"""Characters with no glyph and no meaning in running text, for a regular expression's class. Joiners stay: scripts need them."""

MAX_CHARACTERS = 10_000_000
"""The text of one document has at most so many characters: two thousand printed pages. It is read in a minute or less."""

_RUNS = re.compile(rf"([\s{INVISIBLE}]+)|[^\s{INVISIBLE}]+")
_SPACE = re.compile(r"\s")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Part(NamedTuple):
    """A piece of extracted text: a paragraph, a list item, a heading, or furniture the format itself marks as such."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    page: int | None = None
    """The page of a paged document, from 1."""
    reason: str | None = None
    """Why the piece is no part of the text, of `reasons.OF_THE_FORMAT`; None where it is one."""
    turns: tuple[tuple[int, int], ...] = ()
    """Where in `text` further pages begin, and which: (offset, page)."""


def fold(text: str, origins: Sequence[int]) -> tuple[str, tuple[int, ...]]:
    r"""Return `text` with white space folded and invisible characters dropped, and the origins of what is left.

    >>> fold(" one \n two", range(10, 20))
    ('one two', (11, 12, 13, 14, 17, 18, 19))
    """
    pieces: list[str] = []
    kept: list[int] = []
    gap: int | None = None
    for run in _RUNS.finditer(text):
        start, end = run.span()
        if run.lastindex:
            if gap is None and pieces and _SPACE.search(run.group()):
                gap = start
            continue
        if gap is not None:
            pieces.append(" ")
            kept.append(origins[gap])
            gap = None
        pieces.append(run.group())
        kept.extend(origins[start:end])
    return "".join(pieces), tuple(kept)


def block_of(text: str, start: int, end: int, kind: BlockKind = BlockKind.PARAGRAPH, *, page: int | None = None) -> Block | None:
    """Return the block of `text[start:end]` as it stands, or None where nothing is to be seen there."""
    folded, origins = fold(text[start:end], range(start, end))
    return Block(folded, origins, kind, page=page) if folded else None


def with_sections(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks, each told the text of the heading it stands under."""
    section: str | None = None
    placed: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            section = block.text
            placed.append(replace(block, section=None))
        else:
            placed.append(block if block.section == section else replace(block, section=section))
    return tuple(placed)


def document_from_parts(
    parts: Iterable[Part | tuple[str, BlockKind, int | None]],
    *,
    name: str,
    media_type: str,
    data: bytes,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
    language: str | None = None,
    author: str | None = None,
    modified: str | None = None,
    notes: Sequence[str] = (),
) -> Document:
    """Return a document whose text is the parts with a blank line between them, each part a block or, with a reason, removed.

    `data` is what was read, for its hash. Dates may come in any form `dates.iso_date` knows; `read` makes them ISO 8601.
    A title that no part repeats is not added to the text. Raises ReadError: `empty-document` where no part has text, `too-large`.
    """
    pieces: list[str] = []
    blocks: list[Block] = []
    removed: list[Removed] = []
    starts: dict[int, int] = {}
    offset = 0
    for given, kind, page, reason, turns in (Part(*part) for part in parts):
        piece = without_surrogates(given).strip()
        block = block_of(piece, 0, len(piece), kind, page=page)
        if block is None:
            continue
        if pieces:
            offset += len(SEPARATOR)
        if reason is None:
            for begin, turned in ((0, page), *turns):
                if turned is not None:
                    starts.setdefault(turned, offset + begin)
            blocks.append(replace(block, origins=tuple(origin + offset for origin in block.origins)))
        else:
            removed.append(Removed(offset, offset + len(piece), piece, reason))
        pieces.append(piece)
        offset += len(piece)
        check_length(offset, name)
    if not blocks:
        raise empty_document(name, data)
    return Document(
        id="",
        title=title,
        publisher=publisher,
        published=published,
        url=url,
        language=language,
        name=name,
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        text=SEPARATOR.join(pieces),
        removed=tuple(removed),
        author=author,
        modified=modified,
        notes=tuple(notes) or None,
        blocks=with_sections(blocks),
        page_starts=_page_starts(starts),
    )


def _page_starts(starts: dict[int, int]) -> tuple[int, ...]:
    """Return where each page from the first on begins; a page without text begins where the next one does."""
    begins: list[int] = []
    following = max(starts.values(), default=0)
    for page in range(max(starts, default=0), 0, -1):
        following = min(following, starts.get(page, following))
        begins.append(following)
    return tuple(reversed(begins))


def check_length(characters: int, name: str) -> None:
    """Raise ReadError (`too-large`) where a text is longer than any document is."""
    if characters > MAX_CHARACTERS:
        raise ReadError(
            f"the text has more than {MAX_CHARACTERS // 1_000_000} million characters",
            slug="too-large",
            where=name,
            remedy="Give the document alone, or the part of it that is to be compared.",
        )


def without_surrogates(text: str) -> str:
    """Return `text` with lone surrogates replaced one for one, so that it can be written as UTF-8."""
    return _SURROGATES.sub("\ufffd", text)


def empty_document(name: str, data: bytes, found: str | None = None) -> ReadError:
    """Return the error for a source that was understood but holds no text; `found` says what it holds instead."""
    return ReadError(
        "no readable text was found",
        slug="empty-document",
        where=name,
        remedy=found
        or f"It has {len(data):,} bytes, but no letters or figures to read. Open it and check that the text is there.",
    )
