"""How quickly the review page opens, decides and undoes with many statements; run by hand.

usage: python tests/bench/bench_review.py [STATEMENTS A SIDE]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.brief.samples import simple
from tests.browsers import ARGUMENTS, CHROMIUM
from tests.review.samples import session
from tests.review.test_browser import PAINTED, Window, served

DECISIONS = 30


def main() -> None:
    """Print milliseconds: page loaded, decision saved and painted (median, worst)."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    statements = [f"The council will spend {number} million euros on harbour wall {number}." for number in range(1, count + 1)]
    press = [text.replace("will spend", "spends") for text in statements]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        with served(session(Path(name), simple(statements, press))) as address:
            begun = time.perf_counter()
            window = Window(browser, address)
            loaded = (time.perf_counter() - begun) * 1000
            times = window.page.evaluate(PAINTED, DECISIONS)
        browser.close()
    print(f"{count} statements a side: loaded in {loaded:.0f} ms")
    print(f"decision saved and painted: median {statistics.median(times):.0f} ms, worst of {DECISIONS} {max(times):.0f} ms")


if __name__ == "__main__":
    main()
