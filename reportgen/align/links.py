"""Candidate links between statements of two documents, each with its probability, and the decision which of them hold.

1. Twins: statements of the same words are set beside each other, in order, and take no other partner.
2. Candidates: for each press statement, the official statements that share the most with it.
3. Scores: the scorer weighs the signals of each candidate.
4. Decision: the floor, the competition among a statement's partners, and a bound on how many it may have.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from reportgen.align.meaning import CELL_LIMIT, MeaningTable, log_odds
from reportgen.align.scorer import load_logistic
from reportgen.align.signals import SignalTable
from reportgen.words import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportgen.align.scorer import Logistic
    from reportgen.label.view import DocumentReading, Reading
    from reportgen.settings import Settings

CANDIDATES = 8
"""Official statements looked at for each press statement, the nearest first."""
CONTRAST_LINK_FLOOR = 0.15
"""Candidates from this probability on are read for differences of fact: figures, times, who acts."""
ANSWER_LINK_FLOOR = 0.02
"""Candidates from this one on are read for answers: doubts, limits, opposite accounts. They share few words with what they
answer: of 550 linked pairs in the open reports, matched or contrasting, 120 share none."""
NEARNESS_FLOOR = 0.22
"""Mean of affinity and press coverage below which no link holds, however it stands beside its rivals: a text of one statement has
no rivals. Of the links that hold on the open reports without this floor, the least near has .227."""
MAX_PARTNERS = 4
"""A statement of either side that would have more partners is about everything, so about none of them: it keeps its likeliest.

On the open reports four partners of an official statement at most give link precision .657 and F1 .460, without a bound .653 and
.461, with two .651 and .448."""
RIVAL_SHARE = 0.5
"""A partner has at least this share of the probability of the press statement's best one."""
OFFICIAL_SHARE = 0.5
"""And of the official statement's best one, so that a statement which resembles everything keeps its nearest partners.

On the open reports both at .5 give link precision .654 and F1 .463; .65 and none give .639 and .442; .35 and .5 give .634 and
.468; .5 and .65 give .669 and .456."""


@dataclass(frozen=True, slots=True)
class Link:
    """One official and one press statement, by their indexes, and how likely an editor would pair them."""

    official: int
    press: int
    probability: float
    """That they speak of the same claim or matter."""
    is_twin: bool = False
    """True for statements of the same words."""


class Alignment:
    """Every candidate link of a document pair, and those that hold."""

    def __init__(
        self,
        official: DocumentReading,
        press: DocumentReading,
        settings: Settings,
        *,
        by_words_alone: bool = False,
        reads_all: bool = False,
    ) -> None:
        """Align two documents, without the pair model or with more of its readings where the aligner itself is fitted."""
        self.official = official
        self.press = press
        self.table = SignalTable(official, press)
        cells = len(official.readings) * len(press.readings)
        has_model = 0 < cells <= CELL_LIMIT and not by_words_alone
        twins = find_twins(official.readings, press.readings)
        settled = [(link.official, link.press) for link in twins]
        self.meanings = (
            MeaningTable(self.table, official.readings, press.readings, settled=settled, reads_all=reads_all)
            if has_model
            else None
        )
        self.candidates = {(link.official, link.press): link for link in (*twins, *self._scored(twins))}
        self.links = decide(filter(self.is_near, self.candidates.values()), floor=settings.link_floor)

    def _scored(self, twins: Iterable[Link]) -> list[Link]:
        taken_official = {link.official for link in twins}
        taken_press = {link.press for link in twins}
        keys = self.meanings.candidates if self.meanings else near_pairs(self.table, len(self.press.readings))
        return [
            self._link(official, press) for official, press in keys if official not in taken_official and press not in taken_press
        ]

    def is_near(self, link: Link) -> bool:
        """Return whether a link's statements are near enough, whatever their rivals."""
        return link.is_twin or not self.meanings or self.meanings.nearness(link.official, link.press) >= NEARNESS_FLOOR

    def link(self, official: int, press: int) -> Link:
        """Return the link of a pair of statements, whether or not it was a candidate."""
        known = self.candidates.get((official, press))
        return known or self._link(official, press)

    def _link(self, official: int, press: int) -> Link:
        return Link(official, press, self.scorer.probability(self.explain(official, press)))

    @property
    def scorer(self) -> Logistic:
        """The weights for the signals there are: those of very long texts come of the words alone."""
        return load_logistic("link" if self.meanings else "link_by_words")

    def explain(self, official: int, press: int) -> dict[str, float]:
        """Return every signal of a pair of statements, as the scorer sees them."""
        words = asdict(self.table.signals(official, press))
        return words | asdict(self.meanings.meaning(official, press)) if self.meanings else words

    def read_contrast(self, official: int, press: int) -> float:
        """Return the log-odds that a pair differs if it speaks of one claim, as the model says; 0 where it was not asked."""
        if not self.meanings:
            return 0.0
        _, agrees, differs = self.meanings.chances(official, press)
        return log_odds(differs / (agrees + differs)) if agrees + differs else 0.0


