"""Whether reading agrees with IPTC's conformance suite for ninjs.

    python tests/bench/bench_ninjs.py FOLDER

FOLDER holds `VERSION/should_pass/*.json` and `VERSION/should_fail/*.json`, as `test_suite` of https://github.com/iptc/newsinjson
does. A valid item is read, or refused for having no words (`empty-document`); an invalid one is refused with the property.
Exits with 1 where reading disagrees.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reportgen.errors import ReadError
from reportgen.read import read


def agrees(path: Path, *, is_valid: bool) -> tuple[bool, str]:
    """Return whether reading a file says what the suite says, and what reading says."""
    try:
        document = read(path)
    except ReadError as error:
        return (error.slug == "empty-document") if is_valid else (error.slug == "ninjs-invalid"), f"{error.what} ({error.slug})"
    return is_valid, f"{len(document.blocks)} blocks"


def main(folder: Path) -> int:
    """Print what reading says of every file, and return the exit code."""
    disagreed = total = 0
    for verdict in ("should_pass", "should_fail"):
        for path in sorted(folder.glob(f"*/{verdict}/*.json")):
            is_right, said = agrees(path, is_valid=verdict == "should_pass")
            print(f"{'agrees   ' if is_right else 'DISAGREES'}  {path.relative_to(folder)}: {said}")
            disagreed, total = disagreed + (not is_right), total + 1
    print(f"{total - disagreed} of {total} agree")
    return 1 if disagreed or not total else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
