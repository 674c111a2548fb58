"""How much of a news page's text was found: multisets of four words in a row, as Zyte's article extraction benchmark scores."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Words = Counter[tuple[str, ...]]

RUN = 4
"""Words in a row that count as one."""
_WORD = re.compile(r"\w+")


def runs_of(text: str) -> Words:
    """Return how often each four words stand in a row; at both ends also fewer."""
    words = _WORD.findall(text)
    return Counter(tuple(words[max(0, at) : at + RUN]) for at in range(1 - RUN, len(words)))


def score(wanted: str, found: str) -> tuple[float, float]:
    """Return precision and recall of what was found of a page."""
    gold, ours = runs_of(wanted), runs_of(found)
    common = sum((gold & ours).values())
    return common / max(1, sum(ours.values())), common / max(1, sum(gold.values()))


def means(scores: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the mean precision and recall of a set, and F of the two."""
    precision, recall = (sum(each[place] for each in scores) / len(scores) for place in (0, 1))
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
