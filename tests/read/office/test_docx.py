"""Word files, from bytes to documents."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen import Document, compare
from reportgen.errors import ReadError, ReportgenError
from reportgen.read import clean, read
from reportgen.segment import split_statements
from tests.read.office.makers import STRICT, W, docx, p, r, zipped

if TYPE_CHECKING:
    from pathlib import Path

MONDAY = "The bridge was opened on Monday."


def document(data: bytes) -> Document:
    """Return the document in a Word file."""
    return read(data, name="a.docx")


def blocks(data: bytes) -> list[tuple[str, str]]:
    """Return what the blocks of a file are, and their texts."""
    return [(block.kind.value, block.text) for block in document(data).blocks]


def test_styles_and_lists() -> None:
    """Titles, headings and items are told by their styles, by the outline or by lists, whatever the styles are called."""
    numbered = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr>"
    body = (
        p("Bridge opens", style="Titel")
        + p("What was done", style="berschrift1")
        + p("And how", style="Own")
        + p(MONDAY)
        + p("Four lanes", style="Points")
        + p("Two paths", properties=numbered)
        + p("At last", properties="<w:outlineLvl w:val='2'/>")
        + p(r("In bold and short", "<w:b/>"))
        + p(r("Bold ", "<w:b/>"), "begins this sentence.")
        + p("No list.", style="Points", properties="<w:numPr><w:numId w:val='0'/></w:numPr>")
        + p("Round in circles.", style="Loop")
    )
    assert blocks(docx(body)) == [
        ("headline", "Bridge opens"),
        ("heading", "What was done"),
        ("heading", "And how"),
        ("paragraph", MONDAY),
        ("item", "Four lanes"),
        ("item", "Two paths"),
        ("heading", "At last"),
        ("heading", "In bold and short"),
        ("paragraph", "Bold begins this sentence."),
        ("paragraph", "No list."),
        ("paragraph", "Round in circles."),
    ]


DELETED = "<w:del w:id='2'><w:r><w:delText>is</w:delText></w:r></w:del>"


def test_tracked_changes() -> None:
    """Insertions are text, deletions are not, and the reader is told how many there were."""
    body = p(
        "The bridge ",
        "<w:ins w:id='1'><w:r><w:t>was</w:t></w:r></w:ins>",
        DELETED,
        "<w:moveFrom w:id='3'><w:r><w:t>never</w:t></w:r></w:moveFrom>",
        " opened ",
        properties="<w:rPr><w:del w:id='4'/></w:rPr>",
    ) + p("on Monday.")
    found = document(docx(body, comments="<w:comment w:id='1'><w:p/></w:comment>"))
    assert [block.text for block in found.blocks] == [MONDAY]
    assert found.notes == ("It has tracked changes: 1 insertion read as text, 3 deletions left out.", "1 comment left out.")


def test_what_hangs_on_a_run() -> None:
    """Links, fields, breaks and odd hyphens are read; hidden text and the codes of fields are not; a text box is read once."""
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    body = p(
        "See ",
        "<w:hyperlink r:id='x'><w:r><w:t>the page</w:t></w:r></w:hyperlink>",
        "<w:r><w:tab/><w:t>of June</w:t><w:br/></w:r>",
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        "<w:fldSimple w:instr='DATE'><w:r><w:t>13</w:t></w:r></w:fldSimple>",
        "<w:r><w:t>. Long</w:t><w:noBreakHyphen/><w:t>term co</w:t><w:softHyphen/><w:t>operation.</w:t></w:r>",
        r("Secret.", "<w:vanish/>"),
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    found = document(docx(f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>"))
    assert [block.text for block in found.blocks] == ["See the page of June 13. Long-term cooperation.", "In a box."]
    assert found.notes == ("1 hidden passage left out.",)


def test_tables() -> None:
    """A table of data is read by its rows; one that lays out the page, by its cells."""

    def table(*rows: list[str]) -> str:
        return (
            "<w:tbl>"
            + "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
            + "</w:tbl>"
        )

    data = table([p("Bridge"), p("Length")], [p("North"), p("310 m")])
    page = table([p("Left.") + p("More left."), p("Right.")])
    assert blocks(docx(data + page)) == [
        ("item", "Bridge | Length"),
        ("item", "North | 310 m"),
        ("paragraph", "Left."),
        ("paragraph", "More left."),
        ("paragraph", "Right."),
    ]


def test_notes_heads_and_feet() -> None:
    """Notes, heads and feet are in the text, removed with their reasons; `keep` puts them back."""
    body = p("The bridge was opened", "<w:r><w:footnoteReference w:id='2'/></w:r>", " on Monday.")
    notes = f"<w:footnote w:type='separator' w:id='-1'>{p('x')}</w:footnote><w:footnote w:id='2'>{p('In the rain.')}</w:footnote>"
    found = document(docx(body, footnotes=notes, header1=p("Ministry of Transport"), footer1=p("Page 1")))
    assert [block.text for block in found.blocks] == [MONDAY]
    assert [(passage.reason, passage.text) for passage in found.removed] == [
        ("running head or foot", "Ministry of Transport"),
        ("footnote", "1 In the rain."),
        ("running head or foot", "Page 1"),
    ]
    assert all(found.text[passage.start : passage.end] == passage.text for passage in found.removed)
    assert [block.text for block in clean(found, keep=["footnote"]).blocks] == [MONDAY, "1 In the rain."]


def test_metadata() -> None:
    """The file says who, when and in which language; fillers of programs are no title and no author."""
    core = (
        "<dc:title>Bridge opened</dc:title><dc:creator>Press office</dc:creator>"
        "<dcterms:created>2024-06-13T09:00:00Z</dcterms:created><dcterms:modified>2024-06-14T09:00:00Z</dcterms:modified>"
    )
    found = document(docx(p(MONDAY), core=core))
    assert (found.title, found.author, found.language) == ("Bridge opened", "Press office", "en-GB")
    assert (found.published, found.modified) == ("2024-06-13T09:00:00+00:00", "2024-06-14T09:00:00+00:00")
    fillers = document(
        docx(
            p("Own title", style="Titel") + p(MONDAY),
            core="<dc:title>draft_2.docx</dc:title><dc:creator>python-docx</dc:creator>",
        )
    )
    assert (fillers.title, fillers.author) == ("Own title", None)


def test_the_date_in_the_text_wins() -> None:
    """The day a file was made is only taken where the head of its text tells none, and then said to be the file's."""
    core = "<dcterms:created>2019-01-02T09:00:00Z</dcterms:created>"
    text = (
        p("Bridge opens", style="Titel") + p("June 13, 2024") + p(MONDAY + " It has four lanes and two paths for those who walk.")
    )
    assert clean(document(docx(text, core=core))).published == "2024-06-13"
    without = clean(document(docx(text.replace("June 13, 2024", "In the rain"), core=core)))
    assert without.published == "2019-01-02T09:00:00+00:00"
    assert without.notes == ("Its date is the day the file was made; the head of the text gives none.",)
    given_ = clean(read(docx(text, core=core), name="a.docx", given={"published": "2020-01-01"}))
    assert given_.published == "2020-01-01"


