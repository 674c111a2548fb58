"""The words of a passage that tell what it is about."""

from __future__ import annotations

import re
from functools import cache

from reportgen.wordlists import read_words

STEM = 6
"""Words are compared by so many first letters: that joins "negotiate" and "negotiations" without a stemmer."""

_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*\d|\d{2,}")


@cache
def small_words() -> frozenset[str]:
    """Return the words sentences need and menus do without, from `data/furniture_small_words.txt`."""
    return frozenset(read_words("furniture_small_words.txt"))


def content_words(text: str) -> dict[str, int]:
    """Return the telling words of a text by their stems; names count double.

    >>> content_words("The agreement with Spain")
    {'agreem': 1, 'spain': 2}
    """
    found: dict[str, int] = {}
    small = small_words()
    for word in _WORD.finditer(text[:20_000]):
        token = word.group()
        low = token.lower()
        if low in small or len(low) < 3:
            continue
        inside = word.start() > 1 and text[word.start() - 2] not in ".!?:\n"
        weight = 2 if token[0].isupper() and inside else 1
        stem = low[:STEM]
        found[stem] = max(weight, found.get(stem, 0))
    return found
