"""The PDF reader's road: from the bytes of a file to its document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.errors import ReadError
from reportgen.model import BlockKind
from reportgen.read import reasons
from reportgen.read.blocks import Part, document_from_parts, empty_document

if TYPE_CHECKING:
    from reportgen.model import Document
    from reportgen.read.pdf.pages import Pages
    from reportgen.read.pdf.paragraphs import Paragraph

NAME = "PDF"

HEAD = 1024
"""The mark of a PDF file stands within so many bytes (ISO 32000-2, annex I): mail and web servers put lines before it."""
UNREADABLE_SHARE = 0.3
"""From this share of letters on whose names the file does not tell, there is no text to compare."""
FORM_LETTERS = 1_500
"""The page that a form of Adobe's shows to other programs ("Please wait…") has at most so many letters."""


def sniff(data: bytes, name: str) -> bool:  # noqa: ARG001  (every reader is asked the same way)
    """Return whether these bytes are a PDF file."""
    place = data.find(b"%PDF-", 0, HEAD)
    # A page or a text that speaks of the mark has words before it; a file has at most a few lines of a server.
    return place == 0 or (place > 0 and b"\nstartxref" in data[-2048:].replace(b"\r", b"\n"))


def read(data: bytes, name: str) -> Document:
    """Return the document in a PDF file: its text in reading order, its running heads, feet and notes as removed passages.

    Raises ReadError: `password-needed`, `damaged-file`, `scan-without-text`, `form-without-text`, `empty-document`, `too-large`.
    """
    # pypdf takes 200 ms to import, and only PDF files need it.
    from reportgen.read.pdf import metadata, opening, pages  # noqa: PLC0415

    with opening.bounded():
        reader, count = opening.open_pdf(data, name)
        found = pages.read_pages(reader, count, metadata.roles_of(reader), name)
        said = metadata.metadata_of(reader)
        is_form = metadata.has_form_only(reader)
    _refuse_without_text(found, data, name, is_form=is_form)
    paragraphs = _paragraphs(found)
    document = document_from_parts(
        [Part(item.text, item.kind, item.page, item.reason, tuple(item.turns)) for item in paragraphs]
        + [Part(text, BlockKind.PARAGRAPH, page, reasons.SIDEWAYS) for page, text in found.sideways],
        name=name,
        media_type="application/pdf",
        data=data,
        title=_title(said["title"], paragraphs),
        author=said["author"],
        published=said["published"],
        modified=said["modified"],
        language=said["language"],
        notes=found.notes(),
    )
    return replace(document, dated_by_file=document.published is not None)


def _refuse_without_text(found: Pages, data: bytes, name: str, *, is_form: bool) -> None:
    """Raise where the pages hold no text, saying what they hold instead."""
    from reportgen.read.pdf.opening import damaged  # noqa: PLC0415

    if is_form and found.letters <= FORM_LETTERS:
        raise ReadError(
            "this is a form that only Adobe's programs can show (XFA)",
            slug="form-without-text",
            where=name,
            remedy="Open it in Adobe Reader, print it to a new PDF, and give that.",
        )
    if found.letters and found.unreadable >= UNREADABLE_SHARE * found.letters:
        raise ReadError(
            f"the file does not say which letters it draws: {found.unreadable:,} of {found.letters:,} have no name",
            slug="scan-without-text",
            where=name,
            remedy=f"Run OCR first: ocrmypdf --force-ocr {name} with-text.pdf",
        )
    if found.letters:
        return
    if len(found.lost) == found.count and found.count:
        raise damaged(data, name)
    if found.only_pictures:
        pages = f"{len(found.only_pictures):,} of its {found.count:,} pages" if found.count > 1 else "its page"
        raise ReadError(
            f"{pages} {'hold' if len(found.only_pictures) > 1 else 'holds'} a picture and no text: a scan",
            slug="scan-without-text",
            where=name,
            remedy=f"Run OCR first: ocrmypdf {name} with-text.pdf",
        )
    blank = "It has no pages." if not found.count else f"It has {found.count:,} pages, and nothing is written on them."
    raise empty_document(name, data, blank)


def _paragraphs(found: Pages) -> list[Paragraph]:
    """Return the paragraphs of all pages, with running lines and notes between them."""
    from reportgen.read.pdf.notes import find_notes  # noqa: PLC0415
    from reportgen.read.pdf.paragraphs import Measures, paragraphs_of  # noqa: PLC0415
    from reportgen.read.pdf.running import find_running  # noqa: PLC0415

    running = find_running(found.lines)
    measures = Measures.of([line for index, line in enumerate(found.lines) if index not in running])
    set_aside = running | find_notes(found.lines, measures.body_size, running)
    if len(set_aside) == len(found.lines):  # nothing but edges: a page of one line is its text
        set_aside = {}
    return paragraphs_of(found.lines, set_aside, measures)


def _title(said: str | None, paragraphs: list[Paragraph]) -> str | None:
    """Return the document's title: the file's own, or the headline on its first page.

    Where a heading of the first page says what the file's title says, that heading is the headline, however large others are.
    """
    own = [item for item in paragraphs if item.reason is None]
    first_page = [item for item in own if item.page == own[0].page] if own else []
    headline = next((item for item in first_page if item.kind is BlockKind.HEADLINE), None)
    if said is not None:
        same = next((item for item in first_page[:12] if _plain(item.text) == _plain(said)), None)
        if same is not None:
            if headline is not None:
                headline.kind = BlockKind.HEADING
            same.kind = BlockKind.HEADLINE
            return same.text
        return said
    return headline.text if headline is not None else None


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
