"""The written reports that the models were taught on: each keeps the form its card promises."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from reportgen.model import ContrastKind
from tests.training.cases import entry, link
from training.examples import words, written_report

FOLDER = Path(__file__).resolve().parents[2] / "training" / "data"
ANSWERS = {"No.", "A: This is false."}
"""What two answers of one questionnaire may say alike."""
FILES = sorted([*FOLDER.glob("reports-*.jsonl"), *FOLDER.glob("later-*.jsonl"), *FOLDER.glob("fresh-*.jsonl")])
KINDS = {kind.value for kind in ContrastKind}


def read(path: Path) -> list[dict[str, Any]]:
    """Return the reports of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def faults(report: dict[str, Any]) -> list[str]:
    """Return what is wrong with a report; nothing for one that keeps the form."""
    if set(report) != {"id", "domain", "official", "press", "links"}:
        return [f"fields {sorted(report)}"]
    found = [f"no {name}" for name in ("id", "domain") if not str(report[name]).strip()]
    for side in ("official", "press"):
        texts = report[side]
        found += [f"{side} {index} is empty" for index, text in enumerate(texts) if not words(text)]
        found += [f"{side} {index} has loose white space" for index, text in enumerate(texts) if text != " ".join(text.split())]
        found += [f"{side} says twice: {text}" for text, n in Counter(texts).items() if n > 1 and text not in ANSWERS]
    relations: dict[tuple[int, int], str] = {}
    for number, one in enumerate(report["links"]):
        found += [f"link {number}: {fault}" for fault in link_faults(one, report)]
        for key in ((o, p) for o in one["official"] for p in one["press"]):
            if relations.setdefault(key, one["relation"]) != one["relation"]:
                found.append(f"link {number}: {key} is {relations[key]} already")
    passages = Counter((tuple(one["official"]), tuple(one["press"])) for one in report["links"])
    return found + [f"{passage} is linked twice" for passage, count in passages.items() if count > 1]


def link_faults(one: dict[str, Any], report: dict[str, Any]) -> list[str]:
    """Return what is wrong with one link of a report."""
    if set(one) != {"official", "press", "relation", "kinds", "strength", "why"}:
        return [f"fields {sorted(one)}"]
    found = []
    for side in ("official", "press"):
        places = one[side]
        if not places or len(set(places)) < len(places) or not 0 <= min(places) <= max(places) < len(report[side]):
            found.append(f"{side} {places}")
    if one["relation"] not in {"matched", "contrasting"} or one["strength"] not in {"clear", "arguable"}:
        found.append(f"{one['relation']}, {one['strength']}")
    if bool(one["kinds"]) != (one["relation"] == "contrasting") or not set(one["kinds"]) <= KINDS:
        found.append(f"kinds {one['kinds']}")
    if not one["why"].strip():
        found.append("no reason")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_report_keeps_the_form(path: Path) -> None:
    """Indexes are in range, no sentence is empty or said twice, relations and kinds are known; no pair is of both."""
    assert {report["id"]: found for report in read(path) if (found := faults(report))} == {}


@pytest.mark.parametrize(
    ("report", "fault"),
    [
        (entry(links=[link(official=[2])]), "link 0: official [2]"),
        (entry(links=[link(official=[-1])]), "link 0: official [-1]"),
        (entry(links=[link(press=[])]), "link 0: press []"),
        (entry(links=[link(relation="contrary")]), "link 0: contrary, clear"),
        (entry(links=[link(kinds=["number"])]), "link 0: kinds ['number']"),
        (entry(links=[link(relation="contrasting", kinds=["tone"])]), "link 0: kinds ['tone']"),
        (entry(links=[link(), link(relation="contrasting", kinds=["number"])]), "link 1: (0, 0) is matched already"),
        (entry(links=[link(), link()]), "((0,), (0,)) is linked twice"),
        (entry(official=["A headline", " "]), "official 1 is empty"),
        (entry(press=["Said once.", "Said once."]), "press says twice: Said once."),
    ],
)
def test_faults_are_found(report: dict[str, Any], fault: str) -> None:
    """The check itself can fail."""
    assert fault in faults(report)


def test_no_report_stands_twice() -> None:
    """Names are unique over all files, and no two reports share a sentence of eight words or more."""
    reports = [report for path in FILES for report in read(path)]
    assert [name for name, count in Counter(report["id"] for report in reports).items() if count > 1] == []
    texts = Counter(text for report in reports for text in {*report["official"], *report["press"]} if len(words(text)) >= 8)
    assert [text for text, count in texts.items() if count > 1] == []


def test_the_card_counts_right() -> None:
    """The counts in the data card are those of the files."""
    card = (FOLDER / "README.md").read_text("utf-8")
    reports = [report for path in FILES for report in read(path)]
    links = [one for report in reports for one in report["links"]]
    relations = Counter(one["relation"] for one in links)
    kinds = Counter(kind for one in links for kind in one["kinds"])
    told = [
        [int(cell.replace(",", "")) for cell in row.split("|")[2:-1]]
        for row in card.splitlines()
        if row.startswith(("| `reports-", "| `later-", "| `fresh-"))
    ]
    assert [sum(column) for column in zip(*told, strict=True)] == [
        len(reports),
        sum(len(report["official"]) for report in reports),
        sum(len(report["press"]) for report in reports),
        relations["matched"],
        relations["contrasting"],
        sum(one["strength"] == "arguable" for one in links),
    ]
    assert all(f"{kind} {count}" in " ".join(card.split()) for kind, count in kinds.items())


def test_reports_are_read_as_they_are_written() -> None:
    """A pair that several links touch contrasts if one of them does."""
    report = written_report(entry(links=[link(press=[0, 1]), link(relation="contrasting", kinds=["number"])]))
    assert report.links == {(0, 0): True, (0, 1): False}
