"""Words that only one side uses: words that judge, names, and plain words, each with its count."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from reportgen.facts import calendar
from reportgen.label.likeness import MAX_SUFFIX, MIN_PREFIX
from reportgen.model import StatementKind
from reportgen.profile.lexicon import nation_names, nations, nations_in, nouns, small_words
from reportgen.wordlists import read_classes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.label.view import DocumentReading, Reading
    from reportgen.words import Word

MOST_WORDS = 16
"""Words listed of each sort and side, the most used first."""
FEWEST_PLAIN = 2
"""A plain word used once tells nothing about a text."""
MOST_PLACES = 5
"""Statements named for a word."""
LONGEST = 40
"""Characters of a word; longer ones are addresses and the like."""


class Sort(StrEnum):
    """What a word is."""

    JUDGING = "judging"
    """It judges what it speaks of: it stands in `loaded_words.txt`, whose head tells where the list comes from."""
    NAME = "name"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word one side uses and the other does not."""

    word: str
    """As the text writes it most often; a name with its first name."""
    sort: Sort
    count: int
    statements: tuple[str, ...]
    """The first statements it stands in."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Words of each side that the other does not use: those that judge, names, plain words; the most used first."""

    official: tuple[OwnWord, ...]
    press: tuple[OwnWord, ...]


@dataclass
class _Use:
    """How one text uses a word."""

    forms: Counter[str] = field(default_factory=Counter)
    is_name: bool = False
    """Capitalised where no sentence begins, and nowhere in small letters."""
    is_lower: bool = False
    full: str = ""
    """The longest name it ends, of two words at most."""
    statements: dict[str, None] = field(default_factory=dict)


def own_words(official: DocumentReading, press: DocumentReading) -> OwnWords:
    """Return the words only one of two texts uses, in whatever form of the word; no figures and no function words.

    A country counts as named by the other text in whatever way that names it ("U.S.", "American").
    """
    countries = _countries(official), _countries(press)
    uses = _uses(official.readings, countries[1]), _uses(press.readings, countries[0])
    every = [frozenset(word.stem for reading in side.readings for word in reading.words) for side in (official, press)]
    return OwnWords(_own(uses[0], every[1]), _own(uses[1], every[0]))


def _countries(reading: DocumentReading) -> frozenset[str]:
    return frozenset(country for one in reading.readings for country in nations_in(one.text))


def _uses(readings: Sequence[Reading], countries: frozenset[str]) -> dict[str, _Use]:
    """Return the uses of each telling word, under its stem; names of `countries` left out."""
    uses: dict[str, _Use] = {}
    for reading in readings:
        named = [match.span() for match in nation_names().finditer(reading.text) if nations()[match[0]] in countries]
        ends = _name_ends(reading)
        for word in reading.words:
            if not _is_listed(word) or _is_in(word, named):
                continue
            full = ends.get(word.start)
            if full == "":
                continue
            use = uses.setdefault(word.stem, _Use())
            use.forms[word.text if full else word.lower] += 1
            use.is_name |= full is not None
            use.is_lower |= word.text[0].islower()
            use.full = max(use.full, full or "", key=len)
            use.statements[reading.statement.id] = None
    return uses


def _is_listed(word: Word) -> bool:
    return word.is_content and len(word.text) <= LONGEST and word.text[0].isalpha() and word.lower not in _calendar()


