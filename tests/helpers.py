"""Factories with good defaults, so that a test names only what it is about."""

from __future__ import annotations

from reportgen.model import Block, BlockKind, Document, Label, Pair, Statement


def document(text: str = "", *, name: str = "text.txt", **fields: object) -> Document:
    """Return a document of `text` as it stands, with no statements yet."""
    defaults: dict[str, object] = {
        "id": "official",
        "title": None,
        "publisher": None,
        "published": None,
        "url": None,
        "language": "en",
        "name": name,
        "media_type": "text/plain",
        "sha256": "0" * 64,
        "text": text,
    }
    return Document(**(defaults | fields))  # type: ignore[arg-type]


def block(text: str, *, start: int = 0, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    """Return a block that stands in its document unchanged from offset `start`."""
    return Block(text, tuple(range(start, start + len(text))), kind)


def statement(text: str, *, id: str = "O1", start: int = 0, **fields: object) -> Statement:  # noqa: A002
    """Return a statement that stands in its document unchanged from offset `start`."""
    return Statement(id, text, start, start + len(text), **fields)  # type: ignore[arg-type]


def pair(label: Label, official: tuple[str, ...] = (), press: tuple[str, ...] = (), **fields: object) -> Pair:
    """Return a pair of press-1 with a made-up id."""
    defaults: dict[str, object] = {"id": "0" * 12, "report": "press-1", "similarity": 0.5, "confidence": 0.9}
    return Pair(label=label, official=official, press=press, **(defaults | fields))  # type: ignore[arg-type]
