"""Whether two statements contrast at all, and contrasts that no kind has found."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.align.scorer import load_logistic
from reportgen.label.contrasts import (
    FAR_ANSWER,
    KIND_STANDING,
    LOOSE_STANDING,
    NEAR,
    STANDING_FLOOR,
    confidence_of,
    judge,
    read_floor,
    stands,
)
from reportgen.label.pairs import label_pairs, read_findings
from reportgen.label.passages import MOST_WORDS, main_passage
from reportgen.label.standing import (
    STANDING_NAMES,
    can_be_told,
    kind_of,
    read_finding,
    standing,
    standing_signals,
)
from reportgen.label.view import Finding
from reportgen.model import ContrastKind, Mark
from reportgen.settings import Settings
from tests.alignments import align
from tests.bench.bench_written import FOLDER
from tests.readings import candidate

if TYPE_CHECKING:
    from reportgen.align import Alignment
    from reportgen.label.view import Reading

MARKS = (Mark("O1", 0, 1),), (Mark("P1", 0, 1),)


def written(file: str, name: str) -> dict[str, list[str]]:
    """Return a written report by its file and name."""
    lines = (FOLDER / f"{file}.jsonl").read_text("utf-8").splitlines()
    found: dict[str, list[str]] = next(item for item in map(json.loads, lines) if item["id"] == name)
    return found


@cache
def space_weather() -> Alignment:
    """Return a written report in which a physicist calls a hope a fantasy."""
    item = written("c-02", "d-space-11")
    return align(item["official"], item["press"])


def finding(*, kind: ContrastKind = ContrastKind.NUMBER, chance: float | None = None, **flags: bool) -> Finding:
    """Return a sure finding between statements that contrast with a chance."""
    return Finding(kind, "The statement gives 5, the report 6.", 0.95, *MARKS, standing=chance, **flags)


def test_what_differs_in_something_named_is_not_told_as_a_whole_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A press statement whose difference a kind has named is set against that official statement only."""
    named, whole = finding(chance=0.9), finding(kind=ContrastKind.WORDING, chance=0.9, is_read=True)
    found = {(2, 1): (whole,), (1, 1): (named,), (2, 2): (whole,)}
    monkeypatch.setattr("reportgen.label.pairs.read_findings", lambda _: found)
    told = [(pair.official, pair.press) for pair in label_pairs(space_weather(), Settings()) if pair.contrasts]
    assert told == [(("O2",), ("P2",)), (("O3",), ("P3",))]


def test_the_weights_are_of_the_signals() -> None:
    """What is weighed is what the model has weights for, in one order."""
    alignment = space_weather()
    link = next(iter(alignment.candidates.values()))
    assert tuple(load_logistic("standing").weights) == STANDING_NAMES
    assert tuple(standing_signals(alignment, link, ())) == STANDING_NAMES


def test_an_answer_in_other_words_is_told_as_a_whole() -> None:
    """A report may contradict a statement with hardly a word in common; both passages are then set side by side."""
    alignment = space_weather()
    texts = alignment.official.readings, alignment.press.readings
    found = {
        (texts[0][official].text, texts[1][press].text): finding
        for (official, press), findings in read_findings(alignment).items()
        for finding in findings
        if finding.is_read
    }
    hope = "Forecasters hope to gain up to 40 hours' warning of solar storms."
    answer = next(finding for (official, press), finding in found.items() if official == hope and "a fantasy" in press)
    assert answer.standing is not None
    assert answer.standing >= read_floor(0.0)
    assert confidence_of(answer) == answer.certainty
    assert "Forecasters hope to gain up to 40 hours' warning" in answer.reason
    assert "Forty is a fantasy" in answer.reason


def test_near_statements_are_told_as_a_whole_with_more_care() -> None:
    """Statements that belong together match where they do not contrast, so that more has to speak for a contrast."""
    assert read_floor(NEAR) > read_floor(NEAR - 0.01)


def test_each_press_statement_is_told_as_a_whole_once() -> None:
    """A press statement is set against the one official statement it most likely contrasts with."""
    told = [press for (_, press), findings in read_findings(space_weather()).items() for finding in findings if finding.is_read]
    assert told
    assert len(told) == len(set(told))


def test_a_report_on_something_else_answers_nothing() -> None:
    """Statements of texts that have next to nothing in common may look like an answer, and are none."""
    one, other = written("g-02", "g-02-broadband-01"), written("g-03", "g-03-tax-05")
    own, foreign = (read_findings(align(one["official"], press)) for press in (one["press"], other["press"]))
    assert any(finding.is_read for findings in own.values() for finding in findings)
    assert not any(finding.is_read for findings in foreign.values() for finding in findings)


def test_where_nothing_can_be_told() -> None:
    """Short texts have no rivals, long ones are not read, and an exchanged word needs no weighing."""
    few = ["The fee rises to 40 euros.", "The pool opens in May."]
    rest = "archive open on weekdays, to report each spring on what was lent, bound or repaired, and to name a keeper."
    many = [f"The {town} keeps its {rest}" for town in ("harbour", "castle", "village", "chapel", "forest", "mint")]
    other = [*many[:5], f"The mint sells its {rest}"]
    cases = [(align(few, many), (0, 0)), (align(many, other, by_words_alone=True), (0, 0)), (align(many, other), (5, 5))]
    for alignment, key in cases:
        link = alignment.link(*key)
        assert not can_be_told(alignment, link)
        assert standing(alignment, link, ()) is None


