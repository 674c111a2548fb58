"""Where one side assures and the other sees the opposite: protection and harm, a narrow measure and a sweeping one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.label.identity import find_phrases
from reportgen.label.passages import widen

if TYPE_CHECKING:
    from reportgen.label.view import Reading

ANSWERS = {"assurance": "harm", "lawful": "unlawful", "limited": "sweeping"}
"""Which class of `stance_phrases.txt` in a report answers which in an official text."""
REACH = 20
"""Characters a denial reaches for certain ("will not harm")."""


@dataclass(frozen=True, slots=True)
class Stand:
    """An official passage and the press passage that answers it, as spans of both statements' texts."""

    label: str
    """The official side's class."""
    official: tuple[int, int]
    press: tuple[int, int]


def opposed(official: Reading, press: Reading, labels: frozenset[str]) -> Stand | None:
    """Return the first assurance of the given classes that the press answers; None where a side has both classes."""
    ours, theirs = _found(official), _found(press)
    for label, answer in ANSWERS.items():
        if label in labels and label in ours and answer in theirs and answer not in ours and label not in theirs:
            return Stand(label, widen(official, *ours[label]), widen(press, *theirs[answer]))
    return None


def _found(reading: Reading) -> dict[str, tuple[int, int]]:
    """Return the first phrase of each class that no denial reaches."""
    found: dict[str, tuple[int, int]] = {}
    for hit in find_phrases(reading, "stance_phrases.txt"):
        if hit.label not in found and not _is_denied(reading, hit.start) and not _is_in_a_name(reading, hit.start):
            found[hit.label] = (hit.start, hit.end)
    return found


def _is_in_a_name(reading: Reading, start: int) -> bool:
    """Return whether a phrase is a part of a name ("the Office for Consumer Protection")."""
    is_shouted = reading.text.isupper()
    return start > 0 and reading.text[start].isupper() and reading.text[start - 1] == " " and not is_shouted


def _is_denied(reading: Reading, start: int) -> bool:
    return any(
        negation.end <= start < negation.scope_end and start - negation.end < REACH for negation in reading.facts.negations
    )
