"""The measures that the figures on public sets are taken with."""

from __future__ import annotations

import pytest

from reportgen.model import Label
from tests.bench import bench_public as bench

TRUE = [True, False, False, False]


def test_controls_are_what_they_must_be() -> None:
    """Saying yes or no to everything earns the share of that side, half where sides are balanced, nothing where none is found."""
    assert [value for _, value in bench.controls(bench.accuracy, TRUE)] == [0.25, 0.75]
    assert [value for _, value in bench.controls(bench.balanced, TRUE)] == [0.5, 0.5]
    assert [value for _, value in bench.controls(bench.f1, TRUE)] == [0.4, 0.0]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [([4, 3, 2, 1], 1.0), ([1, 2, 3, 4], 0.25), ([1, 1, 1, 1], 0.25), ([2, 2, 1, 1], 0.5)],
)
def test_a_draw_is_no_help(scores: list[float], expected: float) -> None:
    """Where scores are equal, the order of the file earns nothing."""
    assert bench.average_precision(scores, TRUE) == expected


def test_a_threshold_is_not_chosen_on_what_it_is_measured_on() -> None:
    """Where only a text itself could tell its threshold, choosing on the others cannot profit."""
    texts = [f"text {number}" for number in range(50)]
    noise = [(number * 37 % 50) / 50 for number in range(50)]
    coin = [number % 2 == 0 for number in range(50)]
    assert bench.by_threshold(noise, coin, texts) < 0.75
    assert bench.by_threshold([float(hit) for hit in coin], coin, texts) == 1.0


def test_bm25_and_coverage_prefer_what_is_rare() -> None:
    """A sentence with the claim's rare word comes before those with its common one."""
    texts = ["The ferry left", "The ferry came back", "The ferry carried salt", "The harbour"]
    for scores in (bench.bm25(texts, "A ferry with salt"), bench.weighted_coverages(texts, "A ferry with salt")):
        assert scores.index(max(scores)) == 2
        assert scores[3] == 0


def test_the_product_is_asked() -> None:
    """The same sentence agrees, and one of other words and matter neither agrees nor differs."""
    same = bench.ask(["Ten ferries left the harbour at noon."], ["Ten ferries left the harbour at noon."])
    assert same.agrees
    assert not same.differs
    other = bench.ask(["Ten ferries left the harbour at noon."], ["Voters chose a new mayor."])
    assert Label.ADDED in other.labels
    assert not other.agrees
