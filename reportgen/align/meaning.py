"""What the pair model adds to the words: how near two statements are in meaning, and what it says of them read together.

The model reads each statement once by itself, which gives the affinity of every pair, and then, both at once, only the pairs
that words and affinity put first and that a glance at them does not rule out. Most signals set a pair beside its rivals: the
other official statements a press statement might speak to, and the other press statements that might speak to an official one.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from reportgen.align.kept import Kept
from reportgen.align.pairmodel import TEXT_LIMIT, PairModel, cosines
from reportgen.align.scorer import load_logistic
from reportgen.align.signals import NAMES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reportgen.align.pairmodel import Chances
    from reportgen.align.signals import SignalTable
    from reportgen.label.view import Reading

CANDIDATES = 12
"""Official statements read together with each press statement, the nearest first."""
READ_LIMIT = 2000
"""Pairs read together at most; in longer texts each press statement gets fewer candidates, and one at least."""
FEWEST_CANDIDATES = 3
"""Of its candidates, those each press statement is read with whatever a glance says."""
GLANCE_FLOOR = 0.002
"""Chance that a pair turns out likely enough to be read for differences, below which the model does not read it at all.

When it was set, 3,355 of 7,273 pairs of the open reports were read, and link F1 was .462 (.460 where all were), label macro-F1
.540 (.540); at .003 they were .459 and .536, at .0005 4,266 pairs were read and no figure differed."""
CELL_LIMIT = 4_000_000
"""Pairs of statements of two texts (2,000 each) above which the words decide alone: the tables would not fit a laptop."""
PAIRS_KEPT = 4096
"""Readings of pairs that are kept in memory, a few megabytes: those of twenty reports on one statement."""
VECTORS_KEPT = 4096
"""Vectors of statements that are kept, six megabytes."""
CROWD = 0.1
"""Rivals within this distance of the best are as good as it."""
UNREAD = -5.0
"""The log-odds given to a pair that was not worth reading; the model's own end at 6.9 on either side."""


@dataclass(frozen=True, slots=True)
class Glance:
    """The signals of one pair that the model gives without reading both statements together.

    `nearness` below is the mean of affinity and press coverage.
    """

    affinity: float
    """Cosine of the two statements' vectors, each read by itself."""
    affinity_press_rank: float
    """This affinity over the highest of the press statement's."""
    affinity_official_rank: float
    """This affinity over the highest of the official statement's."""
    affinity_margin: float
    """This affinity less the next best of the press statement's."""
    affinity_hub: float
    """Mean affinity of the official statement over the report: high where it resembles everything."""
    affinity_press_mean: float
    """Mean affinity of the press statement over the official text."""
    affinity_words: float
    """Affinity times the cosine of the weighted stems: high only where both agree."""
    before: float
    """Nearness of the official statement and the press statement before."""
    after: float
    """Nearness of the official statement and the press statement after."""
    above: float
    """Affinity of the press statement and the official statement before."""
    below: float
    """Affinity of the press statement and the official statement after."""
    best_of_press: float
    """The highest nearness of the press statement: low where it speaks of something else altogether."""
    best_of_official: float
    """The highest nearness of the official statement."""
    crowd_of_press: float
    """How many official statements are as near to the press statement as its nearest, log2(n)."""
    crowd_of_official: float
    """How many press statements are as near to the official statement as its nearest, log2(n)."""


@dataclass(frozen=True, slots=True)
class Meaning(Glance):
    """All signals of one pair that come of the model."""

    read_link: float
    """Log-odds that the pair speaks of one claim, as the model says that reads both."""
    read_press_rank: float
    """The same as a chance, over the highest of the press statement's."""
    read_official_rank: float
    """The same, over the highest of the official statement's."""
    read_margin: float
    """This chance less the next best of the press statement's."""


GLANCE_NAMES = (*NAMES, *(item.name for item in fields(Glance)))
_pairs: Kept[tuple[str, str], Chances] = Kept(PAIRS_KEPT)
_vectors: Kept[str, Any] = Kept(VECTORS_KEPT)
MEANING_NAMES = tuple(item.name for item in fields(Meaning))


