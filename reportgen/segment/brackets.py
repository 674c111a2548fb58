"""Brackets and quotations of a text: which stand open where."""

from __future__ import annotations

import re
from bisect import bisect_right

PAIRS = {")": "(", "]": "[", "}": "{"}
LONGEST = 600
"""Characters an aside may hold; a bracket that closes later was forgotten.

The longest of 1,006 asides in the GUM and EWT treebanks and in decisions of US courts has 275.
"""

_BRACKET = re.compile(r"[()\[\]{}]")
_INNER_QUOTATION = re.compile(r"""(?<=[\w,:]\s)["“](?=\S)[^"“”]{1,200}(?<=\S)["”](?=,?\s+[a-z])""")


def outer_brackets(text: str) -> list[tuple[int, int]]:
    """Return the spans from an opening to its closing bracket that stand in no other, in order.

    Brackets that nothing closes are passed over, and smileys and "a)" with them.

    >>> outer_brackets("a (b [c] d) e) f")
    [(2, 11)]
    """
    spans: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        bracket, position = match[0], match.start()
        if bracket not in PAIRS:
            stack.append((bracket, position))
            continue
        if stack and position - stack[-1][1] > LONGEST:
            stack.clear()
        if stack and stack[-1][0] == PAIRS[bracket]:
            start = stack.pop()[1]
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, position + 1))
    return spans


def inner_quotations(text: str) -> list[tuple[int, int]]:
    """Return the spans of the short quotations inside a sentence that goes on behind them, in order.

    >>> text = 'Called "Now! Or never!" by its makers, it failed. He said "No. It is over." She left.'
    >>> [text[start:end] for start, end in inner_quotations(text)]
    ['"Now! Or never!"']
    """
    return [match.span() for match in _INNER_QUOTATION.finditer(text)]


def bracket_at(spans: list[tuple[int, int]], position: int) -> tuple[int, int] | None:
    """Return the span of `spans` (in order, none overlapping) that holds `position`, or None."""
    index = bisect_right(spans, (position, position)) - 1
    if index >= 0 and spans[index][0] < position < spans[index][1]:
        return spans[index]
    return None
