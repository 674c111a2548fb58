"""Write a trained model as the ONNX file that is shipped: weights in int8, one graph for pairs and for single statements.

Inputs: `ids` and `roles`, (batch, tokens) int64; see `training.encoder` for the roles.
Outputs: `pair` (batch, 2), the chances of a link and, given one, of a contrast; `vector` (batch, 384), the unit vector of a
statement that is read alone.
"""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING

import onnx
import torch
from torch import Tensor, nn

from training.encoder import unit_mean

if TYPE_CHECKING:
    from pathlib import Path

    from training.encoder import PairEncoder

OPSET = 18


class SmallTable(nn.Module):
    """The word table in int8 with a scale a word; a quarter of the size, off by at most 1/254 of a word's largest number."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127.0
        self.register_buffer("codes", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the vectors of `ids`."""
        return self.codes[ids].to(torch.float32) * self.scale[ids]


class Shipped(nn.Module):
    """What the ONNX graph computes."""

    def __init__(self, model: PairEncoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, roles: Tensor) -> tuple[Tensor, Tensor]:
        """Return (pair, vector)."""
        x = self.model.encode(ids, roles)
        vector = unit_mean(x, roles)
        return self.model.pair_head(self.model.joined(x, roles)).sigmoid(), vector


def write_float(model: PairEncoder, path: Path) -> None:
    """Write the graph with its matrices in float32 and its word table in int8."""
    model.eval()
    model.words = SmallTable(model.words.weight.detach())  # type: ignore[assignment]
    ids = torch.tensor([[101, 2023, 102, 2008, 102, 0], [101, 2023, 102, 2008, 2003, 102]])
    roles = torch.tensor([[1, 1, 1, 2, 2, 0], [1, 1, 1, 2, 2, 2]])
    inputs, outputs = ["ids", "roles"], ["pair", "vector"]
    axes = {name: {0: "batch", 1: "tokens"} for name in inputs} | {name: {0: "batch"} for name in outputs}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the older exporter, which needs no tracing of shapes, says that it is old
        torch.onnx.export(
            Shipped(model),
            (ids, roles),
            str(path),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
    onnx.checker.check_model(str(path))


def write_tokenizer(source: Path, path: Path) -> None:
    """Write the tokenizer without its padding and truncation, which the product does itself."""
    entry = json.loads(source.read_text("utf-8"))
    entry["padding"] = entry["truncation"] = None
    path.write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
