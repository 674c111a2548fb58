"""The gallery: briefs of every case of `tests/brief/samples.py`, as PDF in A4 and Letter and as HTML, and pages as pictures.

    python -m tests.bench.gallery FOLDER [CASE…] [--check] [--pages] [--grey]

With --check each PDF is put to the checks of `tests/brief/checks.py`, and what they find is printed. With --pages
each page is written as PNG too (by poppler's pdftoppm); with --grey in grey.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

from reportgen.brief import render
from tests.brief import checks
from tests.brief.samples import GALLERY


def main(arguments: list[str]) -> int:
    """Write the gallery and print what each case took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("cases", nargs="*", default=list(GALLERY))
    parser.add_argument("--check", action="store_true", help="put each PDF to the checks")
    parser.add_argument("--pages", action="store_true", help="pages as pictures")
    parser.add_argument("--grey", action="store_true", help="in grey")
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    for case in given.cases:
        comparison = GALLERY[case]()
        for name, options in {f"{case}.pdf": {}, f"{case}-letter.pdf": {"page_size": "Letter"}, f"{case}.html": {}}.items():
            path = given.folder / name
            started = time.perf_counter()
            render(comparison, path, **options)
            found = complaints(path) if given.check and path.suffix == ".pdf" else []
            print(f"{time.perf_counter() - started:6.2f} s  {name}", *found[:10], sep="\n  ! ")
            failed += len(found)
        if given.pages:
            write_pages(given.folder / f"{case}.pdf", grey=given.grey)
    return 1 if failed else 0


def complaints(pdf: Path) -> list[str]:
    """Return what the checks have against a PDF."""
    data = pdf.read_bytes()
    return [
        *checks.rule_failures(data),
        *filter(None, [checks.qpdf_complaints(pdf)]),
        *checks.off_the_page(data),
        *checks.overlaps(data),
    ]


def write_pages(pdf: Path, *, grey: bool) -> None:
    """Write each page of a PDF as a picture beside it."""
    program = shutil.which("pdftoppm")
    if program is None:
        raise SystemExit("pdftoppm (poppler-utils) is needed for pictures")
    subprocess.run([program, "-r", "70", "-png", *(["-gray"] if grey else []), pdf, pdf.with_suffix("")], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