def _name_ends(reading: Reading) -> dict[int, str]:
    """Return, for each word of a name by its place, the name it ends, or nothing where it only leads to the end of one.

    A name is a run of capitalised words in which one stands where no sentence begins ("National Security Adviser Jake
    Sullivan"); its last two words are shown ("Jake Sullivan"). Headings have none: their capitals say nothing.
    """
    text = reading.text
    if text.isupper() or reading.statement.kind in (StatementKind.HEADING, StatementKind.HEADLINE):
        return {}
    countries = [match.span() for match in nation_names().finditer(text)]
    ends: dict[int, str] = {}
    run: list[Word] = []
    for word in [*reading.words, None]:
        if word is not None and _is_capital(text, word) and (not run or text[run[-1].end : word.start] == " "):
            run.append(word)
            continue
        # The word that opens a sentence would be capitalised anyhow; one of capitals throughout ("CNN") is a name all the same.
        named = run[1:] if run and _opens(text, run[0].start) and not _is_acronym(run) else run
        if named:
            ends.update((one.start, "") for one in named[:-1])
            shown = [
                one.text for one in named[-2:] if one.is_content and one.lower not in _titles() and not _is_in(one, countries)
            ]
            ends[named[-1].start] = _POSSESSIVE.sub("", " ".join(shown) or named[-1].text)
        run = [word] if word is not None and _is_capital(text, word) else []
    return ends


def _is_acronym(run: Sequence[Word]) -> bool:
    return len(run) == 1 and run[0].text.isupper() and len(run[0].text) > 1


def _is_in(word: Word, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start < end for start, end in spans)


def _is_capital(text: str, word: Word) -> bool:
    is_part = "-" in (text[word.start - 1 : word.start], text[word.end : word.end + 1])
    return word.text[0].isupper() and not is_part


def _opens(text: str, start: int) -> bool:
    """Return whether a sentence, a quotation or an item of a list begins at `start`."""
    lead = text[max(0, start - 3) : start].rstrip()
    return not lead or lead[-1] in _OPENERS


_OPENERS = frozenset(".!?:“\"'‘•–—-([")
_POSSESSIVE = re.compile("['’]s?$")


def _own(uses: dict[str, _Use], other: frozenset[str]) -> tuple[OwnWord, ...]:
    beginnings = frozenset(stem[:length] for stem in other for length in range(_shortest(stem), len(stem) + 1))
    words = [_own_word(use) for stem, use in uses.items() if not _is_used(stem, other, beginnings)]
    return tuple(word for sort in Sort for word in _listed(words, sort))


def _shortest(stem: str) -> int:
    return max(min(MIN_PREFIX, len(stem)), len(stem) - MAX_SUFFIX)


def _is_used(stem: str, other: frozenset[str], beginnings: frozenset[str]) -> bool:
    """Return whether the other text uses a word, or another form of it ("sign", "signatory"): one stem begins the other.

    Names are spelt in several ways at their end ("Zelensky", "Zelenskyy").
    """
    root = stem.rstrip("iy")
    return stem in other or (
        len(root) >= MIN_PREFIX
        and (root in beginnings or any(stem[:length] in other for length in range(_shortest(stem), len(stem))))
    )


def _own_word(use: _Use) -> OwnWord:
    count = sum(use.forms.values())
    places = tuple(use.statements)[:MOST_PLACES]
    form = use.forms.most_common(1)[0][0]
    if use.is_name and not use.is_lower:
        return OwnWord(use.full or form, Sort.NAME, count, places)
    sort = Sort.JUDGING if any(written.lower() in _judging() for written in use.forms) else Sort.PLAIN
    return OwnWord(form.lower() if use.is_lower else form, sort, count, places)


def _listed(words: Sequence[OwnWord], sort: Sort) -> Iterator[OwnWord]:
    fewest = FEWEST_PLAIN if sort is Sort.PLAIN else 1
    own = [word for word in words if word.sort is sort and word.count >= fewest]
    yield from sorted(own, key=lambda word: -word.count)[:MOST_WORDS]


@cache
def _titles() -> frozenset[str]:
    return small_words("honorific") | nouns("speaker")


@cache
def _judging() -> frozenset[str]:
    return frozenset(word for words in read_classes("loaded_words.txt").values() for word in words)


@cache
def _calendar() -> frozenset[str]:
    return frozenset(calendar.names("month")) | frozenset(calendar.names("weekday"))
