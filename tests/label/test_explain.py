"""Explanations: they agree with what was decided, and with each other."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportgen.align.scorer import logit
from reportgen.engine import compare
from reportgen.errors import UsageError
from reportgen.label.contrasts import KIND_STANDING, STANDING_FLOOR
from reportgen.label.explain import Explanation, Outcome, explain, tell_apart
from reportgen.model import Comparison, ContrastKind, Document, Pair
from reportgen.settings import Settings
from tests.bench.bench_written import FOLDER

if TYPE_CHECKING:
    from reportgen.align import Alignment

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def explain_all(official: Document | Path, press: Document | Path) -> tuple[Comparison, dict[tuple[str, str], Explanation]]:
    """Return the comparison of two texts, and the explanation of every statement of one with every statement of the other."""
    found: dict[tuple[str, str], Explanation] = {}

    def inspect(alignment: Alignment, pairs: tuple[Pair, ...]) -> None:
        documents = alignment.official.document, alignment.press.document
        asked = [(one.id, other.id) for one in documents[0].statements for other in documents[1].statements]
        found.update(zip(asked, explain(alignment, pairs, Settings(), asked), strict=True))

    return compare(official, press, inspect=inspect), found


def explain_texts(official: str, press: str) -> dict[tuple[str, str], Explanation]:
    """Return every explanation of two short texts."""
    return explain_all(Document.from_text(official), Document.from_text(press))[1]


@cache
def seeds() -> tuple[Comparison, dict[tuple[str, str], Explanation]]:
    """Return the sample documents, compared and explained in full."""
    official, press = sorted(SEEDS.glob("*.txt"))
    return explain_all(official, press)


def test_an_explanation_agrees_with_the_pairs() -> None:
    """The label is that of the pair both are in, and a contrast stands exactly where the pair has it, word for word."""
    comparison, found = seeds()
    for (official, press), explanation in found.items():
        pair = next((pair for pair in comparison.pairs if official in pair.official and press in pair.press), None)
        assert explanation.label == (pair.label if pair else None)
        standing = {(result.kind, result.reason) for result in explanation.kinds if result.outcome is Outcome.STANDS}
        assert standing == {(contrast.kind, contrast.reason) for contrast in (pair.contrasts if pair else ())}


def test_endings_are_the_statements_pairs() -> None:
    """Each side tells every pair its statement ended in, by its id."""
    comparison, found = seeds()
    for explanation in found.values():
        for side in (explanation.official, explanation.press):
            pairs = [pair.id for pair in comparison.pairs if side.statement in (*pair.official, *pair.press)]
            assert [ending.pair for ending in side.endings] == pairs
            assert pairs


def test_signals_add_up_to_the_probability() -> None:
    """The usual log-odds and what the signals added give those of the pair; the strongest come first."""
    for explanation in seeds()[1].values():
        if not 0.02 < explanation.probability < 0.98:
            continue
        total = logit(explanation.usual_probability) + sum(share.added for share in explanation.signals)
        assert total == pytest.approx(logit(explanation.probability), abs=0.05)
        added = [abs(share.added) for share in explanation.signals]
        assert added == sorted(added, reverse=True)


def test_every_kind_is_told_once_or_more() -> None:
    """Each kind of contrast tells what it found, or that it found nothing."""
    for explanation in seeds()[1].values():
        assert {result.kind for result in explanation.kinds} == set(ContrastKind)
        for result in explanation.kinds:
            assert (result.outcome is Outcome.NOTHING) == (result.certainty is None)
            assert (result.outcome in (Outcome.ELSEWHERE, Outcome.UNREAD)) == (result.because is not None)


def test_rivals_are_other_statements_likeliest_first() -> None:
    """The other candidates of a side never hold the explained statement itself, and have those it was paired with."""
    comparison, found = seeds()
    for (official, press), explanation in found.items():
        rivals = [partner.statement for partner in explanation.other_official]
        assert official not in rivals
        chances = [partner.probability for partner in explanation.other_official]
        assert chances == sorted(chances, reverse=True)
        partners = {name for pair in comparison.pairs if press in pair.press for name in pair.official} - {official}
        assert partners <= set(rivals)


def test_an_answer_tells_what_it_was_set_against() -> None:
    """An answer set against another official statement names it, and says so where it makes no contrast there."""
    comparison, found = seeds()
    contrasting = {(pair.official[0], pair.press[0], contrast.kind) for pair in comparison.pairs for contrast in pair.contrasts}
    told = [
        (result.elsewhere, press, result.kind, str(result.because))
        for (_, press), explanation in found.items()
        for result in explanation.kinds
        if result.outcome is Outcome.ELSEWHERE
    ]
    assert told
    for *answered, because in told:
        assert (tuple(answered) in contrasting) != because.endswith("though it does not stand there either")


@pytest.mark.parametrize(
    ("official", "press", "why"),
    [
        ("The bridge is open to all traffic.", "The bridge is open to all traffic.", "have the same words"),
        (
            "The council will repair forty bridges by June.",
            "Rye was the bakery's favourite loaf on Sunday.",
            f"is below the floor of {Settings().link_floor:.2f}",
        ),
        (
            "Repairs of the bridge over the Ems cost 15 million euros, the ministry said.",
            "Repairs of the bridge over the Ems cost 18 million euros, the ministry said.",
            "They contrast, because the number contrast",
        ),
    ],
)
def test_why(official: str, press: str, why: str) -> None:
    """The last sentence names what decided."""
    assert why in explain_texts(official, press)["O1", "P1"].why


def test_an_unlikely_contrast_names_the_chance_its_kind_needs() -> None:
    """A difference of a kind that needs more than others is not told where the chance of a contrast is below that."""
    lines = (FOLDER / "g-01.jsonl").read_text("utf-8").splitlines()
    report = next(item for item in map(json.loads, lines) if item["id"] == "g-01-vaccine-licence-01")
    found = explain_texts("\n\n".join(report["official"]), "\n\n".join(report["press"]))
    unlikely = [(one, result) for one in found.values() for result in one.kinds if result.outcome is Outcome.UNLIKELY]
    assert {result.kind for _, result in unlikely} == {ContrastKind.POLARITY}
    for explanation, result in unlikely:
        needed = KIND_STANDING.get(result.kind, STANDING_FLOOR)
        assert explanation.standing is not None
        assert explanation.standing < needed
        assert str(result.because).endswith(f"is below {needed:.2f}")


def test_twins_keep_others_away() -> None:
    """Where a statement has its own words on the other side, that is why it has no other partner."""
    text = "The bridge is open to all traffic. Repairs cost 15 million euros."
    found = explain_texts(text, text)
    assert "O1 and P1 have the same words" in found["O1", "P2"].why or "O2 and P2 have the same words" in found["O1", "P2"].why
    assert found["O1", "P1"].is_twin
    assert found["O1", "P1"].signals == ()


def test_explaining_changes_nothing() -> None:
    """A comparison that is looked into comes out as one that is not."""
    official, press = sorted(SEEDS.glob("*.txt"))
    assert compare(official, press) == seeds()[0]


@pytest.mark.parametrize("asked", [("O2", "P1"), ("O1", "P2"), ("O0", "P1"), ("P1", "O1")])
def test_a_statement_there_is_not(asked: tuple[str, str]) -> None:
    """An unknown id is an error that says which ids there are."""

    def inspect(alignment: Alignment, pairs: tuple[Pair, ...]) -> None:
        explain(alignment, pairs, Settings(), [asked])

    with pytest.raises(UsageError, match=r"unknown-statement") as error:
        compare(Document.from_text("It rained."), Document.from_text("It snowed."), inspect=inspect)
    assert error.value.remedy
    assert "1 to " in error.value.remedy


def test_figures_are_told_apart() -> None:
    """Two figures that differ are not shown as the same."""
    assert tell_apart(0.2999, 0.3) == ("0.2999", "0.3000")
    assert tell_apart(0.3, 0.3) == ("0.300000", "0.300000")
