"""Inline markup of Markdown, and of the HTML that creeps into it: found and dropped, with every kept character's offset.

Plain texts go through here too, so a mark is dropped only where it can hardly be anything else: stars in pairs, brackets
with an address behind them, known tags. "[sic]", "f***ing", "5 * 3" and "snake_case" stay as they are.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

_INLINE_TAGS = "a abbr b cite code del em font i ins kbd mark q s samp small span strike strong sub sup time tt u var"
_BLOCK_TAGS = (
    "address article aside audio blockquote br button center dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr iframe img input label li main nav noscript ol p picture pre script section source style summary svg table tbody"
    " td tfoot th thead tr ul video"
)
INLINE_TAGS = frozenset(_INLINE_TAGS.split())
"""Tags that do not part words: "13<sup>th</sup>" is one word."""
TAGS = INLINE_TAGS | frozenset(_BLOCK_TAGS.split())
"""Tags that are dropped; anything else between angle brackets is text."""

_SPECIAL = re.compile(r"\\.|`+|!?\[|\]|<|&|\*+|_+|~~", re.DOTALL)
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_DESTINATION = re.compile(
    r"\(\s{0,9}(?:<[^<>\n]{0,2000}>|(?:[^\s()<>{]|\([^\s()]{0,500}\)|\{%[^%]{0,300}%\}|\{){0,2000})"
    r"(?:\s{1,9}(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s{0,9}\)"
)
_LABEL = re.compile(r"\[([^\[\]]{0,200})\]")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,15})(?:[\s/][^<>]{0,3000})?/?>")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000})>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(slots=True)
class Inline:
    """A passage without its markup."""

    text: str
    origins: list[int]
    """For each character of `text`, its offset in the document."""
    pictures: list[tuple[int, int]]
    """Spans of pictures written inline, with their descriptions."""


@dataclass(slots=True)
class _Scan:
    """What a pass over one passage has found so far; offsets are the passage's own."""

    text: str
    labels: frozenset[str]
    cuts: list[tuple[int, int, str]] = field(default_factory=list)
    """(start, end, what stands there instead)."""
    pictures: list[tuple[int, int]] = field(default_factory=list)
    open_brackets: list[tuple[int, bool]] = field(default_factory=list)
    stars: list[tuple[int, int]] = field(default_factory=list)
    bars: list[tuple[int, int]] = field(default_factory=list)
    tildes: list[tuple[int, int]] = field(default_factory=list)
    ticks: dict[int, int] = field(default_factory=dict)
    comment_end: int = -1
    """Where the comment ends that was looked for last; beyond the text where none does."""


def strip_inline(text: str, offset: int, *, labels: frozenset[str] = frozenset()) -> Inline:
    """Return the passage `text`, which stands at `offset` of the document, without its inline markup.

    `labels` are the link labels, in lower case, that the document defines.

    >>> strip_inline("**Build** on [efforts](https://example.org) of June 13<sup>th</sup>", 0).text
    'Build on efforts of June 13th'
    """
    if not _SPECIAL.search(text):
        return Inline(text, list(range(offset, offset + len(text))), [])
    scan = _Scan(text, labels)
    at = 0
    while found := _SPECIAL.search(text, at):
        at = _STEPS[found.group()[0]](scan, found)
    _cut_pairs_of_stars(scan)
    _cut_pairs_of_bars(scan)
    _cut_pairs(scan, scan.tildes)
    return _without_cuts(scan, offset)


def _without_cuts(scan: _Scan, offset: int) -> Inline:
    pieces: list[str] = []
    origins: list[int] = []
    at = 0
    for start, end, instead in sorted(scan.cuts):
        if start < at:
            at = max(at, end)
            continue
        pieces.append(scan.text[at:start])
        origins.extend(range(offset + at, offset + start))
        pieces.append(instead)
        origins.extend([offset + start] * len(instead))
        at = end
    pieces.append(scan.text[at:])
    origins.extend(range(offset + at, offset + len(scan.text)))
    return Inline("".join(pieces), origins, [(offset + start, offset + end) for start, end in scan.pictures])


def _escape(scan: _Scan, found: re.Match[str]) -> int:
    escaped = found.group()[1]
    if escaped in _PUNCTUATION or escaped in "\r\n":
        scan.cuts.append((found.start(), found.start() + 1, ""))
    return found.end()


def _tick(scan: _Scan, found: re.Match[str]) -> int:
    length = found.end() - found.start()
    opened = scan.ticks.pop(length, None)
    if opened is None:
        scan.ticks[length] = found.start()
    else:
        scan.cuts += [(opened, opened + length, ""), (found.start(), found.end(), "")]
    return found.end()


def _open_bracket(scan: _Scan, found: re.Match[str]) -> int:
    scan.open_brackets.append((found.start(), found.group()[0] == "!"))
    return found.end()


