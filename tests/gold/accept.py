"""Accept the pages as they are now: `python -m tests.gold.accept` writes tests/gold/*.html. Look at the diff first.

It also writes templates/FIELDS.md, the guide to the fields templates see.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reportgen.brief.fields import fields_guide
from reportgen.resources import templates_folder
from tests.brief.test_html import body

HERE = Path(__file__).parent


def main() -> None:
    """Write every gold file anew."""
    for path in sorted(HERE.glob("*.html")):
        path.write_text(body(path.stem), "utf-8")
        sys.stdout.write(f"{path}\n")
    (templates_folder() / "FIELDS.md").write_text(fields_guide(), "utf-8")


if __name__ == "__main__":
    main()
