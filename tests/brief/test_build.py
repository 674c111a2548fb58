"""The view model: what it counts, how it orders, and that it is the same whatever the input holds."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from reportgen import Document, compare
from reportgen.brief import build_brief, rows
from reportgen.brief.contrasts import alike
from reportgen.brief.summary import summary_of_many, summary_of_one
from reportgen.brief.text import printable
from reportgen.errors import RenderError
from reportgen.model import Comparison, ContrastKind, Echo, Mark, Strength
from tests.brief import samples
from tests.brief.samples import CASES, GALLERY, Pairing, comparison, differs, plain
from tests.strategies import comparisons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.brief.model import Brief


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a value of the view model."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)
    elif is_dataclass(value):
        for item in fields(value):
            yield from texts_in(getattr(value, item.name))


@pytest.fixture(scope="module")
def brief() -> Brief:
    """Return the brief of the sample documents."""
    return build_brief(samples.security_agreement())


def test_summary(brief: Brief) -> None:
    """The brief says in one sentence how many statements it found where, and which text is older."""
    assert brief.summary == (
        "The Kyiv Independent takes up 13 of the official text’s 24 statements, matching seven and differing on six; "
        "11 are not in it, and it adds three of its own."
    )
    assert brief.reports[0].timing == "The Kyiv Independent is dated a day before the official text."


OFFICIAL = (
    "The Ministry of Transport announced a new rail timetable on Thursday.",
    "It will add 120 daily services from 15 December.",
    "The changes will cost 45 million pounds over three years.",
    "Passengers will see faster and more reliable trains.",
    "No stations will be closed under the plan.",
    "A full list of services is to be published by the end of July.",
)
PRESS = (
    "A family bakery in Lyon has won a prize for its sourdough loaf.",
    "The judges praised the crust and the long fermentation.",
    "Its baker has used the same starter since 1987.",
    "He learned the trade from his grandmother.",
    "The shop smells of rye and caraway every morning.",
    "Tourists queue around the corner before dawn.",
)


@pytest.mark.parametrize(
    ("official", "press", "languages", "expected"),
    [
        (OFFICIAL, PRESS, ("en", "en-GB"), "It does not seem to be about this statement."),
        (OFFICIAL, PRESS[:1], ("en", "en"), "It may not be about this statement."),
        (OFFICIAL, (*PRESS, OFFICIAL[0]), ("en", "en"), "It may not be about this statement."),
        (OFFICIAL, (*PRESS, *OFFICIAL[:2]), ("en", "en"), None),
        (OFFICIAL, OFFICIAL[:1], (None, None), None),
        (OFFICIAL, PRESS, ("en", "de"), None),
    ],
    ids=["another matter", "too short to tell", "one pair", "two pairs", "a short report", "another language"],
)
def test_a_report_on_another_matter(
    official: tuple[str, ...], press: tuple[str, ...], languages: tuple[str | None, str | None], expected: str | None
) -> None:
    """Where nothing or next to nothing is paired, the summary says that the report may be about something else."""
    sides = [
        Document.from_text("\n\n".join(side), language=language)
        for side, language in zip((official, press), languages, strict=True)
    ]
    summary = build_brief(compare(*sides)).summary
    assert summary.endswith(expected) if expected else "about this statement" not in summary


def test_several_reports_and_one_on_another_matter() -> None:
    """The summary of several reports names those that do not seem to be about the official text."""
    official, press = (Document.from_text("\n\n".join(side), language="en") for side in (OFFICIAL, PRESS))
    brief = build_brief(compare(official, replace(official, publisher="Daily"), replace(press, publisher="Weekly")))
    assert brief.summary.endswith(" Weekly does not seem to be about this statement.")
    assert brief.reports[1].summary.endswith(" It does not seem to be about this statement.")


def test_date(brief: Brief) -> None:
    """The brief's date is that of its latest text, also where a text's date was read from its words, unless one is given."""
    assert brief.date == "2024-06-13"
    assert brief.reports[0].source.published == "12 June 2024 (by its own words)"
    assert build_brief(samples.security_agreement(), date="2025-01-01").date == "2025-01-01"
    assert build_brief(samples.empty()).date is None


@pytest.mark.parametrize("case", CASES)
def test_counts_add_up(case: str) -> None:
    """Each side's labels add up to its statements, and the lists hold what the counts say."""
    brief = build_brief(GALLERY[case]())
    for report in brief.reports:
        counts = report.counts
        assert (
            counts.official_matched + counts.official_contrasting + counts.omitted == counts.official == brief.official.statements
        )
        assert counts.press_matched + counts.press_contrasting + counts.added == counts.press == report.source.statements
        assert counts.contrasts == len(report.contrasts) == sum(1 for row in report.pairs if row.label == "contrasting")
        assert counts.omitted == sum(len(group.passages) for group in report.omitted)
        assert counts.added == sum(len(group.passages) for group in report.added)
    assert brief.counts.contrasts == len(brief.contrasts)
    assert [contrast.number for contrast in brief.contrasts] == list(range(1, len(brief.contrasts) + 1))


