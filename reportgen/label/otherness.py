"""Signs that one side speaks of another thing of the same kind: another deal, an earlier round, a part of the whole."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.facts.lexicon import words_of
from reportgen.label.identity import find_phrases
from reportgen.label.likeness import document_stems, is_alike, names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportgen.label.view import Candidate, Reading

_ANOTHER = words_of("label_words.txt", "otherness: another")
_ADDED = words_of("label_words.txt", "otherness: added")
MIN_STRANGERS = 2
"""One unknown name may be an envoy or a place; two are somebody else's deed."""


def is_another(candidate: Candidate) -> bool:
    """Return whether one side says that it speaks of another thing of the kind the other side speaks of."""
    official, press = _lowers(candidate.official), _lowers(candidate.press)
    return bool((_ANOTHER & press) - official) or bool((_ANOTHER & official) - press)


def _lowers(readings: Iterable[Reading]) -> set[str]:
    """Return the words of a side in lower case, without "another" where it adds to a count ("another year")."""
    found = set()
    for reading in readings:
        lowers = [word.lower for word in reading.words] + [""]
        found |= {lower for lower, after in pairwise(lowers) if not (lower == "another" and after in _ADDED)}
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
    strangers = [name for name in named if not any(is_alike(name, other) or name[:5] == other[:5] for other in known)]
    return len(strangers) >= MIN_STRANGERS and 2 * len(strangers) > len(named)


def is_anothers_deed(candidate: Candidate) -> bool:
    """Return whether the press side tells what people did whom the official document does not name.

    The doers are the words before the first deed; where most of their names, two at least, are unknown, it is another's.
    """
    deeds = [reading.facts.events[0] for reading in candidate.press if reading.facts.events]
    return bool(deeds) and all(brings_strangers(candidate, deed.before) for deed in deeds)


def is_earlier_state(candidate: Candidate) -> bool:
    """Return whether only the press side looks back to an earlier time ("in the first round, two years ago")."""
    return _looks_back(candidate.press) and not _looks_back(candidate.official)


def _names(readings: Iterable[Reading]) -> frozenset[str]:
    return frozenset[str]().union(*(names(reading) for reading in readings))


def _looks_back(readings: Iterable[Reading]) -> bool:
    return any(find_phrases(reading, "earlier_phrases.txt") for reading in readings)
