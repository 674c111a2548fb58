"""The training loop: losses, optimiser, schedule, and pieces that survive an interruption."""

from __future__ import annotations

import time
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - the name every PyTorch reader knows

from training.tokens import batches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from training.encoder import PairEncoder
    from training.examples import Group, Row
    from training.tokens import Pieces

NEGATIVE = -1e4

KEEP = 100
"""Steps from one checkpoint to the next."""

ALONE = 32
"""Statements a step reads alone, to keep their vectors where they are."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn."""

    epochs: int
    rate: float = 1e-4
    budget: int = 2560
    """Wordpieces a step."""
    seed: int = 1
    frozen_layers: int = 0
    rank_weight: float = 0.5
    """Share of the loss that asks which official statement comes first, beside is this one linked."""
    vector_weight: float = 3.0
    """Share of the loss that keeps the vectors of statements read alone."""


def losses(model: PairEncoder, groups: Sequence[Group], pieces: Pieces, plan: Plan) -> Tensor:
    """Return the loss of a batch of groups."""
    rows = [row for group in groups for row in group]
    ids, roles = pieces.batch(rows)
    with torch.autocast("cpu", torch.bfloat16):
        pair, inference = model.both(ids, roles)
    pair, inference = pair.float(), inference.float()
    total = link_loss(pair[:, 0], rows)
    total = total + contrast_loss(pair[:, 1], rows) + inference_loss(inference, rows)
    return total + plan.rank_weight * rank_loss(pair[:, 0], groups)


def link_loss(logits: Tensor, rows: Sequence[Row]) -> Tensor:
    """Return the cross-entropy of "is there a link" over the rows that tell."""
    known = torch.tensor([row.link is not None for row in rows])
    target = torch.tensor([row.link or 0.0 for row in rows])
    weight = torch.tensor([row.weight for row in rows]) * known
    each = F.binary_cross_entropy_with_logits(logits, target * 0.98 + 0.01, reduction="none")
    return (each * weight).sum() / max(1.0, float(weight.sum()))


def contrast_loss(logits: Tensor, rows: Sequence[Row]) -> Tensor:
    """Return the cross-entropy of "do they differ" over the linked rows."""
    known = torch.tensor([row.contrast is not None for row in rows]).float()
    target = torch.tensor([row.contrast or 0.0 for row in rows])
    each = F.binary_cross_entropy_with_logits(logits, target * 0.94 + 0.03, reduction="none")
    return (each * known).sum() / max(4.0, float(known.sum()))


def inference_loss(logits: Tensor, rows: Sequence[Row]) -> Tensor:
    """Return the three-way cross-entropy; for "not entailed" the two other answers count as one."""
    known = [index for index, row in enumerate(rows) if row.inference is not None]
    if not known:
        return logits.sum() * 0.0
    chances = logits[known].log_softmax(-1)
    wide = torch.cat([chances, torch.logsumexp(chances[:, 1:], -1, keepdim=True)], dim=-1)
    return F.nll_loss(wide, torch.tensor([rows[index].inference for index in known]))


def rank_loss(logits: Tensor, groups: Sequence[Group]) -> Tensor:
    """Return how surprised the model is that the partners of a press statement come before the others, on average."""
    parts, start = [], 0
    for group in groups:
        mine = logits[start : start + len(group)]
        start += len(group)
        partner = torch.tensor([row.link == 1.0 for row in group])
        if partner.any() and not partner.all():
            parts.append(torch.logsumexp(mine, 0) - torch.logsumexp(mine.masked_fill(~partner, NEGATIVE), 0))
    return torch.stack(parts).mean() if parts else logits.sum() * 0.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learned from."""

    pieces: Pieces
    draw: Callable[[int], Sequence[Group]]
    """Gives the groups of an epoch, with fresh negatives each time."""
    texts: Sequence[str] = ()
    """Statements whose vectors are to stay as they were; every step reads some of them alone."""
    vectors: Tensor | None = None
    """What they were: (texts, width)."""


def vector_loss(model: PairEncoder, lesson: Lesson, chosen: Sequence[int]) -> Tensor:
    """Return how far the vectors of the chosen texts have moved from what they were: 1 less the cosine, on average."""
    with torch.autocast("cpu", torch.bfloat16):
        vectors = model.embed(*lesson.pieces.alone([lesson.texts[index] for index in chosen]))
    return 1.0 - (vectors.float() * lesson.vectors[list(chosen)]).sum(-1).mean()


def learn(
    model: PairEncoder, lesson: Lesson, plan: Plan, *, checkpoint: Path | None = None, log: Callable[[str], None] = print
) -> PairEncoder:
    """Return `model` trained by `plan`; goes on from `checkpoint` if it is there."""
    freeze(model, plan.frozen_layers)
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], plan.rate, weight_decay=0.01, fused=True)
    epoch, done, random = restore(model, optimizer, checkpoint)
    began, shown = time.monotonic(), 0.0
    while epoch < plan.epochs:
        torch.manual_seed(plan.seed * 1000 + epoch)
        rng = Random(plan.seed * 1000 + epoch)
        steps = list(batches(lesson.draw(epoch), lesson.pieces, plan.budget, rng))
        beside = [rng.choices(range(len(lesson.texts)), k=ALONE) if lesson.texts else [] for _ in steps]
        if done and random is not None:
            torch.set_rng_state(random)
        for index in range(done, len(steps)):
            set_rate(optimizer, plan, (epoch + index / len(steps)) / plan.epochs)
            model.train()
            loss = losses(model, steps[index], lesson.pieces, plan)
            if lesson.vectors is not None:
                loss = loss + plan.vector_weight * vector_loss(model, lesson, beside[index])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
            optimizer.step()
            shown += loss.item()
            if index % 50 == 49:
                log(f"epoch {epoch} step {index + 1}/{len(steps)} loss {shown / 50:.3f} {time.monotonic() - began:.0f}s")
                shown = 0.0
            if checkpoint and index % KEEP == KEEP - 1:
                keep(model, optimizer, checkpoint, epoch, index + 1)
        epoch, done = epoch + 1, 0
        if checkpoint:
            keep(model, optimizer, checkpoint, epoch, 0)
    return model.eval()


def freeze(model: PairEncoder, layers: int) -> None:
    """Leave the places as they are, and with `layers` also all below the first layer that learns: no gradient goes there."""
    still = [model.places, *([model.sides, model.norm] if layers else []), *model.layers[:layers]]
    for parameter in (parameter for module in still for parameter in module.parameters()):
        parameter.requires_grad = False


def set_rate(optimizer: torch.optim.Optimizer, plan: Plan, progress: float) -> None:
    """Warm up over the first 6 %, then fall in a line to a twentieth."""
    factor = min(progress / 0.06 + 0.01, 1.0) if progress < 0.06 else max(0.05, (1.0 - progress) / 0.94)
    for group in optimizer.param_groups:
        group["lr"] = plan.rate * factor


def keep(model: PairEncoder, optimizer: torch.optim.Optimizer, path: Path, epoch: int, done: int) -> None:
    """Write a checkpoint whole or not at all."""
    part = path.with_suffix(".part")
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch, "done": done}
    torch.save(state | {"random": torch.get_rng_state()}, part)
    part.replace(path)


def restore(model: PairEncoder, optimizer: torch.optim.Optimizer, path: Path | None) -> tuple[int, int, Tensor | None]:
    """Return (epoch, step, state of the random numbers) to go on from, after loading what `path` holds."""
    if path is None or not path.exists():
        return 0, 0, None
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["epoch"]), int(state["done"]), state["random"]
