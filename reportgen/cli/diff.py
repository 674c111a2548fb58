"""`reportgen diff`: two comparison files set against each other."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from reportgen.cli.comparisons import read_comparison
from reportgen.cli.console import write_data, write_text
from reportgen.cli.options import console_options
from reportgen.cli.report import shorten
from reportgen.review.diff import find_difference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.cli.console import Console
    from reportgen.review.diff import Changed, Difference, ReportDifference, Told


@click.command()
@click.argument("old", metavar="OLD.json")
@click.argument("new", metavar="NEW.json")
@click.option("--json", "as_json", is_flag=True, help="Write what differs to standard output as JSON.")
@console_options
@click.pass_obj
def command(console: Console, /, old: str, new: str, *, as_json: bool) -> None:
    """Tell what differs between two comparison files: pairs that appeared, went, or changed.

    For an article that was updated, another version of reportgen, or a file before and after its review. Pairs are known by
    the texts of their statements, whatever their numbers.

    \b
    reportgen diff monday.json tuesday.json
    """
    difference = find_difference(read_comparison(old), read_comparison(new))
    if as_json:
        write_data((json.dumps(asdict(difference), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace"))
    elif difference.is_empty:
        console.say("Nothing differs.")
    else:
        write_text("\n".join(_lines(difference)))


def _lines(difference: Difference) -> Iterator[str]:
    if difference.official_changed:
        yield "The official text is not the same in both."
    for report in difference.reports:
        yield from _report_lines(report)


def _report_lines(report: ReportDifference) -> Iterator[str]:
    status = {"both": "", "new": " (a new report)", "gone": " (no longer there)"}[report.status]
    counts = f"{len(report.appeared)} appeared, {len(report.went)} went, {len(report.changed)} changed, {report.same} the same"
    yield f"{report.name}{status}: {counts}"
    if report.status == "both" and report.text_changed:
        yield "  its text is not the same in both"
    for changed in report.changed:
        yield f"  ~ {_change(changed)}"
    for told in report.went:
        yield f"  - {_pair(told)}"
    for told in report.appeared:
        yield f"  + {_pair(told)}"


def _change(changed: Changed) -> str:
    old, new = changed.old, changed.new
    parts = [
        f"{_label(old)} → {_label(new)}" if {"label", "kinds"} & set(changed.what) else _label(new),
        *(["reworded"] if "text" in changed.what else []),
        *([f"{old.state} → {new.state}"] if "review" in changed.what else []),
    ]
    return f"{', '.join(parts)}: {_texts(new)}"


def _label(told: Told) -> str:
    return f"{told.label} ({', '.join(told.kinds)})" if told.kinds else told.label


def _pair(told: Told) -> str:
    return f"{_label(told)}: {' '.join(told.reasons) or _texts(told)}"


def _texts(told: Told) -> str:
    return shorten(" | ".join(filter(None, (" ".join(told.official), " ".join(told.press)))))
