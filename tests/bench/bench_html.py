"""The article in a news page: ours beside trafilatura alone, on public sets of pages.

    python -m tests.bench.bench_html DATA [--set NAME] [--half even|odd|all] [--each]

DATA holds folders with a `pages.jsonl` each (lines {"id", "text", "html_file"}): `html_file` is the page, gzipped, beside it,
`text` the report's body by hand. Scored like Zyte's article extraction benchmark (`page_scores`). The headline, which we keep
on purpose and which is not of the body, is not counted for us. Two control rows show what the scores are worth: everything to
be seen on the page, and nothing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trafilatura import extract

from reportgen import ReportgenError
from reportgen.model import BlockKind
from reportgen.read import clean, read
from reportgen.read.html import parts_of_markup
from tests.bench.page_scores import means, score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True)
class Page:
    """One page of a set."""

    name: str
    data: bytes
    text: str


def ours(data: bytes) -> str:
    """Return what we keep of a page, without its headline."""
    try:
        document = clean(read(data, name="page.html"))
    except ReportgenError:
        return ""
    return "\n".join(block.text for block in document.blocks if block.kind is not BlockKind.HEADLINE)


def everything(data: bytes) -> str:
    """Return all that is to be seen on a page."""
    return "\n".join(part.text for part in parts_of_markup(data.decode("utf-8", "replace")))


CONTESTANTS: dict[str, Callable[[bytes], str]] = {
    "reportgen": ours,
    "trafilatura": lambda data: extract(data) or "",
    "  no comments": lambda data: extract(data, include_comments=False) or "",
    "everything": everything,
    "nothing": lambda _: "",
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--set", help="one folder only")
    parser.add_argument("--half", choices=("even", "odd", "all"), default="all")
    parser.add_argument("--each", action="store_true", help="one line a page, the worst first")
    arguments = parser.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    folders = [path.parent for path in arguments.data.glob("*/pages.jsonl") if arguments.set in {None, path.parent.name}]
    if not folders:
        sys.exit(f"{arguments.data}: no folder in it has a pages.jsonl with lines {{'id', 'text', 'html_file'}}")
    for folder in sorted(folders):
        pages = list(_pages(folder, arguments.half))
        if arguments.each:
            for (precision, recall), name in sorted((score(page.text, ours(page.data)), page.name) for page in pages):
                print(f"P {precision:.2f}  R {recall:.2f}  {name}")
            continue
        ours(pages[0].data)  # the libraries are loaded once, and not on the clock
        for title, contestant in CONTESTANTS.items():
            _print_row(folder.name, title, contestant, pages)


def _pages(folder: Path, half: str) -> Iterator[Page]:
    lines = (folder / "pages.jsonl").read_text("utf-8").strip().split("\n")
    for line in {"even": lines[::2], "odd": lines[1::2], "all": lines}[half]:
        record = json.loads(line)
        yield Page(record["id"], gzip.decompress((folder / record["html_file"]).read_bytes()), record["text"])


def _print_row(folder: str, title: str, contestant: Callable[[bytes], str], pages: list[Page]) -> None:
    begin = time.perf_counter()
    found = [contestant(page.data) for page in pages]
    took = (time.perf_counter() - begin) / len(pages) * 1000
    precision, recall, mean = means([score(page.text, text) for page, text in zip(pages, found, strict=True)])
    print(f"{folder:20} {title:14} {len(pages):4} pages  P {precision:.3f}  R {recall:.3f}  F {mean:.3f}  {took:6.1f} ms a page")


if __name__ == "__main__":
    main()
