"""Why two statements were paired and labelled as they were, or were not: the signals, the rivals, the contrasts looked for.

Nothing is decided here. What the aligner and the labeller went by is looked up again and put in order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from reportgen.align.glossary import GLOSSARY
from reportgen.align.links import MAX_PARTNERS, NEARNESS_FLOOR
from reportgen.errors import UsageError
from reportgen.label.contrasts import (
    KINDS,
    confidence_of,
    find_findings,
    floor_of,
    judge,
    kind_floor,
    least_standing,
    stands,
)
from reportgen.label.pairs import ANSWERS, BESIDE_CONTRAST_FLOOR, answer_fit, candidate_of, find_seats, least_link, read_findings
from reportgen.label.standing import standing
from reportgen.model import ContrastKind, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportgen.align import Alignment, Link
    from reportgen.label.view import Finding
    from reportgen.model import Document, Pair
    from reportgen.settings import Settings

PARTNERS = 5
"""Other candidates told of each statement, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A pair one of the two statements ended in."""

    pair: str
    """The pair's id, as in the comparison file."""
    label: Label
    official: tuple[str, ...]
    press: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two statements."""

    statement: str
    text: str
    endings: tuple[Ending, ...]


@dataclass(frozen=True, slots=True)
class SignalShare:
    """A signal of the two statements, and what it did to the probability."""

    name: str
    meaning: str
    value: float
    usual: float
    """The mean over all candidates of the two texts."""
    added: float
    """Log-odds it added against a pair that has the usual value; below 0 where it spoke against the pair."""


@dataclass(frozen=True, slots=True)
class Partner:
    """Another candidate of one of the two statements."""

    statement: str
    text: str
    probability: float
    label: Label | None
    """How the two were labelled together; None where they were not paired."""


class Outcome(StrEnum):
    """What became of a difference that a kind of contrast looked for."""

    STANDS = "stands"
    BELOW = "below its floor"
    ELSEWHERE = "set against another statement"
    UNREAD = "not looked for between these two"
    UNLIKELY = "between statements that hardly contrast"
    NOTHING = "nothing found"


@dataclass(frozen=True, slots=True)
class KindResult:
    """What one kind of contrast found between the two statements."""

    kind: ContrastKind
    outcome: Outcome
    floor: float
    """The confidence from which it stands."""
    certainty: float | None = None
    """How sure the kind is, if both speak of one matter; None where it found nothing."""
    confidence: float | None = None
    """How likely an editor would point it out."""
    reason: str | None = None
    """The sentence the brief prints where it stands."""
    elsewhere: str | None = None
    """The official statement this answer was set against instead."""
    because: str | None = None
    """Why it was set against another, not looked for, or does not stand although it is sure enough."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that decided about one official and one press statement."""

    report: str
    name: str
    """The report's file name."""
    official: Side
    press: Side
    label: Label | None
    """How the two were labelled together; None where they were not paired."""
    probability: float
    """That they speak of the same claim or matter."""
    link_floor: float
    """The probability from which statements are paired."""
    nearness: float | None
    """Mean of likeness in meaning and of shared words; None where words alone decide (very long texts)."""
    nearness_floor: float
    is_twin: bool
    """True for statements of the same words, which are paired without weighing anything."""
    is_candidate: bool
    """False where other official statements were nearer, so that the aligner did not weigh this one."""
    usual_probability: float
    """That of a candidate which has the usual value of every signal."""
    signals: tuple[SignalShare, ...]
    """All signals, those that did most first; none for twins."""
    other_official: tuple[Partner, ...]
    """The press statement's other candidates."""
    other_press: tuple[Partner, ...]
    """The official statement's other candidates."""
    standing: float | None
    """Chance that an editor sees a contrast between them, whatever differs; None where it cannot be told."""
    kinds: tuple[KindResult, ...]
    """One for each finding, and one for each kind that found nothing, in the order of the kinds; last what no kind found."""
    why: str
    """Why the label came out so, in a sentence or two."""


def explain(
    alignment: Alignment, pairs: Sequence[Pair], settings: Settings, asked: Iterable[tuple[str, str]]
) -> tuple[Explanation, ...]:
    """Return an explanation for each asked (official, press) of statement ids; `pairs` are those of the alignment's report.

    Raises UsageError (`unknown-statement`) where a document has no such statement.
    """
    explainer = _Explainer(alignment, pairs, settings)
    return tuple([explainer.explain(official, press) for official, press in asked])


