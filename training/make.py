"""Make the pair model from its materials: `python -m training.make WEIGHTS INFERENCE`; `--help` tells the options.

`python -m training.make --former MODEL` goes on with one that was exported.

1. Inference: the encoder learns to compare two sentences, on general pairs.
2. Written reports: it learns our question, on the first reports in `data/`.
3. Later reports: it learns it once more, on reports that are nearer to real ones; with `--former` this is the first step.
4. Export: the int8 graph and the tokenizer go where the package looks for them, with a line for the model card.
5. With `--annotated`: the figures of the model card, on reports that were never taught.

The first three go on from their last checkpoint in the work folder, and what is finished is not done again: the command may be
stopped at any moment and given once more. Stopped or not, it makes the same model with the same threads and versions.
"""

from __future__ import annotations

import argparse
import hashlib
from dataclasses import dataclass, replace
from itertools import islice
from math import log
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import torch

from training.encoder import load_minilm
from training.examples import groups_of, read_annotated, read_inference, read_reports
from training.export import write_float, write_tokenizer
from training.exported import read_exported
from training.learn import Lesson, Plan, learn
from training.measure import Scored, figures, table
from training.quantize import quantize
from training.scoring import candidates, cosines, embeddings, hardness, score_report
from training.tokens import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from training.encoder import PairEncoder
    from training.examples import Group, Report
    from training.measure import Matrix

HERE = Path(__file__).parent

FIRST, LATER = "reports-*.jsonl", "later-*.jsonl"
"""The files of `data/` that are taught, in the order in which they are."""

INFERENCE_PLAN = Plan(epochs=1, rate=1.5e-4, frozen_layers=2)
"""One reading of 39,485 pairs; the lowest layers stay as they are, which saves a quarter of the time."""

WRITTEN_PLAN = Plan(epochs=3, rate=1.5e-4, frozen_layers=3)
"""Three readings of 224 reports, each with other negatives; so few cannot improve the lower half."""

LATER_PLAN = Plan(epochs=1, rate=5e-5, frozen_layers=2, rank_weight=1.0, vector_weight=0.0)
"""One reading of the later reports, slowly. Vectors of single statements may move: on every second of the 31 annotated reports
their cosine found more partners then, not fewer (average precision .331, before .306)."""

EARLIER_SHARE = 0.1
"""Share of the first reports that is read again beside the later ones, so that they are not forgotten."""

IDLE_SHARE = 0.1
"""Share of the press statements without a partner that is read in step 3; later reports have more of them than of the others."""

LONGEST = 90
"""Wordpieces of an inference pair; longer ones are left out to save time."""

GROUP_SIZE = 6
"""Official statements shown with a press statement that has partners, partners included; three less where it has none."""


@dataclass(frozen=True, slots=True)
class Material:
    """Where everything is."""

    work: Path
    """Where checkpoints go."""
    weights: Path | None = None
    """The folder of all-MiniLM-L6-v2, with model.safetensors and tokenizer.json."""
    inference: Path | None = None
    """Inference pairs, one JSON object a line, gzip."""
    former: Path | None = None
    """An exported model to go on with, its tokenizer.json beside it; instead of the two above."""
    limit: int | None = None
    """Inference pairs and reports that are read; all where None."""

    def fresh(self) -> PairEncoder:
        """Return the model before any training, or the exported one to go on with."""
        torch.manual_seed(1)
        return load_minilm(self.weights / "model.safetensors") if self.weights else read_exported(self.model())

    def model(self) -> Path:
        """Return the exported model to go on with; raise ValueError where there is none."""
        if self.former is None:
            raise ValueError("name the weights to begin with, or a former model")
        return self.former

    def tokenizer(self) -> Path:
        """Return the file of the tokenizer."""
        return (self.weights or self.model().parent) / "tokenizer.json"

    def pieces(self) -> Pieces:
        """Return the tokenizer."""
        return Pieces(self.tokenizer())

    def reports(self, pattern: str) -> list[Report]:
        """Return the reports of the files in `data/` that fit a pattern."""
        return read_reports(sorted((HERE / "data").glob(pattern)))[: self.limit]


def make(material: Material) -> PairEncoder:
    """Return the trained model."""
    model = material.fresh()
    if material.inference is not None:
        model = learn_written(material, learn_inference(material, model, material.inference))
    return learn_later(material, model)


def learn_inference(material: Material, model: PairEncoder, path: Path) -> PairEncoder:
    """Return the model after step 1, on the pairs of the file `path`."""
    pieces = material.pieces()
    short = (group for group in read_inference(path, 1) if pieces.length(group) <= LONGEST)
    groups = list(islice(short, material.limit))
    return learn(model, Lesson(pieces, lambda _: groups), INFERENCE_PLAN, checkpoint=material.work / "inference.checkpoint")


