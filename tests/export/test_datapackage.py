"""The comparison as described tables."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from typing import Any

import pytest

from reportgen.export import ExportOptions
from reportgen.export.datapackage import files
from tests.brief.samples import security_agreement
from tests.export.cases import CASES, exported
from tests.export.published_schemas import complaints


def package(case: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the description and all files of a case's package."""
    with zipfile.ZipFile(io.BytesIO(exported(case, "datapackage"))) as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    return json.loads(held["datapackage.json"]), held


def rows(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a table."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


@pytest.mark.parametrize("case", CASES)
def test_the_description_keeps_the_profile(case: str) -> None:
    """The description is a Data Package 2.0, and says of each file the size and hash it has."""
    description, held = package(case)
    assert complaints("datapackage.json", description) == []
    assert {resource["path"] for resource in description["resources"]} == set(held) - {"datapackage.json"}
    for resource in description["resources"]:
        data = held[resource["path"]]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_the_profile_can_say_no() -> None:
    """A package without resources, and a field of no known type, are found."""
    description, _ = package("seeds")
    assert complaints("datapackage.json", description | {"resources": []})
    description["resources"][0]["schema"]["fields"][0]["type"] = "text"
    assert complaints("datapackage.json", description)


@pytest.mark.parametrize("case", CASES)
def test_the_tables_are_as_described(case: str) -> None:
    """Columns, types, required cells, values, keys and references hold in every row."""
    description, held = package(case)
    tables = {resource["name"]: rows(held[resource["path"]]) for resource in description["resources"]}
    for resource in description["resources"]:
        schema, table = resource["schema"], tables[resource["name"]]
        for field in schema["fields"]:
            for row in table:
                check_cell(row[field["name"]], field)
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in table]
        assert len(set(keys)) == len(keys), resource["name"]
        for foreign in schema.get("foreignKeys", []):
            reference = foreign["reference"]
            known = {tuple(row[name] for name in reference["fields"]) for row in tables[reference["resource"]]}
            assert {tuple(row[name] for name in foreign["fields"]) for row in table} <= known


def check_cell(cell: str, field: dict[str, Any]) -> None:
    """Assert that a cell is what its field says."""
    constraints = field.get("constraints", {})
    assert cell or not constraints.get("required"), field["name"]
    if not cell:
        return
    assert cell in constraints.get("enum", [cell])
    if field["type"] != "string":
        assert {"integer": int, "number": float}[field["type"]](cell) >= 0


def test_nothing_is_lost() -> None:
    """Every statement, pair, membership and contrast has its row."""
    comparison = security_agreement()
    _, held = package("seeds")
    counts = {name: len(rows(data)) for name, data in held.items() if name.endswith(".csv")}
    documents = (comparison.official, *comparison.reports)
    assert counts == {
        "documents.csv": len(documents),
        "statements.csv": sum(len(document.statements) for document in documents),
        "pairs.csv": len(comparison.pairs),
        "pair-statements.csv": sum(len(pair.official) + len(pair.press) for pair in comparison.pairs),
        "contrasts.csv": sum(len(pair.contrasts) for pair in comparison.pairs),
        "decisions.csv": 0,
    }
    first = rows(held["statements.csv"])[0]
    assert comparison.official.text[int(first["start"]) : int(first["end"])]


def test_no_cell_is_a_formula() -> None:
    """A cell that a spreadsheet would run has an apostrophe before it."""
    for case in CASES:
        for name, data in package(case)[1].items():
            if name.endswith(".csv"):
                assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows(data) for cell in row.values())


def test_the_workbook() -> None:
    """The workbook comes when it is asked for, and is described as the others are."""
    pytest.importorskip("xlsxwriter", reason="the workbook needs reportgen[office]")
    held = files(security_agreement(), ExportOptions(workbook=True))
    description = json.loads(held["datapackage.json"])
    assert complaints("datapackage.json", description) == []
    assert description["resources"][-1]["path"] == "brief.xlsx"
    assert held["brief.xlsx"].startswith(b"PK")


def test_decisions_have_their_table() -> None:
    """Each decision has a row with who, when and what; each pair says whether a reviewer saw it."""
    _, held = package("reviewed")
    decisions = rows(held["decisions.csv"])
    assert [row["action"] for row in decisions] == ["confirmed", "relabelled", "rejected", "noted"]
    assert decisions[1]["note"] == "Rounded."
    assert (decisions[1]["labels_before"], decisions[1]["labels_after"]) == ("contrasting", "matched")
    assert decisions[1]["says"] == "Relabelled: was contrasting (figures) O2 / P2, is matched O2 / P2."
    states = sorted(row["review"] for row in rows(held["pairs.csv"]))
    assert states == ["changed", "changed", "changed", "confirmed", "machine", "machine"]
