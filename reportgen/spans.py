"""From a statement's folded text back to the characters of its document."""

from __future__ import annotations

from rapidfuzz.distance import Indel

from reportgen.model import Mark, Statement

MAX_MAPPED = 60_000
"""Characters of a statement with markup that are mapped one by one, in a second; longer ones, pages without a full stop, by
proportion, since the time grows with the square."""


def text_origins(statement: Statement, document_text: str) -> tuple[int, ...]:
    r"""Return, for each character of `statement.text`, its offset in the document.

    The text is what is left of the document's characters once markup is dropped and white space folded, so the shortest
    edit between the two is made of deletions, and every character is found again. One that is not (an entity written
    out) takes the place of the character before it.

    >>> text_origins(Statement("O1", "two people", 0, 15), "**two**\n people")
    (2, 3, 4, 8, 9, 10, 11, 12, 13, 14)
    """
    raw = document_text[statement.start : statement.end]
    if raw == statement.text:
        return tuple(range(statement.start, statement.end))
    if len(raw) > MAX_MAPPED or len(statement.text) > MAX_MAPPED:
        share = len(raw) / max(1, len(statement.text))
        return tuple(statement.start + int(index * share) for index in range(len(statement.text)))
    origins = [-1] * len(statement.text)
    for step in Indel.opcodes(raw.translate(_SPACES), statement.text):
        if step.tag == "equal":
            for offset in range(step.dest_end - step.dest_start):
                origins[step.dest_start + offset] = statement.start + step.src_start + offset
    last = statement.start
    for index, origin in enumerate(origins):
        last = origins[index] = origin if origin >= 0 else last
    return tuple(origins)


_SPACES = {ord(character): " " for character in "\n\r\t\f\v\u00a0\u2028\u2029"}


def mark(statement: Statement, origins: tuple[int, ...], start: int, end: int) -> Mark:
    """Return the passage of the document behind the characters `start` to `end` of the statement's text."""
    return Mark(statement.id, origins[start], origins[end - 1] + 1)


def text_span(found: Mark, origins: tuple[int, ...]) -> tuple[int, int]:
    """Return the characters of the statement's text that a passage of the document covers; an empty span for none."""
    inside = [index for index, origin in enumerate(origins) if found.start <= origin < found.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