def test_contrasts_by_weight(brief: Brief) -> None:
    """Clear contrasts come before possible ones, surer before less sure."""
    assert [contrast.strength for contrast in brief.contrasts] == ["clear"] * 3 + ["possible"] * 2
    confidences = [contrast.differences[0].confidence for contrast in brief.contrasts]
    assert confidences == [97, 95, 91, 78, 72]


def test_pairs_in_official_order(brief: Brief) -> None:
    """Side by side, pairs stand in the order of the official text."""
    firsts = [int(row.official[0].statement[1:]) for row in brief.reports[0].pairs]
    assert firsts == sorted(firsts)


def test_added_by_speaker(brief: Brief) -> None:
    """What only the report has is told by speaker, the report's own words first."""
    assert [(group.speaker, [item.statement for item in group.passages]) for group in brief.reports[0].added] == [
        ("The report itself", ["P2", "P15"]),
        ("Jake Sullivan", ["P7"]),
    ]


def test_omitted_by_weight(brief: Brief) -> None:
    """What is not in the report is told by weight: key messages first, then the rest."""
    found = {group.title: [item.statement for item in group.passages] for group in brief.reports[0].omitted}
    assert brief.messages is not None
    keys = [message.passage.statement for message in brief.messages.messages if not message.outcomes[0].present]
    assert found["Key messages"] == keys
    assert len(found["Other statements, by weight"]) == brief.counts.omitted - len(keys)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            {"official": 25, "matched": 7, "contrasting": 5, "press": 15, "added": 2},
            (
                "The report takes up 12 of the official text’s 25 statements, matching seven and differing on five; "
                "13 are not in it, and it adds two of its own."
            ),
        ),
        ({"official": 1, "matched": 1, "press": 1}, "The report takes up the official text’s only statement, matching it."),
        (
            {"official": 2, "contrasting": 2, "press": 3, "added": 1},
            "The report takes up all of the official text’s two statements, differing on both; it adds one of its own.",
        ),
        (
            {"official": 6, "press": 5, "added": 5},
            "The report takes up none of the official text’s six statements; it adds five of its own.",
        ),
        (
            {"official": 4, "matched": 3, "press": 3},
            "The report takes up three of the official text’s four statements, matching all three; one is not in it.",
        ),
    ],
)
def test_summary_of_one(counts: dict[str, int], sentence: str) -> None:
    """The sentence reads well whatever the figures, and leaves out what there is nothing of."""
    assert summary_of_one(samples.counts(**counts), "The report") == sentence


