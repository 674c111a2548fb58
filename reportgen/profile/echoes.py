"""Whether quoted words stand in a document, word for word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.model import VoiceType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportgen.model import Document

ENOUGH_WORDS = 6
"""Fewer words of one order are found in many texts by chance."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def plain_words(text: str) -> list[str]:
    """Return the words of a text in small letters, with straight apostrophes and without marks."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def echoed_words(texts: Iterable[str], document: Document) -> list[bool]:
    """Return for each text whether its words, six at least, stand in this order where the document's author speaks."""
    statements = (statement.text for statement in document.statements if statement.voice.type is VoiceType.AUTHOR)
    whole = f" {' '.join(plain_words(' '.join(statements)))} "
    found = []
    for text in texts:
        words = plain_words(text)
        found.append(len(words) >= ENOUGH_WORDS and f" {' '.join(words)} " in whole)
    return found
