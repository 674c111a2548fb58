"""Each statement's own label, read off the pairs it stands in, and what they add up to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportgen.brief.model import Counts
from reportgen.errors import RenderError
from reportgen.model import Comparison, Document, Label, Pair, Strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WEIGHT = {Label.CONTRASTING: 3, Label.MATCHED: 2, Label.ADDED: 1, Label.OMITTED: 1}
"""A statement in several pairs goes by the weightiest of them."""


REMEDY = "The comparison file was changed by hand or cut short; make it again from the texts."


def check_ids(comparison: Comparison) -> None:
    """Raise RenderError (`comparison-broken`) where there is no report, or an id stands twice."""
    if not comparison.reports:
        raise RenderError("the comparison holds no report", slug="comparison-broken", remedy="Compare at least one report.")
    documents = (comparison.official, *comparison.reports)
    _check_once("texts", (document.id for document in documents))
    for document in documents:
        _check_once(f"statements of {document.id[:40]!r}", (statement.id for statement in document.statements))


def _check_once(what: str, ids: Iterable[str]) -> None:
    for key, count in Counter(ids).items():
        if count > 1:
            raise RenderError(f"{count} {what} have the id {key[:40]!r}", slug="comparison-broken", remedy=REMEDY)


def statement_labels(comparison: Comparison, report: Document) -> tuple[dict[str, Label], dict[str, Label]]:
    """Return the label of every official statement and of every statement of `report`, under their ids.

    Raises RenderError (`comparison-broken`) for a pair that names a statement its document lacks.
    """
    official = {statement.id: Label.OMITTED for statement in comparison.official.statements}
    press = {statement.id: Label.ADDED for statement in report.statements}
    for pair in comparison.pairs_of(report.id):
        _raise_labels(pair, official, pair.official, comparison.official)
        _raise_labels(pair, press, pair.press, report)
    return official, press


def _raise_labels(pair: Pair, labels: dict[str, Label], ids: Sequence[str], document: Document) -> None:
    for key in ids:
        if key not in labels:
            raise RenderError(
                f"a pair names statement {key[:40]!r}, which the text {document.id[:40]!r} does not have",
                slug="comparison-broken",
                remedy=REMEDY,
            )
        if pair.official and pair.press and WEIGHT[pair.label] > WEIGHT[labels[key]]:
            labels[key] = pair.label


def count_labels(labels: tuple[dict[str, Label], dict[str, Label]], pairs: Iterable[Pair]) -> Counts:
    """Return how many statements have which label, and how many pairs contrast."""
    official, press = Counter(labels[0].values()), Counter(labels[1].values())
    contrasting = [pair for pair in pairs if pair.label is Label.CONTRASTING]
    return Counts(
        contrasts=len(contrasting),
        clear=sum(1 for pair in contrasting if is_clear(pair)),
        official=len(labels[0]),
        official_matched=official[Label.MATCHED],
        official_contrasting=official[Label.CONTRASTING],
        omitted=official[Label.OMITTED],
        press=len(labels[1]),
        press_matched=press[Label.MATCHED],
        press_contrasting=press[Label.CONTRASTING],
        added=press[Label.ADDED],
    )


def is_clear(pair: Pair) -> bool:
    """Return whether any editor would see one of the pair's contrasts."""
    return any(contrast.strength is Strength.CLEAR for contrast in pair.contrasts)


def add_counts(counts: Iterable[Counts]) -> Counts:
    """Return the sums, part by part."""
    return Counts(*(sum(parts) for parts in zip(*map(_parts, counts), strict=True)))


def _parts(counts: Counts) -> tuple[int, ...]:
    return tuple(getattr(counts, name) for name in Counts.__slots__)
