"""The reader of JSON and JSON Lines: our own documents, comparison files, news items of agencies and of content systems."""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from reportgen.errors import ReadError
from reportgen.model import SCHEMA
from reportgen.read import articles, document_form, ninjs
from reportgen.read.blocks import without_surrogates
from reportgen.read.encoding import BOMS, decode
from reportgen.read.entries import Entry, chosen, several
from reportgen.read.json_values import parse_json, parse_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.model import Document

NAME = "JSON"

SUFFIXES = (".json", ".jsonl", ".ndjson", ".ninjs", ".jsonld")
SHOWN_KEYS = 12

_BEGINS = re.compile(r"\s*(?:\{\s*(?:\"[^\"\n]{0,200}\"\s*:|\}\s*$)|\[\s*(?:\{\s*\"[^\"\n]{0,200}\"\s*:|\]\s*$))")
"""An object with its first key, alone or first in a list. Text in brackets ("[Photo]", "{{ name }}") begins otherwise."""


def sniff(data: bytes, name: str) -> bool:
    """Return whether the bytes begin as JSON objects do, or are called JSON."""
    head = data[:4000]
    mark = next((encoding for mark, encoding in BOMS if head.startswith(mark)), None)
    encoding = mark or json.detect_encoding(head[:4])
    text = head.removeprefix(codecs.BOM_UTF8).decode(encoding, errors="replace").lstrip("\ufeff")
    return bool(_BEGINS.match(text)) or (name.lower().endswith(SUFFIXES) and not any(data.startswith(m) for m in _OTHERS))


_OTHERS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
"""First bytes of files that are no JSON whatever their name says."""


def read(data: bytes, name: str) -> Document:
    """Return the one document in the file.

    Raises ReadError: `not-json`, `several-documents`, `unknown-json` with the keys that were found, and what the form of the
    document raises.
    """
    found = _found(data, name)
    if len(found) != 1:
        raise several([item.entry for item in found], name=name, what="documents")
    return _document(found[0].value, name, data)


def read_part(data: bytes, name: str, part: str) -> Document:
    """Return the document `part` names: by its number, its line, its id or a piece of its title. Raises as `read`."""
    found = _found(data, name)
    item = found[chosen([item.entry for item in found], part, name=name)]
    return replace(_document(item.value, name, data), name=f"{name}#{item.entry.key}")


def entries(data: bytes, name: str) -> tuple[Entry, ...]:
    """Return what documents the file has; one that is a single document has none to choose from. Raises as `read`."""
    found = _found(data, name)
    return tuple(item.entry for item in found) if len(found) > 1 else ()


class _Found(NamedTuple):
    entry: Entry
    value: Any


def _found(data: bytes, name: str) -> list[_Found]:
    """Return the documents of a file, at least one, not yet looked at."""
    text, _ = decode(data, name)
    values: list[tuple[str, Any]]
    try:
        value = parse_json(text, name=name)
    except ReadError as error:
        if "Extra data" not in error.what or error.slug != "not-json":
            raise
        values = [(str(number), value) for number, value in parse_lines(text, name=name)]
    else:
        values = (
            [(str(number), item) for number, item in enumerate(value, 1)] if isinstance(value, list) else list(_inside(value))
        )
    if not values:
        raise _unknown(value, name)
    return [_Found(_entry(key, value), value) for key, value in values]


def _inside(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the documents of a comparison file under their ids, anything else under 1."""
    if isinstance(value, dict) and value.get("schema") == SCHEMA and isinstance(value.get("reports"), list):
        yield "official", value.get("official")
        yield from ((f"press-{number}", report) for number, report in enumerate(value["reports"], 1))
    else:
        yield "1", value


def _entry(key: str, value: Any) -> Entry:
    if not isinstance(value, dict):
        return Entry(key)
    title = ninjs.title_of(value) or articles.title_of(value) or ""
    names = (value.get(name) for name in ("id", "uri", "guid", "url", "name", "link"))
    return Entry(key, title, tuple(str(found) for found in names if isinstance(found, (str, int)) and str(found)))


def _document(value: Any, name: str, data: bytes) -> Document:
    if articles.is_article(value):
        return articles.document_of(value, name=name, data=data)
    if document_form.is_document(value):
        return document_form.document_of(value, name=name, data=data)
    if ninjs.is_item(value):
        return ninjs.document_of(value, name=name, data=data)
    raise _unknown(value, name)


def _unknown(value: Any, name: str) -> ReadError:
    if isinstance(value, dict):
        keys = ", ".join(list(value)[:SHOWN_KEYS]) + (" …" if len(value) > SHOWN_KEYS else "")
        found = f"its keys are {without_surrogates(keys)[:300]}" if value else "it has no keys"
    else:
        found = f"it is {'an empty list' if isinstance(value, list) else 'no object'}"
    return ReadError(
        f"this JSON is no document: {found}",
        slug="unknown-json",
        where=name,
        remedy="A document has its text under 'text'; news items are read in ninjs 1.5 to 3.1, as schema.org articles, Arc XP "
        "stories and WordPress posts.",
    )
