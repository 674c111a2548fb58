"""Transcripts: paragraphs that begin with who speaks ("MS. SMITH: Thank you."), as in interviews and briefings."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.profile.lexicon import forenames, nouns, outlets, small_words
from reportgen.profile.phrases import has_capital, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_LABELLED = 3
"""Paragraphs that begin with a speaker, in a transcript."""
SPARSEST = 3
"""Paragraphs for each labelled one, from the first of them to the last, at most."""
MOST_WORDS = 5
"""Words such a label may have."""

_LABEL = re.compile(r"\(\(([^()\n]{1,40})\)\):?\s|([A-Z][\w.’'-]*(?:\s[\w.’'-]+){0,4})(?:\s?\([^()\n]{1,40}\))?:\s(?=\S)")
_FULL_NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]+(?:\s[A-Z](?:[\w’'-]+|\.)?){1,3}")
_ASKING = frozenset({"q", "a", "question", "answer"})
"""Labels that name nobody: the text's own questions, and the answers of whom it is about."""


@dataclass(frozen=True, slots=True)
class Label:
    """Who speaks in a paragraph of a transcript."""

    name: str
    """As the text gives it, or the full name that its initials stand for; empty for "Q" and "A"."""
    start: int
    """Where the label begins in the paragraph."""
    end: int


def find_labels(paragraphs: Sequence[str]) -> list[Label | None]:
    """Return who each paragraph is labelled with; None for all where the document is no transcript.

    A transcript has three labelled paragraphs at least, two different speakers, and one of them twice. "Photo: …" and
    "When: …" name no speakers: a label is an office, "Q", or a name that a forename, a title or another place in the text
    shows to be one.

    >>> [label and label.name for label in find_labels(["MR. ROE: Yes.", "Q: Why?", "MR. ROE: It is late."])]
    ['MR. ROE', '', 'MR. ROE']
    """
    found = [_LABEL.match(text) for text in paragraphs]
    labels = [_label(match) if match else "" for match in found]
    if len(list(filter(None, labels))) < FEWEST_LABELLED:
        return [None] * len(paragraphs)
    names = _names(paragraphs)
    told = [label if _is_speaker(label, names) else "" for label in labels]
    counts = Counter(filter(None, told))
    asking = [label for label in counts if label in outlets() or label.lower() in _ASKING]
    is_answered = len(asking) < len(counts)
    first, last = (
        next((place for place in order if told[place]), 0) for order in (range(len(told)), range(len(told) - 1, -1, -1))
    )
    # A list of what several outlets wrote is none, nor a text in which two names are followed by a colon somewhere.
    is_dense = counts.total() * SPARSEST >= last - first + 1
    has_turns = len(counts) > 1 and is_answered and max(counts.values()) > 1 and sum(label in outlets() for label in asking) <= 1
    if counts.total() < FEWEST_LABELLED or not is_dense or not has_turns:
        return [None] * len(paragraphs)
    return [
        Label("" if label.lower() in _ASKING else names.get(label, label), *match.span(match.lastindex or 0))
        if label and match
        else None
        for label, match in zip(told, found, strict=True)
    ]


def _label(match: re.Match[str]) -> str:
    return str(match[match.lastindex or 0])


def _names(paragraphs: Sequence[str]) -> dict[str, str]:
    """Return the names of people in a text by their initials, their surnames and themselves."""
    names: dict[str, str] = {}
    for text in paragraphs:
        for match in _FULL_NAME.finditer(text):
            words = match[0].split()
            if words[0] in forenames():
                for short in (match[0], words[-1], "".join(word[0] for word in words)):
                    names.setdefault(short, match[0])
                    names.setdefault(short.upper(), match[0])
    return names


def _is_speaker(label: str, names: dict[str, str]) -> bool:
    words = label.split()
    if not words or len(words) > MOST_WORDS:
        return False
    if label.lower() in _ASKING or label in names or label in outlets():
        return True
    is_name = all(has_capital(word) or word in small_words("particle") for word in words)
    has_title = plain(words[0]) in small_words("honorific") | nouns("speaker") or words[0].title() in forenames()
    is_office = plain(words[-1]) in nouns("speaker") or plain(words[-1]) in {"interviewer", "moderator", "reporter", "host"}
    return is_name and ((has_title and len(words) > 1) or is_office)
