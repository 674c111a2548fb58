"""What differs between two comparisons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.model import Action, Comparison, Echo
from reportgen.review.diff import find_difference
from tests.brief.samples import Pairing, comparison, plain
from tests.review.samples import OFFICIAL, PRESS, order, session, small, two_reports

if TYPE_CHECKING:
    from pathlib import Path


def matched(press: tuple[str, ...], *pairs: tuple[str, str], name: str = "daily.txt") -> Comparison:
    """Return the official sample beside a report, some statements matched."""
    official, report = plain(OFFICIAL), plain(press, "press-1", name=name)
    made = Pairing(official, report)
    for pair in pairs:
        made.match(*pair, Echo.VERBATIM)
    return comparison(official, report, pairs=made.all())


def test_the_same_is_the_same() -> None:
    """Nothing differs between a comparison and itself."""
    assert find_difference(small(), small()).is_empty


def test_an_updated_article() -> None:
    """A new sentence at the top changes every number, and only what is new is told."""
    old = matched(PRESS, ("O1", "P1"), ("O3", "P4"))
    new = matched(("It rained in Ems.", *PRESS[:3]), ("O1", "P2"))
    (report,) = find_difference(old, new).reports
    assert report.text_changed
    assert [one.press for one in report.appeared if one.label == "added"] == [("It rained in Ems.",)]
    assert [(one.label, one.official) for one in report.went] == [("matched", (OFFICIAL[2],))]
    assert [(one.label, one.official) for one in report.appeared if one.label == "omitted"] == [("omitted", (OFFICIAL[2],))]
    assert report.changed == ()
    assert report.same == 5


def test_a_reworded_passage_is_one_that_changed() -> None:
    """A pair whose words changed a little is told once, as changed."""
    old = matched(PRESS, ("O2", "P2"))
    new = matched((PRESS[0], PRESS[1].replace("14", "16"), *PRESS[2:]), ("O2", "P2"))
    (report,) = find_difference(old, new).reports
    assert [one.what for one in report.changed] == [("text",)]
    assert (report.appeared, report.went) == ((), ())


def test_a_review_is_told(tmp_path: Path) -> None:
    """What was decided between two files is told: labels and kinds that changed, and pairs that were confirmed."""
    review = session(tmp_path)
    review.decide([order(review, Action.CONFIRMED, "O1", "P1")], "Anna")
    review.decide([order(review, Action.REJECTED, "O2", "P2")], "Anna")
    (report,) = find_difference(small(), review.comparison).reports
    assert [(one.what, one.new.state) for one in report.changed] == [(("review",), "confirmed")]
    assert [one.label for one in report.went] == ["contrasting"]
    assert sorted(one.label for one in report.appeared) == ["added", "omitted"]


def test_reports_come_and_go() -> None:
    """A report only one of two has is told as new or gone, whatever its number."""
    both = two_reports()
    weekly = both.reports[1]
    only = replace(both, reports=(replace(weekly, sha256="1" * 64),), pairs=tuple(both.pairs_of("press-2")))
    status = {one.name: one.status for one in find_difference(both, only).reports}
    assert status == {"daily.txt": "gone", "weekly.txt": "both"}
    status = {one.name: one.status for one in find_difference(only, both).reports}
    assert status == {"daily.txt": "new", "weekly.txt": "both"}