@pytest.mark.parametrize("data", [docx(p(MONDAY), namespace=STRICT), docx(p(MONDAY), main="word/document2.xml")])
def test_kin(data: bytes) -> None:
    """Strict files and those with other names for their parts are read as well."""
    assert blocks(data) == [("paragraph", MONDAY)]


def test_a_file_of_python_docx() -> None:
    """What python-docx writes is read."""
    library = pytest.importorskip("docx", reason="python-docx, of reportgen[office], is not installed")
    made = library.Document()
    made.add_heading("Bridge opens", 0)
    made.add_paragraph(MONDAY)
    made.add_paragraph("Four lanes", style="List Bullet")
    buffer = io.BytesIO()
    made.save(buffer)
    assert blocks(buffer.getvalue()) == [("headline", "Bridge opens"), ("paragraph", MONDAY), ("item", "Four lanes")]


def test_a_word_file_is_compared(tmp_path: Path) -> None:
    """A Word file and the same text are matched throughout."""
    path = tmp_path / "press.docx"
    path.write_bytes(docx(p("Bridge opens", style="Titel") + p(MONDAY)))
    comparison = compare(Document.from_text(f"Bridge opens\n\n{MONDAY}"), path)
    assert {pair.label.value for pair in comparison.pairs} == {"matched"}


