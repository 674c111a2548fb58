"""Decisions applied to a comparison."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.decisions import State, read_review
from reportgen.model import Action, ContrastKind, Label, Strength
from reportgen.review.log import Log
from reportgen.review.orders import LINKED, Order, OrderError
from reportgen.review.pairing import REASONS
from reportgen.review.session import Session
from tests.brief.samples import Pairing, comparison, plain
from tests.review.samples import AT, order, pair_of, part, seeds, session, small
from tests.test_laws import check_laws


def labels(review: Session) -> dict[tuple[tuple[str, ...], tuple[str, ...]], Label]:
    """Return the label of every pair, under its statements."""
    return {(pair.official, pair.press): pair.label for pair in review.comparison.pairs}


def test_the_sample_is_what_these_tests_think() -> None:
    """The small sample has a matched, a contrasting, an omitted and an added pair."""
    found = {(*pair.official, *pair.press): pair.label for pair in small().pairs}
    assert found == {
        ("O1", "P1"): Label.MATCHED,
        ("O2", "P2"): Label.CONTRASTING,
        ("O3", "P4"): Label.MATCHED,
        ("O4",): Label.OMITTED,
        ("P3",): Label.ADDED,
    }


def test_confirming_changes_no_pair(tmp_path: Path) -> None:
    """A confirmed pair stays as it was, and counts as reviewed."""
    review = session(tmp_path)
    review.decide([order(review, Action.CONFIRMED, "O2", "P2")], "Anna")
    assert review.comparison.pairs == small().pairs
    found = read_review(review.comparison)
    assert found is not None
    assert (found.reviewed, found.total) == (1, 5)
    assert found.of(pair_of(review, "O2", "P2")).state is State.CONFIRMED


def test_rejecting_leaves_both_sides_alone(tmp_path: Path) -> None:
    """A rejected pair's statements are omitted and added, both decided."""
    review = session(tmp_path)
    review.decide([order(review, Action.REJECTED, "O1", "P1")], "Anna")
    assert labels(review)[("O1",), ()] is Label.OMITTED
    assert labels(review)[(), ("P1",)] is Label.ADDED
    found = read_review(review.comparison)
    assert found is not None
    assert {found.of(pair_of(review, key)).state for key in ("O1", "P1")} == {State.CHANGED}
    assert found.reviewed == 2


def test_rejecting_keeps_other_partners(tmp_path: Path) -> None:
    """A statement that has another partner keeps it, and is not alone."""
    review = session(tmp_path)
    review.decide([order(review, Action.PAIRED, "O4", parts=(part("O4", "P4"),))], "Anna")
    review.decide([order(review, Action.REJECTED, "O4", "P4")], "Anna")
    assert (("O4",), ()) in labels(review)
    assert ((), ("P4",)) not in labels(review)
    assert labels(review)[("O3",), ("P4",)] is Label.MATCHED


@pytest.mark.parametrize("label", [Label.OMITTED, Label.ADDED])
def test_a_pair_that_is_none(tmp_path: Path, label: Label) -> None:
    """Relabelling a pair as omitted or added takes it apart."""
    review = session(tmp_path)
    review.decide([order(review, Action.RELABELLED, "O1", "P1", label=label)], "Anna")
    assert labels(review)[("O1",), ()] is Label.OMITTED
    assert labels(review)[(), ("P1",)] is Label.ADDED


def test_relabelling_back_brings_the_evidence_back(tmp_path: Path) -> None:
    """A contrast made matched and contrasting again is the program's own contrast, marks and all."""
    review = session(tmp_path)
    before = pair_of(review, "O2", "P2")
    review.decide([order(review, Action.RELABELLED, "O2", "P2", label=Label.MATCHED)], "Anna")
    assert pair_of(review, "O2", "P2").contrasts == ()
    kinds = {"kinds": tuple(contrast.kind for contrast in before.contrasts), "strength": before.contrasts[0].strength}
    review.decide([order(review, Action.RELABELLED, "O2", "P2", label=Label.CONTRASTING, **kinds)], "Anna")
    assert pair_of(review, "O2", "P2") == before


