"""Accept the pages as they are now: `python -m tests.gold.accept` writes tests/gold/*.html. Look at the diff first."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.brief.test_html import body

HERE = Path(__file__).parent


def main() -> None:
    """Write every gold file anew."""
    for path in sorted(HERE.glob("*.html")):
        path.write_text(body(path.stem), "utf-8")
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
