"""The visible text of a page: its lines in their order, each with what it is and where on the page it stands.

The walk leaves out what no reader of the page sees as text: scripts, hidden parts, the values of forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from reportgen.model import BlockKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

UNSEEN = frozenset(
    "script style template head title meta link noscript svg math canvas iframe object embed audio video map select option "
    "datalist textarea input button dialog progress meter frameset frame noframes".split()
)
"""Elements whose content is not read as text."""
INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark nobr output q rp rt ruby s samp small "
    "span strike strong sub sup td th time tt u var wbr".split()
)
"""Elements that begin no line of their own; every other, also one nobody has heard of, does."""
CELLS = frozenset("td th".split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
ITEMS = frozenset("li dt dd tr".split())
PLACES = frozenset("nav header footer aside figcaption caption form menu figure".split())
"""Elements that tell where on the page a line stands."""

_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NEVER_HIDDEN = frozenset("html body main article".split())
"""Scripts hide these for a moment, and a page may be saved in that moment."""
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_SPACES = re.compile(r"\s+")
_TERMINAL = re.compile(r"""[.!?:;…]["'”’»)\]]{0,4}$""")
_BULLET = re.compile(r"[-*•‣▪●■–—]\s|\d{1,3}[.)]\s")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list item or row of the page."""

    text: str
    """White space folded."""
    kind: BlockKind = BlockKind.PARAGRAPH
    places: frozenset[str] = field(default=frozenset())
    """The elements of PLACES it stands in."""
    level: int | None = None
    """Of a heading: 1 to 6."""
    container: str = ""
    """Its own tag, and tags and classes of the two elements around it: alike for all paragraphs of a text."""


class _Box(NamedTuple):
    """An element that begins lines of its own."""

    kind: BlockKind
    level: int | None
    places: frozenset[str]
    is_preformatted: bool
    container: str = ""


class _Walk:
    """What is known while the page is walked."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.words: list[str] = []
        """The pieces of the line that is being put together."""
        self.boxes = [_Box(BlockKind.PARAGRAPH, None, frozenset(), is_preformatted=False)]

    def add(self, text: str | None) -> None:
        """Add the words of a text node to the line."""
        if text:
            self.words.append(text if self.boxes[-1].is_preformatted else _SPACES.sub(" ", text))

    def open(self, node: HtmlElement) -> None:
        """Begin an element, and the line it begins."""
        tag = str(node.tag)
        if tag == "br":
            self.words.append("\n")
        elif tag == "q":
            self.words.append("“")
        elif tag in CELLS:
            self.words.append(" | " if "".join(self.words).strip() else "")
        elif tag not in INLINE:
            self.end_line()
            self.boxes.append(self._box(node, tag))
        self.add(node.text)

    def close(self, node: HtmlElement) -> None:
        """End an element; what follows it is of the element around it."""
        tag = str(node.tag)
        if tag == "q":
            self.words.append("”")
        elif tag not in INLINE:
            self.end_line()
            self.boxes.pop()
        self.add(node.tail)

    def end_line(self) -> None:
        """Turn what was gathered into passages."""
        text = "".join(self.words)
        self.words.clear()
        box = self.boxes[-1]
        if text.strip():
            pieces = _paragraphs(text) if box.is_preformatted else _lines(text)
            self.passages += [Passage(piece, box.kind, box.places, box.level, box.container) for piece in pieces]

    def _box(self, node: HtmlElement, tag: str) -> _Box:
        outer = self.boxes[-1]
        places = outer.places | {tag} if tag in PLACES else outer.places
        pre = outer.is_preformatted or tag == "pre"
        parent = node.getparent()
        kind = BlockKind.PARAGRAPH
        if tag in HEADINGS:
            kind = BlockKind.HEADING
        elif tag in ITEMS or (parent is not None and parent.tag in ITEMS and tag == "p"):
            kind = BlockKind.ITEM
        return _Box(kind, HEADINGS.get(tag), places, pre, _container(tag, parent))


def passages_of(root: HtmlElement) -> list[Passage]:
    """Return the visible passages under `root`, in their order."""
    walk = _Walk()
    steps = etree.iterwalk(root, events=("start", "end"))
    skipped: HtmlElement | None = None
    for event, node in steps:
        if skipped is not None:
            if event == "end" and node is skipped:
                skipped = None
                walk.add(node.tail)
        elif event == "start" and is_unseen(node):
            skipped = node
        elif event == "start":
            walk.open(node)
        else:
            walk.close(node)
    walk.end_line()
    return walk.passages


def is_unseen(node: HtmlElement) -> bool:
    """Return whether a browser shows nothing of an element, or nothing that is text."""
    if not isinstance(node.tag, str) or node.tag in UNSEEN:
        return True
    is_hidden = node.get("hidden") is not None or _HIDDEN.search(node.get("style") or "") is not None
    return is_hidden and node.tag not in _NEVER_HIDDEN


def _container(tag: str, parent: HtmlElement | None) -> str:
    around = parent.getparent() if parent is not None else None
    outer = [f"{node.tag}.{node.get('class') or ''}" for node in (parent, around) if node is not None]
    return " ".join((tag, *outer))


def _paragraphs(text: str) -> list[str]:
    """Return what blank lines part, each on one line."""
    return [folded for piece in _PARAGRAPH_BREAK.split(text) if (folded := _SPACES.sub(" ", piece).strip())]


def _lines(text: str) -> list[str]:
    """Return the lines that breaks part, joined again where a sentence runs over the break."""
    pieces: list[str] = []
    for paragraph in _PARAGRAPH_BREAK.split(text):
        joins = False
        for line in paragraph.split("\n"):
            folded = _SPACES.sub(" ", line).strip()
            if not folded:
                continue
            if joins and not _TERMINAL.search(pieces[-1][-8:]) and folded[0].islower() and not _BULLET.match(folded):
                pieces[-1] = f"{pieces[-1]} {folded}"
            else:
                pieces.append(folded)
            joins = True
    return pieces
