"""HTML that is all text, as the body of a mail is: its lines, every one a reader would see, with how they are quoted and signed.

A page of the web has its text somewhere inside, and its reader looks for it. Here nothing is judged.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from reportgen.model import BlockKind
from reportgen.read.blocks import without_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

MAX_MARKUP = 10_000_000
"""Of a longer fragment the beginning is read; newsletters reach 300,000 characters."""

UNSEEN = frozenset(
    "head script style template title meta link noscript object embed iframe svg math audio video select option".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup "
    "time tt u var wbr img".split()
)
"""Elements that begin no line of their own."""
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
ITEMS = frozenset("li dt dd".split())
CELLS = frozenset("td th".split())
SIGNATURES = frozenset("gmail_signature moz-signature gmail_signature_prefix signature".split())
"""Classes and ids with which mail programs mark a signature."""

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\u00a0]+")
_TAG = re.compile(r"<[/!?]?([A-Za-z][A-Za-z0-9]{0,15})?[^<>]{0,3000}>")
_SCRIPT = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</(?:script|style)\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|li|table|span|a|b|i|em|strong|blockquote|section|article|html|body)\b[^<>]*>", re.IGNORECASE
)


class HtmlLine(NamedTuple):
    """A line as a reader of the fragment sees it."""

    text: str
    """White space folded."""
    kind: BlockKind = BlockKind.PARAGRAPH
    quotes: int = 0
    """Inside so many quotations of other messages."""
    is_signature: bool = False
    """Whether the program that wrote it marked it as the signature."""
    follows: bool = False
    """Whether only a line break parts it from the line before."""


def is_markup(text: str) -> bool:
    """Return whether a text is written in HTML.

    >>> is_markup("<p>Two people were hurt.</p>"), is_markup("a < b and b > c")
    (True, False)
    """
    return bool(_MARKUP.search(text, 0, 20_000))


def lines_of_html(markup: str) -> list[HtmlLine]:
    """Return the visible lines of HTML, in their order.

    >>> [line.text for line in lines_of_html("<h2>Two <b>hurt</b></h2><p>In Ohio.<br>On Monday.</p>")]
    ['Two hurt', 'In Ohio.', 'On Monday.']
    """
    root, is_whole = _parsed(markup[:MAX_MARKUP])
    if not is_whole:
        return _without_tags(markup[:MAX_MARKUP])
    return [] if root is None else list(_walk(root))


def _parsed(markup: str) -> tuple[HtmlElement | None, bool]:
    """Return the tree, and whether all of the markup is in it: the parser cuts off what is nested too deep."""
    from lxml import etree  # noqa: PLC0415  (20 ms, and most sources are no HTML)
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    text = without_surrogates(markup).replace("\x00", " ")
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(f"<div>{text}</div>".encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, not parser.error_log.filter_from_level(etree.ErrorLevels.FATAL)
    return root, not parser.error_log.filter_from_level(etree.ErrorLevels.FATAL)


def _without_tags(markup: str) -> list[HtmlLine]:
    """Return the lines of markup that no parser takes whole: what is nested too deep to mean anything is text all the same."""
    text = _TAG.sub(lambda tag: "" if (tag[1] or "").lower() in INLINE else "\n", _without_scripts(without_surrogates(markup)))
    lines = (_SPACES.sub(" ", html.unescape(line)).strip(" \u00a0") for line in text.split("\n"))
    return [HtmlLine(line) for line in lines if line]


def _without_scripts(markup: str) -> str:
    pieces: list[str] = []
    at = 0
    while found := _SCRIPT.search(markup, at):
        pieces.append(markup[at : found.start()])
        end = _SCRIPT_END.search(markup, found.end())
        at = end.start() if end else len(markup)
    return "\n".join([*pieces, markup[at:]])


class _State(NamedTuple):
    """What holds inside an element."""

    kind: BlockKind = BlockKind.PARAGRAPH
    quotes: int = 0
    is_signature: bool = False
    is_hidden: bool = False


class _Lines:
    """The lines found so far, and the one that is being written."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.state = _State()
        self.breaks = 2
        """Line breaks since the last line: one parts lines of a paragraph, two part paragraphs."""

    def add(self, text: str | None, state: _State) -> None:
        """Add text to the line, unless it is hidden."""
        if text and not state.is_hidden:
            if not self.pieces:
                self.state = state
            self.pieces.append(text)

    def end(self, breaks: int) -> Iterator[HtmlLine]:
        """Yield the line, where it has anything to be seen."""
        text = _SPACES.sub(" ", "".join(self.pieces)).strip(" \u00a0")
        self.pieces = []
        if text:
            state = self.state
            yield HtmlLine(text, state.kind, state.quotes, state.is_signature, follows=self.breaks < 2)
            self.breaks = 0
        self.breaks += breaks


def _walk(root: HtmlElement) -> Iterator[HtmlLine]:
    from lxml import etree  # noqa: PLC0415

    lines = _Lines()
    states = [_State()]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        is_box = tag not in INLINE and not (tag in CELLS and not _has_boxes(element))
        if event == "start":
            if tag == "br":
                yield from lines.end(1)
            elif is_box:
                yield from lines.end(2)
            states.append(_inside(element, tag, states[-1]))
            lines.add(element.text, states[-1])
        else:
            states.pop()
            if is_box and tag != "br":
                yield from lines.end(2)
            elif tag in CELLS:
                lines.add(" ", states[-1])
            lines.add(element.tail, states[-1])
    yield from lines.end(2)


def _inside(element: HtmlElement, tag: str, outer: _State) -> _State:
    kind = outer.kind
    if tag in HEADINGS:
        kind = BlockKind.HEADING
    elif tag in ITEMS:
        kind = BlockKind.ITEM
    elif tag == "tr":
        kind = BlockKind.ITEM if sum(child.tag in CELLS and not _has_boxes(child) for child in element) > 1 else outer.kind
    is_hidden = outer.is_hidden or tag in UNSEEN
    if not element.keys():
        return outer if kind is outer.kind and is_hidden is outer.is_hidden else outer._replace(kind=kind, is_hidden=is_hidden)
    names = {*(element.get("class") or "").lower().split(), (element.get("id") or "").lower()}
    is_quote = tag == "blockquote" and (element.get("type") == "cite" or "gmail_quote" in names)
    return _State(
        kind,
        outer.quotes + is_quote,
        outer.is_signature or not SIGNATURES.isdisjoint(names),
        is_hidden or _is_hidden(element),
    )


def _has_boxes(cell: HtmlElement) -> bool:
    """Return whether a table's cell holds lines of its own: then it is there for the layout."""
    return any(child.tag not in INLINE for child in cell)


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
