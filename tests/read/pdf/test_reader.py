"""Whole PDF files, from bytes to documents."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from reportgen import Document, compare
from reportgen.errors import ReadError, ReportgenError
from reportgen.model import BlockKind
from reportgen.read import clean, read
from reportgen.read.progress import told_to
from reportgen.segment import split_statements
from tests.read.pdf.makers import base_font, laid_out, lines, picture_page, saved, written

if TYPE_CHECKING:
    from reportgen.model import Removed

PARAGRAPHS = [
    ("The ministry announced a long-term programme of reconstruction for the northern bridges, and named the international "
    "contractors who will carry it out over the coming decade."),
    ("Officials said that approximately fifteen municipalities had agreed to the financing arrangement. Three others are still "
    "negotiating, the transportation secretary added."),
    ("An independent commission will examine the environmental consequences and publish its recommendations before "
    "construction begins in the spring."),
] * 8  # fmt: skip
TITLE = "Ministry sets out its plan for the bridges of the north"
HEADS = "@page { @top-center { content: 'Ministry of Transport' } @bottom-right { content: 'Page ' counter(page) } }"
JUSTIFIED = "p { text-align: justify; hyphens: auto; margin: 0 0 .6em }"
LAYOUTS = {
    "one column": "",
    "hyphenated": JUSTIFIED,
    "indents": "p { margin: 0; text-indent: 1.5em; text-align: justify; hyphens: auto }",
    "two columns": f".text {{ columns: 2; column-gap: 7mm }} {JUSTIFIED}",
    "three columns": f".text {{ columns: 3; column-gap: 5mm; font-size: 9pt }} {JUSTIFIED}",
    "ragged columns": ".text { columns: 2; column-gap: 8mm } p { hyphens: auto }",
}


def document(data: bytes) -> Document:
    """Return the document in a PDF file."""
    return read(data, name="a.pdf")


def texts(found: Document) -> list[str]:
    """Return the texts of a document's blocks."""
    return [block.text for block in found.blocks]


def reasons(removed: tuple[Removed, ...]) -> list[tuple[str, str]]:
    """Return why passages were removed, with their texts."""
    return [(passage.reason, passage.text) for passage in removed]


@pytest.fixture(scope="module")
def two_columns() -> bytes:
    """Return a file of two columns with running heads."""
    return laid_out(body(), HEADS + LAYOUTS["two columns"], title=TITLE)


def body() -> str:
    """Return a title over paragraphs."""
    return f"<h1>{TITLE}</h1><div class=text>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</div>"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_text_comes_back(layout: str) -> None:
    """Title and paragraphs come back as they were, whatever the columns, the hyphens and the page breaks."""
    found = document(laid_out(body(), HEADS + LAYOUTS[layout]))
    assert texts(found) == [TITLE, *PARAGRAPHS]
    assert found.blocks[0].kind is BlockKind.HEADLINE
    assert found.title == TITLE


def test_furniture_of_pages(two_columns: bytes) -> None:
    """Running heads and page numbers are in the text, removed with their reasons, and can be kept."""
    found = document(two_columns)
    assert reasons(found.removed) == [
        ("running head or foot", "Ministry of Transport"),
        ("page number", "Page 1"),
        ("running head or foot", "Ministry of Transport"),
        ("page number", "Page 2"),
    ]
    assert all(found.text[passage.start : passage.end] == passage.text for passage in found.removed)
    kept = clean(found, keep=["page number"])
    assert [text for text in texts(kept) if text.startswith("Page")] == ["Page 1", "Page 2"]


def test_spans_and_pages(two_columns: bytes) -> None:
    """Statements cut out their own text, pages follow each other, and a sentence over a break has the page it begins on."""
    found = split_statements(clean(document(two_columns)), prefix="P")
    assert all(found.text[item.start : item.end] == item.text for item in found.statements)
    pages = [item.page for item in found.statements]
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert set(pages) == {1, 2}
    reader = pypdf.PdfReader(io.BytesIO(two_columns))
    for item in found.statements:
        start = "".join(item.text.split()[:2])
        assert item.page is not None
        assert start in "".join(reader.pages[item.page - 1].extract_text().split()), item.text


