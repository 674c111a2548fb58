"""The article of a page as trafilatura extracts it, in bounded time."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from lxml import etree

from reportgen.model import BlockKind
from reportgen.read.blocks import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

MAX_SIBLINGS = 40_000_000
MAX_LINKS = 600_000
MAX_ELEMENTS = 100_000
"""The extractor compares elements with their neighbours and links with what is around them: on pages made to be slow it takes
hours. At these sums (of squares of children, of depths of links) it takes about ten seconds; news pages reach a tenth."""

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it reports pages without text; so do we, our way
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def extract(tree: HtmlElement) -> list[Part]:
    """Return the article as trafilatura extracts it, in its order; nothing where it finds none or is not asked."""
    if not is_bearable(tree):
        return []
    from trafilatura import bare_extraction  # noqa: PLC0415  (0.2 s; only pages need it)
    from trafilatura.settings import Extractor  # noqa: PLC0415

    # Recall before precision: furniture that slips in is taken out later with a reason, a sentence that is lost is lost.
    options = Extractor(recall=True, comments=False, dedup=False, date_params={"max_date": "2100-01-01"})
    try:
        found = bare_extraction(tree, options=options)
    except (RecursionError, etree.LxmlError, ArithmeticError, LookupError, AttributeError):
        return []  # a page it does not get along with; the passages of the page are still there
    body = getattr(found, "body", None)
    return list(_parts_of(body)) if body is not None else []


def is_bearable(tree: HtmlElement) -> bool:
    """Return whether a page is one the extractor finishes in bounded time."""
    elements = siblings = links = 0
    depth = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        elements += 1
        siblings += len(node) ** 2
        links += depth if node.tag == "a" else 0
        if elements > MAX_ELEMENTS or siblings > MAX_SIBLINGS or links > MAX_LINKS:
            return False
    return True


_LINES = {"head": BlockKind.HEADING, "item": BlockKind.ITEM, "row": BlockKind.ITEM}
_CONTAINERS = frozenset("body list quote table div main article section".split())


def _parts_of(body: HtmlElement) -> Iterable[Part]:
    """Yield the paragraphs, items, rows and headings of trafilatura's tree."""
    for node in body:
        if node.tag in _CONTAINERS and len(node):
            yield from _text_part(node.text)
            yield from _parts_of(node)
        else:
            yield from _text_part(_text_of(node), _LINES.get(str(node.tag), BlockKind.PARAGRAPH))
        yield from _text_part(node.tail)


def _text_part(text: str | None, kind: BlockKind = BlockKind.PARAGRAPH) -> Iterable[Part]:
    for line in (text or "").split("\n\n"):
        if line.strip():
            yield Part(line, kind)


def _text_of(node: HtmlElement) -> str:
    pieces = []
    for part in node.iter():
        if part.tag == "lb":
            pieces.append("\n\n")
        elif part.tag == "cell" and pieces:
            pieces.append(" | ")
        pieces.append(part.text or "")
        if part is not node:
            pieces.append(part.tail or "")
    return "".join(pieces)
