"""From the parts of a Word file to its document.

The parts are read from their XML, not with python-docx: that opens neither templates nor files with macros nor strict ones,
leaves out what was inserted under track changes, and unpacks every part, however large.
"""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.model import BlockKind
from reportgen.read import reasons
from reportgen.read.blocks import Part, document_from_parts, empty_document
from reportgen.read.office.archive import Archive, attribute, local
from reportgen.read.office.flow import with_headline
from reportgen.read.office.word_styles import Styles
from reportgen.read.office.word_text import WordText, note_parts
from reportgen.read.properties import clean_author, clean_language, clean_title

if TYPE_CHECKING:
    from lxml import etree

    from reportgen.model import Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_HEADS = 60
"""A document has at most so many heads and feet; three a section."""


def document_of(data: bytes, name: str) -> Document:
    """Return the document in a Word file, with tracked changes accepted; heads, feet and notes as removed passages.

    Raises ReadError: `damaged-file`, `password-needed`, `too-large`, `empty-document`.
    """
    archive = Archive.of(data, name)
    main = _main_part(archive)
    root = archive.tree(main)
    related = _related(archive, main)
    styles = Styles.of(archive.tree(next(iter(related.get("styles", ())), "word/styles.xml")))
    text = WordText(styles)
    own = with_headline(text.parts(root)) if root is not None else []
    roots = {kind: archive.tree(next(iter(related.get(kind, ())), f"word/{kind}.xml")) for kind in ("footnotes", "endnotes")}
    notes = note_parts(text, roots, reasons.FOOTNOTE)
    heads, feet = (_running(archive, related, text, kind) for kind in ("header", "footer"))
    said = _properties(archive)
    if not own:
        raise empty_document(
            name, data, "It has no paragraph with text. If it is a picture, run OCR; if a form, fill it in and print it."
        )
    headline = next((part.text for part in own if part.kind is BlockKind.HEADLINE), None)
    document = document_from_parts(
        [*heads, *own, *notes, *feet],
        name=name,
        media_type=MEDIA_TYPE,
        data=data,
        title=clean_title(said.get("title", "")) or headline,
        author=clean_author(said.get("creator", "")),
        published=said.get("created"),
        modified=said.get("modified"),
        language=clean_language(said.get("language", "")) or clean_language(styles.language or ""),
        notes=text.counts.notes(_comments(archive, related)),
    )
    return replace(document, dated_by_file=document.published is not None)


def _main_part(archive: Archive) -> str:
    """Return the path of the part that holds the text, as the package names it."""
    targets = _related(archive, "").get("officeDocument", [])
    return next((target for target in targets if target in archive.names), "word/document.xml")


def _related(archive: Archive, part: str) -> dict[str, list[str]]:
    """Return the parts a part names, under the last word of what they are for."""
    folder, file = posixpath.split(part)
    root = archive.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
    related: dict[str, list[str]] = {}
    for relation in root if root is not None else ():
        target, kind = attribute(relation, "Target"), attribute(relation, "Type")
        if target and kind and attribute(relation, "TargetMode") != "External":
            path = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
            related.setdefault(kind.rpartition("/")[2], []).append(path)
    return related


def _running(archive: Archive, related: dict[str, list[str]], text: WordText, kind: str) -> list[Part]:
    """Return the heads or feet of the document's sections, each text once."""
    found: dict[str, None] = {}
    for path in related.get(kind, [])[:MAX_HEADS]:
        root = archive.tree(path)
        if root is not None:
            found[WordText(text.styles).text_of(root)] = None
    return [Part(words, BlockKind.PARAGRAPH, None, reasons.RUNNING) for words in found if words]


def _comments(archive: Archive, related: dict[str, list[str]]) -> int:
    roots: list[etree._Element | None] = [archive.tree(path) for path in related.get("comments", [])[:1]]
    return sum(local(comment) == "comment" for root in roots if root is not None for comment in root)


def _properties(archive: Archive) -> dict[str, str]:
    """Return the document's own properties: title, creator, created, modified, language."""
    path = next(iter(_related(archive, "").get("core-properties", [])), "docProps/core.xml")
    root = archive.tree(path)
    return {local(item): (item.text or "").strip() for item in root if local(item)} if root is not None else {}
