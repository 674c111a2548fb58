"""Read an exported model back, to go on with its training: `read_exported(path)`.

The matrices come back as the whole numbers of the file times their scales, so the model is as right as the exported one was, and
exporting it again without a step of training writes the same file. The head for inference is not in the file and begins afresh.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.encoder import PairEncoder, Shape

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from torch import Tensor

MATRICES = ("qkv", "mix", "widen", "narrow")
"""The matrices of a layer, in the order in which the graph uses them."""

HEADS = ("inference_head.weight", "inference_head.bias")
"""What an exported file does not have."""


def read_exported(path: Path, shape: Shape | None = None) -> PairEncoder:
    """Return the model of the file `path`, which `training.export` and `training.quantize` wrote, by default of the usual shape.

    Raises ValueError where the file holds no such model or one of another shape.
    """
    model = PairEncoder(shape or Shape())
    state = model.state_dict()
    found = stored_weights(path, model.shape.layers)
    for name, place in state.items():
        if name in HEADS:
            continue
        if name not in found or found[name].shape != place.shape:
            raise ValueError(f"{path}: {name} is missing or of another shape than {tuple(place.shape)}")
        state[name] = found[name]
    model.load_state_dict(state)
    return model


def stored_weights(path: Path, layers: int) -> dict[str, Tensor]:
    """Return the weights of an exported graph by their names in `PairEncoder`."""
    graph = onnx.load(str(path)).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found = {name.removeprefix("model."): torch.tensor(value) for name, value in stored.items() if value.dtype == np.float32}
    whole = list(dict.fromkeys(node.input[1].removesuffix("_codes") for node in graph.node if node.op_type == "MatMulInteger"))
    named = [f"layers.{layer}.{matrix}.weight" for layer in range(layers) for matrix in MATRICES]
    if len(whole) != len(named) or "model.words.codes" not in stored:
        raise ValueError(f"{path}: not a pair model of {layers} layers: {len(whole)} matrices in whole numbers")
    for name, source in zip(named, whole, strict=True):
        found[name] = torch.tensor(scaled(stored, f"{source}_codes", f"{source}_scale").T.copy())
    found["words.weight"] = torch.tensor(scaled(stored, "model.words.codes", "model.words.scale"))
    return found


def scaled(stored: dict[str, NDArray[np.generic]], codes: str, scale: str) -> NDArray[np.float32]:
    """Return a matrix of whole numbers times its scales."""
    product: NDArray[np.float32] = stored[codes].astype(np.float32) * stored[scale].astype(np.float32)
    return product
