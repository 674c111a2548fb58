"""The one door to every reader: a source goes in, a `Document` with its metadata comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.errors import ReadError, UsageError
from reportgen.read import text as text_reader
from reportgen.read.dates import iso_date
from reportgen.read.language import with_language
from reportgen.read.publishers import publisher_of
from reportgen.read.registry import read_document
from reportgen.read.sources import load, split_part
from reportgen.read.web import is_address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reportgen.model import Document

GIVEN = ("title", "publisher", "published", "modified", "author", "url", "language")
"""The metadata a caller may set; it wins over what the source says."""


def read(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    given: Mapping[str, str] | None = None,
    part: str | None = None,
    allow_private: bool = False,
) -> Document:
    """Return the document in a path ("-" is standard input), at an address or in bytes, with its furniture, not yet segmented.

    `name` stands for the file name where there is none, and helps to tell formats apart. `given` sets metadata (`GIVEN`).
    `part`, or what stands behind a `#` in the path, chooses one of several documents. An address is fetched, if its host is of
    the open net or `allow_private` is set (`web`). Raises ReadError with what was found and what to do, UsageError for metadata
    that cannot be or a part there is not.
    """
    if isinstance(source, str) and is_address(source):
        return _read_address(source, name=name, given=given or {}, part=part, allow_private=allow_private)
    if part is None and not isinstance(source, (bytes, bytearray, memoryview)):
        source, part = split_part(source)
    data, found_name = load(source)
    shown = name or found_name
    if not data:
        raise ReadError(
            "the file is empty", slug="empty-file", where=shown, remedy="Save the text into it, or name the file you meant."
        )
    document = read_document(data, shown, part)
    return _with_metadata(document, given or {})


def _read_address(url: str, *, name: str | None, given: Mapping[str, str], part: str | None, allow_private: bool) -> Document:
    """Return the document at an address, under the address it came from in the end."""
    from reportgen.read.web.fetch import fetch  # noqa: PLC0415  (0.1 s; only addresses need it)

    fetched = fetch(url, allow_private=allow_private)
    return read(fetched.data, name=name or fetched.name, given={"url": fetched.url, **given}, part=part)


def document_from_text(text: str, *, name: str = "text", given: Mapping[str, str] | None = None) -> Document:
    """Return the document of a plain or Markdown text that was never a file; `given` wins over its front matter."""
    return _with_metadata(text_reader.document_of(text, name=name), given or {})


def _with_metadata(document: Document, given: Mapping[str, str]) -> Document:
    unknown = sorted(set(given) - set(GIVEN))
    if unknown:
        raise UsageError(
            f"no metadata is called {unknown[0]!r}", slug="unknown-metadata", remedy=f"It can be: {', '.join(GIVEN)}."
        )
    changes: dict[str, str | None] = {key: given[key].strip() or None for key in given}
    for key in ("published", "modified"):
        changes[key] = _checked_date(key, given[key]) if given.get(key, "").strip() else iso_date(getattr(document, key) or "")
    url = changes.get("url", document.url)
    if "publisher" not in given and not document.publisher and url:
        changes["publisher"] = publisher_of(url)
    by_file = document.dated_by_file and "published" not in given
    described = replace(document, **changes, dated_by_file=by_file)  # type: ignore[arg-type]
    return with_language(described, is_given=bool(changes.get("language")))


def _checked_date(key: str, value: str) -> str:
    found = iso_date(value)
    if found is None:
        raise UsageError(
            f"{key} {value!r} is no date",
            slug="bad-date",
            remedy="Write it as 2024-06-13, or 2024-06-13T15:17-04:00 with the time.",
        )
    return found
