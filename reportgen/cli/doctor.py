"""`reportgen doctor`: what is installed, what is missing, how to mend it."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from reportgen.cli.console import emphasis, write_data, write_text
from reportgen.cli.options import console_options
from reportgen.doctor import SYSTEM_REMEDY, Check, examine, is_well, remedies
from reportgen.version import __version__

if TYPE_CHECKING:
    from reportgen.cli.console import Console

MISSING = 1
"""The exit code where something that is needed is missing."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Write the checks to standard output as JSON.")
@console_options
@click.pass_obj
def command(console: Console, /, *, as_json: bool) -> int:
    """Tell what is installed, what is missing, and the one command that brings it.

    Looks at Python, its libraries, the native libraries PDF needs, fonts, templates and data files, and makes a trial brief.
    Exits with 1 where something that is needed is missing.
    """
    with console.status("Looking …"):
        checks = examine()
    ok = is_well(checks)
    if as_json:
        write_data((json.dumps(_as_data(checks, ok=ok), ensure_ascii=False, indent=1) + "\n").encode())
    else:
        write_text("\n".join(_lines(checks, ok=ok)))
    return 0 if ok else MISSING


def _lines(checks: list[Check], *, ok: bool) -> list[str]:
    lines = [f"reportgen {__version__}"]
    width = max(len(check.name) for check in checks)
    for group, members in groupby(checks, key=lambda check: check.group):
        lines += ["", emphasis(group, bold=True)]
        lines += [f"  {_state(check):<7}  {check.name:<{width}}  {_text(check)}" for check in members]
    if ok:
        return [*lines, "", "Everything that is needed is here."]
    return [*lines, "", "To mend it:", *(f"  {remedy}" for remedy in remedies(checks))]


def _state(check: Check) -> str:
    if check.ok:
        return "ok"
    return "absent" if check.optional else "MISSING"


def _text(check: Check) -> str:
    """Return what was found; beside what is optional also how to get it, since it is not among the remedies."""
    return f"{check.found}: {check.remedy}" if check.optional and not check.ok else check.found


def _as_data(checks: list[Check], *, ok: bool) -> dict[str, Any]:
    return {
        "version": __version__,
        "ok": ok,
        "checks": [asdict(check) for check in checks],
        "remedies": remedies(checks),
        "native_libraries": SYSTEM_REMEDY,
    }
