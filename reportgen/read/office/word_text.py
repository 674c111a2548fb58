"""The text of a part of a Word document: paragraphs, tables and text boxes, with changes accepted and notes numbered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.model import BlockKind
from reportgen.read.blocks import Part
from reportgen.read.office.archive import attribute, child, local
from reportgen.read.office.flow import Counts, Table, Written
from reportgen.read.office.word_styles import Styles, switched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

MAX_DEPTH = 60
"""Tables, boxes and containers stand in each other at most so deep."""

_CONTAINERS = frozenset(
    {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo", "body"}
)
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "pPr", "rPr", "sectPr", "sdtPr", "sdtEndPr", "customXmlPr", "instrText", "delText", "rPrChange"}
)
_LETTERS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "pgNum": ""}
_REFERENCES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


@dataclass(slots=True)
class _Runs:
    """The letters of one paragraph."""

    letters: list[str] = field(default_factory=list)
    is_bold: bool = True
    """Whether all letters so far are."""
    boxes: list[etree._Element] = field(default_factory=list)
    """Text boxes that hang on the paragraph."""


@dataclass(slots=True)
class WordText:
    """Reads the parts of one document, counting what it leaves out."""

    styles: Styles
    counts: Counts = field(default_factory=Counts)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """The notes referred to, in order: which part they are in, and their id there."""

    def parts(self, root: etree._Element) -> list[Part]:
        """Return the paragraphs, items and rows under `root`, in their order."""
        parts: list[Part] = []
        carried = ""
        for found in self._blocks(root, 0):
            if isinstance(found, Table):
                parts += found.parts()
            elif isinstance(found, _Open):
                carried += found.text
            else:
                found.text, carried = carried + found.text, ""
                parts.append(found.part())
        if carried.strip():
            parts.append(Part(carried.strip()))
        return [part for part in parts if part.text]

    def text_of(self, root: etree._Element) -> str:
        """Return the letters under `root` on one line a paragraph."""
        return "\n".join(part.text for part in self.parts(root))

    def _blocks(self, element: etree._Element, depth: int) -> Iterator[Written | Table | _Open]:
        """Yield the blocks under an element; what stands deeper than anyone writes is left out."""
        if depth > MAX_DEPTH:
            return
        for inner in element:
            name = local(inner)
            if name == "p":
                yield from self._paragraph(inner, depth)
            elif name == "tbl":
                yield self._table(inner, depth)
            elif name in _LEFT_OUT:
                self.counts.deletions += name in ("del", "moveFrom")
            elif name == "altChunk":
                self.counts.embedded += 1
            elif name in _CONTAINERS:
                self.counts.insertions += name == "ins"
                yield from self._blocks(inner, depth + 1)
            elif name == "AlternateContent":
                yield from self._blocks(_chosen(inner), depth + 1)

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[Written | Table | _Open]:
        properties = child(element, "pPr")
        runs = _Runs()
        self._gather(element, runs, depth, is_bold=self.styles.is_bold(properties))
        text = "".join(runs.letters)
        if child(properties, "rPr", "del") is not None:
            self.counts.deletions += 1
            yield _Open(text)  # the end of the paragraph was deleted: the next goes on with it
        else:
            kind = self.styles.kind_of(properties)
            yield Written(text, kind, is_bold=runs.is_bold and any(char.isalpha() for char in text))
        for box in runs.boxes:
            yield from self._blocks(box, depth + 1)

    def _table(self, element: etree._Element, depth: int) -> Table:
        table = Table()
        for row in _rows(element, "tr"):
            if child(row, "trPr", "del") is not None:
                self.counts.deletions += 1
                continue
            cells = []
            for cell in _rows(row, "tc"):
                found: list[Written] = []
                for block in self._blocks(cell, depth + 1):
                    if isinstance(block, Table):
                        found += [Written(part.text, part.kind) for part in block.parts()]
                    else:
                        found.append(block if isinstance(block, Written) else Written(block.text))
                cells.append(found)
            table.rows.append(cells)
        return table

    def _gather(self, element: etree._Element, runs: _Runs, depth: int, *, is_bold: bool) -> None:
        """Add the letters under an element of a paragraph."""
        if depth > MAX_DEPTH:
            return
        for inner in element:
            name = local(inner)
            if name == "r":
                self._run(inner, runs, depth, is_bold=is_bold)
            elif name in _LEFT_OUT:
                self.counts.deletions += name in ("del", "moveFrom")
            elif name in _CONTAINERS:
                self.counts.insertions += name == "ins"
                self._gather(inner, runs, depth + 1, is_bold=is_bold)
            elif name == "AlternateContent":
                self._gather(_chosen(inner), runs, depth + 1, is_bold=is_bold)
            elif name in ("oMath", "oMathPara"):
                runs.letters += [letters.text or "" for letters in inner.iter() if local(letters) == "t"]

    def _run(self, run: etree._Element, runs: _Runs, depth: int, *, is_bold: bool) -> None:
        """Add the letters of a run, which all look alike."""
        properties = child(run, "rPr")
        if switched(properties, "vanish"):
            self.counts.hidden += any(local(inner) == "t" for inner in run)
            return
        own = switched(properties, "b")
        before = len(runs.letters)
        self._run_content(run, runs, depth)
        added = "".join(runs.letters[before:])
        if added.strip() and not (is_bold if own is None else own):
            runs.is_bold = False

    def _run_content(self, run: etree._Element, runs: _Runs, depth: int) -> None:
        for inner in run:
            name = local(inner)
            if name == "t":
                runs.letters.append(inner.text or "")
            elif name in _LETTERS:
                is_page = name == "br" and attribute(inner, "type") in ("page", "column")
                runs.letters.append("" if is_page else _LETTERS[name])
            elif name == "sym":
                runs.letters.append(_symbol(inner))
            elif name in _REFERENCES:
                self.notes.append((_REFERENCES[name], attribute(inner, "id") or ""))
            elif name == "AlternateContent" and depth < MAX_DEPTH:
                self._run_content(_chosen(inner), runs, depth + 1)
            elif name in ("drawing", "pict", "object"):
                runs.boxes += [box for box in inner.iter() if local(box) == "txbxContent" and not _is_inside_another(box, inner)]


@dataclass(slots=True)
class _Open:
    """A paragraph whose end was deleted."""

    text: str


def _rows(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, those in containers included."""
    for inner in element:
        if local(inner) == name:
            yield inner
        elif local(inner) in _CONTAINERS:
            for deeper in inner.iter():
                if local(deeper) == name and not any(local(above) == name for above in _between(deeper, inner)):
                    yield deeper


