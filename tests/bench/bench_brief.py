"""What a brief costs: time and memory, beside WeasyPrint alone on the same HTML, and beside the same as stacked blocks.

    python -m tests.bench.bench_brief [--repeat N]

Each figure is the least of N fresh processes (three by default), CPU seconds of the process, so that a busy machine
disturbs it little.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from reportgen.brief import build_brief
from reportgen.brief.pdf import print_html
from reportgen.engine import compare
from reportgen.resources import fonts_folder, templates_folder
from tests.brief import samples

ROOT = Path(__file__).parents[2]

MEASURE = """
import resource, sys
{body}
usage = resource.getrusage(resource.RUSAGE_SELF)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
"""

BRIEF = """
from reportgen.model import Comparison
from reportgen.brief import render
render(Comparison.from_json(open({source!r}, encoding="utf-8").read()), {target!r})
"""

COMMAND = """
from reportgen.cli import main
try:
    main(["compare", {official!r}, {press!r}, "-o", {target!r}, "--no-config", "-q"])
except SystemExit as error:
    assert not error.code, error.code
"""

WEASYPRINT = """
import weasyprint
weasyprint.HTML({source!r}).write_pdf({target!r})
"""


def main(arguments: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=3)
    repeat = parser.parse_args(arguments).repeat
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        say("case", "CPU s", "MB", "pages", "ms/page")
        official, press = sorted((ROOT / "seeds").glob("*.txt"))
        target = folder / "brief.pdf"
        body = COMMAND.format(official=str(official), press=str(press), target=str(target))
        report("the command, sample documents", best(body, repeat), target)
        page = folder / "page.html"
        page.write_text(styled(print_html(build_brief(compare(official, press), on_paper=True))), "utf-8")
        report("  WeasyPrint alone on it", best(WEASYPRINT.format(source=str(page), target=str(target)), repeat), target)
        cases = {
            "sample documents": samples.security_agreement(),
            "100 pairs": samples.simple(
                samples.numbered(100), samples.numbered(100, samples.LOREM.replace("12 million", "11 million"))
            ),
            "20 reports": samples.twenty_reports(),
        }
        for case, given in cases.items():
            source, target = folder / "comparison.json", folder / "brief.pdf"
            source.write_text(given.to_json(), "utf-8")
            report(case, best(BRIEF.format(source=str(source), target=str(target)), repeat), target)
            page = folder / "page.html"
            html = print_html(build_brief(given, on_paper=True))
            page.write_text(styled(html), "utf-8")
            report("  WeasyPrint alone on it", best(WEASYPRINT.format(source=str(page), target=str(target)), repeat), target)
            page.write_text(styled(html, STACKED), "utf-8")
            report("  as stacked blocks", best(WEASYPRINT.format(source=str(page), target=str(target)), repeat), target)
    return 0


def styled(html: str, more: str = "") -> str:
    """Return a page with the brief's style sheets in it, as WeasyPrint alone would be given it."""
    styles = "".join((templates_folder() / "brief" / name).read_text("utf-8") for name in ("base.css", "print.css"))
    styles = styles.replace('url("', f'url("{fonts_folder().as_uri()}/')
    return html.replace("</head>", f"<style>{styles}{more}</style></head>")


STACKED = """
.sides, .side, .tiles, .tile, .sources, .source, .columns, .column {
  display: block; width: auto;
}
"""
"""What makes plain stacked blocks of a brief: the same words, marks and rules, and nothing side by side."""


def best(body: str, repeat: int) -> tuple[float, float]:
    """Return the least CPU time in seconds and memory in MB of `repeat` fresh processes."""
    outcomes = []
    for _ in range(repeat):
        done = subprocess.run(
            [sys.executable, "-c", MEASURE.format(body=body)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        seconds, memory = done.stdout.split()
        outcomes.append((float(seconds), float(memory)))
    return min(outcomes)


def report(case: str, measured: tuple[float, float], pdf: Path) -> None:
    """Print one line."""
    import pikepdf  # noqa: PLC0415

    pages = len(pikepdf.open(pdf).pages)
    say(case, f"{measured[0]:.2f}", f"{measured[1]:.0f}", str(pages), f"{1000 * measured[0] / pages:.0f}")


def say(case: str, *figures: str) -> None:
    """Print a row of the table."""
    sys.stdout.write(f"{case:30}" + "".join(f"{figure:>9}" for figure in figures) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
