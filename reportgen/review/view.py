"""What the page shows: plain values, safe to print, the same words and marks as the brief."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from reportgen.brief.contrasts import HEADINGS, differences, percent
from reportgen.brief.labels import WEIGHT
from reportgen.brief.passages import Paint, anchor_of, edited_share, marked, passage
from reportgen.brief.rows import ECHOES, REWORDED
from reportgen.brief.sources import build_sources
from reportgen.brief.text import date_words, map_texts, printable, quantity, shorten
from reportgen.decisions import State
from reportgen.model import Action, ContrastKind, Label, Removed, Statement, StatementKind
from reportgen.review.pairing import kinds_of, strength_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.brief.model import Difference, Passage, Source
    from reportgen.model import Decision, Document, Mark, Pair
    from reportgen.review.session import LostDecision, Session

MAX_REMOVED = 400
"""Characters shown of a removed passage: enough to know whether it belongs to the text."""

STRETCH = 20
"""Paragraphs a browser lays out together. With each by itself, two thousand of them cost it 20 ms a frame."""

LONGEST_GAP = 2000
"""Characters between two statements that are searched for a paragraph's end; a longer gap is one."""

_BREAK = re.compile(r"\n[ \t\r\u00a0]{0,20}(?:\n|[-*•–])")

STATES = {State.MACHINE: "not reviewed", State.CONFIRMED: "confirmed", State.CHANGED: "changed"}
"""Where a pair stands, in the words of the page."""

ACTIONS = {
    Action.CONFIRMED: "confirmed",
    Action.RELABELLED: "relabelled",
    Action.REJECTED: "taken apart",
    Action.PAIRED: "given other partners",
    Action.SPLIT: "split",
    Action.NOTED: "noted",
    Action.RESTORED: "put back",
}
"""What a reviewer did, in the words of the page."""

KINDS = tuple((number, kind.value, HEADINGS[kind.value]) for number, kind in enumerate(ContrastKind, 1))
"""The kinds of contrast with the digit of each and its words."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a pair."""

    by: str
    at: str
    """When, in words."""
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A pair in the list."""

    pair: str
    """Its id in the comparison."""
    version: int
    """The entry of the log that touched it last."""
    label: str
    state: str
    """`machine`, `confirmed` or `changed`."""
    state_words: str
    """The same in words, with who decided."""
    kinds: tuple[str, ...]
    strength: str | None
    title: str
    """What it is in a few words, for who hears the page."""
    word: str
    """How near the words are, or the kinds of contrast."""
    confidence: int
    """0 to 100."""
    official: tuple[Passage, ...]
    press: tuple[Passage, ...]
    differences: tuple[Difference, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement in its text."""

    id: str
    anchor: str
    label: str
    """The weightiest of its pairs'."""
    pairs: tuple[str, ...]
    """Ids of its pairs, the weightiest first."""
    passage: Passage


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Statements that stand together."""

    statements: tuple[StatementView, ...]
    heading: bool
    item: bool


@dataclass(frozen=True, slots=True)
class Passed:
    """A removed passage."""

    start: int
    end: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """Removed passages that follow each other."""

    passages: tuple[Passed, ...]
    words: str
    """How many, and why, in words."""


@dataclass(frozen=True, slots=True)
class TextView:
    """One of the two texts, with what was removed in its place."""

    document: str
    side: str
    """`official` or `press`."""
    source: Source
    stretches: tuple[tuple[Paragraph | Furniture, ...], ...]
    """Its paragraphs in their order, a screen or two at a time: the browser lays out only those that are in sight."""


@dataclass(frozen=True, slots=True)
class LostView:
    """A decision to check again."""

    seq: int
    index: int
    words: str
    """What was decided, by whom and when."""
    quotes: tuple[str, ...]
    """The words it was about that are not in their place."""
    can_apply: bool
    """Whether the same words stand in the text now, each once."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review has come."""

    reviewed: int
    total: int
    words: str


