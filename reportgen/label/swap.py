"""One passage exchanged for another in a statement that is otherwise kept word for word: the plainest difference there is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from reportgen.facts import calendar
from reportgen.facts.lexicon import words_of
from reportgen.label.identity import Same
from reportgen.label.likeness import document_stems, is_opposite, synonyms
from reportgen.wordlists import read_classes, read_words
from reportgen.words import normal_form, stem

if TYPE_CHECKING:
    from reportgen.label.view import Candidate, Reading
    from reportgen.words import Word

MAX_WORDS = 4
"""Words of a passage that is exchanged."""
MIN_KEPT = 3
"""Words that carry a topic and stand on both sides beside the exchange: with fewer, two headings are alike by chance."""
MIN_SHARE = 0.6
"""Share of the longer statement's words that both sides have."""
MAX_SPELLING = 70.0
"""Names more alike than this, 0 to 100, are one name in two spellings ("Zelensky", "Zelenskyy")."""
CERTAINTY = 0.85
"""How sure a difference is where nothing else differs."""
_BINDING = words_of("label_words.txt", "swap: binding")
_LOOSE = words_of("label_words.txt", "swap: loose")


@dataclass(frozen=True, slots=True)
class Swap:
    """What stands on each side in the place where they differ."""

    official: tuple[Word, ...]
    press: tuple[Word, ...]


def find_swap(candidate: Candidate) -> Swap | None:
    """Return the one passage in which two single statements differ, None where they differ in more or in nothing.

    Every kind may ask; the answer is kept for the candidates asked about last.
    """
    return _swap_of(Same(candidate))


@lru_cache(maxsize=8)
def _swap_of(same: Same[Candidate]) -> Swap | None:
    candidate = same.value
    if len(candidate.official) != 1 or len(candidate.press) != 1:
        return None
    official, press = candidate.official[0].words, candidate.press[0].words
    left, right = ([normal_form(word.text) for word in words] for words in (official, press))
    first = _common_prefix(left, right)
    last = _common_prefix(left[first:][::-1], right[first:][::-1])
    swap = Swap(official[first : len(official) - last], press[first : len(press) - last])
    kept = [word for word in (*official[:first], *official[len(official) - last :]) if word.is_content]
    if not 0 < len(swap.official) <= MAX_WORDS or not 0 < len(swap.press) <= MAX_WORDS:
        return None
    if len(kept) < MIN_KEPT or (first + last) < MIN_SHARE * max(len(official), len(press)):
        return None
    return swap


def _common_prefix(left: list[str], right: list[str]) -> int:
    """Return how many words two statements have in common from their beginning on."""
    pairs = zip(left, right, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(left), len(right)))


def is_opposed(swap: Swap) -> bool:
    """Return whether the two passages deny one another by their words ("joined", "left")."""
    return any(
        is_opposite(one.stem, other.stem) or frozenset({one.stem, other.stem}) in _antonyms()
        for one in swap.official
        for other in swap.press
    )


@cache
def _antonyms() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(stem(word) for word in row.split()) for row in read_words("swapped_antonyms.txt"))


def is_loosened(swap: Swap) -> bool:
    """Return whether one passage binds and the other only permits, hopes or asks ("must", "may")."""
    official, press = ({word.lower for word in side} for side in (swap.official, swap.press))
    return _binds(official, press) or _binds(press, official)


def _binds(one: set[str], other: set[str]) -> bool:
    return bool(one & _BINDING) and bool(other & _LOOSE) and not one & _LOOSE and not other & _BINDING


def are_other_names(swap: Swap, candidate: Candidate) -> bool:
    """Return whether the passages name two different people, bodies or places.

    A title, an office or half a name may be exchanged without another being meant ("President Biden", "Joe Biden"), and so
    may a name that the official text has elsewhere.
    """
    one, other = (" ".join(normal_form(word.text) for word in side) for side in (swap.official, swap.press))
    if not _is_name(swap.official, candidate.official[0]) or not _is_name(swap.press, candidate.press[0]):
        return False
    if fuzz.partial_ratio(one, other) > MAX_SPELLING or _are_one_nation(one, other):
        return False
    if _is_short_for(one, other) or _is_short_for(other, one):
        return False
    return not _stems(swap.press) & document_stems(candidate.official_document)


def _stems(words: tuple[Word, ...]) -> frozenset[str]:
    return frozenset(word.stem for word in words if word.is_content)


def _is_name(words: tuple[Word, ...], reading: Reading) -> bool:
    """Return whether words are a whole name: capitals, none a known word, a day or a month, and no other name beside them."""
    place = reading.words.index(words[0])
    beside = (*reading.words[max(0, place - 1) : place], *reading.words[place + len(words) : place + len(words) + 1])
    if any(word.text[0].isupper() and word.is_content and word.start > 0 for word in beside):
        return False
    content = [word for word in words if word.is_content]
    return bool(content) and all(
        word.text[0].isupper() and word.text.isalpha() and not word.text.isupper() and word.stem not in _common()
        for word in content
    )


@cache
def _common() -> frozenset[str]:
    """Return the stems of words that are no names though they may begin with a capital: offices, bodies, days, months."""
    speakers = (entry for entries in read_classes("speakers.txt").values() for entry in entries)
    calendar_names = (*calendar.names("month"), *calendar.names("weekday"))
    words = (
        word for entry in (*speakers, *calendar_names, *words_of("speaker_words.txt", "honorific")) for word in entry.split()
    )
    return frozenset(stem(word) for word in words) | frozenset(synonyms())


def _is_short_for(short: str, long: str) -> bool:
    return len(short) > 1 and short == "".join(word[0] for word in long.split() if word not in {"of", "and", "the"})


def _are_one_nation(one: str, other: str) -> bool:
    return any(one in names and other in names for names in _nations())


@cache
def _nations() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(normal_form(name) for name in row.split(";")) for row in read_words("nations.txt"))
