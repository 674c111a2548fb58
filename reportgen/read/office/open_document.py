"""From the parts of an OpenDocument file to its document."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportgen.model import BlockKind
from reportgen.read import reasons
from reportgen.read.blocks import Part, document_from_parts, empty_document
from reportgen.read.office.archive import Archive, attribute, child, local, password_needed
from reportgen.read.office.flow import Counts, Table, Written, with_headline
from reportgen.read.properties import clean_author, clean_language, clean_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from reportgen.model import Document

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
MAX_DEPTH = 60
MAX_SPACES = 200
"""`text:s` stands for so many spaces at most; a few bytes could ask for millions."""

_LEFT_OUT = frozenset({"tracked-changes", "annotation", "annotation-end", "sequence-decls", "variable-decls", "user-field-decls",
                       "forms", "ruby-text", "script", "table-of-content-source"})  # fmt: skip


@dataclass(slots=True)
class _Reading:
    """What is known of one document while it is read."""

    bold: dict[str, bool]
    """Which styles of paragraphs and letters make them bold."""
    titles: frozenset[str]
    """Styles that are the title's or based on it."""
    counts: Counts = field(default_factory=Counts)
    notes: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    plain: int = 0
    """Letters of the paragraph being read that are not bold."""

    def blocks(self, element: etree._Element, depth: int, kind: BlockKind = BlockKind.PARAGRAPH) -> Iterator[Written | Table]:
        """Yield the paragraphs and tables under an element."""
        for inner in element if depth <= MAX_DEPTH else ():
            name = local(inner)
            if name in ("p", "h"):
                yield self._paragraph(inner, name, kind)
                boxes, self.boxes = self.boxes, []
                for box in boxes:
                    yield from self.blocks(box, depth + 1)
            elif name == "list":
                yield from self.blocks(inner, depth + 1, BlockKind.ITEM)
            elif name == "table":
                yield self._table(inner, depth)
            elif name == "table-of-content":
                continue
            elif name not in _LEFT_OUT:
                yield from self.blocks(inner, depth + 1, kind)

    def _paragraph(self, element: etree._Element, name: str, kind: BlockKind) -> Written:
        style = attribute(element, "style-name") or ""
        self.plain = 0
        letters: list[str] = []
        self._gather(element, letters, 0, is_bold=self.bold.get(style, False))
        if style in self.titles:
            kind = BlockKind.HEADLINE
        elif name == "h" and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.HEADING
        text = " ".join("".join(letters).split(" "))
        return Written(text, kind, is_bold=not self.plain and any(char.isalpha() for char in text))

    def _gather(self, element: etree._Element, letters: list[str], depth: int, *, is_bold: bool) -> None:
        self._add(element.text, letters, is_bold=is_bold)
        for inner in element if depth <= MAX_DEPTH else ():
            name = local(inner)
            if name == "span":
                style = attribute(inner, "style-name") or ""
                self._gather(inner, letters, depth + 1, is_bold=self.bold.get(style, is_bold))
            elif name == "s":
                count = attribute(inner, "c") or "1"
                letters.append(" " * (min(MAX_SPACES, int(count)) if count.isdecimal() else 1))
            elif name in ("tab", "line-break"):
                letters.append(" " if name == "tab" else "\n")
            elif name == "note":
                self.notes.append(self._note(inner, depth))
            elif name in ("frame", "custom-shape", "text-box"):
                self.boxes += [box for box in inner.iter() if local(box) == "text-box"][:1] or [inner]
            elif name not in _LEFT_OUT and not name.startswith("change"):
                self._gather(inner, letters, depth + 1, is_bold=is_bold)
            self._add(inner.tail, letters, is_bold=is_bold)

    def _add(self, text: str | None, letters: list[str], *, is_bold: bool) -> None:
        if text:
            letters.append(text.replace("\n", " ").replace("\u00ad", ""))
            self.plain += 0 if is_bold else len(text.strip())

    def _note(self, note: etree._Element, depth: int) -> str:
        body = child(note, "note-body")
        plain, boxes = self.plain, self.boxes
        found = [block.text for block in self.blocks(body, depth + 1) if isinstance(block, Written)] if body is not None else []
        self.plain, self.boxes = plain, boxes
        mark = child(note, "note-citation")
        return f"{(mark.text if mark is not None else '') or ''} {' '.join(found)}".strip()

    def _table(self, element: etree._Element, depth: int) -> Table:
        table = Table()
        for row in element.iter():
            if local(row) == "table-row" and next(above for above in row.iterancestors() if local(above) == "table") is element:
                cells = []
                for cell in row:
                    if local(cell) == "table-cell":
                        found: list[Written] = []
                        for block in self.blocks(cell, depth + 1):
                            inner = (
                                [Written(part.text, part.kind) for part in block.parts()] if isinstance(block, Table) else [block]
                            )
                            found += inner
                        cells.append(found)
                table.rows.append(cells)
        return table


