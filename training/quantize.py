"""Put the matrices of an ONNX graph into int8, each row of activations quantised for itself.

onnxruntime's own dynamic quantisation has one scale a batch, so that a pair's score would depend on its neighbours, and its
blockwise kind is half as fast. Here each row of activations x is divided by its largest number, and

    x @ w  =  (whole numbers from 1 to 255, less 128) @ (whole numbers from -63 to 63) * scale of row * scale of column

with the product in whole numbers, which is exact in any order and on any machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WEIGHT_LIMIT = 63
"""Largest weight. Processors without VNNI add two products in 16 bits, which 255 * 63 * 2 just fits; 127 would overflow."""

CONSTANTS = {
    "row_share": np.array(1 / 127, dtype=np.float32),
    "row_least": np.array(1e-9, dtype=np.float32),
    "row_axis": np.array([-1], dtype=np.int64),
    "row_middle": np.array(128, dtype=np.float32),
    "row_zero": np.array(128, dtype=np.uint8),
}


def quantize(source: Path, path: Path) -> None:
    """Write the graph at `source` to `path` with every product with a fixed matrix in int8."""
    model = onnx.load(str(source))
    graph = model.graph
    weights = {tensor.name: tensor for tensor in graph.initializer if len(tensor.dims) == 2}
    nodes: list[onnx.NodeProto] = []
    ready: dict[str, str] = {}
    added = [numpy_helper.from_array(value, name) for name, value in CONSTANTS.items()]
    gone = set()
    for node in graph.node:
        if node.op_type != "MatMul" or node.input[1] not in weights:
            nodes.append(node)
            continue
        rows, weight = node.input[0], node.input[1]
        if rows not in ready:
            ready[rows] = f"row_{len(ready)}"
            nodes += quantized_rows(rows, ready[rows])
        nodes += product(ready[rows], weight, node.output[0])
        if weight not in gone:
            gone.add(weight)
            added += quantized_weight(numpy_helper.to_array(weights[weight]), weight)
    kept = [tensor for tensor in graph.initializer if tensor.name not in gone]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept + added)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def quantized_rows(rows: str, name: str) -> Iterator[onnx.NodeProto]:
    """Yield the nodes that turn the tensor `rows` into `name`_codes, whole numbers, and `name`_scale."""
    yield helper.make_node("Abs", [rows], [f"{name}_size"])
    yield helper.make_node("ReduceMax", [f"{name}_size", "row_axis"], [f"{name}_most"], keepdims=1)
    yield helper.make_node("Mul", [f"{name}_most", "row_share"], [f"{name}_part"])
    yield helper.make_node("Add", [f"{name}_part", "row_least"], [f"{name}_scale"])
    yield helper.make_node("Div", [rows, f"{name}_scale"], [f"{name}_exact"])
    yield helper.make_node("Round", [f"{name}_exact"], [f"{name}_round"])
    yield helper.make_node("Add", [f"{name}_round", "row_middle"], [f"{name}_up"])
    yield helper.make_node("Cast", [f"{name}_up"], [f"{name}_codes"], to=TensorProto.UINT8)


def product(name: str, weight: str, output: str) -> Iterator[onnx.NodeProto]:
    """Yield the nodes that multiply the rows `name` with the matrix `weight` into `output`."""
    yield helper.make_node("MatMulInteger", [f"{name}_codes", f"{weight}_codes", "row_zero"], [f"{output}_whole"])
    yield helper.make_node("Cast", [f"{output}_whole"], [f"{output}_float"], to=TensorProto.FLOAT)
    yield helper.make_node("Mul", [f"{output}_float", f"{name}_scale"], [f"{output}_row"])
    yield helper.make_node("Mul", [f"{output}_row", f"{weight}_scale"], [output])


def quantized_weight(weight: np.ndarray, name: str) -> Iterator[onnx.TensorProto]:
    """Yield the whole numbers and the column scales of a matrix."""
    scale = np.maximum(np.abs(weight).max(axis=0), 1e-12) / WEIGHT_LIMIT
    yield numpy_helper.from_array(np.round(weight / scale).astype(np.int8), f"{name}_codes")
    yield numpy_helper.from_array(scale.astype(np.float32), f"{name}_scale")
