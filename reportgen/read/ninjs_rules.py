"""Whether an item is valid ninjs, by the schemas IPTC publishes, and where it is not.

Which version an item is of is told by the names and kinds of its properties: what `standard` claims is often a copy of an older
item's, and most items claim nothing. Where several versions fit, the newest judges.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jsonschema.protocols import Validator

VERSIONS = ("3.1", "3.0", "2.2", "2.1", "1.6", "1.5")
"""The versions there are schemas of, the newest first."""
MOST_ERRORS = 50
"""So many errors are looked at to tell the first; an item of another kind has one for every property."""
SHOWN, SHOWN_VALUES = 60, 8
"""Of a name that an item should not have so many characters are shown, of a list of values so many of them."""

_GEOJSON = "https://geojson.org/schema/GeoJSON.json"
_KINDS = {"integer": "number"}


class Fault(NamedTuple):
    """What an item does that its version does not allow."""

    field: str
    """The way to the property: `plannedCoverage[0].urgency`."""
    what: str
    """A few words: "should be integer"."""


def version_of(item: Mapping[str, Any]) -> str | None:
    """Return the version whose properties these are; None where no version has them all.

    >>> version_of({"uri": "urn:a", "body_text": "It fell."}), version_of({"uri": "urn:a", "text": "It fell."})
    ('1.6', None)
    """
    fitting = [version for version in VERSIONS if not _unknown(item, version)]
    # Inside `renditions` and the like the versions spell names in their own ways: contenttype, contentType.
    inside = _names_inside(item) if len(fitting) > 1 else set()
    return min(fitting, key=lambda version: len(inside - _names(version)), default=None)


def nearest_version(item: Mapping[str, Any]) -> str:
    """Return the version that knows most of an item's properties, the newest of those that know as many."""
    return min(VERSIONS, key=lambda version: (len(_unknown(item, version, by_name=True)), len(_unknown(item, version))))


def known_share(item: Mapping[str, Any]) -> float:
    """Return the share of an item's properties that the nearest version has, 0 to 1."""
    return 1 - len(_unknown(item, nearest_version(item), by_name=True)) / len(item) if item else 0.0


def first_fault(item: Mapping[str, Any], version: str) -> Fault | None:
    """Return what an item does that `version` does not allow, the property nearest to the top first; None where it is valid."""
    faults = [_fault(error) for error in islice(_validator(version).iter_errors(item), MOST_ERRORS)]
    return min(faults, key=lambda fault: (fault.field.count(".") + fault.field.count("["), fault.field), default=None)


@cache
def _validator(version: str) -> Validator:
    from jsonschema import FormatChecker  # noqa: PLC0415  (100 ms, and only news items need it)
    from jsonschema.validators import validator_for  # noqa: PLC0415
    from referencing import Registry, Resource  # noqa: PLC0415
    from referencing.jsonschema import DRAFT7  # noqa: PLC0415

    checker = FormatChecker(())
    checker.checks("date-time", ValueError)(_is_moment)
    checker.checks("date", ValueError)(_is_day)
    geojson = Resource.from_contents(_load("GeoJSON"), default_specification=DRAFT7)
    # A registry that retrieves nothing: whatever else a schema refers to is an error, not a download.
    registry: Registry[Any] = Registry().with_resource(_GEOJSON, geojson)
    schema = _load(f"ninjs-schema_{version}")
    return validator_for(schema)(schema, registry=registry, format_checker=checker)


def _load(name: str) -> Any:
    return json.loads((files("reportgen") / "data" / "ninjs" / f"{name}.json").read_text("utf-8"))


def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value) is not None


def _is_day(value: object) -> bool:
    return not isinstance(value, str) or date.fromisoformat(value) is not None


