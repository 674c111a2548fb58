"""The ZIP files that office documents are: their parts, unpacked within bounds and parsed without following anything."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from reportgen.errors import ReadError

MAX_PARTS = 20_000
"""A document has at most so many parts; one with every picture of a year has some thousands."""
MAX_PART, MAX_ALL = 40_000_000, 100_000_000
"""One part, and all that are read together, have at most so many bytes unpacked. A book of a thousand pages has 10 million."""
MARK = b"PK\x03\x04"


@dataclass(slots=True)
class Archive:
    """The parts of an office document."""

    name: str
    """What the file is called in messages."""
    size: int
    file: zipfile.ZipFile
    names: frozenset[str]
    unpacked: int = field(default=0)

    @classmethod
    def of(cls, data: bytes, name: str) -> Archive:
        """Return the parts of the file in these bytes; ReadError (`damaged-file`, `too-large`)."""
        try:
            file = zipfile.ZipFile(io.BytesIO(data))
            names = file.namelist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError, EOFError, OverflowError):
            raise _damaged(name, f"the file is cut short or damaged; it has {len(data):,} bytes") from None
        if len(names) > MAX_PARTS:
            raise _too_large(name, f"the file has {len(names):,} parts")
        return cls(name, len(data), file, frozenset(names))

    def part(self, path: str) -> bytes | None:
        """Return the bytes of a part, None where there is none.

        Raises ReadError: `too-large` where it unpacks to more than any document has, `damaged-file`, `password-needed`.
        """
        if path not in self.names:
            return None
        entry = self.file.getinfo(path)
        if entry.flag_bits & 1:
            raise password_needed(self.name)
        most = min(MAX_PART, MAX_ALL - self.unpacked)
        try:
            with self.file.open(entry) as stream:
                content = stream.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
            raise _damaged(self.name, f"its part {path} is damaged") from None
        if len(content) > most:
            raise _too_large(self.name, f"its part {path} unpacks to more than {most / 1e6:.0f} million bytes")
        self.unpacked += len(content)
        return content

    def tree(self, path: str) -> etree._Element | None:
        """Return a part as the root of its XML, None where there is none; raises as `part`."""
        content = self.part(path)
        if content is None:
            return None
        # Entities stay as they are and nothing is fetched, so that a few bytes cannot become gigabytes or another file's.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise _damaged(self.name, f"its part {path} is not whole XML") from None


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for an entity left in place."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """Return an attribute by its name, whatever its namespace; None where it is missing."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first element down a path of names; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def password_needed(name: str) -> ReadError:
    """Return the error for a file that is locked with a password."""
    return ReadError(
        "the file is locked with a password",
        slug="password-needed",
        where=name,
        remedy="Open it with its password and save a copy without one (File, Info, Protect Document in Word).",
    )


def _damaged(name: str, what: str) -> ReadError:
    return ReadError(
        what, slug="damaged-file", where=name, remedy="Fetch it again, or open it in Word or LibreOffice and save it anew."
    )


def _too_large(name: str, what: str) -> ReadError:
    return ReadError(
        what,
        slug="too-large",
        where=name,
        remedy="No document needs that. Save its text as .txt and give that, if you trust the file.",
    )
