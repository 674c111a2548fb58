"""JSON files: what is in them, and which of it is meant."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import Document, compare
from reportgen.errors import ReadError, ReportgenError, UsageError
from reportgen.read import read
from reportgen.read.json_file import entries, sniff

if TYPE_CHECKING:
    from pathlib import Path

ONE = {"id": 7, "title": "Bridge falls", "text": "A bridge fell on Monday."}
TWO = {"id": 8, "title": "Port opens", "text": "The port opened on Friday."}


@pytest.mark.parametrize(
    ("data", "name", "is_json"),
    [
        (b' {"text": 1}', "a", True),
        (b'\xef\xbb\xbf\n[ {"a": 1}]', "a.txt", True),
        ('{"text": "a"}'.encode("utf-16"), "a.txt", True),
        ('{"text": "a"}'.encode("utf-16-le"), "a.txt", True),
        (b"{}", "a.txt", True),
        (b"broken", "a.JSON", True),
        (b"[Photo: a bridge]\n\nIt fell.", "a.txt", False),
        (b"{{ name }} fell.", "a.txt", False),
        (b'["So it goes," he said.]', "a.txt", False),
        (b"%PDF-1.7", "a.json", False),
        (b"", "a.txt", False),
    ],
)
def test_sniff(data: bytes, name: str, is_json: bool) -> None:  # noqa: FBT001
    """JSON is known by how it begins; text that begins with a bracket is text."""
    assert sniff(data, name) is is_json


def test_any_name() -> None:
    """The content decides, not the suffix."""
    assert read(json.dumps(ONE).encode(), name="a.txt").title == "Bridge falls"


@pytest.mark.parametrize("text", [json.dumps([ONE, TWO]), f"{json.dumps(ONE)}\n\n{json.dumps(TWO)}\n"], ids=["list", "lines"])
def test_several(text: str) -> None:
    """Several documents are listed, and one is chosen by its number, its id or its title."""
    data = text.encode()
    with pytest.raises(ReadError) as caught:
        read(data, name="a.jsonl")
    assert caught.value.slug == "several-documents"
    assert "#1 (Bridge falls)" in str(caught.value)
    last = entries(data, "a.jsonl")[-1].key
    for part in (last, "8", "port"):
        found = read(data, name="a.jsonl", part=part)
        assert (found.title, found.name) == ("Port opens", f"a.jsonl#{last}")
    with pytest.raises(UsageError, match="no-such-part"):
        read(data, name="a.jsonl", part="9")


def test_a_list_of_one() -> None:
    """A list of one is that one."""
    assert read(json.dumps([ONE]).encode(), name="a.json").title == "Bridge falls"
    assert entries(json.dumps([ONE]).encode(), "a.json") == ()


def test_a_part_of_a_path(tmp_path: Path) -> None:
    """What stands behind a # in a path is the part; a file of that very name comes first."""
    path = tmp_path / "all.json"
    path.write_text(json.dumps([ONE, TWO]), "utf-8")
    assert read(f"{path}#2").title == "Port opens"
    (tmp_path / "all.json#2").write_text("Another file.", "utf-8")
    assert read(f"{path}#2").text == "Another file."


def test_documents_of_a_comparison() -> None:
    """Each side of a comparison file can be read from it."""
    comparison = compare(Document.from_text("A bridge fell."), Document.from_text("Two bridges fell."))
    data = comparison.to_json().encode()
    assert read(data, name="c.json", part="press-1").text == "Two bridges fell."
    with pytest.raises(ReadError, match=r"c\.json#official"):
        read(data, name="c.json")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"headline": "Fall", "story": "It fell."}, "its keys are headline, story"),
        ({f"k{number}": 0 for number in range(50)}, "k11 …"),
        ({}, "it has no keys"),
        ([], "it is an empty list"),
        ("text", "it is no object"),
        (3, "it is no object"),
        ({"text": 5}, "its keys are text"),
    ],
)
def test_unknown(value: Any, told: str) -> None:
    """JSON that is no document is refused with what it holds."""
    with pytest.raises(ReadError) as caught:
        read(json.dumps(value).encode(), name="a.json")
    assert caught.value.slug == "unknown-json"
    assert told in caught.value.what


KEYS = st.sampled_from(
    "text title uri guid headline headlines bodies body_text body_html value role type statements removed schema reports "
    "official @type articleBody content rendered content_elements by items".split()
)
STRINGS = st.sampled_from(
    ["text", "event", "reportgen/comparison/1", "NewsArticle", "<p>A bridge fell.</p>", "\ud800"]
) | st.text(max_size=20)
VALUES = st.recursive(
    STRINGS | st.none() | st.booleans() | st.integers(-9, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=5) | st.lists(st.dictionaries(KEYS, VALUES, max_size=4), max_size=3))
def test_any_json(value: Any) -> None:
    """Any JSON gives a document or an error."""
    try:
        found = read(json.dumps(value).encode(), name="a.json")
    except ReportgenError as error:
        assert error.slug  # noqa: PT017  (either way is right)
    else:
        assert found.blocks
