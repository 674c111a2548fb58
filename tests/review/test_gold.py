"""Finished reviews as annotated pairs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reportgen.model import Action
from reportgen.review.gold import export_gold
from tests.review.samples import order, part, seeds, session, two_reports

if TYPE_CHECKING:
    from pathlib import Path

    from reportgen.review.session import Session


def confirm_all(review: Session, report: str = "press-1") -> None:
    """Confirm every pair of a report."""
    pairs = review.board.pairs(report)
    review.decide([order(review, Action.CONFIRMED, *pair.official, *pair.press, report=report) for pair in pairs], "Anna")


def test_a_finished_review(tmp_path: Path) -> None:
    """Units are statements and furniture in the order of the text, and links and noise name them."""
    review = session(tmp_path, seeds())
    review.decide([order(review, Action.PAIRED, "O4", parts=(part("O4", "P2"),))], "Ben")
    confirm_all(review)
    folder = tmp_path / "gold"
    (done,) = export_gold(review.comparison, folder)
    gold = json.loads((folder / "gold-1.json").read_text("utf-8"))
    assert done.links == len(gold["links"]) == 12
    text = (folder / "press-1.txt").read_text("utf-8")
    units = [json.loads(line) for line in (folder / "press-1.sents.jsonl").read_text("utf-8").splitlines()]
    assert [unit["id"] for unit in units] == [f"P{number}" for number in range(1, len(units) + 1)]
    assert all(" ".join(text[unit["start"] : unit["end"]].split())[:10] == unit["text"][:10] for unit in units)
    noise = {unit["text"] for unit in units if unit["id"] in gold["press_noise"]}
    assert noise == {" ".join(one.text.split()) for one in seeds().reports[0].removed}
    assert not {key for link in gold["links"] for key in link["press"]} & set(gold["press_noise"])
    contrasts = [link for link in gold["links"] if link["relation"] == "contrasting"]
    assert all(link["kinds"] and link["why"] and link["strength"] in ("clear", "arguable") for link in contrasts)
    assert json.loads((folder / "meta.json").read_text("utf-8"))["annotators"] == ["Anna", "Ben"]


def test_what_is_not_finished_is_not_written(tmp_path: Path) -> None:
    """A report with pairs nobody decided gives no gold: what is missing there would count as no link."""
    review = session(tmp_path, two_reports())
    confirm_all(review, "press-2")
    review.decide([order(review, Action.CONFIRMED, "O1", "P1")], "Anna")
    folder = tmp_path / "gold"
    assert [(one.links, one.left) for one in export_gold(review.comparison, folder)] == [(0, 4), (3, 0)]
    assert not (folder / "gold-1.json").exists()
    assert (folder / "gold-2.json").exists()
