"""Lists of phrases a desk can extend: which lines are furniture by their words, and for what reason."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportgen.errors import ReportgenError
from reportgen.read.reasons import BOILERPLATE, DISCLAIMER, REASONS

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
            phrase
            for token in dict.fromkeys(tokens)
            for phrase, pattern in self._by_key.get(token, ())
            if pattern.search(line)
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
    return Phrases(parse_phrases((files("reportgen") / "data" / "furniture.txt").read_text("utf-8")), LONGEST_LINE)


@cache
def opener_phrases() -> Phrases:
    """Return the headings of furniture parts, from `data/furniture_openers.txt`."""
    return Phrases(parse_phrases((files("reportgen") / "data" / "furniture_openers.txt").read_text("utf-8")), LONGEST_OPENER)


def parse_phrases(text: str) -> tuple[Phrase, ...]:
    """Return the entries of a list; ReportgenError (`bad-data`) names the line that is none.

    >>> parse_phrases("[menu]\\n^skip to")[0].tokens
    ('skip', 'to')
    """
    reason = ""
    found: dict[Phrase, None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        if entry.startswith("["):
            reason = entry.strip("[]")
            if reason not in REASONS:
                raise _bad(number, f"{reason!r} is no reason; there are: {', '.join(REASONS)}")
            continue
        if not reason:
            raise _bad(number, "an entry stands before the first [reason]")
        found[_entry(entry, reason, number)] = None
    return tuple(found)


def _entry(entry: str, reason: str, number: int) -> Phrase:
    any_length = entry.startswith("!")
    body = entry.removeprefix("!").strip()
    at_start, at_end = body.startswith("^"), body.endswith("$")
    tokens: list[str] = []
    for index, piece in enumerate(body.strip("^$ ").split(_GAP)):
        if index:
            tokens.append(_GAP)
        tokens += tokens_of(piece)
    if all(token == _GAP for token in tokens):
        raise _bad(number, f"{entry!r} has no words")
    return Phrase(reason, tuple(tokens), at_start, at_end, any_length)


def _pattern(phrase: Phrase) -> re.Pattern[str]:
    words = " ".join(phrase.tokens).replace(f" {_GAP}", f" {_GAP}").split(_GAP)
    body = "(?: .{1,200})? ?".join(re.escape(piece.strip()) for piece in words)
    return re.compile(("^" if phrase.at_start else r"(?:^|(?<= ))") + body + ("$" if phrase.at_end else "(?= |$)"))


def _bad(number: int, what: str) -> ReportgenError:
    return ReportgenError(f"line {number}: {what}", slug="bad-data", where="furniture list")