BOMB = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {two} '{f'&{one};' * 50}'>" for one, two in zip("abcdef", "bcdefg", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    ("data", "slug", "said"),
    [
        (docx(p(MONDAY))[:900], "damaged-file", "cut short"),
        (zipped({"word/document.xml": "<w:document"}), "damaged-file", "not whole XML"),
        (zipped({"word/styles.xml": "<a/>"}), "empty-document", "no paragraph"),
        (docx(p(" ")), "empty-document", "no paragraph"),
        (zipped({"word/document.xml": b" " * 50_000_000}), "too-large", "unpacks to more than 40 million"),
        (zipped({"word/document.xml": "<a/>"} | {f"word/{number}": "" for number in range(20_001)}), "too-large", "20,002 parts"),
    ],
)
def test_files_that_cannot_be_read(data: bytes, slug: str, said: str) -> None:
    """What cannot be read is told by what it is, and a bomb is not unpacked."""
    with pytest.raises(ReadError) as caught:
        document(data)
    assert caught.value.slug == slug
    assert said in str(caught.value)


def test_entities_stay_closed() -> None:
    """Entities are neither multiplied nor fetched."""
    body = f"<w:document xmlns:w='{W}'><w:body>{p('Here: ', '<w:r><w:t>&g;</w:t></w:r>')}</w:body></w:document>"
    fetched = "<!DOCTYPE x [<!ENTITY g SYSTEM 'file:///etc/passwd'>]>"
    assert document(zipped({"word/document.xml": fetched + body})).text == "Here:"
    with pytest.raises(ReadError, match="not whole XML"):
        document(zipped({"word/document.xml": BOMB + body}))


def test_deep_tables() -> None:
    """Tables in tables beyond anything written end."""
    deep = "<w:tbl><w:tr><w:tc>" * 30 + p("Deep.") + "</w:tc></w:tr></w:tbl>" * 30
    assert blocks(docx(deep)) == [("paragraph", "Deep.")]
    deeper = "<w:sdt><w:sdtContent>" * 100 + p("Deep.") + "</w:sdtContent></w:sdt>" * 100
    with pytest.raises(ReadError):
        document(docx(deeper))


SAMPLE = docx(p("Bridge opens", style="Titel") + p(MONDAY), header1=p("Ministry"), core="<dc:title>T</dc:title>")


@settings(max_examples=80)
@given(st.integers(0, 2**32), st.integers(1, 30))
def test_any_damage(seed: int, changes: int) -> None:
    """A file with bytes changed, cut out or put in gives a document or an error with a name."""
    chance = random.Random(seed)  # noqa: S311  (no secrets)
    data = bytearray(SAMPLE)
    for _ in range(changes):
        place = chance.randrange(4, len(data))
        change = chance.randrange(3)
        data[place : place + (0 if change == 2 else chance.randrange(1, 9))] = (
            b"" if change == 1 else chance.randbytes(chance.randrange(1, 5))
        )
    try:
        found = document(bytes(data))
    except ReportgenError as error:
        assert error.slug in {"damaged-file", "empty-document", "password-needed", "too-large", "binary-file"}  # noqa: PT017
    else:
        assert split_statements(clean(found), prefix="P").text == found.text


LEAVES = ["w:t", "w:p", "w:r", "w:tbl", "w:tr", "w:tc", "w:ins", "w:del", "w:sdt", "mc:AlternateContent", "mc:Choice"]
BRANCHES = ["w:p", "w:r", "w:tbl", "w:tr", "w:tc", "w:ins", "w:drawing", "w:txbxContent", "mc:AlternateContent", "mc:Choice"]
LEAF = st.sampled_from(LEAVES).map(lambda name: f"<{name}>word</{name}>")


def _branch(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(st.sampled_from(BRANCHES), st.lists(inner, max_size=4))
    return pair.map(lambda found: f"<{found[0]}>{''.join(found[1])}</{found[0]}>")


@settings(max_examples=80)
@given(st.recursive(LEAF, _branch, max_leaves=20))
def test_any_nesting(body: str) -> None:
    """Elements in any order and depth give a document or an error with a name."""
    try:
        document(docx(body))
    except ReadError as error:
        assert error.slug == "empty-document"  # noqa: PT017
