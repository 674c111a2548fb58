"""Block structure of plain text and Markdown: paragraphs, list items, headings, tables, and what is none of these.

mask what spans lines (pictures, comments, long tags) → split lines → tell what each line begins → join → drop inline marks
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reportgen.model import Block, BlockKind, Removed
from reportgen.read import reasons
from reportgen.read.blocks import fold
from reportgen.read.inline import TAGS, strip_inline
from reportgen.read.lines import Line, runs_on, split_lines, wrap_width

MAX_MASKED = 20_000
"""A picture, comment or tag that spans lines is looked for over so many characters."""

_MASKED = re.compile(r"<!--|<(?:figure|script|style|svg)\b|<[A-Za-z]", re.IGNORECASE)
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_RULE = re.compile(r"\s*(?:(?:[-‐-―─━═=*_~#.•·|+\\]\s{0,4}){3,200}|[*_]{1,6}\\?#{2,6}[*_]{1,6})\s*$")
_END_MARK = re.compile(r"\s*[*_]{0,3}(?:(?:\\?#\s{0,3}){2,9}|-\s?30\s?-|\(?\s?ends?\s?\)?|-ends?-)[*_]{0,3}\s*$", re.IGNORECASE)
_UNDERLINE = re.compile(r"\s{0,3}(?:={3,}|-{3,})\s*$")
_TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-*:?\s*)$")
_HEADING = re.compile(r"\s{0,3}#{1,6}[ \t]+(?=\S)")
_CLOSING_HASHES = re.compile(r"[ \t]+#+$")
_ITEM = re.compile(r"\s*(?:[-*+•‣⁃◦▪▫●○■□–—·»►▶]|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t\u00a0]+(?=\S)|\s*[•‣⁃◦▪▫●■□►▶](?=\S)")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)[\w -]{0,30}$")
_DEFINITION = re.compile(r"\s{0,3}\[(?!\^)([^\[\]]{1,200})\]:\s*<?\S+>?(?:\s+[\"'(].{0,300})?$")
_PLACEHOLDER = re.compile(r"\s*(?:\{%[^%]{0,300}%\}|\{\{[^{}]{0,300}\}\})\s*$")
_FOOTNOTE = re.compile(r"\s{0,3}\[\^[^\[\]]{1,60}\]:")
_BOLD_LINE = re.compile(r"\s*(\*\*|__)(?=\S)[^*_]{1,150}(?<=\S)\1\s*$")
_NOT_MASKED = re.compile(r"\S(?:[^\n\r]{0,400}\S)?")
_LINK_HEAD = re.compile(r"(?<!\^)\[[*_\"']{0,4}$")
_LINK_TAIL = re.compile(r"[*_]{0,3}\](?:\([^\n]{0,2000}?\)(?=[\s*_.,;:!?]|$)|\[[^\[\]]{0,200}\])")
_ENDS_SENTENCE = re.compile(r"[.!?…;,][\"'”’)\]]{0,3}$")


@dataclass(slots=True)
class _Piece:
    """Lines that belong together, with what they are."""

    kind: BlockKind
    lines: list[tuple[int, int]]
    """Spans without the marks the lines begin with."""
    start: int
    """Where the marks begin."""
    last: Line
    is_footnote: bool = False


@dataclass(slots=True)
class _Page:
    """What has been found so far, from the top of the text."""

    text: str
    width: int | None
    pieces: list[_Piece] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    open: bool = False
    """Whether the next line may go on with the last piece."""

    def remove(self, start: int, end: int, reason: str) -> None:
        """Note a passage that holds no text of the document."""
        self.removed.append(Removed(start, end, self.text[start:end], reason))

    def begin(self, kind: BlockKind, line: Line, body: int, end: int | None = None, *, is_footnote: bool = False) -> None:
        """Begin a piece with `line`, whose words begin at `body`."""
        start = line.start + len(line.text) - len(line.text.lstrip())
        self.pieces.append(_Piece(kind, [(body, line.end if end is None else end)], start, line, is_footnote))
        self.open = kind is not BlockKind.HEADING


def parse_blocks(text: str, start: int = 0) -> tuple[tuple[Block, ...], tuple[Removed, ...]]:
    r"""Return the blocks of `text` from `start` on, and the passages that hold marks and pictures only.

    >>> [block.text for block in parse_blocks("# Head\n\n- one\n  two\n- **three**\n\n---\n")[0]]
    ['Head', 'one two', 'three']
    """
    masked, masked_spans = _mask(text, start)
    lines = split_lines(masked, start)
    page = _Page(text, wrap_width([line for line in lines if not _ITEM.match(line.text) or line.text[:1] in "-*+"]))
    for span_start, span_end, reason in masked_spans:
        page.remove(span_start, span_end, reason)
    for index, line in enumerate(lines):
        _take(page, line, lines[index + 1] if index + 1 < len(lines) else None)
    return _blocks(page, masked)


def _take(page: _Page, line: Line, following: Line | None) -> None:
    """Tell what a line is: an end, a mark, the begin of a piece, or more of the piece before."""
    text = line.text
    if line.is_blank:
        page.open = False
    elif _is_underline(page, line):
        page.pieces[-1].kind = BlockKind.HEADING
        page.open = False
    elif _END_MARK.match(text):
        page.remove(line.start, line.end, reasons.END_MARK)
        page.open = False
    elif _RULE.match(text) or _FENCE.match(text) or _TABLE_RULE.match(text) or _PLACEHOLDER.match(text):
        page.remove(line.start, line.end, reasons.MARKUP)
        page.open = False
    elif definition := _DEFINITION.match(text):
        page.labels.add(definition[1].lower())
        page.remove(line.start, line.end, reasons.MARKUP)
        page.open = False
    elif text.lstrip().startswith("|") and text.count("|") > 1:
        page.begin(BlockKind.ITEM, line, line.start)
        page.open = False
    elif heading := _HEADING.match(text):
        closing = _CLOSING_HASHES.search(text, heading.end())
        page.begin(BlockKind.HEADING, line, line.start + heading.end(), line.start + closing.start() if closing else None)
    else:
        _take_words(page, line, following)


def _take_words(page: _Page, line: Line, following: Line | None) -> None:
    """Begin a paragraph, an item or a footnote with a line, or go on with the one before."""
    quote = _QUOTE.match(line.text)
    body = quote.end() if quote else 0
    if footnote := _FOOTNOTE.match(line.text):
        page.begin(BlockKind.PARAGRAPH, line, line.start + footnote.end(), is_footnote=True)
    elif item := _ITEM.match(line.text, body):
        page.begin(BlockKind.ITEM, line, line.start + item.end())
    elif page.open and _goes_on(page, line, quoted=bool(quote)):
        page.pieces[-1].lines.append((line.start + body, line.end))
        page.pieces[-1].last = line
    elif _is_bold_heading(page, line, following):
        page.begin(BlockKind.HEADING, line, line.start)
    elif page.pieces and not page.open and _is_more_of_item(page.pieces[-1], line):
        page.begin(BlockKind.ITEM, line, line.start)
    else:
        page.begin(BlockKind.PARAGRAPH, line, line.start + body)


def _goes_on(page: _Page, line: Line, *, quoted: bool) -> bool:
    piece = page.pieces[-1]
    if piece.kind is BlockKind.ITEM and not piece.is_footnote and line.text[:2].isspace() and not _is_deeper(piece, line):
        return True
    if quoted and not _QUOTE.match(piece.last.text):
        return False
    return runs_on(piece.last, line, page.width)


def _is_deeper(piece: _Piece, line: Line) -> bool:
    """Return whether a line is indented so far beyond its item that it is set apart: an address, a verse, a signature."""
    indent = len(line.text) - len(line.text.lstrip())
    first, _ = piece.lines[0]
    return indent > first - piece.start + 24


def _is_more_of_item(piece: _Piece, line: Line) -> bool:
    """Return whether a paragraph is indented under a list item, as Markdown's second paragraphs of items are."""
    indent = len(line.text) - len(line.text.lstrip())
    first, _ = piece.lines[0]
    return piece.kind is BlockKind.ITEM and 2 <= indent <= first - piece.start + 4 and first > piece.start


