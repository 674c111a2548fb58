"""Lists of phrases, found among a statement's words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from reportgen.wordlists import read_classes
from reportgen.words import stem

if TYPE_CHECKING:
    from reportgen.facts.tokens import Tokens

_GAP = "..."
MAX_GAP = 3
"""How many words may stand where a phrase has three dots."""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found: its class and the words it covers (`end` is the word after its last)."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    label: str
    parts: tuple[str, ...]


class Phrases:
    """The phrases of one list, under their first word."""

    def __init__(self, name: str) -> None:
        """Read `reportgen/data/name`.

        A phrase is a row of words: `no/any money` stands for two phrases, `(new) money` for one with the word and one
        without, `=commit` for every word with that stem, `...` for up to three words of any kind.
        """
        self._by_first: dict[str, list[_Phrase]] = {}
        for label, entries in read_classes(name).items():
            for entry in entries:
                for parts in _expand(entry):
                    self._by_first.setdefault(parts[0], []).append(_Phrase(label, parts))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda phrase: len(phrase.parts), reverse=True)

    def find(self, tokens: Tokens) -> tuple[Found, ...]:
        """Return the phrases in a text, the longest at each place, none overlapping another."""
        found = []
        index = 0
        while index < len(tokens):
            hit = self._at(tokens, index)
            if hit:
                found.append(hit)
            index = hit.end if hit else index + 1
        return tuple(found)

    def _at(self, tokens: Tokens, index: int) -> Found | None:
        best: Found | None = None
        for key in (tokens.lowers[index], "=" + tokens.words[index].stem):
            for phrase in self._by_first.get(key, ()):
                end = _match(tokens, index + 1, phrase.parts[1:])
                if end and (best is None or end > best.end):
                    best = Found(phrase.label, index, end)
        return best


@cache
def phrases(name: str) -> Phrases:
    """Return the phrases of a list in `reportgen/data`."""
    return Phrases(name)


def _match(tokens: Tokens, index: int, parts: tuple[str, ...]) -> int:
    """Return the word after the phrase whose rest must begin at `index`, 0 if it does not."""
    for number, part in enumerate(parts):
        if part == _GAP:
            for skip in range(MAX_GAP + 1):
                if skip and not _is_same_run(tokens, index + skip - 1):
                    return 0
                end = _match(tokens, index + skip, parts[number + 1 :])
                if end:
                    return end
            return 0
        if index >= len(tokens) or not _is_same_run(tokens, index) or not _is_word(tokens, index, part):
            return 0
        index += 1
    return index


def _is_same_run(tokens: Tokens, index: int) -> bool:
    """Return whether a word follows the one before it without a mark that ends a thought."""
    gap = tokens.gap(index)
    return gap == " " or not any(character in ".;:!?()" for character in gap)


def _is_word(tokens: Tokens, index: int, part: str) -> bool:
    if part[0] == "=":
        return tokens.words[index].stem == part[1:]
    return tokens.lowers[index] == part


def _expand(entry: str) -> list[tuple[str, ...]]:
    choices: list[tuple[str, ...]] = []
    for part in entry.split():
        if part.startswith("(") and part.endswith(")"):
            choices.append(("", *_forms(part[1:-1])))
        else:
            choices.append(_forms(part))
    return [tuple(part for part in parts if part) for parts in product(*choices)]


def _forms(part: str) -> tuple[str, ...]:
    if part == _GAP:
        return (part,)
    return tuple("=" + stem(form[1:]) if form.startswith("=") else form for form in part.split("/"))
