"""The article in news pages that other programs made into a PDF: ours beside pypdf's own text, on public sets of pages.

    python -m tests.bench.bench_pdf DATA [--set NAME] [--half even|odd|all] [--pages N] [--layout NAME]
                                         [--each] [--errors ID] [--pdfs FOLDER]

DATA holds folders with a `pages.jsonl` each (lines {"id", "text", "html_file"}), as for `bench_html`. A sample of each half,
always the same, becomes PDF in the ways of `LAYOUTS`: the whole page as Chromium prints it, with the date, title, address and
page numbers that a browser adds at the edges, in one column and in two; and the report alone as LibreOffice sets it. Offline,
without scripts and pictures; pages that were not printed in time are left out and counted. Scored like `bench_html`: runs of
four words, the headline not counted. Control rows: pypdf's text cleaned as a paste is, all of it, the page read as HTML.

    --pages   so many pages of each half of each set
    --each    one line a page, the worst first
    --errors  the paragraphs of one page that we judge otherwise than the body by hand
    --pdfs    the folder the PDF files are kept in, and taken from where they are there
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import lxml.html
import pypdf
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from reportgen import Document, ReportgenError
from reportgen.model import BlockKind
from reportgen.read import clean, read
from tests.bench.bench_html import ours as from_html
from tests.bench.page_scores import RUN, means, runs_of, score
from tests.browsers import ARGUMENTS, CHROMIUM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEED = 3
PATIENCE = 12
"""Seconds a program has for one page."""
FOREIGN = ("script", "iframe", "noscript", "link", "object", "embed", "video", "audio", "source", "base")
OF_PICTURES = ("src", "srcset", "background", "data", "poster", "alt")
"""Without their pictures' addresses pages need no network; a picture that is there shows no `alt`."""
SOFFICE = shutil.which("soffice")


@dataclass(frozen=True)
class Page:
    """One page of a set, and its PDF."""

    name: str
    html: bytes
    pdf: bytes
    text: str


def chromium(html: bytes, _: str, folder: Path) -> None:
    """Print a page as a browser does."""
    _print(html, "", folder)


def chromium_columns(html: bytes, _: str, folder: Path) -> None:
    """Print a page in two columns."""
    _print(html, "<style>body { columns: 2; column-gap: 8mm; hyphens: auto; text-align: justify }</style>", folder)


def _print(html: bytes, style: str, folder: Path) -> None:
    tree = lxml.html.document_fromstring(html.decode("utf-8", "replace"))
    for element in list(tree.iter(*FOREIGN)):
        element.drop_tree()
    for element in tree.iter(lxml.etree.Element):
        for name in OF_PICTURES:
            element.attrib.pop(name, None)
    markup = lxml.html.tostring(tree, encoding="unicode", doctype="<!doctype html><meta charset=utf-8>")
    page = folder / "page.html"
    page.write_text(markup + style, "utf-8")
    _run([str(CHROMIUM), *ARGUMENTS, f"--user-data-dir={folder}", f"--print-to-pdf={folder / 'page.pdf'}", page.as_uri()])


def libre_office(_: bytes, text: str, folder: Path) -> None:
    """Set a report's text in two justified, hyphenated columns with a running head."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "The Daily Bench\t\tpress review"
    columns = section._sectPr.find(qn("w:cols"))  # python-docx has no columns
    columns.set(qn("w:num"), "2")
    for paragraph in filter(str.strip, text.split("\n")):
        document.add_paragraph(paragraph).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    settings = document.settings.element
    settings.append(settings.makeelement(qn("w:autoHyphenation"), {}))
    document.save(str(folder / "page.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run([str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "page.docx")])


def _run(command: list[str]) -> None:
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(command, timeout=PATIENCE, check=False, capture_output=True)


LAYOUTS: dict[str, Callable[[bytes, str, Path], None]] = {
    "chromium": chromium, "chromium-columns": chromium_columns, "libreoffice": libre_office
}  # fmt: skip


def ours(page: Page) -> str:
    """Return what we keep of a PDF, without its headline."""
    try:
        document = clean(read(page.pdf, name="page.pdf"))
    except ReportgenError:
        return ""
    return "\n".join(block.text for block in document.blocks if block.kind is not BlockKind.HEADLINE)


def everything(page: Page) -> str:
    """Return all the text that pypdf finds."""
    return "\n".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(page.pdf)).pages)


def pypdf_cleaned(page: Page) -> str:
    """Return pypdf's text without what we take for furniture in a paste."""
    with suppress(ReportgenError):
        return "\n".join(block.text for block in clean(Document.from_text(everything(page))).blocks)
    return ""


