"""The PDF: valid, whole, readable aloud, the same every time, and nothing off the page."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from PIL import Image

from reportgen.brief import build_brief, pdf
from reportgen.brief.pdf import pdf_bytes, print_html
from reportgen.errors import RenderError, UsageError
from reportgen.look import Look
from tests.brief import checks
from tests.brief.samples import CASES, GALLERY, LOGO, simple

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def rendered(case: str, page_size: str = "A4") -> bytes:
    """Return a case's PDF, made once."""
    comparison = GALLERY[case]()
    return pdf_bytes(build_brief(comparison), comparison.to_json(), page_size=page_size)


@pytest.mark.parametrize("case", CASES)
def test_standards(case: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A brief breaks no rule of PDF/A-3a and PDF/UA-1 that a machine can check, its structure is sound.

    Nor has WeasyPrint anything to warn of: no style it does not know, no picture without words, nothing missing.
    """
    assert checks.rule_failures(rendered(case)) == []
    assert [record.getMessage() for record in caplog.records if record.name.startswith("weasyprint")] == []
    file = tmp_path / "brief.pdf"
    file.write_bytes(rendered(case))
    assert checks.qpdf_complaints(file) == ""


# Letter is wider and shorter: what leaves the page there leaves it at the longest words and the fullest pages.
SHEETS = [*((case, "A4") for case in CASES), ("security-agreement", "Letter"), ("long-words", "Letter"), ("hostile", "Letter")]


@pytest.mark.parametrize(("case", "page_size"), SHEETS)
def test_everything_is_on_the_page(case: str, page_size: str) -> None:
    """No character stands in a margin or off the page, and none lies over another."""
    data = rendered(case, page_size)
    assert checks.off_the_page(data) == []
    assert checks.overlaps(data) == []


# A stack of accents is read back as so many letters, and text from right to left as it is drawn, from left to right.
@pytest.mark.parametrize("case", [case for case in CASES if case not in ("combining-marks", "other-scripts")])
def test_read_aloud_in_order(case: str) -> None:
    """Read by its tags, the file says what the page says, in the same order."""
    assert checks.spoken_text(rendered(case)) == checks.html_words(print_html(build_brief(GALLERY[case]())))


def test_other_scripts_are_read_aloud() -> None:
    """In a file of several scripts nothing is lost, and what runs from left to right is in order."""
    spoken = checks.spoken_text(rendered("other-scripts"))
    shown = checks.html_words(print_html(build_brief(GALLERY["other-scripts"]())))
    leftward = re.compile(r"[■◆▽▲\u0590-\u07ff\ufb1d-\ufefc()\[\].:]|\d")
    assert leftward.sub("", spoken) == leftward.sub("", shown)
    assert spoken.count("ח") == shown.count("ח") > 0


def test_the_data_is_attached() -> None:
    """The comparison file is in the PDF, byte for byte, as associated data."""
    file = pikepdf.open(io.BytesIO(rendered("security-agreement")))
    attached = file.attachments["comparison.json"]
    assert attached.get_file().read_bytes() == GALLERY["security-agreement"]().to_json().encode()
    assert attached.relationship == "/Data"
    assert len(file.Root.AF) == 1


def test_metadata() -> None:
    """Title, language, date and both standards are declared; every typeface is embedded and one of the package's."""
    file = pikepdf.open(io.BytesIO(rendered("security-agreement")))
    assert file.docinfo["/Title"] == "FACT SHEET: U.S.-Ukraine Bilateral Security\u00a0Agreement"
    assert file.docinfo["/CreationDate"] == "D:20240613"
    assert str(file.Root.Lang) == "en"
    with file.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("3", "A", "1")
    names = {str(font.BaseFont) for page in file.pages for font in page.Resources.Font.values()}
    assert names
    assert all(name.partition("+")[2].startswith(("Source-Serif-4", "Source-Sans-3")) for name in names), names


def test_bookmarks() -> None:
    """The outline leads to the sections, and to every contrast by its reason."""
    file = pikepdf.open(io.BytesIO(rendered("security-agreement")))
    with file.open_outline() as outline:
        titles = [item.title for item in outline.root[0].children]
        contrasts = [item.title for item in outline.root[0].children[0].children]
    assert titles[0] == "Contrasts"
    assert "15 other countries in the official text, 14 in the report." in contrasts


def test_links_lead_somewhere() -> None:
    """Every link inside the file has its place in it; contrasts and pairs lead to each other."""
    file = pikepdf.open(io.BytesIO(rendered("security-agreement")))
    places = {str(name) for name in list(file.Root.Names.Dests.Names)[::2]}  # type: ignore[call-overload]
    links = [annotation for page in file.pages for annotation in page.get("/Annots", [])]
    inside = {str(link.Dest) for link in links if "/Dest" in link}
    assert inside <= places
    assert {"contrast-1", "pair-1-1", "official-O1", "press-1-P1"} <= inside


def test_links_out() -> None:
    """Only addresses of the web become links; `javascript:` and `file:` never do."""
    file = pikepdf.open(io.BytesIO(rendered("hostile")))
    links = [annotation for page in file.pages for annotation in page.get("/Annots", [])]
    assert [link for link in links if "/A" in link] == []
    file = pikepdf.open(io.BytesIO(rendered("security-agreement")))
    links = [annotation for page in file.pages for annotation in page.get("/Annots", [])]
    assert {str(link.A.URI).partition(":")[0] for link in links if "/A" in link} == {"https"}


def test_running_heads_are_artifacts() -> None:
    """What repeats on every page is not read aloud on every page."""
    data = rendered("security-agreement")
    printed = "".join(char["text"] for char in checks.characters(data)[1])
    assert "SOURCE COMPARISON BRIEF" in printed
    assert checks.spoken_text(data).count("sourcecomparisonbrief") == 1


@pytest.mark.parametrize("seed", ["0", "1"])
def test_same_bytes_in_another_process(seed: str) -> None:
    """A second run, in another process with another hash seed, time zone and locale, gives the same bytes."""
    program = "import hashlib; from tests.brief.test_pdf import rendered; print(hashlib.sha256(rendered('cyrillic')).hexdigest())"
    environment = {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PATH": "/usr/bin:/bin"}
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(rendered("cyrillic")).hexdigest()


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x.png",
        "file:///etc/passwd",
        "data:text/plain,hello",
        "{fonts}/../../model.py",
        "{fonts}/coverage.txt",
        "{fonts}/..%2f..%2fmodel.py",
        "{fonts}/sub/SourceSans3_400Regular.ttf",
        "{fonts}/secret.txt",
        "{fonts}/link.png",
        "{folder}/logo.png",
    ],
)
def test_nothing_else_is_fetched(address: str, tmp_path: Path) -> None:
    """The fetcher refuses everything but typefaces and pictures by their bare names; links out of the folder too."""
    (tmp_path / "logo.png").write_bytes(LOGO)
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "link.png").symlink_to("/etc/passwd")
    fetcher = pdf._locked_fetcher(tmp_path)
    fonts = pdf.fonts_folder().as_uri()
    assert fetcher.fetch(f"{fonts}/SourceSans3_400Regular.ttf").read(4)
    assert fetcher.fetch(f"{fonts}/logo.png").read() == LOGO
    with pytest.raises(ValueError, match="are opened"):
        fetcher.fetch(address.format(fonts=fonts, folder=tmp_path.as_uri()))