def test_a_contrast_by_hand_has_a_reason_and_evidence(tmp_path: Path) -> None:
    """A contrast nobody but the editor sees rests on both statements, and gives the editor's words as its reason."""
    review = session(tmp_path)
    wanted = {"label": Label.CONTRASTING, "kinds": (ContrastKind.ACTOR,), "strength": Strength.POSSIBLE}
    review.decide([order(review, Action.RELABELLED, "O3", "P4", note="Another parliament.", **wanted)], "Anna")
    (contrast,) = pair_of(review, "O3", "P4").contrasts
    assert (contrast.kind, contrast.strength, contrast.reason) == ("actor", "possible", "Another parliament.")
    assert contrast.official
    assert contrast.press


def test_a_kind_the_program_finds_comes_with_its_evidence(tmp_path: Path) -> None:
    """Statements paired by hand as a contrast of figures are marked at the figures, with the program's own reason."""
    official = plain(["The fire was in Ems.", "Two people were hurt in the fire at the mill on Monday."])
    report = plain(["Three people were hurt in the fire at the mill on Monday.", "It rained."], "press-1")
    review = session(tmp_path, comparison(official, report, pairs=Pairing(official, report).all()))
    wanted = {"label": Label.CONTRASTING, "kinds": (ContrastKind.NUMBER,), "parts": (part("O2", "P1 P2"),)}
    review.decide([order(review, Action.PAIRED, "O2", **wanted)], "Anna")
    (contrast,) = pair_of(review, "O2", "P1", "P2").contrasts
    assert [official.text[mark.start : mark.end] for mark in contrast.official] == ["Two people"]
    assert [report.text[mark.start : mark.end] for mark in contrast.press] == ["Three people"]
    assert contrast.reason not in REASONS.values()


def test_new_partners(tmp_path: Path) -> None:
    """A statement gets another partner; the old one stands alone, the new one no longer."""
    review = session(tmp_path)
    review.decide([order(review, Action.PAIRED, "O1", "P1", parts=(part("O1 O4", "P3"),))], "Anna")
    assert labels(review) == {
        (("O1", "O4"), ("P3",)): Label.MATCHED,
        (("O2",), ("P2",)): Label.CONTRASTING,
        (("O3",), ("P4",)): Label.MATCHED,
        ((), ("P1",)): Label.ADDED,
    }


def test_splitting(tmp_path: Path) -> None:
    """A pair of several statements becomes one pair for each part."""
    review = session(tmp_path)
    review.decide([order(review, Action.PAIRED, "O1", "P1", parts=(part("O1 O4", "P1"),))], "Anna")
    review.decide([order(review, Action.SPLIT, "O1", "O4", "P1", parts=(part("O1", "P1"), part("O4", "P1")))], "Anna")
    assert labels(review)[("O1",), ("P1",)] is Label.MATCHED
    assert labels(review)[("O4",), ("P1",)] is Label.MATCHED


def test_a_note_decides_nothing(tmp_path: Path) -> None:
    """A noted pair is still the machine's proposal, and keeps its note when it is confirmed."""
    review = session(tmp_path)
    review.decide([order(review, Action.NOTED, "O1", "P1", note="Ask the ministry.")], "Anna")
    found = read_review(review.comparison)
    assert found is not None
    assert found.reviewed == 0
    review.decide([order(review, Action.CONFIRMED, "O1", "P1")], "Ben")
    found = read_review(review.comparison)
    assert found is not None
    assert [one.note for one in found.of(pair_of(review, "O1", "P1")).notes] == ["Ask the ministry."]


