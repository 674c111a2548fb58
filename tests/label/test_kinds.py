"""Laws that every contrast kind keeps."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.label.contrasts import kind_floor
from reportgen.model import ContrastKind
from reportgen.settings import Settings
from tests.readings import candidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.label.view import Candidate, Finding

KINDS = [kind.value for kind in ContrastKind]
WORDS = st.sampled_from(
    [
        *(
            "the",
            "agreement",
            "country",
            "countries",
            "14",
            "15",
            "percent",
            "$",
            "signed",
            "will",
            "sign",
            "not",
            "no",
            "on",
            "June",
            "13",
        ),
        *(
            "may",
            "could",
            "all",
            "only",
            "ten",
            "years",
            "by",
            "council",
            "will",
            "be",
            "binding",
            "money",
            "troops",
            ",",
            ".",
            "but",
            "up",
            "to",
        ),
        *(
            "shameful",
            "historic",
            "critics",
            "say",
            "2024",
            "binding",
            "half",
            "of",
            "help",
            "defend",
            "without",
            "claims",
            "unclear",
        ),
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)


def find(kind: str, sides: Candidate) -> Sequence[Finding]:
    """Return what a kind finds."""
    found: Sequence[Finding] = import_module(f"reportgen.label.{kind}").find(sides)
    return found


@pytest.mark.parametrize("kind", KINDS)
@given(official=TEXTS, press=TEXTS)
def test_findings_are_well_formed(kind: str, official: str, press: str) -> None:
    """A finding is of its kind, between nothing and sure, with a sentence and marks inside both statements."""
    for finding in find(kind, candidate(official, press)):
        assert finding.kind == kind
        assert 0 < finding.certainty < 1
        assert finding.reason.endswith(".")
        for marks, text in ((finding.official, official), (finding.press, press)):
            assert marks
            assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)


@pytest.mark.parametrize("kind", KINDS)
@given(text=TEXTS)
def test_a_text_does_not_contrast_with_itself(kind: str, text: str) -> None:
    """Whatever a statement says, it says nothing else than itself."""
    assert find(kind, candidate(text, text)) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_unrelated_statements(kind: str) -> None:
    """Statements of two matters do not contrast."""
    official = "We will plant 45,000 trees along the ring road over the next two winters."
    press = "Ticket touts were fined at the last tournament after reselling seats at four times their price."
    assert find(kind, candidate(official, press)) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_long_statements_take_bounded_time(kind: str) -> None:
    """A statement without end is read up to a bound."""
    endless = "the agreement will not cover 14 countries " * 2000
    find(kind, candidate(endless, "The agreement covers 15 other countries."))


@pytest.mark.parametrize("kind", KINDS)
def test_a_sure_link_never_needs_more(kind: str) -> None:
    """Between statements that surely belong together a finding stands on no more, and never on less than the settings ask for."""
    alike, sure = (kind_floor(kind, Settings(contrast_floor=0.3), link) for link in (0.5, 0.95))
    assert 0.3 <= sure <= alike
    assert kind_floor(kind, Settings(contrast_floor=0.9), 0.95) == 0.9
