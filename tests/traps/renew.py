"""Write `known_failures.txt` anew from what the engine does today: `python -m tests.traps.renew`, from the checkout.

Read the difference before keeping it: a line that goes is a case mended, a line that comes is a case broken.
"""

from __future__ import annotations

from collections import defaultdict

import click

from tests.traps.cases import KNOWN_FAILURES, compare_case, failure_of, load_cases, load_known_failures

HEAD = """\
# Cases the engine does not get right yet, one id a line, under what goes wrong. Each is a strict expected failure:
# the day it passes, the suite fails until its line is taken out. `python -m tests.traps.renew` writes this file.
"""


def find_failures() -> dict[str, list[str]]:
    """Return the ids of the cases that fail, in their order, under what goes wrong."""
    failures = defaultdict(list)
    for case in load_cases():
        failure = failure_of(case, compare_case(case))
        if failure:
            failures[failure].append(case["id"])
    return failures


def main() -> None:
    """Write the file and tell on standard error what changed."""
    before = set(load_known_failures())
    failures = find_failures()
    sections = [f"\n# {failure}\n" + "".join(f"{name}\n" for name in failures[failure]) for failure in sorted(failures)]
    KNOWN_FAILURES.write_text(HEAD + "".join(sections), encoding="utf-8")
    after = {name for names in failures.values() for name in names}
    counts = ", ".join(f"{len(names)} {failure}" for failure, names in sorted(failures.items()))
    click.echo(f"{len(load_cases())} cases, {len(after)} fail ({counts})", err=True)
    click.echo(f"mended: {' '.join(sorted(before - after)) or 'none'}", err=True)
    click.echo(f"broken: {' '.join(sorted(after - before)) or 'none'}", err=True)


if __name__ == "__main__":
    main()