def learn_written(material: Material, model: PairEncoder) -> PairEncoder:
    """Return the model after step 2."""
    reports = material.reports(FIRST)
    untrained, pieces = material.fresh().eval(), material.pieces()
    texts = [text for report in reports for text in (*report.official, *report.press)]
    lesson = Lesson(pieces, drawing(reports, untrained, pieces), texts, embeddings(untrained, pieces, texts))
    return learn(model, lesson, WRITTEN_PLAN, checkpoint=material.work / "written.checkpoint")


def learn_later(material: Material, model: PairEncoder) -> PairEncoder:
    """Return the model after step 3."""
    first, later = material.reports(FIRST), material.reports(LATER)
    again = Random(LATER_PLAN.seed).sample(first, int(len(first) * EARLIER_SHARE))
    pieces = material.pieces()
    lesson = Lesson(pieces, drawing([*later, *again], material.fresh().eval(), pieces, idle=IDLE_SHARE))
    return learn(model, lesson, LATER_PLAN, checkpoint=material.work / "later.checkpoint")


def drawing(
    reports: Sequence[Report], untrained: PairEncoder, pieces: Pieces, *, idle: float = 1.0
) -> Callable[[int], list[Group]]:
    """Return a function that draws the groups of an epoch, always the same for the same epoch.

    Of the press statements without a partner the share `idle` is drawn.
    """
    hard = [hardness(cosines(untrained, pieces, report), report) for report in reports]

    def draw(epoch: int) -> list[Group]:
        pairs = zip(reports, hard, strict=True)
        return [group for r, h in pairs for group in groups_of(r, h, Random(f"{r.id}/{epoch}"), size=GROUP_SIZE, idle=idle)]

    return draw


def export(material: Material, model: PairEncoder, out: Path) -> str:
    """Write the model and its tokenizer into `out`; return the SHA-256 of the model, for its card."""
    out.mkdir(parents=True, exist_ok=True)
    write_float(model, material.work / "float.onnx")
    quantize(material.work / "float.onnx", out / "model.onnx")
    write_tokenizer(material.tokenizer(), out / "tokenizer.json")
    return hashlib.sha256((out / "model.onnx").read_bytes()).hexdigest()


def measure(material: Material, model: PairEncoder, folder: Path) -> dict[str, dict[str, float]]:
    """Return the figures of the model card: the model alone and with words, beside what needs no training."""
    reports, pieces, untrained = read_annotated(folder), material.pieces(), material.fresh().eval()
    near = [cosines(untrained, pieces, report) for report in reports]
    hard = [hardness(cosine, report) for cosine, report in zip(near, reports, strict=True)]
    read = [score_report(model, pieces, report, candidates(h, report)) for report, h in zip(reports, hard, strict=True)]
    return {
        "cosine before training": figures([Scored(r, c, c) for r, c in zip(reports, near, strict=True)]),
        "mean of cosine and coverage": figures([Scored(r, h, h) for r, h in zip(reports, hard, strict=True)]),
        "pair model alone": figures(read),
        "pair model + 16 x mean": figures([replace(s, link=joined(s.link, h)) for s, h in zip(read, hard, strict=True)]),
    }


def joined(link: Matrix, hard: Matrix) -> Matrix:
    """Return the log odds of the model with the mean of cosine and coverage, times 16, added; unread pairs come last."""
    rows = zip(link, hard, strict=True)
    return [[log((a + 1e-4) / (1.0001 - a)) + 16 * b if a else -99.0 for a, b in zip(x, y, strict=True)] for x, y in rows]


def main(args: Sequence[str] | None = None) -> None:
    """Run the steps."""
    parser = argparse.ArgumentParser(prog="python -m training.make", description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument(
        "weights", type=Path, nargs="?", help="folder with model.safetensors and tokenizer.json of all-MiniLM-L6-v2"
    )
    parser.add_argument("inference", type=Path, nargs="?", help="inference pairs, one JSON object a line, gzip")
    parser.add_argument("--former", type=Path, help="an exported model.onnx to go on with, instead of the two above")
    parser.add_argument("--annotated", type=Path, help="folder of annotated reports to measure on, a folder a topic")
    parser.add_argument("--work", type=Path, default=Path("output/training"), help="checkpoints (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=HERE.parent / "reportgen/data/pairmodel", help="default: %(default)s")
    parser.add_argument("--threads", type=int, default=2, help="default: %(default)s")
    parser.add_argument("--limit", type=int, help="read only so many pairs and reports, to see that everything runs")
    chosen = parser.parse_args(args)
    if bool(chosen.former) == bool(chosen.weights and chosen.inference) or (chosen.former and chosen.weights):
        parser.error("give either WEIGHTS and INFERENCE, or --former MODEL")
    torch.set_num_threads(chosen.threads)
    torch.set_flush_denormal(True)
    chosen.work.mkdir(parents=True, exist_ok=True)
    material = Material(chosen.work, chosen.weights, chosen.inference, chosen.former, chosen.limit)
    model = make(material)
    if chosen.annotated:  # before the export, which puts the word table into int8
        table(measure(material, model, chosen.annotated))
    print("SHA-256 of the model:", export(material, model, chosen.out))


if __name__ == "__main__":
    main()
