"""Which pairs of statements the model reads together."""

from __future__ import annotations

import pytest

from reportgen.align import Alignment, meaning
from reportgen.align.kept import Kept
from reportgen.align.meaning import FEWEST_CANDIDATES, GLANCE_NAMES
from reportgen.align.pairmodel import PairModel
from reportgen.align.scorer import load_logistic
from reportgen.engine import prepare
from reportgen.model import Document
from reportgen.reading import read_statements
from reportgen.settings import Settings

OFFICIAL = (
    "The council will repair forty bridges by June.",
    "Work on the harbour wall begins in May.",
    "A new library opens on Mill Street next spring.",
    "The budget for parks grows by two million pounds.",
    "Schools in the north receive new roofs.",
    "The night bus returns to the eastern suburbs.",
    "Volunteers planted nine hundred oaks last autumn.",
    "The museum of glass extends its opening hours.",
)
PRESS = "Forty bridges are to be mended before the summer, the council said."


def candidates(official: tuple[str, ...], press: str, *, reads_all: bool = False) -> list[tuple[int, int]]:
    """Return the pairs that the model reads together."""
    settings = Settings()
    ours = prepare(Document.from_text("\n\n".join(official)), "official", settings)
    reading, readings = read_statements(ours, [prepare(Document.from_text(press), "press-1", settings)])
    alignment = Alignment(reading, readings[0], settings, reads_all=reads_all)
    assert alignment.meanings is not None
    return alignment.meanings.candidates


def test_pairs_that_a_glance_rules_out_are_not_read() -> None:
    """Of eight official statements one speaks of bridges: it is read, and of the others the nearest two."""
    found = candidates(OFFICIAL, PRESS)
    assert (0, 0) in found
    assert len(found) == FEWEST_CANDIDATES


def test_all_near_pairs_are_read_where_the_aligner_is_fitted() -> None:
    """Whatever a glance says of them."""
    assert candidates(OFFICIAL, PRESS, reads_all=True) == [(official, 0) for official in range(len(OFFICIAL))]


@pytest.mark.parametrize("press", [OFFICIAL[2], "\n\n".join(OFFICIAL)])
def test_statements_of_the_same_words_are_not_read(press: str) -> None:
    """They are partners already, and take no other."""
    assert candidates(OFFICIAL, press) == []


def test_long_texts_have_fewer_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pairs read are bounded, however many statements there are: each press statement has one candidate at least."""
    press = [f"In {town} the council will mend bridges." for town in ("Emden", "Leer", "Weener", "Jever", "Norden")]
    monkeypatch.setattr(meaning, "READ_LIMIT", 5)
    found = candidates(OFFICIAL, "\n\n".join(press))
    assert [number for _, number in found] == [0, 1, 2, 3, 4]


def test_a_glance_has_a_weight_for_every_signal() -> None:
    """The model of the glance weighs the signals there are before a reading, by name."""
    assert tuple(load_logistic("glance").weights) == GLANCE_NAMES


def test_what_was_read_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another report with the same sentences, and the same official text, cost only what is new in them."""
    read: list[str] = []
    run = PairModel._run

    def count(model: PairModel, rows: list[tuple[list[int], list[int]]], output: str) -> object:
        read.extend([output] * len(rows))
        return run(model, rows, output)

    monkeypatch.setattr(PairModel, "_run", count)
    for kept in ("_pairs", "_vectors"):
        monkeypatch.setattr(meaning, kept, Kept(1000))
    candidates(OFFICIAL, PRESS)
    assert sorted(set(read)) == ["pair", "vector"]
    assert read.count("vector") == len(OFFICIAL) + 1
    read.clear()
    candidates(OFFICIAL, f"{PRESS}\n\nNobody at the harbour had heard of it.")
    assert read.count("vector") == 1
    assert read.count("pair") <= FEWEST_CANDIDATES
