"""Styles of a Word document: which of them make headings, list items and bold paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.model import BlockKind
from reportgen.read.office.archive import attribute, child, local

if TYPE_CHECKING:
    from lxml import etree

MAX_CHAIN = 20
"""A style is based on another at most so many times; Word allows 11."""

_HEADING = re.compile(r"(?i)^heading\s?[1-9]\b")
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Style:
    """What a style gives the paragraphs that have it; None where it leaves that to the style it is based on."""

    based_on: str | None = None
    kind: BlockKind | None = None
    is_bold: bool | None = None


@dataclass(slots=True)
class Styles:
    """The styles of a document under their ids."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str | None = None
    language: str | None = None

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """Return the styles in the part `styles.xml`; none where there is no such part."""
        styles = cls()
        for element in root if root is not None else ():
            if local(element) == "docDefaults":
                styles.language = attribute(child(element, "rPrDefault", "rPr", "lang"), "val")
            elif local(element) == "style" and (style_id := attribute(element, "styleId")):
                styles.by_id[style_id] = _style(element)
                if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
                    styles.default = style_id
        return styles

    def kind_of(self, properties: etree._Element | None) -> BlockKind:
        """Return what a paragraph with these properties is."""
        own = _kind(properties)
        if own is not None:
            return own
        kinds = (style.kind for style in self._chain(properties))
        return next((kind for kind in kinds if kind is not None), BlockKind.PARAGRAPH)

    def is_bold(self, properties: etree._Element | None) -> bool:
        """Return whether the letters of a paragraph with these properties are bold where they do not say otherwise."""
        return next((style.is_bold for style in self._chain(properties) if style.is_bold is not None), False)

    def _chain(self, properties: etree._Element | None) -> list[Style]:
        """Return the style of a paragraph and those it is based on."""
        chain: list[Style] = []
        style_id = attribute(child(properties, "pStyle"), "val") or self.default
        while style_id in self.by_id and len(chain) < MAX_CHAIN:
            chain.append(self.by_id[style_id])
            style_id = chain[-1].based_on
        return chain


def _style(element: etree._Element) -> Style:
    name = attribute(child(element, "name"), "val") or ""
    kind = _kind(child(element, "pPr"))
    if name.lower() == "title":
        kind = BlockKind.HEADLINE
    elif _HEADING.match(name) or name.lower() == "subtitle":
        kind = BlockKind.HEADING
    elif name.lower().startswith(("list bullet", "list number")):
        kind = BlockKind.ITEM
    return Style(attribute(child(element, "basedOn"), "val"), kind, switched(child(element, "rPr"), "b"))


def _kind(properties: etree._Element | None) -> BlockKind | None:
    """Return what properties of their own make of a paragraph: a level of the outline, a place in a list."""
    level = attribute(child(properties, "outlineLvl"), "val")
    if level is not None and level.isdigit() and int(level) < 9:
        return BlockKind.HEADING
    number = child(properties, "numPr")
    if number is None:
        return None
    return BlockKind.PARAGRAPH if attribute(child(number, "numId"), "val") == "0" else BlockKind.ITEM


def switched(properties: etree._Element | None, name: str) -> bool | None:
    """Return whether a property is switched on or off; None where it is not told."""
    element = child(properties, name)
    if element is None:
        return None
    return (attribute(element, "val") or "on").lower() not in _OFF
