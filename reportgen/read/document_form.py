"""A document in our own form: the object `reportgen read --json` writes, or a text with as much metadata as there is.

    {"title": …, "publisher": …, "published": …, "url": …, "language": …, "text": …, "statements": […], "removed": […]}

`text` alone is needed. With `statements` it is a document that was read before: its offsets are checked, and it comes back as
it was. Without them `text` is read as a text file is, and what the object says of it wins over its own head.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reportgen.codec import document_from_json
from reportgen.errors import ReadError
from reportgen.model import Block, BlockKind, Document, Statement, StatementKind
from reportgen.read import text as text_reader
from reportgen.read.blocks import block_of, with_sections, without_surrogates
from reportgen.spans import text_origins

if TYPE_CHECKING:
    from collections.abc import Mapping

METADATA = ("title", "publisher", "published", "url", "language", "author", "modified")
KEYS = frozenset(item.name for item in fields(Document) if not item.metadata.get("internal"))

MAX_WITH_MARKUP = 20_000
"""In statements of more characters, markup is not looked for: the way back to each character would cost their square."""

_KINDS = {
    StatementKind.SENTENCE: BlockKind.PARAGRAPH,
    StatementKind.ITEM: BlockKind.ITEM,
    StatementKind.HEADING: BlockKind.HEADING,
    StatementKind.HEADLINE: BlockKind.HEADLINE,
}


def is_document(value: Any) -> bool:
    """Return whether a JSON value is an object with a text."""
    return isinstance(value, dict) and isinstance(value.get("text"), str)


def document_of(value: Mapping[str, Any], *, name: str, data: bytes) -> Document:
    """Return the document of an object with a text; `data` is what it was parsed from, for its hash.

    Raises ReadError (`document-broken`) naming the key that is of the wrong kind, or the span that cuts out something else.
    """
    return _read_before(value, name) if value.get("statements") else _of_text(value, name, data)


def _of_text(value: Mapping[str, Any], name: str, data: bytes) -> Document:
    given: dict[str, str | None] = {}
    for key in METADATA:
        item = value.get(key)
        if not isinstance(item, (str, type(None))):
            raise _broken(f"{key} should be a text, found {type(item).__name__}", name)
        if item and item.strip():
            given[key] = without_surrogates(item.strip())
    unread = [key for key in value if key not in KEYS]
    document = text_reader.document_of(value["text"], name=name, data=data)
    notes = (*(document.notes or ()), *([f"Not read: {_named(unread)}."] if unread else ()))
    media_type, sha256 = value.get("media_type"), value.get("sha256")
    if isinstance(media_type, str) and isinstance(sha256, str) and _is_sha256(sha256):
        given |= {"media_type": media_type, "sha256": sha256}  # those of the file the text was taken from
    else:
        given["media_type"] = "application/json"
    return replace(document, notes=notes or None, **given)  # type: ignore[arg-type]


def _named(keys: list[str]) -> str:
    shown = ", ".join(key[:40] for key in keys[:10])
    return without_surrogates(shown) + (f" and {len(keys) - 10} more keys" if len(keys) > 10 else "")


def _read_before(value: Mapping[str, Any], name: str) -> Document:
    missing = {"id": "", "name": name, "removed": [], "media_type": "application/json"} | dict.fromkeys(METADATA[:5])
    missing["sha256"] = hashlib.sha256(value["text"].encode("utf-8", "surrogatepass")).hexdigest()
    try:
        document = document_from_json(missing | dict(value))
    except ReadError as error:
        raise _broken(error.what.partition(": ")[2], name) from None
    _check(document, name)
    return replace(document, id="", blocks=_blocks(document))


def _check(document: Document, name: str) -> None:
    """Raise where the document's parts do not fit its text."""
    if without_surrogates(document.text) != document.text:
        raise _broken("text holds half a character (a lone surrogate)", name)
    if not _is_sha256(document.sha256):
        raise _broken("sha256 is none", name)
    for place, item in enumerate(document.statements):
        spans = [(item.start, item.end), *item.voice.quoted]
        if not all(0 <= start < end <= len(document.text) for start, end in spans):
            raise _broken(f"statements[{place}] points outside the text", name)
    for place, (before, after) in enumerate(pairwise(document.statements), 1):
        if after.start < before.end:
            raise _broken(f"statements[{place}] begins before the one above it ends", name)
    for place, passage in enumerate(document.removed):
        if passage.start < 0 or document.text[passage.start : passage.end] != passage.text:
            raise _broken(f"removed[{place}] is not what stands at its place in the text", name)


def _blocks(document: Document) -> tuple[Block, ...]:
    """Return the blocks the statements were cut from: those that stand on from one another are one again."""
    blocks: list[Block] = []
    before: Statement | None = None
    for statement in document.statements:
        block = _block(document, statement)
        if block is None:
            continue
        if before is not None and blocks and _goes_on(document.text, before, statement):
            space = blocks[-1].origins[-1]
            origins = (*blocks[-1].origins, space, *block.origins)
            blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text} {block.text}", origins=origins)
        else:
            blocks.append(block)
        before = statement
    return with_sections(blocks)


def _block(document: Document, statement: Statement) -> Block | None:
    kind = _KINDS[statement.kind]
    block = block_of(document.text, statement.start, statement.end, kind, page=statement.page)
    if block is None or block.text == statement.text or not statement.text or len(block.text) > MAX_WITH_MARKUP:
        return block
    return Block(statement.text, text_origins(statement, document.text), kind, page=statement.page)


def _goes_on(text: str, before: Statement, after: Statement) -> bool:
    """Return whether two statements stand in one paragraph or item: nothing but a space or one line end is between them."""
    gap = text[before.end : after.start]
    if before.kind is not after.kind or before.kind in (StatementKind.HEADING, StatementKind.HEADLINE):
        return False
    return not gap.strip() and gap.count("\n") <= (before.kind is StatementKind.SENTENCE)


def _is_sha256(value: str) -> bool:
    return len(value) == 64 and not value.strip("0123456789abcdef")


def _broken(what: str, name: str) -> ReadError:
    return ReadError(
        what,
        slug="document-broken",
        where=name,
        remedy="Leave 'statements' and 'removed' away to have 'text' read anew, or write the document again with "
        "`reportgen read --json`.",
    )
