"""Pairs of statements as the numbers the encoder reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.encoder import OFFICIAL, PADDING, PRESS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from random import Random

    from training.examples import Group, Row

CLS, SEP = 101, 102
SIDE_LIMIT = 128
"""Wordpieces kept of each statement; the longest statement of the annotated reports has 127."""


class Pieces:
    """Turns statements into wordpiece numbers, each text once."""

    def __init__(self, path: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.tokenizer.encode_special_tokens = True  # "[SEP]" in a text is text
        self.known: dict[str, list[int]] = {}

    def of(self, text: str) -> list[int]:
        """Return the wordpieces of `text`."""
        if text not in self.known:
            self.known[text] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return self.known[text]

    def pair(self, row: Row) -> tuple[list[int], list[int]]:
        """Return the wordpieces of a pair and the role of each."""
        official, press = self.of(row.official)[:SIDE_LIMIT], self.of(row.press)[:SIDE_LIMIT]
        return [CLS, *official, SEP, *press, SEP], [OFFICIAL] * (len(official) + 2) + [PRESS] * (len(press) + 1)

    def batch(self, rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
        """Return (ids, roles) of `rows`, padded to the longest."""
        pairs = [self.pair(row) for row in rows]
        width = max(len(ids) for ids, _ in pairs)
        padded = [(ids + [0] * (width - len(ids)), roles + [PADDING] * (width - len(ids))) for ids, roles in pairs]
        return torch.tensor([ids for ids, _ in padded]), torch.tensor([roles for _, roles in padded])

    def alone(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Return (ids, roles) of statements read each for itself; the reader takes them all for official ones."""
        rows = [[CLS, *self.of(text)[:SIDE_LIMIT], SEP] for text in texts]
        width = max(map(len, rows))
        ids = torch.tensor([row + [0] * (width - len(row)) for row in rows])
        return ids, (ids != 0).long() * OFFICIAL

    def length(self, group: Group) -> int:
        """Return the wordpieces of the longest pair of `group`."""
        return max(len(self.pair(row)[0]) for row in group)


def batches(groups: Sequence[Group], pieces: Pieces, budget: int, rng: Random) -> Iterator[list[Group]]:
    """Yield `groups` in a random order, in batches of like length with at most `budget` wordpieces, padding included."""
    order = list(groups)
    rng.shuffle(order)
    ready: list[list[Group]] = []
    for start in range(0, len(order), 1500):
        pool = sorted(((pieces.length(group), index) for index, group in enumerate(order[start : start + 1500])))
        ready += packed([(length, order[start + index]) for length, index in pool], budget)
    rng.shuffle(ready)
    yield from ready


def packed(pool: Sequence[tuple[int, Group]], budget: int) -> list[list[Group]]:
    """Return the groups of `pool`, shortest first, in batches within `budget`."""
    out: list[list[Group]] = [[]]
    rows = 0
    for length, group in pool:
        if out[-1] and (rows + len(group)) * length > budget:
            out.append([])
            rows = 0
        out[-1].append(group)
        rows += len(group)
    return out
