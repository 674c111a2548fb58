"""Items that stand in a row inside one block, "1) … 2) …", "• … • …", and the credit behind a caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BULLETS = "•‣⁃◦▪▸►●○■□◆✓✔➢➤"

_BULLET = re.compile(rf"(?:(?<=\s)|^)[{BULLETS}](?=\s*\S)|(?<=\s)\*(?=\s+[A-Z0-9“\"])")
_MARKER = re.compile(r"(?:(?<=\s)|^)(\()?(\d{1,2}|[A-Za-z]|[ivx]{2,5})(\.\)|\)|\.)(?=\s+\S)")
_CREDIT = re.compile(r"(?<=\S )(?:Image|Photo|Photograph|Picture)(?: credit| by)?: (?=[A-Z])")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_AFTER_MARK = re.compile(r"(?:^|[.!?…])[\s\"”’)]*\Z")
_AFTER_MARK_OR_COLON = re.compile(r"(?:^|[.!?…:])[\s\"”’)]*\Z")
_CAPITAL = re.compile(r"\s*[^\W\d_a-z]")
_INITIALS = re.compile(r"[A-Z]\.\s+[A-Z]\.\s")


def item_starts(text: str) -> list[int]:
    """Return where items begin inside `text`, in order; the first item's marker counts only after other text.

    Numbers and letters must count up in one style, from 1, a or i where no bracket stands behind them. The first must begin
    the block or follow a terminal mark, or a colon where numbered items begin with capitals: "it requires (1) a report and
    (2) a plan" is one sentence.
    """
    bullets = [match.start() for match in _BULLET.finditer(text)]
    # One bullet in the middle parts a line ("July 11 • Statements"); several make a list.
    items = bullets if len(bullets) > 1 else list(_numbered(text))
    beginning = len(text) - len(text.lstrip())
    starts = {*items, *(match.start() for match in _CREDIT.finditer(text))}
    return sorted(start for start in starts if start > beginning)


def _numbered(text: str) -> Iterator[int]:
    """Yield the starts of markers that count up without a gap."""
    run: list[re.Match[str]] = []
    firsts: set[int] = set()
    for match in _MARKER.finditer(text):
        still = {position - len(run) for position in _positions(match[2])} & firsts
        if still and _style(match) == _style(run[0]):
            run.append(match)
            firsts = still
        elif (0 in _positions(match[2]) or (not run and match[3] != ".")) and _may_be_first(text, match):
            yield from _starts(text, run)
            run, firsts = [match], _positions(match[2])
    yield from _starts(text, run)


def _starts(text: str, run: list[re.Match[str]]) -> list[int]:
    """Return where the items of a run begin; none where it is one only, or the parts of a sentence behind a colon."""
    is_row = len(run) > 1 and (
        _AFTER_MARK.search(_before(text, run[0]))
        or all(match[2].isdigit() and _CAPITAL.match(text, match.end()) for match in run)
    )
    return [match.start() for match in run] if is_row else []


def _may_be_first(text: str, match: re.Match[str]) -> bool:
    """Return whether a row may begin here: not with the initials of "Mr. A. B. Smith"."""
    return _INITIALS.match(text, match.start()) is None and bool(_AFTER_MARK_OR_COLON.search(_before(text, match)))


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 8) : match.start()]


def _style(match: re.Match[str]) -> tuple[bool, str, str]:
    label = match[2]
    kind = "digit" if label.isdigit() else "upper" if label.isupper() else "lower"
    return bool(match[1]), match[3], kind


def _positions(label: str) -> set[int]:
    """Return which items of a row `label` may mark, counted from 0, in digits, letters or Roman numerals.

    >>> _positions("3"), _positions("c"), _positions("iii"), sorted(_positions("i"))
    ({2}, {2}, {2}, [0, 8])
    """
    if label.isdigit():
        return {int(label) - 1}
    low = label.lower()
    letter = {ord(low) - ord("a")} if len(low) == 1 else set()
    return letter | ({_ROMAN.index(low)} if low in _ROMAN else set())
