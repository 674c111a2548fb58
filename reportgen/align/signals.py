"""What speaks for and against pairing an official statement with a press statement.

Every signal is a number the scorer weighs and `--explain` can print. None of them decides alone.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

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
    """The signals of all pairs of statements of two documents.

    In texts of one form every pair shares words. So nothing is kept for each pair: what a press statement shares with all
    official ones is worked out in one go where it is asked for, and costs its words times the official statements.
    """

    def __init__(self, official: DocumentReading, press: DocumentReading) -> None:
        self.vocabulary = Vocabulary(
            [reading.words for reading in official.readings], [reading.words for reading in press.readings]
        )
        self._official = [self._profile(reading) for reading in official.readings]
        self._press = [self._profile(reading) for reading in press.readings]
        self._holders = self._places_of_stems()
        self._norms = _array([profile.norm for profile in self._official])
        self._sums_up()
        known = frozenset().union(*(profile.stems for profile in self._official))
        self._strangers = [_share(self._weight(profile.names - known), self._weight(profile.names)) for profile in self._press]

    def pairs(self) -> list[tuple[int, int]]:
        """Return the index pairs (official, press) that share a word, in order."""
        shared = [self.cosines_of(press).nonzero()[0].tolist() for press in range(len(self._press))]
        return sorted((official, press) for press, partners in enumerate(shared) for official in partners)

    def cosine(self, official: int, press: int) -> float:
        """Return the cosine of the weighted stems of one pair, 0 where it shares none."""
        left, right = self._official[official], self._press[press]
        product = 0.0
        for stem, weight in right.weights.items():
            product += weight * left.weights.get(stem, 0.0)
        return _share(product, left.norm * right.norm)

    def cosines_of(self, press: int) -> Any:
        """Return the cosines of a press statement with every official one, as an array."""
        profile = self._press[press]
        products = _array([0.0] * len(self._official))
        for stem, weight in profile.weights.items():
            if stem in self._holders:
                places, weights = self._holders[stem]
                products[places] += weight * weights
        found = products.nonzero()
        products[found] /= self._norms[found] * profile.norm
        return products

    def signals(self, official: int, press: int) -> Signals:
        """Return the signals of one pair of statements, by their indexes."""
        left, right = self._official[official], self._press[press]
        shared = left.stems & right.stems
        shared_weight = self.vocabulary.weight(shared)
        cosine = self.cosine(official, press)
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
            official_rank=_share(cosine, self._best_of_official[official]),
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

    def press_coverages(self) -> Any:
        """Return the share of each press statement's word weight that each official one has too, as a table (official, press)."""
        import numpy as np  # noqa: PLC0415 - slow to import, and not every command compares

        shares = np.zeros((len(self._official), len(self._press)))
        for press, profile in enumerate(self._press):
            shared = np.zeros(len(self._official))
            for stem in profile.weights:
                if stem in self._holders:
                    shared[self._holders[stem][0]] += self.vocabulary.weights[stem]
            if profile.total:
                shares[:, press] = shared / profile.total
        return shares

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

    def _places_of_stems(self) -> dict[str, tuple[Any, Any]]:
        """Return for each stem the official statements that hold it, and its weight in each."""
        holders: dict[str, tuple[list[int], list[float]]] = {}
        for index, profile in enumerate(self._official):
            for stem, weight in profile.weights.items():
                places, weights = holders.setdefault(stem, ([], []))
                places.append(index)
                weights.append(weight)
        return {stem: (_array(places), _array(weights)) for stem, (places, weights) in holders.items()}

    def _sums_up(self) -> None:
        """Work out once what many pairs share: the two best cosines of each press statement, bests and sums of official ones."""
        best, sums = _array([0.0] * len(self._official)), _array([0.0] * len(self._official))
        self._best_of_press: list[tuple[float, float]] = []
        for press in range(len(self._press)):
            cosines = self.cosines_of(press)
            self._best_of_press.append(_two_best(cosines))
            best = best.clip(min=cosines)
            sums += cosines
        self._best_of_official: list[float] = best.tolist()
        self._hubs: list[float] = sums.tolist()

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


def _two_best(values: Any) -> tuple[float, float]:
    ordered = (*sorted(values.tolist(), reverse=True)[:2], 0.0, 0.0)
    return ordered[0], ordered[1]


def _array(values: Sequence[float]) -> Any:
    import numpy as np  # noqa: PLC0415 - slow to import, and not every command compares

    return np.array(values)
