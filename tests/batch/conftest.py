"""A small archive: a few official texts, the reports on them, and a manifest."""

from __future__ import annotations

import csv
import hashlib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OFFICIAL = """The ministry opened the {0} bridge on Thursday after repairs that cost 15 million euros.

Traffic was diverted for two years. The ministry will inspect the {0} bridge every year.
"""

REPORTS = {
    "Herald": "The {0} bridge was opened on Thursday after repairs that cost 18 million euros.\n\nResidents of {0} were glad.\n",
    "Echo": "The ministry will inspect the {0} bridge every year.\n\nThe mayor did not come.\n",
}

TOPICS = ("Ems", "Weser", "Leine")

FIELDS = ("id", "official", "press", "official_title", "official_published", "press_publisher", "press_published", "desk")


@pytest.fixture(autouse=True, scope="session")
def _duckdb() -> None:
    """Skip what needs the extra where it is not installed."""
    pytest.importorskip("duckdb", reason="the extra [batch] is not installed")
    pytest.importorskip("fsspec", reason="the extra [batch] is not installed")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return a folder with six pairs of texts and `manifest.csv`, which names them in a table."""
    folder = tmp_path / "archive"
    rows = []
    for topic in TOPICS:
        place = folder / topic.lower()
        place.mkdir(parents=True)
        (place / "official.txt").write_text(OFFICIAL.format(topic), "utf-8")
        for number, (outlet, text) in enumerate(REPORTS.items(), start=1):
            (place / f"press-{number}.txt").write_text(text.format(topic), "utf-8")
            rows.append(
                {
                    "id": f"{topic.lower()}-{number}",
                    "official": f"{topic.lower()}/official.txt",
                    "press": f"{topic.lower()}/press-{number}.txt",
                    "official_title": f"The {topic} bridge is open",
                    "official_published": "2024-06-13",
                    "press_publisher": outlet,
                    "press_published": "2024-06-14",
                    "desk": "north",
                }
            )
    write_manifest(folder / "manifest.csv", rows)
    return folder


def write_manifest(path: Path, rows: Sequence[dict[str, str]]) -> None:
    """Write a manifest as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every result in a folder; records are not results, they are how a batch goes on."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent.name != "records"
    }