@cache
def _properties(version: str) -> tuple[dict[str, frozenset[str] | None], tuple[str, ...]]:
    """Return the properties of an item with the kinds of value each may have (None: any), and how others may begin."""
    schema = _load(f"ninjs-schema_{version}")
    definitions = schema.get("$defs", {})
    item = definitions.get("ninjsType", schema)
    kinds: dict[str, frozenset[str] | None] = {}
    for name, rule in item["properties"].items():
        reference = str(rule.get("$ref", "")).rpartition("/")[2]
        kind = definitions.get(reference, rule).get("type")
        kinds[name] = frozenset({_KINDS.get(kind, kind)}) if isinstance(kind, str) else None
    beginnings = tuple(pattern.lstrip("^").partition("[")[0] for pattern in item.get("patternProperties", {}))
    return kinds, beginnings


def _unknown(item: Mapping[str, Any], version: str, *, by_name: bool = False) -> list[str]:
    """Return the properties of an item that a version has not, or, unless `by_name`, has with another kind of value."""
    kinds, beginnings = _properties(version)
    return [name for name, value in item.items() if not _is_known(name, value, kinds, beginnings, by_name=by_name)]


def _is_known(
    name: str, value: object, kinds: Mapping[str, frozenset[str] | None], beginnings: tuple[str, ...], *, by_name: bool
) -> bool:
    if name not in kinds:
        return name.startswith(beginnings) and (by_name or isinstance(value, str))
    allowed = kinds[name]
    return by_name or allowed is None or _kind(value) in allowed


def _names_inside(value: object) -> set[str]:
    """Return the names of all properties, also of objects inside objects."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            found.update(item)
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return found


@cache
def _names(version: str) -> set[str]:
    """Return every word of a version's schema, the names of its properties among them."""
    return _names_inside(_load(f"ninjs-schema_{version}"))


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    names = {str: "string", int: "number", float: "number", dict: "object", list: "array"}
    return names.get(type(value), "null")


def _fault(error: Any) -> Fault:
    """Return a validator's error as the property it is about, and what is wrong with it."""
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path).lstrip(".")
    rule = error.validator
    if rule in ("additionalProperties", "unevaluatedProperties"):
        return Fault(f"{place}.{_refused_name(error)}".lstrip("."), "is no property of this version")
    if rule == "required":
        missing = next((name for name in error.validator_value if name not in error.instance), "")
        return Fault(f"{place}.{missing}".lstrip("."), "is missing")
    if rule in ("oneOf", "anyOf"):
        return _fault_of_choice(error, place)
    return Fault(place or "the item", _words(rule, error.validator_value))


def _words(rule: str, allowed: Any) -> str:
    if rule == "enum":
        return f"should be one of {', '.join(str(value) for value in allowed[:SHOWN_VALUES])}"
    if rule == "pattern":
        return "is not of the form it should have"
    words = {"type": "should be", "minimum": "should be at least", "maximum": "should be at most", "format": "is no"}
    return f"{words[rule]} {allowed}" if rule in words else f"does not fit the rule {rule!r}"


def _fault_of_choice(error: Any, place: str) -> Fault:
    """Return the fault of a value that fits none, or more than one, of several rules."""
    for names in _choices(error.validator, error.validator_value):
        present = [name for name in names if name in error.instance]
        if len(present) > 1:
            return Fault(f"{place}.{present[-1]}".lstrip("."), f"may not stand beside {present[0]}")
    needed = [name for names in _choices(error.validator, error.validator_value) for name in names]
    if needed:
        return Fault(place or "the item", f"needs one of {', '.join(needed)}")
    inner = max(error.context, key=lambda inner: len(inner.absolute_path), default=None)
    return _fault(inner) if inner is not None else Fault(place or "the item", "has a form it may not have")


def _choices(rule: str, options: Any) -> list[list[str]]:
    """Return the groups of properties of which an object has one, and one only."""
    names = [name for option in options if set(option) == {"required"} for name in option["required"]]
    inner = [group for option in options for key in ("oneOf", "anyOf") for group in _choices(key, option.get(key, ()))]
    return ([names] if names and rule == "oneOf" else []) + inner


def _refused_name(error: Any) -> str:
    """Return the first property a rule refuses, as the validator names it."""
    known = error.schema.get("properties", {})
    refused = [name for name in error.instance if name not in known and f"'{name}'" in error.message]
    return str((refused or [name for name in error.instance if name not in known] or ["?"])[0])[:SHOWN]
