"""Hyphens at line ends: which are part of a word, and which only say that it goes on."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from reportgen.wordlists import read_classes

if TYPE_CHECKING:
    from collections.abc import Sequence

HYPHENS = "-‐\u00ad"
"""The hyphen of keyboards, that of Unicode, and the one that shows at line ends only."""

OFTEN = 0.03
"""Where more than this share of lines ends in a hyphen, words are broken there; compounds alone come to 1 in 100 lines."""

TAIL = 100
"""Words at line ends are looked for over so many letters."""

_WORD = re.compile(rf"[^\W\d_]+(?:[{HYPHENS}’'][^\W\d_]+)*")
_LEFT = re.compile(rf"(?P<word>[^\W_]+(?:[{HYPHENS}’'][^\W_]+)*)[{HYPHENS}]$")
_RIGHT = re.compile(rf"[^\W_]+(?:[{HYPHENS}’'][^\W_]+)*")
_INLINE = re.compile(rf"(?<=[^\W_])([{HYPHENS}])(?=[^\W_])")
_GOES_WITHOUT_SPACE = re.compile(r"(?<=\S)[—–/]$|(?<=[.,)”’\x22'])[-‐]$")
_DASH_FIRST = re.compile(r"[—–](?=\S)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[/.?=&_-]$")
_AND = frozenset({"and", "or", "to", "nor", "und", "oder", "bis", "et", "ou", "y", "o"})
"""After these the hyphen stands for a word that comes later: "short- and long-term"."""


@dataclass(slots=True)
class Hyphens:
    """What the document's own words say of hyphens."""

    words: Counter[str] = field(default_factory=Counter)
    """How often each word comes that no line end breaks, in lower case, hyphens as `-`."""
    inline: Counter[str] = field(default_factory=Counter)
    """How often each hyphen comes inside lines."""
    at_ends: Counter[str] = field(default_factory=Counter)
    """How often each hyphen ends a line that goes on in lower case."""
    breaks: bool = False
    """Whether words are broken at line ends at all, as far as the words show that come elsewhere too."""

    @classmethod
    def of(cls, lines: Sequence[str]) -> Hyphens:
        """Return what the lines of a document say."""
        found = cls()
        broken: list[tuple[str, str]] = []
        for place, line in enumerate(lines):
            before, following = lines[place - 1] if place else "", lines[place + 1] if place + 1 < len(lines) else ""
            for word in _WORD.finditer(line):
                is_rest = word.start() == 0 and before[-1:] in HYPHENS and before
                is_begun = word.end() == len(line) - 1 and line[-1] in HYPHENS
                if not is_rest and not is_begun:
                    found.words[_plain(word.group())] += 1
            found.inline.update(_INLINE.findall(line))
            left, right = _LEFT.search(line[-TAIL:]), _RIGHT.match(following[:TAIL])
            if left and right and right.group()[0].islower():
                found.at_ends[line[-1]] += 1
                broken.append((left["word"], right.group()))
        found.breaks = found._are_broken(broken, len(lines))
        return found

    def _are_broken(self, pairs: Sequence[tuple[str, str]], lines: int) -> bool:
        """Return whether hyphens at line ends are there for the line ends, by the words that can be told, or by their number."""
        joined = sum(self.words[_plain(left + right)] > 0 for left, right in pairs)
        apart = sum(self.words[_plain(f"{left}-{right}")] > 0 for left, right in pairs)
        if joined or apart:
            return joined >= apart
        return len(pairs) > max(2, OFTEN * lines)

    def join(self, text: str, line: str) -> str:
        """Return `text` with `line`, the next of its paragraph, at its end; `line` is the end of what is returned, unchanged.

        >>> words = Hyphens.of(["the government has a long-term plan"])
        >>> words.join("a long-", "term plan"), words.join("the govern-", "ment")
        ('a long-term plan', 'the government')
        """
        if not text:
            return line
        tail = text[-TAIL:]
        left = _LEFT.search(tail)
        if _ADDRESS.search(tail):
            return text + line
        if left is None:
            is_open = _GOES_WITHOUT_SPACE.search(tail) or (_DASH_FIRST.match(line) and text[-1].isalnum())
            return text + line if is_open else f"{text} {line}"
        right = _RIGHT.match(line[:TAIL])
        if right is None:
            return text + line
        if self._only_breaks(left["word"], text[-1], right.group()):
            return text[:-1] + line
        return f"{text} {line}" if right.group().lower() in _AND else text[:-1] + "-" + line

    def _only_breaks(self, left: str, hyphen: str, right: str) -> bool:
        """Return whether the hyphen between two parts of a word is there for the line end alone."""
        if not (right[0].islower() or (left.isupper() and right.isupper() and len(left) > 1)) or left[-1].isdigit():
            return False  # "Franco-German", "2024-25", "15-year"
        one, other = _plain(left + right), _plain(f"{left}-{right}")
        joined, apart = self.words[one], self.words[other]
        if joined != apart:
            return joined > apart
        if hyphen != "-" and not self.inline[hyphen]:
            return True  # the program that set the text has a hyphen of its own for line ends
        if hyphen == "-" and self.at_ends["‐"] + self.at_ends["\u00ad"] > 1:
            return False  # and this is not it
        if any(mark in left for mark in HYPHENS) or min(len(left), len(right)) < 2 or not self.breaks:
            return False  # "state-of-the-art", "e-mail"
        first, last = _compounds()
        return right.lower() not in _AND and left.lower() not in first and _plain(right).split("-")[0] not in last


def _plain(word: str) -> str:
    return word.lower().replace("‐", "-").replace("\u00ad", "-").replace("’", "'")


@cache
def _compounds() -> tuple[frozenset[str], frozenset[str]]:
    classes = read_classes("compounds.txt")
    return frozenset(classes["first"]), frozenset(classes["last"])
