"""Sources that hold several documents: what is in them, and which one is meant (`SOURCE#PART`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportgen.errors import ReadError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 8
"""An error lists at most so many of the documents."""
TITLE = 60
"""Of a title so many characters are shown."""


class Entry(NamedTuple):
    """One of the documents in a source."""

    key: str
    """What stands behind the `#` to choose it."""
    title: str = ""
    """What a reader knows it by: a subject, a headline, an address."""
    aliases: tuple[str, ...] = ()
    """Other ways to name it: an identifier, an address."""

    def __str__(self) -> str:
        title = " ".join(self.title.split())
        shown = title if len(title) <= TITLE else title[:TITLE].rstrip() + "…"
        return f"#{self.key} ({shown})" if shown else f"#{self.key}"


def chosen(entries: Sequence[Entry], part: str, *, name: str) -> int:
    """Return the index of the entry `part` names: by its key, an alias, or a piece that only one of them has.

    Raises UsageError (`no-such-part`) where none or several have it.
    """
    wanted = part.strip().casefold()
    for test in (_has_key, _has_alias, _has_piece):
        found = [index for index, entry in enumerate(entries) if test(entry, wanted)]
        if len(found) == 1 or (found and test is not _has_piece):
            return found[0]
        if found:
            break
    raise UsageError(
        f"{'several' if found else 'no'} documents in it go by {part!r}" if entries else f"it has no part {part!r}",
        slug="no-such-part",
        where=name,
        remedy=_listed([entries[index] for index in found] if found else entries),
    )


def several(entries: Sequence[Entry], *, name: str, what: str) -> ReadError:
    """Return the error for a source with several documents of which none was chosen; `what` is what they are."""
    return ReadError(
        f"there are {len(entries):,} {what} in it",
        slug="several-documents",
        where=name,
        remedy=f"Choose one behind the name, as {name}#{entries[0].key}. {_listed(entries)}",
    )


def _has_key(entry: Entry, wanted: str) -> bool:
    return entry.key.casefold() == wanted


def _has_alias(entry: Entry, wanted: str) -> bool:
    return wanted in (alias.casefold() for alias in entry.aliases)


def _has_piece(entry: Entry, wanted: str) -> bool:
    return bool(wanted) and any(wanted in text.casefold() for text in (entry.key, entry.title, *entry.aliases))


def _listed(entries: Sequence[Entry]) -> str:
    if not entries:
        return "It is one document; leave the # and what follows away."
    shown = ", ".join(str(entry) for entry in entries[:SHOWN])
    more = len(entries) - SHOWN
    return f"There are: {shown}" + (f" and {more:,} more." if more > 0 else ".")
