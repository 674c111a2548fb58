"""Whether bytes are a web page, or a part of one, by their beginning."""

from __future__ import annotations

import re

from reportgen.read.encoding import BOMS

SAMPLE = 4096
"""So many bytes tell a page from a text."""
_TAGS = "address|article|aside|blockquote|center|div|dl|figure|h[1-6]|header|main|ol|p|section|span|table|ul"
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,3000}?-->\s*){0,9}<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_PART = re.compile(rf"\s*<(?:{_TAGS})\b[^<>]{{0,2000}}>", re.IGNORECASE)
_CLOSING = re.compile(rf"</(?:{_TAGS}|li)\s*>", re.IGNORECASE)
_WHOLE = re.compile(r"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
_MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")
_SUFFIXES = (".html", ".htm", ".xhtml", ".xht", ".shtml")


def sniff(data: bytes, name: str) -> bool:
    """Return whether these bytes are a page, or a part of one: they begin with an element that only pages have."""
    sample = beginning(data)
    if _PAGE.match(sample):
        return True
    lower = name.lower()
    if lower.endswith(_MARKDOWN_SUFFIXES):  # Markdown may hold elements, also as its first words
        return False
    if lower.endswith(_SUFFIXES):
        return re.search(r"</?[a-z][a-z0-9]{0,15}\b", sample, re.IGNORECASE) is not None
    return bool(_PART.match(sample)) and _CLOSING.search(sample) is not None


def is_whole(sample: str) -> bool:
    """Return whether this is the beginning of a page, not of a part of one."""
    return _WHOLE.search(sample) is not None


def beginning(data: bytes) -> str:
    """Return the first characters of a page, its encoding aside: what tells a page is ASCII in nearly all of them."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[len(mark) : len(mark) + 2 * SAMPLE].decode(encoding, "replace")
    return data[:SAMPLE].decode("latin-1")
