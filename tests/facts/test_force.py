"""Words that bind and words that limit."""

from __future__ import annotations

import pytest

from reportgen.facts import ForceKind
from tests.readings import facts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Employers must give notice.", ForceKind.DUTY),
        ("They are required to give notice.", ForceKind.DUTY),
        ("They pledged help.", ForceKind.PLEDGE),
        ("We make long-term plans.", ForceKind.LASTING),
        ("It covers the entire cost.", ForceKind.WHOLE),
        ("It is not necessarily binding.", ForceKind.UNBINDING),
        ("It is less formal than a treaty.", ForceKind.UNBINDING),
        ("It is voluntary.", ForceKind.UNBINDING),
        ("It could also be undone by others.", ForceKind.REVERSIBLE),
        ("It is subject to approval.", ForceKind.CONDITION),
        ("It pays up to 40 percent.", ForceKind.CAP),
        ("There is no new money.", ForceKind.NO_MONEY),
        ("It comes without a timetable.", ForceKind.NOTHING_SAID),
        ("It does not include cars.", ForceKind.EXCLUDED),
    ],
)
def test_kinds(text: str, kind: ForceKind) -> None:
    """Each phrase of force is found under its kind."""
    assert kind in {force.kind for force in facts(text).forces}


def test_scope() -> None:
    """A word of force knows the topic words of its clause."""
    (force,) = facts("The pledge is voluntary, ministers told reporters.").forces[-1:]
    assert "minist" not in force.scope
