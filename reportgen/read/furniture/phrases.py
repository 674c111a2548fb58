"""Lists of phrases a desk can extend: which lines are furniture by their words, and for what reason."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportgen.read.reasons import BOILERPLATE, DISCLAIMER, REASONS
from reportgen.wordlists import WordListError, read_classes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_LINE = 40
"""A phrase counts in lines of at most so many words: a paragraph of the report may well say "sign up for"."""
SENTENCE = 10
"""Up to so many words a sentence may be furniture by one phrase ("This article has been updated.")."""
LONGEST_SURE = 80
"""A phrase marked `!` counts in lines of at most so many words; standing paragraphs of law may be longer."""
LONGEST_OPENER = 12
"""A heading over a part of a page has at most so many words."""

_STANDING = frozenset({DISCLAIMER, BOILERPLATE})
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|@")
_APOSTROPHE = re.compile("['’]")
_GAP = "..."


@dataclass(frozen=True, slots=True)
class Phrase:
    """One entry of a list."""

    reason: str
    tokens: tuple[str, ...]
    """Its words, `...` for a gap."""
    at_start: bool
    at_end: bool
    any_length: bool

    @property
    def key(self) -> str:
        """The longest word, under which the phrase is looked up."""
        return max((token for token in self.tokens if token != _GAP), key=len)


def tokens_of(text: str) -> list[str]:
    """Return the words of a line as phrases are compared: lower case, apostrophes dropped.

    >>> tokens_of("Editors’ Picks: Don't miss")
    ['editors', 'picks', 'dont', 'miss']
    """
    return [_APOSTROPHE.sub("", token) for token in _TOKEN.findall(text.lower())]


class Phrases:
    """The phrases of one list."""

    def __init__(self, phrases: tuple[Phrase, ...], longest: int) -> None:
        self._longest = longest
        self._by_key: dict[str, list[tuple[Phrase, re.Pattern[str]]]] = {}
        for phrase in phrases:
            self._by_key.setdefault(phrase.key, []).append((phrase, _pattern(phrase)))

    def match(self, tokens: list[str], *, is_prose: bool = False) -> str | None:
        """Return the reason of the surest phrase a line with these words has, or None.

        In a sentence of some length one phrase is not enough, unless it is marked `!`: reports write of newsletters too.
        """
        line = " ".join(tokens)
        hits = dict.fromkeys(
            phrase for token in dict.fromkeys(tokens) for phrase, pattern in self._by_key.get(token, ()) if pattern.search(line)
        )
        for phrase in hits:
            if phrase.any_length and (len(tokens) <= LONGEST_SURE or phrase.reason in _STANDING):
                return phrase.reason
        if not hits or len(tokens) > self._longest * len(hits) or (is_prose and len(tokens) > SENTENCE and len(hits) < 2):
            return None
        return Counter(phrase.reason for phrase in hits).most_common(1)[0][0]


@cache
def line_phrases() -> Phrases:
    """Return the phrases of furniture lines, from `data/furniture.txt`."""
    return Phrases(phrases_of(read_classes("furniture.txt")), LONGEST_LINE)


@cache
def opener_phrases() -> Phrases:
    """Return the headings of furniture parts, from `data/furniture_openers.txt`."""
    return Phrases(phrases_of(read_classes("furniture_openers.txt")), LONGEST_OPENER)


def phrases_of(entries: Mapping[str, Sequence[str]]) -> tuple[Phrase, ...]:
    """Return the phrases of a list's entries, given under their reasons; WordListError names what is none.

    >>> phrases_of({"menu": ["^skip to"]})[0].tokens
    ('skip', 'to')
    """
    for reason in entries:
        if reason not in REASONS:
            raise WordListError(f"[{reason}] is no reason; there are: {', '.join(REASONS)}")
    return tuple(dict.fromkeys(_phrase(entry, reason) for reason, phrases in entries.items() for entry in phrases))


def _phrase(entry: str, reason: str) -> Phrase:
    any_length = entry.startswith("!")
    body = entry.removeprefix("!").strip()
    at_start, at_end = body.startswith("^"), body.endswith("$")
    tokens: list[str] = []
    for index, piece in enumerate(body.strip("^$ ").split(_GAP)):
        if index:
            tokens.append(_GAP)
        tokens += tokens_of(piece)
    if all(token == _GAP for token in tokens):
        raise WordListError(f"{entry!r} has no words")
    return Phrase(reason, tuple(tokens), at_start, at_end, any_length)


def _pattern(phrase: Phrase) -> re.Pattern[str]:
    words = " ".join(phrase.tokens).replace(f" {_GAP}", f" {_GAP}").split(_GAP)
    body = "(?: .{1,200})? ?".join(re.escape(piece.strip()) for piece in words)
    return re.compile(("^" if phrase.at_start else r"(?:^|(?<= ))") + body + ("$" if phrase.at_end else "(?= |$)"))
