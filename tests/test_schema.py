"""The comparison file, its types and its JSON Schema say the same."""

from __future__ import annotations

import copy
import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from reportgen.model import Comparison
from tests.strategies import comparisons

SCHEMA: dict[str, Any] = json.loads(files("reportgen").joinpath("data/comparison.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

SAMPLE: dict[str, Any] = {
    "schema": "reportgen/comparison/1",
    "generator": {"name": "reportgen", "version": "0"},
    "settings": {},
    "official": {
        "id": "official",
        "title": None,
        "publisher": None,
        "published": "2024-06-13",
        "url": None,
        "language": "en",
        "name": "a.txt",
        "media_type": "text/plain",
        "sha256": "0" * 64,
        "text": "Two hurt.",
        "statements": [
            {
                "id": "O1",
                "text": "Two hurt.",
                "start": 0,
                "end": 9,
                "section": None,
                "kind": "sentence",
                "voice": {"type": "author", "speaker": None, "quoted": [[0, 3]]},
            }
        ],
        "removed": [],
    },
    "reports": [
        {
            "id": "press-1",
            "title": None,
            "publisher": None,
            "published": None,
            "url": None,
            "language": "en",
            "name": "b.txt",
            "media_type": "text/plain",
            "sha256": "f" * 64,
            "text": "Menu\nThree hurt.",
            "statements": [
                {
                    "id": "P1",
                    "text": "Three hurt.",
                    "start": 5,
                    "end": 16,
                    "section": None,
                    "kind": "sentence",
                    "voice": {"type": "author", "speaker": None, "quoted": []},
                }
            ],
            "removed": [{"start": 0, "end": 4, "text": "Menu", "reason": "menu"}],
        }
    ],
    "pairs": [
        {
            "id": "0a1b",
            "report": "press-1",
            "label": "contrasting",
            "official": ["O1"],
            "press": ["P1"],
            "similarity": 0.5,
            "confidence": 0.9,
            "echo": None,
            "contrasts": [
                {
                    "kind": "number",
                    "reason": "Two in the statement, three in the report.",
                    "strength": "clear",
                    "confidence": 0.9,
                    "official": [{"statement": "O1", "start": 0, "end": 3}],
                    "press": [{"statement": "P1", "start": 5, "end": 10}],
                }
            ],
            "edits": [
                {
                    "op": "replace",
                    "official": [{"statement": "O1", "start": 0, "end": 3}],
                    "press": [{"statement": "P1", "start": 5, "end": 10}],
                }
            ],
        }
    ],
    "profile": {},
    "metrics": {},
}
"""One of everything, written out by hand: it pins keys and order without the help of the code under test."""


def test_the_schema_is_one() -> None:
    """The shipped schema is itself valid JSON Schema, draft 2020-12."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(comparisons())
def test_every_comparison_fits_the_schema_and_comes_back(comparison: Comparison) -> None:
    """What the types can hold, the schema allows, and the file brings back whole."""
    text = comparison.to_json()
    VALIDATOR.validate(json.loads(text))
    assert Comparison.from_json(text) == comparison
    assert Comparison.from_json(text).to_json() == text


def test_the_sample_comes_back_key_for_key() -> None:
    """Reading and writing a file keeps its keys in the order of schema 1."""
    text = json.dumps(SAMPLE, ensure_ascii=False, indent=1) + "\n"
    VALIDATOR.validate(SAMPLE)
    assert Comparison.from_json(text).to_json() == text


def test_the_schema_lists_keys_in_the_order_of_the_file() -> None:
    """The schema's properties stand in the order in which the file has them."""
    compared = 0
    for value, schema in _objects(SAMPLE, SCHEMA):
        assert [key for key in schema["properties"] if key in value] == list(value)
        compared += 1
    assert compared == 16


@pytest.mark.parametrize("place", range(16))
def test_no_key_may_be_missing_or_new(place: int) -> None:
    """Every object of the file has exactly its keys."""
    changed = copy.deepcopy(SAMPLE)
    value, _ = list(_objects(changed, SCHEMA))[place]
    value["surprise"] = 1
    assert not VALIDATOR.is_valid(changed)
    del value["surprise"]
    for key in list(value):
        content = value.pop(key)
        assert not VALIDATOR.is_valid(changed), key
        value[key] = content
    VALIDATOR.validate(changed)


@pytest.mark.parametrize(
    ("label", "official", "press"),
    [
        ("added", ["O1"], ["P1"]),
        ("added", [], []),
        ("omitted", ["O1"], ["P1"]),
        ("omitted", [], []),
        ("matched", ["O1"], []),
        ("matched", [], ["P1"]),
        ("contrasting", ["O1"], []),
    ],
)
def test_labels_fit_their_sides(label: str, official: list[str], press: list[str]) -> None:
    """An added pair has no official side, an omitted one no press side, the others have both."""
    changed = copy.deepcopy(SAMPLE)
    changed["pairs"][0].update(label=label, official=official, press=press)
    assert not VALIDATOR.is_valid(changed)


def _objects(value: Any, schema: dict[str, Any]) -> Any:
    """Yield every object of a file whose keys the schema fixes, with its part of the schema."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    if isinstance(value, dict) and "properties" in schema:
        yield value, schema
        for key, item in value.items():
            yield from _objects(item, schema["properties"].get(key, {}))
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, schema["items"] if isinstance(schema.get("items"), dict) else {})


DECISION: dict[str, Any] = {
    "number": 1,
    "action": "relabelled",
    "report": "press-1",
    "by": "Anna",
    "at": "2024-06-14T08:00:00Z",
    "before": [{"pair": "0a1b", "label": "matched", "official": ["O1"], "press": ["P1"], "kinds": [], "strength": None}],
    "after": [
        {"pair": "0a1b", "label": "contrasting", "official": ["O1"], "press": ["P1"], "kinds": ["number"], "strength": "clear"}
    ],
    "note": None,
    "anchors": [
        {"document": "official", "statement": "O1", "start": 0, "end": 9, "quote": "Two hurt.", "text_sha256": "0" * 64},
        {"document": "press-1", "statement": None, "start": 0, "end": 4, "quote": "Menu", "text_sha256": "f" * 64},
    ],
}
"""A decision with one of everything."""


def test_a_reviewed_file_comes_back_key_for_key() -> None:
    """Decisions stand last in the file, and come back as they were written."""
    reviewed = SAMPLE | {"decisions": [DECISION]}
    VALIDATOR.validate(reviewed)
    text = json.dumps(reviewed, ensure_ascii=False, indent=1) + "\n"
    assert Comparison.from_json(text).to_json() == text


@pytest.mark.parametrize("place", range(5))
def test_a_decision_has_exactly_its_keys(place: int) -> None:
    """No key of a decision may be missing or new."""
    changed = SAMPLE | {"decisions": [copy.deepcopy(DECISION)]}
    schema = {"type": "array", "items": {"$ref": "#/$defs/decision"}}
    value, _ = list(_objects(changed["decisions"], schema))[place]
    for key in list(value):
        content = value.pop(key)
        assert not VALIDATOR.is_valid(changed), key
        value[key] = content
    value["surprise"] = 1
    assert not VALIDATOR.is_valid(changed)
