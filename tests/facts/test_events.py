"""Events and how far they have come."""

from __future__ import annotations

import pytest

from reportgen.facts import EventStatus
from tests.readings import facts


@pytest.mark.parametrize(
    ("text", "stem", "status"),
    [
        ("The leaders signed the deal.", "sign", EventStatus.DONE),
        ("The leaders have signed the deal.", "sign", EventStatus.DONE),
        ("The deal was signed.", "sign", EventStatus.DONE),
        ("The deal has already been signed.", "sign", EventStatus.DONE),
        ("The deal was taken home.", "take", EventStatus.DONE),
        ("The leaders will sign the deal.", "sign", EventStatus.PLANNED),
        ("The leaders are to sign the deal.", "sign", EventStatus.PLANNED),
        ("The leaders plan to sign the deal.", "sign", EventStatus.PLANNED),
        ("The leaders are expected to sign the deal.", "sign", EventStatus.EXPECTED),
        ("The leaders would sign the deal.", "sign", EventStatus.EXPECTED),
        ("The leaders could sign the deal.", "sign", EventStatus.PROPOSED),
        ("The leaders have yet to sign the deal.", "sign", EventStatus.DELAYED),
        ("The launch has been put off.", "put", EventStatus.DELAYED),
        ("If signed, the deal ends the war.", "sign", EventStatus.CONDITIONAL),
        ("The leaders are negotiating the deal.", "negoti", EventStatus.ONGOING),
        ("The leaders will have to sign the deal.", "sign", EventStatus.PLANNED),
        ("It was a court that ordered the inquiry.", "order", EventStatus.DONE),
    ],
)
def test_status(text: str, stem: str, status: EventStatus) -> None:
    """The words around a verb tell how far its event has come."""
    assert (stem, status) in [(event.stem, event.status) for event in facts(text).events]


def test_negation_and_passive() -> None:
    """An event knows that it is denied and that its subject suffers it."""
    (event,) = facts("The pilots had never been trained.").events
    assert event.is_negated
    assert event.is_passive


def test_a_participle_that_is_the_base_form() -> None:
    """The verbs "set", "cut" and "put" are passive after a form of "be" too."""
    (event,) = facts("The rate will be set by a panel.").events
    assert event.is_passive


def test_participants_stay_within_the_clause() -> None:
    """Who and what take part is read from the event's own clause."""
    (event, *_) = facts("The Senate passed the bill; ministers welcomed it.").events
    assert event.participants == {"senat", "bill"}


@pytest.mark.parametrize(
    "text", ["the proposed deal", "a long-awaited deal", "the United States", "two hundred men", "that proposed deal"]
)
def test_words_that_only_look_like_verbs(text: str) -> None:
    """A participle before its noun is no event."""
    assert facts(text).events == ()


def test_the_verb_is_shown_with_its_helpers() -> None:
    """The span takes in the auxiliaries."""
    text = "The deal has already been signed."
    (event,) = facts(text).events
    assert text[event.start : event.end] == "has already been signed"