def test_a_pdf_is_compared(two_columns: bytes) -> None:
    """A PDF and the same text are matched throughout, and the statements of the comparison know their pages."""
    plain = Document.from_text("\n\n".join([TITLE, *PARAGRAPHS]))
    comparison = compare(document(two_columns), plain)
    assert {pair.label.value for pair in comparison.pairs} == {"matched"}
    assert '"page": 2' in comparison.to_json()


def test_headings_items_and_notes() -> None:
    """Headings are told by size, items by their bullets, and notes at the foot leave the text together with their marks."""
    data = laid_out(
        "<h1>Agreement on the ferries</h1><p>The two ports agreed on a timetable<sup>1</sup> for the winter months.</p>"
        "<h2>What was agreed</h2><ul><li>More boats on weekdays</li><li>No boats in storms of force 9</li></ul>"
        "<ol><li>First the pier is mended</li><li>Then the fares rise on June 13<sup>th</sup></li></ol>"
        "<p>It covers 12 km<sup>2</sup> of water.</p>"
        "<p style='font-size:8pt; position:absolute; bottom:0'><sup>1</sup> Published in the gazette of both towns.</p>"
    )
    found = document(data)
    assert [(block.kind.value, block.text) for block in found.blocks] == [
        ("headline", "Agreement on the ferries"),
        ("paragraph", "The two ports agreed on a timetable for the winter months."),
        ("heading", "What was agreed"),
        ("item", "More boats on weekdays"),
        ("item", "No boats in storms of force 9"),
        ("item", "1. First the pier is mended"),
        ("item", "2. Then the fares rise on June 13th"),
        ("paragraph", "It covers 12 km2 of water."),
    ]
    assert reasons(found.removed) == [("footnote", "1 Published in the gazette of both towns.")]


def test_tables_are_read_by_rows() -> None:
    """Cells of one row stay together, in their order."""
    rows = [
        ("Bridge", "Length", "Opened"),
        ("North bridge", "310 m", "1964"),
        ("Mill bridge", "85 m", "1911"),
        ("Ferry pier", "40 m", "2002"),
    ]
    table = "<table style='width:100%'>" + "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in rows) + "</table>"
    found = document(laid_out(f"<p>{PARAGRAPHS[0]}</p>{table}<p>{PARAGRAPHS[1]}</p>"))
    assert texts(found) == [PARAGRAPHS[0], *(" | ".join(row) for row in rows), PARAGRAPHS[1]]


TOLD = [
    "The ministry opened the bridge on Monday after two years of work, and it said that all of the cost was met by the region.",
    "Residents were glad and said so at length to everybody who asked them, and to many who had not asked them anything.",
    "The bridge that was opened on Monday is longer",
    "Traffic was led over a bridge of the army while the works went on near Unterwasserhausenbergdorf and the mayor was glad.",
]


def test_paragraphs_that_the_file_tells() -> None:
    """Where nothing but the file's own structure tells paragraphs, it does: full last lines, and narrow ones beside a picture."""
    narrow = "".join(f"<p>{text}</p>" for text in TOLD[2:]).replace("and the", "and <a href='https://example.org'>the</a>")
    body = "".join(f"<p>{text}</p>" for text in TOLD[:2]) + f"<div class=narrow>{narrow}</div>"
    style = "p { margin: 0 } body { font: 11pt serif } .narrow { width: 7cm }"
    assert texts(document(laid_out(body, style, has_tags=True))) == TOLD
    assert texts(document(laid_out(body, style))) != TOLD


def test_a_structure_that_tells_lines() -> None:
    """A file that calls each line a paragraph has its paragraphs by their places."""
    pieces = [piece.strip() for text in TOLD[:2] for piece in (text[:61], text[61:])]
    body = "".join(f"<p>{piece}</p>" for piece in pieces)
    data = laid_out(body, "p { margin: 0; white-space: nowrap } body { font: 9pt monospace }", has_tags=True)
    assert len(texts(document(data))) < len(pieces)


