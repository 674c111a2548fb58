"""The trap suite: every case of the data files beside this module, each against the whole engine."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import reportgen
from reportgen.model import Comparison, ContrastKind, Document

HERE = Path(__file__).parent
FIELDS = {"id", "official", "press", "official_published", "press_published", "expect", "note", "hard"}
REQUIRED = {"id", "official", "press", "expect", "note"}


def load_cases() -> list[dict[str, Any]]:
    """Return the cases of every data file, in the order of the files and their lines."""
    paths = sorted(HERE.glob("*/*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def load_known_failures() -> list[str]:
    """Return the ids of `known_failures.txt`; `#` starts a comment."""
    lines = (HERE / "known_failures.txt").read_text(encoding="utf-8").splitlines()
    return [entry for line in lines if (entry := line.partition("#")[0].strip())]


CASES = load_cases()
KNOWN_FAILURES = load_known_failures()


def as_parameters(*, contrasting: bool) -> list[Any]:
    """Return the cases of one sort as pytest parameters, the known failures marked as strict expected ones."""
    known = pytest.mark.xfail(strict=True, raises=AssertionError, reason="listed in known_failures.txt")
    return [
        pytest.param(case, id=case["id"], marks=[known] if case["id"] in KNOWN_FAILURES else [])
        for case in CASES
        if bool(case["expect"]) is contrasting
    ]


def compare_case(case: dict[str, Any]) -> Comparison:
    """Return what the engine makes of a case."""
    official = Document.from_text(case["official"], published=case.get("official_published"), name="official.txt")
    press = Document.from_text(case["press"], published=case.get("press_published"), name="press.txt")
    return reportgen.compare(official, press)


def describe(comparison: Comparison) -> str:
    """Return the contrasts of a comparison, a line each, for a failing test's message."""
    found = [contrast for pair in comparison.pairs for contrast in pair.contrasts]
    return "\n".join(f"{contrast.kind} ({contrast.strength}): {contrast.reason}" for contrast in found) or "no contrast"


@pytest.mark.parametrize("case", as_parameters(contrasting=False))
def test_nothing_is_found_where_nothing_contrasts(case: dict[str, Any]) -> None:
    """Statements that agree, or that speak of different things, give no contrast."""
    comparison = compare_case(case)
    contrasting = [pair for pair in comparison.pairs if pair.contrasts or pair.label == "contrasting"]
    assert not contrasting, f"{case['note']}\n{describe(comparison)}"


@pytest.mark.parametrize("case", as_parameters(contrasting=True))
def test_contrasts_are_found_and_named(case: dict[str, Any]) -> None:
    """A contrast is found, under one of the expected kinds, with evidence inside statements of both sides."""
    comparison = compare_case(case)
    contrasts = [contrast for pair in comparison.pairs for contrast in pair.contrasts if contrast.kind in case["expect"]]
    assert contrasts, f"{case['note']}\nexpected {case['expect']}, found\n{describe(comparison)}"
    for contrast in contrasts:
        for document, marks in ((comparison.official, contrast.official), (comparison.reports[0], contrast.press)):
            assert marks, f"no evidence in the {document.id} text: {contrast.reason}"
            for mark in marks:
                statement = document.statements_by_id[mark.statement]
                assert statement.start <= mark.start < mark.end <= statement.end


def test_case_files_are_well_formed() -> None:
    """Ids are unique, fields and kinds are known, and an id tells whether a contrast is expected."""
    repeated = [id for id, count in Counter(case["id"] for case in CASES).items() if count > 1]
    assert not repeated
    kinds = {kind.value for kind in ContrastKind}
    for case in CASES:
        assert set(case) >= REQUIRED, case["id"]
        assert set(case) <= FIELDS, case["id"]
        assert set(case["expect"]) <= kinds, case["id"]
        assert case["id"].startswith("contrast-") is bool(case["expect"]), case["id"]
        assert all(case[side].strip() for side in ("official", "press", "note")), case["id"]


def test_known_failures_are_cases() -> None:
    """Each id listed as a known failure belongs to a case and is listed once."""
    assert not set(KNOWN_FAILURES) - {case["id"] for case in CASES}
    assert len(KNOWN_FAILURES) == len(set(KNOWN_FAILURES))


def test_the_suite_covers_every_kind() -> None:
    """Both sorts of case stay numerous, and every kind of contrast is the main one of some."""
    assert sum(not case["expect"] for case in CASES) >= 250
    main = Counter(case["expect"][0] for case in CASES if case["expect"])
    assert main.total() >= 250
    assert all(main[kind] >= 25 for kind in ("number", "timing", "polarity", "certainty", "commitment"))
    assert set(main) == {kind.value for kind in ContrastKind}
