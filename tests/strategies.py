"""Hypothesis strategies for the types of `reportgen.model`, made from their fields so that no field can be forgotten."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from reportgen.model import (
    SCHEMA,
    Anchor,
    Comparison,
    Contrast,
    Decision,
    Document,
    Edit,
    Label,
    Mark,
    Pair,
    Removed,
    Statement,
    Verdict,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
shares = st.floats(0, 1, allow_nan=False)
offsets = st.integers(0, 10_000)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)

_SHA256 = st.text("0123456789abcdef", min_size=64, max_size=64)
_REPORT_IDS = st.integers(1, 20).map("press-{}".format)


def comparisons() -> st.SearchStrategy[Comparison]:
    """Return comparisons of every shape the types allow and schema 1 describes; their ids need not fit together."""
    return _of(
        Comparison,
        schema=st.just(SCHEMA),
        official=_documents("O", st.just("official")),
        reports=st.lists(_documents("P", _REPORT_IDS), min_size=1, max_size=2).map(tuple),
        pairs=st.lists(_pairs(), max_size=3).map(tuple),
        decisions=st.none() | st.lists(_decisions(), max_size=2).map(tuple),
    )


def _decisions() -> st.SearchStrategy[Decision]:
    sides = {"official": _id_lists("O", empty=False), "press": _id_lists("P", empty=False)}
    verdicts = st.lists(_of(Verdict, pair=texts.filter(bool), **sides), max_size=2).map(tuple)
    anchors = _of(Anchor, statement=st.none() | _statement_ids("O"), text_sha256=_SHA256)
    return _of(
        Decision,
        number=st.integers(1, 99),
        report=_REPORT_IDS,
        before=verdicts,
        after=verdicts,
        anchors=st.lists(anchors, max_size=2).map(tuple),
    )


def _documents(side: str, ids: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    statements = _of(Statement, id=_statement_ids(side), page=st.none() | st.integers(1, 99))
    removed = _of(Removed, reason=texts.filter(bool))
    return _of(
        Document,
        id=ids,
        sha256=_SHA256,
        statements=st.lists(statements, max_size=2).map(tuple),
        removed=st.lists(removed, max_size=2).map(tuple),
    )


def _pairs() -> st.SearchStrategy[Pair]:
    return st.sampled_from(Label).flatmap(_pairs_labelled)


def _pairs_labelled(label: Label) -> st.SearchStrategy[Pair]:
    marks = {side: st.lists(_of(Mark, statement=_statement_ids(side)), max_size=2).map(tuple) for side in "OP"}
    contrasts = _of(Contrast, reason=texts.filter(bool), official=marks["O"], press=marks["P"])
    edits = _of(Edit, op=st.sampled_from(["replace", "delete", "insert"]), official=marks["O"], press=marks["P"])
    return _of(
        Pair,
        id=texts.filter(bool),
        report=_REPORT_IDS,
        label=st.just(label),
        official=_id_lists("O", empty=label is Label.ADDED),
        press=_id_lists("P", empty=label is Label.OMITTED),
        contrasts=st.lists(contrasts, min_size=int(label is Label.CONTRASTING), max_size=2).map(tuple),
        edits=st.lists(edits, max_size=2).map(tuple),
    )


def _id_lists(side: str, *, empty: bool) -> st.SearchStrategy[tuple[str, ...]]:
    if empty:
        return st.just(())
    return st.lists(_statement_ids(side), min_size=1, max_size=3, unique=True).map(tuple)


def _statement_ids(side: str) -> st.SearchStrategy[str]:
    return st.integers(1, 99).map(lambda number: f"{side}{number}")


def _of(kind: type, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return values of a dataclass, each field by its type unless it is given; fields no file holds keep their default."""
    hints = get_type_hints(kind)
    written = [item.name for item in fields(kind) if not item.metadata.get("internal")]
    return st.builds(kind, **{name: given[name] if name in given else _of_type(hints[name]) for name in written})


def _of_type(hint: Any) -> st.SearchStrategy[Any]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return st.one_of([_of_type(option) for option in get_args(hint)])
    if origin is tuple:
        return _tuples(get_args(hint))
    if origin is dict:
        return st.dictionaries(texts, json_values, max_size=3)
    if is_dataclass(hint) and isinstance(hint, type):
        return _of(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return {str: texts, int: offsets, float: shares, type(None): st.none()}[hint]


def _tuples(parts: tuple[Any, ...]) -> st.SearchStrategy[tuple[Any, ...]]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return st.lists(_of_type(parts[0]), max_size=2).map(tuple)
    return st.tuples(*(_of_type(part) for part in parts))
