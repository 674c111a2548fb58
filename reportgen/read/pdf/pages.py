"""All pages of a file, read one after the other: their lines in reading order, and what was no text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.errors import ReadError
from reportgen.read.pdf.letters import Interpreter, TooMuchError
from reportgen.read.pdf.lines import Line, lines_of
from reportgen.read.pdf.structure import Structure
from reportgen.read.pdf.typefaces import UNREADABLE
from reportgen.read.pdf.words import words_of
from reportgen.read.progress import tell

if TYPE_CHECKING:
    import pypdf

SHOWN = 8
"""So many page numbers are told; the rest is an ellipsis."""
FORGET = 16
"""After so many pages, objects that pypdf keeps unpacked are let go; they are read again where a later page needs them."""


@dataclass(slots=True)
class Pages:
    """What was found on all pages."""

    count: int
    lines: list[Line] = field(default_factory=list)
    sideways: list[tuple[int, str]] = field(default_factory=list)
    """Texts set in another direction than their page's, with the page."""
    only_pictures: list[int] = field(default_factory=list)
    """Pages with pictures and no text."""
    lost: list[int] = field(default_factory=list)
    """Pages that could not be read."""
    letters: int = 0
    unreadable: int = 0
    """Letters whose names the file does not tell."""

    def notes(self) -> list[str]:
        """Return what a reader of the brief should know."""
        notes = []
        if self.lost:
            notes.append(f"{_named(self.lost)} could not be read: the file is damaged there.")
        if self.only_pictures:
            notes.append(
                f"{_named(self.only_pictures)} {'holds' if len(self.only_pictures) == 1 else 'hold'} pictures and no text."
            )
        if self.unreadable:
            notes.append(f"{self.unreadable:,} of {self.letters:,} letters could not be read: the file does not name them.")
        return notes


def _named(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:SHOWN])
    return f"{'Page' if len(numbers) == 1 else 'Pages'} {shown}{' …' if len(numbers) > SHOWN else ''}"


def read_pages(reader: pypdf.PdfReader, count: int, roles: dict[str, str], name: str) -> Pages:
    """Return what stands on the pages of a file; ReadError (`too-large`) where they ask for more than any document does."""
    interpreter = Interpreter(Structure.of(reader, roles))
    pages = Pages(count)
    for number in range(1, count + 1):
        tell(f"page {number} of {count}")
        try:
            _read_page(reader, number, interpreter, pages)
        except TooMuchError:
            raise ReadError(
                "the pages hold more letters or drawing than any document has",
                slug="too-large",
                where=name,
                remedy="Print it to a new PDF, or copy its text into a .txt file and give that.",
            ) from None
        except Exception:  # noqa: BLE001  (whatever a broken page makes pypdf stumble over; the others may be whole)
            pages.lost.append(number)
        if number % FORGET == 0:
            reader.resolved_objects.clear()
    return pages


def _read_page(reader: pypdf.PdfReader, number: int, interpreter: Interpreter, pages: Pages) -> None:
    page = reader.pages[number - 1]
    found = interpreter.letters(page)
    words = words_of(found.letters, _box(page))
    lines = lines_of(words.words, number, first_part=pages.lines[-1].part + 1 if pages.lines else 0)
    pages.lines += lines
    pages.sideways += [(number, text) for text in words.sideways]
    pages.letters += sum(len(line.text) for line in lines)
    pages.unreadable += sum(line.text.count(UNREADABLE) for line in lines)
    if found.pictures and not lines:
        pages.only_pictures.append(number)


def _box(page: pypdf.PageObject) -> tuple[float, float, float, float] | None:
    """Return the part of a page that shows: left, bottom, right, top; None where the file does not say it."""
    try:
        box = page.cropbox
        sides = (float(box.left), float(box.bottom), float(box.right), float(box.top))
    except Exception:  # noqa: BLE001  (a box of the wrong kind: the page is taken whole)
        return None
    left, bottom, right, top = sides
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top)) if left != right and bottom != top else None
