"""Decisions as annotated pairs: a newsroom's own reviews become its own test set.

A folder for each review has the texts, their units (`*.sents.jsonl`: statements, and furniture as units of its own) and a
gold file for each report: noise, links with relation, kinds, strength and a word on why.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportgen.brief.writing import write_whole
from reportgen.decisions import read_review
from reportgen.errors import RenderError
from reportgen.model import Comparison, Document, Label, Removed, Statement, Strength

if TYPE_CHECKING:
    from pathlib import Path

    from reportgen.decisions import Review
    from reportgen.model import Pair


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written of one report."""

    report: str
    """The report's name."""
    links: int
    """Links in its gold file; 0 where none was written."""
    left: int
    """Pairs nobody decided: without them all no gold file is written, since what is not in it counts as no link."""


@dataclass(frozen=True, slots=True)
class _Units:
    """The units of one text, and which is which."""

    lines: str
    statements: dict[str, str]
    """Statement id to unit id."""
    noise: list[str]


def export_gold(comparison: Comparison, folder: Path) -> list[Exported]:
    """Write the reviewed reports of a comparison into `folder` in the form of annotated pairs, and return what was written.

    Raises RenderError (`output-not-writable`).
    """
    _make(folder)
    official = _units(comparison.official, "O")
    _write(folder / "official.txt", comparison.official.text)
    _write(folder / "official.sents.jsonl", official.lines)
    done: list[Exported] = []
    for number, report in enumerate(comparison.reports, start=1):
        review = read_review(comparison, report.id)
        left = review.total - review.reviewed if review else sum(1 for _ in comparison.pairs_of(report.id))
        if review is None or left:
            done.append(Exported(report.name, 0, left))
            continue
        press = _units(report, "P")
        links = [_link(pair, official, press, review) for pair in comparison.pairs_of(report.id) if pair.official and pair.press]
        gold = {"official_noise": official.noise, "press_noise": press.noise, "links": links, "official_vs_press": ""}
        _write(folder / f"press-{number}.txt", report.text)
        _write(folder / f"press-{number}.sents.jsonl", press.lines)
        _write(folder / f"gold-{number}.json", json.dumps(gold, ensure_ascii=False, indent=1) + "\n")
        done.append(Exported(report.name, len(links), 0))
    _write(folder / "meta.json", json.dumps(_meta(comparison), ensure_ascii=False, indent=1) + "\n")
    return done


def _units(document: Document, prefix: str) -> _Units:
    """Return the units of a text in its order: its statements, and what was left out of it as noise."""
    every: list[Statement | Removed] = sorted((*document.statements, *document.removed), key=lambda one: (one.start, one.end))
    units = [(f"{prefix}{number}", one) for number, one in enumerate(every, start=1)]
    rows = [{"id": unit, "start": one.start, "end": one.end, "text": " ".join(one.text.split())} for unit, one in units]
    return _Units(
        lines="".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows),
        statements={one.id: unit for unit, one in units if isinstance(one, Statement)},
        noise=[unit for unit, one in units if isinstance(one, Removed)],
    )


def _link(pair: Pair, official: _Units, press: _Units, review: Review) -> dict[str, Any]:
    is_contrasting = pair.label is Label.CONTRASTING
    is_clear = not is_contrasting or any(contrast.strength is Strength.CLEAR for contrast in pair.contrasts)
    reasons = [contrast.reason for contrast in pair.contrasts]
    notes = [one.note for one in review.of(pair).notes if one.note]
    return {
        "official": [official.statements[key] for key in pair.official],
        "press": [press.statements[key] for key in pair.press],
        "relation": pair.label.value,
        "kinds": list(dict.fromkeys(contrast.kind.value for contrast in pair.contrasts)),
        "strength": "clear" if is_clear else "arguable",
        "why": " ".join(dict.fromkeys([*reasons, *notes])),
    }


def _meta(comparison: Comparison) -> dict[str, Any]:
    def told(document: Document, file: str) -> dict[str, Any]:
        return {
            "title": document.title,
            "publisher": document.publisher,
            "url": document.url,
            "date": document.published,
            "sha256": document.sha256,
            "file": file,
        }

    reports = {f"press-{number}": told(one, f"press-{number}.txt") for number, one in enumerate(comparison.reports, start=1)}
    names = sorted({decision.by for decision in comparison.decisions or ()})
    return {"official": told(comparison.official, "official.txt"), "press": reports, "annotators": names}


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RenderError(
            f"the folder cannot be made: {(error.strerror or str(error)).lower()}",
            slug="output-not-writable",
            where=str(folder),
            remedy="Name a folder that is not there yet, or one you may write into.",
        ) from None


def _write(path: Path, text: str) -> None:
    write_whole(path, text.encode("utf-8", "backslashreplace"))
