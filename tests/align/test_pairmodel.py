"""The pair model: what it answers, and what its answers never depend on."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from reportgen.align import pairmodel
from reportgen.align.pairmodel import SIDE_LIMIT, TEXT_LIMIT, PairModel, batches, chances, padded

ROOT = Path(__file__).resolve().parents[2]
FOLDER = files("reportgen") / pairmodel.FOLDER

PAIRS = (
    ("The company will open forty new shops by 2026.", "Forty shops are to open by 2026, the firm said."),
    ("The company will open forty new shops by 2026.", "Heavy rain is expected over the weekend."),
    ("The treaty binds all members.", "The accord is not legally binding."),
    ("", "A report without a statement."),
    ("No.", "Yes."),
    ("We will plant a tree for every child born in the county next year. " * 4, "Trees will be planted, the county says."),
)

HOSTILE = {
    "empty": "",
    "spaces": " \t\n ",
    "lone surrogate": "a price of \ud800 pounds",
    "control characters": "".join(map(chr, range(32))) + "\x7f\x85\u2028\ufeff",
    "special tokens": "[CLS] the deal [SEP] was [PAD] signed [MASK] [UNK]",
    "combining": "e" + "\u0301" * 500,
    "another script": "協定は本日署名された。 Соглашение подписано сегодня.",
    "emoji": "👩‍👩‍👧‍👦" * 60,
    "one word": "x" * 3000,
    "5 MB": "a line that never ends " * 230_000,
}


@pytest.fixture(scope="module")
def model() -> PairModel:
    """Return the model that is shipped."""
    return PairModel.load()


@pytest.fixture(scope="module")
def scores(model: PairModel) -> list[pairmodel.Chances]:
    """Return what it says of PAIRS."""
    return model.score(PAIRS)


def test_it_is_read_once(model: PairModel) -> None:
    """Whoever asks for the model gets the same one."""
    assert PairModel.load() is model


def test_order_does_not_matter(model: PairModel, scores: list[pairmodel.Chances]) -> None:
    """A pair has the same chances wherever it stands among others."""
    order = [3, 0, 5, 1, 4, 2]
    shuffled = model.score([PAIRS[index] for index in order])
    assert [shuffled[order.index(index)] for index in range(len(PAIRS))] == scores


def test_neighbours_do_not_matter(model: PairModel, scores: list[pairmodel.Chances]) -> None:
    """A pair has the same chances alone, beside others and beside many like it."""
    assert [model.score([pair])[0] for pair in PAIRS] == scores
    assert model.score([PAIRS[0]] * 70) == [scores[0]] * 70


def test_batch_size_does_not_matter(model: PairModel, scores: list[pairmodel.Chances], monkeypatch: pytest.MonkeyPatch) -> None:
    """How many pairs are read at once changes nothing."""
    monkeypatch.setattr(pairmodel, "BATCH_LIMIT", 64)
    assert model.score(PAIRS) == scores


def test_threads_do_not_matter(model: PairModel) -> None:
    """One thread and two give the same numbers to the last digit, of few pairs and of a text's worth."""
    one, two = (pairmodel._load.__wrapped__(threads) for threads in (1, 2))
    sides = [statement for pair in PAIRS for statement in pair]
    rows = [model._pair(first, second) for first in sides for second in sides]
    for chosen in batches([len(ids) for ids, _ in rows]):
        for output in ("pair", "vector"):
            asked = [rows[index] for index in chosen]
            assert (one._run(asked, output) == two._run(asked, output)).all()


@pytest.mark.parametrize(("given", "used"), [(1, 1), (2, 2), (64, 2), (0, 1)])
def test_a_process_reads_with_the_threads_it_is_given(given: int, used: int) -> None:
    """What is loaded after `use_threads` reads with so many, never with none, and never with more than give the same answers."""
    try:
        pairmodel.use_threads(given)
        assert PairModel.load().session.get_session_options().intra_op_num_threads == used
    finally:
        pairmodel.use_threads(pairmodel.THREADS)


@pytest.mark.parametrize(("cores", "processes", "threads"), [(8, 2, 4), (8, 3, 2), (2, 2, 1), (2, 5, 1), (4, 0, 4)])
def test_processes_share_the_cores(monkeypatch: pytest.MonkeyPatch, cores: int, processes: int, threads: int) -> None:
    """Each process gets its share of the cores, rounded down, and at least one."""
    monkeypatch.setattr(pairmodel, "cores", lambda: cores)
    assert pairmodel.threads_for(processes) == threads


def test_another_process_agrees(scores: list[pairmodel.Chances]) -> None:
    """A fresh Python with another hash seed gives the same chances."""
    program = (
        "import json, sys; from reportgen.align.pairmodel import PairModel;"
        "print(json.dumps(PairModel.load().score(json.loads(sys.argv[1]))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, json.dumps(PAIRS)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "PATH": ""},
    )
    assert [tuple(one) for one in json.loads(done.stdout)] == scores
    assert not done.stderr


def test_chances_add_up(scores: list[pairmodel.Chances]) -> None:
    """The three chances lie between 0 and 1, have three decimals, and add up to 1."""
    for one in scores:
        assert all(0 <= chance <= 1 and chance == round(chance, 3) for chance in one)
        assert sum(round(1000 * chance) for chance in one) == 1000


