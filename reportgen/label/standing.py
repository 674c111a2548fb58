"""How likely an editor sees a contrast between two statements at all, by how they stand to each other and to their rivals.

A kind of contrast says what differs, and is often right that it does where no editor would point it out: the report gives another
figure of something else, or says the same in other words. Whether two statements contrast shows in much beside that: how surely
they belong together, what the model that reads both says, who else they might belong to. A logistic model weighs all of it:
`standing` in `data/aligner.json`, fitted by `training/fit_aligner.py` on reports the pair model was not taught.

It rules out findings between statements that do not stand against each other, and where they plainly do it tells a contrast that
no kind found: such a contrast sets the two passages side by side and claims no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.align.meaning import MEANING_NAMES
from reportgen.align.scorer import load_logistic, logit
from reportgen.align.signals import NAMES
from reportgen.label.certainty import doubts_effect
from reportgen.label.commitment import limits_promise, promise
from reportgen.label.contrasts import KINDS
from reportgen.label.passages import main_passage, shown
from reportgen.label.view import Finding
from reportgen.model import ContrastKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.align import Alignment, Link
    from reportgen.label.view import Reading

FEWEST_STATEMENTS = 5
"""Statements each text has at least: what sets a pair beside its rivals says nothing where there are none."""
FEWEST_LINKS = 3
"""Links that hold between two texts of one matter at least: in a report on something else, nothing answers the official text.

Between 19 written reports and the official text of another one, one holds at most; between 37 and their own, seven or more."""
VERBATIM = 0.8
"""Share of common words from which a difference is one word exchanged for another, which no rival can explain away."""
REASON_WORDS, TAIL_WORDS = 12, 3
"""Words of a passage that its reason quotes, and how many more it may have before it is cut."""

STANDING_NAMES = (
    *NAMES, *MEANING_NAMES, "odds", "probability", "agrees", "differs", "reading", *(f"finds_{kind}" for kind in KINDS),
    "official_denials", "press_denials", "official_hedges", "press_hedges",
)  # fmt: skip
"""What is weighed, in the order of `standing_signals`."""


def standing(alignment: Alignment, link: Link, findings: Sequence[Finding]) -> float | None:
    """Return the chance that an editor sees a contrast between two statements, None where it cannot be told."""
    if not can_be_told(alignment, link):
        return None
    return load_logistic("standing").probability(standing_signals(alignment, link, findings))


def can_be_told(alignment: Alignment, link: Link) -> bool:
    """Return whether the chance of a contrast can be told.

    It cannot in texts so long that words alone decide, or so short that there are no rivals, nor between statements that are the
    same but for a word or two.
    """
    sides = alignment.official.readings, alignment.press.readings
    if alignment.meanings is None or min(map(len, sides)) < FEWEST_STATEMENTS:
        return False
    return alignment.table.similarity([link.official], [link.press]) < VERBATIM


def standing_signals(alignment: Alignment, link: Link, findings: Sequence[Finding]) -> dict[str, float]:
    """Return what is weighed of two statements: all signals of the aligner, the model's reading, and what the kinds found."""
    official, press = alignment.official.readings[link.official], alignment.press.readings[link.press]
    _, agrees, differs = alignment.meanings.chances(link.official, link.press) if alignment.meanings else (1.0, 0.0, 0.0)
    return alignment.explain(link.official, link.press) | {
        "odds": logit(link.probability),
        "probability": link.probability,
        "agrees": agrees,
        "differs": differs,
        "reading": alignment.read_contrast(link.official, link.press),
        **{f"finds_{kind}": max((f.certainty for f in findings if f.kind == kind), default=0.0) for kind in KINDS},
        "official_denials": float(len(official.facts.negations)),
        "press_denials": float(len(press.facts.negations)),
        "official_hedges": float(len(official.facts.hedges)),
        "press_hedges": float(len(press.facts.hedges)),
    }


def are_of_one_matter(alignment: Alignment) -> bool:
    """Return whether a report speaks of the official text at all."""
    return len(alignment.links) >= FEWEST_LINKS


def read_finding(official: Reading, press: Reading, chance: float) -> Finding:
    """Return two statements that stand against each other as a finding: the passages of both, and nothing claimed beyond them."""
    ours, theirs = main_passage(official, press), main_passage(press, official)
    reason = f"The statement says “{_opening(shown(official, *ours))}”; the report says “{_opening(shown(press, *theirs))}”."
    marks = (official.mark(*ours),), (press.mark(*theirs),)
    return Finding(kind_of(official, press), reason, round(chance, 3), *marks, standing=chance, is_read=True)


def _opening(passage: str) -> str:
    """Return a passage as the reason quotes it, which stands above both passages in full: its first words where it is long."""
    words = passage.split()
    return passage if len(words) <= REASON_WORDS + TAIL_WORDS else " ".join(words[:REASON_WORDS]).rstrip(",;:–—-") + " …"


def kind_of(official: Reading, press: Reading) -> ContrastKind:
    """Return the kind that the facts of two contrasting statements suggest where no kind has found the difference itself.

    Of 855 contrasts of written reports that were not looked at for this, it names one of the editor's kinds for .52; "polarity"
    for all would be right for .42.
    """
    if _brings_a_figure(official, press):
        return ContrastKind.NUMBER
    if limits_promise(press) and promise(official):
        return ContrastKind.COMMITMENT
    if _is_timed(official) and _is_timed(press):
        return ContrastKind.TIMING
    denies, doubts = bool(press.facts.negations), len(press.facts.hedges) > len(official.facts.hedges)
    return ContrastKind.CERTAINTY if doubts_effect(press) or (doubts and not denies) else ContrastKind.POLARITY


def _brings_a_figure(official: Reading, press: Reading) -> bool:
    """Return whether the report gives a figure that the statement has not, where both give some."""
    ours, theirs = ({(figure.unit, figure.low) for figure in reading.facts.figures} for reading in (official, press))
    return bool(ours and theirs - ours)


def _is_timed(reading: Reading) -> bool:
    return bool(reading.facts.dates or reading.facts.durations)
