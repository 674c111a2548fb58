"""What a contrast kind looks at: the statements of a candidate pair with their words, facts and place in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.model import Contrast, ContrastKind, Mark, Strength

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from reportgen.facts import Facts
    from reportgen.model import Document, Statement
    from reportgen.words import Word


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement as the later stages see it."""

    statement: Statement
    words: tuple[Word, ...]
    facts: Facts
    """Figures, dates, events, force, negations and hedges, with spans into `statement.text`."""
    origins: tuple[int, ...]
    """For each character of `statement.text`, its offset in the document."""

    def mark(self, start: int, end: int) -> Mark:
        """Return the passage behind characters `start` to `end` of the statement's text, as evidence."""
        return Mark(self.statement.id, self.origins[start], self.origins[end - 1] + 1)

    @property
    def text(self) -> str:
        """The statement's text."""
        return self.statement.text

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry a topic."""
        return frozenset(word.stem for word in self.words if word.is_content)


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A document whose statements have been read for their words and facts."""

    document: Document
    readings: tuple[Reading, ...]
    written: date | None
    """The day the text was written: its publication date, or what its own dates and tenses tell; None if neither does."""
    is_date_given: bool
    """True where `written` is the document's own date, False where it was worked out from the text."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One or several statements of each side that may speak of the same matter."""

    official: tuple[Reading, ...]
    press: tuple[Reading, ...]
    official_document: DocumentReading
    press_document: DocumentReading
    weights: Mapping[str, float]
    """Inverse document frequency of each stem over both documents."""
    similarity: float
    """0 to 1: weighted share of words."""
    link: float = 0.0
    """Probability that an editor would pair them; 0 where it is not known."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference one kind found, before it is known how surely the two statements speak of the same matter.

    `certainty` is 0 to 1: how sure the kind is, given that they do.
    """

    kind: ContrastKind
    reason: str
    certainty: float
    official: tuple[Mark, ...]
    press: tuple[Mark, ...]
    is_answer: bool = False
    """True where the press answers what the official side promises or claims, for which it needs few of its words."""
    is_plain: bool = False
    """True where the two passages have the same words beside what differs, so that they can be of nothing else."""
    is_loose: bool = False
    """True where the two passages have no word in common: that one claim is meant shows only in how the statements stand."""
    standing: float | None = None
    """How likely an editor sees a contrast between the two statements, by all that is known; None where it cannot be told."""
    is_read: bool = False
    """True where no kind found it: the two statements stand against each other as a whole."""

    def as_contrast(self, confidence: float, *, clear_floor: float) -> Contrast:
        """Return the finding as a contrast of a pair, clear from `clear_floor` on."""
        strength = Strength.CLEAR if confidence >= clear_floor else Strength.POSSIBLE
        return Contrast(self.kind, self.reason, strength, round(confidence, 3), self.official, self.press)
