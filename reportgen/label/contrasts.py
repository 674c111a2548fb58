"""The contrast kinds, and how sure a difference they find is."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reportgen.align.scorer import load_logistic

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportgen.label.view import Candidate, Finding
    from reportgen.model import Contrast
    from reportgen.settings import Settings

KINDS = ("commitment", "number", "timing", "polarity", "certainty", "actor", "wording")
"""The modules that look for a contrast, each named after its kind; in the order an editor would put their findings."""

KIND_FLOORS = {"number": 0.45, "timing": 0.43, "polarity": 0.65, "certainty": 0.47, "wording": 0.54, "actor": 0.68}
"""Kinds that need as much as `Settings.contrast_floor` or more, set by hand after reading what each found on the open reports,
the written ones and the traps: no polarity contrast below .65 on the open reports was one to the editor."""
SURE_LINK = 0.9
"""From this probability of a link on, nobody doubts that two statements speak of one matter."""
SURE_FLOORS = {"polarity": 0.45, "certainty": 0.38, "actor": 0.6}
"""What these kinds need there: on the open reports no false finding between these and `KIND_FLOORS` stood between statements that
surely belong together (polarity .62 and .51, linked with .38 and .35). When they were set, 151 of the 300 contrasts of the trap
suite were found with them and 2 of 300 others called so, without them 135 and 2. `wording` needs as much as elsewhere: on 224
written reports of `training/data`, .41 brought two findings more, both false."""
STANDING_FLOOR = 0.1
"""Chance of a contrast between two statements from which a finding between them is told: on the open reports, by weights fitted
without their topic, 9 of 13 contrasts told are right with it, 8 of 12 with .15."""
KIND_STANDING = {"number": 0.3, "timing": 0.3, "actor": 0.3, "polarity": 0.5, "wording": 0.5}
LOOSE_STANDING = 0.5
"""The same for kinds that find more than there is, and where the passages share no word. When they were set, 11 of 21 differences
of fact were right with them in `g` and `h` of `tests/bench/written` and in `fresh-j` and `fresh-k` of `training/data`; 14 of 44
without."""
FAR_ANSWER = 0.5
"""Below this probability of a link an answer is told whatever that chance is: it may have little in common with what it answers,
and then nothing shows that the two belong together but the answer itself."""
READ_FLOOR, NEAR_READ_FLOOR = 0.52, 0.6
"""Chance from which two statements are told to contrast though no kind has found the difference; the second for near ones, which
match otherwise. In `c`, `g` and `h` of `tests/bench/written` 90 of 120 contrasts told are right with them, 108 of 149 with .48
and .52."""
NEAR = 0.4
"""Probability of a link from which two statements are near."""
CLEAR_STANDING, MOST_UNCLEAR = 0.5, 0.84
"""Where the two statements are less likely to contrast than the first, a finding gets the second as its confidence at most."""


def find_findings(candidate: Candidate) -> tuple[Finding, ...]:
    """Return every difference any kind finds between the sides of a candidate, in the order of the kinds."""
    return tuple(finding for kind in KINDS for finding in _finder(kind)(candidate))


def _finder(kind: str) -> Callable[[Candidate], Sequence[Finding]]:
    finder: Callable[[Candidate], Sequence[Finding]] = import_module(f"reportgen.label.{kind}").find
    return finder


def judge(findings: Sequence[Finding], settings: Settings, link: float) -> tuple[Contrast, ...]:
    """Return the findings that stand as contrasts between statements linked with this probability, the surest first.

    Two statements are told to differ as a whole only where no kind tells in what.
    """
    standing = [
        finding for finding in findings if stands(finding, link) and confidence_of(finding) >= floor_of(finding, settings, link)
    ]
    told = [finding for finding in standing if not finding.is_read] or standing
    contrasts = [finding.as_contrast(confidence_of(finding), clear_floor=settings.clear_floor) for finding in told]
    return tuple(sorted(contrasts, key=lambda contrast: -contrast.confidence))


def confidence_of(finding: Finding) -> float:
    """Return how likely an editor would point a finding out, 0 to 1."""
    if finding.is_read:
        return finding.certainty
    confidence = load_logistic("contrast").probability(contrast_signals(finding.kind, finding.certainty))
    is_unclear = finding.standing is not None and finding.standing < CLEAR_STANDING
    return min(confidence, MOST_UNCLEAR) if is_unclear else confidence


def stands(finding: Finding, link: float) -> bool:
    """Return whether the two statements of a finding, linked with this probability, may well contrast at all."""
    if finding.standing is None or finding.is_plain or (finding.is_answer and link < FAR_ANSWER):
        return True
    return finding.standing >= least_standing(finding)


def least_standing(finding: Finding) -> float:
    """Return the chance of a contrast between two statements from which a finding between them is told."""
    floor = KIND_STANDING.get(finding.kind, STANDING_FLOOR)
    return max(floor, LOOSE_STANDING) if finding.is_loose else floor


def floor_of(finding: Finding, settings: Settings, link: float) -> float:
    """Return the confidence from which a finding stands as a contrast, by the probability of the link."""
    return max(settings.contrast_floor, read_floor(link)) if finding.is_read else kind_floor(finding.kind, settings, link)


def read_floor(link: float) -> float:
    """Return the chance from which two statements, linked with this probability, are told to contrast as a whole."""
    return NEAR_READ_FLOOR if link >= NEAR else READ_FLOOR


def kind_floor(kind: str, settings: Settings, link: float) -> float:
    """Return the confidence from which what a kind finds stands as a contrast, by the probability of the link."""
    floor = KIND_FLOORS.get(kind, 0.0)
    return max(settings.contrast_floor, SURE_FLOORS.get(kind, floor) if link >= SURE_LINK else floor)


def contrast_signals(kind: str, certainty: float) -> dict[str, float]:
    """Return what the contrast scorer weighs: the certainty of one kind, 0 for the others.

    How likely the two statements belong together is not weighed again: among the pairs that are read at all it does not tell
    true contrasts from false ones (on the open reports, area under the curve .63 without it and .59 with it).
    """
    return {name: certainty if name == kind else 0.0 for name in KINDS}