class MeaningTable:
    """The model's signals for the pairs of two documents."""

    def __init__(
        self,
        table: SignalTable,
        official: Sequence[Reading],
        press: Sequence[Reading],
        *,
        settled: Collection[tuple[int, int]] = (),
        reads_all: bool = False,
    ) -> None:
        """Read the statements, but of those in `settled` pairs (official, press) no other pair.

        `reads_all` reads every near pair, whatever a glance says of it.
        """
        import numpy as np  # noqa: PLC0415 - slow to import, and not every command compares

        self._official, self._press = official, press
        self._table = table
        self._model = PairModel.load()
        shape = len(official), len(press)
        sides = [[reading.text[:TEXT_LIMIT] for reading in readings] for readings in (official, press)]
        affinity = cosines(*(_vectors.answers(side, self._model.vectors) for side in sides))
        self._affinity: Any = np.array(affinity).reshape(shape)
        self._near: Any = (self._affinity + table.press_coverages()) / 2
        self._sums_up_statements()
        self.candidates = self._worth_reading(settled, reads_all=reads_all)
        self._chances = dict(zip(self.candidates, self._read(self.candidates), strict=True))
        self._linked: Any = np.zeros(shape)
        for key, chances in self._chances.items():
            self._linked[key] = 1 - chances[0]
        self._sums_up_readings()

    def _worth_reading(self, settled: Collection[tuple[int, int]], *, reads_all: bool) -> list[tuple[int, int]]:
        """Return the pairs (official, press) worth reading together, by press statement."""
        import numpy as np  # noqa: PLC0415

        count = max(1, min(CANDIDATES, READ_LIMIT // max(1, len(self._press))))
        order = np.argsort(-self._near, axis=0, kind="stable")[:count]
        done = {official for official, _ in settled}
        found = []
        for press in sorted(set(range(len(self._press))) - {press for _, press in settled}):
            nearest = [official for official in order[:, press].tolist() if official not in done]
            rest = [official for official in nearest[FEWEST_CANDIDATES:] if reads_all or self._is_promising(official, press)]
            found += [(official, press) for official in sorted(nearest[:FEWEST_CANDIDATES] + rest)]
        return found

    def _is_promising(self, official: int, press: int) -> bool:
        return load_logistic("glance").probability(self.glance(official, press)) >= GLANCE_FLOOR

    def glance(self, official: int, press: int) -> dict[str, float]:
        """Return the signals of one pair that are known before both statements are read together."""
        return asdict(self._table.signals(official, press)) | self._glance(official, press)

    def _read(self, keys: Sequence[tuple[int, int]]) -> list[Chances]:
        texts = [(self._official[official].text[:TEXT_LIMIT], self._press[press].text[:TEXT_LIMIT]) for official, press in keys]
        return _pairs.answers(texts, self._model.score)

    def _sums_up_statements(self) -> None:
        """Work out once what many pairs share of the single statements: bests, means, crowds."""
        near, affinity = self._near, self._affinity
        if not near.size:
            return
        self._affinity_of_press, self._affinity_of_official = _two_best(affinity, 0), affinity.max(axis=1)
        self._hubs, self._means = affinity.mean(axis=1), affinity.mean(axis=0)
        self._best_of_press, self._best_of_official = near.max(axis=0), near.max(axis=1)
        self._crowd_of_press = (near > self._best_of_press[None, :] - CROWD).sum(axis=0)
        self._crowd_of_official = (near > self._best_of_official[:, None] - CROWD).sum(axis=1)

    def _sums_up_readings(self) -> None:
        """Work out once what many pairs share of what was read together."""
        if self._linked.size:
            self._linked_of_press, self._linked_of_official = _two_best(self._linked, 0), self._linked.max(axis=1)

    def nearness(self, official: int, press: int) -> float:
        """Return the mean of the affinity of a pair and the share of the press statement's words that the official one has."""
        return float(self._near[official, press])

    def chances(self, official: int, press: int) -> Chances:
        """Return what the model says of a pair, reading it now if it was no candidate."""
        key = official, press
        if key not in self._chances:
            self._chances[key] = self._read([key])[0]
        return self._chances[key]

    def _glance(self, official: int, press: int) -> dict[str, float]:
        affinity, near = float(self._affinity[official, press]), self._near
        best = self._affinity_of_press[press]
        return {
            "affinity": affinity,
            "affinity_press_rank": affinity / (best[0] or 1.0),
            "affinity_official_rank": affinity / (float(self._affinity_of_official[official]) or 1.0),
            "affinity_margin": _margin(affinity, best),
            "affinity_hub": float(self._hubs[official]),
            "affinity_press_mean": float(self._means[press]),
            "affinity_words": affinity * self._table.cosine(official, press),
            "before": float(near[official, max(0, press - 1)]),
            "after": float(near[official, min(near.shape[1] - 1, press + 1)]),
            "above": float(self._affinity[max(0, official - 1), press]),
            "below": float(self._affinity[min(near.shape[0] - 1, official + 1), press]),
            "best_of_press": float(self._best_of_press[press]),
            "best_of_official": float(self._best_of_official[official]),
            "crowd_of_press": math.log2(int(self._crowd_of_press[press])),
            "crowd_of_official": math.log2(int(self._crowd_of_official[official])),
        }

    def meaning(self, official: int, press: int) -> Meaning:
        """Return the signals of one pair of statements, by their indexes."""
        linked = float(self._linked[official, press])
        was_read = (official, press) in self._chances and linked > 0
        return Meaning(
            **self._glance(official, press),
            read_link=log_odds(linked) if was_read else UNREAD,
            read_press_rank=linked / (self._linked_of_press[press][0] or 1.0),
            read_official_rank=linked / (float(self._linked_of_official[official]) or 1.0),
            read_margin=_margin(linked, self._linked_of_press[press]),
        )


def log_odds(chance: float) -> float:
    """Return the log-odds of a chance, kept within what its three decimals can tell."""
    return math.log((chance + 0.001) / (1 - chance + 0.001))


def _two_best(values: Any, axis: int) -> list[tuple[float, float]]:
    """Return the highest and the next value along an axis, 0 where there is no next."""
    import numpy as np  # noqa: PLC0415

    ordered = -np.sort(-values, axis=axis)
    second = ordered[1] if len(ordered) > 1 else np.zeros_like(ordered[0])
    return list(zip(ordered[0].tolist(), second.tolist(), strict=True))


def _margin(value: float, best: tuple[float, float]) -> float:
    return value - (best[1] if value >= best[0] else best[0])
