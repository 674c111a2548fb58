"""JSON from elsewhere, strictly."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import ReadError
from reportgen.read import json_values
from reportgen.read.json_values import parse_json, parse_lines

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_json_writes_is_read(value: object) -> None:
    """Every JSON value comes back."""
    assert parse_json(json.dumps(value), name="a.json") == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": 1,\n "b": }', "line 2, column 7"),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "the key 'c' stands twice"),
        ('{"a": NaN}', "NaN is no JSON value"),
        ("[-Infinity]", "-Infinity is no JSON value"),
        ("[" * 200 + "]" * 200, "nested too deep"),
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        ("1" * 5000, "Exceeds the limit"),
        ("", "line 1, column 1"),
    ],
    ids=lambda value: value[:20],
)
def test_what_is_no_json(text: str, told: str) -> None:
    """An error says where it breaks off, and what is said twice."""
    with pytest.raises(ReadError) as caught:
        parse_json(text, name="a.json")
    assert caught.value.slug == "not-json"
    assert told in caught.value.what


def test_as_deep_as_may_be() -> None:
    """A hundred levels are read."""
    assert parse_json("[" * 100 + "]" * 100, name="a.json")


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than fits into memory several times over is refused before it is parsed."""
    monkeypatch.setattr(json_values, "MAX_CHARACTERS", 10)
    with pytest.raises(ReadError, match="too-large"):
        parse_json('["a long text"]', name="a.json")


def test_lines() -> None:
    """A value a line, with the line's number; an error names the line."""
    assert parse_lines('{"a": 1}\n\n{"a": 2}\r\n', name="a.jsonl") == [(1, {"a": 1}), (3, {"a": 2})]
    with pytest.raises(ReadError, match=r"a\.jsonl, line 2"):
        parse_lines('{"a": 1}\n{"a"', name="a.jsonl")
