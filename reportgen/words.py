"""Words of a statement, with their stems and their weight in a document pair."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from reportgen.toolkit import import_toolkit
from reportgen.wordlists import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WORD = re.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+\w*")
"""Numbers with their separators, dotted abbreviations ("U.S."), words with inner apostrophes."""

_POSSESSIVE = re.compile(r"['’]s?$")
MAX_STEM_LENGTH = 64
"""Longer words are no words of a language; they are compared as they stand, since stemming them costs time."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place in `Statement.text`."""

    text: str
    lower: str
    """Lower case, without a possessive ending and, in abbreviations, without dots."""
    stem: str
    start: int
    end: int
    is_content: bool
    """False for the words a language is held together by ("the", "of", "said")."""


def split_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order.

    >>> [word.stem for word in split_words("The U.S. signed Ukraine’s agreements")]
    ['the', 'us', 'sign', 'ukrain', 'agreement']
    """
    return tuple(_word(found) for found in WORD.finditer(text))


def _word(found: re.Match[str]) -> Word:
    lower = normal_form(found.group())
    return Word(found.group(), lower, stem(lower), found.start(), found.end(), lower not in stop_words())


def normal_form(text: str) -> str:
    """Return a word in lower case, straight apostrophes, without possessive ending, dots or thousands separators."""
    lower = text.lower().replace("’", "'")
    if lower[:1].isdigit():
        return lower.replace(",", "")
    return _POSSESSIVE.sub("", lower).replace(".", "")


@cache
def _stemmer() -> Any:
    # Costs a sixth of a second, and is not needed for --help.
    return import_toolkit("nltk.stem.snowball").SnowballStemmer("english")


@lru_cache(maxsize=32768)
def stem(lower: str) -> str:
    """Return the Snowball stem of a lower-case word."""
    if len(lower) > MAX_STEM_LENGTH:
        return lower
    found: str = _stemmer().stem(lower)
    return found


@cache
def stop_words() -> frozenset[str]:
    """Return the words that carry no topic (`data/stop_words.txt`)."""
    return frozenset(read_words("stop_words.txt"))


def weigh(statements: Iterable[Iterable[str]]) -> Mapping[str, float]:
    """Return the inverse document frequency of each stem over statements of both sides, smoothed: log(1 + N / n).

    Coverage weighted so, with the weights of one claim's own article, puts a right sentence first for .842 of the 316 claims of
    WiCE dev that have one.
    """
    counts: Counter[str] = Counter()
    total = 0
    for stems in statements:
        counts.update(set(stems))
        total += 1
    return {word: math.log(1 + total / count) for word, count in counts.items()}