def document_of(data: bytes, name: str) -> Document:
    """Return the document in an OpenDocument file; ReadError as `odt.read` tells."""
    archive = Archive.of(data, name)
    manifest = archive.part("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise password_needed(name)
    content, styles = archive.tree("content.xml"), archive.tree("styles.xml")
    reading = _reading(content, styles)
    body = child(content, "body", "text")
    own = _parts(reading.blocks(body, 0)) if body is not None else []
    own = with_headline(own)
    if not own:
        raise empty_document(name, data, "It has no paragraph with text. If it is a picture, run OCR and give what that makes.")
    said = _properties(archive.tree("meta.xml"))
    headline = next((part.text for part in own if part.kind is BlockKind.HEADLINE), None)
    notes = [Part(note, BlockKind.PARAGRAPH, None, reasons.FOOTNOTE) for note in reading.notes if note]
    if content is not None:
        reading.counts.deletions += sum(local(item) == "deletion" for item in content.iter())
        reading.counts.insertions += sum(local(item) == "insertion" for item in content.iter())
    comments = sum(local(item) == "annotation" for item in content.iter()) if content is not None else 0
    document = document_from_parts(
        [*_running(reading, styles, "header"), *own, *notes, *_running(reading, styles, "footer")],
        name=name,
        media_type=MEDIA_TYPE,
        data=data,
        title=clean_title(said.get("title", "")) or headline,
        author=clean_author(said.get("creator", "")) or clean_author(said.get("initial-creator", "")),
        published=said.get("creation-date"),
        modified=said.get("date"),
        language=clean_language(said.get("language", "")),
        notes=reading.counts.notes(comments),
    )
    return replace(document, dated_by_file=document.published is not None)


def _parts(blocks: Iterator[Written | Table]) -> list[Part]:
    parts: list[Part] = []
    for block in blocks:
        parts += block.parts() if isinstance(block, Table) else [block.part()]
    return [part for part in parts if part.text]


def _reading(*roots: etree._Element | None) -> _Reading:
    """Return what the styles of a document say of boldness and titles."""
    bold: dict[str, bool] = {}
    titles = {"Title"}
    for root in roots:
        for style in root.iter() if root is not None else ():
            if local(style) != "style":
                continue
            style_name, weight = attribute(style, "name") or "", attribute(child(style, "text-properties"), "font-weight")
            if weight is not None:
                bold[style_name] = weight in ("bold", "600", "700", "800", "900")
            if attribute(style, "parent-style-name") == "Title":
                titles.add(style_name)
    return _Reading(bold, frozenset(titles))


def _running(reading: _Reading, styles: etree._Element | None, kind: str) -> list[Part]:
    """Return the heads or feet of the master pages, each text once."""
    found: dict[str, None] = {}
    for element in styles.iter() if styles is not None else ():
        if local(element) in (kind, f"{kind}-left", f"{kind}-first"):
            text = "\n".join(part.text for part in _parts(reading.blocks(element, 0)))
            found[text] = None
    return [Part(text, BlockKind.PARAGRAPH, None, reasons.RUNNING) for text in found if text]


def _properties(root: etree._Element | None) -> dict[str, str]:
    meta = child(root, "meta")
    return {local(item): (item.text or "").strip() for item in meta if local(item)} if meta is not None else {}
