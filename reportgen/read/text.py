"""The reader of plain text and Markdown: pasted, saved, hand-wrapped, with or without a head of metadata."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.errors import ReadError
from reportgen.model import Block, BlockKind, Document, Removed
from reportgen.read.blocks import check_length, fold, with_sections, without_surrogates
from reportgen.read.encoding import decode
from reportgen.read.frontmatter import FrontMatter, parse_front_matter
from reportgen.read.markdown import parse_blocks
from reportgen.read.reasons import FRONT_MATTER

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "text"

KEYS = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "site_name", "sitename", "source", "outlet"),
    "published": ("published_time", "published", "date_published", "datepublished", "pubdate", "date"),
    "modified": ("modified_time", "modified", "updated", "lastmod", "date_modified", "datemodified"),
    "author": ("author", "authors", "byline"),
    "url": ("source_url", "url", "link", "canonical", "canonical_url", "permalink"),
    "language": ("language", "lang"),
}
"""Which keys of a head say what, the surest first."""

_MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")


def sniff(data: bytes, name: str) -> bool:  # noqa: ARG001  (every reader is asked the same way)
    """Return True: text is what is left when no other reader knows the bytes; `read` refuses what is not text."""
    return True


def read(data: bytes, name: str) -> Document:
    """Return the document in these bytes; ReadError `binary-file`, `unknown-encoding`, `empty-document` or `too-large`."""
    text, note = decode(data, name)
    return document_of(text, name=name, data=data, notes=(note,) if note else ())


def document_of(text: str, *, name: str, data: bytes | None = None, notes: Sequence[str] = ()) -> Document:
    """Return the document of a text as it stands; `data` is what it was decoded from, where it was."""
    if data is None:
        data = text.encode("utf-8", "surrogatepass")
    check_length(len(text), name)
    text = without_surrogates(text)
    head = parse_front_matter(text)
    blocks, removed = parse_blocks(text, head.end if head else 0)
    values = {field: _first_value(head, keys) for field, keys in KEYS.items()}
    if head:
        head_blocks, head_removed = _parts_of_head(head, text, blocks)
        blocks, removed = (*head_blocks, *blocks), (*head_removed, *removed)
    if not blocks:
        raise ReadError(
            "no readable text was found",
            slug="empty-document",
            where=name,
            remedy=_what_was_found(text, head),
        )
    blocks = _with_headline(blocks)
    title = values["title"] or next((block.text for block in blocks if block.kind is BlockKind.HEADLINE), None)
    return Document(
        id="",
        title=title,
        publisher=values["publisher"],
        published=values["published"],
        url=values["url"],
        language=values["language"],
        name=name,
        media_type="text/markdown" if head or name.lower().endswith(_MARKDOWN_SUFFIXES) else "text/plain",
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        removed=removed,
        author=values["author"],
        modified=values["modified"],
        notes=tuple(notes) or None,
        blocks=with_sections(blocks),
    )


def _first_value(head: FrontMatter | None, keys: tuple[str, ...]) -> str | None:
    for key in keys:
        if head and key in head.values and (value := fold(head.values[key].text, head.values[key].origins)[0]):
            return value
    return None


def _parts_of_head(head: FrontMatter, text: str, blocks: tuple[Block, ...]) -> tuple[list[Block], list[Removed]]:
    """Return the title as a headline, unless the text repeats it, and the rest of the head as removed passages."""
    value = next((head.values[key] for key in KEYS["title"] if key in head.values), None)
    title, origins = fold(value.text, value.origins) if value else ("", ())
    if not title or any(block.text.casefold() == title.casefold() for block in blocks[:3]):
        return [], _removed(text, 0, head.end)
    start, end = origins[0], origins[-1] + 1
    return [Block(title, origins, BlockKind.HEADLINE)], [*_removed(text, 0, start), *_removed(text, end, head.end)]


def _removed(text: str, start: int, end: int) -> list[Removed]:
    passage = text[start:end]
    start += len(passage) - len(passage.lstrip())
    passage = passage.strip()
    return [Removed(start, start + len(passage), passage, FRONT_MATTER)] if passage else []


def _with_headline(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with the first told to be the headline where it is marked as a heading and none is there yet."""
    if any(block.kind is BlockKind.HEADLINE for block in blocks) or blocks[0].kind is not BlockKind.HEADING:
        return blocks
    return (replace(blocks[0], kind=BlockKind.HEADLINE), *blocks[1:])


def _what_was_found(text: str, head: FrontMatter | None) -> str:
    if head:
        return "It has a head of metadata and nothing below it. Add the text, or name the file that has it."
    if not text.strip():
        return "It has only white space. Add the text, or name the file that has it."
    return f"Its {len(text):,} characters are marks and addresses, none of them text. Add the text, or name the file that has it."
