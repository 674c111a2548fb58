"""PDF files made for a test: laid out from HTML, or written operator by operator."""

from __future__ import annotations

import html
import io
from typing import TYPE_CHECKING

import pypdf
import weasyprint
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject, NumberObject

if TYPE_CHECKING:
    from collections.abc import Sequence

STYLE = "@page { size: A4; margin: 25mm 22mm } body { font: 11pt/1.35 'Source Serif 4', serif }"


def laid_out(body: str, style: str = "", *, title: str = "", lang: str = "en", has_tags: bool = False) -> bytes:
    """Return a PDF of the HTML `body` with `style` added to a plain one."""
    page = f"<html lang={lang}><title>{html.escape(title)}</title><style>{STYLE} {style}</style><body>{body}</body></html>"
    return bytes(weasyprint.HTML(string=page).write_pdf(pdf_tags=has_tags))


def written(contents: Sequence[str | bytes], *, fonts: dict[str, DictionaryObject] | None = None, rotate: int = 0) -> bytes:
    """Return a PDF with one page of 600 by 800 points for each content stream; F1 is Helvetica, F2 its bold."""
    writer = pypdf.PdfWriter()
    faces = {"F1": base_font("Helvetica"), "F2": base_font("Helvetica-Bold")} | (fonts or {})
    for content in contents:
        page = writer.add_blank_page(600, 800)
        stream = DecodedStreamObject()
        stream.set_data(content if isinstance(content, bytes) else content.encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
        resources = DictionaryObject({NameObject(f"/{name}"): face for name, face in faces.items()})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): resources})
        if rotate:
            page.rotate(rotate)
    return saved(writer)


def base_font(name: str, **entries: object) -> DictionaryObject:
    """Return a font every viewer has."""
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject(f"/{name}"),
        }
    )
    font[NameObject("/Encoding")] = NameObject("/WinAnsiEncoding")
    for key, value in entries.items():
        font[NameObject(f"/{key}")] = value  # type: ignore[assignment]
    return font


def picture_page(writer: pypdf.PdfWriter) -> None:
    """Add a page that holds a picture and nothing else, as scanners make them."""
    page = writer.add_blank_page(600, 800)
    image = DecodedStreamObject()
    image.set_data(b"\x00")
    for key, value in {
        "/Type": NameObject("/XObject"), "/Subtype": NameObject("/Image"), "/Width": NumberObject(1), "/Height": NumberObject(1),
        "/ColorSpace": NameObject("/DeviceGray"), "/BitsPerComponent": NumberObject(8),
    }.items():  # fmt: skip
        image[NameObject(key)] = value
    stream = DecodedStreamObject()
    stream.set_data(b"q 600 0 0 800 0 0 cm /Im1 Do Q")
    page[NameObject("/Contents")] = writer._add_object(stream)
    objects = DictionaryObject({NameObject("/Im1"): writer._add_object(image)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): objects})


def saved(writer: pypdf.PdfWriter) -> bytes:
    """Return the bytes of what a writer holds."""
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def lines(texts: Sequence[str], *, x: float = 60, y: float = 720, leading: float = 14, size: float = 11, face: str = "F1") -> str:
    """Return the operators that write lines under each other."""
    shown = "".join(f"({text.replace('(', '').replace(')', '')}) Tj T* " for text in texts)
    return f"BT /{face} {size} Tf {leading} TL 1 0 0 1 {x} {y} Tm {shown}ET\n"


def numbers(*values: float) -> ArrayObject:
    """Return numbers as an array of the file."""
    return ArrayObject([FloatObject(value) for value in values])
