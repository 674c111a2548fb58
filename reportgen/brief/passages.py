"""Statements as passages: their marks mapped from the document onto their own text, merged into runs of words."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from reportgen.brief.model import MarkKind, Passage, Run
from reportgen.brief.text import quantity, shorten
from reportgen.model import Document, Mark, Statement, StatementKind, VoiceType
from reportgen.spans import text_origins
from reportgen.words import stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_PASSAGE = 4000
"""Characters of a statement that are shown, about 650 words. Longer ones are tables or whole pages without a full stop."""

MAX_MAPPED = 20_000
"""Characters of a statement with markup that marks are mapped into: mapping is quadratic (0.1 s at this length)."""

EXCERPT_WORDS = 30
"""Words of a passage on a contrast card. Two such columns keep three cards on the first page, A4 and Letter."""

LONGEST_WORD = 14
"""Characters a word of an excerpt may have on average, or characters are counted and not words: an address, a table's cell."""

MAX_SPEAKER = 90
"""Characters of a speaker's name and office."""

_WORD = re.compile(r"\S+")

_PLAIN, _EDITED, _DIFFERS = 0, 1, 2


@dataclass
class Paint:
    """A statement's text with a code for each character that tells how it is marked."""

    statement: Statement
    document: Document
    codes: bytearray = field(init=False)

    def __post_init__(self) -> None:
        """Start with nothing marked."""
        self.codes = bytearray(len(self.statement.text))

    @cached_property
    def _origins(self) -> Sequence[int]:
        length = self.statement.end - self.statement.start
        if length > MAX_MAPPED and length != len(self.statement.text):
            return ()
        return text_origins(self.statement, self.document.text)

    def mark(self, marks: Iterable[Mark], code: int) -> None:
        """Mark the passages that lie in this statement; a mark never weakens a stronger one."""
        for found in marks:
            if found.statement != self.statement.id or found.end <= found.start:
                continue
            start, end = self._span(found)
            for index in range(start, end):
                self.codes[index] = max(self.codes[index], code)

    def _span(self, found: Mark) -> tuple[int, int]:
        start, end = bisect_left(self._origins, found.start), bisect_left(self._origins, found.end)
        text = self.statement.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return start, end

    def join_words(self) -> None:
        """Mark the gap between two words that are marked alike, and no other, so that a run of words is one run."""
        text, codes = self.statement.text, self.codes
        for gap in re.finditer(r"\s+", text):
            start, end = gap.span()
            inside = start > 0 and end < len(text) and codes[start - 1] == codes[end]
            codes[start:end] = bytes([codes[end] if inside else _PLAIN]) * (end - start)

    def share(self, code: int) -> float:
        """Return how much of the text carries `code`, from 0 to 1."""
        return self.codes.count(code) / len(self.codes) if self.codes else 0.0


def marked(statement: Statement, document: Document, evidence: Iterable[Mark], edits: Iterable[Mark]) -> Paint:
    """Return a statement with its evidence and its edited words marked."""
    paint = Paint(statement, document)
    paint.mark(edits, _EDITED)
    paint.mark(evidence, _DIFFERS)
    paint.join_words()
    return paint


def edited_share(paint: Paint) -> float:
    """Return how much of a statement is marked as edited, from 0 to 1."""
    return paint.share(_EDITED)


def has_evidence(paint: Paint) -> bool:
    """Return whether a contrast rests on words of this statement."""
    return _DIFFERS in paint.codes


def passage(paint: Paint, *, edits: bool = True, limit: int = MAX_PASSAGE) -> Passage:
    """Return a statement as it is shown, with its marks, cut after `limit` characters.

    Without the marks of edited words where `edits` is false.
    """
    length = len(paint.statement.text)
    shown = _whole_words(paint.statement.text, limit)
    blank = frame(paint.statement, paint.document)
    return replace(blank, runs=_runs(paint, 0, shown, edits=edits), cut=length - shown)


def excerpt(paint: Paint, words: int = EXCERPT_WORDS) -> Passage:
    """Return a statement shortened to about `words` words around its evidence, or from its start where it has none."""
    start, end = _window(paint, words)
    if end - start > words * LONGEST_WORD:
        telling = paint.codes.find(_DIFFERS, start)
        start = max(start, telling - words) if telling > start else start
        end = min(len(paint.statement.text), start + words * LONGEST_WORD)
    blank = frame(paint.statement, paint.document)
    return replace(
        blank, runs=_runs(paint, start, end, edits=False), leads=start > 0, trails=end < len(paint.statement.text.rstrip())
    )