class _Explainer:
    """Holds what the explanations of one report share."""

    def __init__(self, alignment: Alignment, pairs: Sequence[Pair], settings: Settings) -> None:
        self.alignment = alignment
        self.pairs = pairs
        self.settings = settings
        self.official = [reading.statement for reading in alignment.official.readings]
        self.press = [reading.statement for reading in alignment.press.readings]

    def explain(self, official_id: str, press_id: str) -> Explanation:
        key = _place(official_id, self.alignment.official.document), _place(press_id, self.alignment.press.document)
        link, meanings = self.alignment.link(*key), self.alignment.meanings
        together = self._label(*key)
        findings = () if link.is_twin else find_findings(candidate_of(self.alignment, [link]))
        chance = None if link.is_twin else standing(self.alignment, link, findings)
        kinds = tuple(self._kinds(link, [replace(finding, standing=chance) for finding in findings]))
        return Explanation(
            report=self.alignment.press.document.id,
            name=self.alignment.press.document.name,
            official=Side(official_id, self.official[key[0]].text, self._endings(official_id)),
            press=Side(press_id, self.press[key[1]].text, self._endings(press_id)),
            label=together,
            probability=round(link.probability, 6),
            link_floor=self.settings.link_floor,
            nearness=round(meanings.nearness(*key), 3) if meanings else None,
            nearness_floor=NEARNESS_FLOOR,
            is_twin=link.is_twin,
            is_candidate=key in self.alignment.candidates,
            usual_probability=round(self.alignment.scorer.probability(self._usual), 3),
            signals=() if link.is_twin else self._signals(link),
            other_official=self._partners(other for other in self._rivals(link) if other.press == link.press),
            other_press=self._partners((other for other in self._rivals(link) if other.official == link.official), press=True),
            standing=None if chance is None else round(chance, 3),
            kinds=kinds,
            why=" ".join(self._why(link, together, kinds)),
        )

    # --- what there was ---------------------------------------------------------------------------------------------------

    def _endings(self, statement: str) -> tuple[Ending, ...]:
        return tuple(
            Ending(pair.id, pair.label, pair.official, pair.press)
            for pair in self.pairs
            if statement in (*pair.official, *pair.press)
        )

    def _label(self, official: int, press: int) -> Label | None:
        """Return how two statements were labelled together, None where they were not paired."""
        one, other = self.official[official].id, self.press[press].id
        return next((pair.label for pair in self.pairs if one in pair.official and other in pair.press), None)

    @cached_property
    def _usual(self) -> Mapping[str, float]:
        """The mean of every signal over the candidates that were weighed."""
        weights = self.alignment.scorer.weights
        weighed = [self.alignment.explain(*key) for key, link in self.alignment.candidates.items() if not link.is_twin]
        return {name: sum(signals[name] for signals in weighed) / max(1, len(weighed)) for name in weights}

    def _signals(self, link: Link) -> tuple[SignalShare, ...]:
        values = self.alignment.explain(link.official, link.press)
        scorer = self.alignment.scorer
        added, usual = scorer.contributions(values), scorer.contributions(self._usual)
        shares = [
            SignalShare(
                name, GLOSSARY[name], round(values[name], 3), round(self._usual[name], 3), round(added[name] - usual[name], 3)
            )
            for name in scorer.weights
        ]
        return tuple(sorted(shares, key=lambda share: -abs(share.added)))

    def _rivals(self, link: Link) -> list[Link]:
        """Return the other candidates of either statement, and what either was set against, the likeliest first."""
        rivals = [
            self.alignment.link(*key)
            for key in self.alignment.candidates.keys() | self._read.keys()
            if (key[0] == link.official) != (key[1] == link.press)
        ]
        return sorted(rivals, key=lambda other: (-other.probability, other.official, other.press))

    def _partners(self, links: Iterable[Link], *, press: bool = False) -> tuple[Partner, ...]:
        found = []
        ordered = sorted(links, key=lambda link: self._label(link.official, link.press) is None)
        for link in sorted(ordered[:PARTNERS], key=lambda link: -link.probability):
            statement = self.press[link.press] if press else self.official[link.official]
            label = self._label(link.official, link.press)
            found.append(Partner(statement.id, statement.text, round(link.probability, 3), label))
        return tuple(found)

    # --- contrasts --------------------------------------------------------------------------------------------------------

    @cached_property
    def _read(self) -> Mapping[tuple[int, int], tuple[Finding, ...]]:
        return read_findings(self.alignment)

    @cached_property
    def _seats(self) -> Mapping[int, int]:
        return find_seats(self.alignment)

    def _kinds(self, link: Link, findings: Sequence[Finding]) -> Iterable[KindResult]:
        """Yield what each kind found between two statements, and what became of it."""
        told = False
        for kind in map(ContrastKind, KINDS):
            own = [finding for finding in findings if finding.kind is kind]
            surest = max((finding.certainty for finding in own), default=0.0)
            results = [self._result(link, finding, surest) for finding in own]
            told = told or any(result.outcome is Outcome.STANDS for result in results)
            yield from results
            if not own:
                yield KindResult(kind, Outcome.NOTHING, kind_floor(kind, self.settings, link.probability))
        whole = [finding for finding in self._read.get((link.official, link.press), ()) if finding.is_read]
        yield from (self._result(link, finding, finding.certainty) for finding in whole if not told)

    def _result(self, link: Link, finding: Finding, surest: float) -> KindResult:
        """Return what became of a finding; `surest` is the highest certainty of its kind between the two statements."""
        confidence, floor = confidence_of(finding), floor_of(finding, self.settings, link.probability)
        elsewhere = because = None
        if finding in self._read.get((link.official, link.press), ()):
            outcome = Outcome.BELOW if confidence < floor else Outcome.STANDS
            if outcome is Outcome.STANDS and not stands(finding, link.probability):
                outcome = Outcome.UNLIKELY
                because = f"the chance that an editor sees a contrast between them is below {least_standing(finding):.2f}"
            elif outcome is Outcome.STANDS and finding.is_read and (elsewhere := self._named_elsewhere(link)):
                outcome, because = Outcome.ELSEWHERE, "what differs is named there"
        else:
            elsewhere, because = self._elsewhere(link, finding, surest)
            outcome = Outcome.ELSEWHERE if elsewhere else Outcome.UNREAD
        return KindResult(
            finding.kind, outcome, floor, finding.certainty, round(confidence, 3), finding.reason, elsewhere, because
        )

    def _elsewhere(self, link: Link, finding: Finding, surest: float) -> tuple[str | None, str]:
        """Return the official statement an answer was set against instead of this one, None where it was not, and why."""
        kind, seat = finding.kind, self._seats.get(link.press)
        if kind is ContrastKind.COMMITMENT and seat is not None and seat != link.official:
            stands = self._whether_it_stands((seat, link.press), kind)
            return self.official[seat].id, f"it promises most directly what the press statement limits{stands}"
        if (link.official, link.press) not in self.alignment.candidates:
            return None, "only candidates are looked at, and others are nearer"
        floor = least_link(finding)
        if link.probability < floor:
            return None, f"below a probability of {floor:.2f} they are too unlikely to speak of one matter"
        for (official, press), findings in self._read.items():
            rivals = [other.certainty for other in findings if other.kind is kind]
            if kind in ANSWERS and press == link.press and official != link.official and rivals:
                here = answer_fit(self.alignment, link, surest)
                there = answer_fit(self.alignment, self.alignment.link(official, press), max(rivals))
                stands = self._whether_it_stands((official, press), kind)
                return self.official[official].id, f"it is answered more directly (fit {there:.2f}, here {here:.2f}){stands}"
        return None, "another finding took its place"

    def _named_elsewhere(self, link: Link) -> str | None:
        """Return another official statement from which the press statement differs in something that a kind names."""
        for (official, press), findings in self._read.items():
            named = [finding for finding in findings if not finding.is_read]
            if press == link.press and judge(named, self.settings, self.alignment.link(official, press).probability):
                return self.official[official].id
        return None

    def _whether_it_stands(self, key: tuple[int, int], kind: ContrastKind) -> str:
        """Return the end of a sentence on an answer set against another statement: nothing where it stands there."""
        told = judge(self._read.get(key, ()), self.settings, self.alignment.link(*key).probability)
        return "" if any(contrast.kind is kind for contrast in told) else ", though it does not stand there either"

    # --- why --------------------------------------------------------------------------------------------------------------

    def _why(self, link: Link, together: Label | None, kinds: Sequence[KindResult]) -> Iterable[str]:
        told = [result for result in kinds if result.outcome is Outcome.STANDS]
        if together is Label.CONTRASTING and told:
            best = max(told, key=lambda result: result.confidence or 0)
            is_clear = (best.confidence or 0) >= self.settings.clear_floor
            yield (
                f"They contrast, because the {best.kind} contrast has a confidence of {best.confidence:.2f} and stands from"
                f" {best.floor:.2f} on."
            )
            yield f"It is {'clear' if is_clear else 'possible'}, as clear begins at {self.settings.clear_floor:.2f}."
            return
        if together:
            yield self._why_matched(link)
        else:
            yield f"They are not paired, because {self._why_apart(link)}."
        yield _why_no_contrast([result for result in kinds if result.certainty is not None])

    def _why_matched(self, link: Link) -> str:
        if link.is_twin:
            return "They match, because they have the same words."
        return (
            f"They match, because {link.probability:.2f} reaches the floor of {self.settings.link_floor:.2f} and no other partner"
            " is so much likelier that this one falls away."
        )

    def _why_apart(self, link: Link) -> str:
        """Return the first thing that kept two statements apart, as the end of a sentence."""
        press = self.press[link.press].id
        if link in self.alignment.links:
            return self._why_undone(link, press)
        rivals = self._rivals(link)
        twin = next((other for other in rivals if other.is_twin), None)
        if twin:
            return f"{self._names(twin)} have the same words and take no other partner"
        if (link.official, link.press) not in self.alignment.candidates:
            return f"other official statements are nearer to {press}, and only the nearest are weighed"
        if link.probability < self.settings.link_floor:
            return "a probability of {} is below the floor of {}".format(*tell_apart(link.probability, self.settings.link_floor))
        if not self.alignment.is_near(link):
            return f"they are too far from each other in words and meaning, below a nearness of {NEARNESS_FLOOR:.2f}"
        held = [other for other in rivals if other in self.alignment.links and other.press == link.press]
        if len(held) >= MAX_PARTNERS:
            return f"{press} has {len(held)} likelier partners, and takes no more"
        best = max(rivals, key=lambda other: (other in self.alignment.links, other.probability), default=link)
        shown = " against ".join(tell_apart(best.probability, link.probability))
        return f"{self._names(best)} are likelier partners ({shown})"

    def _why_undone(self, link: Link, press: str) -> str:
        """Return why a link that held made no pair."""
        against = next((pair for pair in self.pairs if press in pair.press and pair.label is Label.CONTRASTING), None)
        if against and link.probability < BESIDE_CONTRAST_FLOOR:
            return (
                f"{press} contrasts with {', '.join(against.official)}, and beside a contrast it matches another only from"
                f" {BESIDE_CONTRAST_FLOOR:.2f} on, not with {link.probability:.2f}"
            )
        return f"{press} tells what people did whom the official text does not name"

    def _names(self, link: Link) -> str:
        return f"{self.official[link.official].id} and {self.press[link.press].id}"


