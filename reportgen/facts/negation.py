"""What a statement denies, with the words each denial reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.facts.lexicon import words_of
from reportgen.facts.model import Negation
from reportgen.facts.phrases import Found, phrases

if TYPE_CHECKING:
    from reportgen.facts.tokens import Tokens

_REACH = 10
_SUBJECT_REACH = 8
_STOPS = words_of("fact_words.txt", "negation: stops")
_BE = frozenset({"is", "are", "was", "were", "be", "been"})
"""Before a denying verb they make what precedes it the thing denied ("strikes are ruled out")."""
_TURNS = frozenset({"not", "never", "no", "without"})


def find_negations(tokens: Tokens) -> tuple[Negation, ...]:
    """Return the denials of a text, in order.

    "Not only … but", "no secret" and their like deny nothing; two denials of one verb ("not fail to", "never without")
    cancel out.
    """
    hits = phrases("negation_cues.txt").find(tokens)
    idle = {index for hit in hits if hit.label == "nothing denied" for index in range(hit.start, hit.end)}
    cues = [hit for hit in hits if hit.label != "nothing denied" and hit.start not in idle]
    found: list[Negation] = []
    for number, hit in enumerate(cues):
        if number and cues[number - 1].end >= hit.start - 1 and hit.label == "verbal" and cues[number - 1].label == "verb":
            found.pop()
            continue
        if _is_answer(tokens, hit):
            continue
        found.append(_negation(tokens, hit))
    return tuple(found)


def _is_answer(tokens: Tokens, hit: Found) -> bool:
    """Return whether "No" answers a question ("No, the pause does not apply") or opens a list ("No. 5")."""
    return tokens.lower(hit.start) == "no" and hit.end - hit.start == 1 and tokens.gap(hit.end).strip()[:1] in {",", ".", ":"}


def _negation(tokens: Tokens, hit: Found) -> Negation:
    last = hit.end
    while last < len(tokens) and last - hit.end < _REACH:
        gap = tokens.gap(last)
        if tokens.lower(last) in _STOPS or any(character in '.;:!?()"“”—' for character in gap):
            break
        last += 1
    first = hit.start
    clause = tokens.clause_span(hit.start)[0]
    while first > clause and hit.start - first < _SUBJECT_REACH:
        first -= 1
    scope = tokens.stems(range(hit.end, last))
    start = tokens.words[hit.start].start
    end = tokens.words[hit.end - 1].end
    is_passive = hit.label == "verbal" and tokens.lower(hit.start - 1) in _BE
    if (hit.label == "verb" or is_passive) and first < hit.start:
        scope |= tokens.stems(range(first, hit.start))
    scope_end = tokens.words[last - 1].end if last > hit.end else end
    return Negation(start, end, tokens.words[first].start, scope_end, scope, tokens.text[start:end].lower())