def test_a_statement_goes_by_its_weightiest_pair() -> None:
    """A statement that is matched once and contrasts once counts as contrasting, and once only."""
    left, right = plain(["Ten were hurt."]), plain(["Ten people were hurt.", "Nine were hurt."], "press-1")
    made = Pairing(left, right)
    made.match("O1", "P1", Echo.CLOSE)
    made.contrast("O1", "P2", differs(ContrastKind.NUMBER, "Ten and nine.", [Mark("O1", 0, 3)], [Mark("P2", 23, 27)]))
    counts = build_brief(comparison(left, right, pairs=made.all())).counts
    assert (counts.official_matched, counts.official_contrasting, counts.press_matched, counts.press_contrasting) == (0, 1, 1, 1)


def test_words_that_mostly_differ_are_not_marked(brief: Brief) -> None:
    """In a pair reworded throughout only the evidence is marked; in a close one every word that differs."""
    by_official = {row.official[0].statement: row for row in brief.reports[0].pairs}
    kinds = {key: {run.mark for item in row.official for run in item.runs} for key, row in by_official.items()}
    assert by_official["O2"].reworded
    assert kinds["O2"] == {None}
    close = build_brief(samples.simple(["The bridge opens on Monday at noon."], ["The bridge opens on Tuesday at noon."]))
    row = close.reports[0].pairs[0]
    assert not row.reworded
    assert [run.text for run in row.official[0].runs if run.mark == "official"] == ["Monday"]
    assert [run.text for run in row.press[0].runs if run.mark == "press"] == ["Tuesday"]


def test_coverage() -> None:
    """With several reports there is a matrix with a label for each statement and report; with one there is none."""
    brief = build_brief(samples.five_reports())
    assert brief.coverage is not None
    assert brief.coverage.outlets == ("Harbour News", "The Daily Tide", "Northern Post", "Radio Quay", "Harbour News (2)")
    assert {len(row.labels) for row in brief.coverage.rows} == {5}
    omitted = sum(1 for row in brief.coverage.rows if set(row.labels) == {"omitted"})
    assert brief.coverage.omitted_by_all == omitted
    assert build_brief(samples.security_agreement()).coverage is None


@pytest.mark.parametrize(("reports", "room"), [(3, 62), (20, 48)])
def test_rows_of_the_matrix_are_short(reports: int, room: int) -> None:
    """A statement in the matrix is cut to a line of it, whole words and an ellipsis, and says no speaker."""
    names = [f"Paper {number}" for number in range(reports)]
    coverage = build_brief(samples.several_reports(names, statements=6, lengths=[6] * reports)).coverage
    assert coverage is not None
    texts = [row.passage.text for row in coverage.rows]
    assert all(len(text) <= room and row.passage.trails for text, row in zip(texts, coverage.rows, strict=True))
    assert min(map(len, texts)) > room - 15


def test_reports_that_tell_the_same() -> None:
    """Contrasts of several reports with the same official statement and the same words are told together, by weight."""
    cards = build_brief(samples.five_reports()).contrasts
    assert [[card.number for card in group] for group in alike(cards)] == [[1, 2, 3]]
    other = replace(cards[1], strength="possible")
    assert [[card.number for card in group] for group in alike([cards[0], other, cards[2]])] == [[1, 3], [2]]
    assert alike([]) == []


def test_in_none_and_alone() -> None:
    """With several reports the brief tells what none has, by weight, and what only one says."""
    official = plain(["The harbour wall will be rebuilt for ten million euros.", "The council thanks the harbour engineers."])
    first = plain(["Fishermen oppose the plan and will go to court.", "A storm broke two of the cranes in March."], "press-1")
    second = plain(["The plan is opposed by fishermen, who will go to court."], "press-2")
    pairs = [pair for report in (first, second) for pair in Pairing(official, report).all()]
    coverage = build_brief(comparison(official, first, second, pairs=pairs)).coverage
    assert coverage is not None
    assert [item.statement for item in coverage.in_none] == ["O1", "O2"]
    assert [(group.outlet, [item.statement for item in group.passages]) for group in coverage.alone] == [("Report 1", ["P2"])]


