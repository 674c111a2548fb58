"""Opening a PDF file: what keeps it shut is told, and nothing in it may ask for more than a document needs."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

import pypdf
from pypdf.errors import DependencyError

from reportgen.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PAGES = 3_000
"""A file has at most so many pages; a year's collected statements have that. It is read at about 30 pages a second."""
MAX_STREAM = 40_000_000
"""A stream of content or of fonts has at most so many bytes unpacked; a page of a newspaper has 2 million."""

# What pypdf says of damage it mends goes to the document's notes where it costs text, and is no message for the terminal.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


@contextmanager
def bounded() -> Iterator[None]:
    """Keep what pypdf does meanwhile within bounds: streams that unpack to gigabytes, endless arrays, deep trees."""
    from pypdf import apply_configuration  # noqa: PLC0415  (looked up where it is used: pypdf is slow to import)

    with apply_configuration(
        maximum_declared_stream_length=100_000_000,
        array_based_stream_maximum_output_length=MAX_STREAM,
        zlib_maximum_output_length=MAX_STREAM,
        lzw_maximum_output_length=MAX_STREAM,
        run_length_maximum_output_length=MAX_STREAM,
        stream_decoding_work_maximum_length=2 * MAX_STREAM,
        page_tree_maximum_entries=4 * MAX_PAGES,
        jbig2dec_binary=None,
    ):
        yield


def open_pdf(data: bytes, name: str) -> tuple[pypdf.PdfReader, int]:
    """Return the reader of a file and the number of its pages.

    Raises ReadError: `password-needed`, `damaged-file`, `empty-document` (no pages), `too-large`.
    """
    try:
        reader = pypdf.PdfReader(BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
    except DependencyError:
        raise ReadError(
            "the file is encrypted in a way that needs the library cryptography",
            slug="library-missing",
            where=name,
            remedy="`pip install 'pypdf[crypto]'` brings it.",
        ) from None
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception:  # noqa: BLE001  (whatever a broken file makes pypdf stumble over)
        raise damaged(data, name) from None
    if locked:
        raise ReadError(
            "the file is locked with a password",
            slug="password-needed",
            where=name,
            remedy=f"Open it with its password and print it to a new PDF, or: qpdf --decrypt --password=… {name} open.pdf",
        )
    if pages > MAX_PAGES:
        raise ReadError(
            f"the file has {pages:,} pages; up to {MAX_PAGES:,} are read",
            slug="too-large",
            where=name,
            remedy=f"Give the part that is to be compared: qpdf {name} --pages . 1-20 -- part.pdf",
        )
    return reader, pages


def damaged(data: bytes, name: str) -> ReadError:
    """Return the error for a PDF file that is cut short or broken."""
    is_cut = b"%%EOF" not in data[-2048:]
    return ReadError(
        "the PDF file is cut short" if is_cut else "the PDF file is damaged",
        slug="damaged-file",
        where=name,
        remedy=f"Fetch it again; it has {len(data):,} bytes"
        + (" and no end." if is_cut else ". A viewer may be able to save a copy."),
    )
