"""Places where a sentence may end: a terminal mark with what closes behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

REACH = 60
"""Characters looked at on either side for the word before and after; no word is longer, and no text makes it slow."""

NEAR = 400
"""Characters before a quotation mark that stands alone in which its opening mark is looked for."""

MARKS = ".!?…。．！？"
QUOTES = "\"'“”„‘’‚«»‹›"
OPENERS = "([{" + QUOTES
CLOSERS = "\"'”’“»›)]}"

# Marks ("?!", ". . . .") and closers ('."', ".)", ".[12]", ").10 "). All parts may be empty, so a run is scanned once.
_ENDING = re.compile(
    r"""(?P<marks>
          (?<=\S)\.(?=(?:\ \.){3}\ ["“]?[A-Z])  # "ended. . . . The": the dots stand for what is left out before "The"
          | \.(?:\ ?\.){2,}
          | [.!?…。．！？]+
          | (?:--|[–—])(?=["”]\s)  # '"We were--" Then': broken off
        )
        (?P<closers> ["'”’“»›)\]}]*
          (?: \ ?\[\d{1,3}(?:\ ?[-–,]\ ?\d{1,3})*\]
            | \[[^\[\]\s]{1,12}\]
            | (?<!\d\.)(?<=[.)”"])\d{1,3}(?:\ \d{1,3}){0,4}(?=\s+["“(]?[A-Z])
          )*
        ["'”’»›)\]}]* )
    """,
    re.VERBOSE,
)
_ORPHANS = re.compile(r"\s{1,4}(?:[\"”’)\]}»](?=\s|$))+")
_SMILEYS = re.compile(
    r"(?:\s?(?:[\u2600-\u26ff\u2728\u2753-\u2757\u2764\u2b50\U0001f000-\U0001faff][\ufe0f\u200d]*|[:;]-?[()DPp](?=\s|\Z)))+"
)
_SPACE = re.compile(r"\s*")
_WORD_BEFORE = re.compile(r"\S+\Z")
_WORD_AFTER = re.compile(r"[^\s,;:!?)\]}\"”»…]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A terminal mark and its surroundings."""

    text: str
    """The whole block."""
    marks_start: int
    marks: str
    """The terminal marks, spaces between them dropped."""
    closers: str
    """Quotation marks, brackets and note numbers right behind."""
    end: int
    """Where the sentence would end."""
    next: int
    """Where the next would start: the next visible character, or the end of the text."""
    word: str
    """What stands before the marks up to the last white space, without opening quotes and brackets."""
    following: str
    """The word that comes next, without opening quotes and brackets; empty where something else comes."""

    @property
    def is_glued(self) -> bool:
        """True where no white space follows."""
        return self.next == self.end

    @property
    def next_character(self) -> str:
        """The next visible character, or an empty string at the end of the text."""
        return self.text[self.next : self.next + 1]


def find_candidates(text: str) -> Iterator[Candidate]:
    """Yield, in order, each place where a sentence of `text` may end before the text does."""
    for match in _ENDING.finditer(text):
        end = match.end()
        orphans = _ORPHANS.match(text, end)
        if orphans and ('"' not in orphans[0] or text.count('"', max(0, end - NEAR), end) % 2):
            end = orphans.end()
        if smileys := _SMILEYS.match(text, end):
            end = smileys.end()
        space = _SPACE.match(text, end)
        following_start = space.end() if space else end
        if following_start < len(text) and (following_start > end or _may_begin(text[end])):
            yield Candidate(
                text=text,
                marks_start=match.start(),
                marks=match["marks"].replace(" ", ""),
                closers=match["closers"],
                end=end,
                next=following_start,
                word=_word_before(text, match.start()),
                following=_word_after(text, following_start),
            )


def _may_begin(character: str) -> bool:
    """Return whether a sentence may begin with `character` right behind a full stop: a cheap test for "1.5" and "a.b"."""
    return not (character.islower() or character.isdigit() or character in MARKS)


def _word_before(text: str, position: int) -> str:
    match = _WORD_BEFORE.search(text[max(0, position - REACH) : position])
    return match[0].lstrip(OPENERS + "—–-*•") if match else ""


def _word_after(text: str, position: int) -> str:
    rest = text[position : position + REACH].lstrip(OPENERS)
    match = _WORD_AFTER.match(rest)
    return match[0] if match else ""
