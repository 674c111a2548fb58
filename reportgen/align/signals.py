"""What speaks for and against pairing an official statement with a press statement.

Every signal is a number the scorer weighs and `--explain` can print. None of them decides alone.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING

from reportgen.align.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportgen.label.view import DocumentReading, Reading
    from reportgen.words import Word

NGRAM = 4
"""Characters per n-gram: unweighted, 4 alone reach top-1 .709 on WiCE dev, 3 to 5 together .731 at three times the cost."""
MAX_STATEMENT_STEMS = 200
"""A statement's later stems are not compared; no sentence of a text has that many."""


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals of one official and one press statement, each from 0 to 1 unless said otherwise."""

    press_coverage: float
    """Share of the press statement's word weight that the official statement has too."""
    official_coverage: float
    """Share of the official statement's word weight that the press statement has too."""
    cosine: float
    """Cosine of the weighted stems."""
    ngrams: float
    """Cosine of character n-grams: sees shared word parts."""
    run: float
    """Weight of the longest run of words both share, as a share of the lighter side's."""
    quoted: float
    """Share of the press statement's quoted words that the official statement has too; 0 where nothing is quoted."""
    names: float
    """Share of the press statement's names that the official statement has too, weighted."""
    strangers: float
    """Share of the press statement's names that stand nowhere in the official text: high where it tells of somebody else."""
    figures: float
    """Share of the press statement's numbers that the official statement has too."""
    context: float
    """Press coverage where the statement before, on both sides, is counted in at half weight."""
    press_rank: float
    """This cosine over the highest of the press statement's cosines."""
    official_rank: float
    """This cosine over the highest of the official statement's cosines."""
    press_margin: float
    """This cosine less the next best of the press statement's, -1 to 1."""
    hub: float
    """Mean cosine of the official statement over the rest of the report: high where it resembles everything."""
    position: float
    """Distance between the statements' places in their texts."""
    press_length: float
    """Words of the press statement: log2(1 + n) / 6."""
    official_length: float
    """Words of the official statement: log2(1 + n) / 6."""
    lead: float
    """1 for the first press statement, falling to 0 at the fifth."""
    headings: float
    """1 where either statement is a heading or headline."""


NAMES = tuple(item.name for item in fields(Signals))


@dataclass(frozen=True, slots=True)
class _Profile:
    """One statement with everything about it that does not depend on its partner."""

    stems: frozenset[str]
    weights: Mapping[str, float]
    norm: float
    total: float
    sequence: tuple[str, ...]
    ngrams: Mapping[str, float]
    ngram_norm: float
    names: frozenset[str]
    figures: frozenset[str]
    quoted: frozenset[str]
    length: int
    is_heading: bool


