"""Which words a story is about, and whether a passage speaks of the same."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from reportgen.read.furniture.phrases import tokens_of
from reportgen.read.furniture.words import content_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportgen.read.furniture.views import View

ENOUGH = 5
"""Paragraphs of a story before its vocabulary says anything; in fewer, each new paragraph brings new words."""

SHORTEST_TITLE = 4
COHERENT = 0.2
"""Lists of products or of news in brief stay below; stories have .3 and more."""


class Story:
    """The vocabulary of the blocks taken for the story."""

    def __init__(self, views: Iterable[View]) -> None:
        self._counts: Counter[str] = Counter()
        self._words: dict[int, dict[str, int]] = {}
        for view in views:
            words = view.words
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
        """Whether there is enough of the story, and of one matter, to say of a block that it speaks of something else."""
        return len(self._words) >= ENOUGH and self.coherence >= COHERENT

    def relation(self, view: View) -> float:
        """Return how much of a block's telling words other blocks of the story use, from 0 to 1."""
        words = view.words
        total = sum(words.values())
        if not total:
            return 0.0
        at_least = 2 if view.index in self._words else 1
        return sum(weight for word, weight in words.items() if self._counts[word] >= at_least) / total


class Title:
    """The words of a page's title: of the one its file tells, or of its first line, which on a pasted page is its title."""

    def __init__(self, views: Iterable[View], told: str | None = None) -> None:
        first = next((view for view in views if view.size >= SHORTEST_TITLE), None)
        tokens = tokens_of(told) if told else []
        is_told = told is not None and len(tokens) >= SHORTEST_TITLE
        self._words = content_words(told) if told is not None and is_told else first.words if first else {}
        self._line = " ".join(tokens if is_told else first.tokens if first else ())
        self._index = -1 if is_told else first.index if first else 0

    def relation(self, view: View) -> float:
        """Return how much of the title a block has: 1 for three telling words or more."""
        shared = sum(weight for word, weight in view.words.items() if word in self._words)
        return min(1.0, shared / 3)

    def is_told_by(self, view: View) -> bool:
        """Return whether a line further down has as many words of the title as count."""
        return view.index > self._index and self.relation(view) >= 1

    def is_repeated_by(self, view: View) -> bool:
        """Return whether a line further down is the title, without the name of the site: the headline over the story."""
        line = " ".join(view.tokens)
        return (
            view.index > self._index and view.size >= SHORTEST_TITLE and 2 * len(line) >= len(self._line) and line in self._line
        )