def _place(statement: str, document: Document) -> int:
    """Return the index of a statement in its document."""
    for index, known in enumerate(document.statements):
        if known.id == statement:
            return index
    first, last = document.statements[0].id, document.statements[-1].id
    shown_by = "reportgen read --side official" if document.id == "official" else "reportgen read"
    raise UsageError(
        f"there is no statement {statement}",
        slug="unknown-statement",
        where=document.name,
        remedy=f"It has {first} to {last}; `{shown_by}` shows them.",
    )


def _why_no_contrast(found: Sequence[KindResult]) -> str:
    """Return why the findings of the kinds made no contrast of the two statements."""
    if not found:
        return "No kind of contrast found a difference."
    best = max(found, key=lambda result: result.confidence or 0)
    if best.outcome is Outcome.ELSEWHERE:
        return f"The {best.kind} contrast is set against {best.elsewhere} instead: {best.because}."
    if best.outcome is Outcome.UNREAD:
        return f"The {best.kind} contrast was not looked for: {best.because}."
    if best.outcome is Outcome.UNLIKELY:
        return f"The {best.kind} contrast does not stand: {best.because}."
    confidence, floor = tell_apart(best.confidence or 0.0, best.floor)
    return f"The {best.kind} contrast does not stand: {confidence} is below its floor of {floor}."


def tell_apart(one: float, other: float) -> tuple[str, str]:
    """Return two figures with two decimals, or with as many as tell them apart, up to six.

    >>> tell_apart(0.2981, 0.3)
    ('0.298', '0.300')
    """
    digits = next((digits for digits in range(2, 6) if f"{one:.{digits}f}" != f"{other:.{digits}f}"), 6)
    return f"{one:.{digits}f}", f"{other:.{digits}f}"
