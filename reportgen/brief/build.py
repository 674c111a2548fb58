"""From a comparison to the brief it makes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportgen.brief.alignment_map import alignment_map
from reportgen.brief.annotate import annotated_texts
from reportgen.brief.contrasts import contrast_cards, pair_key
from reportgen.brief.coverage import build_coverage
from reportgen.brief.decided import build_review
from reportgen.brief.figures import build_figures
from reportgen.brief.labels import add_counts, check_ids, count_labels, statement_labels
from reportgen.brief.messages import build_messages
from reportgen.brief.method import build_method
from reportgen.brief.model import (
    AnnotatedText,
    Brief,
    ContrastCard,
    Counts,
    Coverage,
    PairRow,
    Passage,
    Quotation,
    Reference,
    ReportSection,
)
from reportgen.brief.quotations import build_quotations
from reportgen.brief.repeats import shorten_carded, shorten_repeats
from reportgen.brief.rows import Budget, added_groups, omitted_groups, pair_rows, row_anchors
from reportgen.brief.sources import build_sources
from reportgen.brief.summary import doubt_words, doubts_of_many, latest_day, summary_of_many, summary_of_one, timing_words
from reportgen.brief.text import map_values, printable
from reportgen.brief.vocabulary import build_words
from reportgen.profile.figures import Verdict
from reportgen.profile.findings import findings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reportgen.model import Comparison, Document


PAPER = 30_000
"""Characters of all texts, 5,000 words, up to which a printed brief also has them in full, as running texts: nine pages.

