"""Make the pair model from its materials: `python -m training.make --help`.

1. Inference: the encoder learns to compare two sentences on general pairs (only with `--inference`; not in the shipped model).
2. Written reports: it learns our question on the reports in `data/` that are not in HELD_OUT.
3. Annotated reports: real press texts, where `--annotated` names a folder of them.
4. Export: the int8 graph and the tokenizer go where the package looks for them.

Each step goes on from its last checkpoint in the work folder, so that the command may be stopped and started again.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import torch

from training.encoder import load_minilm
from training.examples import groups_of, read_annotated, read_inference, read_reports
from training.export import write_float, write_tokenizer
from training.learn import Lesson, Plan, learn
from training.quantize import quantize
from training.scoring import cosines, hardness
from training.tokens import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from training.encoder import PairEncoder
    from training.examples import Group, Report

HERE = Path(__file__).parent

INFERENCE_PLAN = Plan(epochs=1, rate=1.5e-4, frozen_layers=3)
"""One reading of 39,485 pairs."""

WRITTEN_PLAN = Plan(epochs=2, rate=1.5e-4, frozen_layers=3)
"""The lowest three layers stay as they are: a third faster, and a few hundred reports cannot improve them."""

ANNOTATED_PLAN = Plan(epochs=2, rate=1e-4, frozen_layers=3, seed=7)
"""Slower, so that what was learned of many reports is not lost to a few."""

HELD_OUT = HERE / "held-out.txt"
"""Names of the files in `data/` that are kept for measuring."""

LONGEST = 90
"""Wordpieces of an inference pair; longer ones are left out to save time."""

GROUP_SIZE = 6
"""Official statements shown with a press statement that has partners, partners included; three less where it has none."""


@dataclass(frozen=True, slots=True)
class Material:
    """Where everything is."""

    weights: Path
    """The folder of all-MiniLM-L6-v2, with model.safetensors and tokenizer.json."""
    work: Path
    """Where checkpoints go."""
    inference: Path | None
    annotated: Path | None

    def fresh(self) -> PairEncoder:
        """Return the model before any training."""
        return load_minilm(self.weights / "model.safetensors")

    def pieces(self) -> Pieces:
        """Return the tokenizer."""
        return Pieces(self.weights / "tokenizer.json", context=False)


def learn_inference(material: Material, path: Path) -> PairEncoder:
    """Return the model after step 1."""
    pieces = material.pieces()
    groups = [group for group in read_inference(path, 1) if pieces.length(group) <= LONGEST]
    return learn(
        material.fresh(), Lesson(pieces, lambda _: groups), INFERENCE_PLAN, checkpoint=material.work / "inference.checkpoint"
    )


def learn_written(material: Material, model: PairEncoder) -> PairEncoder:
    """Return the model after step 2."""
    reports = read_reports(taught())
    return learn(model, lesson_on(material, reports), WRITTEN_PLAN, checkpoint=material.work / "written.checkpoint")


def learn_annotated(material: Material, model: PairEncoder, path: Path) -> PairEncoder:
    """Return the model after step 3."""
    return learn(
        model, lesson_on(material, read_annotated(path)), ANNOTATED_PLAN, checkpoint=material.work / "annotated.checkpoint"
    )


def taught() -> list[Path]:
    """Return the files of written reports that are taught from."""
    held_out = {line.strip() for line in HELD_OUT.read_text("utf-8").splitlines() if not line.startswith("#")}
    return [path for path in sorted((HERE / "data").glob("reports-*.jsonl")) if path.name not in held_out]


def lesson_on(material: Material, reports: Sequence[Report]) -> Lesson:
    """Return the lesson of whole reports."""
    pieces = material.pieces()
    return Lesson(pieces, drawing(reports, material.fresh().eval(), pieces), reports)


def drawing(reports: Sequence[Report], untrained: PairEncoder, pieces: Pieces) -> Callable[[int], list[Group]]:
    """Return a function that draws the groups of an epoch, always the same for the same epoch."""
    hard = [hardness(cosines(untrained, pieces, report), report) for report in reports]

    def draw(epoch: int) -> list[Group]:
        pairs = zip(reports, hard, strict=True)
        return [group for r, h in pairs for group in groups_of(r, h, Random(f"{r.id}/{epoch}"), size=GROUP_SIZE)]

    return draw


def main() -> None:
    """Run the steps."""
    parser = argparse.ArgumentParser(prog="python -m training.make", description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument(
        "--weights", type=Path, required=True, help="folder with model.safetensors and tokenizer.json of all-MiniLM-L6-v2"
    )
    parser.add_argument("--inference", type=Path, help="inference pairs, one JSON object a line, gzip")
    parser.add_argument("--annotated", type=Path, help="folder of annotated reports, a folder a topic")
    parser.add_argument("--work", type=Path, default=Path("output/training"), help="checkpoints (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=HERE.parent / "reportgen/data/pairmodel", help="default: %(default)s")
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    torch.set_flush_denormal(mode=True)
    torch.manual_seed(1)
    chosen.work.mkdir(parents=True, exist_ok=True)
    chosen.out.mkdir(parents=True, exist_ok=True)
    material = Material(chosen.weights, chosen.work, chosen.inference, chosen.annotated)
    model = learn_inference(material, chosen.inference) if chosen.inference else material.fresh()
    model = learn_written(material, model)
    if chosen.annotated:
        model = learn_annotated(material, model, chosen.annotated)
    write_float(model, chosen.work / "float.onnx")
    quantize(chosen.work / "float.onnx", chosen.out / "model.onnx")
    write_tokenizer(chosen.weights / "tokenizer.json", chosen.out / "tokenizer.json")


if __name__ == "__main__":
    main()
