"""Plain text inside another format, as parts: paragraphs, list items and headings as the text reader finds them."""

from __future__ import annotations

from reportgen.read.blocks import Part, without_surrogates
from reportgen.read.markdown import parse_blocks


def parts_of_text(text: str) -> list[Part]:
    r"""Return the paragraphs of a plain text.

    >>> [part.text for part in parts_of_text("Two people were hurt.\n\n- one in Ohio")]
    ['Two people were hurt.', 'one in Ohio']
    """
    return [Part(block.text, block.kind) for block in parse_blocks(without_surrogates(text))[0]]