@dataclass(frozen=True, slots=True)
class ReportTab:
    """A report to go to."""

    id: str
    short: str
    title: str
    words: str
    """How far its review has come."""


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page of one report shows."""

    title: str
    report: str
    by: str
    seq: int
    epoch: int
    items: tuple[Item, ...]
    texts: tuple[TextView, TextView]
    lost: tuple[LostView, ...]
    progress: Progress
    tabs: tuple[ReportTab, ...]
    kinds: tuple[tuple[int, str, str], ...]
    can_undo: bool
    can_redo: bool


def build_page(session: Session, report: str, by: str) -> Page:
    """Return what the page of a report shows."""
    comparison = session.board.comparison
    sources = build_sources(comparison)
    document = comparison.document(report)
    official = TextView("official", "official", sources["official"], _stretches(session, report, comparison.official))
    press = TextView(report, "press", sources[report], _stretches(session, report, document))
    page = Page(
        title=sources["official"].title,
        report=report,
        by=by,
        seq=session.seq,
        epoch=session.epoch,
        items=tuple(_item(session, pair) for pair in session.board.pairs(report)),
        texts=(official, press),
        lost=tuple(map(_lost, session.lost)),
        progress=progress_of(session),
        tabs=tuple(_tab(session, one.id, sources[one.id]) for one in comparison.reports),
        kinds=KINDS,
        can_undo=session.can_undo,
        can_redo=session.can_redo,
    )
    return map_texts(page, printable)


def build_item(session: Session, pair: Pair) -> Item:
    """Return one pair as the list shows it."""
    return map_texts(_item(session, pair), printable)


def build_statements(session: Session, report: str, ids: Iterable[str]) -> list[dict[str, object]]:
    """Return statements with their anchors, labels and pairs, as the script of the page takes them."""
    official = session.board.comparison.official
    found: list[dict[str, object]] = []
    for key in ids:
        document = official.id if key in official.statements_by_id else report
        label, pairs = _standing(session, report, key)
        found.append({"anchor": anchor_of(document, key), "label": label, "pairs": pairs})
    return found


def progress_of(session: Session) -> Progress:
    """Return how far the review of all reports has come."""
    counts = [session.board.reviewed(report.id) for report in session.board.comparison.reports]
    reviewed, total = (sum(column) for column in zip(*counts, strict=True))
    return Progress(reviewed, total, f"{reviewed:,} of {total:,} reviewed")


def _tab(session: Session, report: str, source: Source) -> ReportTab:
    reviewed, total = session.board.reviewed(report)
    return ReportTab(report, source.short, source.title, f"{reviewed:,} of {total:,}")


def _item(session: Session, pair: Pair) -> Item:
    comparison = session.board.comparison
    review = session.board.review(pair)
    strength = strength_of(pair)
    left = _passages(comparison.official, pair.official, pair, official=True)
    right = _passages(comparison.document(pair.report), pair.press, pair, official=False)
    return Item(
        pair=pair.id,
        version=session.version(pair.report, pair.id),
        label=pair.label.value,
        state=review.state.value,
        state_words=_state_words(review.state, review.decisions),
        kinds=tuple(kind.value for kind in kinds_of(pair)),
        strength=strength.value if strength else None,
        title=f"{pair.label.value.capitalize()}: {' '.join((*pair.official, *pair.press))}, {STATES[review.state]}",
        word=_word(pair),
        confidence=percent(pair.confidence),
        official=left,
        press=right,
        differences=differences(pair),
        notes=tuple(Note(one.by, date_words(one.at) or "", one.note or "") for one in review.notes),
    )


def _state_words(state: State, decisions: Sequence[Decision]) -> str:
    telling = [one for one in decisions if one.action not in (Action.NOTED, Action.RESTORED)]
    return f"{ACTIONS[telling[-1].action]} by {telling[-1].by}" if telling else STATES[state]


def _word(pair: Pair) -> str:
    if pair.label is Label.CONTRASTING:
        return " · ".join(dict.fromkeys(HEADINGS[kind.value] for kind in kinds_of(pair)))
    return ECHOES[pair.echo.value] if pair.echo and pair.official and pair.press else ""


def _passages(document: Document, ids: Sequence[str], pair: Pair, *, official: bool) -> tuple[Passage, ...]:
    def of_side(found: Iterable[object]) -> list[Mark]:
        return [mark for one in found for mark in getattr(one, "official" if official else "press")]

    evidence, edits = of_side(pair.contrasts), of_side(pair.edits)
    paints = [marked(document.statements_by_id[key], document, evidence, edits) for key in ids]
    reworded = any(edited_share(paint) > REWORDED for paint in paints)
    return tuple(passage(paint, edits=not reworded) for paint in paints)


def _standing(session: Session, report: str, statement: str) -> tuple[str, list[str]]:
    """Return the label of a statement and the ids of its pairs, the weightiest first."""
    pairs = sorted(session.board.pairs_with(report, statement), key=lambda pair: -WEIGHT[pair.label])
    return (pairs[0].label.value if pairs else Label.ADDED.value), [pair.id for pair in pairs]


def _stretches(session: Session, report: str, document: Document) -> tuple[tuple[Paragraph | Furniture, ...], ...]:
    parts = tuple(_parts(session, report, document))
    return tuple(parts[start : start + STRETCH] for start in range(0, len(parts), STRETCH))


def _parts(session: Session, report: str, document: Document) -> Iterator[Paragraph | Furniture]:
    every: list[Statement | Removed] = sorted((*document.statements, *document.removed), key=lambda one: (one.start, one.end))
    for is_text, group in groupby(every, key=lambda one: isinstance(one, Statement)):
        if is_text:
            yield from _paragraphs(session, report, document, [one for one in group if isinstance(one, Statement)])
        else:
            yield _furniture([one for one in group if isinstance(one, Removed)])


def _furniture(removed: Sequence[Removed]) -> Furniture:
    reasons = ", ".join(dict.fromkeys(one.reason for one in removed))
    passages = tuple(Passed(one.start, one.end, one.reason, shorten(one.text[: 2 * MAX_REMOVED], MAX_REMOVED)) for one in removed)
    return Furniture(passages, f"{quantity(len(removed), 'passage')} left out: {shorten(reasons, 80)}")


def _paragraphs(session: Session, report: str, document: Document, statements: Sequence[Statement]) -> Iterator[Paragraph]:
    together: list[Statement] = []
    for statement in statements:
        if together and _is_apart(document, together[-1], statement):
            yield _paragraph(session, report, document, together)
            together = []
        together.append(statement)
    yield _paragraph(session, report, document, together)


_OWN_LINE = (StatementKind.HEADING, StatementKind.HEADLINE)


def _is_apart(document: Document, previous: Statement, statement: Statement) -> bool:
    if statement.kind is not previous.kind or statement.kind in _OWN_LINE or statement.start - previous.end > LONGEST_GAP:
        return True
    return _BREAK.search(document.text, previous.end, statement.start) is not None


def _paragraph(session: Session, report: str, document: Document, statements: Sequence[Statement]) -> Paragraph:
    views = []
    for one in statements:
        label, pairs = _standing(session, report, one.id)
        views.append(StatementView(one.id, anchor_of(document.id, one.id), label, tuple(pairs), passage(Paint(one, document))))
    kind = statements[0].kind
    return Paragraph(tuple(views), kind in _OWN_LINE, kind is StatementKind.ITEM)


def _lost(found: LostDecision) -> LostView:
    decision = found.lost.decision
    what = ACTIONS[decision.action]
    labels = " and ".join(dict.fromkeys(verdict.label.value for verdict in decision.after))
    words = f"{what.capitalize()}{f' ({labels})' if labels else ''} by {decision.by}, {date_words(decision.at) or decision.at}"
    quotes = tuple(shorten(" ".join(anchor.quote[: 2 * MAX_REMOVED].split()), MAX_REMOVED) for anchor in found.lost.missing)
    return LostView(found.seq, found.index, words, quotes, found.lost.proposal is not None)
