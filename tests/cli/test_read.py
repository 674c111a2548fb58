"""`reportgen read`: what of a document is text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from tests.test_schema import SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.mark.usefixtures("folder")
def test_statements_and_furniture_are_listed(run: Run) -> None:
    """The text form shows metadata, statements with their ids, and what was removed."""
    outcome = run("read", "official.txt", "--side", "official", "--publisher", "Ministry")
    assert (outcome.code, outcome.err) == (0, "")
    assert "  title       Bridge reopens\n" in outcome.out
    assert "  publisher   Ministry\n" in outcome.out
    assert re.search(r"^  O\d  Traffic was diverted for two years\.$", outcome.out, re.MULTILINE)
    assert re.search(r"^official.txt: \d passages? removed\n  lines 1-\d, front matter: ", outcome.out, re.MULTILINE)


@pytest.mark.parametrize("side", ["official", "press"])
@pytest.mark.usefixtures("folder")
def test_json_is_a_document_of_the_comparison_file(run: Run, side: str) -> None:
    """--json writes the document as it stands in a comparison file."""
    document = json.loads(run("read", "official.txt", "--side", side, "--json").out)
    definition = "official" if side == "official" else "report"
    schema = {"$ref": f"#/$defs/{definition}", "$defs": SCHEMA["$defs"]}
    document["id"] = document["id"] or {"official": "official", "press": "press-1"}[side]
    Draft202012Validator(schema).validate(document)
    assert len(document["statements"]) >= 3
    assert {statement["id"][0] for statement in document["statements"]} == {side[0].upper()}
    for statement in document["statements"]:
        assert document["text"][statement["start"] : statement["end"]].split() == statement["text"].split()


def test_what_is_kept_is_not_removed(run: Run, folder: Path) -> None:
    """--keep puts back what was taken out."""
    (folder / "page.txt").write_text("Skip to content\n\nThe bridge over the Ems reopened on Thursday after repairs.\n", "utf-8")
    assert "1 passage removed\n  line 1, " in run("read", "page.txt").out
    kept = run("read", "page.txt", "--keep", "1-1").out
    assert "no passages removed" in kept
    assert "Skip to content\n" in kept


def test_nothing_left_is_shown_not_refused(run: Run, folder: Path) -> None:
    """A page that is all furniture is shown with the reasons, since that is what a reader came to see."""
    (folder / "page.txt").write_text("Skip to content\n\nSubscribe to our newsletter\n", "utf-8")
    outcome = run("read", "page.txt")
    assert outcome.code == 0
    assert "0 statements" in outcome.out


@pytest.mark.usefixtures("folder")
def test_parts_are_listed(run: Run, tmp_path: Path) -> None:
    """The documents of a file are listed as they are named, and one of them is read."""
    path = tmp_path / "all.jsonl"
    path.write_text('{"title": "One", "text": "It fell."}\n{"title": "Two", "text": "It rose."}\n', "utf-8")
    assert run("read", str(path), "--parts").out == "all.jsonl: 2 documents\n  #1  One\n  #2  Two\n"
    assert "P1  It rose." in run("read", f"{path}#2").out
    outcome = run("read", str(path))
    assert outcome.code == 3
    assert "all.jsonl#1" in outcome.err
