"""Small tables of the finders of facts, read from `reportgen/data` and checked there."""

from __future__ import annotations

from functools import cache

from reportgen.wordlists import WordListError, read_classes, read_words
from reportgen.words import stem


def bag(words: str) -> frozenset[str]:
    """Return the words of a text set off by spaces: for a short set that only one rule reads."""
    return frozenset(words.split())


@cache
def words_of(name: str, label: str) -> frozenset[str]:
    """Return the words of one class of a list."""
    return frozenset(read_classes(name)[label])


@cache
def number_words(kind: str) -> dict[str, float]:
    """Return the words of one class of `number_words.txt` with their values."""
    return {
        word: float(value) for word, value in (_pair("number_words.txt", row) for row in read_classes("number_words.txt")[kind])
    }


@cache
def units() -> dict[str, tuple[str, float]]:
    """Return the units of measure: name to base unit and factor."""
    table: dict[str, tuple[str, float]] = {}
    for base, rows in read_classes("units.txt").items():
        for row in rows:
            name, factor = _pair("units.txt", row)
            table[name] = (base, float(factor))
    return table


@cache
def currencies() -> dict[str, tuple[str, float]]:
    """Return the currencies: sign, code or name to its code and factor (a cent is a hundredth)."""
    table: dict[str, tuple[str, float]] = {}
    for code, names in read_classes("currencies.txt").items():
        for name in names:
            word, _, divisor = name.partition("/")
            table[word] = (code, 1 / float(divisor or 1))
    return table


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a plain word list as a set."""
    return frozenset(read_words(name))


@cache
def word_classes(name: str) -> dict[str, frozenset[str]]:
    """Return a list with classes: each word to the classes it stands in."""
    table: dict[str, set[str]] = {}
    for label, words in read_classes(name).items():
        for word in words:
            table.setdefault(word, set()).add(label)
    return {word: frozenset(labels) for word, labels in table.items()}


@cache
def stem_classes(name: str) -> dict[str, frozenset[str]]:
    """Return a list with classes by the stems of its words."""
    table: dict[str, set[str]] = {}
    for word, labels in word_classes(name).items():
        table.setdefault(stem(word), set()).update(labels)
    return {word: frozenset(labels) for word, labels in table.items()}


def _pair(name: str, row: str) -> tuple[str, str]:
    word, _, value = row.rpartition(" ")
    if not word:
        raise WordListError(f"{name}: {row!r} is no word with a value")
    return word, value
