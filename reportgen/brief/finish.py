"""The last strokes on a PDF: what WeasyPrint leaves out for PDF/A-3a and PDF/UA-1 to hold at once.

WeasyPrint writes one variant or the other. The file is written as PDF/A-3a; here it is also declared PDF/UA-1 and made
to keep its rules. Found with the checks of `tests/brief/test_pdf.py`; each function says which rule it is for.
"""

from __future__ import annotations

import zlib
from typing import Any

_UA_DECLARATION = b"""
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
"""


def finish(document: Any, pdf: Any) -> None:
    """Complete a `pydyf.PDF` before it is written; `document` is WeasyPrint's, handed in by its `finisher` option."""
    del document
    pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])  # WeasyPrint names the attachment twice
    _declare_accessible(pdf)
    reached = _prune_tree(pdf)
    _mark_margins(pdf, reached)
    _fill_maps(pdf)
    _compress_streams(pdf)


def _object(pdf: Any, reference: bytes | str) -> Any:
    """Return the object a reference ("12 0 R") points at."""
    return pdf.objects[int(reference.split()[0])]


def _declare_accessible(pdf: Any) -> None:
    """Add PDF/UA-1 to the metadata, with the schema PDF/A wants for it, in a stream PDF/A-3 wants uncompressed."""
    metadata = _object(pdf, pdf.catalog["Metadata"])
    content = b"".join(metadata.stream)
    # One RDF element only: the declaration's descriptions are moved into WeasyPrint's.
    start, end = _UA_DECLARATION.index(b">") + 1, _UA_DECLARATION.rindex(b"</rdf:RDF>")
    metadata.stream = [content.replace(b"</rdf:RDF>", _UA_DECLARATION[start:end] + b"</rdf:RDF>", 1)]
    metadata.compress = False


def _prune_tree(pdf: Any) -> set[int]:
    """Drop structure elements that hold nothing, which readers stumble over; return the numbers of those left."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    kept: set[int] = set()
    # Depth first without recursion: children are settled before their parents.
    stack = [(_object(pdf, reference), False) for reference in root["K"]]
    while stack:
        element, settled = stack.pop()
        if not settled:
            stack.append((element, True))
            stack.extend((_object(pdf, kid), False) for kid in element["K"] if _is_element(pdf, kid))
            continue
        kids = [kid for kid in element["K"] if not _is_element(pdf, kid) or _object(pdf, kid).number in kept]
        element["K"][:] = kids
        # An empty cell keeps its place in the row.
        if kids or element["S"] in ("/TD", "/TH", "/Document"):
            kept.add(element.number)
    return kept


def _is_element(pdf: Any, kid: Any) -> bool:
    return isinstance(kid, (bytes, str)) and _object(pdf, kid).get("Type") == "/StructElem"


def _mark_margins(pdf: Any, reached: set[int]) -> None:
    """Turn running heads and feet, tagged but in no tree, into the page furniture (artifacts) they are."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    for index, page_reference in enumerate(pdf.page_references):
        owners = numbers[2 * index + 1]
        orphans = {mcid for mcid, owner in enumerate(owners) if _object(pdf, owner).number not in reached}
        for mcid in orphans:
            owners[mcid] = b"null"
        _to_artifacts(_object(pdf, _object(pdf, page_reference)["Contents"]).stream, orphans)


def _to_artifacts(stream: list[Any], orphans: set[int]) -> None:
    for position, item in enumerate(stream):
        if isinstance(item, dict) and item.get("MCID") in orphans:
            stream[position - 1] = "/Artifact"
            del item["MCID"]
            item["Type"] = "/Pagination"


def _fill_maps(pdf: Any) -> None:
    """Give every glyph a character: a letter drawn as several (Arabic ones with their dots) stands with the first of them.

    The rest stand for nothing, which both standards forbid; they become zero-width spaces.
    """
    for item in pdf.objects:
        stream = getattr(item, "stream", None)
        if isinstance(stream, list) and b"begincmap" in stream:
            stream[:] = [line.replace(b" <>", b" <200b>") if line.endswith(b" <>") else line for line in stream]


def _compress_streams(pdf: Any) -> None:
    """Compress each stream once (left alone, WeasyPrint does it twice), and no page's to an end in a carriage return.

    Some checkers take a carriage return before `endstream` for the end of the line and miss a byte. The last byte belongs
    to a checksum of the content, so the content changes, by white space, which means nothing in pages and character maps.
    """
    for item in pdf.objects:
        if not getattr(item, "compress", False):
            continue
        item.compress = False
        body = item.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
        data = zlib.compress(body, 9)
        if data.endswith(b"\r") and not item.extra:
            data = zlib.compress(body + b"\n", 9)
        item.stream = [data]
        item.extra["Filter"] = "/FlateDecode"
