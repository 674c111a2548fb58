"""What is kept of a statement, a candidate or a document while the kinds ask about it, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from reportgen.facts.phrases import phrases
from reportgen.facts.tokens import tokens_of

if TYPE_CHECKING:
    from reportgen.label.view import Reading

T = TypeVar("T")
KEPT_READINGS = 8192
"""Statements whose phrases are kept: more than two long documents have."""


@dataclass(frozen=True, slots=True, eq=False)
class Same(Generic[T]):
    """A value by its identity: to hash all that is in a document costs as much as to go through it."""

    value: T

    def __hash__(self) -> int:
        """Return the identity of the value."""
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        """Return whether the other holds the very same value."""
        return isinstance(other, Same) and self.value is other.value


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a list in a statement, as a span of its text."""

    label: str
    start: int
    end: int


def find_phrases(reading: Reading, name: str) -> tuple[Hit, ...]:
    """Return the phrases of a list in `reportgen/data` that stand in a statement, in order."""
    return _phrases_of(Same(reading), name)


@lru_cache(maxsize=KEPT_READINGS)
def _phrases_of(same: Same[Reading], name: str) -> tuple[Hit, ...]:
    words = same.value.words
    found = phrases(name).find(tokens_of(same.value.text, words))
    return tuple(Hit(hit.label, words[hit.start].start, words[hit.end - 1].end) for hit in found)
