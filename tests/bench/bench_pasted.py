"""The text of a news report in all that stands on its page: ours beside simple rules, on public sets of pages.

    python -m tests.bench.bench_pasted DATA [--set NAME] [--half even|odd|all] [--each] [--errors ID]

DATA holds folders with a `pages.jsonl` each (lines {"id", "text", "raw"}): `raw` is all the text of the page, as a reader gets
it who selects the whole page and copies it, `text` the report's body by hand. Where a set has pages but no `raw`, it is taken
from `html_file` with html-text from PyPI. Scored like Zyte's article extraction benchmark: multisets of four words in a row,
precision and recall a page, then their means. The headline is kept by us on purpose and is not of the body: it is not counted.

    --half    every second page only: rules are tuned on one half and reported on both
    --each    one line a page, the worst first
    --errors  the lines of one page that we judge otherwise than the body by hand
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import Document, ReportgenError
from reportgen.model import BlockKind
from reportgen.read import clean
from tests.bench.page_scores import RUN, means, runs_of, score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"[.!?…][\"'”’)]*$")
_NOTICE = re.compile(r"cookie|subscri|sign up|newsletter|share|privacy|advertis", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """One page of a set."""

    name: str
    raw: str
    text: str


def ours(raw: str) -> str:
    """Return what we keep of a page, without its headline."""
    try:
        document = clean(Document.from_text(raw))
    except ReportgenError:
        return ""
    return "\n".join(block.text for block in document.blocks if block.kind is not BlockKind.HEADLINE)


def twenty_lines(raw: str) -> str:
    """Return the lines a simple rule keeps: they end like a sentence, have six words or more, and are no short notice."""
    kept = []
    for line in raw.splitlines():
        words = _WORD.findall(line)
        if len(words) >= 6 and _ENDS.search(line.strip()) and not (len(words) < 25 and _NOTICE.search(line)):
            kept.append(line)
    return "\n".join(kept)


CONTESTANTS: dict[str, Callable[[str], str]] = {"reportgen": ours, "simple rule": twenty_lines, "everything": lambda raw: raw}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--set", help="one folder only")
    parser.add_argument("--half", choices=("even", "odd", "all"), default="all")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--errors", metavar="ID")
    arguments = parser.parse_args()
    folders = sorted(path.parent for path in arguments.data.glob("*/pages.jsonl") if arguments.set in {None, path.parent.name})
    if not folders:
        sys.exit(f"{arguments.data}: no folder in it has a pages.jsonl with lines {{'id', 'text', 'raw' or 'html_file'}}")
    for folder in folders:
        pages = list(_pages(folder, arguments.half))
        if arguments.errors:
            _print_errors(pages, arguments.errors)
        elif arguments.each:
            _print_each(pages)
        else:
            _print_means(folder.name, pages)


def _pages(folder: Path, half: str) -> Iterator[Page]:
    lines = (folder / "pages.jsonl").read_text("utf-8").strip().split("\n")
    wanted = {"even": lines[::2], "odd": lines[1::2], "all": lines}[half]
    for line in wanted:
        record = json.loads(line)
        yield Page(record["id"], record.get("raw") or _visible_text(folder / record["html_file"]), record["text"])


def _visible_text(path: Path) -> str:
    try:
        from html_text import extract_text  # noqa: PLC0415  (sets that have the text do without)
    except ImportError:
        sys.exit(f"{path.parent}: this set has pages only; `pip install html-text` to take their text from them")
    return str(extract_text(gzip.decompress(path.read_bytes()).decode("utf-8", "replace")))


def _print_means(name: str, pages: list[Page]) -> None:
    for title, contestant in CONTESTANTS.items():
        begin = time.perf_counter()
        found = [contestant(page.raw) for page in pages]
        took = (time.perf_counter() - begin) / len(pages) * 1000
        precision, recall, mean = means([score(page.text, text) for page, text in zip(pages, found, strict=True)])
        print(
            f"{name:20} {title:12} {len(pages):4} pages  P {precision:.3f}  R {recall:.3f}  F {mean:.3f}  {took:6.1f} ms a page"
        )


def _print_each(pages: list[Page]) -> None:
    for (precision, recall), name in sorted((score(page.text, ours(page.raw)), page.name) for page in pages):
        print(f"P {precision:.2f}  R {recall:.2f}  {name}")


def _print_errors(pages: list[Page], name: str) -> None:
    for page in pages:
        if not page.name.startswith(name):
            continue
        document = clean(Document.from_text(page.raw))
        gold = set(runs_of(page.text))
        lines = [(block.origins[0], block.text, "") for block in document.blocks]
        lines += [(passage.start, passage.text, passage.reason) for passage in document.removed]
        for _, text, reason in sorted(lines):
            runs = {run for run in runs_of(text) if len(run) == RUN}
            is_body = bool(runs) and len(runs & gold) >= len(runs) / 2
            if runs and is_body == bool(reason):
                print(f"{'lost' if is_body else 'kept':5} {reason:28} {text[:120]}")


if __name__ == "__main__":
    main()
