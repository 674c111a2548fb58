"""The contrast kind `timing`."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.label.timing import find
from tests.readings import candidate

SIGNED = "Today the two leaders signed a bilateral security agreement."
WILL_SIGN = "The two leaders will sign a bilateral security agreement on Thursday."


def test_done_and_planned() -> None:
    """What one side tells as done and the other as planned contrasts, and the reason says which text is earlier."""
    (finding, *_) = find(candidate(SIGNED, WILL_SIGN, official_written=date(2024, 6, 13), press_written=date(2024, 6, 12)))
    assert finding.reason == (
        "The statement says “signed a bilateral security agreement”; the report, written a day earlier,"
        " says “will sign a bilateral security agreement”."
    )


def test_announced_and_done() -> None:
    """A later report that tells what came about as announced is no contrast."""
    announced, done = "The President will announce a climate target.", "The President announced a climate target."
    assert find(candidate(announced, done, official_written=date(2021, 4, 22), press_written=date(2021, 4, 23))) == ()


@pytest.mark.parametrize(
    ("official", "press"),
    [
        (
            "The hospital will be finished by December 2025.",
            "The hospital is not due to be finished before August 2026.",
        ),
        ("The satellite was launched on Wednesday.", "The launch of the satellite has been put off to Saturday."),
        ("The licence runs for 25 years from first oil.", "The licence runs for fifteen years from first oil."),
        ("The visa waiver is permanent for the islands.", "The visa waiver for the islands is a trial."),
        ("The ban on gatherings was lifted on Saturday.", "The ban on gatherings stays in force."),
        ("Work on the northern bypass started this week.", "Work on the northern bypass cannot start before March."),
    ],
)
def test_times_that_differ(official: str, press: str) -> None:
    """Dates, lengths and stages of one thing contrast."""
    assert find(candidate(official, press))


@pytest.mark.parametrize(
    ("official", "press"),
    [
        # The same day told in two ways (13 June 2024 was a Thursday).
        ("The agreement was signed today in Apulia.", "The agreement was signed on Thursday in Apulia."),
        ("The consultation lasted a fortnight.", "The consultation lasted 14 days."),
        ("The agency will decide on the vaccine by 29 December.", "The agency will decide on the vaccine on 21 December."),
        # Dates of different things.
        ("The regulator publishes its decision on October 31.", "The consultation of the regulator closed on July 18."),
        ("No case of polio has been found since 5 October.", "Cases of polio were found in September."),
        # The tense of reported speech.
        ("We hope that customers will understand.", "He said that he hoped customers understood."),
        (
            "The fee will apply to all parcels from abroad.",
            "A spokesman stressed that the fee applied to all parcels from abroad.",
        ),
        # What was done in another age.
        ("We will discontinue sales of coal in the north.", "The firm discontinued sales of coal in the mid-1990s."),
        # Rates are no lengths.
        ("Nurses work 36 hours a week.", "Nurses work 288 hours in each stretch of eight weeks."),
        ("The concession runs for 30 years.", "The concession runs ten years longer than the last one."),
        (
            "First deliveries of the trams are planned for the second quarter.",
            "The firm plans to deliver the first trams in the second quarter.",
        ),
    ],
)
def test_times_that_agree(official: str, press: str) -> None:
    """The same time in other words, or times of two things, are no contrast."""
    assert find(candidate(official, press)) == ()


def test_strangers() -> None:
    """The same deed by people the official text never names is hardly a contrast."""
    official = "On June 13, President Biden signed a bilateral security agreement with Ukraine."
    own = "On June 27, President Biden signed a bilateral security agreement with Ukraine."
    foreign = "Prime Minister Pedro Sanchez and Volodymyr Dovhan signed a bilateral security agreement with Ukraine on May 27."
    (sure, *_) = find(candidate(official, own))
    assert all(finding.certainty < sure.certainty / 2 for finding in find(candidate(official, foreign)))


def test_a_deed_of_the_same_objects_is_plain() -> None:
    """Where both sides name what a deed is done to, nobody can take it for another deed."""
    official = "On June 13, the president signed a bilateral security agreement with Ukraine."
    same = find(candidate(official, "The president will sign a bilateral security agreement with Ukraine."))
    other = find(candidate(official, "The president will sign it with Ukraine."))
    assert [finding.is_plain for finding in same] == [True]
    assert not any(finding.is_plain for finding in other)