Beyond, these pages say again what stands in the pairs and lists; the HTML brief, which lights up what belongs together in
them, has them still.
"""

CARDS = 24
"""Contrasts of a report that have a card in a condensed brief, four pages; the words of the others stand among the pairs."""

LEADING = 12
"""Contrasts listed before the sections of several reports: with the table of the reports they fill the first page."""


def build_brief(comparison: Comparison, *, date: str | None = None, complete: bool = False, on_paper: bool = False) -> Brief:
    """Return everything a brief of `comparison` shows.

    `date` is the ISO date of the brief itself; without it, the day its latest text was written. With `complete` no pair is
    left out and no statement cut, however long the brief becomes: for tables rather than pages. With `on_paper` a long brief
    says nothing twice: each statement stands once with all its words, among contrasts, pairs or lists. Nothing comes from
    the clock, so the same comparison gives the same brief. Raises RenderError (`comparison-broken`) for a comparison without
    a report, or with pairs that name statements its texts lack.
    """
    check_ids(comparison)
    return _finished(_Builder(comparison, complete=complete, on_paper=on_paper).build(date))


def _by_number(cards: Mapping[str, ContrastCard]) -> tuple[ContrastCard, ...]:
    """Return contrasts by weight, which is the order of their numbers."""
    return tuple(sorted(cards.values(), key=lambda card: card.number))


def _characters(comparison: Comparison) -> int:
    documents = (comparison.official, *comparison.reports)
    return sum(len(statement.text) for document in documents for statement in document.statements)


def _finished(brief: Brief) -> Brief:
    """Return the brief without links to statements and rows that are not shown, and every text in it printable."""
    shown = {statement.passage.anchor for text in brief.texts for statement in text.statements}
    rows = {row.anchor for report in brief.reports for row in report.pairs}

    def linked(item: Any) -> Any:
        return item if item.anchor in shown else replace(item, anchor=None)

    def linked_card(card: ContrastCard) -> ContrastCard:
        return card if card.pair_anchor in rows else replace(card, pair_anchor=None)

    changes: dict[type, Callable[[Any], Any]] = {
        str: printable,
        Passage: linked,
        Reference: linked,
        Quotation: linked,
        ContrastCard: linked_card,
    }
    return map_values(brief, changes)


class _Builder:
    """What the parts of a brief share while it is built."""

    def __init__(self, comparison: Comparison, *, complete: bool, on_paper: bool) -> None:
        self.comparison, self.complete = comparison, complete
        self.condensed = on_paper and _characters(comparison) > PAPER
        self.sources = build_sources(comparison)
        self.labels = {report.id: statement_labels(comparison, report) for report in comparison.reports}
        self.outlets = {report.id: self.sources[report.id].short for report in comparison.reports}
        self.anchors = row_anchors(comparison)
        self.cards = contrast_cards(comparison, self.anchors, self.outlets)
        self.findings = findings_of(comparison)
        self.review = build_review(comparison, self.sources)
        self.decided = {(one.report, one.pair): one for one in self.review.pairs} if self.review else {}
        self.budget = Budget.without_end() if complete else Budget()

    def build(self, date: str | None) -> Brief:
        """Return the brief, its texts not yet made printable."""
        comparison, official = self.comparison, self.sources[self.comparison.official.id]
        sections = tuple(map(self.section, comparison.reports))
        counts = add_counts(section.counts for section in sections)
        coverage = self.coverage() if len(sections) > 1 else None
        return Brief(
            title=official.title,
            summary=self.summary_of_many(coverage, sections, counts) if coverage else sections[0].summary,
            language="en",
            date=date or latest_day(comparison),
            official=official,
            reports=sections,
            counts=counts,
            contrasts=tuple(self.cards.values()),
            leading=LEADING,
            coverage=coverage,
            messages=build_messages(comparison, self.findings.messages, self.outlets),
            texts=self.texts(sections),
            condensed=self.condensed,
            method=build_method(comparison),
            review=self.review,
        )

    def summary_of_many(self, coverage: Coverage, sections: Sequence[ReportSection], counts: Counts) -> str:
        """Return the figures of several reports, and which of them seem to be about something else."""
        reports = zip(self.comparison.reports, sections, strict=True)
        doubts = {self.outlets[report.id]: doubt_words(one.counts, self.comparison, report) for report, one in reports}
        figures = summary_of_many(coverage, counts, self.sources[self.comparison.official.id].statements)
        return " ".join(filter(None, (figures, doubts_of_many(doubts))))

    def texts(self, sections: Sequence[ReportSection]) -> tuple[AnnotatedText, ...]:
        """Return the running texts.

        A condensed brief has the official one where there are several reports, whose pages show it in parts only.
        """
        if not self.condensed:
            return annotated_texts(self.comparison, self.sources, self.labels, sections)
        if len(sections) == 1:
            return ()
        return annotated_texts(self.comparison, self.sources, self.labels, sections, reports=False)

    def coverage(self) -> Coverage:
        """Return the matrix of official statements by reports."""
        labels = [self.labels[report.id] for report in self.comparison.reports]
        return build_coverage(self.comparison, labels, list(self.outlets.values()), self.findings.weights)

    def section(self, report: Document) -> ReportSection:
        """Return everything about one report."""
        comparison, labels = self.comparison, self.labels[report.id]
        pairs = list(comparison.pairs_of(report.id))
        counts = count_labels(labels, pairs)
        cards = {pair_key(pair): self.cards[pair_key(pair)] for pair in pairs if pair_key(pair) in self.cards}
        doubt = doubt_words(counts, comparison, report)
        rows, unshown_pairs = pair_rows(comparison, report, self.anchors, cards, self.budget)
        keys = [message.statement for message in self.findings.messages]
        omitted, unshown_omitted = omitted_groups(comparison.official, labels[0], self.findings.weights, keys, self.budget)
        added, unshown_added = added_groups(report, labels[1], self.budget)
        figures, unshown_figures = build_figures(
            self.findings.figures[report.id], comparison.official, report, told=self.told_figures()
        )
        return ReportSection(
            id=report.id,
            source=self.sources[report.id],
            counts=counts,
            summary=" ".join(filter(None, (summary_of_one(counts, self.outlets[report.id]), doubt and f"It {doubt}."))),
            timing=timing_words(comparison, report, self.outlets[report.id]),
            map=alignment_map(comparison, report, labels, cards),
            contrasts=_by_number(cards),
            carded=self.carded(cards),
            unshown_contrasts=counts.contrasts - len(cards),
            pairs=tuple(self.with_review(report, row) for row in self.without_repeats(rows, cards)),
            omitted=omitted,
            added=added,
            quotations=build_quotations(comparison, report),
            figures=figures,
            unshown_figures=unshown_figures,
            words=build_words(self.findings.words[report.id], comparison.official, report, judging=len(comparison.reports) > 1),
            unshown=unshown_pairs + unshown_omitted + unshown_added,
        )

    def told_figures(self) -> tuple[Verdict, ...]:
        """Return what is told of figures: of several reports those both texts give, and in a condensed brief what differs."""
        if len(self.comparison.reports) == 1:
            return tuple(Verdict)
        return (Verdict.DIFFERS,) if self.condensed else (Verdict.DIFFERS, Verdict.SAME)

    def without_repeats(self, rows: Sequence[PairRow], cards: Mapping[str, ContrastCard]) -> Sequence[PairRow]:
        """Return rows that say again as little as the brief is to."""
        if self.complete:
            return rows
        shortened = shorten_repeats(rows)
        if not self.condensed:
            return shortened
        return shorten_carded(shortened, {card.anchor: card for card in _by_number(cards)[: self.carded(cards)]})

    def carded(self, cards: Mapping[str, ContrastCard]) -> int:
        """Return how many of a report's contrasts have a card; a table of two or three lines is not worth its heading."""
        return CARDS if self.condensed and len(cards) > CARDS + 3 else len(cards)

    def with_review(self, report: Document, row: PairRow) -> PairRow:
        """Return a row with what reviewers said about its pair."""
        found = self.decided.get((report.id, row.pair))
        return replace(row, reviewed=found.state, notes=found.notes) if found else row
