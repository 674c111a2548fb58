"""Pairs an editor made: with the evidence the program finds for them, and a plain reason where it finds none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.decisions import Sides, sides_of
from reportgen.label.contrasts import find_findings
from reportgen.label.echo import find_echo, find_edits
from reportgen.label.view import Candidate
from reportgen.model import (
    Comparison,
    Contrast,
    ContrastKind,
    Document,
    Echo,
    Label,
    Mark,
    Pair,
    Statement,
    Strength,
    Verdict,
)
from reportgen.pairids import pair_id
from reportgen.reading import read_statements

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence

    from reportgen.label.view import Finding, Reading

MAX_READ = 20_000
"""Characters of a pair that is read for evidence; longer ones are tables, in which nobody looks for it."""

MAX_TWOS = 16
"""Pairs of single statements that are read one by one: four statements a side."""

MAX_EDITED_WORDS = 600
"""Longer pairs have no word edits, as those the program makes."""

REASONS = {
    ContrastKind.NUMBER: "The reviewer points out that the figures differ.",
    ContrastKind.TIMING: "The reviewer points out that the timing differs.",
    ContrastKind.POLARITY: "The reviewer points out that one text says it is so and the other that it is not.",
    ContrastKind.CERTAINTY: "The reviewer points out that one text is more certain than the other.",
    ContrastKind.COMMITMENT: "The reviewer points out that the texts differ in what is promised.",
    ContrastKind.ACTOR: "The reviewer points out that the texts differ in who acts.",
    ContrastKind.WORDING: "The reviewer points out that the same fact is worded differently.",
}
"""What the brief says of a contrast that the reviewer named without a word on it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A pair as an editor wants it."""

    label: Label
    official: tuple[str, ...]
    press: tuple[str, ...]
    kinds: tuple[ContrastKind, ...] = ()
    strength: Strength | None = None
    reason: str | None = None
    """The editor's own words on a contrast."""

    @classmethod
    def of(cls, verdict: Verdict, reason: str | None = None) -> Wanted:
        """Return the pair a verdict tells of."""
        return cls(verdict.label, verdict.official, verdict.press, verdict.kinds, verdict.strength, reason)

    @property
    def verdict(self) -> Verdict:
        """The pair as a decision remembers it, its id not known yet."""
        return Verdict("", self.label, self.official, self.press, self.kinds, self.strength)

    @property
    def is_alone(self) -> bool:
        """Whether one side is empty."""
        return not (self.official and self.press)


