"""Every case of the trap suite's data files, each against the whole engine."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from reportgen.model import ContrastKind
from tests.traps.cases import Case, compare_case, describe, failure_of, load_cases, load_known_failures

FIELDS = {"id", "official", "press", "official_published", "press_published", "expect", "note", "hard"}
REQUIRED = {"id", "official", "press", "expect", "note"}
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


@pytest.mark.parametrize("case", as_parameters(contrasting=False))
def test_nothing_is_found_where_nothing_contrasts(case: Case) -> None:
    """Statements that agree, or that speak of different things, give no contrast."""
    comparison = compare_case(case)
    assert failure_of(case, comparison) is None, describe(case, comparison)


@pytest.mark.parametrize("case", as_parameters(contrasting=True))
def test_contrasts_are_found_and_named(case: Case) -> None:
    """A contrast is found, under one of the expected kinds, with evidence inside statements of both sides."""
    comparison = compare_case(case)
    assert failure_of(case, comparison) is None, describe(case, comparison)


def test_case_files_are_well_formed() -> None:
    """Ids are unique, fields and kinds are known, and an id tells whether a contrast is expected."""
    repeated = [name for name, count in Counter(case["id"] for case in CASES).items() if count > 1]
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
