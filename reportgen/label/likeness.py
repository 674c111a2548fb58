"""How far two sets of words speak of the same thing, synonyms and spelling counted in."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reportgen.facts import calendar
from reportgen.facts.tokens import MAX_WORDS
from reportgen.label.identity import Same
from reportgen.wordlists import read_classes, read_words
from reportgen.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportgen.label.view import Candidate, DocumentReading, Reading

ENOUGH_WORDS = 5
"""A statement with fewer words that carry a topic (a heading, a label) shares them all by chance."""
DEFAULT_WEIGHT = 1.0
"""The weight of a stem that the document pair's weights do not know."""
MIN_VOCABULARY = 80
"""With fewer stems than this in both documents, a stem on both sides would count for little only because it is shared."""
MIN_PREFIX = 4
"""A stem of this length that begins another is taken for the same word in another form ("sign", "signatur")."""
MAX_SUFFIX = 5
"""How much longer the other may be."""


def alike(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Return the stems of `one` that stand, as they are or by a synonym, in `other`.

    The cost grows with the sum of the two, not their product: other forms of a word are looked up by its first letters.
    """
    shared = one & other
    rest = one - shared
    if not rest or not other:
        return shared
    forms, table = _by_beginning(other), synonyms()
    return shared | {
        word
        for word in rest
        if not table.get(word, _NONE).isdisjoint(other) or any(is_alike(word, form) for form in forms.get(word[:MIN_PREFIX], ()))
    }


_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def _by_beginning(stems: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Return stems under their first letters."""
    table: dict[str, list[str]] = {}
    for word in sorted(stems):
        if len(word) >= MIN_PREFIX:
            table.setdefault(word[:MIN_PREFIX], []).append(word)
    return {beginning: tuple(words) for beginning, words in table.items()}


@lru_cache(maxsize=65536)
def is_alike(one: str, other: str) -> bool:
    """Return whether two stems are the same word, forms of one word, or synonyms."""
    if one == other or other in synonyms().get(one, frozenset()):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= MIN_PREFIX and long.startswith(short) and len(long) - len(short) <= MAX_SUFFIX


@cache
def synonyms() -> Mapping[str, frozenset[str]]:
    """Return the synonyms of each stem: WordNet's, and those of news."""
    table: dict[str, set[str]] = {}
    for row in read_words("synonyms.txt"):
        one, other = row.split()
        table.setdefault(one, set()).add(other)
        table.setdefault(other, set()).add(one)
    verbs = _verb_forms()
    for words in (*read_classes("news_synonyms.txt").values(), *verbs.values()):
        stems = {stem(form) for word in words for form in verbs.get(word, (word,))}
        for word in stems:
            table.setdefault(word, set()).update(stems - {word})
    return {word: frozenset(others) for word, others in table.items()}


@cache
def opposites() -> Mapping[str, frozenset[str]]:
    """Return the antonyms of each stem: WordNet's, and those of news."""
    return _both_ways((*_rows("antonyms.txt"), *_news_opposites()))


@cache
def plain_opposites() -> Mapping[str, frozenset[str]]:
    """Return the antonyms that deny a claim: those of news, and WordNet's that differ by a prefix ("safe", "unsafe").

    Most antonyms of the language deny nothing: north and south, men and women, buy and sell.
    """
    rows = [row for row in _rows("antonyms.txt") if _is_prefixed(*row)]
    return _both_ways((*rows, *_news_opposites()))


def _is_prefixed(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    stem_part = short if len(short) < MIN_PREFIX else short[:-1]  # "safe" and "unsaf": a stem may lose its last letter
    return any(long.startswith(prefix + stem_part) for prefix in ("un", "in", "il", "im", "ir", "dis", "non", "mis"))


def _rows(name: str) -> list[tuple[str, str]]:
    return [(row.split()[0], row.split()[1]) for row in read_words(name)]


def _news_opposites() -> list[tuple[str, str]]:
    forms = _verb_forms()
    return [
        (stem(first), stem(second))
        for one, other in _rows("news_antonyms.txt")
        for first in forms.get(one, (one,))
        for second in forms.get(other, (other,))
    ]


def _verb_forms() -> Mapping[str, tuple[str, ...]]:
    return {row.split()[0]: tuple(row.split()) for row in read_words("irregular_verbs.txt")}


def _both_ways(rows: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for one, other in rows:
        table.setdefault(one, set()).add(other)
        table.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in table.items()}


def is_opposite(one: str, other: str) -> bool:
    """Return whether two stems are antonyms."""
    return other in opposites().get(one, frozenset())


def weight(stems: Iterable[str], weights: Mapping[str, float]) -> float:
    """Return the summed weight of different stems, every stem counting alike where the documents are too short to tell."""
    if len(weights) < MIN_VOCABULARY:
        return DEFAULT_WEIGHT * len(set(stems))
    return math.fsum(weights.get(word, DEFAULT_WEIGHT) for word in set(stems))


def overlap(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the weight of what two sets share, as a share of the lighter one's weight, 0 to 1."""
    if not one or not other:
        return 0.0
    lighter = min(weight(one, weights), weight(other, weights))
    shared = min(weight(alike(one, other), weights), weight(alike(other, one), weights))
    return min(1.0, shared / lighter) if lighter else 0.0


def names(reading: Reading) -> frozenset[str]:
    """Return the stems of the names in a statement: capitalised words that do not open it."""
    return frozenset(
        word.stem
        for position, word in enumerate(reading.words)
        if position
        and word.text[0].isupper()
        and word.is_content
        and not _opens(reading.text, word.start)
        and word.lower not in _days_and_months()
    )


@cache
def _days_and_months() -> frozenset[str]:
    return frozenset(calendar.names("month")) | frozenset(calendar.names("weekday"))


def _opens(text: str, start: int) -> bool:
    return text[max(0, start - 3) : start].strip()[-1:] in {".", "!", "?", ":", "“", '"', "•", "–", "—"}


def side_stems(readings: Iterable[Reading]) -> frozenset[str]:
    """Return the stems that carry a topic in all statements of one side, of each its first `tokens.MAX_WORDS` words."""
    return frozenset(word.stem for reading in readings for word in reading.words[:MAX_WORDS] if word.is_content)


def share_a_figure(candidate: Candidate) -> bool:
    """Return whether both sides give the same figure or length of time, in whatever words ("60 days", "sixty days")."""
    official, press = _quantities(candidate.official), _quantities(candidate.press)
    return bool(official & press)


def _quantities(readings: Iterable[Reading]) -> set[tuple[str, float]]:
    found = [figure for reading in readings for figure in reading.facts.figures if figure.low > 1]
    figures = {(figure.unit, end) for figure in found for end in (figure.low, figure.high)}
    return figures | {("days", round(fact.low, 1)) for reading in readings for fact in reading.facts.durations}


def document_stems(reading: DocumentReading) -> frozenset[str]:
    """Return the stems that carry a topic anywhere in a document; kept for the documents asked about last."""
    return _stems_of(Same(reading))


@lru_cache(maxsize=8)
def _stems_of(document: Same[DocumentReading]) -> frozenset[str]:
    return side_stems(document.value.readings)


def likeness(candidate: Candidate) -> float:
    """Return how far the two sides of a candidate share their words, synonyms counted, 0 to 1.

    Every kind asks; the answer is kept for the candidates asked about last.
    """
    return _likeness_of(Same(candidate))


@lru_cache(maxsize=8)
def _likeness_of(same: Same[Candidate]) -> float:
    candidate = same.value
    official, press = side_stems(candidate.official), side_stems(candidate.press)
    whole = min(1.0, min(len(official), len(press)) / ENOUGH_WORDS)
    return whole * overlap(official, press, candidate.weights)