def test_a_difference_between_statements_that_hardly_contrast_is_not_told() -> None:
    """A finding needs statements that may well contrast, unless they can be of nothing else or it answers from afar."""
    low, high = KIND_STANDING["number"] - 0.01, KIND_STANDING["number"]
    near, far = FAR_ANSWER, FAR_ANSWER - 0.01
    assert not stands(finding(chance=low), near)
    assert stands(finding(chance=high), near)
    assert stands(finding(chance=None), near)
    assert stands(finding(chance=low, is_plain=True), near)
    assert stands(finding(chance=low, is_answer=True), far)
    assert not stands(finding(chance=low, is_answer=True), near)
    commitment = finding(kind=ContrastKind.COMMITMENT, chance=STANDING_FLOOR)
    assert stands(commitment, near)
    assert not stands(replace(commitment, is_loose=True), near)
    assert stands(replace(commitment, is_loose=True, standing=LOOSE_STANDING), near)


def test_the_whole_is_told_only_where_no_kind_says_what_differs() -> None:
    """Beside a difference that stands, two statements are not told to differ as a whole."""
    whole, fact = finding(kind=ContrastKind.WORDING, chance=0.9, is_read=True), finding(chance=0.9)
    assert [contrast.kind for contrast in judge((whole, fact), Settings(), 0.9)] == [ContrastKind.NUMBER]
    assert [contrast.kind for contrast in judge((whole,), Settings(), 0.9)] == [ContrastKind.WORDING]
    assert judge((whole,), Settings(contrast_floor=0.99), 0.9) == ()


def test_no_difference_is_clear_between_statements_that_hardly_contrast() -> None:
    """However sure a kind is, a contrast that is less likely than not is a possible one."""
    sure, unsure = (judge((finding(chance=chance),), Settings(), 0.9) for chance in (0.9, 0.4))
    assert [contrast.strength for contrast in (*sure, *unsure)] == ["clear", "possible"]


@pytest.mark.parametrize(
    ("kind", "official", "press"),
    [
        ("commitment", "We will provide long-term support to the region.", "The text is not binding and could be undone."),
        ("number", "The hall seats 900 guests.", "Barely 300 guests had found a chair."),
        ("timing", "The hall opens in May.", "The doors stayed shut until August."),
        ("polarity", "The alarm went off in time.", "The alarm did not go off in time."),
        ("polarity", "The offer is fair and final.", "He called the last one final too."),
        ("certainty", "The dam has been inspected.", "The dam has apparently been inspected."),
    ],
)
def test_kinds_of_what_no_kind_has_found(kind: str, official: str, press: str) -> None:
    """The kind follows from what the statements do: promise and limit, give figures or times, deny or doubt."""
    pair = candidate(official, press)
    assert kind_of(pair.official[0], pair.press[0]) == kind
    found = read_finding(pair.official[0], pair.press[0], 0.7)
    assert found.reason == f"The statement says “{official[:-1]}”; the report says “{press[:-1]}”."


def test_a_reason_opens_long_passages() -> None:
    """Above two passages that are shown in full, the reason quotes how they begin."""
    official = "The ministry has opened a market hall in every district town of the valley, and each of them has a cold store."
    pair = candidate(official, "Two of the halls are still shut.")
    found = read_finding(pair.official[0], pair.press[0], 0.7)
    assert found.reason == (
        "The statement says “The ministry has opened a market hall in every district town of …”;"
        " the report says “Two of the halls are still shut”."
    )
    (mark,) = found.official
    assert official[mark.start : mark.end] == official[:-1]


def reading_of(text: str) -> Reading:
    """Return a statement as the kinds see it."""
    return candidate(text, text).official[0]


def test_a_long_statement_is_shown_by_its_telling_clauses() -> None:
    """Of a long statement those clauses are shown that speak of the other one, whole and with their signs."""
    long = reading_of(
        "The mayor, who came late and left early, greeted the band, the baker and the twins from the choir by name,"
        " and then said that €2.6 million for the swimming pool had long been spent, as everybody in town could have told her."
    )
    start, end = main_passage(long, reading_of("The swimming pool gets €2.6 million."))
    assert "€2.6 million for the swimming pool had long been spent" in long.text[start:end]
    assert "twins" not in long.text[start:end]


@given(st.text(alphabet="ab ,.;€%-“”é\n1", max_size=300))
def test_a_passage_is_cut_at_words(text: str) -> None:
    """Whatever a statement is, its passage lies within it, is not empty where there is a word, and is short."""
    reading = reading_of("Word " + text)
    start, end = main_passage(reading, reading_of("Another word."))
    assert 0 <= start < end <= len(reading.text)
    inside = [word for word in reading.words if start <= word.start and word.end <= end]
    assert 0 < len(inside) <= MOST_WORDS
    assert all(word in inside or word.end <= start or word.start >= end for word in reading.words)
