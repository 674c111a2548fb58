"""From signals to a probability that an editor would pair two statements.

A logistic model: its weights are few enough to read, and `--explain` can print what each signal added. They are fitted by
`training/fit_aligner.py` and kept in `data/aligner.json`, with what they were fitted on.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model over named signals."""

    bias: float
    weights: Mapping[str, float]

    def contributions(self, signals: Mapping[str, float]) -> dict[str, float]:
        """Return what each signal adds to the log-odds, in the order of the weights."""
        return {name: weight * signals[name] for name, weight in self.weights.items()}

    def probability(self, signals: Mapping[str, float]) -> float:
        """Return the probability of these signals, 0 to 1."""
        total = self.bias + sum(self.contributions(signals).values())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_logistic(name: str) -> Logistic:
    """Return the model under a name in `data/aligner.json`; KeyError where there is none."""
    text = (files("reportgen") / "data" / "aligner.json").read_text(encoding="utf-8")
    model = json.loads(text)[name]
    return Logistic(model["bias"], model["weights"])


def logit(probability: float) -> float:
    """Return the log-odds of a probability, kept within what three decimals can tell."""
    bounded = min(0.999, max(0.001, probability))
    return math.log(bounded / (1 - bounded))
