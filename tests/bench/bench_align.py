"""What comparing costs: time beside WeasyPrint's for the brief of the same documents, and very long texts.

    python -m tests.bench.bench_align [--repeat N] [--words N]

Each figure is the least of N fresh processes (three by default), CPU seconds of the process, so that a busy machine disturbs it
little. "Loaded" is a second comparison in a process that has done one of other texts already: models, word lists and libraries
are there, but nothing is known of the documents. The long texts have N words a side (10,000 by default), made of the words of
the sample documents and always the same.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from reportgen.brief import build_brief
from reportgen.brief.pdf import print_html
from reportgen.engine import compare
from tests.bench.bench_brief import styled

ROOT = Path(__file__).parents[2]

HEAD = """
import resource, time
def spent():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
"""

TAIL = """
print(spent() - began, time.monotonic() - clock, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""

WARM = """
from reportgen.engine import compare
from reportgen.model import Document
compare(Document.from_text("The city will build ten schools by 2030."), Document.from_text("Ten schools may be built."))
"""

BEGIN = """
began, clock = spent(), time.monotonic()
"""

COMPARE = """
from reportgen.engine import compare
compare({official!r}, {press!r})
"""

WEASYPRINT = """
import weasyprint
weasyprint.HTML({source!r}).write_pdf({target!r})
"""


def main(arguments: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--words", type=int, default=10_000)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds = sorted((ROOT / "seeds").glob("*.txt"))
        page = folder / "page.html"
        page.write_text(styled(print_html(build_brief(compare(*seeds)))), "utf-8")
        print(f"{'case':<44}{'CPU s':>8}{'clock s':>9}{'MB':>7}{'ratio':>7}")
        alone = least(BEGIN + WEASYPRINT.format(source=str(page), target=str(folder / "brief.pdf")), chosen.repeat)
        tell("WeasyPrint, brief of the sample documents", alone, alone)
        asked = COMPARE.format(official=str(seeds[0]), press=str(seeds[1]))
        tell("comparing the sample documents, loaded", least(WARM + BEGIN + asked, chosen.repeat), alone)
        tell("comparing them, loading included", least(BEGIN + asked, chosen.repeat), alone)
        long = [
            written(folder / f"{side}.txt", seed, chosen.words) for seed, side in zip(seeds, ("official", "press"), strict=True)
        ]
        asked = COMPARE.format(official=str(long[0]), press=str(long[1]))
        tell(f"comparing {chosen.words:,} words with {chosen.words:,}", least(BEGIN + asked, 1), alone)
    return 0


def written(path: Path, seed: Path, words: int) -> Path:
    """Return a text of so many words, in sentences and paragraphs made of the words of `seed`."""
    rng = random.Random(seed.name)  # noqa: S311 - a sample, not a secret
    stock = [word.strip(".,:;*#>[]()") for word in seed.read_text("utf-8").split() if word[:1].isalnum()]
    lines, count = [], 0
    while count < words:
        sentence = rng.choices(stock, k=rng.randint(8, 30))
        count += len(sentence)
        lines.append(" ".join(sentence).capitalize() + "." + ("\n\n" if not len(lines) % 4 else ""))
    path.write_text("Statement of the day\n\n" + " ".join(lines) + "\n", "utf-8")
    return path


def least(body: str, repeat: int) -> tuple[float, float, float]:
    """Return CPU seconds, seconds by the clock and megabytes of the cheapest of `repeat` runs."""
    runs = []
    for _ in range(repeat):
        done = subprocess.run([sys.executable, "-c", HEAD + body + TAIL], capture_output=True, text=True, check=True, cwd=ROOT)
        cpu, clock, memory = map(float, done.stdout.split())
        runs.append((cpu, clock, memory))
    return min(runs)


def tell(case: str, run: tuple[float, float, float], alone: tuple[float, float, float]) -> None:
    """Print a line of the table; the ratio is of CPU seconds."""
    print(f"{case:<44}{run[0]:>8.2f}{run[1]:>9.2f}{run[2]:>7.0f}{run[0] / alone[0]:>7.2f}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
