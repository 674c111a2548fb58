"""A small language model that reads an official and a press statement together: unrelated, matched or contrasting.

It is a cross-encoder of six layers in int8, made by `training/` (see its README.md for sources, licences and figures) and run
with onnxruntime on the CPU. Two questions can be put to it:

- `score` reads both statements of a pair at once and says how they relate;
- `affinity` reads each statement once, alone, and says which official statements a press statement might speak to. It is
  rougher, but its cost grows with the number of statements and not with the number of pairs.

Every answer depends on its own input alone: neither the order nor the number of the pairs asked about changes it. To this end
activations are quantised row by row, the padded length follows from the pair itself, and no batch has a single row.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

FOLDER = "data/pairmodel"
"""Where the model and its tokenizer lie in the package."""

SIDE_LIMIT = 128
"""Wordpieces read of a statement; the rest is cut. The model was trained with the same limit."""

TEXT_LIMIT = 2000
"""Characters of a statement that are looked at: ample for 128 wordpieces, and a bound on the work."""

BATCH_LIMIT = 1024
"""Wordpieces read at once, padding included, which bounds the memory; larger batches were no faster on two cores."""

STEP = 16
"""Pairs are padded to a multiple of this many wordpieces, and only pairs of one padded length are read together."""

THREADS = 2
"""Threads that read, at most: on two cores a third less time than one takes, for a sixth more work of the processor.

One and two give the same answers to the last digit. Three and four cut the rows where the last digit of some chances changes.
"""

CLS, SEP, PAD = 101, 102, 0
PADDING, OFFICIAL, PRESS = 0, 1, 2
"""The role of a wordpiece: none, or the side it belongs to."""

Chances = tuple[float, float, float]
"""How likely a pair is unrelated, matched, contrasting; three decimals, and they add up to 1."""


@dataclass(frozen=True, slots=True)
class PairModel:
    """The model and its tokenizer, ready to be asked; see `load`."""

    session: Any
    """The onnxruntime session."""
    tokenizer: Any
    """The WordPiece tokenizer, which reads "[SEP]" in a text as text."""

    @staticmethod
    def load() -> PairModel:
        """Return the model that comes with the package; it is read once and kept.

        onnxruntime, tokenizers and numpy are imported here, so that commands which compare nothing start without them.
        """
        return _load(_threads)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[Chances]:
        """Return, for each (official, press) pair of statements, the chances that it is unrelated, matched, contrasting."""
        rows = [self._pair(official, press) for official, press in pairs]
        out: list[Chances] = [(1.0, 0.0, 0.0)] * len(rows)
        for chosen in batches([len(ids) for ids, _ in rows]):
            for index, answer in zip(chosen, self._run([rows[index] for index in chosen], "pair"), strict=True):
                out[index] = chances(*answer.tolist())
        return out

    def affinity(self, official: Sequence[str], press: Sequence[str]) -> list[list[float]]:
        """Return the cosine of each official and each press statement's vector, [official][press], -1 to 1, three decimals.

        It tells what a statement is about, whatever is said of it, and so proposes pairs to `score`.
        """
        return cosines(self.vectors(official), self.vectors(press))

    def vectors(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """Return one unit vector a statement, 384 numbers, read alone."""
        rows = []
        for text in texts:
            ids = [CLS, *self._pieces(text), SEP]
            rows.append((ids, [OFFICIAL] * len(ids)))
        out: list[Any] = [None] * len(rows)
        for chosen in batches([len(ids) for ids, _ in rows]):
            for index, vector in zip(chosen, self._run([rows[index] for index in chosen], "vector"), strict=True):
                out[index] = vector
        return out

    def _pair(self, official: str, press: str) -> tuple[list[int], list[int]]:
        """Return the wordpieces of a pair and the role of each."""
        first, second = [CLS, *self._pieces(official), SEP], [*self._pieces(press), SEP]
        return first + second, [OFFICIAL] * len(first) + [PRESS] * len(second)

    def _pieces(self, text: str) -> list[int]:
        """Return the first wordpieces of `text`; characters that cannot be encoded count as question marks."""
        clean = text[:TEXT_LIMIT].encode("utf-8", "replace").decode("utf-8")
        ids: list[int] = self.tokenizer.encode(clean, add_special_tokens=False).ids
        return ids[:SIDE_LIMIT]

    def _run(self, rows: Sequence[tuple[list[int], list[int]]], output: str) -> NDArray[np.float32]:
        """Return the model's `output` for rows of (wordpieces, roles) that have one padded length."""
        import numpy as np  # noqa: PLC0415 - see load

        width = padded(len(rows[0][0]))
        # A single row is read twice: onnxruntime sums a product with one row in another order.
        count = max(2, len(rows))
        ids = np.full((count, width), PAD, dtype=np.int64)
        roles = np.full((count, width), PADDING, dtype=np.int64)
        for place in range(count):
            row_ids, row_roles = rows[min(place, len(rows) - 1)]
            ids[place, : len(row_ids)], roles[place, : len(row_roles)] = row_ids, row_roles
        answer: NDArray[np.float32] = self.session.run([output], {"ids": ids, "roles": roles})[0]
        return answer[: len(rows)]


