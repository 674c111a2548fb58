"""`reportgen query`: answers for people and for programs."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

duckdb = pytest.importorskip("duckdb", reason="the extra [batch] is not installed")


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Return a folder with one table."""
    rows = "(1, 'one', ['O1', 'O2']), (2, 'two\u001b[2J\nlines', NULL), (3, NULL, [])"
    duckdb.sql(f"COPY (SELECT * FROM (VALUES {rows}) t(n, word, ids) ORDER BY n) TO '{tmp_path}/pairs.parquet'")  # noqa: S608
    return tmp_path


def test_a_table_for_people(run: Run, results: Path) -> None:
    """Rows are shown in columns, one line each, and no text steers the terminal."""
    outcome = run("query", results, "FROM pairs ORDER BY n")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines() == [
        "n  word              ids",
        "-  ----------------  ------",
        "1  one               O1, O2",
        "2  two\\x1b[2J lines",
        "3",
    ]


@pytest.mark.parametrize("form", ["--csv", "--json", "--nl"])
def test_rows_for_programs(form: str, run: Run, results: Path) -> None:
    """Every form has every row, whole."""
    out = run("query", results, "SELECT n, word FROM pairs ORDER BY n", form).out
    if form == "--csv":
        rows: list[object] = [{"n": int(row["n"]), "word": row["word"] or None} for row in csv.DictReader(io.StringIO(out))]
    else:
        rows = json.loads(out) if form == "--json" else [json.loads(line) for line in out.splitlines()]
    assert rows == [{"n": 1, "word": "one"}, {"n": 2, "word": "two\u001b[2J\nlines"}, {"n": 3, "word": None}]


@pytest.mark.parametrize(("form", "nothing"), [("--csv", "n\n"), ("--json", "[]\n"), ("--nl", "")])
def test_no_rows(form: str, nothing: str, run: Run, results: Path) -> None:
    """An answer without rows is still whole."""
    assert run("query", results, "SELECT n FROM pairs WHERE false", form).out == nothing


def test_many_rows(run: Run, results: Path) -> None:
    """People see the first rows and are told so; programs get all."""
    question = "SELECT range AS n FROM range(1234)"
    shown = run("query", results, question)
    assert "--csv" in shown.err
    assert len(shown.out.splitlines()) == 202
    assert [row["n"] for row in json.loads(run("query", results, question, "--json").out)] == list(range(1234))


def test_what_there_is(run: Run, results: Path) -> None:
    """Without a question, the tables and their columns are listed."""
    assert run("query", results).out.split() == ["pairs", "n", "integer", "word", "varchar", "ids", "varchar[]"]


def test_a_wrong_question(run: Run, results: Path) -> None:
    """A question that cannot be answered is a usage error with DuckDB's own hint."""
    outcome = run("query", results, "SELECT m FROM pairs")
    assert outcome.code == 2
    assert "(bad-query)" in outcome.err
