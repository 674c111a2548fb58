"""A writer of Outlook's .msg files, small and plain: a compound file with the streams of one mail.

The form is that of [MS-CFB] version 3 and [MS-OXMSG], both published by Microsoft.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STRING, BINARY, INTEGER, TIME = 0x001F, 0x0102, 0x0003, 0x0040


@dataclass
class Entry:
    """A storage (with entries inside) or a stream (with data) of a compound file."""

    name: str
    data: bytes | None = None
    inside: list[Entry] = field(default_factory=list)
    start: int = END
    number: int = 0


def msg(properties: dict[int, object], attachments: tuple[dict[int, object], ...] = ()) -> bytes:
    """Return a .msg file of a mail with these properties, under their numbers, and these attachments."""
    root = Entry("Root Entry", inside=_streams(properties, struct.pack("<8x4I8x", 0, len(attachments), 0, len(attachments))))
    for number, attachment in enumerate(attachments):
        root.inside.append(Entry(f"__attach_version1.0_#{number:08X}", inside=_streams(attachment, bytes(8))))
    return compound(root)


def _streams(properties: dict[int, object], head: bytes) -> list[Entry]:
    rows, entries = [head], []
    for tag, value in properties.items():
        if isinstance(value, datetime):
            ticks = int((value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds() * 10_000_000)
            rows.append(struct.pack("<HHIQ", TIME, tag, 6, ticks))
        elif isinstance(value, int):
            rows.append(struct.pack("<HHIII", INTEGER, tag, 6, value, 0))
        else:
            kind, data = (BINARY, value) if isinstance(value, bytes) else (STRING, str(value).encode("utf-16-le"))
            rows.append(struct.pack("<HHIII", kind, tag, 6, len(data) + 2 * (kind == STRING), 0))
            entries.append(Entry(f"__substg1.0_{tag:04X}{kind:04X}", data))
    return [*entries, Entry("__properties_version1.0", b"".join(rows))]


def compound(root: Entry) -> bytes:
    """Return the compound file of a tree of storages and streams."""
    entries = _numbered(root)
    streams = [entry for entry in entries if entry.data is not None]
    mini, mini_fat = _chained([entry for entry in streams if len(entry.data or b"") < CUTOFF], MINI)
    root.data = mini
    big, fat = _chained([*[entry for entry in streams if len(entry.data or b"") >= CUTOFF], root], SECTOR)
    parts = [big]
    starts = []
    for part in (b"".join(struct.pack("<I", number) for number in mini_fat), _directory(entries)):
        starts.append(len(fat) if part else END)
        parts.append(_padded(part, SECTOR))
        fat += _chain(len(fat), len(part), SECTOR)
    first_fat, fat_sectors = len(fat), 1
    while len(fat) + fat_sectors > fat_sectors * SECTOR // 4:
        fat_sectors += 1
    fat += [FAT] * fat_sectors
    fat += [FREE] * (fat_sectors * SECTOR // 4 - len(fat))
    places = [first_fat + number for number in range(fat_sectors)]
    mini_fat_sectors = -(-len(mini_fat) * 4 // SECTOR)
    numbers = (0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, starts[1], 0, CUTOFF, starts[0], mini_fat_sectors, END, 0)
    header = struct.pack("<8s16xHHHHH6xIIIIIIIII", MAGIC, *numbers)
    header += b"".join(struct.pack("<I", place) for place in [*places, *[FREE] * (109 - len(places))])
    return header + b"".join(parts) + b"".join(struct.pack("<I", number) for number in fat)


def _numbered(root: Entry) -> list[Entry]:
    entries = [root]
    for entry in entries:
        entry.inside.sort(key=lambda inner: (len(inner.name), inner.name.upper()))
        entries += entry.inside
    for number, entry in enumerate(entries):
        entry.number = number
    return entries


def _chained(streams: list[Entry], size: int) -> tuple[bytes, list[int]]:
    """Return the streams one after another, in sectors, and the table that links the sectors of each."""
    pieces, table = [], []
    for entry in streams:
        data = entry.data or b""
        entry.start = len(table) if data else END
        table += _chain(len(table), len(data), size)
        pieces.append(_padded(data, size))
    return b"".join(pieces), table


def _chain(first: int, length: int, size: int) -> list[int]:
    count = -(-length // size)
    return [*range(first + 1, first + count), END] if count else []


def _padded(data: bytes, size: int) -> bytes:
    return data + bytes(-len(data) % size)


def _directory(entries: list[Entry]) -> bytes:
    following = {
        inner.number: after.number for entry in entries for inner, after in zip(entry.inside, entry.inside[1:], strict=False)
    }
    rows = []
    for entry in entries:
        name = entry.name.encode("utf-16-le")
        kind = 5 if entry.number == 0 else 2 if entry.data is not None else 1
        child = entry.inside[0].number if entry.inside else FREE
        rows.append(
            struct.pack("<64sHBBIII16xI8x8xIQ", name, len(name) + 2, kind, 1, FREE, following.get(entry.number, FREE), child, 0,
                        entry.start if entry.data else (0 if kind == 1 else END), len(entry.data or b""))
        )  # fmt: skip
    return b"".join(rows)
