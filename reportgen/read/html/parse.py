"""From the bytes of a page to its tree: encoding, repairs, bounds.

lxml's `huge_tree` stays off, so a page can neither nest without end nor swell by entities. What it refuses for its depth or
for one endless line is made flat first, and loses structure, not words.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from lxml import etree, html

from reportgen.errors import ReadError
from reportgen.read.blocks import without_surrogates
from reportgen.read.encoding import BOMS, decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_LENGTH = 20_000_000
"""A page has at most so many characters, pictures inside it not counted; the longest live blogs have 3 million."""

_AS_BROWSERS_READ = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
"""Encodings that pages name, and what browsers take them for (WHATWG, Encoding Standard, 4.2)."""
_HEAD = 4096
"""Pages name their encoding in their first 1,024 bytes; some have long comments before."""
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z][\w.:-]{1,40})""", re.IGNORECASE)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PICTURE_DATA = re.compile(r"""(?<=["'(=])data:[\w.+/-]{0,60}[;,][^"')\s<>]{100,}""")
_SHADOW = re.compile(r"<(/?)template\b(?=[^<>]{0,200}\bshadowroot(?:mode)?\s*=|>)", re.IGNORECASE)
_NESTING = re.compile(
    r"<(/?)(?!p\b|h[1-6]\b|li\b|br\b|title\b|meta\b|script\b|style\b|html\b|head\b|body\b)[a-z][\w:-]*[^<>]*>", re.IGNORECASE
)
_BLOCKS = re.compile(
    r"</?(?:div|section|article|main|aside|table|tr|ul|ol|dl|dt|dd|blockquote|header|footer|nav|form|pre)\b", re.IGNORECASE
)
_MANY_BREAKS = re.compile(r"<br>(?:\s*<br>){2,}")
_LONG_RUN = re.compile(r"[^<>]{1000000}")


def parse(data: bytes, name: str) -> tuple[HtmlElement | None, str | None]:
    """Return the tree of a page, None where it has no element at all, and a note where its encoding had to be guessed.

    Raises ReadError: `too-large`, and what `encoding.decode` raises for bytes that are no text.
    """
    text, note = _decode_page(data, name)
    text = _PICTURE_DATA.sub("data:,", text)
    if len(text) > MAX_LENGTH:
        raise _too_large(name, f"the page has more than {MAX_LENGTH // 1_000_000} million characters")
    tree, is_whole = tree_of(text)
    if not is_whole:
        raise _too_large(name, "the page has a line of more than 10 million characters")
    return tree, note


def tree_of(markup: str) -> tuple[HtmlElement | None, bool]:
    """Return the tree of a page or of a part of one, None where there is no element in it, and whether all of it is there."""
    markup = without_surrogates(_NOT_IN_XML.sub("", markup))
    if "shadowroot" in markup:
        markup = _SHADOW.sub(r"<\1div", markup)
    tree, is_whole = _parse(markup)
    return (tree, True) if is_whole else _parse(_flat(markup))


def _parse(markup: str) -> tuple[HtmlElement | None, bool]:
    """Return the tree, and whether all of the page is in it."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, default_doctype=False, huge_tree=False
    )
    try:
        tree = html.document_fromstring(markup.encode("utf-8"), parser=parser, ensure_head_body=False)
    except (etree.ParserError, etree.XMLSyntaxError):
        tree = None
    is_whole = not any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    return tree, is_whole


def _flat(markup: str) -> str:
    """Return the markup without the elements that nest, each line of theirs kept a line."""
    markup = _NESTING.sub(lambda tag: "<br>" if _BLOCKS.match(tag.group()) else "", markup)
    return _LONG_RUN.sub(r"\g<0><wbr>", _MANY_BREAKS.sub("<br><br>", markup))


def _too_large(name: str, what: str) -> ReadError:
    return ReadError(what, slug="too-large", where=name, remedy="Copy its text into a .txt file and give that.")


def _decode_page(data: bytes, name: str) -> tuple[str, str | None]:
    if any(data.startswith(mark) for mark, _ in BOMS):
        return decode(data, name)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    declared = declared_encoding(data)
    if declared is None or declared == "utf-8":
        return decode(data, name)
    text = data.decode(declared, errors="replace")
    count = text.count("\ufffd")
    return text, f"{count} characters could not be read as {declared}." if count else None


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding a page names at its head, as Python calls it; None where it names none that is known.

    >>> declared_encoding(b'<meta charset="latin1">')
    'cp1252'
    """
    found = _CHARSET.search(data, 0, _HEAD)
    if found is None:
        return None
    try:
        encoding = found[1].decode("ascii")
        b"a".decode(encoding, "replace")  # Python has also encodings that lead to no text
        codec = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        return None
    # A page that could be searched for its own words is in neither of these.
    return None if codec.startswith(("utf-16", "utf-32", "utf-7", "idna", "punycode")) else _AS_BROWSERS_READ.get(codec, codec)
