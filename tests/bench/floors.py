"""Score comparisons against annotated reports and hold the figures against `floors.toml`.

    python tests/bench/floors.py SCORER PAIRS [--raise] [--shipped]

SCORER is a program that takes the folder PAIRS and `--command`, runs the command on each pair of texts and prints one line of
JSON with its figures. Each topic is scored with weights that were fitted on the others (see `by_topic.py`); with `--shipped` all
are scored with those of the package, which were fitted on them and make the figures too good. Each figure in `floors.toml` must
be reached; `--raise` writes figures that went up into it, and never one that went down. Where a figure falls below its floor the
exit code is 1.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FLOORS = Path(__file__).with_name("floors.toml")

BY_TOPIC = Path(__file__).with_name("by_topic.py")
ARGUMENTS = "compare {official} {press} -o {out} --quiet --no-config"
"""The command, where SCORER puts in the names of files."""


def main(args: list[str] | None = None) -> int:
    """Print the figures beside their floors; return 1 where one fell below, 0 elsewhere."""
    parser = argparse.ArgumentParser(description="Hold the scores of the open reports against their floors.")
    parser.add_argument("scorer", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--raise", dest="raises", action="store_true", help="write figures that went up into floors.toml")
    parser.add_argument("--shipped", action="store_true", help="score with the package's own weights, which know these reports")
    options = parser.parse_args(args)
    figures = measure(options.scorer, options.pairs, shipped=options.shipped)
    floors = read_floors(FLOORS)
    for line in table(figures, floors):
        print(line)
    if options.raises:
        FLOORS.write_text(raised(FLOORS.read_text("utf-8"), figures), "utf-8")
    return 1 if fallen(figures, floors) else 0


def measure(scorer: Path, pairs: Path, *, shipped: bool = False) -> dict[str, float]:
    """Return the figures the scorer prints in its last line, with the package's own weights or with those of other topics."""
    program = "-m reportgen" if shipped else shlex.quote(str(BY_TOPIC))
    command = f"{shlex.quote(sys.executable)} {program} {ARGUMENTS}"
    done = subprocess.run(
        [sys.executable, str(scorer), str(pairs), "--command", command], stdout=subprocess.PIPE, text=True, check=True
    )
    figures: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def read_floors(path: Path) -> dict[str, float]:
    """Return the floors of a file."""
    floors: dict[str, float] = tomllib.loads(path.read_text("utf-8"))["floors"]
    return floors


def fallen(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Return the names of the figures that are below their floors; a figure that is gone has fallen too.

    >>> fallen({"a": 0.5, "b": 0.7}, {"a": 0.5, "b": 0.8, "c": 0.1})
    ['b', 'c']
    """
    return [name for name, floor in floors.items() if not figures.get(name, float("-inf")) >= floor]


def table(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Return a line for each figure and each floor without one."""
    below = set(fallen(figures, floors))
    return [
        f"{name:<24} {figures.get(name, float('nan')):>8.3f}"
        + (f"  floor {floors[name]:.3f}" if name in floors else "")
        + ("  BELOW" if name in below else "")
        for name in dict.fromkeys((*figures, *floors))
    ]


def raised(text: str, figures: Mapping[str, float]) -> str:
    r"""Return the text of a floors file with each floor at its figure where that is higher; comments stay.

    >>> raised("a = 0.5  # why\nb = 0.5", {"a": 0.6, "b": 0.4})
    'a = 0.6  # why\nb = 0.5'
    """

    def rise(found: re.Match[str]) -> str:
        figure = figures.get(found["name"], 0.0)
        return f"{found['name']} = {figure:g}" if figure > float(found["floor"]) else found[0]

    return re.sub(r"^(?P<name>\w+) = (?P<floor>[0-9.]+)", rise, text, flags=re.MULTILINE)


if __name__ == "__main__":
    sys.exit(main())
