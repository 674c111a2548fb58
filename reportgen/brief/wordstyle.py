"""What a brief looks like in Word: its page, its styles, its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportgen.brief.extras import import_extra

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAGE = (21.0, 29.7)
"""Centimetres of the page: A4, as the PDF."""

MARGIN = 2.0
"""Centimetres on every side."""

WIDTH = PAGE[0] - 2 * MARGIN
"""Centimetres between the margins."""

MANY, NARROW = 8, 28
"""With more columns than this, cells have less room beside their text, in twentieths of a point: a number of two figures fits."""

INK, SOFT, RULE = "16161D", "4B4F5A", "CFD1D7"
"""The colours of the text, of what explains it, and of the lines of tables."""

SMALL = "Brief Small"
"""The style of tables and of what explains."""

FONTS = {
    "Title": (22, True, INK),
    "Subtitle": (12, False, SOFT),
    "Heading 1": (15, True, INK),
    "Heading 2": (12, True, INK),
    "Heading 3": (11, True, INK),
}
"""Size in points, weight and colour of the styles that Word would show in blue."""


def set_styles(document: Any) -> None:
    """Give an empty document of python-docx its page and styles."""
    length = import_extra("docx.shared")
    section = document.sections[0]
    section.page_width, section.page_height = (length.Cm(side) for side in PAGE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = length.Cm(MARGIN)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", length.Pt(10)
    normal.paragraph_format.space_after = length.Pt(4)
    for name, (size, bold, colour) in FONTS.items():
        _set_font(document.styles[name], size, bold=bold, colour=colour)
    small = document.styles.add_style(SMALL, import_extra("docx.enum.style").WD_STYLE_TYPE.PARAGRAPH)
    small.base_style, small.font.size = normal, length.Pt(9)
    small.paragraph_format.space_after = length.Pt(2)
    _set_borders(document.styles["Table Grid"])


def _set_font(style: Any, size: int, *, bold: bool, colour: str) -> None:
    length, qn = import_extra("docx.shared"), import_extra("docx.oxml.ns").qn
    look = style.element.get_or_add_rPr()
    for spacing in look.findall(qn("w:spacing")):
        look.remove(spacing)
    style.font.name, style.font.size, style.font.bold, style.font.italic = "Calibri", length.Pt(size), bold, False
    style.font.color.rgb = length.RGBColor.from_string(colour)
    fonts = look.find(qn("w:rFonts"))
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:  # a theme's typeface would win
        del fonts.attrib[name]
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break


def _set_borders(style: Any) -> None:
    qn = import_extra("docx.oxml.ns").qn
    for borders in style.element.iter(qn("w:tblBorders")):
        for line in borders:
            line.set(qn("w:color"), RULE)


def add_table(document: Any, heads: Sequence[str], shares: Sequence[float]) -> Any:
    """Return a new table with a first row that comes again on every page, and columns of these shares of the width."""
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    length = import_extra("docx.shared")
    for column, share in zip(table.columns, shares, strict=True):
        column.width = length.Cm(WIDTH * share / sum(shares))
    if len(heads) > MANY:
        _narrow_cells(table)
    set_row(table.rows[0], "tblHeader")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].style = SMALL
        cell.paragraphs[0].add_run(head).bold = True
        keep_with_next(cell.paragraphs[0])
    return table


def _narrow_cells(table: Any) -> None:
    oxml, qn = import_extra("docx.oxml"), import_extra("docx.oxml.ns").qn
    margins = oxml.OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = oxml.OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(NARROW))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)  # noqa: SLF001  (the schema wants this order)


def keep_with_next(paragraph: Any) -> None:
    """Keep a paragraph on the page of what it heads."""
    paragraph.paragraph_format.keep_with_next = True


def add_rows(table: Any, rows: Iterable[Sequence[str]]) -> None:
    """Write rows of plain cells."""
    for texts in rows:
        row = table.add_row()
        set_row(row, "cantSplit")
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].style = SMALL
            cell.paragraphs[0].add_run(text)


def set_row(row: Any, name: str) -> None:
    """Set a property of a row: `tblHeader`, `cantSplit`."""
    given = import_extra("docx.oxml").OxmlElement(f"w:{name}")
    row._tr.get_or_add_trPr().append(given)  # noqa: SLF001


def shade(element: Any, fill: str) -> None:
    """Give the properties of a run or a cell a background."""
    qn = import_extra("docx.oxml.ns").qn
    given = import_extra("docx.oxml").OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        given.set(qn(f"w:{name}"), value)
    element.append(given)
