"""Quotations of the official side, looked up in the official text: word for word, with changes, or not in it.

Words found nowhere in the text may still have been said: at a briefing, in another statement. The verdict says no more
than that they are not in this one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from reportgen.model import Edit, Mark, VoiceType
from reportgen.spans import text_origins, text_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.model import Document

MOST_QUOTATIONS = 500
"""Quotations looked up in one report."""
MOST_WORDS = 400
"""Words of a quotation that are compared one by one; a longer one is found word for word or not at all."""
LIKE = 0.6
"""From this share of common words in common order on a passage is the one that was quoted, with changes.

Of the official side's quotations in 31 annotated reports, those that were said elsewhere reach .45 at most, those that
were changed .76 at least.
"""
FEWEST_WORDS = 5
"""A shorter quotation is in the text word for word, or not in it: two of three words are found anywhere."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+(?:['’.][^\W\d_]+)*")
_MARKED_CHANGE = re.compile(r"\[[^\[\]]{0,80}\]|…|\.(?:\s?\.){2,}")
"""Where the report itself shows that words were put in or left out."""


class QuoteVerdict(StrEnum):
    """What the look-up found; the values are the words of the brief."""

    VERBATIM = "word for word"
    CHANGED = "with changes"
    ABSENT = "not in this statement"


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """A quotation of the official side in a report, and where it stands in the official text."""

    text: str
    """The quoted words, white space folded."""
    speaker: str | None
    verdict: QuoteVerdict
    marked: bool
    """True where the report shows that words are left out or put in ("…", "[the treaty]")."""
    similarity: float
    """0 to 1: how many words the quotation and the official passage have in common, in the same order."""
    press: tuple[Mark, ...]
    """The quotation, in each statement it runs through."""
    official: tuple[Mark, ...]
    """The official passage; empty where there is none."""
    official_text: str | None
    """Its words, from the first to the last that was quoted."""
    edits: tuple[Edit, ...]
    """The words that differ, in order: `delete` official only, `insert` report only, `replace` both."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with its place."""

    plain: str
    mark: Mark
    """The word in the document."""


def check_quotations(official: Document, report: Document) -> tuple[QuoteCheck, ...]:
    """Return, for each quotation of the official side in a report, whether the official text has its words.

    Case, marks and typographic variants do not count as changes. The time taken grows with the length of the official
    text and the number of quotations, of which the first 500 are looked up.
    """
    found: list[QuoteCheck] = []
    text = _OfficialText(official)
    for number, (speaker, marks) in enumerate(_quotations(report)):
        if number == MOST_QUOTATIONS:
            break
        found.append(_check(text, report, speaker, marks))
    return tuple(found)


def _quotations(report: Document) -> Iterator[tuple[str | None, tuple[Mark, ...]]]:
    """Yield the official side's quotations; one that runs on through several statements is one."""
    spans = [
        (statement.voice.speaker, Mark(statement.id, start, end))
        for statement in report.statements
        if statement.voice.type is VoiceType.OFFICIAL
        for start, end in statement.voice.quoted
    ]
    group: list[Mark] = []
    for position, (speaker, mark) in enumerate(spans):
        group.append(mark)
        following = spans[position + 1][1] if position + 1 < len(spans) else mark
        if following.statement == mark.statement or report.text[mark.end : following.start].strip(" \t\r\n*_>"):
            yield speaker, tuple(group)
            group = []


def _check(official: _OfficialText, report: Document, speaker: str | None, marks: tuple[Mark, ...]) -> QuoteCheck:
    raw = " ".join(" ".join(report.text[mark.start : mark.end].split()) for mark in marks)
    parts = _parts(report, marks)
    words = [word for part in parts for word in part]
    is_marked = len(parts) > 1 or _MARKED_CHANGE.search(raw) is not None
    passage = official.find_all(parts)
    if passage is not None:
        return QuoteCheck(raw, speaker, QuoteVerdict.VERBATIM, is_marked, 1.0, marks, *official.show(*passage), ())
    like = official.find_like(words) if FEWEST_WORDS <= len(words) <= MOST_WORDS else None
    if like is None or like[2] < LIKE:
        similarity = round(like[2], 4) if like else 0.0
        return QuoteCheck(raw, speaker, QuoteVerdict.ABSENT, is_marked, similarity, marks, (), None, ())
    start, end, similarity = like
    edits = _edits(official.words[start:end], words)
    return QuoteCheck(
        raw, speaker, QuoteVerdict.CHANGED, is_marked, round(similarity, 4), marks, *official.show(start, end), edits
    )


