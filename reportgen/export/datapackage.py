"""The comparison as tables a program joins, described as a Data Package 2.0 (https://datapackage.org/).

Two runs give the same bytes. The tables hold what the comparison file holds but for the running texts, the furniture and the
word edits.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from typing import TYPE_CHECKING, Any

from reportgen.brief.rendering import FORMATS, RenderOptions
from reportgen.brief.tables import FORMULA_STARTS
from reportgen.export.tables import TABLES, Field, Table
from reportgen.export.values import comparison_urn, json_bytes, program, storable, web_address

if TYPE_CHECKING:
    from reportgen.export.registry import ExportOptions
    from reportgen.model import Comparison, Document

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
WORKBOOK = "brief.xlsx"

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The oldest a ZIP can say; the clock would make each run another file."""


def export(comparison: Comparison, options: ExportOptions) -> bytes:
    """Return the package as a ZIP archive with `datapackage.json` at its top."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in files(comparison, options).items():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return file.getvalue()


def files(comparison: Comparison, options: ExportOptions) -> dict[str, bytes]:
    """Return the package's files under their names: the description first, then its tables, and the workbook if wanted.

    Raises RenderError (`library-missing`) where a workbook is wanted without XlsxWriter.
    """
    tables = {f"{table.name}.csv": (table, _csv(table, comparison)) for table in TABLES}
    resources = [_table_resource(name, table, data) for name, (table, data) in tables.items()]
    made = {name: data for name, (_, data) in tables.items()}
    if options.workbook:
        made[WORKBOOK] = FORMATS["xlsx"](comparison, RenderOptions(date=options.date))
        resources.append(_workbook_resource(made[WORKBOOK]))
    return {"datapackage.json": json_bytes(_description(comparison, resources)), **made}


def _description(comparison: Comparison, resources: list[dict[str, Any]]) -> dict[str, Any]:
    title = comparison.official.title or comparison.official.name
    return {
        "$schema": PROFILE,
        "name": "reportgen-comparison",
        "id": comparison_urn(comparison),
        "title": f"{title}: statements paired with those of the press",
        "description": (
            f"Made by {program(comparison)}. Pairs and labels are proposals. Offsets count Unicode code points into the "
            "document as read. A cell that a spreadsheet would take for a formula has an apostrophe before it."
        ),
        "version": comparison.generator.version,
        "keywords": ["press", "alignment", "contradiction"],
        "sources": [_source(document) for document in (comparison.official, *comparison.reports)],
        "resources": resources,
    }


def _source(document: Document) -> dict[str, str]:
    address = web_address(document.url)
    return {"title": document.title or document.name or document.id, **({"path": address} if address else {})}


def _table_resource(name: str, table: Table, data: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(field) for field in table.fields], "primaryKey": list(table.key)}
    if table.foreign:
        schema["foreignKeys"] = [
            {"fields": list(own), "reference": {"resource": other, "fields": list(theirs)}}
            for own, other, theirs in table.foreign
        ]
    return {
        "name": table.name,
        "type": "table",
        "path": name,
        "description": table.says,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_bytes(data),
        "dialect": {"header": True, "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }


def _field(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if field.required else {}
    if field.enum:
        constraints["enum"] = list(field.enum)
    if field.type == "integer":
        constraints["minimum"] = 0
    made: dict[str, Any] = {"name": field.name, "type": field.type, "description": field.says}
    return {**made, **({"constraints": constraints} if constraints else {})}


def _workbook_resource(data: bytes) -> dict[str, Any]:
    return {
        "name": "workbook",
        "path": WORKBOOK,
        "description": "The brief's own tables, for reading rather than for programs.",
        "format": "xlsx",
        "mediatype": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        **_bytes(data),
    }


def _bytes(data: bytes) -> dict[str, Any]:
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def _csv(table: Table, comparison: Comparison) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(field.name for field in table.fields)
    for row in table.rows(comparison):
        writer.writerow([_cell(cell) for cell in row])
    return file.getvalue().encode()


def _cell(cell: str | float | None) -> str | float | None:
    if not isinstance(cell, str):
        return cell
    text: str = storable(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