def beginning(item: Passage, limit: int) -> Passage:
    """Return a passage's first words within `limit` characters, without its marks."""
    text = item.text
    if len(text) <= limit:
        return item
    head = text[: _whole_words(text, limit)]
    spans = [match.span() for match in _WORD.finditer(head)]
    end = spans[_telling_end(text, spans, 0, len(spans) - 1)][1] if spans else limit
    return replace(item, runs=(Run(head[:end].rstrip(" ,;:–—-")),), trails=True, cut=0)


def frame(statement: Statement, document: Document) -> Passage:
    """Return a passage with everything but its text."""
    return Passage(
        statement=statement.id,
        anchor=anchor_of(document.id, statement.id),
        runs=(),
        speaker=speaker_words(statement),
        section=statement.section,
        page=statement.page,
        heading=statement.kind in (StatementKind.HEADING, StatementKind.HEADLINE),
        item=statement.kind is StatementKind.ITEM,
    )


def speaker_words(statement: Statement) -> str | None:
    """Return who says a statement, in words; None where the document itself speaks."""
    voice = statement.voice
    if voice.type is VoiceType.AUTHOR:
        return None
    return shorten(voice.speaker, MAX_SPEAKER) if voice.speaker else _UNNAMED[voice.type]


_UNNAMED = {
    VoiceType.NAMED: "a named source",
    VoiceType.UNNAMED: "an unnamed source",
    VoiceType.OUTLET: "another outlet",
    VoiceType.OFFICIAL: "the official side",
}


def anchor_of(document: str, statement: str) -> str:
    """Return the id of a statement in the brief; letters, digits and hyphens, whatever the comparison's ids hold."""
    return f"{anchor(document)}-{anchor(statement)}"


def anchor(name: str) -> str:
    """Return a name as an id of the page: ASCII letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9]+", "-", name[:80]).strip("-")[:40] or "x"


def cut_words(characters: int) -> str:
    """Return the note after a passage that is cut."""
    return f"{quantity(characters, 'more character')} not shown here"


def _whole_words(text: str, limit: int) -> int:
    """Return where to cut `text`: at most `limit`, after a word if one ends in the last quarter."""
    if len(text) <= limit:
        return len(text)
    space = text.rfind(" ", limit * 3 // 4, limit)
    return space if space > 0 else limit


def _window(paint: Paint, words: int) -> tuple[int, int]:
    """Return the characters of an excerpt: the first run of evidence with as much around it as `words` leaves room for."""
    text = paint.statement.text
    spans = [match.span() for match in _WORD.finditer(text[:MAX_PASSAGE])]
    if len(spans) <= words + words // 4:
        return 0, min(len(text), MAX_PASSAGE)
    telling = [index for index, (start, end) in enumerate(spans) if _DIFFERS in paint.codes[start:end]] or [0]
    first = telling[0]
    last = max(index for index in telling if index - first < words)
    before = max(0, words - (last - first + 1)) // 2
    first = max(0, first - before)
    last = min(len(spans) - 1, first + words - 1)
    first = max(0, last - words + 1)
    # A start or an end a few words away is better kept than replaced by an ellipsis.
    first = 0 if first <= 3 else first
    last = len(spans) - 1 if last >= len(spans) - 4 else _telling_end(text, spans, max(telling), last)
    return spans[first][0], spans[last][1]


def _telling_end(text: str, spans: Sequence[tuple[int, int]], least: int, last: int) -> int:
    """Return the last word of an excerpt that leads on to nothing left out ("… with allies and"), three words off at most."""
    end = last
    while end > max(least, last - 3) and _leads_on(text, *spans[end]):
        end -= 1
    return end


def _leads_on(text: str, start: int, end: int) -> bool:
    """Return whether a word says little without the next: a small word, or a figure before what it counts ("12 million")."""
    word, after = text[start:end], text[end : end + 2].lstrip()
    is_figure = word[-1].isdigit() and not any(map(str.isalpha, word))
    return word.lower() in stop_words() or (is_figure and after[:1].islower())


def _runs(paint: Paint, start: int, end: int, *, edits: bool) -> tuple[Run, ...]:
    """Return the characters `start` to `end` as runs of one mark each."""
    text = paint.statement.text
    side = MarkKind.OFFICIAL if paint.document.id == "official" else MarkKind.PRESS
    kinds = {_PLAIN: None, _EDITED: side if edits else None, _DIFFERS: MarkKind.DIFFERS}
    runs: list[Run] = []
    position = start
    for kind, group in groupby(kinds[code] for code in paint.codes[start:end]):
        length = sum(1 for _ in group)
        runs.append(Run(text[position : position + length], kind))
        position += length
    return tuple(runs)
