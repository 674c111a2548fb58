"""Hedges and doubts."""

from __future__ import annotations

import pytest

from reportgen.facts import HedgeKind
from tests.readings import facts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It may have been an accident.", HedgeKind.POSSIBLE),
        ("It appears to be easing.", HedgeKind.SEEMING),
        ("It is believed to be old.", HedgeKind.SEEMING),
        ("It allegedly failed.", HedgeKind.CLAIMED),
        ("Critics say it fails.", HedgeKind.DOUBTED),
        ("It is far from certain.", HedgeKind.DOUBTED),
        ("It is not clear what happened.", HedgeKind.UNKNOWN),
    ],
)
def test_kinds(text: str, kind: HedgeKind) -> None:
    """Each hedge is found under its kind."""
    assert kind in {hedge.kind for hedge in facts(text).hedges}


@pytest.mark.parametrize("text", ["It was signed in May.", "It was May 4.", "Mrs May’s plan failed."])
def test_may_as_a_name(text: str) -> None:
    """The month and the name are no hedges."""
    assert facts(text).hedges == ()
