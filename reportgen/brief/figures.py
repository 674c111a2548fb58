"""Figures, dates and lengths of time of both texts as lines of a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.brief.messages import references
from reportgen.brief.model import FigureLine, FigureSide
from reportgen.brief.text import shorten
from reportgen.profile.figures import Verdict
from reportgen.spans import text_origins, text_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.model import Document, Statement
    from reportgen.profile.figures import FigureRow, Mention

MAX_LINES = 40
"""Lines of a report's table: two pages; what one text gives alone comes last, and is left out first."""

WORDS_AROUND = 3
"""Words shown before a figure, and after it twice as many: what is counted mostly follows."""

MAX_LEAD = 60
"""Characters shown before a figure, and after it twice as many, where words are that long."""

MAX_FIGURE = 60
"""Characters of a figure as the text gives it."""

MAX_ALSO = 3
"""Other ways of putting it that are shown."""


def build_figures(
    rows: Sequence[FigureRow], official: Document, report: Document, *, told: Iterable[Verdict] = tuple(Verdict)
) -> tuple[tuple[FigureLine, ...], int]:
    """Return the lines of a report whose verdicts are to be `told`, and how many more there are than a brief has."""
    wanted = [row for row in rows if row.verdict in told]
    lines = tuple(
        FigureLine(
            kind=row.sort.value.capitalize(),
            verdict=row.verdict.value,
            official=_side(row.official, official),
            press=_side(row.press, report),
            difference=row.difference,
        )
        for row in wanted[:MAX_LINES]
    )
    return lines, len(wanted) - len(lines)


def _side(mentions: Sequence[Mention], document: Document) -> FigureSide | None:
    if not mentions:
        return None
    first = mentions[0]
    before, after = _around(document.statements_by_id[first.place.statement], document, first)
    ways = dict.fromkeys(mention.text for mention in mentions)
    also = [way for way in ways if way.lower() != first.text.lower()]
    return FigureSide(
        text=shorten(first.text, MAX_FIGURE),
        before=before,
        after=after,
        also=tuple(shorten(way, MAX_FIGURE) for way in _once(also)[:MAX_ALSO]),
        references=references(document.id, (mention.place.statement for mention in mentions)),
    )


def _once(ways: Iterable[str]) -> list[str]:
    return list({way.lower(): way for way in reversed(list(ways))}.values())[::-1]


def _around(statement: Statement, document: Document, mention: Mention) -> tuple[str, str]:
    """Return a few words before and after a figure in its statement, with an ellipsis where more are left out."""
    start, end = text_span(mention.place, text_origins(statement, document.text))
    before = re.findall(r"\S+\s*", statement.text[max(0, start - 200) : start])
    after = re.findall(r"\s*\S+", statement.text[end : end + 400])
    lead = "".join(before[-WORDS_AROUND:])
    trail = "".join(after[: 2 * WORDS_AROUND])
    if len(lead) > MAX_LEAD:
        lead = f"…{lead[-MAX_LEAD:]}"
    elif len(before) > WORDS_AROUND:
        lead = f"… {lead}"
    if len(trail) > 2 * MAX_LEAD:
        trail = f"{trail[: 2 * MAX_LEAD]}…"
    elif len(after) > 2 * WORDS_AROUND:
        trail = f"{trail.rstrip(' ,;:–—-(')} …"
    return lead, trail
