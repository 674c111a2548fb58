"""The contrast kind `polarity`."""

from __future__ import annotations

import pytest

from reportgen.label.polarity import find
from tests.readings import candidate


@pytest.mark.parametrize(
    ("official", "press"),
    [
        ("The pilots had been trained in the use of the system.", "The pilots had never been trained in the use of the system."),
        ("The bridge complies with the standard for fatigue.", "The bridge does not meet the standard for fatigue."),
        ("The tribunal dismissed the claim of the company.", "The tribunal upheld the claim of the company."),
        ("The euro area does not need a new common fund.", "The euro area needs a new common fund."),
        (
            "All recommendations of the fire inquiry have been carried out.",
            "Half the fire inquiry's recommendations have not been followed.",
        ),
    ],
)
def test_denials(official: str, press: str) -> None:
    """What only one side denies contrasts."""
    assert find(candidate(official, press))


@pytest.mark.parametrize(
    ("official", "press"),
    [
        ("The scheme will help not only buyers but also builders.", "The scheme will help buyers and builders."),
        ("The operator failed to inform the regulator of the leak.", "The operator did not inform the regulator of the leak."),
        ("While they could not agree on a date, they adopted the rules on turf.", "They agreed on the rules on turf with ease."),
        ("Landlords will not be made to insulate.", "Rules that would have made landlords insulate are dropped."),
        ("None of the 14 crew members was injured.", "All 14 crew members were unhurt."),
        ("Without volunteers the marathon would not have raised £2.6m.", "The marathon raised £2.6m."),
        (
            "Although the tests did not detect lead, the pipes will be replaced.",
            "The pipes will be replaced, as parents had demanded.",
        ),
        ("FEMA cannot seize your land.", "CLAIM: FEMA will seize your land."),
        ("It is not an impoundment.", "The order may test the Impoundment Control Act."),
        ("The plan works if members do not leave.", "Members leave the plan."),
        ("No household will pay more than 30 euros a month for water.", "Households pay 30 euros a month for water at most."),
        ("The mayor said that he did not want the dam to burst.", "The mayor wanted to keep the dam from bursting."),
        ("The roof did not collapse because of the snow.", "It was not the snow that made the roof collapse."),
        ("Bus fares will rise by 20 cents in October.", "Bus fares are 20 cents dearer this fall."),
    ],
)
def test_no_denials(official: str, press: str) -> None:
    """Turns of phrase, denials on both sides or of something else, and imagined cases are no contrast."""
    assert find(candidate(official, press)) == ()
