"""Scores of whole reports with a model in training."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from training.encoder import OFFICIAL, PRESS, PairEncoder
from training.examples import Report, Row, context_of, coverage
from training.measure import Matrix, Scored, open_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.tokens import Pieces


def embeddings(model: PairEncoder, pieces: Pieces, texts: Sequence[str]) -> torch.Tensor:
    """Return a unit vector a text, made without a partner."""
    out = []
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(texts), 32):
            ids = [[101, *pieces.of(text)[:128], 102] for text in texts[start : start + 32]]
            width = max(map(len, ids))
            padded = torch.tensor([row + [0] * (width - len(row)) for row in ids])
            out.append(model.embed(padded, (padded != 0).long()).float())
    return torch.cat(out)


def cosines(model: PairEncoder, pieces: Pieces, report: Report) -> Matrix:
    """Return the cosine of every pair of a report: [official][press]."""
    vectors = embeddings(model, pieces, [*report.official, *report.press])
    count = len(report.official)
    return (vectors[:count] @ vectors[count:].T).tolist()


def closeness(model: PairEncoder, pieces: Pieces, report: Report) -> Matrix:
    """Return the product of the vectors of every pair of a report: [official][press]."""
    sides = []
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for index, texts in enumerate((report.official, report.press)):
            parts = []
            for start in range(0, len(texts), 32):
                ids, roles = pieces.alone(texts[start : start + 32], (OFFICIAL, PRESS)[index])
                parts.append(model.vectors(model.encode(ids, roles), roles)[index].float())
            sides.append(torch.cat(parts))
    return (sides[0] @ sides[1].T).tolist()


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


def candidates(near: Matrix, hard: Matrix, report: Report, count: int = 12) -> list[tuple[int, int]]:
    """Return the pairs worth reading: for each press statement the first `count` by the vectors, half as many by words."""
    allowed: dict[int, list[int]] = {}
    for o, p in open_pairs(report):
        allowed.setdefault(p, []).append(o)
    out = set()
    for p, official in allowed.items():
        out |= {(o, p) for o in sorted(official, key=lambda o: -near[o][p])[:count]}
        out |= {(o, p) for o in sorted(official, key=lambda o: -hard[o][p])[: count // 2]}
    return sorted(out)


def score_report(model: PairEncoder, pieces: Pieces, report: Report, keys: Sequence[tuple[int, int]]) -> Scored:
    """Return the scores of the pairs `keys` of a report; the others score 0."""
    context = [context_of(report, p) for p in range(len(report.press))]
    rows = [Row(report.official[o], report.press[p], context=context[p]) for o, p in keys]
    link = [[0.0] * len(report.press) for _ in report.official]
    contrast = [[0.0] * len(report.press) for _ in report.official]
    for (o, p), (a, b) in zip(keys, score_rows(model, pieces, rows), strict=True):
        link[o][p], contrast[o][p] = a, a * b
    return Scored(report, link, contrast)
