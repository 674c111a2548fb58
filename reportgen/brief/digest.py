"""The brief in about ten lines of Markdown, for chat and mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.brief.contrasts import alike, outlet_words
from reportgen.brief.summary import number_words
from reportgen.brief.text import join_words, quantity, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.brief.model import Brief, ContrastCard, Passage, Source

CONTRASTS = 3
"""Contrasts told one by one; the rest are counted."""

EXAMPLES = 2
"""Omitted and added statements shown as examples."""

MAX_EXAMPLE = 70
"""Characters of an example."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LINE_START = re.compile(r"^([-+=]|\d+[.)])")


def digest(brief: Brief) -> str:
    """Return the digest: title, texts, summary, the weightiest contrasts, what is omitted and added."""
    return "\n".join(_lines(brief)) + "\n"


def escape(text: str) -> str:
    r"""Return a text that Markdown shows as it is, without lists, links, headings or mark-up of its own.

    >>> print(escape("1. a *b*"))
    1\. a \*b\*
    """
    text = _SPECIAL.sub(r"\\\1", text)
    return _LINE_START.sub(lambda match: f"{match[1][:-1]}\\{match[1][-1]}", text)


def _lines(brief: Brief) -> Iterator[str]:
    yield f"**{escape(brief.title)}**"
    yield ""
    yield " · ".join(_source(source) for source in (brief.official, *(report.source for report in brief.reports))) + "  "
    yield escape(_summary(brief))
    if brief.review:
        yield ""
        yield escape(f"{brief.review.words}{', by ' + join_words(brief.review.by) if brief.review.by else ''}.")
    yield ""
    several = len(brief.reports) > 1
    shown = (alike(brief.contrasts) if several else [(card,) for card in brief.contrasts])[:CONTRASTS]
    for number, cards in enumerate(shown, start=1):
        yield f"{number}. {_contrast(cards, several=several)}"
    if more := len(brief.contrasts) - sum(map(len, shown)):
        yield f"{len(shown) + 1}. and {number_words(more)} more"
    if brief.contrasts:
        yield ""
    if not several:
        report = brief.reports[0]
        omitted = [passage for group in report.omitted for passage in group.passages]
        added = [passage for group in report.added for passage in group.passages]
        yield f"Not in this report: {_examples(omitted, report.counts.omitted)}  "
        yield f"Only in this report: {_examples(added, report.counts.added)}  "
    elif brief.coverage and brief.coverage.in_none:
        yield f"In no report: {_examples(brief.coverage.in_none, brief.coverage.omitted_by_all)}  "
    if not brief.review or brief.review.is_draft:
        yield f"Pairs and labels {'not reviewed ' if brief.review else ''}are proposals of {escape(brief.method.program)}."


def _source(source: Source) -> str:
    name = escape(f"{source.short}, {source.published}" if source.published else source.short)
    return f"[{name}]({source.url.replace('(', '%28').replace(')', '%29')})" if source.url else name


def _summary(brief: Brief) -> str:
    timing = brief.reports[0].timing if len(brief.reports) == 1 else None
    return " ".join(filter(None, (brief.summary, timing, brief.messages.summary if brief.messages else None)))


def _contrast(cards: Sequence[ContrastCard], *, several: bool) -> str:
    card = cards[0]
    reasons = " ".join(difference.reason for difference in card.differences) or "The two texts differ."
    ids = " / ".join(" ".join(passage.statement for passage in side) for side in (card.official, card.press))
    outlet = f"{outlet_words(cards)}: " if several else ""
    possible = " (possible)" if card.strength == "possible" else ""
    return escape(f"{outlet}{shorten(reasons, 300)}{possible} ({ids})")


def _examples(passages: Sequence[Passage], count: int) -> str:
    if not count:
        return "nothing"
    shown = [f"“{escape(shorten(passage.text, MAX_EXAMPLE))}”" for passage in passages[:EXAMPLES]]
    more = count - len(shown)
    return join_words([*shown, f"{number_words(more)} more"] if more else shown) if shown else quantity(count, "statement")
