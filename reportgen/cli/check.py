"""`reportgen check`: a gate for scripts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from reportgen.cli.comparisons import read_comparison
from reportgen.cli.console import write_data, write_text
from reportgen.cli.options import console_options, metadata_options, settings_options, source_options, take_given
from reportgen.cli.report import shorten
from reportgen.cli.sources import read_sides
from reportgen.cli.userconfig import settings_for, user_config
from reportgen.engine import compare
from reportgen.errors import UsageError
from reportgen.model import ContrastKind, Label, Strength

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.cli.console import Console
    from reportgen.model import Comparison, Contrast, Pair

FOUND = 4
"""The exit code where something was found."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a check fails on: a label, or one kind of contrast."""

    label: Label
    kind: ContrastKind | None = None

    def matches(self, pair: Pair, *, clear_only: bool) -> tuple[Contrast, ...] | None:
        """Return the contrasts of `pair` that meet the condition, empty for a label without any; None where it is not met."""
        if pair.label is not self.label:
            return None
        if pair.label is not Label.CONTRASTING:
            return ()
        found = tuple(
            contrast
            for contrast in pair.contrasts
            if self.kind in (None, contrast.kind) and (contrast.strength is Strength.CLEAR or not clear_only)
        )
        return found or None


@dataclass(frozen=True, slots=True)
class Finding:
    """A pair that meets a condition, and the contrasts it rests on."""

    pair: Pair
    contrasts: tuple[Contrast, ...]


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="OFFICIAL PRESS... | COMPARISON.json")
@click.option(
    "--fail-on",
    "conditions",
    multiple=True,
    required=True,
    metavar="LABEL[:KIND]",
    help="What to fail on: contrasting, contrasting:number and so on, added, omitted or matched. May be repeated.",
)
@click.option("--clear-only", is_flag=True, help="Leave out contrasts that only some editors would point out.")
@click.option("--json", "as_json", is_flag=True, help="Write what was found to standard output as JSON.")
@source_options
@settings_options
@metadata_options
@console_options
@click.pass_obj
def command(
    console: Console,
    /,
    sources: tuple[str, ...],
    *,
    conditions: tuple[str, ...],
    clear_only: bool,
    as_json: bool,
    keep: tuple[str, ...],
    assignments: tuple[str, ...],
    **options: Any,
) -> int:
    """Compare, and exit with 4 where something is found that --fail-on names, with 0 where nothing is.

    Takes an official text and the reports about it, or one comparison file. No brief is written; what was found goes to
    standard output, a line each.

    \b
    reportgen check statement.txt report.txt --fail-on contrasting:number
    reportgen check brief.json --fail-on contrasting --clear-only
    """
    wanted = [parse_condition(text) for text in conditions]
    given = take_given(options, len(sources) - 1)
    if len(sources) == 1:
        comparison = read_comparison(sources[0])
    else:
        settings = settings_for(user_config(console), keep, assignments)
        official, reports = read_sides(sources[0], sources[1:], given, console)
        with console.stages() as progress:
            comparison = compare(official, *reports, settings=settings, progress=progress)
    findings = find(comparison, wanted, clear_only=clear_only)
    if as_json:
        write_data((json.dumps(_as_data(comparison, findings), ensure_ascii=False, indent=1) + "\n").encode())
    elif findings:
        write_text("\n".join(_line(comparison, finding) for finding in findings))
    console.say(f"{len(findings) or 'Nothing'} found.")
    return FOUND if findings else 0


def parse_condition(text: str) -> Condition:
    """Return what LABEL or LABEL:KIND means; UsageError (`unknown-condition`) where it means nothing.

    >>> parse_condition("contrasting:number")
    Condition(label=<Label.CONTRASTING: 'contrasting'>, kind=<ContrastKind.NUMBER: 'number'>)
    """
    name, colon, kind = text.strip().lower().partition(":")
    try:
        condition = Condition(Label(name), ContrastKind(kind) if colon else None)
    except ValueError:
        condition = None
    if condition is None or (condition.kind and condition.label is not Label.CONTRASTING):
        raise UsageError(
            f"--fail-on cannot be {text!r}",
            slug="unknown-condition",
            remedy=f"It is one of {', '.join(Label)}, or contrasting:KIND with a kind of {', '.join(ContrastKind)}.",
        )
    return condition


def find(comparison: Comparison, conditions: Sequence[Condition], *, clear_only: bool = False) -> list[Finding]:
    """Return the pairs that meet any of the conditions, in the order of the comparison."""
    findings = []
    for pair in comparison.pairs:
        met = [found for condition in conditions if (found := condition.matches(pair, clear_only=clear_only)) is not None]
        if met:
            # A pair is told once, with its contrasts in their own order, however many conditions it meets.
            named = {contrast for found in met for contrast in found}
            findings.append(Finding(pair, tuple(contrast for contrast in pair.contrasts if contrast in named)))
    return findings


def _line(comparison: Comparison, finding: Finding) -> str:
    pair = finding.pair
    place = "+".join((*pair.official, *pair.press))
    head = f"{comparison.document(pair.report).name}: {pair.label} {place}: "
    if finding.contrasts:
        return "\n".join(f"{head}{contrast.kind}: {contrast.reason}" for contrast in finding.contrasts)
    return head + shorten(" ".join(_texts(comparison, pair)))


def _texts(comparison: Comparison, pair: Pair) -> list[str]:
    official = comparison.official.statements_by_id
    press = comparison.document(pair.report).statements_by_id
    return [official[key].text for key in pair.official] + [press[key].text for key in pair.press]


def _as_data(comparison: Comparison, findings: Sequence[Finding]) -> dict[str, Any]:
    return {
        "found": len(findings),
        "findings": [
            {
                "report": finding.pair.report,
                "name": comparison.document(finding.pair.report).name,
                "pair": finding.pair.id,
                "label": finding.pair.label.value,
                "official": list(finding.pair.official),
                "press": list(finding.pair.press),
                "contrasts": [
                    {
                        "kind": contrast.kind.value,
                        "reason": contrast.reason,
                        "strength": contrast.strength.value,
                        "confidence": contrast.confidence,
                    }
                    for contrast in finding.contrasts
                ],
            }
            for finding in findings
        ],
    }
