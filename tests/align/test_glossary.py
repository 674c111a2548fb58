"""The plain words for signals."""

from __future__ import annotations

import pytest

from reportgen.align.glossary import GLOSSARY
from reportgen.align.meaning import MEANING_NAMES
from reportgen.align.scorer import load_logistic
from reportgen.align.signals import NAMES


def test_every_signal_is_told_in_plain_words() -> None:
    """The table has each signal there is, in their order, and no other; no two are told in the same words."""
    assert tuple(GLOSSARY) == (*NAMES, *MEANING_NAMES)
    assert len(set(GLOSSARY.values())) == len(GLOSSARY)


@pytest.mark.parametrize("model", ["link", "link_by_words"])
def test_what_is_weighed_is_told(model: str) -> None:
    """No scorer weighs a signal that the table lacks."""
    assert set(load_logistic(model).weights) <= set(GLOSSARY)
