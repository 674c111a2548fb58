"""All formats tell the same, because they are made from the same brief."""

from __future__ import annotations

import csv
import io
import itertools
import re
import zipfile
from html import unescape
from typing import Any

import pytest

from reportgen.brief import FORMATS, build_brief, extras
from reportgen.brief.digest import escape
from reportgen.brief.html import html_text
from reportgen.brief.rendering import RenderOptions
from reportgen.brief.tables import MAX_CELL, figure_words, pair_table, safe_cell, tables
from reportgen.errors import RenderError
from tests.brief.samples import CASES, GALLERY, Pairing, comparison, plain, twenty_reports

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
docx = pytest.importorskip("docx")


def made(case: str, suffix: str) -> bytes:
    """Return a case of the gallery in a format."""
    return FORMATS[suffix](GALLERY[case](), RenderOptions())


def csv_rows(data: bytes) -> list[list[str]]:
    """Return the rows of a CSV file, without its head."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1:]


@pytest.mark.parametrize("case", CASES)
def test_every_pair_is_in_the_tables(case: str) -> None:
    """CSV and workbook have a row for every pair of the comparison, with its label and its statements."""
    given = GALLERY[case]()
    expected = sorted((pair.label.value, " ".join(pair.official), " ".join(pair.press)) for pair in given.pairs)
    assert sorted((row[1], row[5], row[7]) for row in csv_rows(made(case, "csv"))) == expected
    sheet = openpyxl.load_workbook(io.BytesIO(made(case, "xlsx")))["Pairs"] if given.pairs else None
    rows = list(sheet.iter_rows(min_row=2, values_only=True)) if sheet else []
    assert sorted((row[1], row[5] or "", row[7] or "") for row in rows) == expected


@pytest.mark.parametrize("case", CASES)
def test_reasons_are_everywhere(case: str) -> None:
    """What differs is told in the same words in every format."""
    reasons = [difference.reason for card in build_brief(GALLERY[case]()).contrasts for difference in card.differences]
    word = docx_text(made(case, "docx"))
    page = re.sub("<wbr>", "", made(case, "html").decode())
    cells = " ".join(str(cell) for row in csv_rows(made(case, "csv")) for cell in row)
    digest = made(case, "md").decode()
    from markupsafe import escape as escape_html  # noqa: PLC0415

    for reason in reasons:
        assert reason in word
        assert str(escape_html(reason)) in page
        assert reason in cells
    for reason in reasons[:3]:
        assert escape(reason)[:200] in digest


def docx_text(data: bytes) -> str:
    """Return the text of a Word document, tables and comments included."""
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    comments = [comment.text for comment in document.comments]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells, *comments])


@pytest.mark.parametrize("case", CASES)
def test_same_figures(case: str) -> None:
    """Title and summary stand in every format that has room for them."""
    brief = build_brief(GALLERY[case]())
    assert brief.summary in docx_text(made(case, "docx"))
    assert escape(brief.summary) in made(case, "md").decode()
    assert f"<title>{str(brief.title).replace('<', '&lt;')[:5]}" in html_text(brief).replace("&#34;", '"')


SECTIONS = ["security-agreement", "three-outlets", "quotes-in-quotes", "hostile"]


@pytest.mark.parametrize("case", CASES)
def test_the_digest_has_ten_lines(case: str) -> None:
    """However long the brief, its digest for chat and mail has ten lines at most."""
    assert len([line for line in made(case, "md").decode().splitlines() if line.strip()]) <= 10


@pytest.mark.parametrize("case", SECTIONS)
def test_same_findings(case: str) -> None:
    """Key messages, figures and words of one side are the same in the workbook, in Word, on the page and in the digest."""
    brief = build_brief(GALLERY[case](), complete=True)
    book = openpyxl.load_workbook(io.BytesIO(made(case, "xlsx")))
    word = docx_text(made(case, "docx"))
    page = html_cells(made(case, "html").decode())
    assert brief.messages is not None
    assert brief.messages.summary in word
    assert escape(brief.messages.summary) in made(case, "md").decode()
    scores = [
        (message.number, message.passage.statement, outcome.present, outcome.prominent, outcome.faithful, outcome.points)
        for message in brief.messages.messages
        for outcome in message.outcomes
    ]
    rows = list(book["Key messages"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[1], *row[5:9]) for row in rows] == scores
    for message in brief.messages.messages:
        assert f"{message.passage.statement} {message.passage.text}" in word
        assert squeezed(message.passage.text) in page
    lines = [line for report in brief.reports for line in report.figures]
    if lines:
        rows = list(book["Figures"].iter_rows(min_row=2, values_only=True))
        assert [(row[2], row[3] or "") for row in rows] == [(line.verdict, line.difference) for line in lines]
    for side in (side for line in lines for side in (line.official, line.press) if side):
        assert figure_words(side) in word
        assert squeezed(side.before + side.text + side.after) in page
    words = [one for report in brief.reports for group in report.words for one in (*group.official, *group.press)]
    if words:
        rows = list(book["Words"].iter_rows(min_row=2, values_only=True))
        assert [(row[3], row[4]) for row in rows] == [(one.word, one.count) for one in words]
    for one in words:
        assert squeezed(f"{one.word}×{one.count}" if one.count > 1 else one.word) in page


def html_cells(html: str) -> str:
    """Return the text of a page without its tags and white space."""
    return squeezed(unescape(re.sub(r"<[^>]*>", "", html.partition("<body>")[2])))


def squeezed(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def test_comments_on_contrasts() -> None:
    """In Word every contrast has a comment on the report's words it rests on, dated like the brief."""
    document = docx.Document(io.BytesIO(made("security-agreement", "docx")))
    comments = list(document.comments)
    assert [comment.text.partition(":")[0] for comment in comments] == [
        "Figures (clear)",
        "Timing (clear)",
        "What is promised (clear)",
        "What is promised (possible)",
        "What is promised (possible)",
    ]
    assert {comment.timestamp.date().isoformat() for comment in comments} == {"2024-06-13"}
    assert {comment.author for comment in comments} == {"reportgen"}


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "csv", "md", "html"])
def test_same_bytes_again(suffix: str) -> None:
    """A second run gives the same bytes."""
    assert made("security-agreement", suffix) == made("security-agreement", suffix)


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
@pytest.mark.parametrize("case", ["hostile", "combining-marks", "long-words"])
def test_packages_are_sound(case: str, suffix: str) -> None:
    """Whatever the texts hold, the file opens, and every part of it is well-formed XML."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(made(case, suffix))) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(package.read(name))  # noqa: S314  (our own file)


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.org")', "\t=1", "=cmd|'/c calc'!A0"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_nothing_is_a_formula(formula: str) -> None:
    """A text that looks like a formula is a text: quoted in CSV, a plain string in the workbook."""
    official, report = plain([formula]), plain([formula], "press-1", publisher=formula)
    given = comparison(official, report, pairs=Pairing(official, report).all())
    for row in csv_rows(FORMATS["csv"](given, RenderOptions())):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"](given, RenderOptions())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_long_cells_are_cut() -> None:
    """A cell holds no more than Excel can, and says what is missing."""
    cell = safe_cell("x" * 50_000)
    assert isinstance(cell, str)
    assert len(cell) <= MAX_CELL
    assert cell.endswith("more characters not shown here]")


def test_data_formats_leave_nothing_out() -> None:
    """Tables have every pair and every character, also where pages would be cut."""
    official, report = plain(["word " * 5000]), plain(["x"], "press-1")
    given = comparison(official, report, pairs=Pairing(official, report).all())
    assert pair_table(build_brief(given, complete=True)).rows[0][6] == ("word " * 5000)
    assert pair_table(build_brief(given)).rows[0][6] != ("word " * 5000)


def test_sheets_are_there_for_what_there_is() -> None:
    """A workbook has no empty sheet, and every sheet a name Excel takes."""
    names = [table.name for table in tables(build_brief(GALLERY["security-agreement"]()))]
    assert names == ["Contrasts", "Summary", "Pairs", "Key messages", "Figures", "Quotations", "Words", "Set aside"]
    assert [table.name for table in tables(build_brief(GALLERY["single"]()))] == ["Summary", "Pairs"]
    assert all(len(name) <= 31 for name in names)


def test_the_contrasts_come_first() -> None:
    """The first sheet has every contrast by weight, with its reason and the words of both sides."""
    brief = build_brief(GALLERY["three-outlets"](), complete=True)
    sheet = openpyxl.load_workbook(io.BytesIO(made("three-outlets", "xlsx"))).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    assert sheet.title == "Contrasts"
    assert [row[0] for row in rows] == [card.number for card in brief.contrasts]
    assert [row[1] for row in rows] == [card.outlet for card in brief.contrasts]
    reasons = [" ".join(difference.reason for difference in card.differences) for card in brief.contrasts]
    assert [row[head.index("What differs")] for row in rows] == reasons
    texts = {row.card_number: row for report in brief.reports for row in report.pairs}
    for row in rows:
        assert row[head.index("Official text")] == " ¶ ".join(item.text for item in texts[row[0]].official)


@pytest.mark.parametrize("case", ["security-agreement", "hostile", "twenty-reports"])
def test_sheets_can_be_printed(case: str) -> None:
    """Each sheet is as wide as a page, has its heads on every page, and says what it is; no column is empty to its end."""
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"](GALLERY[case](), RenderOptions())))
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.oddFooter.left.text == "&A"
        assert any(cell.value is not None for cell in list(sheet.columns)[-1][1:])


def test_headings_stay_with_what_they_head() -> None:
    """In Word nothing that heads a table or a list is left behind at the foot of a page."""
    document = docx.Document(io.BytesIO(made("three-outlets", "docx")))
    body = list(document.iter_inner_content())
    for before, after in itertools.pairwise(body):
        if hasattr(after, "rows") and hasattr(before, "runs") and before.text:
            assert before.paragraph_format.keep_with_next or before.style.name.startswith(("Heading", "Subtitle")), before.text
    for table in document.tables:
        assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[0].cells)


def test_the_digest_is_short() -> None:
    """The digest has about ten lines, whatever the brief has."""
    for case in CASES:
        assert len([line for line in made(case, "md").decode().splitlines() if line]) <= 12


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a *b* _c_", r"a \*b\* \_c\_"),
        ("1. x", r"1\. x"),
        ("- x", r"\- x"),
        ("[x](y)", r"\[x\](y)"),
        ("<b>", r"\<b\>"),
        ("a - b", "a - b"),
    ],
)
def test_escape(text: str, shown: str) -> None:
    """Nothing in a text becomes a list, a link or mark-up."""
    assert escape(text) == shown


def test_a_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library of a format the error says how to install it."""

    def fail(name: str) -> Any:
        raise ImportError(name=name)

    monkeypatch.setattr(extras.importlib, "import_module", fail)
    for suffix in ("xlsx", "docx"):
        with pytest.raises(RenderError, match=r"reportgen\[office\]"):
            made("single", suffix)