def _is_underline(page: _Page, line: Line) -> bool:
    """Return whether a line of `===` or `---` makes the line above it a heading, and is no rule between two parts."""
    if not page.open or not _UNDERLINE.match(line.text):
        return False
    piece = page.pieces[-1]
    words = piece.last.text
    return (
        piece.kind is BlockKind.PARAGRAPH
        and len(piece.lines) == 1
        and len(words) <= 150
        and not _ENDS_SENTENCE.search(words)
        and (line.text.lstrip()[0] == "=" or len(line.text.strip()) * 2 >= len(words.strip()))
    )


def _is_bold_heading(page: _Page, line: Line, following: Line | None) -> bool:
    """Return whether a line stands alone, in bold throughout, and is no sentence."""
    alone = not page.open and (following is None or following.is_blank)
    return alone and bool(_BOLD_LINE.match(line.text)) and not _ENDS_SENTENCE.search(line.text.rstrip("*_ "))


def _blocks(page: _Page, masked: str) -> tuple[tuple[Block, ...], tuple[Removed, ...]]:
    """Return the pieces as blocks without inline marks; what has no words becomes a removed passage."""
    blocks: list[Block] = []
    labels = frozenset(page.labels)
    for piece in page.pieces:
        start, end = piece.lines[0][0], piece.lines[-1][1]
        if piece.is_footnote:
            page.remove(piece.start, end, reasons.FOOTNOTE)
            continue
        chars, origins = _without_line_marks(masked, piece)
        stripped = strip_inline(chars, 0, labels=labels)
        pictures = [(origins[first], origins[last - 1] + 1) for first, last in stripped.pictures]
        for first, last in pictures:
            page.remove(first, last, reasons.PICTURE)
        words, places = fold(stripped.text, [origins[place] for place in stripped.origins])
        if any(char.isalnum() for char in words):
            blocks.append(Block(words, places, piece.kind, extent=_with_links(page.text, start, end, places)))
        else:
            _remove_rest(page, masked, (piece.start, end), pictures)
    return tuple(blocks), tuple(sorted(page.removed, key=lambda passage: passage.start))


