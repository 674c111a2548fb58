"""Statements that stand in several places: in full once, elsewhere by their beginning."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.brief.model import ContrastCard, Elsewhere, PairRow, Passage
from reportgen.brief.passages import beginning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BEGINNING = 44
"""Characters by which a reader knows a statement again: one line of a column."""

ALONE = 180
"""Characters of a statement that has its side of the row to itself: four lines, for it is compared with the other side."""

WORTH = 90
"""Characters that must be saved, two lines: below, little would be gained and a thought lost."""


def shorten_repeats(rows: Sequence[PairRow]) -> tuple[PairRow, ...]:
    """Return the rows with each statement in full in one of them, and its beginning where a matched pair repeats it.

    A contrast is always shown with all its words, and so are words that are marked: they are what the row is for.
    """
    homes = _homes(rows)
    return tuple(_shortened(row, homes) if row.label == "matched" else row for row in rows)


def shorten_carded(rows: Sequence[PairRow], cards: Mapping[str, ContrastCard]) -> tuple[PairRow, ...]:
    """Return the rows, those of them by the beginning of their statements whose contrast's card has every word of them.

    `cards` stand under their anchors. What other rows say is in full beside such a row is in full on its card.
    """
    carded = {row.anchor: card.anchor for row in rows if (card := cards.get(row.card_anchor or "")) and _has_all(card, row)}
    return tuple(_beside_cards(row, carded) for row in rows)


def _has_all(card: ContrastCard, row: PairRow) -> bool:
    """Return whether a card shows all statements of a row with all their words."""
    return [item.text for item in (*card.official, *card.press)] == [item.text for item in (*row.official, *row.press)]


def _beside_cards(row: PairRow, carded: Mapping[str, str]) -> PairRow:
    def changed(item: Passage) -> Passage:
        if row.anchor in carded:
            return beginning(item, BEGINNING)
        home = item.elsewhere
        return replace(item, elsewhere=replace(home, anchor=carded[home.anchor])) if home and home.anchor in carded else item

    return replace(row, official=tuple(map(changed, row.official)), press=tuple(map(changed, row.press)))


def _homes(rows: Sequence[PairRow]) -> dict[str, Elsewhere]:
    """Return the row each statement stands in in full, under the statement: the first contrasting one, else the first."""
    homes: dict[str, Elsewhere] = {}
    for row in sorted(rows, key=lambda row: row.label == "matched"):
        for side, other in ((row.official, row.press), (row.press, row.official)):
            for passage in side:
                homes.setdefault(passage.statement, Elsewhere(other[0].statement, row.anchor))
    return homes


def _shortened(row: PairRow, homes: Mapping[str, Elsewhere]) -> PairRow:
    def side(passages: Sequence[Passage]) -> tuple[Passage, ...]:
        limit = ALONE if len(passages) == 1 else BEGINNING
        return tuple(_shortened_passage(passage, row, homes[passage.statement], limit) for passage in passages)

    return replace(row, official=side(row.official), press=side(row.press))


def _shortened_passage(passage: Passage, row: PairRow, home: Elsewhere, limit: int) -> Passage:
    marked = any(run.mark for run in passage.runs)
    if home.anchor == row.anchor or marked or len(passage.text) < limit + WORTH:
        return passage
    return replace(beginning(passage, limit), elsewhere=home)
