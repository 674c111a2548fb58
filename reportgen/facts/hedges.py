"""What keeps a claim in a statement from being plain fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.facts.model import Hedge, HedgeKind
from reportgen.facts.phrases import phrases

if TYPE_CHECKING:
    from reportgen.facts.tokens import Tokens


def find_hedges(tokens: Tokens) -> tuple[Hedge, ...]:
    """Return the hedges and doubts of a text, in order, each with the topic words of its clause."""
    found = []
    for hit in phrases("hedge_phrases.txt").find(tokens):
        if _is_month(tokens, hit.start, hit.end):
            continue
        first, last = tokens.clause_span(hit.start)
        scope = tokens.stems(range(first, max(last, hit.end)))
        found.append(Hedge(tokens.words[hit.start].start, tokens.words[hit.end - 1].end, HedgeKind(hit.label), scope))
    return tuple(found)


def _is_month(tokens: Tokens, start: int, end: int) -> bool:
    """Return whether "May" is the month, or somebody's name."""
    text = tokens.words[start].text
    return end - start == 1 and text[:3] == "May" and (start > 0 or len(text) > 3 or tokens.lower(start + 1)[:1].isdigit())
