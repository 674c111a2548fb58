"""Abbreviations and what may follow them."""

from __future__ import annotations

import re
from enum import StrEnum

from reportgen.wordlists import read_classes


class Class(StrEnum):
    """What kind of abbreviation a word is; the classes of `abbreviations.txt` and those told by form."""

    TITLE = "title"
    REFERENCE = "reference"
    MONTH = "month"
    INNER = "inner"
    NAME = "name"
    INITIAL = "initial"
    """A single letter."""
    ACRONYM = "acronym"
    """Letters with stops between them: "U.S", "a.m", "Pub.L"."""


_LISTED: dict[str, Class] = {}
for _title, _words in read_classes("abbreviations.txt").items():
    for _word in _words:
        # A word of two classes belongs to the first: "Col." is a rank before it is a column.
        _LISTED.setdefault(_word, Class(_title))

ABBREVIATIONS = frozenset(_LISTED)
"""All listed abbreviations, without their full stop."""

_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}|(?:[A-Z][a-z]{0,3}\.)+[A-Z][a-z]{0,4}")


def classify(word: str) -> Class | None:
    """Return which kind of abbreviation `word` is (its last full stop not included), or None.

    >>> classify("Sat"), classify("sat"), classify("NO"), classify("U.S")
    (<Class.MONTH: 'month'>, None, <Class.REFERENCE: 'reference'>, <Class.ACRONYM: 'acronym'>)
    """
    for form in dict.fromkeys((word, re.split(r"[-–—/(]", word)[-1])):
        if len(form) == 1 and form.isalpha():
            return Class.INITIAL
        # Capitals all through are read as a capitalised word; a small letter in the list takes any case.
        for spelling in (form, form.capitalize() if form.isupper() else form, form.lower()):
            if spelling in _LISTED:
                return _LISTED[spelling]
        if _ACRONYM.fullmatch(form):
            return Class.ACRONYM
    return None