def test_a_house_look(tmp_path: Path) -> None:
    """A brief with the house's logo, name and colours breaks no rule either."""
    logo = tmp_path / "any name.png"
    logo.write_bytes(LOGO)
    comparison = GALLERY["single"]()
    look = Look(house="The Harbour News", logo=str(logo), contrasting="#7a0f4f")
    data = pdf_bytes(build_brief(comparison), comparison.to_json(), look=look)
    assert checks.rule_failures(data) == []
    assert "theharbournews" in checks.spoken_text(data)
    file = pikepdf.open(io.BytesIO(data))
    assert len(file.pages[0].Resources.XObject) == 1


@pytest.mark.parametrize("size", [(600, 600), (1800, 200)])
def test_a_logo_takes_no_room(size: tuple[int, int], tmp_path: Path) -> None:
    """With a logo, tall or wide, every word of the first page stands where it stands without one."""
    logo = tmp_path / "logo.png"
    Image.new("RGB", size, "navy").save(logo)
    comparison = GALLERY["single"]()
    looks = (Look(house="The Harbour News"), Look(house="The Harbour News", logo=str(logo)))
    made = [pdf_bytes(build_brief(comparison), comparison.to_json(), look=look) for look in looks]
    without, beside = ([(one["text"], one["x0"], one["top"]) for one in checks.characters(data)[0]] for data in made)
    assert without == beside


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ([":root { --ink: #111; }", "p { color: var(--ink); }"], "p { color: #111; }"),
        # A house's sheet comes later and wins.
        ([":root { --ink: #111 }", ":root { --ink: #222; }", "p { color: var(--ink) }"], "p { color: #222 }"),
        # What is not the same for every element, or not on paper, stays a name.
        ([":root { --ink: #111; } .a { --ink: #222; }", "p { color: var(--ink); }"], "p { color: var(--ink); }"),
        (
            [":root { --ink: #111; } @media print { :root { --ink: #222; } }", "p { color: var(--ink); }"],
            "p { color: var(--ink); }",
        ),
        ([":root { --ink: var(--soft); }", "p { color: var(--ink, red); }"], "p { color: var(--ink, red); }"),
    ],
)
def test_named_values(sheets: list[str], expected: str) -> None:
    """Values named at the root are put in their places before the style sheets are read."""
    assert pdf._with_values(sheets)[-1] == expected


