"""What every PDF brief is checked for, with tools that did not make it."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections import defaultdict
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import page as page_validation
import pdfplumber
import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROFILES = (page_validation.ValidationProfile.PDF_A_3A, page_validation.ValidationProfile.PDF_UA_1)

LIMITS = page_validation.SafetyLimits(max_reference_depth=4096)
"""The validator follows four hundred bookmarks from one to the next, and takes more than 256 for a trap."""

UNSPOKEN = ("/Figure", "/Lbl", "/THead")
"""Tags left out of `spoken_text`: drawings speak by their description, a list's numbers are not in the page's own text,
and the head of a table comes again with each page."""

MARGIN = 36
"""Points from the edge of the page within which nothing may stand, half an inch."""


def rule_failures(data: bytes) -> list[str]:
    """Return the rules of PDF/A-3a and PDF/UA-1 a file breaks, as the validator names them.

    One rule is left out: STREAM-LENGTH, which takes a compressed stream that happens to end in a carriage return for
    one byte too short. `qpdf_complaints` looks at the same thing and counts right.
    """
    return [
        f"{failure.rule_id}: {failure.message}"
        for profile in PROFILES
        for failure in page_validation.validate_pdf_bytes(data, profile=profile, limits=LIMITS).failures
        if not failure.rule_id.endswith("STREAM-LENGTH-001")
    ]


def qpdf_complaints(path: Path) -> str:
    """Return what qpdf says against a file's structure; nothing where all is well or qpdf is not there."""
    program = shutil.which("qpdf")
    if program is None:
        return ""
    done = subprocess.run([program, "--check", path], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@cache
def characters(data: bytes) -> tuple[tuple[dict[str, Any], ...], ...]:
    """Return the characters of each page with their boxes, as pdfplumber reads them."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return tuple(
            tuple({**char, "page_width": page.width, "page_height": page.height} for char in page.chars) for page in pdf.pages
        )


def off_the_page(data: bytes) -> list[str]:
    """Return the characters that stand in a margin or off the page, each with its place."""
    return [
        f"page {number}: {char['text']!r} at {char['x0']:.0f}, {char['top']:.0f}"
        for number, chars in enumerate(characters(data), start=1)
        for char in chars
        if not char["text"].isspace()
        and (
            char["x0"] < MARGIN
            or char["x1"] > char["page_width"] - MARGIN
            or char["top"] < MARGIN / 2
            or char["bottom"] > char["page_height"] - MARGIN / 2
        )
    ]


def overlaps(data: bytes) -> list[str]:
    """Return pairs of characters of different lines that lie over each other."""
    found = []
    for number, chars in enumerate(characters(data), start=1):
        # In print, text lies on a grid of cells; only characters of the same cell can touch.
        cells: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
        for char in chars:
            if char["text"].isspace() or char["x1"] - char["x0"] < 0.5:
                continue
            middle = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
            cell = cells[int(middle[0] // 6), int(middle[1] // 6)]
            place = f"{char['text']!r} at {char['x0']:.0f}, {char['top']:.0f} on page {number}"
            found.extend(f"{other['text']!r} under {place}" for other in cell if _lie_over(char, other))
            cell.append(char)
    return found


def _lie_over(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if abs(one["bottom"] - other["bottom"]) < 1:
        # In one line a comma is set under a quotation mark; how close is the typeface's business.
        return False
    width = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
    height = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    small = min(one["x1"] - one["x0"], other["x1"] - other["x0"])
    return width > 0.5 * small and height > 0.5 * min(one["height"], other["height"])


def spoken_text(data: bytes) -> str:
    """Return a file's text in the order of its tags, as a screen reader takes it, without white space."""
    by_mark: dict[tuple[int, int], list[str]] = defaultdict(list)
    for number, chars in enumerate(characters(data)):
        for char in chars:
            if char.get("mcid") is not None:
                by_mark[number, char["mcid"]].append(char["text"])
    pdf = pikepdf.open(io.BytesIO(data))
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
    texts = ("".join(by_mark[numbers[page], mark]) for page, mark in _marks(pdf.Root.StructTreeRoot.K, None))
    return squeeze("".join(texts))


def _marks(kids: Any, page: Any) -> Iterator[tuple[Any, int]]:
    stack = [(kids, page)]
    while stack:
        item, page = stack.pop()
        if isinstance(item, pikepdf.Array):
            stack.extend((kid, page) for kid in reversed(list(item)))  # type: ignore[call-overload]
        elif isinstance(item, int):
            yield page, item
        elif isinstance(item, pikepdf.Dictionary) and "/K" in item and item.get("/S") not in UNSPOKEN:
            stack.append((item.K, item.Pg.objgen if "/Pg" in item else page))


def squeeze(text: str) -> str:
    """Return a text without white space and places to break, in lower case: what two readings of one page must share."""
    return "".join(text.replace("\u200b", "").split()).lower()


class _Words(HTMLParser):
    """Collects a page's text, without its head, its drawings and the heads of its tables."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.silent += tag in ("head", "svg", "thead")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("head", "svg", "thead")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def html_words(html: str) -> str:
    """Return the text of an HTML page, without white space, in lower case."""
    parser = _Words()
    parser.feed(html)
    return squeeze("".join(parser.words))
