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
_BEFORE_FIRST = re.compile(r"(?:^|[.!?…])[\s\"”’)]*\Z")


def item_starts(text: str) -> list[int]:
    """Return where items begin inside `text`, in order; the first item's marker counts only after other text.

    Numbers and letters must count up from 1, a or i, in one style, and the first must begin the block or follow a
    terminal mark: "it requires (1) a report and (2) a plan" is one sentence.
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
    for match in _MARKER.finditer(text):
        if run and _style(match) == _style(run[0]) and _follows(match[2], len(run)):
            run.append(match)
        elif _follows(match[2], 0) and _BEFORE_FIRST.search(text[max(0, match.start() - 8) : match.start()]):
            if len(run) > 1:
                yield from (item.start() for item in run)
            run = [match]
    if len(run) > 1:
        yield from (item.start() for item in run)


def _style(match: re.Match[str]) -> tuple[bool, str, str]:
    label = match[2]
    kind = "digit" if label.isdigit() else "upper" if label.isupper() else "lower"
    return bool(match[1]), match[3], kind


def _follows(label: str, position: int) -> bool:
    """Return whether `label` is the marker number `position`, counted from 0, in digits, letters or Roman numerals."""
    if label.isdigit():
        return int(label) == position + 1
    low = label.lower()
    return low == chr(ord("a") + position) or (position < len(_ROMAN) and low == _ROMAN[position])
