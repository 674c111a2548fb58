"""What a worker does: compares the entries of a block and writes what comes of them.

A worker is any process that can import this module. The model, the word lists, the typefaces and the templates are read when the
first entry asks for them and stay for all that follow.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.batch.entries import Entry, Outcome, Side, Status
from reportgen.batch.plan import RECORDS, Plan, fingerprint
from reportgen.batch.records import Row, pack, pack_name, record_of
from reportgen.batch.storage import load_source
from reportgen.brief.rendering import FORMATS
from reportgen.engine import compare
from reportgen.errors import ReportgenError
from reportgen.read import document_from_text, read

if TYPE_CHECKING:
    from reportgen.model import Document


@dataclass(frozen=True, slots=True)
class Block:
    """Entries that are worked on one after the other."""

    number: int
    entries: tuple[Entry, ...]


def work(plan: Plan, block: Block) -> tuple[Outcome, ...]:
    """Return what became of each entry of a block, having written its files and, at the end, the records of those done.

    An entry that fails is told and the others go on. Raises RenderError (`output-not-writable`) where there is no room or no
    right to write: that is nothing of the entry's own.
    """
    outcomes: list[Outcome] = []
    records: list[Row] = []
    key = plan.key()
    try:
        for entry in block.entries:
            outcome, record = _work_on(plan, key, entry)
            outcomes.append(outcome)
            records.extend([record] if record else [])
            if plan.fail_fast and outcome.status is Status.FAILED:
                break
    finally:
        # Also when it is stopped: what is finished is not done again.
        if records:
            plan.folder.write(f"{RECORDS}/{pack_name(records)}", pack(records))
    return tuple(outcomes)


def _work_on(plan: Plan, key: str, entry: Entry) -> tuple[Outcome, Row | None]:
    try:
        official, press = _bytes(entry.official), _bytes(entry.press)
        found = fingerprint(entry, official, press, key)
        if found == entry.finished and all(plan.folder.has(name) for name in plan.outputs(entry.name)):
            return _outcome(entry, Status.KEPT, found), None
        documents = _document(entry.official, official), _document(entry.press, press)
        comparison = compare(*documents, settings=plan.settings)
        formats = ("json", *plan.formats)
        for output, name in zip(plan.outputs(entry.name), formats, strict=True):
            plan.folder.write(output, FORMATS[name](comparison, plan.look))
        return _outcome(entry, Status.DONE, found), record_of(entry, found, comparison)
    except ReportgenError as error:
        if error.slug in {"output-not-writable", "library-missing"}:
            raise
        return _failed(entry, error.slug, str(error)), None
    except Exception as error:  # noqa: BLE001  (whatever one text brings about, the others go on)
        return _failed(entry, "unexpected", _unexpected(error)), None


def _unexpected(error: Exception) -> str:
    """Return what a fault of ours is told with: its kind, its words, and the place it comes from."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"an unexpected {type(error).__name__}{place}: {' '.join(str(error).split())[:200]} (unexpected)."


def _bytes(side: Side) -> bytes:
    if side.place is None:
        return (side.text or "").encode("utf-8", "surrogatepass")
    return load_source(side.place)[0]


def _document(side: Side, data: bytes) -> Document:
    name = side.source.replace("\\", "/").rsplit("/", 1)[-1]
    if side.text is not None:
        return document_from_text(side.text, name=name, given=side.given)
    return read(data, name=name, given=side.given)


def _outcome(entry: Entry, status: Status, found: str) -> Outcome:
    return Outcome(entry.position, entry.name, entry.official.source, entry.press.source, status, found)


def _failed(entry: Entry, slug: str, message: str) -> Outcome:
    sources = entry.official.source, entry.press.source
    return Outcome(entry.position, entry.name, *sources, Status.FAILED, error=slug, message=message)