CONTESTANTS: dict[str, Callable[[Page], str]] = {
    "reportgen": ours,
    "pypdf, cleaned": pypdf_cleaned,
    "everything": everything,
    "read as HTML": lambda page: from_html(page.html),
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--set", help="one folder only")
    parser.add_argument("--half", choices=("even", "odd", "all"), default="all")
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--layout", choices=LAYOUTS)
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--errors", metavar="ID")
    parser.add_argument("--pdfs", type=Path)
    arguments = parser.parse_args()
    folders = [path.parent for path in arguments.data.glob("*/pages.jsonl") if arguments.set in {None, path.parent.name}]
    if not folders or CHROMIUM is None or SOFFICE is None:
        sys.exit("a folder with a pages.jsonl, Chromium and LibreOffice are needed")
    with tempfile.TemporaryDirectory() as own:
        store = arguments.pdfs or Path(own)
        for folder in sorted(folders):
            for layout in [arguments.layout] if arguments.layout else LAYOUTS:
                sample = list(_sample(folder, arguments.half, arguments.pages))
                pages = [page for record in sample if (page := _page(folder, record, layout, store))]
                if arguments.errors:
                    _print_errors(pages, arguments.errors)
                elif arguments.each:
                    for (precision, recall), name in sorted((score(page.text, ours(page)), page.name) for page in pages):
                        print(f"P {precision:.2f}  R {recall:.2f}  {name}")
                else:
                    _print_means(f"{folder.name}, {layout}", pages, len(sample) - len(pages))


def _sample(folder: Path, half: str, count: int) -> Iterator[dict[str, str]]:
    """Yield so many records of each half wanted, always the same."""
    lines = (folder / "pages.jsonl").read_text("utf-8").strip().split("\n")
    for name, of_it in (("even", lines[::2]), ("odd", lines[1::2])):
        if half in {name, "all"}:
            yield from map(json.loads, random.Random(SEED).sample(of_it, min(count, len(of_it))))  # noqa: S311


def _page(folder: Path, record: dict[str, str], layout: str, store: Path) -> Page | None:
    """Return a page with its PDF; None where no program made one."""
    html = gzip.decompress((folder / record["html_file"]).read_bytes())
    kept = store / f"{layout}-{record['id']}.pdf"
    if not kept.exists():
        store.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
            LAYOUTS[layout](html, record["text"], Path(work))
            made = Path(work) / "page.pdf"
            kept.write_bytes(made.read_bytes() if made.exists() else b"")
    data = kept.read_bytes()
    return Page(record["id"], html, data, record["text"]) if data else None


def _print_means(name: str, pages: list[Page], lost: int) -> None:
    for title, contestant in CONTESTANTS.items() if pages else ():
        precision, recall, mean = means([score(page.text, contestant(page)) for page in pages])
        print(
            f"{name:36} {title:15} {len(pages):3} pages, {lost} not printed  P {precision:.3f}  R {recall:.3f}  F {mean:.3f}",
            flush=True,
        )


def _print_errors(pages: list[Page], name: str) -> None:
    for page in pages:
        if not page.name.startswith(name):
            continue
        document = clean(read(page.pdf, name="page.pdf"))
        gold = set(runs_of(page.text))
        lines = [(block.origins[0], block.text, "") for block in document.blocks]
        lines += [(passage.start, passage.text, passage.reason) for passage in document.removed]
        for _, text, reason in sorted(lines):
            runs = {run for run in runs_of(text) if len(run) == RUN}
            share = len(runs & gold) / len(runs) if runs else 0.0
            if runs and ((share >= 0.5) == bool(reason) or 0.1 < share < 0.9):
                print(f"{'lost' if reason else 'kept':5} {share:.2f} {reason:28} {text[:160]!r}")


if __name__ == "__main__":
    main()
