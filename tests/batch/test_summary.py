"""The summary: its figures, its pages, and what it says where there is nothing to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reportgen.batch import run_batch
from reportgen.batch.pages import summary_html, summary_pdf
from reportgen.batch.storage import Folder
from reportgen.batch.summary import Share, build_summary
from tests.batch.conftest import write_manifest
from tests.brief import checks

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from reportgen.batch.summary import Summary


def summary_of(manifest: Path, out: Path) -> Summary:
    """Return the summary of a batch of this manifest."""
    run_batch(manifest, out, jobs=1)
    return build_summary(Folder(str(out)), memory="1GB")


def test_what_is_left_out_most(archive: Path, tmp_path: Path) -> None:
    """A statement that several official texts share is counted over all of them, and comes first when all leave it out."""
    summary = summary_of(archive / "manifest.csv", tmp_path / "out")
    first = summary.dropped.rows[0]
    assert first.text == "Traffic was diverted for two years."
    assert (first.source, first.reports, first.omitted, first.contrasting) == ("in 3 official texts", 6, 6, 0)
    inspected = next(row for row in summary.dropped.rows if "inspect the Ems" in row.text)
    assert (inspected.source, inspected.reports, inspected.omitted) == ("The Ems bridge is open", 2, 1)


def test_outlets(archive: Path, tmp_path: Path) -> None:
    """Each outlet has its reports, what they carry, and the kinds of its contrasts."""
    summary = summary_of(archive / "manifest.csv", tmp_path / "out")
    by_name = {row.name: row for row in summary.outlets.rows}
    assert set(by_name) == {"Herald", "Echo"}
    assert by_name["Herald"].kinds.startswith("number 3")
    assert by_name["Echo"].contrasts == 0
    for row in by_name.values():
        share = row.official
        assert share.matched + share.contrasting + share.alone == share.whole
    assert summary.period == "13 June 2024 to 14 June 2024"


def test_contrasts_that_recur(tmp_path: Path) -> None:
    """Two reports that differ from one official statement in one kind are one recurring contrast, with both outlets."""
    official = "The ministry opened the bridge on Thursday after repairs that cost 15 million euros. Nobody was hurt."
    press = "The bridge was opened on Thursday after repairs that cost {} million euros."
    rows = [
        {"official_text": official, "press_text": press.format(cost), "press_publisher": outlet}
        for outlet, cost in (("Herald", 18), ("Echo", 21), ("Post", 15))
    ]
    write_manifest(tmp_path / "m.csv", [{key: str(value) for key, value in row.items()} for row in rows])
    (row,) = summary_of(tmp_path / "m.csv", tmp_path / "out").recurring.rows
    assert (row.kind, row.reports, row.whole, row.outlets) == ("number", 2, 3, "Echo, Herald")


def test_one_report_to_each_text(tmp_path: Path) -> None:
    """Where no two reports speak of one text, the page says why nothing is left out most often."""
    write_manifest(
        tmp_path / "m.csv", [{"official_text": "The bridge is open again today.", "press_text": "The mayor spoke of rain."}]
    )
    summary = summary_of(tmp_path / "m.csv", tmp_path / "out")
    assert summary.dropped.rows == ()
    assert "With one report to each official text" in summary_html(summary)


def test_nothing_could_be_compared(tmp_path: Path) -> None:
    """A batch in which every pair failed still has its summary, with the failures."""
    write_manifest(tmp_path / "m.csv", [{"official": "none.txt", "press": "nor-this.txt"}])
    summary = summary_of(tmp_path / "m.csv", tmp_path / "out")
    assert summary.sentence == "Nothing could be compared."
    assert "none.txt" in summary_html(summary)
    assert summary_pdf(summary).startswith(b"%PDF-")


HOSTILE = "<script>alert(1)</script> \u202e" + "x" * 400


def test_the_pages_keep_the_rules(archive: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The PDF is valid PDF/A and PDF/UA with nothing off the page; the page runs no script and shows names as text."""
    text = (archive / "manifest.csv").read_text("utf-8").replace("Herald", HOSTILE)
    (archive / "manifest.csv").write_text(text, "utf-8")
    summary = summary_of(archive / "manifest.csv", tmp_path / "out")
    data = (tmp_path / "out/summary.pdf").read_bytes()
    assert checks.rule_failures(data) == []
    assert checks.off_the_page(data) == []
    assert checks.overlaps(data) == []
    assert [record.getMessage() for record in caplog.records if record.name.startswith("weasyprint")] == []
    page = summary_html(summary)
    assert "<script" not in page
    assert "script-src &#39;none&#39;" in page
    assert "&lt;script&gt;" in page


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_shares_never_flatter(part: int, rest: int) -> None:
    """A share is 100 percent only where it is all, and 0 only where it is nothing."""
    share = Share(part + rest, part, 0, rest)
    assert 0 <= share.percent(part) <= 100
    assert (share.percent(part) == 0) == (part == 0)
    assert (share.percent(part) == 100) == (part > 0 and rest == 0)