class SignalTable:
    """The signals of all pairs of statements of two documents that share at least one telling word."""

    def __init__(self, official: DocumentReading, press: DocumentReading) -> None:
        self.vocabulary = Vocabulary(
            [reading.words for reading in official.readings], [reading.words for reading in press.readings]
        )
        self._official = [self._profile(reading) for reading in official.readings]
        self._press = [self._profile(reading) for reading in press.readings]
        self._holders = self._places_of_stems()
        self.cosines = self._sparse_cosines()
        self._best_of_press, self._best_of_official = self._bests()
        self._hubs = self._hub_scores()
        known = frozenset().union(*(profile.stems for profile in self._official))
        self._strangers = [_share(self._weight(profile.names - known), self._weight(profile.names)) for profile in self._press]

    def pairs(self) -> list[tuple[int, int]]:
        """Return the index pairs (official, press) that share a word, in order."""
        return sorted(self.cosines)

    def signals(self, official: int, press: int) -> Signals:
        """Return the signals of one pair of statements, by their indexes."""
        left, right = self._official[official], self._press[press]
        shared = left.stems & right.stems
        shared_weight = self.vocabulary.weight(shared)
        cosine = self.cosines.get((official, press), 0.0)
        first, second = self._best_of_press[press]
        rival = second if cosine >= first else first
        return Signals(
            press_coverage=_share(shared_weight, right.total),
            official_coverage=_share(shared_weight, left.total),
            cosine=cosine,
            ngrams=_dot(left.ngrams, right.ngrams) / (left.ngram_norm * right.ngram_norm or 1.0),
            run=self._run(left, right),
            quoted=_share(self.vocabulary.weight(right.quoted & left.stems), self.vocabulary.weight(right.quoted)),
            names=_share(self.vocabulary.weight(right.names & left.stems), self.vocabulary.weight(right.names)),
            strangers=self._strangers[press],
            figures=_share(len(right.figures & left.figures), len(right.figures)),
            context=self._context(official, press),
            press_rank=_share(cosine, first),
            official_rank=_share(cosine, self._best_of_official[official][0]),
            press_margin=cosine - rival,
            hub=max(0.0, self._hubs[official] - cosine) / max(1, len(self._press) - 1),
            position=abs(official / max(1, len(self._official) - 1) - press / max(1, len(self._press) - 1)),
            press_length=math.log2(1 + right.length) / 6,
            official_length=math.log2(1 + left.length) / 6,
            lead=max(0.0, 1 - press / 4),
            headings=float(left.is_heading or right.is_heading),
        )

    def similarity(self, official: Iterable[int], press: Iterable[int]) -> float:
        """Return the weighted share of words the two sides have in common (Dice), 0 to 1, over several statements a side."""
        left = frozenset().union(*(self._official[index].stems for index in official))
        right = frozenset().union(*(self._press[index].stems for index in press))
        both = self.vocabulary.weight(left) + self.vocabulary.weight(right)
        return _share(2 * self.vocabulary.weight(left & right), both)

    def press_coverages(self) -> dict[tuple[int, int], float]:
        """Return the share of the press statement's word weight that the official one has too, of every pair that shares any."""
        shared = defaultdict[tuple[int, int], float](float)
        for press, profile in enumerate(self._press):
            for stem in profile.weights:
                for official in self._holders.get(stem, ()):
                    shared[official, press] += self.vocabulary.weights[stem]
        return {key: _share(value, self._press[key[1]].total) for key, value in shared.items()}

    def _weight(self, stems: Iterable[str]) -> float:
        return self.vocabulary.weight(stems)

    def _profile(self, reading: Reading) -> _Profile:
        sequence = self.vocabulary.content_stems(reading.words)[:MAX_STATEMENT_STEMS]
        counts = Counter(sequence)
        weights = {stem: self.vocabulary.weights[stem] * (1 + math.log(count)) for stem, count in sorted(counts.items())}
        grams = _ngram_weights(sequence)
        return _Profile(
            stems=frozenset(counts),
            weights=weights,
            norm=math.sqrt(sum(value * value for value in weights.values())),
            total=self.vocabulary.weight(counts),
            sequence=sequence,
            ngrams=grams,
            ngram_norm=math.sqrt(sum(value * value for value in grams.values())),
            names=frozenset(self.vocabulary.stem(word) for word in _names(reading.words)),
            figures=frozenset(word.lower for word in reading.words if word.lower[0].isdigit()),
            quoted=frozenset(self.vocabulary.stem(word) for word in _quoted(reading)),
            length=len(reading.words),
            is_heading=reading.statement.kind in ("heading", "headline"),
        )

    def _places_of_stems(self) -> dict[str, list[int]]:
        holders: dict[str, list[int]] = defaultdict(list)
        for index, profile in enumerate(self._official):
            for stem in profile.weights:
                holders[stem].append(index)
        return holders

    def _sparse_cosines(self) -> dict[tuple[int, int], float]:
        """Return the cosines above nothing, by way of the words: the cost grows with the pairs that share one."""
        products: dict[tuple[int, int], float] = defaultdict(float)
        for press, profile in enumerate(self._press):
            for stem, weight in profile.weights.items():
                for official in self._holders.get(stem, ()):
                    products[official, press] += weight * self._official[official].weights[stem]
        return {
            key: value / (self._official[key[0]].norm * self._press[key[1]].norm) for key, value in products.items() if value > 0
        }

    def _bests(self) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
        of_press: list[list[float]] = [[] for _ in self._press]
        of_official: list[list[float]] = [[] for _ in self._official]
        for (official, press), value in self.cosines.items():
            of_press[press].append(value)
            of_official[official].append(value)
        return [_two_best(values) for values in of_press], [_two_best(values) for values in of_official]

    def _hub_scores(self) -> list[float]:
        """Return each official statement's cosines summed over the report."""
        sums = [0.0] * len(self._official)
        for (official, _), value in sorted(self.cosines.items()):
            sums[official] += value
        return sums

    def _run(self, left: _Profile, right: _Profile) -> float:
        """Return the weight of the heaviest common run of stems, as a share of the lighter side's weight."""
        places: dict[str, list[int]] = defaultdict(list)
        for index, stem in enumerate(left.sequence):
            places[stem].append(index)
        best = 0.0
        ending: dict[int, float] = {}
        for stem in right.sequence:
            weight = self.vocabulary.weights[stem]
            ending = {index: ending.get(index - 1, 0.0) + weight for index in places.get(stem, ())}
            best = max(best, max(ending.values(), default=0.0))
        return min(1.0, _share(best, min(left.total, right.total)))

    def _context(self, official: int, press: int) -> float:
        here = self._official[official].stems | (self._official[official - 1].stems if official else frozenset())
        own = self._press[press]
        before = self._press[press - 1].stems - own.stems if press else frozenset()
        found = self.vocabulary.weight(own.stems & here) + self.vocabulary.weight(before & here) / 2
        return _share(found, own.total + self.vocabulary.weight(before) / 2)


def _names(words: Sequence[Word]) -> list[Word]:
    return [word for position, word in enumerate(words) if position and word.text[0].isupper() and word.is_content]


def _quoted(reading: Reading) -> list[Word]:
    """Return the content words inside the statement's quotation marks."""
    spans = reading.statement.voice.quoted
    return [
        word
        for word in reading.words
        if word.is_content and any(start <= reading.origins[word.start] < end for start, end in spans)
    ]


@lru_cache(maxsize=16384)
def _grams(stem: str) -> tuple[str, ...]:
    padded = f" {stem[:64]} "
    return tuple(padded[index : index + NGRAM] for index in range(max(1, len(padded) - NGRAM + 1)))


def _ngram_weights(sequence: Iterable[str]) -> dict[str, float]:
    counts = Counter(gram for stem in sequence for gram in _grams(stem))
    return {gram: 1 + math.log(count) for gram, count in sorted(counts.items())}


def _dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    small, large = (left, right) if len(left) <= len(right) else (right, left)
    return sum(value * large[key] for key, value in small.items() if key in large)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _two_best(values: list[float]) -> tuple[float, float]:
    ordered = sorted(values, reverse=True)[:2]
    return (ordered[0] if ordered else 0.0, ordered[1] if len(ordered) > 1 else 0.0)
