"""What holds for a whole batch, and the fingerprint by which a finished comparison is known again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.brief.rendering import RenderOptions
from reportgen.settings import Settings
from reportgen.version import __version__

if TYPE_CHECKING:
    from reportgen.batch.entries import Entry
    from reportgen.batch.storage import Folder

RECORDS = "records"
COMPARISONS = "comparisons"
BRIEFS = "briefs"


@dataclass(frozen=True, slots=True)
class Plan:
    """What every worker is told: where results go, how texts are compared, what is rendered."""

    folder: Folder
    settings: Settings = field(default_factory=Settings)
    formats: tuple[str, ...] = ()
    """The formats a brief of each comparison is written in."""
    look: RenderOptions = field(default_factory=RenderOptions)
    fail_fast: bool = False

    def key(self) -> str:
        """Return a hash of all that decides what comes out, but for the texts."""
        templates = _hash_of_folder(self.look.templates) if self.look.templates else None
        said = [__version__, asdict(self.settings), sorted(self.formats), self.look.page_size, self.look.date, templates]
        return sha256(json.dumps(said).encode()).hexdigest()

    def outputs(self, name: str) -> list[str]:
        """Return the files a finished entry has in the folder."""
        return [f"{COMPARISONS}/{name}.json", *(f"{BRIEFS}/{name}.{suffix}" for suffix in self.formats)]


def fingerprint(entry: Entry, official: bytes, press: bytes, key: str) -> str:
    """Return the hash of an entry's texts, of the metadata given with them, and of the plan's key."""
    given = [[side.source.rsplit("/", 1)[-1], sorted(side.given.items())] for side in (entry.official, entry.press)]
    said = [key, sha256(official).hexdigest(), sha256(press).hexdigest(), given]
    return sha256(json.dumps(said).encode()).hexdigest()


def _hash_of_folder(folder: Path) -> str:
    """Return a hash of the files of a template folder."""
    whole = sha256()
    for path in sorted(Path(folder).iterdir()):
        if path.is_file():
            whole.update(f"{path.name}\0{sha256(path.read_bytes()).hexdigest()}\0".encode())
    return whole.hexdigest()
