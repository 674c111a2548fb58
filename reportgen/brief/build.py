"""From a comparison to the brief it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.brief.alignment_map import alignment_map
from reportgen.brief.annotate import annotated_texts
from reportgen.brief.contrasts import contrast_cards, pair_key
from reportgen.brief.coverage import build_coverage
from reportgen.brief.labels import add_counts, count_labels, statement_labels
from reportgen.brief.method import build_method
from reportgen.brief.model import Brief, ContrastCard, ReportSection, Source
from reportgen.brief.quotations import build_quotations
from reportgen.brief.rows import Budget, added_groups, omitted_groups, pair_rows, row_anchors
from reportgen.brief.sources import build_sources
from reportgen.brief.summary import latest_day, summary_of_many, summary_of_one, timing_words
from reportgen.brief.text import map_texts, printable
from reportgen.errors import RenderError
from reportgen.model import Comparison, Document, Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    Labels = tuple[dict[str, Label], dict[str, Label]]


def build_brief(comparison: Comparison, *, date: str | None = None) -> Brief:
    """Return everything a brief of `comparison` shows.

    `date` is the ISO date of the brief itself; without it, the day its latest text was published. Nothing comes from the
    clock, so the same comparison gives the same brief. Raises RenderError (`comparison-broken`) for a comparison without
    a report, or with pairs that name statements its texts lack.
    """
    if not comparison.reports:
        raise RenderError("the comparison holds no report", slug="comparison-broken", remedy="Compare at least one report.")
    sources = build_sources(comparison)
    labels = {report.id: statement_labels(comparison, report) for report in comparison.reports}
    anchors = row_anchors(comparison)
    outlets = {report.id: sources[report.id].short for report in comparison.reports}
    cards = contrast_cards(comparison, anchors, outlets)
    budget = Budget()
    sections = tuple(
        _section(comparison, report, labels[report.id], anchors, cards, budget, sources) for report in comparison.reports
    )
    counts = add_counts(section.counts for section in sections)
    coverage = None
    summary = sections[0].summary
    if len(sections) > 1:
        coverage = build_coverage(comparison, [labels[report.id][0] for report in comparison.reports], list(outlets.values()))
        summary = summary_of_many(coverage, counts, len(comparison.official.statements))
    brief = Brief(
        title=sources["official"].title,
        summary=summary,
        language="en",
        date=date or latest_day(comparison),
        official=sources["official"],
        reports=sections,
        counts=counts,
        contrasts=tuple(cards.values()),
        coverage=coverage,
        texts=annotated_texts((comparison.official, *comparison.reports), sources, labels, sections, budget),
        method=build_method(comparison),
    )
    return map_texts(brief, printable)


def _section(
    comparison: Comparison,
    report: Document,
    labels: Labels,
    anchors: Mapping[str, str],
    cards: Mapping[str, ContrastCard],
    budget: Budget,
    sources: Mapping[str, Source],
) -> ReportSection:
    pairs = list(comparison.pairs_of(report.id))
    counts = count_labels(labels, pairs)
    rows, unshown_pairs = pair_rows(comparison, report, anchors, cards, budget)
    omitted, unshown_omitted = omitted_groups(comparison.official, labels[0], budget)
    added, unshown_added = added_groups(report, labels[1], budget)
    own_cards = {pair_key(pair): cards[pair_key(pair)] for pair in pairs if pair_key(pair) in cards}
    return ReportSection(
        id=report.id,
        source=sources[report.id],
        counts=counts,
        summary=summary_of_one(counts, sources[report.id].short),
        timing=timing_words(comparison.official, report, sources[report.id].short),
        map=alignment_map(comparison, report, labels, own_cards),
        contrasts=tuple(sorted(own_cards.values(), key=lambda card: card.number)),
        pairs=rows,
        omitted=omitted,
        added=added,
        quotations=build_quotations(comparison, report),
        unshown=unshown_pairs + unshown_omitted + unshown_added,
    )
