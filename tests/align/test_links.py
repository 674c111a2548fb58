"""Candidate links and the decision which of them hold."""

from __future__ import annotations

import pytest

from reportgen.align.links import MAX_PARTNERS, Link, decide
from reportgen.align.scorer import Logistic, logit
from reportgen.engine import compare
from reportgen.model import Comparison, Document, Label, Pair


def pairs(official: str, press: str) -> tuple[Pair, ...]:
    """Return the pairs of two texts."""
    return compare(Document.from_text(official), Document.from_text(press)).pairs


def test_weak_links_and_far_rivals_do_not_hold() -> None:
    """A link needs the floor, and half of the probability of the press statement's best link."""
    links = [Link(0, 0, 0.9), Link(1, 0, 0.44), Link(2, 0, 0.8), Link(3, 1, 0.3)]
    assert [(link.official, link.press) for link in decide(links, floor=0.4)] == [(0, 0), (2, 0)]


def test_an_official_statement_keeps_its_nearest_partners() -> None:
    """A link needs half of the probability of the official statement's best link too."""
    links = [Link(0, 0, 0.9), Link(0, 1, 0.44), Link(0, 2, 0.6), Link(1, 1, 0.43)]
    assert [(link.official, link.press) for link in decide(links, floor=0.4)] == [(0, 0), (1, 1), (0, 2)]


def test_no_press_statement_is_the_partner_of_half_the_text() -> None:
    """However many official statements are alike, a press statement keeps a few."""
    assert len(decide([Link(index, 0, 0.9) for index in range(20)], floor=0.5)) == MAX_PARTNERS


def test_no_official_statement_is_the_partner_of_half_the_report() -> None:
    """However many press statements are alike, an official statement keeps the likeliest few."""
    links = [Link(0, index, 0.6 + index / 100) for index in range(20)]
    assert [link.press for link in decide(links, floor=0.5)] == list(range(20 - MAX_PARTNERS, 20))


def test_twins_take_no_other_partner() -> None:
    """A statement that stands in both texts word for word is paired with itself alone."""
    assert [link.official for link in decide([Link(0, 0, 1.0, is_twin=True), Link(1, 0, 0.95)], floor=0.5)] == [0]


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="names weigh too little against the words around them")
def test_another_countrys_deal_is_added() -> None:
    """A press statement full of names the official text never gives is no partner of a similar official statement."""
    official = "Norland and Estmark signed a ten-year fisheries agreement in Oslo. Norland will send patrol boats to Estmark."
    press = (
        "Norland will send patrol boats to Estmark under the deal. "
        "In May, Premier Anna Castellano and Minister Luis Ortega of Portavia signed a ten-year fisheries agreement in Lisbon."
    )
    found = pairs(official, press)
    assert [pair.label for pair in found if pair.press == ("P2",)] == [Label.ADDED]
    assert any(pair.label is Label.MATCHED and pair.press == ("P1",) for pair in found)


def test_unrelated_texts_share_nothing() -> None:
    """Texts of different matters are all omitted and added."""
    found = pairs("The council will repair forty bridges by June.", "Rye was the bakery's favourite loaf on Sunday.")
    assert [pair.label for pair in found] == [Label.OMITTED, Label.ADDED]


@pytest.mark.parametrize("repeats", [(1, 3), (3, 1), (2, 2)])
def test_repeated_statements_are_all_paired(repeats: tuple[int, int]) -> None:
    """Where one side repeats a statement more often, its last counterpart takes the rest."""
    official, press = ("\n\n".join(["The bridge is open to all traffic."] * count) for count in repeats)
    found = pairs(official, press)
    assert {pair.label for pair in found} == {Label.MATCHED}
    assert len({pair.id for pair in found}) == len(found)


def test_a_logistic_model_adds_up() -> None:
    """The probability comes of the bias and each signal's share, and log-odds turn it back."""
    model = Logistic(-1.0, {"cosine": 2.0, "hub": -1.0})
    assert model.contributions({"cosine": 0.5, "hub": 1.0}) == {"cosine": 1.0, "hub": -1.0}
    assert logit(model.probability({"cosine": 0.5, "hub": 1.0})) == pytest.approx(-1.0)


def test_the_comparison_reads_back() -> None:
    """What the engine returns goes to JSON and back without loss."""
    comparison = compare(Document.from_text("Two people were hurt."), Document.from_text("Three people were hurt."))
    assert Comparison.from_json(comparison.to_json()) == comparison
