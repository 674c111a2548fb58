"""Matrices in int8: near what they were in float, and each row for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="onnx comes with reportgen[training]")

import onnxruntime  # noqa: E402
from onnx import TensorProto, helper, numpy_helper  # noqa: E402

from training.quantize import WEIGHT_LIMIT, quantize  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

WIDTH = 48


@pytest.fixture(scope="module")
def weights() -> list[NDArray[np.float32]]:
    """Return two matrices, the first with a column of zeros."""
    random = np.random.default_rng(4)
    first, second = (random.normal(size=(WIDTH, WIDTH)).astype(np.float32) for _ in range(2))
    first[:, 3] = 0
    return [first, second]


@pytest.fixture
def files(tmp_path: Path, weights: list[NDArray[np.float32]]) -> tuple[Path, Path]:
    """Return a graph of two products with a bend between them, as it is and quantised."""
    nodes = [
        helper.make_node("MatMul", ["x", "first"], ["a"]),
        helper.make_node("Relu", ["a"], ["b"]),
        helper.make_node("MatMul", ["b", "second"], ["y"]),
    ]
    graph = helper.make_graph(
        nodes,
        "small",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", WIDTH])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["rows", WIDTH])],
        [numpy_helper.from_array(weight, name) for weight, name in zip(weights, ("first", "second"), strict=True)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.save(model, str(tmp_path / "float.onnx"))
    quantize(tmp_path / "float.onnx", tmp_path / "whole.onnx")
    return tmp_path / "float.onnx", tmp_path / "whole.onnx"


def run(path: Path, rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what a graph makes of `rows`."""
    session = onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    answer: NDArray[np.float32] = session.run(["y"], {"x": rows})[0]
    return answer


def test_it_is_near_the_exact_product(files: tuple[Path, Path]) -> None:
    """Rows of any size come out within a twentieth of their length of what the float graph makes of them."""
    rows = np.random.default_rng(5).normal(size=(40, WIDTH)).astype(np.float32)
    rows *= np.geomspace(1e-3, 1e3, 40, dtype=np.float32)[:, None]
    exact, whole = run(files[0], rows), run(files[1], rows)
    assert (np.linalg.norm(whole - exact, axis=1) < 0.05 * np.linalg.norm(exact, axis=1)).all()


def test_a_row_does_not_see_its_neighbours(files: tuple[Path, Path]) -> None:
    """A row comes out the same, to the last bit, beside rows a thousand times as large."""
    rows = np.random.default_rng(6).normal(size=(8, WIDTH)).astype(np.float32)
    loud = rows * np.array([1, 1, *[1000] * 6], dtype=np.float32)[:, None]
    assert np.array_equal(run(files[1], rows)[:2], run(files[1], loud)[:2])


def test_rows_of_nothing_stay_nothing(files: tuple[Path, Path]) -> None:
    """Zeros make zeros, not a division by zero."""
    assert not run(files[1], np.zeros((2, WIDTH), np.float32)).any()


def test_weights_are_whole_and_small(files: tuple[Path, Path], weights: list[NDArray[np.float32]]) -> None:
    """Every matrix is in whole numbers that two products of fit into 16 bits, with a scale a column."""
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(str(files[1])).graph.initializer}
    assert {name for name, value in stored.items() if value.shape == (WIDTH, WIDTH)} == {"first_codes", "second_codes"}
    for weight, name in zip(weights, ("first", "second"), strict=True):
        assert stored[f"{name}_codes"].dtype == np.int8
        assert np.abs(stored[f"{name}_codes"]).max() <= WEIGHT_LIMIT
        back = stored[f"{name}_codes"] * stored[f"{name}_scale"]
        assert (np.abs(back - weight) <= stored[f"{name}_scale"] * 0.51).all()