def _between(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    above = element.getparent()
    while above is not None and above is not top:
        yield above
        above = above.getparent()


def _is_inside_another(box: etree._Element, top: etree._Element) -> bool:
    """Return whether a text box stands in another, or is the old form of one that stands beside it in the new."""
    return any(local(above) in ("txbxContent", "Fallback") for above in _between(box, top))


def _chosen(element: etree._Element) -> etree._Element:
    """Return the newest form of something the file holds in several."""
    for name in ("Choice", "Fallback"):
        found = child(element, name)
        if found is not None:
            return found
    return element


def _symbol(element: etree._Element) -> str:
    """Return the letter of a symbol typeface, where it is a common one."""
    code = attribute(element, "char") or ""
    return {"F0B7": "•", "F0A7": "▪", "F0FC": "✓", "F0E0": "→", "F02D": "–"}.get(code.upper(), "")


def note_parts(text: WordText, roots: dict[str, etree._Element | None], reason: str) -> list[Part]:
    """Return the notes referred to, each with its number; those in other notes follow."""
    parts: list[Part] = []
    by_id = {
        (kind, attribute(note, "id") or ""): note
        for kind, root in roots.items()
        for note in (root if root is not None else ())
        if attribute(note, "type") in (None, "normal")
    }
    for number, key in enumerate(dict.fromkeys(text.notes), 1):
        note = by_id.get(key)
        body = text.text_of(note) if note is not None else ""
        if body:
            parts.append(Part(f"{number} {body}", BlockKind.PARAGRAPH, None, reason))
    return parts