def find_twins(official: Iterable[Reading], press: Iterable[Reading]) -> list[Link]:
    """Return links between statements of the same words: the first with the first, the second with the second.

    Where one side repeats a statement more often, its last counterpart takes the rest.
    """
    places = _places(official)
    links = []
    for words, mine in _places(press).items():
        theirs = places.get(words, ())
        for number in range(max(len(mine), len(theirs)) if theirs else 0):
            pair = theirs[min(number, len(theirs) - 1)], mine[min(number, len(mine) - 1)]
            links.append(Link(*pair, 1.0, is_twin=True))
    return sorted(links, key=lambda link: (link.press, link.official))


def _places(readings: Iterable[Reading]) -> dict[tuple[str, ...], list[int]]:
    """Return the places of the statements under their words."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, reading in enumerate(readings):
        places[_words_of(reading)].append(index)
    return places


def _words_of(reading: Reading) -> tuple[str, ...]:
    return tuple(normal_form(word.text) for word in reading.words) or (reading.text,)


def near_pairs(table: SignalTable, press_count: int) -> list[tuple[int, int]]:
    """Return the index pairs worth scoring: for each press statement its nearest official statements."""
    pairs = []
    for press in range(press_count):
        cosines = table.cosines_of(press)
        order = (-cosines).argsort(kind="stable")[:CANDIDATES].tolist()
        pairs += [(official, press) for official in order if cosines[official]]
    return pairs


def decide(candidates: Iterable[Link], *, floor: float) -> tuple[Link, ...]:
    """Return the links that hold, in order of the press: likely enough, and not far behind either statement's best partner."""
    by_press: dict[int, list[Link]] = defaultdict(list)
    for link in candidates:
        if link.probability >= floor:
            by_press[link.press].append(link)
    held = [link for press in sorted(by_press) for link in _partners(by_press[press])]
    by_official: dict[int, list[float]] = defaultdict(list)
    for link in held:
        by_official[link.official].append(link.probability)
    least = {official: _least(probabilities) for official, probabilities in by_official.items()}
    return tuple(link for link in held if link.is_twin or link.probability >= least[link.official])


def _least(probabilities: list[float]) -> float:
    """Return the probability from which an official statement keeps its partners."""
    ordered = sorted(probabilities, reverse=True)
    return max(OFFICIAL_SHARE * ordered[0], ordered[:MAX_PARTNERS][-1])


def _partners(links: list[Link]) -> list[Link]:
    ordered = sorted(links, key=lambda link: (-link.probability, link.official))
    if any(link.is_twin for link in ordered):
        return [link for link in ordered if link.is_twin]
    best = ordered[0].probability
    return sorted(
        (link for link in ordered[:MAX_PARTNERS] if link.probability >= RIVAL_SHARE * best), key=lambda link: link.official
    )
