"""A model that was exported is read back as it was."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch comes with reportgen[training]")
onnx = pytest.importorskip("onnx", reason="onnx comes with reportgen[training]")

import onnxruntime  # noqa: E402

from tests.training.cases import entry  # noqa: E402
from training.encoder import PairEncoder, Shape  # noqa: E402
from training.examples import Row, written_report  # noqa: E402
from training.export import write_float  # noqa: E402
from training.exported import read_exported  # noqa: E402
from training.quantize import quantize  # noqa: E402
from training.scoring import score_rows  # noqa: E402
from training.tokens import Pieces  # noqa: E402

SHIPPED = Path(__file__).resolve().parents[2] / "reportgen" / "data" / "pairmodel"
SHAPE = Shape(width=24, layers=2, heads=2, inner=32, positions=300)
REPORT = written_report(entry())
ROWS = [Row(official, press) for official in REPORT.official for press in REPORT.press]


def written(model: PairEncoder, folder: Path) -> Path:
    """Return the exported file of a model."""
    write_float(model, folder / "float.onnx")
    quantize(folder / "float.onnx", folder / "model.onnx")
    return folder / "model.onnx"


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Return the exported file of a small model, no two of whose weights are the same, as in one that was taught."""
    torch.manual_seed(3)
    model = PairEncoder(SHAPE)
    with torch.no_grad():
        for weights in model.parameters():
            weights.add_(torch.randn_like(weights) / 50)
    return written(model, tmp_path)


def test_nothing_is_lost_on_the_way(exported: Path, tmp_path: Path) -> None:
    """Exported again, the model that was read back makes the same file, byte for byte."""
    first = exported.read_bytes()
    (tmp_path / "again").mkdir()
    assert written(read_exported(exported, SHAPE), tmp_path / "again").read_bytes() == first


def test_it_answers_as_the_exported_one(exported: Path) -> None:
    """What is read back scores pairs as the file does, but for the rounding of activations."""
    pieces = Pieces(SHIPPED / "tokenizer.json")
    ids, roles = pieces.batch(ROWS)
    session = onnxruntime.InferenceSession(exported.read_bytes(), providers=["CPUExecutionProvider"])
    asked = session.run(["pair"], {"ids": ids.numpy(), "roles": roles.numpy()})[0]
    assert np.abs(np.array(score_rows(read_exported(exported, SHAPE).eval(), pieces, ROWS)) - asked).max() < 0.02


def test_the_shipped_model_can_be_taught_on() -> None:
    """The file of the package is one that can be read back."""
    model = read_exported(SHIPPED / "model.onnx")
    assert model.words.weight.shape == (30522, 384)
    assert model.layers[5].narrow.weight.abs().max() > 0


def test_another_shape_is_refused(exported: Path) -> None:
    """A file of two layers is no model of six, nor one of 24 a model of 48; the message names the file and what is amiss."""
    with pytest.raises(ValueError, match=r"model\.onnx: not a pair model of 6 layers"):
        read_exported(exported)
    with pytest.raises(ValueError, match=r"model\.onnx: .*of another shape"):
        read_exported(exported, Shape(width=48, layers=2, heads=2, inner=32, positions=300))