def test_a_broken_structure() -> None:
    """A tree of structure that leads nowhere, or into itself, costs nothing of the text."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(laid_out(f"<p>{TOLD[0]}</p>", has_tags=True)))
    tree = writer.root_object["/StructTreeRoot"].get_object()
    assert isinstance(tree, DictionaryObject)
    for broken in (NumberObject(3), tree.raw_get("/ParentTree")):
        kids = ArrayObject([broken, broken])
        tree[NameObject("/ParentTree")] = writer._add_object(DictionaryObject({NameObject("/Kids"): kids}))
        kids.append(tree.raw_get("/ParentTree"))
        assert texts(document(saved(writer))) == [TOLD[0]]


def test_metadata() -> None:
    """Title, author, dates with their zone and language are what the file says, if they can be meant."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(written([lines(["The bridge was opened on Monday."])])))
    writer.add_metadata({
        "/Title": "Microsoft Word - Bridge opened.docx", "/Author": "Press office", "/CreationDate": "D:20240613151700-04'00'",
        "/ModDate": "D:20240614Z",
    })  # fmt: skip
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-GB")
    found = document(saved(writer))
    assert (found.title, found.author, found.language) == ("Bridge opened", "Press office", "en-GB")
    assert (found.published, found.modified) == ("2024-06-13T15:17:00-04:00", "2024-06-14")
    assert found.media_type == "application/pdf"


def test_progress(two_columns: bytes) -> None:
    """Whoever listens is told each page."""
    heard: list[str] = []
    with told_to(heard.append):
        document(two_columns)
    assert heard == ["page 1 of 2", "page 2 of 2"]


def test_sideways_and_aslant() -> None:
    """Stamps up the margin and across the page are removed; a page that is sideways as a whole is read."""
    stamp = "BT /F1 9 Tf 0 1 -1 0 30 200 Tm (Archive 2024) Tj ET BT /F1 60 Tf .7 .7 -.7 .7 150 200 Tm (DRAFT) Tj ET\n"
    found = document(written([stamp + lines(["The bridge was opened on Monday by the mayor.", "It has four lanes."])]))
    assert texts(found) == ["The bridge was opened on Monday by the mayor. It has four lanes."]
    assert reasons(found.removed) == [("text set sideways", "DRAFT"), ("text set sideways", "Archive 2024")]
    turned = "BT /F1 11 Tf 14 TL 0 1 -1 0 100 60 Tm (The bridge was opened on Monday by the) Tj T* (mayor of the town.) Tj ET"
    assert texts(document(written([turned], rotate=90))) == ["The bridge was opened on Monday by the mayor of the town."]


def test_words_drawn_twice_and_spaced() -> None:
    """Bold made by drawing twice is read once; letters with space between them are a word."""
    twice = lines(["The bridge will be closed all summer."]) + lines(["The bridge will be closed all summer."], x=60.3)
    assert texts(document(written([twice]))) == ["The bridge will be closed all summer."]
    spaced = lines(["P R E S S"], y=760, size=18) + lines(["The bridge was opened on Monday."])
    assert texts(document(written([spaced])))[0] == "PRESS"


def test_letters_the_file_replaces() -> None:
    """What the file says a stretch stands for is read in its place: a soft hyphen, a ligature."""
    content = (
        "BT /F1 11 Tf 14 TL 60 700 Td (The govern) Tj /Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC T* (ment has an o) Tj "
        "/Span <</ActualText (ffi)>> BDC (X) Tj EMC (ce.) Tj ET"
    )
    assert texts(document(written([content]))) == ["The government has an office."]


@pytest.mark.parametrize(
    ("data", "slug", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<< /Type /Catalog", "damaged-file", "cut short"),
        (b"%PDF-1.7\nnothing\nstartxref\n0\n%%EOF", "damaged-file", "damaged"),
        (saved(pypdf.PdfWriter()), "empty-document", "no pages"),
        (written([""]), "empty-document", "nothing is written"),
    ],
)
def test_files_without_text(data: bytes, slug: str, said: str) -> None:
    """What cannot be read is told by what it is."""
    with pytest.raises(ReadError) as caught:
        document(data)
    assert caught.value.slug == slug
    assert said in str(caught.value)


def test_a_scan() -> None:
    """Pages that hold pictures only are a scan, and the remedy is OCR; one among others is noted."""
    writer = pypdf.PdfWriter()
    picture_page(writer)
    picture_page(writer)
    with pytest.raises(ReadError, match=r"2 of its 2 pages hold a picture and no text.*\n.*ocrmypdf") as caught:
        document(saved(writer))
    assert caught.value.slug == "scan-without-text"
    writer.append(io.BytesIO(written([lines(["The bridge was opened on Monday."])])))
    assert document(saved(writer)).notes == ("Pages 1, 2 hold pictures and no text.",)


