"""Furniture put back: the passage becomes statements of its text, and every later statement gets the next number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from reportgen.engine import count_metrics
from reportgen.model import Comparison, Contrast, Document, Edit, Label, Mark, Pair, Removed, Statement
from reportgen.pairids import pair_id
from reportgen.read.blocks import block_of
from reportgen.segment import split_statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Found = TypeVar("Found", Contrast, Edit)

Passage = tuple[str, int, int]
"""A document's id and a span of its text."""


def with_restored(comparison: Comparison, passages: Iterable[Passage]) -> Comparison:
    """Return the comparison with removed passages back in their texts, their statements alone until an editor pairs them.

    Passages that were not removed, or hold nothing to read, change nothing.
    """
    for document_id, start, end in passages:
        document = comparison.document(document_id)
        removed = next((one for one in document.removed if (one.start, one.end) == (start, end)), None)
        if removed is not None:
            comparison = _restore(comparison, document, removed)
    return comparison


def _restore(comparison: Comparison, document: Document, removed: Removed) -> Comparison:
    prefix = "O" if document.id == comparison.official.id else "P"
    block = block_of(document.text, removed.start, removed.end)
    if block is None:
        return comparison
    made = split_statements(replace(document, blocks=(block,)), prefix=prefix).statements
    if not made:
        return comparison
    every = sorted((*document.statements, *made), key=lambda one: (one.start, one.end))
    new = tuple(replace(one, id=f"{prefix}{number}") for number, one in enumerate(every, 1))
    # A restored statement has an old id that another may have too, so it is told by its place in the list.
    ids = {old.id: now.id for old, now in zip(every, new, strict=True) if old not in made}
    added = [now for old, now in zip(every, new, strict=True) if old in made]
    changed = replace(document, statements=new, removed=tuple(one for one in document.removed if one is not removed))
    pairs = (_renamed(pair, ids, prefix) for pair in comparison.pairs)
    return _with_document(comparison, changed, pairs, added)


def _with_document(comparison: Comparison, changed: Document, pairs: Iterable[Pair], added: list[Statement]) -> Comparison:
    is_official = changed.id == comparison.official.id
    official = changed if is_official else comparison.official
    reports = tuple(changed if report.id == changed.id else report for report in comparison.reports)
    taken = {pair.id for pair in comparison.pairs}
    every = list(pairs)
    every.extend(
        _alone(report.id, statement, taken, is_official=is_official)
        for report in (reports if is_official else (changed,))
        for statement in added
    )
    metrics = dict(comparison.metrics) | {report.id: count_metrics(official, report, every) for report in reports}
    return replace(comparison, official=official, reports=reports, pairs=tuple(every), metrics=metrics)


def _alone(report: str, statement: Statement, taken: set[str], *, is_official: bool) -> Pair:
    texts = ([statement.text], []) if is_official else ([], [statement.text])
    occurrence = 1
    while (made := pair_id(report, *texts, occurrence)) in taken:
        occurrence += 1
    taken.add(made)
    ids = (statement.id,)
    label = Label.OMITTED if is_official else Label.ADDED
    return Pair(made, report, label, ids if is_official else (), () if is_official else ids, 0.0, 1.0)


def _renamed(pair: Pair, ids: Mapping[str, str], prefix: str) -> Pair:
    def side(statements: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(ids[key] if key.startswith(prefix) else key for key in statements)

    def marks(found: tuple[Mark, ...]) -> tuple[Mark, ...]:
        return tuple(replace(one, statement=ids[one.statement]) if one.statement.startswith(prefix) else one for one in found)

    def evidence(found: Found) -> Found:
        return replace(found, official=marks(found.official), press=marks(found.press))

    return replace(
        pair,
        official=side(pair.official),
        press=side(pair.press),
        contrasts=tuple(map(evidence, pair.contrasts)),
        edits=tuple(map(evidence, pair.edits)),
    )
