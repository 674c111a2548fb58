"""The contrast kind `actor`."""

from __future__ import annotations

import pytest

from reportgen.label.actor import find
from tests.readings import candidate


@pytest.mark.parametrize(
    ("official", "press", "reason"),
    [
        (
            "Our engineers discovered the fault in the pump.",
            "The fault in the pump was discovered by a student.",
            "For “discovered”, the statement names “Our engineers”, the report “a student”.",
        ),
        (
            "France jointly proposed the compromise on fishing quotas.",
            "The compromise on fishing quotas was proposed by Denmark.",
            "For “jointly proposed”, the statement names “France”, the report “Denmark”.",
        ),
    ],
)
def test_another_doer(official: str, press: str, reason: str) -> None:
    """The same deed by another contrasts, active or passive."""
    (finding,) = find(candidate(official, press))
    assert finding.reason == reason


@pytest.mark.parametrize(
    ("official", "press"),
    [
        ("The council closed two libraries in the north.", "Two libraries in the north were closed by the council."),
        ("They closed two libraries in the north.", "The council closed two libraries in the north."),
        ("The council closed two libraries.", "The army rebuilt the bridge."),
    ],
)
def test_the_same_doer_or_another_deed(official: str, press: str) -> None:
    """The same doer, an unnamed one, and two deeds are no contrast."""
    assert find(candidate(official, press)) == ()