def test_letters_without_names() -> None:
    """A file whose typeface does not tell its letters is sent to OCR, not read as gibberish."""
    glyphs = DictionaryObject({NameObject("/g1"): DecodedStreamObject()})
    nameless = base_font("X", Subtype=NameObject("/Type3"), CharProcs=glyphs)
    with pytest.raises(ReadError, match="does not say which letters"):
        document(written([lines(["The bridge was opened on Monday."], face="F3")], fonts={"F3": nameless}))


@pytest.mark.parametrize("password", ["", "secret"])
def test_encrypted_files(password: str) -> None:
    """A file locked for editing only is read; one that needs a password says so."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(written([lines(["The bridge was opened on Monday."])])))
    writer.encrypt(password, "owner", algorithm="AES-256")
    if not password:
        assert texts(document(saved(writer))) == ["The bridge was opened on Monday."]
        return
    with pytest.raises(ReadError, match="locked with a password") as caught:
        document(saved(writer))
    assert caught.value.slug == "password-needed"


def test_an_xfa_form() -> None:
    """A form that only Adobe's programs lay out is not read as its notice to wait."""
    writer = pypdf.PdfWriter(
        clone_from=io.BytesIO(written([lines(["Please wait... If this message is not replaced, upgrade."])]))
    )
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/XFA"): TextStringObject("x")})
    with pytest.raises(ReadError, match="XFA") as caught:
        document(saved(writer))
    assert caught.value.slug == "form-without-text"


def test_damaged_page_is_noted() -> None:
    """One page that cannot be read costs that page, and the reader is told."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(written([lines([f"The bridge of day {day} was opened."]) for day in "abc"])))
    stream = writer.pages[1]["/Contents"].get_object()
    assert isinstance(stream, DecodedStreamObject)
    stream[NameObject("/Filter")] = NameObject("/Unheard")
    found = document(saved(writer))
    assert found.notes == ("Page 2 could not be read: the file is damaged there.",)
    assert [block.page for block in found.blocks] == [1, 3]


def test_forms_that_draw_themselves() -> None:
    """A form inside itself, or thousands of them, end."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(written([lines(["The bridge was opened."]) + "/X Do " * 5000])))
    form = DecodedStreamObject()
    form.set_data(b"/X Do /X Do")
    form[NameObject("/Subtype")] = NameObject("/Form")
    reference = writer._add_object(form)
    objects = DictionaryObject({NameObject("/X"): reference})
    form[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): objects})
    resources = writer.pages[0]["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    resources[NameObject("/XObject")] = objects
    assert texts(document(saved(writer))) == ["The bridge was opened."]


def test_a_bomb() -> None:
    """A stream that unpacks to hundreds of megabytes is not unpacked."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(written(["q Q " * 15_000_000, lines(["The bridge was opened."])])))
    writer.pages[0].compress_content_streams(9)
    data = saved(writer)
    assert len(data) < 1_000_000
    assert texts(document(data)) == ["The bridge was opened."]


SAMPLE = written([lines(["The bridge was opened on Monday.", "It has four lanes."]), lines(["More follows here."])])


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.integers(1, 40))
def test_any_damage(seed: int, changes: int) -> None:
    """A file with bytes changed, cut out or put in gives a document or an error with a name."""
    chance = random.Random(seed)  # noqa: S311  (no secrets)
    data = bytearray(SAMPLE)
    for _ in range(changes):
        place = chance.randrange(len(data))
        change = chance.randrange(3)
        data[place : place + (0 if change == 2 else chance.randrange(1, 9))] = (
            b"" if change == 1 else chance.randbytes(chance.randrange(1, 5))
        )
    try:
        found = document(b"%PDF-" + bytes(data[5:]))
    except ReportgenError as error:
        assert error.slug in {"damaged-file", "empty-document", "password-needed", "too-large", "scan-without-text"}  # noqa: PT017
    else:
        assert split_statements(clean(found), prefix="P").text == found.text


def test_more_letters_than_a_page_has() -> None:
    """A page with one line of a million letters is refused before it is laid out."""
    run = b"BT /F1 1 Tf 10 700 Td (" + b"It was late. " * 80_000 + b") Tj ET"
    with pytest.raises(ReadError, match="more letters or drawing") as caught:
        read(written([run]), name="run.pdf")
    assert caught.value.slug == "too-large"
