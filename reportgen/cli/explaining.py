"""`reportgen compare --explain`: which pairs are asked about, and how their explanations are shown."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.cli.console import emphasis, write_data, write_text
from reportgen.cli.report import shorten
from reportgen.codec import encode
from reportgen.errors import UsageError
from reportgen.label.contrasts import LOOSE_STANDING, STANDING_FLOOR, read_floor
from reportgen.label.explain import Explanation, Outcome, explain, tell_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.align import Alignment
    from reportgen.label.explain import KindResult, Partner, Side, SignalShare
    from reportgen.model import Pair
    from reportgen.settings import Settings

SCHEMA = "reportgen/explanation/1"
STRONGEST = 6
"""Signals shown for and against; --json has them all."""

_STATEMENT = re.compile(r"(?:press-([1-9][0-9]{0,5}):)?([OP][1-9][0-9]{0,9})", re.IGNORECASE)


@dataclass
class Explaining:
    """The pairs that were asked about, and their explanations once the comparison has come to them."""

    asked: dict[str, list[tuple[str, str]]]
    """Official and press statement ids under the report they are of."""
    settings: Settings
    found: list[Explanation] = field(default_factory=list)

    def inspect(self, alignment: Alignment, pairs: tuple[Pair, ...]) -> None:
        """Explain what was asked about a report, from what its pairs were made of."""
        asked = self.asked.get(alignment.press.document.id)
        if asked:
            self.found.extend(explain(alignment, pairs, self.settings, asked))

    def write(self, *, as_json: bool) -> None:
        """Write the explanations to standard output, for people or as JSON."""
        if as_json:
            text = json.dumps({"schema": SCHEMA, "explanations": encode(self.found)}, ensure_ascii=False, indent=2)
            write_data((text + "\n").encode("utf-8", "surrogatepass"))
        else:
            write_text("\n\n\n".join("\n".join(_lines(explanation)) for explanation in self.found))


def take_asked(values: Sequence[tuple[str, str]], reports: int) -> dict[str, list[tuple[str, str]]]:
    """Return the pairs `--explain` names, official before press, under the id of their report.

    Raises UsageError: `unknown-statement` where it names none, or no report where there are several; `no-such-report`.
    """
    asked: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in values:
        report, official, press = _pair(pair, reports)
        if (official, press) not in asked[report]:
            asked[report].append((official, press))
    return dict(asked)


def _pair(pair: tuple[str, str], reports: int) -> tuple[str, str, str]:
    sides: dict[str, str] = {}
    numbers = set()
    for value in pair:
        named = _STATEMENT.fullmatch(value.strip())
        if named is None:
            raise _unknown(value, "A statement is named O30 or P22, or press-2:P22 where there are several reports.")
        sides[named[2][0].upper()] = named[2].upper()
        numbers |= {int(named[1])} if named[1] else set()
    if len(sides) < 2:
        raise _unknown(" ".join(pair), "Name one statement of the official text (O30) and one of a report (P22).")
    if len(numbers) > 1 or (not numbers and reports > 1):
        raise _unknown(" ".join(pair), f"There are {reports} reports: say whose statement it is, as in press-2:{sides['P']}.")
    number = min(numbers, default=1)
    if number > reports:
        raise UsageError(
            f"--explain is for report {number}, and there {'is' if reports == 1 else 'are'} {reports}",
            slug="no-such-report",
            remedy="Reports are counted from 1, in the order they are given.",
        )
    return f"press-{number}", sides["O"], sides["P"]


def _unknown(value: str, remedy: str) -> UsageError:
    return UsageError("this names no pair of statements", slug="unknown-statement", where=f"--explain {value}", remedy=remedy)


def _lines(found: Explanation) -> list[str]:
    """Return an explanation as lines of text."""
    ids = f"{found.official.statement} and {found.press.statement}"
    lines = [emphasis(f"{ids} of {found.name}: {found.label or 'not paired'}", bold=True), ""]
    lines += [*_side(found.official), *_side(found.press), "", *_probability(found)]
    lines += _signals("Signals for it", [share for share in found.signals if share.added > 0])
    lines += _signals("Signals against it", [share for share in found.signals if share.added < 0])
    lines += _partners(f"Other candidates for {found.press.statement}", found.other_official)
    lines += _partners(f"Other candidates for {found.official.statement}", found.other_press)
    lines += ["", emphasis("Contrasts looked for", bold=True), *_standing(found)]
    for result in found.kinds:
        lines += _kind(result)
    return [*lines, "", emphasis("Why: ", bold=True) + found.why]


def _side(side: Side) -> list[str]:
    lines = [f"{side.statement}  {' '.join(side.text.split())}"]
    for ending in side.endings:
        own, other = (ending.official, ending.press) if side.statement in ending.official else (ending.press, ending.official)
        beside = [name for name in own if name != side.statement]
        lines.append(
            f"    {ending.label}{' with ' + ', '.join(other) if other else ''}"
            f"{', together with ' + ', '.join(beside) if beside else ''} (pair {ending.pair})"
        )
    return lines


def _probability(found: Explanation) -> Iterable[str]:
    if found.is_twin:
        yield "Both have the same words: they are paired without weighing any signal."
        return
    relation = "below" if found.probability < found.link_floor else "at or above"
    probability, floor = tell_apart(found.probability, found.link_floor)
    yield (
        f"Probability that they speak of one matter: {probability}, {relation} the floor of {floor}"
        f" (a candidate usual for these texts: {found.usual_probability:.2f})"
    )
    if found.nearness is not None:
        yield f"Nearness in words and meaning: {found.nearness:.2f}; from {found.nearness_floor:.2f} on they can be paired"
    if not found.is_candidate:
        yield "They were no candidate for a pair: the signals are those they would have had."


def _signals(title: str, shares: Sequence[SignalShare]) -> Iterable[str]:
    if not shares:
        return
    width = max(len(share.name) for share in shares[:STRONGEST])
    yield ""
    yield emphasis(title, bold=True) + emphasis("  (log-odds added, value, usual value)", dim=True)
    for share in shares[:STRONGEST]:
        yield f"  {share.name:<{width}}  {share.added:+6.2f}  {share.value:6.2f}  {share.usual:6.2f}  {share.meaning}"


def _partners(title: str, partners: Sequence[Partner]) -> Iterable[str]:
    if not partners:
        return
    width = max(len(partner.statement) for partner in partners)
    yield ""
    yield emphasis(title, bold=True)
    for partner in partners:
        label = partner.label or "not paired"
        yield f"  {partner.statement:<{width}}  {partner.probability:.2f}  {label:<11}  {shorten(partner.text)}"


def _standing(found: Explanation) -> Iterable[str]:
    if found.standing is not None:
        whole = read_floor(found.probability)
        yield (
            f"  Chance that an editor sees a contrast between them: {found.standing:.2f}; a difference is told from"
            f" {STANDING_FLOOR:.2f} to {LOOSE_STANDING:.2f} on, depending on its kind, the two as a whole from {whole:.2f} on"
        )


def _kind(result: KindResult) -> Iterable[str]:
    if result.outcome is Outcome.NOTHING:
        yield f"  {result.kind:<10}  {result.outcome}"
        return
    yield (
        f"  {result.kind:<10}  certainty {result.certainty:.2f}, confidence {result.confidence:.2f}, floor {result.floor:.2f}:"
        f" {result.outcome}{f', {result.elsewhere}' if result.elsewhere else ''}{f': {result.because}' if result.because else ''}"
    )
    yield f"              {result.reason}"
