"""Between the types of `reportgen.model` and JSON, driven by their fields, so that neither can forget one."""

from __future__ import annotations

import json
import types
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from reportgen.errors import ReadError
from reportgen.model import SCHEMA, Comparison, Document

Kind = TypeVar("Kind")


def comparison_to_json(comparison: Comparison) -> str:
    """Return the comparison file's text, with keys in the order of schema 1."""
    return json.dumps(encode(comparison), ensure_ascii=False, indent=1) + "\n"


def document_to_json(document: Document) -> str:
    """Return one document as it stands in a comparison file."""
    return json.dumps(encode(document), ensure_ascii=False, indent=1) + "\n"


def comparison_from_json(text: str) -> Comparison:
    """Return the comparison in a file's text.

    Raises ReadError (`not-a-comparison`, `comparison-version`) naming what is missing or of the wrong kind.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"this is not JSON: {error}", slug="not-a-comparison") from None
    if not isinstance(value, dict) or "schema" not in value:
        raise ReadError("this JSON is no comparison file: it has no key 'schema'", slug="not-a-comparison")
    if value["schema"] != SCHEMA:
        raise ReadError(
            f"the comparison file has schema {value['schema']!r}, this version reads {SCHEMA!r}", slug="comparison-version"
        )
    return _decode_checked(Comparison, value)


def document_from_json(value: Any) -> Document:
    """Return the document a parsed JSON object describes; ReadError (`not-a-comparison`) where it describes none."""
    return _decode_checked(Document, value)


def _decode_checked(kind: type[Kind], value: Any) -> Kind:
    try:
        decoded: Kind = decode(kind, value)
    except _MismatchError as error:
        raise ReadError(f"the file does not fit schema 1: {error}", slug="not-a-comparison") from None
    return decoded


def encode(value: Any) -> Any:
    """Return a value of the model as JSON's own types."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            item.name: encode(getattr(value, item.name))
            for item in fields(value)
            if not item.metadata.get("internal") and not (item.metadata.get("optional") and getattr(value, item.name) is None)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    return value


class _MismatchError(Exception):
    """A value that is not of the type its place asks for."""


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def decode(kind: Any, value: Any, place: str = "") -> Any:
    """Return JSON's `value` as the model type `kind`; `place` leads there from the top, for messages."""
    origin = get_origin(kind)
    if kind is Any:
        return value
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return decode(next(option for option in get_args(kind) if option is not type(None)), value, place)
    if origin is tuple:
        return _decode_tuple(get_args(kind), value, place)
    if origin is dict:
        return _expect(dict, value, place)
    if is_dataclass(kind) and isinstance(kind, type):
        return _decode_dataclass(kind, value, place)
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(value)
        except ValueError:
            raise _MismatchError(f"{place} is {value!r}, not one of {', '.join(item.value for item in kind)}") from None
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return _expect(kind, value, place)


def _expect(kind: type, value: Any, place: str) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise _MismatchError(f"{place or 'the file'} should be {kind.__name__}, found {type(value).__name__}")
    return value


def _decode_tuple(parts: tuple[Any, ...], value: Any, place: str) -> tuple[Any, ...]:
    _expect(list, value, place)
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(decode(parts[0], item, f"{place}[{index}]") for index, item in enumerate(value))
    if len(value) != len(parts):
        raise _MismatchError(f"{place} should hold {len(parts)} values, found {len(value)}")
    return tuple(decode(part, item, f"{place}[{index}]") for index, (part, item) in enumerate(zip(parts, value, strict=True)))


def _decode_dataclass(kind: type, value: Any, place: str) -> Any:
    _expect(dict, value, place)
    hints = _hints(kind)
    known = {item.name: item for item in fields(kind) if not item.metadata.get("internal")}
    for name in value:
        if name not in known:
            raise _MismatchError(f"{place or 'the file'} has an unknown key {name!r}")
    for name, item in known.items():
        if name not in value and not item.metadata.get("optional"):
            raise _MismatchError(f"{place or 'the file'} lacks the key {name!r}")
    return kind(**{name: decode(hints[name], item, f"{place}.{name}" if place else name) for name, item in value.items()})