def _close_bracket(scan: _Scan, found: re.Match[str]) -> int:
    if not scan.open_brackets:
        return found.end()
    opened, is_picture = scan.open_brackets.pop()
    inner = opened + 1 + is_picture
    if target := _DESTINATION.match(scan.text, found.end()):
        if is_picture:
            scan.pictures.append((opened, target.end()))
            scan.cuts.append((opened, target.end(), " "))
        else:
            scan.cuts += [(opened, inner, ""), (found.start(), target.end(), "")]
        return target.end()
    label = scan.text[inner : found.start()] if found.start() - inner <= 200 else ""
    if label.startswith("^") and len(label) > 1:  # a footnote's mark
        scan.cuts.append((opened, found.end(), ""))
    elif (reference := _LABEL.match(scan.text, found.end())) and (reference[1] or label).lower() in scan.labels:
        scan.cuts += [(opened, inner, ""), (found.start(), reference.end(), "")]
        return reference.end()
    elif label.lower() in scan.labels:
        scan.cuts += [(opened, inner, ""), (found.start(), found.end(), "")]
    return found.end()


def _angle(scan: _Scan, found: re.Match[str]) -> int:
    at = found.start()
    if link := _AUTOLINK.match(scan.text, at):
        scan.cuts += [(at, at + 1, ""), (link.end() - 1, link.end(), "")]
        return link.end()
    if (tag := _TAG.match(scan.text, at)) and tag[1].lower() in TAGS:
        scan.cuts.append((at, tag.end(), "" if tag[1].lower() in INLINE_TAGS else " "))
        return tag.end()
    if scan.text.startswith("<!--", at):
        if scan.comment_end < at:
            closed = scan.text.find("-->", at)
            scan.comment_end = closed + 3 if closed >= 0 else len(scan.text) + 1
        if scan.comment_end <= len(scan.text):
            scan.cuts.append((at, scan.comment_end, " "))
            return scan.comment_end
    return found.end()


def _entity(scan: _Scan, found: re.Match[str]) -> int:
    if (entity := _ENTITY.match(scan.text, found.start())) and (char := html.unescape(entity.group())) != entity.group():
        scan.cuts.append((entity.start(), entity.end(), char))
        return entity.end()
    return found.end()


def _star(scan: _Scan, found: re.Match[str]) -> int:
    scan.stars.append(found.span())
    return found.end()


def _bar(scan: _Scan, found: re.Match[str]) -> int:
    scan.bars.append(found.span())
    return found.end()


def _tilde(scan: _Scan, found: re.Match[str]) -> int:
    scan.tildes.append(found.span())
    return found.end()


_STEPS = {"\\": _escape, "`": _tick, "!": _open_bracket, "[": _open_bracket, "]": _close_bracket, "<": _angle, "&": _entity,
          "*": _star, "_": _bar, "~": _tilde}  # fmt: skip


def _around(text: str, span: tuple[int, int]) -> tuple[str, str]:
    """Return the characters before and after a span, a space where the text ends."""
    return text[span[0] - 1] if span[0] else " ", text[span[1]] if span[1] < len(text) else " "


def _cut_pairs(scan: _Scan, runs: list[tuple[int, int]]) -> None:
    for opening, closing in zip(runs[0::2], runs[1::2], strict=False):
        scan.cuts += [(*opening, ""), (*closing, "")]


def _cut_pairs_of_stars(scan: _Scan) -> None:
    """Cut strong marks by turns (their spacing is often wrong: "**Ukraine **at"), and single stars that open and close."""
    strong: list[tuple[int, int]] = []
    opened: tuple[int, int] | None = None
    for span in scan.stars:
        before, after = _around(scan.text, span)
        if before.isalnum() and after.isalnum():
            continue  # f***ing, 2*3
        if span[1] - span[0] > 1:
            strong.append(span)
        elif opened is not None and not before.isspace() and not after.isalnum():
            scan.cuts += [(*opened, ""), (*span, "")]
            opened = None
        elif not after.isspace() and not before.isalnum():
            opened = span
    if len(strong) % 2:
        last = strong.pop()
        if not _around(scan.text, last)[0].isalnum():  # else a word with letters left out: "bulls**"
            scan.cuts.append((*last, ""))
    _cut_pairs(scan, strong)


def _cut_pairs_of_bars(scan: _Scan) -> None:
    opened: tuple[int, int] | None = None
    for span in scan.bars:
        before, after = _around(scan.text, span)
        if span[1] - span[0] > 3:
            continue  # a line to write on
        if opened is not None and not before.isspace() and not after.isalnum():
            scan.cuts += [(*opened, ""), (*span, "")]
            opened = None
        elif not before.isalnum() and not after.isspace():
            opened = span
