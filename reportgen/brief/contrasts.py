"""Contrast cards: what differs, weightiest first, with both passages shortened around it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.brief.labels import is_clear
from reportgen.brief.model import ContrastCard, Difference, Passage
from reportgen.brief.passages import Paint, excerpt, has_evidence, marked
from reportgen.brief.summary import number_words
from reportgen.brief.text import join_words
from reportgen.model import Comparison, Contrast, Document, Label, Mark, Pair, Strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HEADINGS = {
    "number": "Figures",
    "timing": "Timing",
    "polarity": "Whether it is so",
    "certainty": "How certain it is",
    "commitment": "What is promised",
    "actor": "Who acts",
    "wording": "Wording",
}
"""The kinds of contrast in the words of the brief."""

MAX_CARDS = 400
"""Contrast cards of a brief, about 130 pages; what comes after is the least weighty, and is counted."""


NAMED_TOGETHER = 3
"""Reports that are named where they tell the same."""


def contrast_cards(comparison: Comparison, anchors: Mapping[str, str], outlets: Mapping[str, str]) -> dict[str, ContrastCard]:
    """Return a card for each contrasting pair, under the pair's key (`pair_key`), numbered by weight, MAX_CARDS at most.

    `anchors` holds the id of each pair's row, under the same keys; `outlets` the short name of each report.
    """
    every = ((report, pair) for report in comparison.reports for pair in comparison.pairs_of(report.id))
    pairs = [(report, pair) for report, pair in every if pair.label is Label.CONTRASTING]
    order = {statement.id: index for index, statement in enumerate(comparison.official.statements)}
    pairs.sort(key=lambda item: (*_weight(item[1]), min((order[key] for key in item[1].official), default=0)))
    del pairs[MAX_CARDS:]
    cards = (_card(comparison.official, report, pair, outlets[report.id]) for report, pair in pairs)
    return {
        pair_key(pair): replace(card, number=number, anchor=f"contrast-{number}", pair_anchor=anchors[pair_key(pair)])
        for number, ((_, pair), card) in enumerate(zip(pairs, cards, strict=True), start=1)
    }


def alike(cards: Iterable[ContrastCard]) -> list[tuple[ContrastCard, ...]]:
    """Return cards that tell the same of the same official statements together, in the order of the first of each.

    Reports that print the same agency's story differ from the official text in the same words.
    """
    together: dict[tuple[object, ...], list[ContrastCard]] = {}
    for card in cards:
        told = tuple(difference.reason for difference in card.differences)
        official = tuple(passage.statement for passage in card.official)
        together.setdefault((told, official, card.strength), []).append(card)
    return [tuple(group) for group in together.values()]


def outlet_words(cards: Sequence[ContrastCard]) -> str:
    """Return which reports tell the same: two or three by name, of more than three two and how many others."""
    named = cards if len(cards) <= NAMED_TOGETHER else cards[: NAMED_TOGETHER - 1]
    names = [card.outlet for card in named]
    more = len(cards) - len(names)
    return join_words([*names, f"{number_words(more)} others"] if more else names)


def pair_key(pair: Pair) -> str:
    """Return what tells a pair from all others of a comparison, whose own id may stand twice in a file made by hand."""
    return "|".join((pair.report, pair.label.value, *pair.official, "", *pair.press))


def differences(pair: Pair) -> tuple[Difference, ...]:
    """Return what differs in a pair, clear before possible, surer before less sure."""
    ordered = sorted(pair.contrasts, key=lambda contrast: (contrast.strength is not Strength.CLEAR, -contrast.confidence))
    return tuple(_difference(contrast) for contrast in ordered)


def pair_evidence(pair: Pair) -> tuple[Mark, ...]:
    """Return every passage a pair's contrasts rest on, of both sides."""
    return tuple(mark for contrast in pair.contrasts for mark in (*contrast.official, *contrast.press))


def _weight(pair: Pair) -> tuple[bool, float, int]:
    surest = max((contrast.confidence for contrast in pair.contrasts), default=pair.confidence)
    return (not is_clear(pair), -surest, -len(pair.contrasts))


def _difference(contrast: Contrast) -> Difference:
    return Difference(
        kind=contrast.kind.value,
        heading=HEADINGS[contrast.kind.value],
        reason=contrast.reason,
        strength=contrast.strength.value,
        confidence=percent(contrast.confidence),
    )


def percent(share: float) -> int:
    """Return a share as a whole percentage; 100 and 0 only where it is truly all or nothing."""
    rounded = round(100 * min(1.0, max(0.0, share)))
    if rounded == 100 and share < 1:
        return 99
    return 1 if rounded == 0 and share > 0 else rounded


def _card(official: Document, report: Document, pair: Pair, outlet: str) -> ContrastCard:
    return ContrastCard(
        number=0,
        anchor="",
        pair_anchor=None,
        differences=differences(pair),
        strength=(Strength.CLEAR if is_clear(pair) else Strength.POSSIBLE).value,
        official=_excerpts(official, pair.official, pair),
        press=_excerpts(report, pair.press, pair),
        outlet=outlet,
    )


def _excerpts(document: Document, ids: Sequence[str], pair: Pair) -> tuple[Passage, ...]:
    """Return the statements with evidence, shortened; where none has any, all of them."""
    paints = [marked(document.statements_by_id[key], document, _side(pair, document), ()) for key in ids]
    telling = [paint for paint in paints if has_evidence(paint)]
    return tuple(map(excerpt, _at_most_three(telling or paints)))


def _at_most_three(paints: Sequence[Paint]) -> Sequence[Paint]:
    """Return the first three: more would push the next contrast off the page, and the row has them all."""
    return paints[:3]


def _side(pair: Pair, document: Document) -> Iterable[Mark]:
    official = document.id == "official"
    return (mark for contrast in pair.contrasts for mark in (contrast.official if official else contrast.press))