def _remove_rest(page: _Page, masked: str, span: tuple[int, int], pictures: list[tuple[int, int]]) -> None:
    """Remove a piece without words, but for the pictures and masked passages in it, which are removed already."""
    at = span[0]
    for first, last in [*pictures, (span[1], span[1])]:
        for rest in _NOT_MASKED.finditer(masked, at, first):
            page.remove(rest.start(), rest.end(), reasons.MARKUP)
        at = last


def _with_links(text: str, start: int, end: int, places: tuple[int, ...]) -> tuple[int, int]:
    """Return the span of a block with the bracket of a link at its head and the address of one at its end."""
    first, last = places[0], places[-1] + 1
    if _LINK_HEAD.search(text[max(start, first - 5) : first]):
        first = text.rindex("[", start, first)
    if tail := _LINK_TAIL.match(text, last, end):
        last = tail.end()
    return first, last


def _without_line_marks(text: str, piece: _Piece) -> tuple[str, list[int]]:
    """Return the piece's characters with the marks at the head of its lines left out, and their offsets."""
    chars: list[str] = []
    origins: list[int] = []
    for number, (start, end) in enumerate(piece.lines):
        if number:
            chars.append("\n")
            origins.append(piece.lines[number - 1][1])
        chars.append(text[start:end])
        origins.extend(range(start, end))
    return "".join(chars), origins


def _mask(text: str, start: int) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text with white space where a figure, script, comment or tag spans lines, and their spans with reasons."""
    pieces: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = 0
    missing: set[str] = set()
    found = _MASKED.search(text, start)
    while found:
        end, reason = _masked_end(text, found, missing)
        if end is None:
            found = _MASKED.search(text, found.end())
            continue
        pieces += [text[at : found.start()], _BREAKS.sub(" ", text[found.start() : end])]
        spans.append((found.start(), end, reason))
        at = end
        found = _MASKED.search(text, at)
    pieces.append(text[at:])
    return "".join(pieces), spans


_BREAKS = re.compile(r"[^\n]")
_OPENS = {"<!--": ("-->", reasons.MARKUP), "<figure": ("</figure>", reasons.PICTURE), "<script": ("</script>", reasons.MARKUP),
          "<style": ("</style>", reasons.MARKUP), "<svg": ("</svg>", reasons.PICTURE)}  # fmt: skip
_TAG_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")


def _masked_end(text: str, found: re.Match[str], missing: set[str]) -> tuple[int | None, str]:
    """Return where what begins at `found` ends, and the reason to remove it; None where it is text or fits one line."""
    opening = found.group().lower()
    if opening in _OPENS:
        closing, reason = _OPENS[opening]
        if closing in missing:
            return None, reason
        end = text.find(closing, found.end(), found.end() + MAX_MASKED)
        if end < 0 and text.find(closing, found.end()) < 0:
            missing.add(closing)
        return (end + len(closing) if end >= 0 else None), reason
    name = _TAG_NAME.match(text, found.start() + 1)
    end = text.find(">", found.end(), found.end() + 3000)
    if name is None or name.group().lower() not in TAGS or end < 0:
        return None, reasons.MARKUP
    inside = text[found.end() : end]
    if "\n" not in inside or "<" in inside or "\n\n" in inside:
        return None, reasons.MARKUP
    is_picture = name.group().lower() in ("img", "picture", "video", "iframe")
    return end + 1, reasons.PICTURE if is_picture else reasons.MARKUP
