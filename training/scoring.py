"""Scores of whole reports with a model in training."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from training.examples import Report, Row, coverage
from training.measure import Matrix, Scored, open_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.encoder import PairEncoder
    from training.tokens import Pieces


def embeddings(model: PairEncoder, pieces: Pieces, texts: Sequence[str]) -> torch.Tensor:
    """Return a unit vector a text, read alone: (texts, width)."""
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        runs = [texts[start : start + 32] for start in range(0, len(texts), 32)]
        return torch.cat([model.embed(*pieces.alone(run)).float() for run in runs])


def cosines(model: PairEncoder, pieces: Pieces, report: Report) -> Matrix:
    """Return the cosine of every pair of a report: [official][press]."""
    vectors = embeddings(model, pieces, [*report.official, *report.press])
    count = len(report.official)
    out: Matrix = (vectors[:count] @ vectors[count:].T).tolist()
    return out


def hardness(cosine: Matrix, report: Report) -> Matrix:
    """Return how easily a pair is taken for a link: the mean of cosine and coverage."""
    covered = coverage(report)
    return [[(a + b) / 2 for a, b in zip(one, other, strict=True)] for one, other in zip(cosine, covered, strict=True)]


def score_rows(model: PairEncoder, pieces: Pieces, rows: Sequence[Row], budget: int = 6000) -> list[tuple[float, float]]:
    """Return (link, contrast if linked) of each row as probabilities."""
    order = sorted(range(len(rows)), key=lambda index: len(pieces.pair(rows[index])[0]))
    out: list[tuple[float, float]] = [(0.0, 0.0)] * len(rows)
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        while order:
            count = max(1, min(len(order), budget // len(pieces.pair(rows[order[-1]])[0])))
            chunk, order = order[-count:], order[:-count]
            chances = model(*pieces.batch([rows[index] for index in chunk])).float().sigmoid().tolist()
            for index, (link, contrast) in zip(chunk, chances, strict=True):
                out[index] = link, contrast
    return out


def candidates(hard: Matrix, report: Report, count: int = 16) -> list[tuple[int, int]]:
    """Return the pairs worth reading: for each press statement the first `count` official ones by `hard`."""
    allowed: dict[int, list[int]] = {}
    for o, p in open_pairs(report):
        allowed.setdefault(p, []).append(o)
    return sorted((o, p) for p, all_of in allowed.items() for o in sorted(all_of, key=lambda o: -hard[o][p])[:count])


def score_report(model: PairEncoder, pieces: Pieces, report: Report, keys: Sequence[tuple[int, int]]) -> Scored:
    """Return the scores of the pairs `keys` of a report; the others score 0."""
    rows = [Row(report.official[o], report.press[p]) for o, p in keys]
    link = [[0.0] * len(report.press) for _ in report.official]
    contrast = [[0.0] * len(report.press) for _ in report.official]
    for (o, p), (a, b) in zip(keys, score_rows(model, pieces, rows), strict=True):
        link[o][p], contrast[o][p] = a, a * b
    return Scored(report, link, contrast)