def _parts(report: Document, marks: Iterable[Mark]) -> list[list[_Word]]:
    """Return the quotation's words, cut where the report marks a change."""
    parts: list[list[_Word]] = [[]]
    for mark in marks:
        statement = report.statements_by_id[mark.statement]
        origins = text_origins(statement, report.text)
        start, end = text_span(mark, origins)
        changes = [match.span() for match in _MARKED_CHANGE.finditer(statement.text, start, end)]
        for match in _WORD.finditer(statement.text, start, end):
            if changes and match.start() >= changes[0][0]:
                while changes and match.start() >= changes[0][0]:
                    last = changes.pop(0)
                parts.append([])
                if match.start() < last[1]:
                    changes.insert(0, last)
                    continue
            span = Mark(statement.id, origins[match.start()], origins[match.end() - 1] + 1)
            parts[-1].append(_Word(_plain(match[0]), span))
    return [part for part in parts if part]


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


class _OfficialText:
    """The words of the official text, to be looked up."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = list(_words(document))
        self._plain = [word.plain for word in self.words]
        self._joined = " ".join(self._plain) + " "
        self._starts = [0, *accumulate(len(word) + 1 for word in self._plain)]
        self._places: dict[str, list[int]] = {}
        for index, word in enumerate(self._plain):
            self._places.setdefault(word, []).append(index)

    def find_all(self, parts: Sequence[Sequence[_Word]]) -> tuple[int, int] | None:
        """Return the words from the first part to the last if all stand in the text word for word, in their order."""
        if not parts:
            return None
        first = position = None
        for part in parts:
            begin = self._find([word.plain for word in part], position or 0)
            if begin is None:
                return None
            first = begin if first is None else first
            position = begin + len(part)
        return (first, position) if first is not None and position is not None else None

    def _find(self, words: Sequence[str], begin: int) -> int | None:
        wanted = " ".join(words) + " "
        at = self._joined.find(wanted, self._starts[begin])
        while at > 0 and self._joined[at - 1] != " ":
            at = self._joined.find(wanted, at + 1)
        return bisect_left(self._starts, at) if at >= 0 else None

    def find_like(self, words: Sequence[_Word]) -> tuple[int, int, float] | None:
        """Return the passage most like these words, first to last word in common, with the share they have in common."""
        plain = [word.plain for word in words]
        middle = self._densest(plain)
        if middle is None:
            return None
        low, high = max(0, middle - len(plain)), min(len(self._plain), middle + 2 * len(plain))
        alignment = fuzz.partial_ratio_alignment(plain, self._plain[low:high])
        if alignment is None or alignment.dest_start == alignment.dest_end:
            return None
        start, end = low + alignment.dest_start, low + alignment.dest_end
        # The window is as long as the quotation: words dropped in the middle push its end outside. Look a little further.
        reach = max(2, len(plain) // 3)
        options = [(start, stop) for stop in range(end, min(high, end + reach) + 1)]
        options += [(begin, end) for begin in range(max(low, start - reach), start)]
        scored = [(fuzz.ratio(plain, self._plain[first:last]) / 100, -(last - first), first, last) for first, last in options]
        similarity, _, start, end = max(scored)
        return start, end, similarity

    def _densest(self, plain: Sequence[str]) -> int | None:
        """Return where a window as long as the quotation begins that has most of its words, the rarer counting more."""
        gains: dict[int, float] = defaultdict(float)
        for word, count in Counter(plain).items():
            places = self._places.get(word, [])
            for place in places:
                gains[place] += count / len(places)
        if not gains:
            return None
        order = sorted(gains)
        sums = [0.0, *accumulate(gains[place] for place in order)]
        length = len(plain)

        def gain(place: int) -> float:
            return sums[bisect_right(order, place + length - 1)] - sums[bisect_left(order, place)]

        return max(order, key=lambda place: (gain(place), -place))

    def show(self, start: int, end: int) -> tuple[tuple[Mark, ...], str]:
        """Return the marks of the words from `start` to `end`, one a statement, and the text they cut out."""
        marks = _join(self.words[start:end])
        text = " ".join(" ".join(self.document.text[mark.start : mark.end].split()) for mark in marks)
        return marks, text


def _words(document: Document) -> Iterator[_Word]:
    for statement in document.statements:
        origins = text_origins(statement, document.text)
        for match in _WORD.finditer(statement.text):
            mark = Mark(statement.id, origins[match.start()], origins[match.end() - 1] + 1)
            yield _Word(_plain(match[0]), mark)


def _join(words: Sequence[_Word]) -> tuple[Mark, ...]:
    """Return one mark a statement, from the first of its words to the last."""
    marks: list[Mark] = []
    for word in words:
        if marks and marks[-1].statement == word.mark.statement:
            marks[-1] = Mark(word.mark.statement, marks[-1].start, word.mark.end)
        else:
            marks.append(word.mark)
    return tuple(marks)


def _edits(official: Sequence[_Word], press: Sequence[_Word]) -> tuple[Edit, ...]:
    codes = Levenshtein.opcodes([word.plain for word in official], [word.plain for word in press])
    return tuple(
        Edit(code.tag, _join(official[code.src_start : code.src_end]), _join(press[code.dest_start : code.dest_end]))
        for code in codes
        if code.tag != "equal"
    )
