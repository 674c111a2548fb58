"""The contrast kinds, and how sure a difference they find is once it is known how surely the statements belong together."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reportgen.align.links import contrast_signals
from reportgen.align.scorer import load_logistic

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportgen.align.links import Link
    from reportgen.label.view import Candidate, Finding
    from reportgen.model import Contrast
    from reportgen.settings import Settings

KINDS = ("commitment", "number", "timing", "polarity", "certainty", "actor", "wording")
"""The modules that look for a contrast, each named after its kind; in the order an editor would put their findings."""

KIND_FLOORS = {"number": 0.45, "timing": 0.5, "polarity": 0.5, "certainty": 0.5, "wording": 0.6, "actor": 0.8}
"""Kinds that need more than `Settings.contrast_floor`, set by hand after reading what each found on the open reports and the
traps: with one floor of .4 for most of them, 13 of 300 traps were called contrasts, with these 7 or 8."""


def find_findings(candidate: Candidate) -> tuple[Finding, ...]:
    """Return every difference any kind finds between the sides of a candidate, in the order of the kinds."""
    return tuple(finding for kind in KINDS for finding in _finder(kind)(candidate))


def _finder(kind: str) -> Callable[[Candidate], Sequence[Finding]]:
    finder: Callable[[Candidate], Sequence[Finding]] = import_module(f"reportgen.label.{kind}").find
    return finder


def judge(link: Link, findings: Sequence[Finding], settings: Settings) -> tuple[Contrast, ...]:
    """Return the findings that stand as contrasts of a link, the surest first; none where the link is too weak."""
    certainties = {kind: max((f.certainty for f in findings if f.kind == kind), default=0.0) for kind in KINDS}
    contrasts = []
    for finding in findings:
        alone = {kind: certainties[kind] if kind == finding.kind else 0.0 for kind in KINDS}
        confidence = load_logistic("contrast").probability(contrast_signals(link, alone))
        if confidence >= max(settings.contrast_floor, KIND_FLOORS.get(finding.kind, 0.0)):
            contrasts.append(finding.as_contrast(confidence, clear_floor=settings.clear_floor))
    return tuple(sorted(contrasts, key=lambda contrast: -contrast.confidence))
