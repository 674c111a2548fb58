"""The words of a document pair: spelling variants made one, and how telling each stem is."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import JaroWinkler, Levenshtein

from reportgen.wordlists import read_words
from reportgen.words import stem, weigh

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportgen.words import Word

MIN_NAME_LENGTH = 5
"""Shorter names differ by a letter without being the same name ("Iran", "Iraq")."""
MIN_NAME_SIMILARITY = 0.85
"""Normalised Levenshtein similarity from which two capitalised words are one name: "Zelensky" and "Zelenskyy" have .89,
"Austria" and "Australia" .78."""
MAX_NAMES = 2000
"""Beyond this many unknown names a side, variants are not looked for: the cost grows with their product."""


class Vocabulary:
    """Stems of both sides on one footing."""

    def __init__(self, official: Iterable[tuple[Word, ...]], press: Iterable[tuple[Word, ...]]) -> None:
        official, press = tuple(official), tuple(press)
        self._variants = find_name_variants(official, press)
        self.weights: Mapping[str, float] = weigh([self.content_stems(words) for words in (*official, *press)])

    def stem(self, word: Word) -> str:
        """Return the word's stem, or the stem of the spelling the official side uses."""
        return self._variants.get(word.stem, word.stem)

    def content_stems(self, words: Iterable[Word]) -> tuple[str, ...]:
        """Return the stems of the words that carry a topic, in order, with long names in their short form."""
        return shorten(tuple(self.stem(word) for word in words if word.is_content))

    def weight(self, stems: Iterable[str]) -> float:
        """Return the summed weight of different stems."""
        return math.fsum(self.weights.get(stem, 0.0) for stem in set(stems))


@cache
def short_names() -> Mapping[tuple[str, ...], str]:
    """Return the stems of a name written out, and the stem of its short form (`data/short_names.txt`)."""
    sides = [entry.split(" = ") for entry in read_words("short_names.txt")]
    return {tuple(stem(word) for word in long.split()): stem(short) for long, short in sides}


def shorten(stems: tuple[str, ...]) -> tuple[str, ...]:
    """Return stems with names written out put in their short form.

    >>> shorten(("unit", "state", "sign"))
    ('us', 'sign')
    """
    found: list[str] = []
    index = 0
    while index < len(stems):
        name = next((long for long in short_names() if stems[index : index + len(long)] == long), None)
        found.append(short_names()[name] if name else stems[index])
        index += len(name) if name else 1
    return tuple(found)


def find_name_variants(official: Iterable[tuple[Word, ...]], press: Iterable[tuple[Word, ...]]) -> dict[str, str]:
    """Return, for stems of names only the press uses, the stem of the same name as the official side spells it.

    >>> from reportgen.words import split_words
    >>> find_name_variants([split_words("President Zelenskyy signed")], [split_words("Volodymyr Zelensky signed")])
    {'zelenski': 'zelenskyy'}
    """
    official_names = _names(official)
    press_names = _names(press)
    known = set(official_names)
    unknown = sorted(name for name in press_names if name not in known)
    candidates = sorted(known)
    if len(unknown) > MAX_NAMES or len(candidates) > MAX_NAMES:
        return {}
    found: dict[str, str] = {}
    for name in unknown:
        spelled = press_names[name]
        best = max(candidates, key=lambda other: (_likeness(spelled, official_names[other]), other), default=None)
        if best is not None and best not in press_names and _likeness(spelled, official_names[best]) >= MIN_NAME_SIMILARITY:
            found[name] = best
    return found


def _likeness(one: str, other: str) -> float:
    if one[0] != other[0] or abs(len(one) - len(other)) > 2 or JaroWinkler.similarity(one, other) < MIN_NAME_SIMILARITY:
        return 0.0
    return Levenshtein.normalized_similarity(one, other)


def _names(statements: Iterable[tuple[Word, ...]]) -> dict[str, str]:
    """Return stem to lower-case form of the words that stand capitalised inside a statement."""
    return {
        word.stem: word.lower
        for words in statements
        for position, word in enumerate(words)
        if position and word.text[0].isupper() and len(word.lower) >= MIN_NAME_LENGTH and word.is_content
    }
