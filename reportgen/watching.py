"""A folder where desks drop an official text and reports about it: which belong together, and which are ready.

A comparison is asked for by names alone: `summit.official.txt` with `summit.press.txt`, `summit.press-herald.html`…, or, in a
folder of their own, `official.txt` with `press.txt`, `press-herald.html`…
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.brief.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_NAME = re.compile(r"(?:(?P<job>[^.].*)\.)?(?P<side>official|press)(?:-[^.]+)?\.(?P<suffix>[^.]+)", re.IGNORECASE)

UNFINISHED = frozenset({"part", "partial", "tmp", "temp", "crdownload", "download", "filepart", "swp", "bak"})
"""Suffixes under which programs keep what they have not finished."""

RECORD = ".reportgen-watch.json"
"""The file in each folder that says what was done there."""

LARGEST_RECORD = 10_000_000
"""Bytes; a record of ten thousand comparisons has two million."""

Fingerprint = tuple[tuple[str, int, int], ...]
"""Name, size and moment of the last change of each file."""


@dataclass(frozen=True, slots=True)
class Job:
    """Texts that belong together."""

    folder: Path
    name: str
    """What their names begin with; empty for those in a folder of their own."""
    official: Path
    press: tuple[Path, ...]

    def output(self, suffix: str) -> Path:
        """Return the file of a format beside the texts."""
        return self.folder / (f"{self.name}.brief.{suffix}" if self.name else f"brief.{suffix}")

    @property
    def failure(self) -> Path:
        """The file that tells an editor why there is no brief."""
        return self.folder / (f"{self.name}.failed.txt" if self.name else "failed.txt")

    @property
    def sources(self) -> tuple[Path, ...]:
        """The texts, the official one first."""
        return (self.official, *self.press)

    @property
    def shown(self) -> str:
        """What it is called in a message."""
        return self.name or self.folder.name


def find_jobs(folder: Path) -> list[Job]:
    """Return what lies in a folder and those directly in it, by name; texts without the other side are left for later."""
    return [job for place in _folders(folder) for job in _jobs_in(place)]


def _folders(folder: Path) -> Iterator[Path]:
    yield folder
    try:
        yield from sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:  # taken away while we look
        return


def _jobs_in(folder: Path) -> Iterator[Job]:
    sides: dict[str, dict[str, list[Path]]] = {}
    try:
        paths = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return
    for path in paths:
        found = _NAME.fullmatch(path.name)
        if found is None or found["suffix"].lower() in UNFINISHED or path.name.startswith("."):
            continue
        sides.setdefault(found["job"] or "", {}).setdefault(found["side"].lower(), []).append(path)
    for name, both in sides.items():
        # Of two official texts none can be taken for the right one; that is told by `conflict_of`.
        if "press" in both and len(both.get("official", ())) >= 1:
            yield Job(folder, name, both["official"][0], (*both["official"][1:], *both["press"]))


def conflict_of(job: Job) -> str | None:
    """Return what is wrong with the names of a job's files, None where nothing is."""
    others = [path.name for path in job.press if re.search(r"(?i)(?:^|\.)official(?:-[^.]+)?\.[^.]+$", path.name)]
    if not others:
        return None
    return f"there are several official texts: {', '.join([job.official.name, *others])}. Keep one, and name the others press."


def fingerprint(job: Job) -> Fingerprint | None:
    """Return what tells whether the files changed; None where one is gone, or empty as a copy is at its beginning."""
    found = []
    for path in job.sources:
        try:
            state = path.stat()
        except OSError:
            return None
        if not state.st_size:
            return None
        found.append((path.name, state.st_size, state.st_mtime_ns))
    return tuple(found)


@dataclass
class Settling:
    """Waits for files that are still being copied: they are ready when nothing about them changed for a while."""

    seconds: float
    _seen: dict[tuple[Path, str], tuple[Fingerprint, float]] = field(default_factory=dict)

    def is_ready(self, job: Job, now: float) -> bool:
        """Return whether a job's files are as they were `seconds` ago; `now` is the moment of looking, in seconds."""
        key = (job.folder, job.name)
        found = fingerprint(job)
        if found is None:
            self._seen.pop(key, None)
            return False
        before = self._seen.get(key)
        if before is None or before[0] != found:
            self._seen[key] = (found, now)
            return self.seconds <= 0
        return now - before[1] >= self.seconds


def content_key(job: Job, wish: str) -> str:
    """Return a hash of the names and bytes of a job's files and of what is wished for: the same gives the same brief."""
    digest = hashlib.sha256(wish.encode())
    for path in job.sources:
        with path.open("rb") as file:
            digest.update(f"\n{path.name}\n{hashlib.file_digest(file, 'sha256').hexdigest()}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def was_done(job: Job, key: str, outputs: tuple[Path, ...]) -> bool:
    """Return whether this very content was dealt with, and what came of it is still there: the brief, or word of a failure."""
    if _record(job.folder).get(job.name) != key:
        return False
    return all(path.exists() for path in outputs) or job.failure.exists()


def note_done(job: Job, key: str) -> None:
    """Write down that this content was dealt with, so that a restart does not repeat it."""
    record = dict(_record(job.folder)) | {job.name: key}
    write_whole(job.folder / RECORD, (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass"))


def _record(folder: Path) -> Mapping[str, str]:
    try:
        with (folder / RECORD).open("rb") as file:
            value = json.loads(file.read(LARGEST_RECORD))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}
