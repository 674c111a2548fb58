"""What binds a promise in a statement, and what limits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.facts.model import Force, ForceKind
from reportgen.facts.phrases import phrases

if TYPE_CHECKING:
    from reportgen.facts.tokens import Tokens


def find_forces(tokens: Tokens) -> tuple[Force, ...]:
    """Return the words of force of a text, in order, each with the topic words of its clause."""
    found = []
    for hit in phrases("force_phrases.txt").find(tokens):
        first, last = tokens.clause_span(hit.start)
        scope = tokens.stems(range(first, max(last, hit.end)))
        found.append(Force(tokens.words[hit.start].start, tokens.words[hit.end - 1].end, ForceKind(hit.label), scope))
    return tuple(found)
