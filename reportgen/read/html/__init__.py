"""The reader of web pages, saved or fetched, and of parts of pages.

`sniffing`  whether bytes are a page                  `article`   what trafilatura takes for the article
`parse`     bytes to a tree                           `choose`    which of the visible passages are the article
`page`      the visible passages in their order       `metadata`  what the page says of itself
`absence`   what stands there in place of a text      `reader`    the whole road
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.read.html.sniffing import sniff

if TYPE_CHECKING:
    from reportgen.model import Document
    from reportgen.read.blocks import Part

__all__ = ["NAME", "parts_of_markup", "read", "sniff"]

NAME = "HTML"


def read(data: bytes, name: str) -> Document:
    """Return the document in a page; ReadError `empty-document`, `too-large`, `binary-file` or `unknown-encoding`."""
    from reportgen.read.html.reader import document_of  # noqa: PLC0415  (lxml takes 70 ms; a text needs none)

    return document_of(data, name)


def parts_of_markup(markup: str) -> list[Part]:
    """Return all visible passages of a piece of HTML: for the bodies of mails and of items of news systems."""
    from reportgen.read.html.reader import parts_of_markup as parts  # noqa: PLC0415  (as above)

    return parts(markup)