def test_summary_of_many() -> None:
    """Several reports are summed up in a sentence too."""
    brief = build_brief(samples.five_reports())
    assert brief.coverage is not None
    assert brief.summary == (
        "Set against the official text’s nine statements, five reports show three contrasts, all of them clear; "
        "no statement is in every report, and each is in at least one."
    )
    few = replace(brief.coverage, carried_by_all=1, omitted_by_all=2)
    assert summary_of_many(few, samples.counts(contrasts=1), 12).endswith(
        "five reports show one possible contrast; one statement is in every report, and two are in none."
    )


def test_furniture_is_grouped(brief: Brief) -> None:
    """What was set aside is listed by reason, each beginning once."""
    groups = {group.reason: group for group in brief.reports[0].source.removed}
    assert groups["plea for support"].passages == 3
    assert groups["menu"].beginnings == ("Skip to content",)
    assert brief.reports[0].source.removed_count == 11


def test_quotations(brief: Brief) -> None:
    """What the profile found about quotations is told in words, with the official wording where it differs."""
    found = [
        (quotation.statement, quotation.verdict, quotation.official is not None) for quotation in brief.reports[0].quotations
    ]
    assert found == [("P3", "not found there", False), ("P6", "not found there", False), ("P9", "with changes", True)]


@pytest.mark.parametrize(
    "profile",
    [{"quotations": None}, {"quotations": {"press-1": "x"}}, {"quotations": {"press-1": [1, {}, {"text": 3}]}}, {"written": [1]}],
)
def test_a_profile_of_another_shape(profile: dict[str, Any]) -> None:
    """A profile that is not what this version writes is passed over, not stumbled on."""
    assert build_brief(replace(samples.single(), profile=profile)).reports[0].quotations == ()


def test_too_much_text_is_counted_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over the cap of a brief, pairs and statements are left out, and their number is told."""
    monkeypatch.setattr(rows.Budget, "left", 2000)
    monkeypatch.setattr(rows.Budget, "__init__", lambda self, left=2000: setattr(self, "left", left))
    brief = build_brief(samples.simple(samples.numbered(30), samples.numbered(20)))
    report = brief.reports[0]
    shown = len(report.pairs) + sum(len(group.passages) for group in (*report.omitted, *report.added))
    assert 0 < shown < 30
    assert report.unshown == 30 - shown


@given(comparisons())
def test_any_comparison(given: Comparison) -> None:
    """Of any comparison a brief is made whose every text can be printed, or it is refused as broken."""
    with suppress(RenderError):
        for text in texts_in(build_brief(given)):
            assert text == printable(text)


@pytest.mark.parametrize("case", CASES)
def test_same_brief_after_a_round_trip(case: str) -> None:
    """A comparison read back from its file gives the same brief."""
    given = GALLERY[case]()
    assert build_brief(Comparison.from_json(given.to_json())) == build_brief(given)


def test_broken_comparison() -> None:
    """A pair that names a statement its text lacks is told, as are an id that stands twice and a comparison without a report."""
    given = samples.single()
    broken = replace(given, pairs=(replace(given.pairs[0], official=("O9",)),))
    with pytest.raises(RenderError, match=r"'O9'.*comparison-broken"):
        build_brief(broken)
    with pytest.raises(RenderError, match="no report"):
        build_brief(replace(given, reports=()))
    with pytest.raises(RenderError, match="2 texts have the id 'press-1'"):
        build_brief(replace(given, reports=given.reports * 2))
    twice = replace(given.official, statements=given.official.statements * 2)
    with pytest.raises(RenderError, match="2 statements of 'official' have the id 'O1'"):
        build_brief(replace(given, official=twice))


def test_neutral_words() -> None:
    """The brief's own words judge nobody."""
    own = " ".join(texts_in(build_brief(samples.unrelated()).method)) + str(rows.ECHOES)
    assert not {"bias", "biased", "lie", "lies", "hid", "hidden", "false", "wrong", "failed"} & set(own.lower().split())


def test_strength_is_the_settings_word() -> None:
    """A contrast is called clear or possible as the comparison has it."""
    card = build_brief(samples.security_agreement()).contrasts[0]
    assert card.strength == Strength.CLEAR.value
