"""A statement's words with the text between them and the clauses they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportgen.facts.lexicon import bag, words_of
from reportgen.wordlists import read_classes
from reportgen.words import Word, normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_WORDS = 400
"""Words beyond this many are not read for facts. A statement of the open reports has 120 at most; text without
punctuation may come as one statement of any length."""

_BREAK = re.compile(r"[,;:!?()\[\]{}\"“”—–…]|\s-\s|--|\.\s")
_STARTERS = words_of("fact_words.txt", "tokens: starters")
"""Words that may begin a clause. "And" and "or" count where a verb phrase follows; for contexts it does no harm that
they part lists as well, since a list's items are compared one by one anyway."""

_HARD_STARTERS = _STARTERS - bag("and or than as after before until since that")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one text, ready for the finders of facts."""

    text: str
    words: tuple[Word, ...]
    lowers: tuple[str, ...]
    gaps: tuple[str, ...]
    """`gaps[i]` is the text before word `i`; one more stands for the text after the last word."""
    clauses: tuple[int, ...]
    """The number of the clause each word stands in, by punctuation and by words that begin clauses."""

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.words)

    def lower(self, index: int) -> str:
        """Return the lower-case form of a word, empty outside the text."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def gap(self, index: int) -> str:
        """Return the text before word `index`, empty outside the text."""
        return self.gaps[index] if 0 <= index < len(self.gaps) else ""

    def is_joined(self, index: int) -> bool:
        """Return whether only white space or a hyphen parts a word from the one before it."""
        return 0 < index < len(self.words) and self.gaps[index].strip() in {"", "-", "‑"}

    def stems(self, indexes: Iterable[int]) -> frozenset[str]:
        """Return the stems of those words that carry a topic and are no numbers."""
        words, idle = self.words, _idle()
        return frozenset(
            words[i].stem
            for i in indexes
            if words[i].is_content and words[i].lower not in idle and not words[i].text[0].isdigit()
        )

    def clause_span(self, index: int) -> tuple[int, int]:
        """Return the first word of the clause around a word, and the word after its last."""
        clauses, number = self.clauses, self.clauses[index]
        first = last = index
        while first > 0 and clauses[first - 1] == number:
            first -= 1
        while last < len(clauses) and clauses[last] == number:
            last += 1
        return first, last


@cache
def _idle() -> frozenset[str]:
    """Return the words that name numbers and days: they are facts of their own and tell no topic."""
    numbers = read_classes("number_words.txt")
    calendar = read_classes("calendar.txt")
    rows = [
        row
        for table in (numbers, calendar)
        for label, entries in table.items()
        if label not in {"fraction", "days"}
        for row in entries
    ]
    return frozenset(row.split()[0] for row in rows) - {"first", "second", "third", "fourth"}


def tokens_of(text: str, words: tuple[Word, ...]) -> Tokens:
    """Return the tokens of a text that was split into `words`."""
    words = words[:MAX_WORDS]
    gaps = []
    position = 0
    for word in words:
        gaps.append(text[position : word.start])
        position = word.end
    gaps.append(text[position : position + 8])
    lowers = tuple(word.lower or normal_form(word.text) for word in words)
    return Tokens(text, words, lowers, tuple(gaps), _clauses(lowers, gaps))


def _clauses(lowers: tuple[str, ...], gaps: list[str]) -> tuple[int, ...]:
    numbers = []
    number = 0
    for index, lower in enumerate(lowers):
        if index and ((gaps[index] != " " and _BREAK.search(gaps[index])) or lower in _HARD_STARTERS):
            number += 1
        numbers.append(number)
    return tuple(numbers)
