"""The types of a batch: what is to be compared, and what became of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_NAME = 100
"""Characters of a made-up file name; file systems allow 255 bytes, and a character may take up to four."""


@dataclass(frozen=True, slots=True)
class Side:
    """One document of an entry."""

    source: str
    """A path or an address as the manifest has it, or a name for a text that was given with it."""
    text: str | None = None
    """The text itself, where the manifest holds it."""
    place: str | None = None
    """Where the source is, from where we are; None where the manifest holds the text."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Metadata the manifest gives; it wins over what the document says."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a manifest: an official text and a report about it."""

    position: int
    """Its place in the manifest, from 1."""
    name: str
    """What its files are called; no other entry has the same."""
    official: Side
    press: Side
    finished: str | None = None
    """The fingerprint under which it is finished already; None where it is not."""


class Status(StrEnum):
    """What became of an entry."""

    DONE = "done"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an entry, and why."""

    position: int
    name: str
    official: str
    press: str
    status: Status
    fingerprint: str | None = None
    error: str | None = None
    """The slug of the error."""
    message: str | None = None
    """What happened and what to do."""


def name_of(given: str | None, official: Side, press: Side) -> str:
    """Return what the files of an entry are called: its id as far as it can be a file name, or the names of its sources.

    A hash keeps those apart that would be called the same, also where a file system takes no notice of capitals.

    >>> name_of("2024-06-13_herald", Side("a.txt"), Side("b.txt"))
    '2024-06-13_herald'
    >>> name_of("Herald/1", Side("a.txt"), Side("b.txt"))
    'herald-1-c8fbd6ee'
    """
    if given is not None:
        plain = _plain(given)
        return plain if plain == given else f"{plain}-{_digest(given)}"
    stems = "--".join(_plain(PurePosixPath(side.source.replace("\\", "/")).stem) for side in (official, press))
    return f"{stems[:LONGEST_NAME]}-{_digest(official.source, official.text, press.source, press.text)}"


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9_.-]+", "-", text.lower()[: 4 * LONGEST_NAME]).strip("-.")[:LONGEST_NAME] or "text"


def _digest(*parts: str | None) -> str:
    whole = sha256()
    for part in parts:
        data = (part or "").encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()[:8]
