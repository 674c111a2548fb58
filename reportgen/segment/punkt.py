"""The Punkt of nltk with our own parameters: whether a full stop behind an abbreviation also ends a sentence.

Nothing is downloaded, and nltk, which takes a sixth of a second to import, only when the first abbreviation is met.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from reportgen.segment.abbreviations import ABBREVIATIONS
from reportgen.toolkit import import_toolkit
from reportgen.wordlists import read_words

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

OCCURS_IN_LOWER_CASE = 1 << 5
"""Punkt's flag for "seen in lower case inside a sentence" (`_ORTHO_MID_LC` of nltk.tokenize.punkt, which is private)."""

ACRONYM = "u.s"
"""What every acronym is handed to Punkt as."""

LETTER = "B"
"""What every capital letter is handed to Punkt as: those that are also abbreviations ("v") would end nothing."""


@cache
def starters() -> frozenset[str]:
    """Return the words that seldom begin a name, in small letters."""
    return frozenset(read_words("punkt_starters.txt"))


@lru_cache(maxsize=4096)
def punkt_ends_sentence(word: str, following: str) -> bool:
    """Return whether Punkt ends a sentence after the abbreviation `word` when `following` comes next.

    `word` is given without its last full stop; letters with stops between them are all one type to Punkt, since no list
    can hold them.
    """
    if "." in word:
        word = ACRONYM
    elif len(word) == 1 and word.isupper():
        word = LETTER
    return bool(_tokenizer().text_contains_sentbreak(f"{word}. {following.replace('’', chr(39))}"))


@cache
def _tokenizer() -> PunktSentenceTokenizer:
    punkt = import_toolkit("nltk.tokenize.punkt")
    parameters: Any = punkt.PunktParameters()
    parameters.abbrev_types.update(word.lower() for word in ABBREVIATIONS)
    parameters.abbrev_types.add(ACRONYM)
    parameters.sent_starters.update(starters())
    for word in starters():
        parameters.add_ortho_context(word, OCCURS_IN_LOWER_CASE)
    tokenizer: PunktSentenceTokenizer = punkt.PunktSentenceTokenizer(parameters)
    return tokenizer
