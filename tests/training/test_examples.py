"""Drawing training examples from reports and inference pairs."""

from __future__ import annotations

import gzip
import json
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.training.cases import entry, link
from training.examples import NLI_CAPS, Report, coverage, groups_of, inference_row, read_inference, written_report

if TYPE_CHECKING:
    from pathlib import Path

REPORT = written_report(
    entry(
        official=[f"Official statement number {index} on ferries" for index in range(12)],
        press=["The ferries", "Statement number 3", "Nothing of the kind"],
        links=[link(official=[3, 4], press=[1]), link(official=[0], press=[0], relation="contrasting", kinds=["number"])],
    )
)


def draw(report: Report, seed: int) -> list[tuple[tuple[str, str, float | None, float | None], ...]]:
    """Return the groups that are drawn of a report."""
    groups = groups_of(report, coverage(report), Random(seed), size=6)  # noqa: S311 - sampling, not secrets
    return [tuple((row.official, row.press, row.link, row.contrast) for row in group) for group in groups]


def test_a_group_has_every_partner_once() -> None:
    """Each press statement brings its partners, with what they are, and negatives that are none; nothing stands twice."""
    groups = draw(REPORT, 1)
    assert [len(group) for group in groups] == [6, 6, 3]
    for press, group in enumerate(groups):
        assert {row[1] for row in group} == {REPORT.press[press]}
        assert len({row[0] for row in group}) == len(group)
        partners = {(REPORT.official[o], float(contrast)) for (o, p), contrast in REPORT.links.items() if p == press}
        assert {(row[0], row[3]) for row in group if row[2] == 1} == partners
        assert all(row[3] is None for row in group if row[2] == 0)


def test_drawing_can_be_repeated() -> None:
    """The same seed draws the same negatives, another one others."""
    assert draw(REPORT, 1) == draw(REPORT, 1) != draw(REPORT, 2)


def test_hard_negatives_are_drawn_more_often() -> None:
    """An official statement that is easily taken for a partner is shown more often than one that is not."""
    drawn = [row[0] for seed in range(200) for row in draw(REPORT, seed)[1] if not row[2]]
    hard = [[1.0 if o == 7 else 0.0] * 3 for o in range(12)]
    aimed = [
        row.official
        for seed in range(200)
        for row in groups_of(REPORT, hard, Random(seed), size=6)[1]  # noqa: S311
        if not row.link
    ]
    assert aimed.count(REPORT.official[7]) > 1.5 * drawn.count(REPORT.official[7])


def test_statements_without_a_partner_can_be_left_out() -> None:
    """With no share for them only those with a partner are drawn, with half about half of them."""
    report = written_report(entry(press=[f"Statement number {index}" for index in range(100)], links=[link(press=[7])]))
    none, half = (
        groups_of(report, coverage(report), Random(1), size=6, idle=share)  # noqa: S311 - sampling, not secrets
        for share in (0.0, 0.5)
    )
    assert [group[0].press for group in none] == ["Statement number 7"]
    assert 35 <= len(half) <= 65


def test_noise_takes_no_part() -> None:
    """Furniture of either side is shown in no group."""
    report = Report("r", "t", REPORT.official, REPORT.press, {}, frozenset({0, 1}), frozenset({2}))
    groups = draw(report, 1)
    assert len(groups) == 2
    assert not {report.official[0], report.official[1]} & {row[0] for group in groups for row in group}


@pytest.mark.parametrize(
    ("label", "source", "expected"),
    [
        ("entailment", "any", (1.0, 0.0, 0)),
        ("contradiction", "any", (1.0, 1.0, 2)),
        ("neutral", "any", (0.0, None, 1)),
        ("not_entailment", "any", (None, None, 3)),
        # An argument that does not make a key point speaks of something else.
        ("not_entailment", "kpa", (0.0, None, 3)),
    ],
)
def test_what_an_inference_pair_teaches(label: str, source: str, expected: tuple[float | None, float | None, int]) -> None:
    """Entailment is a link that agrees, contradiction one that differs, neutral none."""
    row = inference_row({"premise": "a", "hypothesis": "b", "label": label, "source": source})
    assert (row.link, row.contrast, row.inference) == expected


def test_sources_are_capped(tmp_path: Path) -> None:
    """No more pairs of a source are read than it is allowed, and none of an unknown one."""
    pairs = [
        {"premise": f"p{index}", "hypothesis": "h", "label": "neutral", "source": source}
        for source in ("help_and_or", "unknown")
        for index in range(NLI_CAPS["help_and_or"] + 20)
    ]
    path = tmp_path / "pairs.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(pair) + "\n" for pair in pairs)
    groups = read_inference(path, 1)
    assert len(groups) == NLI_CAPS["help_and_or"]
    assert groups == read_inference(path, 1) != read_inference(path, 2)
