"""The alignment map: both texts as strips of statements as long as their words, with ribbons between their pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.brief.contrasts import pair_key
from reportgen.brief.labels import WEIGHT
from reportgen.brief.model import AlignmentMap, ContrastCard, MapNumber, Ribbon, Tick
from reportgen.brief.text import count_words, quantity
from reportgen.model import Comparison, Document, Label, Pair, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WIDTH = 1800.0
"""Units from left to right: a tenth of a millimetre each on the printed page."""

GAP = 5.0
"""Units between two statements, less where there are so many that gaps would take over a quarter of the strip."""

SHORTEST = 3
"""Words a statement is drawn with at least, so that a one-word heading can be seen."""

NUMBER_ROOM = 44.0
"""Units a number needs to itself."""

MAX_TICKS = 600
"""Statements drawn one by one; from there on a tick would be thinner than the gap beside it (0.2 mm)."""

MAX_RIBBONS = 1500
"""Ribbons drawn at most; more would be a solid block and slow to draw."""


def alignment_map(
    comparison: Comparison,
    report: Document,
    labels: tuple[Mapping[str, Label], Mapping[str, Label]],
    cards: Mapping[str, ContrastCard],
) -> AlignmentMap:
    """Return the map of one report.

    `labels` holds the label of each official and each press statement; `cards` the contrast cards
    under the keys of their pairs.
    """
    official = _ticks(comparison.official.statements, labels[0])
    press = _ticks(report.statements, labels[1])
    pairs = list(comparison.pairs_of(report.id))
    return AlignmentMap(
        width=WIDTH,
        official=tuple(dict.fromkeys(official.values())),
        press=tuple(dict.fromkeys(press.values())),
        ribbons=tuple(_ribbons(pairs, official, press)),
        numbers=tuple(_numbers(pairs, official, cards)),
        description=_description(labels, pairs),
    )


def _ticks(statements: Sequence[Statement], labels: Mapping[str, Label]) -> dict[str, Tick]:
    """Return the tick of each statement, under its id; neighbours share one where there are more than MAX_TICKS."""
    together = -(-len(statements) // MAX_TICKS) or 1
    groups = [statements[start : start + together] for start in range(0, len(statements), together)]
    words = [sum(max(SHORTEST, count_words(statement.text)) for statement in group) for group in groups]
    gap = min(GAP, WIDTH / 4 / max(1, len(words)))
    scale = (WIDTH - gap * (len(words) - 1)) / sum(words) if words else 0.0
    ticks: dict[str, Tick] = {}
    x = 0.0
    for group, length in zip(groups, words, strict=True):
        label = max((labels[statement.id] for statement in group), key=lambda one: WEIGHT[one])
        tick = Tick(round(x, 1), round(length * scale, 1), label.value)
        ticks.update((statement.id, tick) for statement in group)
        x += length * scale + gap
    return ticks


def _ribbons(pairs: Iterable[Pair], official: Mapping[str, Tick], press: Mapping[str, Tick]) -> list[Ribbon]:
    linked = (pair for pair in pairs if pair.official and pair.press)
    ribbons = [
        Ribbon(_ends(official[one]), _ends(press[other]), pair.label.value)
        for pair in linked
        for one in pair.official
        for other in pair.press
    ]
    ribbons.sort(key=lambda ribbon: ribbon.label != Label.MATCHED.value)
    return ribbons[-MAX_RIBBONS:]


def _ends(tick: Tick) -> tuple[float, float]:
    return tick.x, round(tick.x + tick.width, 1)


def _numbers(pairs: Iterable[Pair], official: Mapping[str, Tick], cards: Mapping[str, ContrastCard]) -> list[MapNumber]:
    """Return the numbers that find room, the weightiest contrasts first; those of one statement stand side by side."""
    numbered = {pair_key(pair): official[pair.official[0]] for pair in pairs if pair_key(pair) in cards and pair.official}
    groups: dict[Tick, list[ContrastCard]] = {}
    for key, tick in sorted(numbered.items(), key=lambda item: cards[item[0]].number):
        groups.setdefault(tick, []).append(cards[key])
    taken: list[float] = []
    numbers: list[MapNumber] = []
    for tick, together in groups.items():
        first = tick.x + (tick.width - NUMBER_ROOM * (len(together) - 1)) / 2
        first = max(NUMBER_ROOM / 2, min(first, WIDTH - NUMBER_ROOM * (len(together) - 0.5)))
        for place, card in enumerate(together):
            x = round(first + NUMBER_ROOM * place, 1)
            if x <= WIDTH - NUMBER_ROOM / 2 and all(abs(x - other) >= NUMBER_ROOM - 0.1 for other in taken):
                taken.append(x)
                numbers.append(MapNumber(x, card.number, card.anchor))
    return numbers


def _description(labels: tuple[Mapping[str, Label], Mapping[str, Label]], pairs: Sequence[Pair]) -> str:
    linked = sum(1 for pair in pairs if pair.official and pair.press)
    omitted = sum(1 for label in labels[0].values() if label is Label.OMITTED)
    added = sum(1 for label in labels[1].values() if label is Label.ADDED)
    return (
        f"Map of both texts: {quantity(len(labels[0]), 'official statement')} above, "
        f"{quantity(len(labels[1]), 'statement')} of the report below, {quantity(linked, 'pair')} joined by ribbons; "
        f"{omitted} above and {added} below stand alone."
    )
