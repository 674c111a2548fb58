"""Figures of a scorer on annotated reports, each from a matrix of scores: [official][press]."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from training.examples import Report

Matrix = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Scored:
    """A report with the scores of all its pairs."""

    report: Report
    link: Matrix
    """How sure the scorer is that a pair is linked."""
    contrast: Matrix
    """How sure it is that a pair is linked and contrasts."""


def figures(scored: Sequence[Scored]) -> dict[str, float]:
    """Return the figures of the model card.

    link_ap, contrast_ap: average precision over all pairs of all reports. first_matched, first_contrasting: share of the linked
    press statements for which the best official statement is a partner. link_f1, contrast_f1: at the best threshold, pair
    by pair; the recall of contrasts is counted by press statement, as in score_pairs.
    """
    pairs = [
        (s.link[o][p], s.contrast[o][p], s.report.links.get((o, p)), (index, p))
        for index, s in enumerate(scored)
        for o, p in open_pairs(s.report)
    ]
    out = {
        "link_ap": average_precision((link, relation is not None) for link, _, relation, _ in pairs),
        "contrast_ap": average_precision((contrast, relation is True) for _, contrast, relation, _ in pairs),
        "first_matched": first_partner(scored, contrasting=False),
        "first_contrasting": first_partner(scored, contrasting=True),
        "link_f1": best_f1([(link, relation is not None, None) for link, _, relation, _ in pairs]),
        "contrast_f1": best_f1([(contrast, relation is True, key) for _, contrast, relation, key in pairs]),
    }
    linked = [(contrast / max(link, 1e-9), relation) for link, contrast, relation, _ in pairs if relation is not None]
    out["contrast_auc_if_linked"] = area(linked)
    return {name: round(value, 3) for name, value in out.items()}


def open_pairs(report: Report) -> list[tuple[int, int]]:
    """Return the pairs of a report that are free of furniture."""
    return [
        (o, p)
        for o in range(len(report.official))
        if o not in report.official_noise
        for p in range(len(report.press))
        if p not in report.press_noise
    ]


def average_precision(pairs: Iterable[tuple[float, bool]]) -> float:
    """Return the average precision of (score, is it right)."""
    right, total = 0, 0.0
    for rank, (_, hit) in enumerate(sorted(pairs, key=lambda pair: -pair[0]), 1):
        right += hit
        total += right / rank if hit else 0.0
    return total / right if right else 0.0


def area(pairs: Sequence[tuple[float, bool]]) -> float:
    """Return how often a right one outscores a wrong one."""
    right, wrong = [s for s, hit in pairs if hit], [s for s, hit in pairs if not hit]
    wins = sum((a > b) + 0.5 * (a == b) for a in right for b in wrong)
    return wins / (len(right) * len(wrong)) if right and wrong else 0.0


def first_partner(scored: Sequence[Scored], *, contrasting: bool) -> float:
    """Return the share of the press statements with a link of this kind whose best official statement is a partner."""
    hits = [hit for s in scored for kind, hit in firsts(s) if kind is contrasting]
    return sum(hits) / len(hits) if hits else 0.0


def firsts(scored: Scored) -> list[tuple[bool, bool]]:
    """Return, for each linked press statement, whether a link of it contrasts and whether its best partner is right."""
    report = scored.report
    official = [o for o in range(len(report.official)) if o not in report.official_noise]
    out = []
    for p in sorted({p for _, p in report.links}):
        best = max(official, key=lambda o: scored.link[o][p])
        out.append((any(report.links.get((o, p)) for o in official), (best, p) in report.links))
    return out


def best_f1(pairs: Sequence[tuple[float, bool, tuple[int, int] | None]]) -> float:
    """Return the best F1 over all thresholds; with keys, recall counts the keys found and not the pairs."""
    wanted = {key for _, hit, key in pairs if hit and key is not None}
    total = len(wanted) or sum(hit for _, hit, _ in pairs)
    right, best = 0, 0.0
    found: set[tuple[int, int]] = set()
    for rank, (_, hit, key) in enumerate(sorted(pairs, key=lambda pair: -pair[0]), 1):
        right += hit
        if hit and key is not None:
            found.add(key)
        precision, recall = right / rank, (len(found) if wanted else right) / max(total, 1)
        best = max(best, 2 * precision * recall / (precision + recall) if right else 0.0)
    return best


def table(rows: Mapping[str, dict[str, float]], show: Callable[[str], None] = print) -> None:
    """Show figures side by side, a row a scorer."""
    names = list(next(iter(rows.values())))
    show(" " * 28 + " ".join(f"{name[:12]:>12}" for name in names))
    for title, values in rows.items():
        show(f"{title:<28}" + " ".join(f"{values[name]:>12.3f}" for name in names))
