"""How much of a text comes back out of a PDF: ours beside pypdf's own extraction, on pages laid out from texts we know.

    python tests/bench/bench_office.py [TEXT...] [--each] [--long PAGES]

TEXT are plain or Markdown files, without which the two documents in `seeds/` are taken. Each is laid out by WeasyPrint in every
way of `LAYOUTS`, with running heads and feet, and read back. The words that should come back are those of the text's
paragraphs, in their order. Printed are the shares of words found again in order (recall), of found words that were
meant (precision), both from the longest common subsequence; and F of the statements, word for word, white space folded.

    --each   one line a text and layout
    --long   time and the most memory of reading a PDF of so many pages, in a process of its own
"""

from __future__ import annotations

import argparse
import html
import io
import multiprocessing
import time
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import weasyprint
from rapidfuzz.distance import LCSseq

from reportgen import Document
from reportgen.model import BlockKind
from reportgen.read import clean, read
from reportgen.segment import split_statements

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))

HEAD = (
    "@page { size: A4; margin: 25mm 22mm; @top-left { content: 'Office of the Spokesperson' }"
    " @top-right { content: 'June 2024' } @bottom-center { content: 'Page ' counter(page) ' of ' counter(pages) } }"
    " body { font: 11pt/1.35 'Source Serif 4', serif } h1 { font-size: 18pt } h2 { font-size: 13pt }"
)
LAYOUTS = {
    "one column": "p { margin: 0 0 .8em }",
    "justified, hyphenated, indents": "p { text-align: justify; hyphens: auto; margin: 0; text-indent: 1.5em }",
    "two columns": ".text { columns: 2; column-gap: 7mm } p { text-align: justify; hyphens: auto; margin: 0 0 .6em }",
    "two columns, ragged, indents": ".text { columns: 2; column-gap: 9mm } p { hyphens: auto; margin: 0; text-indent: 1em }",
    "three columns": ".text { columns: 3; column-gap: 5mm; font-size: 9pt }"
    " p { text-align: justify; hyphens: auto; margin: 0 0 .5em }",
    "narrow, large": "@page { size: A5 } body { font-size: 13pt } p { text-align: justify; hyphens: auto; margin: 0 0 .7em }",
}


@dataclass(frozen=True)
class Score:
    """What came back of one text in one layout."""

    found: int
    meant: int
    common: int
    statements_found: int
    statements_meant: int
    statements_common: int

    def __add__(self, other: Score) -> Score:
        """Return both counts together."""
        return Score(*(one + two for one, two in zip(_counts(self), _counts(other), strict=True)))

    def __str__(self) -> str:
        """Return the shares, of words and of statements."""
        recall, precision = self.common / max(1, self.meant), self.common / max(1, self.found)
        f1 = 2 * self.statements_common / max(1, self.statements_found + self.statements_meant)
        return f"words R {recall:.4f} P {precision:.4f}   statements F {f1:.3f}"


def _counts(score: Score) -> tuple[int, ...]:
    return (
        score.found, score.meant, score.common, score.statements_found, score.statements_meant, score.statements_common
    )  # fmt: skip


def ours(data: bytes) -> Document:
    """Return the document as we read it."""
    return read(data, name="a.pdf")


def extract_text(data: bytes) -> Document:
    """Return the document of the text that pypdf's own extraction gives, read as plain text."""
    text = "\n\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return Document.from_text(text)


READERS: dict[str, Callable[[bytes], Document]] = {"reportgen": ours, "pypdf extract_text": extract_text}


def lay_out(document: Document, style: str) -> bytes:
    """Return a PDF of a document's blocks."""
    first, *rest = document.blocks
    body = f"<h1>{html.escape(first.text)}</h1><div class=text>"
    for is_item, group in groupby(rest, key=lambda block: block.kind is BlockKind.ITEM):
        if is_item:
            body += "<ul>" + "".join(f"<li>{html.escape(block.text)}" for block in group) + "</ul>"
        else:
            body += "".join(_element(block.kind is BlockKind.HEADING, block.text) for block in group)
    page = f"<html lang=en><title>{html.escape(first.text)}</title><style>{HEAD}{style}</style><body>{body}</div>"
    return bytes(weasyprint.HTML(string=page).write_pdf())


def _element(is_heading: bool, text: str) -> str:  # noqa: FBT001
    return f"<h2>{html.escape(text)}</h2>" if is_heading else f"<p>{html.escape(text)}</p>"


def score(meant: Document, found: Document) -> Score:
    """Return what of one document is in the other."""
    words, others = (" ".join(block.text for block in document.blocks).split() for document in (meant, found))
    common = LCSseq.similarity(words, others)
    statements, theirs = (Counter(_statements(document)) for document in (meant, found))
    return Score(len(others), len(words), common, theirs.total(), statements.total(), (statements & theirs).total())


def _statements(document: Document) -> list[str]:
    return [statement.text for statement in split_statements(document, prefix="S").statements]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--long", type=int, metavar="PAGES")
    arguments = parser.parse_args()
    documents = [clean(read(path)) for path in arguments.texts or SEEDS]
    if arguments.long:
        _print_long(documents, arguments.long)
        return
    print(
        f"{len(documents)} texts, {sum(len(block.text.split()) for document in documents for block in document.blocks):,} words"
    )
    totals = dict.fromkeys(READERS, Score(0, 0, 0, 0, 0, 0))
    for layout, style in LAYOUTS.items():
        _print_layout(documents, layout, style, totals, each=arguments.each)
    for name, total in totals.items():
        print(f"{'all layouts':32} {name:20} {total}")


def _print_layout(documents: Sequence[Document], layout: str, style: str, totals: dict[str, Score], *, each: bool) -> None:
    files = [lay_out(document, style) for document in documents]
    for name, reader in READERS.items():
        begin = time.perf_counter()
        scores = [score(document, reader(data)) for document, data in zip(documents, files, strict=True)]
        took = (time.perf_counter() - begin) / len(files) * 1000
        total = sum(scores, Score(0, 0, 0, 0, 0, 0))
        totals[name] += total
        print(f"{layout:32} {name:20} {total}   {took:6.0f} ms a file")
        for document, one in zip(documents, scores, strict=True) if each else ():
            print(f"  {document.name:30} {one}")


def _print_long(documents: Sequence[Document], pages: int) -> None:
    """Print time and memory of a file of so many pages, made by repeating the texts."""
    one = lay_out(documents[0], LAYOUTS["two columns"])
    writer = pypdf.PdfWriter()
    while len(writer.pages) < pages:
        writer.append(io.BytesIO(one))
    buffer = io.BytesIO()
    writer.write(buffer)
    data = buffer.getvalue()
    for name in READERS:
        process = multiprocessing.get_context("spawn").Process(target=_measure, args=(name, data))
        process.start()
        process.join()


def _measure(name: str, data: bytes) -> None:
    before = _most_memory()
    begin = time.perf_counter()
    document = READERS[name](data)
    took = time.perf_counter() - begin
    print(
        f"{name:20} {len(pypdf.PdfReader(io.BytesIO(data)).pages)} pages, {len(data) / 1e6:.1f} MB: {took:.1f} s,"
        f" {_most_memory():.0f} MB at most, {before:.0f} MB before, {len(document.blocks):,} blocks"
    )


def _most_memory() -> float:
    """Return the most memory this process has had, in MB; the kernel's own count, which no parent adds to."""
    line = next(line for line in Path("/proc/self/status").read_text("utf-8").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
