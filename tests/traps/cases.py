"""The trap suite's cases, what the engine makes of one, and whether that is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import reportgen
from reportgen.model import Document, Label

if TYPE_CHECKING:
    from reportgen.model import Comparison, Contrast

HERE = Path(__file__).parent
KNOWN_FAILURES = HERE / "known_failures.txt"

Case = dict[str, Any]


def load_cases() -> list[Case]:
    """Return the cases of every data file, in the order of the files and their lines."""
    paths = sorted(HERE.glob("*/*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def load_known_failures() -> list[str]:
    """Return the ids of `known_failures.txt`; `#` starts a comment."""
    lines = KNOWN_FAILURES.read_text(encoding="utf-8").splitlines()
    return [entry for line in lines if (entry := line.partition("#")[0].strip())]


def compare_case(case: Case) -> Comparison:
    """Return what the engine makes of a case."""
    official = Document.from_text(case["official"], published=case.get("official_published"), name="official.txt")
    press = Document.from_text(case["press"], published=case.get("press_published"), name="press.txt")
    return reportgen.compare(official, press)


def failure_of(case: Case, comparison: Comparison) -> str | None:
    """Return what is wrong with the comparison of a case, in a few words that are the same for like failures; None if right."""
    contrasts = [contrast for pair in comparison.pairs for contrast in pair.contrasts]
    if not case["expect"]:
        return "a contrast is claimed" if contrasts or has_label(comparison, Label.CONTRASTING) else None
    expected = [contrast for contrast in contrasts if contrast.kind in case["expect"]]
    if not expected:
        if contrasts:
            return "another kind of contrast is found"
        return "paired without a contrast" if has_label(comparison, Label.MATCHED) else "not paired"
    if not all(has_evidence(comparison, contrast) for contrast in expected):
        return "a contrast has no evidence inside the statements of both sides"
    return None


def has_label(comparison: Comparison, label: Label) -> bool:
    """Return whether any pair of the comparison carries the label."""
    return any(pair.label == label for pair in comparison.pairs)


def has_evidence(comparison: Comparison, contrast: Contrast) -> bool:
    """Return whether both sides of a contrast have marks, each of them inside its statement."""
    for document, marks in ((comparison.official, contrast.official), (comparison.reports[0], contrast.press)):
        statements = document.statements_by_id
        inside = [statements[mark.statement].start <= mark.start < mark.end <= statements[mark.statement].end for mark in marks]
        if not inside or not all(inside):
            return False
    return True


def describe(case: Case, comparison: Comparison) -> str:
    """Return what a case expects and why, and every contrast found, a line each."""
    found = [contrast for pair in comparison.pairs for contrast in pair.contrasts]
    lines = [f"  {contrast.kind} ({contrast.strength}, {contrast.confidence}): {contrast.reason}" for contrast in found]
    expected = " or ".join(case["expect"]) or "no contrast"
    return "\n".join([f"expected {expected}: {case['note']}", "found" if lines else "found no contrast", *lines])