@pytest.mark.parametrize("link", [0.0, 0.0004, 0.0005, 0.3333, 0.9996, 1.0])
@pytest.mark.parametrize("contrast", [0.0, 0.0005, 0.5, 0.9996, 1.0])
def test_rounding_keeps_the_sum(link: float, contrast: float) -> None:
    """Whatever the model gives, no chance is negative and none is lost by rounding."""
    thousandths = [round(1000 * chance) for chance in chances(link, contrast)]
    assert sum(thousandths) == 1000
    assert min(thousandths) >= 0


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text(model: PairModel, text: str) -> None:
    """Any text at all gets chances, on either side, and a vector."""
    plain = "The agreement was signed in June."
    for one in model.score([(text, plain), (plain, text), (text, text)]):
        assert sum(round(1000 * chance) for chance in one) == 1000
    assert all(-1.001 <= cosine <= 1.001 for row in model.affinity([text, plain], [plain, text]) for cosine in row)


def test_special_tokens_are_text(model: PairModel) -> None:
    """A text cannot put an end to a statement or hide what follows: "[SEP]" is read as its letters."""
    assert not {pairmodel.CLS, pairmodel.SEP, pairmodel.PAD} & set(model._pieces(HOSTILE["special tokens"]))


def test_work_is_bounded(model: PairModel) -> None:
    """Of a long text only the first characters and wordpieces are looked at."""
    long = HOSTILE["5 MB"]
    assert len(model._pieces(long)) == SIDE_LIMIT
    assert model.score([(long, "Yes.")]) == model.score([(long[:TEXT_LIMIT], "Yes.")])


def test_nothing_to_do(model: PairModel) -> None:
    """No pairs have no chances, and a side without statements no cosines."""
    assert model.score([]) == []
    assert model.affinity([], ["Yes."]) == []
    assert model.affinity(["Yes.", "No."], []) == [[], []]


@pytest.mark.parametrize(
    ("official", "near", "far"),
    [
        (
            "The agency will hire 300 nurses before the summer.",
            "Before summer, 300 nurses are to be taken on by the agency.",
            "The agency was founded by a retired captain in 1954.",
        ),
        (
            "Fares on all local buses will stay the same until April.",
            "Passengers will not pay more for a bus ride before April.",
            "A bus driver won the county's chess title on Sunday.",
        ),
        (
            "Both countries agreed to share data on river levels every day.",
            "Daily figures on how high the rivers stand will be exchanged between the two states.",
            "The minister's plane was late because of fog over the river.",
        ),
        (
            "The museum reopens on 3 May after two years of repairs.",
            "After repairs that took two years, visitors can return to the museum in May.",
            "Two years ago the museum sold a painting to a bank.",
        ),
    ],
)
def test_a_paraphrase_comes_before_other_news(model: PairModel, official: str, near: str, far: str) -> None:
    """Of two press statements that share words with an official one, the one that tells the same is likelier linked."""
    first, second = (1 - one[0] for one in model.score([(official, near), (official, far)]))
    assert first > second
    ((close, distant),) = model.affinity([official], [near, far])
    assert close > distant


@pytest.mark.parametrize(
    ("official", "agrees", "differs"),
    [
        (
            "The company will open forty new shops by 2026.",
            "Forty shops are to open by 2026, the firm said.",
            "The firm has dropped its plan to open forty shops.",
        ),
        (
            "The bridge will be finished in March.",
            "Work on the bridge ends in March.",
            "The bridge will not be finished before June, engineers warn.",
        ),
        ("The treaty binds all members.", "All members are bound by the treaty.", "The accord is not legally binding."),
    ],
)
def test_a_denial_is_likelier_a_contrast(model: PairModel, official: str, agrees: str, differs: str) -> None:
    """Of two press statements on the same matter, the one that differs has the higher chance of contrasting."""
    first, second = model.score([(official, agrees), (official, differs)])
    assert second[2] > first[2]


@pytest.mark.parametrize(("length", "expected"), [(1, 16), (16, 16), (17, 32), (259, 272)])
def test_padded_length(length: int, expected: int) -> None:
    """A row is padded to the next multiple of the step, from its own length alone."""
    assert padded(length) == expected


def test_batches_hold_every_row_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are read in batches of one padded length, within the limit, and each once."""
    monkeypatch.setattr(pairmodel, "BATCH_LIMIT", 96)
    lengths = [1 + 37 * index % 60 for index in range(200)]
    runs = list(batches(lengths))
    assert sorted(index for run in runs for index in run) == list(range(200))
    for run in runs:
        assert len({padded(lengths[index]) for index in run}) == 1
        assert len(run) <= max(2, 96 // padded(lengths[run[0]]))


@pytest.mark.parametrize("program", ["import reportgen", "from reportgen.cli import main; main(['--help'])"])
def test_nothing_heavy_is_imported_before_it_is_needed(program: str) -> None:
    """Importing the package, or asking it for help, loads neither the runtime of the model nor numpy."""
    check = (
        "import sys\ntry:\n    " + program + "\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('numpy', 'onnxruntime', 'tokenizers', 'torch') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr.strip().splitlines()[-1] == "[]"


def test_the_card_names_the_file_that_is_shipped() -> None:
    """The hash and the size in the model card are those of the model in the package, which stays below 30 MB."""
    card = (ROOT / "training" / "README.md").read_text("utf-8")
    data = (FOLDER / "model.onnx").read_bytes()
    assert re.findall(r"[0-9a-f]{64}", card)[:1] == [hashlib.sha256(data).hexdigest()]
    assert len(data) + len((FOLDER / "tokenizer.json").read_bytes()) <= 30_000_000
