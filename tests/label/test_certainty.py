"""The contrast kind `certainty`."""

from __future__ import annotations

import pytest

from reportgen.label.certainty import claimed_effect, doubts_effect, find
from tests.readings import candidate, reading


@pytest.mark.parametrize(
    ("official", "press"),
    [
        (
            "The attack was carried out by a unit of military intelligence.",
            "The attack may have been carried out by military intelligence.",
        ),
        ("The painting is by Artemisia Gentileschi.", "The painting has been attributed to Artemisia Gentileschi."),
        (
            "The merger will lead to lower fares for passengers.",
            "Whether the merger will lead to lower fares is far from certain.",
        ),
        (
            "The border checks have cut smuggling by half.",
            "The government claims that the border checks have cut smuggling by half.",
        ),
        (
            "The program should help to lower interest rates.",
            "The effect of the program on interest rates has been questionable.",
        ),
    ],
)
def test_doubt(official: str, press: str) -> None:
    """What one side states and the other hedges or doubts contrasts."""
    (finding,) = find(candidate(official, press))
    assert "“" in finding.reason


@pytest.mark.parametrize(
    ("official", "press"),
    [
        ("The plume is nine kilometres high.", "The plume is nine kilometres high, the observatory said."),
        ("Ministers accept the recommendations.", "Ministers say they accept the recommendations."),
        ("The patient may have been exposed at a wedding.", "It is possible that the patient was exposed at a wedding."),
        ("The firm will stop selling handguns.", "The firm said it would stop selling handguns."),
        ("No evidence was found that it had spread.", "No evidence was found that it had spread, the trust said."),
        ('The minister said: "The port will reopen in May."', "The port will reopen in May, the minister insisted."),
        ("Families can claim 300 euros for a heat pump.", "Families may have 300 euros for a heat pump."),
        ("New rules will not guarantee safer roads.", "New rules would not make roads safer."),
        (
            "The firm will submit its reply within 15 days.",
            "It will reply within 15 days and sees no effect on sales of the firm.",
        ),
    ],
)
def test_no_doubt(official: str, press: str) -> None:
    """Plain attribution, reported speech and the same hedge on both sides are no contrast."""
    assert find(candidate(official, press)) == ()


@pytest.mark.parametrize(
    ("official", "press", "is_loose"),
    [
        ("The ferry will run each day from May.", "The ferry might run each day from May.", False),
        ("The fire in the mill is under investigation.", "The cause of the fire in the mill is not known.", True),
    ],
)
def test_passages_without_a_common_word_are_loose(official: str, press: str, *, is_loose: bool) -> None:
    """Where a reader sees no word that both passages have, the finding says so."""
    assert [finding.is_loose for finding in find(candidate(official, press))] == [is_loose]


def test_effects() -> None:
    """An official statement claims an effect, a press statement doubts one."""
    assert claimed_effect(reading("This program should help to lower rates.")) is not None
    assert claimed_effect(reading("The committee met on Tuesday.")) is None
    assert doubts_effect(reading("The impact will be limited.")) > 0.5
    assert doubts_effect(reading("The committee met on Tuesday.")) == 0
