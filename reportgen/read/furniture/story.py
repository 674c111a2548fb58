"""Which words a story is about, and whether a passage speaks of the same."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from reportgen.read.furniture.views import SMALL_WORDS, View

if TYPE_CHECKING:
    from collections.abc import Iterable

STEM = 6
"""Words are compared by so many first letters: that joins "negotiate" and "negotiations" without a stemmer."""

ENOUGH = 5
"""Paragraphs of a story before its vocabulary says anything; in fewer, each new paragraph brings new words."""

SHORTEST_TITLE = 4
COHERENT = 0.2
"""Lists of products or of news in brief stay below; stories have .3 and more."""

_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*\d|\d{2,}")


def content_words(text: str) -> dict[str, int]:
    """Return the telling words of a text by their stems; names count double.

    >>> content_words("The agreement with Spain")
    {'agreem': 1, 'spain': 2}
    """
    found: dict[str, int] = {}
    for word in _WORD.finditer(text[:20_000]):
        token = word.group()
        low = token.lower()
        if low in SMALL_WORDS or len(low) < 3:
            continue
        inside = word.start() > 1 and text[word.start() - 2] not in ".!?:\n"
        weight = 2 if token[0].isupper() and inside else 1
        stem = low[:STEM]
        found[stem] = max(weight, found.get(stem, 0))
    return found


class Story:
    """The vocabulary of the blocks taken for the story."""

    def __init__(self, views: Iterable[View]) -> None:
        self._counts: Counter[str] = Counter()
        self._words: dict[int, dict[str, int]] = {}
        for view in views:
            words = content_words(view.text)
            self._words[view.index] = words
            self._counts.update(words.keys())

    @cached_property
    def coherence(self) -> float:
        """How much of their words the paragraphs share with each other, from 0 to 1; short ones count less."""
        total = weights = 0.0
        for words in self._words.values():
            size = sum(words.values())
            total += sum(weight for word, weight in words.items() if self._counts[word] >= 2)
            weights += size
        return total / weights if weights else 0.0

    @property
    def is_known(self) -> bool:
        """Whether there is enough of the story, and it keeps to its matter, to say of a block that it speaks of something else."""
        return len(self._words) >= ENOUGH and self.coherence >= COHERENT

    def relation(self, view: View) -> float:
        """Return how much of a block's telling words other blocks of the story use, from 0 to 1."""
        own = self._words.get(view.index)
        words = content_words(view.text) if own is None else own
        total = sum(words.values())
        if not total:
            return 0.0
        at_least = 1 if own is None else 2
        return sum(weight for word, weight in words.items() if self._counts[word] >= at_least) / total


class Title:
    """The words of a page's first line, which on a pasted page is its title."""

    def __init__(self, views: Iterable[View]) -> None:
        first = next((view for view in views if view.size >= SHORTEST_TITLE), None)
        self._words = content_words(first.text) if first else {}
        self._line = " ".join(first.tokens) if first else ""
        self._index = first.index if first else 0

    def relation(self, view: View) -> float:
        """Return how much of the title a block has: 1 for three telling words or more."""
        shared = sum(weight for word, weight in content_words(view.text).items() if word in self._words)
        return min(1.0, shared / 3)

    def is_repeated_by(self, view: View) -> bool:
        """Return whether a line further down is the title, without the name of the site: the headline over the story."""
        line = " ".join(view.tokens)
        return view.index > self._index and view.size >= SHORTEST_TITLE and 2 * len(line) >= len(self._line) and line in self._line
