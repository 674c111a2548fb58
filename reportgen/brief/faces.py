"""Which typefaces a PDF needs beside its own two, and what none of them can show, which is named.

The package's text faces cover Latin, Greek and Cyrillic. Arabic, Armenian, Devanagari, Georgian, Hebrew and Thai have a
typeface each, brought along whole. Chinese, Japanese and Korean ones are larger than the package: they are taken from
`typefaces` of the settings, or from the operating system, where it has one of `system_typefaces.txt`.
"""

from __future__ import annotations

import os
import re
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.brief.text import named_characters
from reportgen.resources import fonts_folder
from reportgen.wordlists import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

COVERAGE = "coverage.txt"
"""Beside the typefaces: the characters every text face can show, alone or by falling back on Source Sans, as ranges."""

OTHER_SCRIPTS = "Other Scripts"
"""What stands in style sheets for the typefaces of other scripts, at the end of a stack of families."""

SYSTEM_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:\\Windows\\Fonts",
)
"""Where operating systems keep typefaces."""

MOST_FILES = 20_000
"""Files looked through for a typeface."""


def in_faces(text: str, faces: Sequence[Path] = ()) -> str:
    """Return `text` with the characters no typeface has named as [U+XXXX]; the PDF would be invalid with them.

    `faces` are typefaces beside the package's text faces.

    >>> in_faces("Київ 北京")
    'Київ [U+5317 U+4EAC]'
    """
    if text.isascii():
        return text
    if not faces:
        return _uncovered().sub(named_characters, text)
    shown = frozenset[int]().union(*map(characters_of, faces))
    return _uncovered().sub(lambda match: _named(match[0], shown), text)


def other_faces(texts: Iterable[str], own: Sequence[str] = ()) -> tuple[Path, ...]:
    """Return the typefaces needed beside the package's text faces: a desk's `own` first, the package's, the system's."""
    missing = {ord(character) for text in texts if not text.isascii() for run in _uncovered().findall(text) for character in run}
    chosen: list[Path] = []
    for path in _candidates(own):
        if not missing:
            break
        found = missing & characters_of(path)
        if found:
            chosen.append(path)
            missing -= found
    return tuple(chosen)


@cache
def characters_of(path: Path) -> frozenset[int]:
    """Return the characters a typeface file has; none where it cannot be read."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  (needed for other scripts only)

    try:
        with path.open("rb") as file, TTFont(file, fontNumber=0, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError, KeyError, ValueError):
        return frozenset()


def _candidates(own: Sequence[str]) -> Iterator[Path]:
    yield from map(Path, own)
    yield from sorted(fonts_folder().glob("NotoSans*.ttf"))
    yield from system_faces()


@cache
def system_faces() -> tuple[Path, ...]:
    """Return the typefaces of `system_typefaces.txt` this machine has, in the list's order."""
    wanted = {name: place for place, name in enumerate(read_words("system_typefaces.txt"))}
    found: dict[int, Path] = {}
    for number, path in enumerate(_files(SYSTEM_FOLDERS)):
        if number >= MOST_FILES:
            break
        if path.name in wanted:
            found.setdefault(wanted[path.name], path)
    return tuple(found[place] for place in sorted(found))


def _files(folders: Iterable[str]) -> Iterator[Path]:
    for folder in folders:
        for place, inner, names in os.walk(Path(folder).expanduser()):
            inner.sort()
            yield from (Path(place, name) for name in sorted(names))


def _named(run: str, shown: frozenset[int]) -> str:
    """Return a run of characters the text faces lack, with those the other typefaces lack too named."""
    groups = groupby(run, key=lambda character: ord(character) in shown)
    parts = ((is_shown, "".join(group)) for is_shown, group in groups)
    return "".join(part if is_shown else _EVERY.sub(named_characters, part) for is_shown, part in parts)


_EVERY = re.compile(".+", re.DOTALL)


@cache
def _uncovered() -> re.Pattern[str]:
    lines = (fonts_folder() / COVERAGE).read_text(encoding="ascii").splitlines()
    ranges = [line.split("-") for line in lines if line and not line.startswith("#")]
    members = "".join(rf"\U{int(ends[0], 16):08x}-\U{int(ends[-1], 16):08x}" for ends in ranges)
    return re.compile(f"[^{members}]+")