class PairMaker:
    """Makes the pairs editors want, each as the program has it where the program has it."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._machine: dict[Sides, Pair] = {sides_of(pair.report, pair): pair for pair in comparison.pairs}
        self._ids = {pair.id for pair in comparison.pairs}
        self._made: dict[tuple[str, Wanted], Pair] = {}

    def make(self, report: str, wanted: Wanted, current: Pair | None, is_taken: Callable[[str, str], bool]) -> Pair:
        """Return the pair; `current` is the one of these statements there is, `is_taken` tells the ids of all others."""
        for known in (current, self._machine.get((report, wanted.official, wanted.press))):
            if known is not None and _is_as_wanted(known, wanted):
                return known
        key = (report, wanted)
        if key not in self._made:
            self._made[key] = self._new(report, wanted)
        made = self._made[key]
        if current is not None:
            return replace(made, id=current.id)
        return replace(made, id=self._id(report, wanted, is_taken))

    def _id(self, report: str, wanted: Wanted, is_taken: Callable[[str, str], bool]) -> str:
        machine = self._machine.get((report, wanted.official, wanted.press))
        if machine is not None:
            return machine.id
        official, press = ([one.text for one in self._statements(*side)] for side in self._both(report, wanted))
        occurrence = 1
        while (made := pair_id(report, official, press, occurrence)) in self._ids or is_taken(report, made):
            occurrence += 1
        return made

    def _both(self, report: str, wanted: Wanted) -> tuple[tuple[Document, tuple[str, ...]], tuple[Document, tuple[str, ...]]]:
        return (self._comparison.official, wanted.official), (self._comparison.document(report), wanted.press)

    def _statements(self, document: Document, ids: Iterable[str]) -> list[Statement]:
        return [document.statements_by_id[key] for key in ids]

    def _new(self, report: str, wanted: Wanted) -> Pair:
        made = Pair("", report, wanted.label, wanted.official, wanted.press, 0.0, 1.0)
        if wanted.is_alone:
            return made
        machine = self._machine.get((report, wanted.official, wanted.press))
        candidate = self._candidate(report, wanted)
        if candidate is None:
            return replace(made, contrasts=self._contrasts(report, wanted, (), machine))
        official, press = candidate.official, candidate.press
        is_contrasting = wanted.label is Label.CONTRASTING
        echo = find_echo(official, press)
        findings = _findings(candidate, wanted.kinds) if is_contrasting else []
        words = sum(len(reading.words) for reading in (*official, *press))
        return replace(
            made,
            similarity=machine.similarity if machine else candidate.similarity,
            echo=None if is_contrasting and echo is Echo.PARAPHRASE else echo,
            contrasts=self._contrasts(report, wanted, findings, machine),
            edits=find_edits(official, press) if words <= MAX_EDITED_WORDS else (),
        )

    def _candidate(self, report: str, wanted: Wanted) -> Candidate | None:
        """Return the statements read for their words and facts; None where that would take long."""
        both = self._both(report, wanted)
        parts = [replace(document, statements=tuple(self._statements(document, ids)), blocks=()) for document, ids in both]
        if sum(one.end - one.start for part in parts for one in part.statements) > MAX_READ:
            return None
        official, (press,) = read_statements(parts[0], parts[1:])
        similarity = _similarity(official.readings, press.readings)
        return Candidate(official.readings, press.readings, official, press, {}, similarity)

    def _contrasts(self, report: str, wanted: Wanted, findings: Iterable[Finding], machine: Pair | None) -> tuple[Contrast, ...]:
        """Return a contrast for each kind the editor names: the program's own, what it finds now, or the editor's word."""
        if wanted.label is not Label.CONTRASTING:
            return ()
        known: dict[ContrastKind, Contrast] = {}
        for finding in findings:
            if finding.official and finding.press:
                known.setdefault(finding.kind, finding.as_contrast(finding.certainty, clear_floor=1.0))
        for contrast in machine.contrasts if machine else ():
            known[contrast.kind] = contrast
        strength = wanted.strength or Strength.CLEAR
        found = [known.get(kind) or self._by_hand(report, wanted, kind) for kind in wanted.kinds or (ContrastKind.WORDING,)]
        return tuple(replace(one, strength=strength, confidence=1.0, reason=wanted.reason or one.reason) for one in found)

    def _by_hand(self, report: str, wanted: Wanted, kind: ContrastKind) -> Contrast:
        """Return a contrast that rests on the statements as a whole."""
        official, press = (
            tuple(Mark(one.id, one.start, one.end) for one in self._statements(document, ids))
            for document, ids in self._both(report, wanted)
        )
        return Contrast(kind, REASONS[kind], Strength.CLEAR, 1.0, official, press)


def _findings(candidate: Candidate, kinds: Container[ContrastKind]) -> list[Finding]:
    """Return what the kinds find in the pair as a whole, then in each two of its statements."""
    alone = [
        replace(candidate, official=(official,), press=(press,)) for official in candidate.official for press in candidate.press
    ]
    return [one for part in (candidate, *alone[:MAX_TWOS]) for one in find_findings(part) if one.kind in kinds]


def _is_as_wanted(pair: Pair, wanted: Wanted) -> bool:
    if (pair.label, pair.official, pair.press) != (wanted.label, wanted.official, wanted.press):
        return False
    if pair.label is not Label.CONTRASTING:
        return True
    return not wanted.reason and (kinds_of(pair), strength_of(pair)) == (wanted.kinds, wanted.strength)


def kinds_of(pair: Pair) -> tuple[ContrastKind, ...]:
    """Return the kinds of a pair's contrasts, each once."""
    return tuple(dict.fromkeys(contrast.kind for contrast in pair.contrasts))


def strength_of(pair: Pair) -> Strength | None:
    """Return clear where one of a pair's contrasts is, possible where none is, None without contrasts."""
    strengths = {contrast.strength for contrast in pair.contrasts}
    return Strength.CLEAR if Strength.CLEAR in strengths else next(iter(strengths), None)


def verdict_on(pair: Pair) -> Verdict:
    """Return a pair as a decision remembers it."""
    return Verdict(pair.id, pair.label, pair.official, pair.press, kinds_of(pair), strength_of(pair))


def _similarity(official: Sequence[Reading], press: Sequence[Reading]) -> float:
    """Return the share of telling words the sides have in common (Dice), 0 to 1."""
    left: frozenset[str] = frozenset().union(*(reading.stems for reading in official))
    right: frozenset[str] = frozenset().union(*(reading.stems for reading in press))
    return round(2 * len(left & right) / (len(left) + len(right)), 3) if left or right else 0.0