def test_other_scripts() -> None:
    """Scripts the text faces lack are shown in the package's own typefaces for them, and read back as they were."""
    comparison = simple(SCRIPTS, SCRIPTS)
    data = pdf_bytes(build_brief(comparison), comparison.to_json())
    assert checks.rule_failures(data) == []
    assert checks.off_the_page(data) == []
    assert "[u+" not in checks.spoken_text(data)
    assert "հայաստան" in checks.spoken_text(data)
    file = pikepdf.open(io.BytesIO(data))
    names = {str(font.BaseFont) for page in file.pages for font in page.Resources.Font.values()}
    assert all(re.search(r"\+(?:Source-|Other-Scripts-)", name) for name in names), names


SCRIPTS = ("Հայաստան, საქართველო, ประเทศไทย, भारत.", "كل شيء على ما يرام", "הכול בסדר גמור היום")


def test_a_template_cannot_fetch(tmp_path: Path) -> None:
    """A customer's template that asks for a file or an address gets neither into the PDF; its own logo it gets."""
    secret = tmp_path / "secret.txt"
    secret.write_text("not for the brief")
    (tmp_path / "logo.png").write_bytes(LOGO)
    (tmp_path / "body.html.j2").write_text(
        f'<h1 data-made="x">A</h1><link rel="attachment" href="{secret.as_uri()}"><img alt="logo" src="logo.png">'
        '<img alt="x" src="http://127.0.0.1:9/x.png">'
    )
    comparison = GALLERY["single"]()
    data = pdf_bytes(build_brief(comparison), comparison.to_json(), templates=tmp_path)
    file = pikepdf.open(io.BytesIO(data))
    assert list(file.attachments) == ["comparison.json"]
    assert len(file.pages[0].Resources.XObject) == 1


def test_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a native library the error names it and leads to `reportgen doctor`."""
    pdf.load_weasyprint.cache_clear()
    monkeypatch.setattr(pdf, "_import_weasyprint", _raise(OSError("cannot load library 'libpango-1.0-0': no such file")))
    with pytest.raises(RenderError, match=r"libpango-1\.0-0 \(library-missing\)") as caught:
        pdf.load_weasyprint()
    assert "reportgen doctor" in str(caught.value)


def test_missing_subsetter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without HarfBuzz's subsetter no PDF is made: it would be slower, and other bytes."""
    import weasyprint.text.ffi  # noqa: PLC0415

    pdf.load_weasyprint.cache_clear()
    monkeypatch.setattr(weasyprint.text.ffi, "harfbuzz_subset", None)
    with pytest.raises(RenderError, match="libharfbuzz-subset"):
        pdf.load_weasyprint()


@pytest.fixture(autouse=True)
def _fresh_import() -> Any:
    yield
    pdf.load_weasyprint.cache_clear()


def _raise(error: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


def test_unknown_page_size() -> None:
    """A page size that is not known is refused, with those that are."""
    comparison = GALLERY["single"]()
    with pytest.raises(UsageError, match="A4, Letter"):
        pdf_bytes(build_brief(comparison), "", page_size="A5")
