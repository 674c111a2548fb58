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
        (
            "France and Germany proposed the compromise on fishing quotas.",
            "The compromise on fishing quotas was proposed by Denmark.",
            "For “proposed”, the statement names “France and Germany”, the report “Denmark”.",
        ),
        (
            "The chancellor will set the rate of the levy.",
            "The rate of the levy will be set by an independent panel and not by the chancellor.",
            "For “will set”, the statement names “The chancellor”, the report “an independent panel”.",
        ),
        (
            "The minister ordered the inquiry into the landslide.",
            "It was a court that ordered the inquiry into the landslide, over the objections of the minister.",
            "For “ordered”, the statement names “The minister”, the report “a court”.",
        ),
        (
            "The firm bears the cost of replacing the meters.",
            "Customers will have to pay the cost of replacing the meters.",
            "For “bears”, the statement names “The firm”, the report “Customers”.",
        ),
        (
            "The province's government will appoint the new chief of police.",
            "The new chief of police will be named by the president's office.",
            "For “will appoint”, the statement names “The province's government”, the report “the president's office”.",
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
        ("The minister ordered the inquiry into the landslide.", "The inquiry was ordered by a board the minister chairs."),
        ("The firm pays the cost of the meters.", "The minister set the cost of the meters."),
        ("The Commission approved the merger of the two utilities.", "Regulators approved the merger of the two utilities."),
        ("Net profit rose 11 per cent to £214m.", "The lender lifted profit by 11 per cent to £214m."),
        ("It was the inquiry that was ordered by the minister.", "The minister ordered the inquiry."),
    ],
)
def test_the_same_doer_or_another_deed(official: str, press: str) -> None:
    """The same doer, an unnamed one, and two deeds are no contrast."""
    assert find(candidate(official, press)) == ()
