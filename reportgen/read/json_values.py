"""JSON from elsewhere, read strictly: one value, or a value a line, with an error that says where it breaks off."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from reportgen.errors import ReadError

MAX_CHARACTERS = 50_000_000
"""One JSON text has at most so many characters; parsed it takes up to ten times the memory."""
MAX_DEPTH = 100
"""Values are nested at most so deep; items of agencies reach 9."""


class _WrongJsonError(ValueError):
    """A text that is JSON in form, and says two things at once or none."""


def parse_json(text: str, *, name: str) -> Any:
    """Return the value of a JSON text.

    Raises ReadError: `not-json` where it breaks off, for a key that stands twice in an object, for NaN and Infinity, which
    JSON does not have, and for what is nested deeper than MAX_DEPTH; `too-large` beyond MAX_CHARACTERS.
    """
    if len(text) > MAX_CHARACTERS:
        raise ReadError(
            f"there are more than {MAX_CHARACTERS // 1_000_000} million characters of JSON",
            slug="too-large",
            where=name,
            remedy="Give the document alone.",
        )
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise _not_json(f"it breaks off at line {error.lineno}, column {error.colno}: {error.msg}", name) from None
    except (ValueError, RecursionError) as error:
        raise _not_json("it is nested too deep" if isinstance(error, RecursionError) else str(error), name) from None
    if _is_deeper(value, MAX_DEPTH):
        raise _not_json("it is nested too deep", name)
    return value


def parse_lines(text: str, *, name: str) -> list[tuple[int, Any]]:
    """Return the values of JSON Lines, each with the number of its line; blank lines hold none. Raises as `parse_json`."""
    return [
        (number, parse_json(line, name=f"{name}, line {number}"))
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise _WrongJsonError(f"the key {twice[:60]!r} stands twice in one object")
    return found


def _refuse_constant(constant: str) -> None:
    raise _WrongJsonError(f"{constant} is no JSON value")


def _not_json(what: str, name: str) -> ReadError:
    return ReadError(
        f"this is no JSON: {what}", slug="not-json", where=name, remedy="Ask its source for a whole file, or mend that place."
    )


def _is_deeper(value: Any, depth: int) -> bool:
    """Return whether a value is nested deeper than `depth`; level by level, so that depth costs no stack."""
    level = [value]
    for _ in range(depth):
        level = [
            child
            for item in level
            if isinstance(item, (dict, list))
            for child in (item.values() if isinstance(item, dict) else item)
            if isinstance(child, (dict, list))
        ]
        if not level:
            return False
    return True
