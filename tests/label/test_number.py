"""The contrast kind `number`."""

from __future__ import annotations

import pytest

from reportgen.label.number import agree, find
from tests.readings import candidate, facts


@pytest.mark.parametrize(
    ("official", "press", "reason"),
    [
        (
            "We work with the 15 other countries that have agreements with Ukraine and the 16 more that are negotiating theirs.",
            "The United States would join 14 other countries that have signed agreements with Ukraine.",
            "The statement counts 15 other countries, the report 14 other countries.",
        ),
        (
            "The settlement provides $1.1 billion for towns on the river.",
            "Towns on the river are to get $750 million in the settlement.",
            "The statement gives $1.1 billion, the report $750 million.",
        ),
        (
            "Only three of the 46 inspected kitchens failed to meet hygiene standards.",
            "Inspectors found eleven of the 46 kitchens below the standard for hygiene.",
            "The statement counts three of the 46 inspected kitchens, the report eleven of the 46 kitchens.",
        ),
        (
            "Crime in the city fell by 8 per cent over the year.",
            "Crime in the city was down 3 per cent over the year.",
            "The statement gives 8 per cent, the report 3 per cent.",
        ),
    ],
)
def test_figures_that_differ(official: str, press: str, reason: str) -> None:
    """Figures of one unit, noun and scope contrast, and the reason gives both in the texts' words."""
    (finding,) = find(candidate(official, press))
    assert finding.reason == reason


@pytest.mark.parametrize(
    ("official", "press"),
    [
        # Rounding and bounds.
        ("1,994 people marched through the town.", "About 2,000 people marched through the town."),
        ("It paid $48.7 million to 12,310 households.", "More than 12,000 households shared nearly $49 million."),
        ("The vaccine was 66.9 per cent effective.", "The vaccine was effective in two out of three cases."),
        # Units.
        ("The runway has 3,200 metres.", "The runway has 3.2km."),
        ("The weather radars cost $1.5 billion.", "The weather radars cost $1,500 million."),
        ("The grant is €340 million for the tram.", "The grant for the tram is $370 million."),
        # Ranges.
        ("The levy adds 30 to 50 cents to a bottle.", "The levy adds up to 50 cents to a bottle."),
        # Part and whole.
        ("The inspectorate rated 31 homes inadequate.", "Of the homes rated inadequate, eleven of them lie in the south."),
        ("The council will spend £64m on roads.", "Resurfacing will take £41m of the roads budget."),
        # What follows from the other side's figures.
        ("Turnout rose from 61 per cent to 66 per cent.", "Turnout was up by five percentage points, to 66 per cent."),
        ("The reservoir is 38 per cent full.", "The reservoir is 62 per cent empty."),
        # Years and identifiers.
        ("The agreement of 1987 was extended in 2016.", "The agreement of 1987 was amended in 1990."),
        # Another of the kind.
        ("The regulator fined Northlight £3.2m over its meters.", "Another supplier was fined £1.1m over its meters."),
        ("The ferry fare goes up to 45 kronor from 40.", "Passengers on the ferry pay five kronor more."),
        ("The new blades are 80 metres long.", "Each of the new blades gains 12 metres."),
        ("The town opens 12 bakeries.", "In the town, 40 bakers opened their doors."),
        ("Burglaries in Farleigh fell by 9 per cent.", "Nationally, burglaries fell by 2 per cent."),
    ],
)
def test_figures_that_do_not(official: str, press: str) -> None:
    """Rounded, converted, partial, derived and foreign figures are no contrast."""
    assert find(candidate(official, press)) == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("up to 60 people", "60 people", True),
        ("no more than 200 people", "540 people", False),
        ("more than 12,000 people", "12,310 people", True),
        ("more than 12,000 people", "50,000 people", False),
        ("thousands of people", "312 people", False),
        ("A$16 a week", "A$832 a year", True),
        ("A$16 a week", "A$1,900 a year", False),
    ],
)
def test_agreement(one: str, other: str, expected: bool) -> None:  # noqa: FBT001  (a column of the table)
    """Bounds hold within reason, and rates are taken to one span of time."""
    assert agree(facts(one).figures[0], facts(other).figures[0]) is expected


@pytest.mark.parametrize(
    ("official", "press", "reason"),
    [
        (
            "The draft was open for comment for 30 days.",
            "They were given five days, not 30, to read it, the lawyers said.",
            "The statement says 30 days; the report says “five days, not 30”.",
        ),
        (
            "Owners get thirty days to answer.",
            "Owners have fifteen days, not thirty, to answer, the notice says.",
            "The statement says thirty days; the report says “fifteen days, not thirty”.",
        ),
        (
            "The plan saves $40 million.",
            "It saves $12 million, not $40 million, auditors found.",
            "The statement says $40 million; the report says “$12 million, not $40”.",
        ),
    ],
)
def test_a_figure_the_report_corrects(official: str, press: str, reason: str) -> None:
    """Where the report sets its own figure against the statement's, few other words need be shared."""
    assert reason in [finding.reason for finding in find(candidate(official, press))]


@pytest.mark.parametrize(
    "official",
    ["The bridge is open.", "Building the bridge took three years and not two.", "Building the bridge took twenty-two years."],
)
def test_a_correction_of_somebody_else(official: str) -> None:
    """A figure the statement does not give, or one it corrects itself, is corrected against somebody else."""
    assert find(candidate(official, "It took three years, not two, to build.")) == ()


@pytest.mark.parametrize(
    ("press", "is_plain"),
    [("It would join 14 other countries.", True), ("It would join 14 countries.", False), ("It joins five days, not 15.", True)],
)
def test_counts_of_one_thing_are_plain(press: str, *, is_plain: bool) -> None:
    """Two counts with the same words beside the number, or one the report corrects, can be of nothing else."""
    found = find(candidate("It joins 15 other countries.", press))
    assert found
    assert found[0].is_plain is is_plain


def test_words_of_a_number_are_no_noun() -> None:
    """That both sides count in billions does not make their figures those of one thing."""
    found = find(candidate("Science gets 2.26 billion florins.", "Science asked for 7.9 billion florins."))
    assert found
    assert not found[0].is_plain
