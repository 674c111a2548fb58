"""The published schemas exports are checked against, read from `published/`; nothing is fetched."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft4Validator, FormatChecker
from jsonschema.validators import validator_for
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

HERE = Path(__file__).parent / "published"
ANNOTATION_TESTS = HERE / "web-annotation"


def load(path: Path) -> Any:
    """Return what a JSON file holds."""
    return json.loads(path.read_text("utf-8"))


@cache
def validator(name: str) -> Validator:
    """Return a validator for a published schema, formats checked; a reference to anything that is not here fails."""
    schema = load(HERE / name)
    geojson = Resource.from_contents(load(HERE / "GeoJSON.json"))
    registry: Registry[Any] = Registry().with_resources(
        [("https://geojson.org/schema/GeoJSON.json", geojson), ("https://geojson.org/schema/GeoJSON.json#", geojson)]
    )
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema, registry=registry, format_checker=FormatChecker())


def complaints(name: str, value: Any) -> list[str]:
    """Return what a published schema finds wrong with a value, in words."""
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(value)]


@cache
def musts(name: str) -> tuple[tuple[str, Draft4Validator], ...]:
    """Return the assertions of a list of the Web Annotation tests, each with its validator."""
    definitions = [
        (path.name, Resource.from_contents(load(path), default_specification=DRAFT4))
        for path in sorted((ANNOTATION_TESTS / "definitions").glob("*.json"))
    ]
    registry: Registry[Any] = Registry().with_resources(definitions)
    paths = load(ANNOTATION_TESTS / name)["assertions"]
    return tuple(
        (path, Draft4Validator(load(ANNOTATION_TESTS / path), registry=registry, format_checker=FormatChecker()))
        for path in paths
    )


def broken_musts(name: str, value: Any) -> list[str]:
    """Return the assertions of a list that a value does not meet."""
    return [path for path, checker in musts(name) if not checker.is_valid(value)]
