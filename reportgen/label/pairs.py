"""From links to labelled pairs: matched or contrasting, and what is left over added or omitted.

1. Links that hold are read for contrasts; so are weaker candidates, since a contrast shares few words.
2. A link with a contrast makes a contrasting pair of its own; the matched partners of a press statement make one pair.
3. Statements in no pair are omitted (official) or added (press).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.align.links import ANSWER_LINK_FLOOR, CONTRAST_LINK_FLOOR
from reportgen.align.scorer import logit
from reportgen.label.commitment import limits_promise, promise, promise_fit
from reportgen.label.contrasts import find_findings, judge, read_floor
from reportgen.label.echo import find_echo, find_edits
from reportgen.label.otherness import is_anothers_deed
from reportgen.label.standing import are_of_one_matter, read_finding, standing
from reportgen.label.view import Candidate
from reportgen.model import Contrast, ContrastKind, Echo, Label, Pair
from reportgen.pairids import pair_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.align import Alignment, Link
    from reportgen.label.view import Finding, Reading
    from reportgen.settings import Settings

BESIDE_CONTRAST_FLOOR = 0.7
"""A press statement that contrasts with one official statement matches another only from this probability on: what it says
is then mostly the contrast. Set on the sample documents; on the open reports it changes link F1 by .001."""
SEAT_COSINE = 0.3
"""What shared words add to the fit of a promise and a limit, per cosine: they decide between promises of one kind.
Set on the sample documents; on the open reports 0.3 and 1 give the same figures, 0 gives .011 less contrast F1."""
ANSWERS = (ContrastKind.COMMITMENT, ContrastKind.POLARITY, ContrastKind.CERTAINTY, ContrastKind.WORDING)
"""Kinds by which a report answers a statement. On the open reports 44 of 191 findings are right where each official statement
that might be answered is kept, 28 of 104 where only the best is."""
LINK_FLOORS = {ContrastKind.NUMBER: 0.3, ContrastKind.TIMING: 0.3, ContrastKind.COMMITMENT: 0.03}
"""Probability of a link from which a finding of a kind is told at all. Two figures or dates must be of one thing, and the
answer to a promise may be far from its words, but not from its matter. On 224 written reports of `training/data` every right
figure stood at .33 or more and six of twelve wrong ones at .27 or less; every right limit at .46 or more, and twelve of nineteen
wrong ones at .02 or less. The lowest right limit on the open reports stands at .04."""
READ_WEIGHT = 0.2
"""What the pair model's log-odds of a difference add to those of the link: on the open reports a right partner of contrasting
press statements comes first for .337 with it and for .303 without (.326 at .3, .280 at .5)."""
CERTAINTY_WEIGHT = 3.0
"""What the certainty of a finding adds: set by hand, a certainty of 1 outweighs odds of 20 to 1."""
MAX_EDITED_WORDS = 600
"""Longer pairs are shown without word edits, which nobody could read."""


def label_pairs(alignment: Alignment, settings: Settings) -> tuple[Pair, ...]:
    """Return the pairs of one report, in official order and the added statements last."""
    contrasts = _contrasts(alignment, settings)
    held = {(link.official, link.press): link for link in alignment.links}
    matched: dict[int, list[Link]] = defaultdict(list)
    contrasting = {press for _, press in contrasts}
    for key, link in held.items():
        stands = link.is_twin or not is_anothers_deed(candidate_of(alignment, [link]))
        if key not in contrasts and stands and (key[1] not in contrasting or link.probability >= BESIDE_CONTRAST_FLOOR):
            matched[key[1]].append(link)
    builder = _Builder(alignment, settings)
    for key in contrasts:
        builder.add_contrasting(alignment.link(*key), contrasts[key])
    for press in sorted(matched):
        builder.add_matched(matched[press])
    return builder.finish()


def _contrasts(alignment: Alignment, settings: Settings) -> dict[tuple[int, int], tuple[Contrast, ...]]:
    """Return the contrasts of each pair, by indexes; none as a whole for a press statement that differs in something named."""
    found = {}
    as_a_whole = {}
    for key, findings in read_findings(alignment).items():
        link = alignment.link(*key).probability
        if named := judge([finding for finding in findings if not finding.is_read], settings, link):
            found[key] = named
        elif whole := judge([finding for finding in findings if finding.is_read], settings, link):
            as_a_whole[key] = whole
    differ = {press for _, press in found}
    found |= {key: contrasts for key, contrasts in as_a_whole.items() if key[1] not in differ}
    return {key: found[key] for key in sorted(found)}


def read_findings(alignment: Alignment) -> dict[tuple[int, int], tuple[Finding, ...]]:
    """Return what the kinds find in every pair of statements worth reading, by indexes (official, press).

    A difference of fact is told of every pair it is found in. An answer – a limit, a doubt, an opposite account – is set against
    the one official statement it answers most directly, and against no other. Where no kind finds the difference between two
    statements that plainly stand against each other, they are told as a whole.
    """
    seats = find_seats(alignment)
    found: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    answers: dict[tuple[int, ContrastKind], tuple[float, tuple[int, int], list[Finding]]] = {}
    opposed: dict[int, tuple[float, tuple[int, int]]] = {}
    for key in sorted({*alignment.candidates, *((official, press) for press, official in seats.items())}):
        link, is_seat = alignment.link(*key), seats.get(key[1]) == key[0]
        if link.is_twin or link.probability < ANSWER_LINK_FLOOR:
            continue
        every = find_findings(candidate_of(alignment, [link]))
        chance = standing(alignment, link, every)
        findings = [replace(finding, standing=chance) for finding in every if link.probability >= least_link(finding)]
        if chance is not None and chance >= read_floor(link.probability) and chance > opposed.get(key[1], (0.0, key))[0]:
            opposed[key[1]] = chance, key
        found[key] += [finding for finding in findings if finding.kind not in ANSWERS]
        for kind in ANSWERS:
            mine = [finding for finding in findings if finding.kind is kind]
            if mine and (is_seat or kind is not ContrastKind.COMMITMENT or key[1] not in seats):
                fit = answer_fit(alignment, link, max(finding.certainty for finding in mine))
                if (key[1], kind) not in answers or fit > answers[key[1], kind][0]:
                    answers[key[1], kind] = fit, key, mine
    for _, key, mine in answers.values():
        found[key] += mine
    for chance, (official, press) in opposed.values() if are_of_one_matter(alignment) else ():
        sides = alignment.official.readings[official], alignment.press.readings[press]
        found[official, press].append(read_finding(*sides, chance))
    return {key: tuple(found[key]) for key in sorted(found) if found[key]}


def least_link(finding: Finding) -> float:
    """Return the probability of a link from which a finding is told."""
    return max(ANSWER_LINK_FLOOR if finding.is_answer else CONTRAST_LINK_FLOOR, LINK_FLOORS.get(finding.kind, 0.0))


def answer_fit(alignment: Alignment, link: Link, certainty: float) -> float:
    """Return how directly a press statement answers an official one, to compare the official statements with."""
    read = alignment.read_contrast(link.official, link.press)
    return logit(link.probability) + READ_WEIGHT * read + CERTAINTY_WEIGHT * certainty


def find_seats(alignment: Alignment) -> dict[int, int]:
    """Return, for each press statement that limits something, the official statement that promises it most directly."""
    promises = [promise(reading) for reading in alignment.official.readings]
    twins = {link.press for link in alignment.candidates.values() if link.is_twin}
    seats = {}
    for press, reading in enumerate(alignment.press.readings):
        limits = limits_promise(reading)
        if limits is None or press in twins:
            continue
        cosines = alignment.table.cosines_of(press).tolist()
        fits = [
            (promise_fit(promised, limits) + SEAT_COSINE * cosines[official], -official)
            for official, promised in enumerate(promises)
            if promised is not None
        ]
        if fits:
            seats[press] = -max(fits)[1]
    return seats


def candidate_of(alignment: Alignment, links: Sequence[Link]) -> Candidate:
    """Return the statements of some links as the contrast kinds look at them."""
    official = sorted({link.official for link in links})
    press = sorted({link.press for link in links})
    return Candidate(
        official=tuple(alignment.official.readings[index] for index in official),
        press=tuple(alignment.press.readings[index] for index in press),
        official_document=alignment.official,
        press_document=alignment.press,
        weights=alignment.table.vocabulary.weights,
        similarity=alignment.table.similarity(official, press),
        link=max(link.probability for link in links),
    )


class _Builder:
    """Collects the pairs of one report and names each by what it says."""

    def __init__(self, alignment: Alignment, settings: Settings) -> None:
        self._alignment = alignment
        self._settings = settings
        self._report = alignment.press.document.id
        self._pairs: list[Pair] = []
        self._ids: Counter[str] = Counter()

    def add_contrasting(self, link: Link, contrasts: tuple[Contrast, ...]) -> None:
        self._add(Label.CONTRASTING, [link], max(contrast.confidence for contrast in contrasts), contrasts)

    def add_matched(self, links: Sequence[Link]) -> None:
        """Add the matched partners of one press statement: those of twins each by itself, else all as one pair."""
        if any(link.is_twin for link in links):
            for link in links:
                self._add(Label.MATCHED, [link], 1.0)
        else:
            self._add(Label.MATCHED, links, max(link.probability for link in links))

    def finish(self) -> tuple[Pair, ...]:
        """Return all pairs, with the statements in none of them as omitted or added."""
        used = {statement for pair in self._pairs for statement in (*pair.official, *pair.press)}
        alone = [
            self._pair(label, (reading,) if label is Label.OMITTED else (), (reading,) if label is Label.ADDED else (), 1.0)
            for label, document in ((Label.OMITTED, self._alignment.official), (Label.ADDED, self._alignment.press))
            for reading in document.readings
            if reading.statement.id not in used
        ]
        return tuple(sorted((*self._pairs, *alone), key=self._place))

    def _add(self, label: Label, links: Sequence[Link], confidence: float, contrasts: tuple[Contrast, ...] = ()) -> None:
        candidate = candidate_of(self._alignment, links)
        self._pairs.append(
            self._pair(label, candidate.official, candidate.press, confidence, candidate.similarity, contrasts=contrasts)
        )

    def _pair(
        self,
        label: Label,
        official: Sequence[Reading],
        press: Sequence[Reading],
        confidence: float,
        similarity: float = 0.0,
        *,
        contrasts: tuple[Contrast, ...] = (),
    ) -> Pair:
        both = bool(official and press)
        echo = find_echo(official, press) if both else None
        words = sum(len(reading.words) for reading in (*official, *press))
        return Pair(
            id=self._id(official, press),
            report=self._report,
            label=label,
            official=tuple(reading.statement.id for reading in official),
            press=tuple(reading.statement.id for reading in press),
            similarity=round(similarity, 3),
            confidence=round(confidence, 3),
            echo=None if label is Label.CONTRASTING and echo is Echo.PARAPHRASE else echo,
            contrasts=contrasts,
            edits=find_edits(official, press) if both and words <= MAX_EDITED_WORDS else (),
        )

    def _id(self, official: Iterable[Reading], press: Iterable[Reading]) -> str:
        """Return a hash of the report and the texts; where the same texts pair twice, the second has another."""
        key = pair_id(self._report, [r.text for r in official], [r.text for r in press])
        self._ids[key] += 1
        if self._ids[key] == 1:
            return key
        return pair_id(self._report, [r.text for r in official], [r.text for r in press], self._ids[key])

    def _place(self, pair: Pair) -> tuple[float, float, str]:
        """Return where a pair stands: by its first official statement, and added ones by their place in the report, last."""
        official = _number(pair.official[0]) if pair.official else float("inf")
        return official, _number(pair.press[0]) if pair.press else 0.0, pair.label


def _number(statement_id: str) -> float:
    return float(statement_id[1:])
