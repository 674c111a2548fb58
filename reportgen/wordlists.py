"""Word lists: text files in `reportgen/data`, one entry a line, checked where they are read."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files


class WordListError(ValueError):
    """A word list holds a line that cannot be meant: a mistake in the package, or in a desk's own list."""


@cache
def read_words(name: str) -> tuple[str, ...]:
    """Return the entries of the list `reportgen/data/name`, in order.

    Blank lines and lines that begin with `#` are no entries. Raises WordListError for an entry that stands twice or is
    not in Unicode's composed form (NFC), and for a list that has classes (`read_classes` reads those).
    """
    entries = _read(name)
    if any(_is_class(entry) for entry in entries):
        raise WordListError(f"{name} has classes in brackets where a plain list is expected")
    return entries


@cache
def read_classes(name: str) -> dict[str, tuple[str, ...]]:
    """Return the entries of the list `reportgen/data/name` under the classes its `[class]` lines name.

    Raises WordListError as `read_words` does, and for an entry that stands before the first class.
    """
    classes: dict[str, list[str]] = {}
    for entry in _read(name, once=False):
        if _is_class(entry):
            classes[entry[1:-1]] = []
        elif not classes:
            raise WordListError(f"{name}: {entry!r} stands before the first class")
        else:
            classes[next(reversed(classes))].append(entry)
    for title, entries in classes.items():
        _check_once(f"{name} [{title}]", entries)
    return {title: tuple(entries) for title, entries in classes.items()}


def _read(name: str, *, once: bool = True) -> tuple[str, ...]:
    text = (files("reportgen") / "data" / name).read_text(encoding="utf-8")
    entries = tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    for entry in entries:
        if unicodedata.normalize("NFC", entry) != entry:
            raise WordListError(f"{name}: {entry!r} is not in composed form (NFC)")
    if once:
        _check_once(name, entries)
    return entries


def _check_once(where: str, entries: tuple[str, ...] | list[str]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry in seen:
            raise WordListError(f"{where}: {entry!r} stands twice")
        seen.add(entry)


def _is_class(entry: str) -> bool:
    return entry.startswith("[") and entry.endswith("]")