@pytest.mark.parametrize(
    ("action", "statements", "fields"),
    [
        (Action.REJECTED, ("O4",), {}),
        (Action.RELABELLED, ("O4",), {"label": Label.MATCHED}),
        (Action.RELABELLED, ("O4",), {"label": Label.ADDED}),
        (Action.RELABELLED, ("O1", "P1"), {"label": Label.CONTRASTING}),
        (Action.RELABELLED, ("O1", "P1"), {}),
        (Action.PAIRED, ("O1", "P1"), {"parts": (part("O1", ""),)}),
        (Action.PAIRED, ("O1", "P1"), {"parts": (part("O1", "P99"),)}),
        (Action.PAIRED, ("O1", "P1"), {"parts": (part("P1", "O1"),)}),
        (Action.PAIRED, ("O1", "P1"), {"parts": (part("O1", "P1"),), "label": Label.ADDED}),
        (Action.SPLIT, ("O1", "P1"), {"parts": (part("O1", "P1"),)}),
        (Action.SPLIT, ("O1", "P1"), {"parts": (part("O1", "P1"), part("O1", "P1"))}),
        (Action.SPLIT, ("O1", "P1"), {"parts": (part("O1", "P1"), part("O4", "P1"))}),
        (Action.NOTED, ("O1", "P1"), {}),
        (Action.RESTORED, ("O1", "P1"), {}),
    ],
)
def test_what_cannot_be_decided(tmp_path: Path, action: Action, statements: tuple[str, ...], fields: dict[str, object]) -> None:
    """What no pair can become is refused in words, and nothing is written."""
    review = session(tmp_path)
    with pytest.raises(OrderError, match=r"[A-Z].*\."):
        review.decide([order(review, action, *statements, **fields)], "Anna")
    assert review.log.last() == 0
    assert review.comparison.pairs == small().pairs


@st.composite
def random_orders(draw: st.DrawFn, review: Session) -> Order:
    """Return an order about any pair there is; it need not make sense."""
    now = review.comparison
    pair = now.pairs[draw(st.integers(0, len(now.pairs) - 1))]
    official = [statement.id for statement in now.official.statements]
    press = [statement.id for statement in now.reports[0].statements]
    sides = st.tuples(
        *(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True).map(tuple) for ids in (official, press))
    )
    parts = tuple(draw(st.lists(sides, max_size=2)))
    if draw(st.booleans()) and len(pair.official) + len(pair.press) > 2 and pair.label in LINKED:
        parts = tuple(((one,), (other,)) for one in pair.official for other in pair.press)
    return Order(
        draw(st.sampled_from([action for action in Action if action is not Action.RESTORED])),
        pair.report,
        pair.id,
        review.version(pair.report, pair.id),
        draw(st.sampled_from(Label) | st.none()),
        tuple(draw(st.lists(st.sampled_from(ContrastKind), max_size=2, unique=True))),
        draw(st.sampled_from(Strength) | st.none()),
        parts,
        draw(st.sampled_from(["A note.", None])),
    )


@settings(max_examples=25)
@given(st.data(), st.booleans(), st.lists(st.sampled_from(["decide", "decide", "decide", "undo", "redo", "restore"]), max_size=6))
def test_the_laws_hold_whatever_is_decided(data: st.DataObject, is_small: bool, steps: list[str]) -> None:  # noqa: FBT001
    """After any decisions, undone or not, every law of a comparison holds, and reading the log again gives the same."""
    base = small() if is_small else seeds()
    log = Log(Path(":memory:"))  # SQLite's own name for no file at all
    review = Session(base, log, now=lambda: AT)
    for step in steps:
        removed = review.comparison.reports[0].removed
        if step == "undo":
            review.undo("Anna")
        elif step == "redo":
            review.redo("Ben")
        elif step == "restore" and removed:
            passage = removed[data.draw(st.integers(0, len(removed) - 1))]
            review.restore("press-1", passage.start, passage.end, "press-1", "Anna")
        else:
            with suppress(OrderError):
                review.decide([data.draw(random_orders(review))], "Anna")
        check_laws(review.comparison)
    again = Session(base, log)
    assert again.comparison == review.comparison
    undone = 0
    while review.undo("Anna"):
        undone += 1
    assert {pair.id: pair for pair in review.comparison.pairs} == {pair.id: pair for pair in base.pairs}
    for _ in range(undone):
        review.redo("Anna")
    assert review.comparison == again.comparison
    log.close()
