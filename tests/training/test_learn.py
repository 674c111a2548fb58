"""The training loop, on an encoder small enough for a test."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

torch = pytest.importorskip("torch", reason="torch comes with reportgen[training]")

from tests.training.cases import entry  # noqa: E402
from training.encoder import PairEncoder, Shape  # noqa: E402
from training.examples import Row, written_report  # noqa: E402
from training.learn import Lesson, Plan, learn, rank_loss  # noqa: E402
from training.scoring import embeddings, score_rows  # noqa: E402
from training.tokens import Pieces, batches  # noqa: E402

if TYPE_CHECKING:
    from training.examples import Group

TOKENIZER = Path(__file__).resolve().parents[2] / "reportgen" / "data" / "pairmodel" / "tokenizer.json"
SHAPE = Shape(width=24, layers=2, heads=2, inner=32, positions=300)
REPORT = written_report(entry())
GROUPS = [
    (Row("Ten ferries run daily", "Ferries run daily", link=1.0, contrast=0.0), Row("Fares stay", "Ferries run daily", link=0.0)),
    (Row("Fares stay", "Fares will rise", link=1.0, contrast=1.0), Row("Ten ferries run", "Fares will rise", link=0.0)),
] * 3


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    """Return the tokenizer that is shipped."""
    return Pieces(TOKENIZER)


def fresh() -> PairEncoder:
    """Return an untrained encoder, always the same."""
    torch.manual_seed(1)
    return PairEncoder(SHAPE)


def lesson(pieces: Pieces) -> Lesson:
    """Return a lesson of GROUPS that also keeps the vectors of a report."""
    texts = [*REPORT.official, *REPORT.press]
    return Lesson(pieces, lambda _: GROUPS, texts, embeddings(fresh().eval(), pieces, texts))


def test_it_learns(pieces: Pieces) -> None:
    """After enough readings the pairs it was shown come out as they were told, and single statements where they were."""
    taught = lesson(pieces)
    model = learn(fresh(), taught, Plan(epochs=60, rate=3e-3), log=lambda _: None)
    scores = score_rows(model, pieces, [row for group in GROUPS[:2] for row in group])
    assert [round(link) for link, _ in scores] == [1, 0, 1, 0]
    assert scores[2][1] > 0.5 > scores[0][1]
    assert (embeddings(model, pieces, taught.texts) * taught.vectors).sum(-1).min() > 0.7


def test_a_stop_changes_nothing(pieces: Pieces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Training that was stopped in the middle and begun again ends with the same weights, to the last bit."""
    plan = Plan(epochs=3, rate=1e-3, budget=32)
    monkeypatch.setattr("training.learn.KEEP", 2)
    whole = learn(fresh(), lesson(pieces), plan)

    def stopping(groups: list[Group], pieces: Pieces, budget: int, rng: Random) -> list[list[Group]]:
        rows = list(batches(groups, pieces, budget, rng))
        return rows if next(calls) else [*rows[:3], *[None] * (len(rows) - 3)]

    calls = iter([1, 0])
    monkeypatch.setattr("training.learn.batches", stopping)
    with pytest.raises(TypeError):
        learn(fresh(), lesson(pieces), plan, checkpoint=tmp_path / "c")
    monkeypatch.setattr("training.learn.batches", batches)
    resumed = learn(fresh(), lesson(pieces), plan, checkpoint=tmp_path / "c")
    assert all(torch.equal(one, other) for one, other in zip(whole.parameters(), resumed.parameters(), strict=True))


def test_what_is_frozen_stays(pieces: Pieces) -> None:
    """The word table and the lowest layers are as they were, those above are not."""
    before, after = fresh(), learn(fresh(), lesson(pieces), Plan(epochs=1, frozen_layers=1))
    same = {name for name, value in before.state_dict().items() if torch.equal(value, after.state_dict()[name])}
    assert {"words.weight", "places.weight", "sides.weight", "norm.weight", "layers.0.qkv.weight"} <= same
    assert not {"layers.1.qkv.weight", "hidden.weight", "pair_head.weight"} & same


def test_the_loss_of_ranks() -> None:
    """It falls as the partner rises above the others, and asks nothing of a group with no partner."""
    logits = torch.tensor([2.0, 0.0, 5.0, 5.0])
    lone = (Row("a", "b", link=0.0), Row("c", "b", link=0.0))
    assert rank_loss(logits, [GROUPS[0], lone]) < rank_loss(-logits, [GROUPS[0], lone])
    assert rank_loss(logits[:2], [lone]) == 0


def test_batches_keep_to_their_budget(pieces: Pieces) -> None:
    """Every group is in one batch, whole, and a batch of several is within the budget."""
    runs = list(batches(GROUPS, pieces, 60, Random(1)))  # noqa: S311 - sampling, not secrets
    assert sum(map(len, runs)) == len(GROUPS)
    for run in runs:
        longest = max(pieces.length(group) for group in run)
        assert len(run) == 1 or longest * sum(map(len, run)) <= 60
