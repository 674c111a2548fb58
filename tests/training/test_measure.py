"""The figures of the model card."""

from __future__ import annotations

import pytest

from training.examples import Report
from training.measure import Scored, area, average_precision, best_f1, figures

REPORT = Report("r", "t", ("a", "b", "c"), ("x", "y", "z"), {(0, 0): False, (1, 1): True}, frozenset({2}), frozenset())


def test_a_perfect_scorer_has_perfect_figures() -> None:
    """Where links score 1 and all else 0, every figure is 1."""
    link = [[float((o, p) in REPORT.links) for p in range(3)] for o in range(3)]
    contrast = [[float(REPORT.links.get((o, p), False)) for p in range(3)] for o in range(3)]
    assert set(figures([Scored(REPORT, link, contrast)]).values()) == {1.0}


def test_noise_costs_nothing() -> None:
    """What is said of furniture is not counted."""
    link = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [9.0, 9.0, 9.0]]
    assert figures([Scored(REPORT, link, link)])["link_ap"] == 1.0


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([(0.9, True), (0.8, False), (0.7, True)], (1 + 2 / 3) / 2),
        ([(0.9, False), (0.1, True)], 0.5),
        ([(0.5, False)], 0.0),
    ],
)
def test_average_precision(scores: list[tuple[float, bool]], expected: float) -> None:
    """The mean, over the right ones, of the share of right ones so far."""
    assert average_precision(scores) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("scores", "expected"), [([(0.9, True), (0.1, False)], 1.0), ([(0.5, True), (0.5, False)], 0.5), ([(0.5, True)], 0.0)]
)
def test_area(scores: list[tuple[float, bool]], expected: float) -> None:
    """How often a right one outscores a wrong one; a draw counts half."""
    assert area(scores) == expected


def test_best_f1_counts_keys() -> None:
    """With keys, finding one of a statement's two contrasts is finding it."""
    assert best_f1([(0.9, True, (0, 0)), (0.2, False, (0, 0)), (0.1, True, (0, 0))]) == 1.0
    assert best_f1([(0.9, True, None), (0.2, False, None), (0.1, True, None)]) == pytest.approx(0.8)
