"""Assurances and what answers them."""

from __future__ import annotations

import pytest

from reportgen.label.stance import ANSWERS, opposed
from reportgen.wordlists import read_classes
from tests.readings import reading

ALL = frozenset(ANSWERS)


@pytest.mark.parametrize(
    ("official", "press", "label"),
    [
        ("Protections will be maintained.", "The order rolled back rules on floods.", "assurance"),
        ("The pause goes as far as permitted by law.", "The pause is likely unconstitutional.", "lawful"),
        ("The pause is expressly limited to some programs.", "It is a sweeping freeze.", "limited"),
    ],
)
def test_answers(official: str, press: str, label: str) -> None:
    """Each assurance has its answer, and both are shown."""
    stand = opposed(reading(official), reading(press, side="P"), ALL)
    assert stand is not None
    assert stand.label == label
    assert press[slice(*stand.press)]


@pytest.mark.parametrize(
    ("official", "press"),
    [
        ("Protections will be maintained.", "Protections will be maintained, he said."),
        ("Protections will be maintained.", "The order will not harm anyone."),
        ("The plan protects towns that the flood harmed.", "The flood harmed towns."),
    ],
)
def test_no_answer(official: str, press: str) -> None:
    """The same assurance, a denied harm, and a harm both speak of answer nothing."""
    assert opposed(reading(official), reading(press, side="P"), ALL) is None


def test_every_class_is_listed() -> None:
    """The list has each class that is asked for."""
    assert set(read_classes("stance_phrases.txt")) == set(ANSWERS) | set(ANSWERS.values())
