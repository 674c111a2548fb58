"""Signs that one side speaks of another thing of the same kind: another deal, an earlier round, a part of the whole."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.facts.lexicon import words_of
from reportgen.facts.tokens import MAX_WORDS
from reportgen.label.identity import find_phrases
from reportgen.label.likeness import document_stems, is_alike, names, synonyms
from reportgen.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportgen.label.view import Candidate, Reading

_ANOTHER = words_of("label_words.txt", "otherness: another")
_ADDED = words_of("label_words.txt", "otherness: added")
_COUNTED = {("a", "second"), ("a", "neighbouring"), ("a", "neighboring")}
"""What begins so is one more of the kind ("a second blaze")."""
MIN_STRANGERS = 2
"""One unknown name may be an envoy or a place; two are somebody else's deed."""


def is_another(candidate: Candidate) -> bool:
    """Return whether one side says that it speaks of another thing of the kind the other side speaks of."""
    official, press = _lowers(candidate.official), _lowers(candidate.press)
    if any(_HAS_ITS_OWN.search(reading.text) for reading in candidate.press):
        return True
    return bool((_ANOTHER & press) - official) or bool((_ANOTHER & official) - press)


_HAS_ITS_OWN = re.compile(r"\bof (?:its|their|his|her) own\b")
"""A thing of somebody's own is not the official side's."""


def _lowers(readings: Iterable[Reading]) -> set[str]:
    """Return the words of a side in lower case, without "another" where it adds to a count ("another year")."""
    found = set()
    for reading in readings:
        lowers = [word.lower for word in reading.words[:MAX_WORDS]] + [""]
        found |= {lower for lower, after in pairwise(lowers) if not (lower == "another" and after in _ADDED)}
        found |= {"another" for pair in pairwise(lowers) if pair in _COUNTED}
    return found


def have_other_names(candidate: Candidate) -> bool:
    """Return whether both sides name somebody or something and no name is shared."""
    official, press = _names(candidate.official), _names(candidate.press)
    if not official or not press:
        return False
    return not any(is_alike(one, other) or one[:4] == other[:4] for one in official for other in press)


def brings_strangers(candidate: Candidate, actors: frozenset[str]) -> bool:
    """Return whether most of the press side's names among `actors` are named nowhere in the official document."""
    named = _names(candidate.press) & actors
    if len(named) < MIN_STRANGERS:
        return False
    known = document_stems(candidate.official_document)
    strangers = [name for name in named if not any(_may_be_one(name, other) for other in known)]
    return len(strangers) >= MIN_STRANGERS and 2 * len(strangers) > len(named)


def is_anothers_deed(candidate: Candidate) -> bool:
    """Return whether the press side tells what people did whom the official document does not name.

    The doers are the words before the first deed; where most of their names, two at least, are unknown, it is another's.
    """
    deeds = [reading.facts.events[0] for reading in candidate.press if reading.facts.events]
    return bool(deeds) and all(brings_strangers(candidate, deed.before) for deed in deeds)


def is_a_strangers(candidate: Candidate) -> bool:
    """Return whether the press side tells a fact of somebody whom the official document never names ("Sulmark employs 900").

    Whoever only says something may say it of the official side, and is no such stranger.
    """
    known = document_stems(candidate.official_document)
    deeds = [reading.facts.events[0] for reading in candidate.press if reading.facts.events]
    if not deeds or any(deed.stem in _saying() for deed in deeds):
        return False
    doers = [_doers(reading) for reading in candidate.press if reading.facts.events]
    return all(named and not any(_may_be_one(name, other) for name in named for other in known) for named in doers)


def _doers(reading: Reading) -> frozenset[str]:
    """Return the names before the first deed; the word that opens the statement may be one ("Sulmark employs")."""
    deed, first = reading.facts.events[0], reading.words[0]
    named = names(reading) & deed.before
    is_right_before = not reading.text[first.end : deed.start].strip()
    is_name = is_right_before and first.text[0].isupper() and first.is_content and first.stem not in synonyms()
    return named | {first.stem} if is_name and not first.lower.endswith("s") else named


def _may_be_one(name: str, other: str) -> bool:
    return is_alike(name, other) or name[:5] == other[:5]


@cache
def _saying() -> frozenset[str]:
    return frozenset(stem(verb) for verb in words_of("fact_words.txt", "written: saying"))


def is_of_another_year(candidate: Candidate) -> bool:
    """Return whether the press side tells of a year that the official document never names ("the election of 2023")."""
    years = {hit[0] for reading in candidate.press for hit in _YEAR.finditer(reading.text)}
    return bool(years) and not any(year in reading.text for year in years for reading in candidate.official_document.readings)


_YEAR = re.compile(r"(?<=\b(?:in|of) )(?:19|20)\d\d\b")


def is_earlier_state(candidate: Candidate) -> bool:
    """Return whether only the press side looks back to an earlier time ("in the first round, two years ago")."""
    return _looks_back(candidate.press) and not _looks_back(candidate.official)


def _names(readings: Iterable[Reading]) -> frozenset[str]:
    return frozenset[str]().union(*(names(reading) for reading in readings))


def _looks_back(readings: Iterable[Reading]) -> bool:
    return any(find_phrases(reading, "earlier_phrases.txt") for reading in readings)