def test_word_tells_the_coverage() -> None:
    """With several reports the Word document has a row for each official statement, with a shape for each report."""
    document = docx.Document(io.BytesIO(made("three-outlets", "docx")))
    coverage = build_brief(GALLERY["three-outlets"]()).coverage
    assert coverage is not None
    table = next(table for table in document.tables if table.rows[0].cells[0].text == "Official statement")
    assert [cell.text for cell in table.rows[0].cells[1:]] == list(coverage.outlets)
    shapes = {"contrasting": "◆", "matched": "■", "omitted": "▽"}
    shown = [[cell.text for cell in row.cells[1:]] for row in table.rows[1:]]
    assert shown == [[shapes[label] for label in row.labels] for row in coverage.rows]


def test_word_lists_the_contrasts_of_several_reports_first() -> None:
    """Before the sections of several reports stands what differs in them, with who says it, told once."""
    document = docx.Document(io.BytesIO(made("five-reports", "docx")))
    table = next(table for table in document.tables if table.rows[0].cells[0].text == "Report" and len(table.columns) == 3)
    shown = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert shown == [["The Daily Tide, Radio Quay and Harbour News (2)", "Figures", "Figures differ in point 5."]]


def test_the_digest_of_several_reports() -> None:
    """It says what is in none of them."""
    assert "In no report: “" in made("three-outlets", "md").decode()


def test_rows_have_room_for_their_text() -> None:
    """A row of the workbook is as high as its longest cell needs, whatever program opens it, and no higher than a row can be."""
    sheet = openpyxl.load_workbook(io.BytesIO(made("security-agreement", "xlsx")))["Pairs"]
    heights = [sheet.row_dimensions[number].height for number in range(2, sheet.max_row + 1)]
    assert all(15 <= height <= 409 for height in heights)
    assert max(heights) >= 60


def test_word_has_room_for_many_reports() -> None:
    """With twenty reports the cells of a column are narrow, and the number over it has nearly all of its width."""
    document = docx.Document(io.BytesIO(FORMATS["docx"](twenty_reports(), RenderOptions())))
    margins = "w:tblCellMar/w:left"
    many = [table for table in document.tables if len(table.columns) > 20]
    assert many
    assert all(table._tbl.tblPr.xpath(margins) for table in many)
    assert not any(table._tbl.tblPr.xpath(margins) for table in document.tables if len(table.columns) < 8)
