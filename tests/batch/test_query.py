"""Questions to the tables, and the guide that describes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.batch import run_batch
from reportgen.batch.query import Archive
from reportgen.errors import ReadError, UsageError
from tests.batch.conftest import OFFICIAL, REPORTS, write_manifest

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "query.md").read_text("utf-8")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the results of a batch of two reports on one text."""
    folder = tmp_path_factory.mktemp("query")
    lines = [
        {"id": name, "official_text": OFFICIAL.format("Ems"), "press_text": text.format("Ems"), "press_publisher": name}
        for name, text in REPORTS.items()
    ]
    write_manifest(folder / "m.csv", lines)
    run_batch(folder / "m.csv", folder / "out", jobs=1)
    return folder / "out"


def test_a_question(results: Path) -> None:
    """A question is answered with names and rows."""
    with Archive(str(results)) as archive:
        answer = archive.ask("SELECT press_publisher, contrasts FROM comparisons ORDER BY ALL")
        assert answer.columns == ("press_publisher", "contrasts")
        assert list(answer.rows) == [("Echo", 0), ("Herald", 1)]


def test_the_guide_describes_every_column(results: Path) -> None:
    """Each table of the guide has the columns its file has, in their order but for the name that all have."""
    with Archive(str(results)) as archive:
        assert list(archive.tables) == ["comparisons", "statements", "pairs", "contrasts"]
        for table in archive.tables:
            part = re.split(r"^### ", GUIDE.partition(f"\n### {table}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
            cells = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
            told = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
            assert set(told) | {"comparison"} == {name for name, _ in archive.columns(table)}


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * FROM nothing",
        "SELEKT",
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY pairs TO 'stolen.csv'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "ATTACH 'other.db'",
    ],
)
def test_what_is_not_answered(question: str, results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that is wrong, or that reaches for other files, is refused in two lines."""
    monkeypatch.chdir(tmp_path)
    with Archive(str(results)) as archive, pytest.raises(UsageError, match="bad-query"):
        archive.ask(question)
    assert list(tmp_path.iterdir()) == []


def test_a_question_cannot_change_the_tables(results: Path) -> None:
    """Whatever is asked, the files stay as they are."""
    before = (results / "pairs.parquet").read_bytes()
    with Archive(str(results)) as archive:
        for question in ("DELETE FROM pairs", "DROP VIEW pairs", "CREATE TABLE pairs2 AS SELECT 1 AS a"):
            try:
                archive.ask(question)
            except UsageError:
                continue
    assert (results / "pairs.parquet").read_bytes() == before


def test_a_folder_without_tables(tmp_path: Path) -> None:
    """A folder that no batch wrote is told."""
    with pytest.raises(ReadError, match="no-tables"), Archive(str(tmp_path)):
        pass


def test_a_broken_table(tmp_path: Path) -> None:
    """A table that is cut short is named."""
    (tmp_path / "pairs.parquet").write_bytes(b"PAR1")
    with pytest.raises(ReadError, match="table-unreadable"), Archive(str(tmp_path)):
        pass