def cosines(official: Sequence[NDArray[np.float32]], press: Sequence[NDArray[np.float32]]) -> list[list[float]]:
    """Return the cosine of each two unit vectors, [official][press], three decimals."""
    import numpy as np  # noqa: PLC0415 - see load

    if not press:
        return [[] for _ in official]
    theirs = np.stack(press)
    # Row by row and not as one product of matrices, which may sum in another order for another shape.
    return [(theirs * mine).sum(axis=1).astype(float).round(3).tolist() for mine in official]


def use_threads(count: int) -> None:
    """Have this process read with so many threads from now on, one or two: two are too many where others read beside it.

    On two cores, two processes with two threads each wait for each other and take half as long again as with one each.
    """
    global _threads  # noqa: PLW0603  (of the process, as its cores are)
    _threads = min(THREADS, max(1, count))


def threads_for(processes: int) -> int:
    """Return how many threads each of so many processes gets of the cores of this machine, at least one."""
    return max(1, cores() // max(1, processes))


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_threads = THREADS


@lru_cache(maxsize=1)
def _load(threads: int) -> PairModel:
    """Return the model, read from the package, that reads with so many threads."""
    import onnxruntime  # noqa: PLC0415 - slow to import, and not every command compares
    from tokenizers import Tokenizer  # noqa: PLC0415

    folder = files("reportgen") / FOLDER
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Waiting threads sleep. On a machine that has other work, spinning costs three fifths more processor time for the same pairs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3  # errors only: a warning about the machine helps no editor
    session = onnxruntime.InferenceSession((folder / "model.onnx").read_bytes(), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
    tokenizer.encode_special_tokens = True
    return PairModel(session, tokenizer)


def padded(length: int) -> int:
    """Return the wordpieces that a row of `length` is padded to."""
    return -(-length // STEP) * STEP


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the indexes of `lengths` in runs of one padded length, each within BATCH_LIMIT."""
    by_width: dict[int, list[int]] = {}
    for index, length in enumerate(lengths):
        by_width.setdefault(padded(length), []).append(index)
    for width, indexes in sorted(by_width.items()):
        step = max(2, BATCH_LIMIT // width)
        for start in range(0, len(indexes), step):
            yield indexes[start : start + step]


def chances(link: float, contrast: float) -> Chances:
    """Return (unrelated, matched, contrasting) from the chance of a link and, given one, of a contrast.

    >>> chances(0.8, 0.25)
    (0.2, 0.6, 0.2)
    """
    linked = round(1000 * link)  # counted in thousandths, so that rounding cannot break the sum
    contrasting = min(linked, round(1000 * link * contrast))
    return (1000 - linked) / 1000, (linked - contrasting) / 1000, contrasting / 1000
