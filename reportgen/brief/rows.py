"""Pairs side by side, what is not in a report, and what only it has."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.brief.contrasts import HEADINGS, differences, pair_key, percent
from reportgen.brief.model import ContrastCard, PairRow, Passage, SpeakerGroup, WeightGroup
from reportgen.brief.passages import MAX_PASSAGE, Paint, edited_share, marked, passage
from reportgen.model import Comparison, Document, Label, Mark, Pair, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MAX_CHARACTERS = 300_000
"""Characters of passages in one brief, about 50,000 words: 84 pages and 430 MB if all are pairs. More is counted, not shown."""

REWORDED = 0.4
"""From this share of edited characters on, marking them would colour the whole pair and tell nothing."""

REPORT_ITSELF = "The report itself"
"""The heading over added statements in the report's own voice."""

ECHOES = {"verbatim": "Word for word", "close": "Close in wording", "paraphrase": "In other words"}
"""How near a matched pair's words are, in the words of the brief."""


@dataclass
class Budget:
    """How many characters may still be shown, and how many of one statement."""

    left: int = MAX_CHARACTERS
    passage: int = MAX_PASSAGE

    @classmethod
    def without_end(cls) -> Budget:
        """Return a budget nothing exceeds, for formats that are data rather than pages."""
        return cls(sys.maxsize, sys.maxsize)

    def spend(self, characters: int) -> bool:
        """Return whether a passage of this length still fits, and take it off the budget if so."""
        if characters > self.left:
            return False
        self.left -= characters
        return True


def row_pairs(comparison: Comparison, report: Document) -> list[Pair]:
    """Return a report's matched and contrasting pairs in the order of the official text."""
    official = {statement.id: index for index, statement in enumerate(comparison.official.statements)}
    press = {statement.id: index for index, statement in enumerate(report.statements)}
    linked = [pair for pair in comparison.pairs_of(report.id) if pair.official and pair.press]
    return sorted(linked, key=lambda pair: (min(official[key] for key in pair.official), min(press[key] for key in pair.press)))


def row_anchors(comparison: Comparison) -> dict[str, str]:
    """Return the id of every row, under its pair's key."""
    return {
        pair_key(pair): f"pair-{number}-{index}"
        for number, report in enumerate(comparison.reports, start=1)
        for index, pair in enumerate(row_pairs(comparison, report), start=1)
    }


def pair_rows(
    comparison: Comparison, report: Document, anchors: Mapping[str, str], cards: Mapping[str, ContrastCard], budget: Budget
) -> tuple[tuple[PairRow, ...], int]:
    """Return the rows that fit the budget, and how many pairs are left out."""
    pairs = row_pairs(comparison, report)
    rows: list[PairRow] = []
    for pair in pairs:
        row = _row((comparison.official, report), pair, anchors[pair_key(pair)], cards.get(pair_key(pair)), budget.passage)
        if budget.spend(sum(len(item.text) for item in (*row.official, *row.press))):
            rows.append(row)
    return tuple(rows), len(pairs) - len(rows)


def _row(sides: tuple[Document, Document], pair: Pair, anchor: str, card: ContrastCard | None, limit: int) -> PairRow:
    left = _paints(sides[0], pair.official, pair, official_side=True)
    right = _paints(sides[1], pair.press, pair, official_side=False)
    reworded = _share([*left, *right]) > REWORDED
    return PairRow(
        pair=pair.id,
        anchor=anchor,
        label=pair.label.value,
        note=_note(pair),
        confidence=percent(pair.confidence),
        official=tuple(passage(paint, edits=not reworded, limit=limit) for paint in left),
        press=tuple(passage(paint, edits=not reworded, limit=limit) for paint in right),
        differences=differences(pair),
        card_anchor=card.anchor if card else None,
        card_number=card.number if card else None,
        reworded=reworded,
    )


def _paints(document: Document, ids: Sequence[str], pair: Pair, *, official_side: bool) -> list[Paint]:
    evidence = [mark for contrast in pair.contrasts for mark in (contrast.official if official_side else contrast.press)]
    edits = [mark for edit in pair.edits for mark in (edit.official if official_side else edit.press)]
    return [marked(document.statements_by_id[key], document, _of(evidence, key), _of(edits, key)) for key in ids]


def _of(marks: Iterable[Mark], statement: str) -> list[Mark]:
    return [mark for mark in marks if mark.statement == statement]


def _share(paints: Sequence[Paint]) -> float:
    length = sum(len(paint.codes) for paint in paints)
    return sum(edited_share(paint) * len(paint.codes) for paint in paints) / length if length else 0.0


def _note(pair: Pair) -> str:
    if pair.label is Label.CONTRASTING:
        kinds = dict.fromkeys(HEADINGS[difference.kind] for difference in differences(pair))
        return " · ".join(kinds)
    return ECHOES[pair.echo.value] if pair.echo else ""


def omitted_groups(
    official: Document, labels: Mapping[str, Label], weights: Mapping[str, float], keys: Sequence[str], budget: Budget
) -> tuple[tuple[WeightGroup, ...], int]:
    """Return the official statements a report has nothing on, by weight, and how many do not fit the budget.

    `weights` holds the weight of each official statement, `keys` the key messages, which come first.
    """
    order = {key: place for place, key in enumerate(keys)}
    ranked = sorted(
        (statement for statement in official.statements if labels[statement.id] is Label.OMITTED),
        key=lambda statement: (order.get(statement.id, len(order)), -weights.get(statement.id, 0.0)),
    )
    passages = _shown(official, ranked, budget)
    first = tuple(item for item in passages if item.statement in order)
    rest = tuple(item for item in passages if item.statement not in order)
    groups = (WeightGroup("Key messages", first), WeightGroup("Other statements, by weight", rest))
    return tuple(group for group in groups if group.passages), len(ranked) - len(passages)


def added_groups(report: Document, labels: Mapping[str, Label], budget: Budget) -> tuple[tuple[SpeakerGroup, ...], int]:
    """Return what only a report has, by speaker, its own words first, and how many statements do not fit the budget."""
    alone = [statement for statement in report.statements if labels[statement.id] is Label.ADDED]
    passages = _shown(report, alone, budget)
    speakers: dict[str, list[Passage]] = {REPORT_ITSELF: []}
    for item in passages:
        name = item.speaker or REPORT_ITSELF
        speakers.setdefault(_sentence_case(name), []).append(replace(item, speaker=None))
    return tuple(SpeakerGroup(name, tuple(items)) for name, items in speakers.items() if items), len(alone) - len(passages)


def _shown(document: Document, statements: Iterable[Statement], budget: Budget) -> list[Passage]:
    """Return the statements that fit the budget as passages."""
    items = (passage(Paint(statement, document), limit=budget.passage) for statement in statements)
    return [item for item in items if budget.spend(len(item.text))]


def _sentence_case(name: str) -> str:
    return name[:1].upper() + name[1:]
