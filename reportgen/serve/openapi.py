"""What the service takes and gives, as OpenAPI 3.1; requests are checked against the same schema."""

from __future__ import annotations

from typing import Any

from reportgen.read.reading import GIVEN
from reportgen.version import __version__

FORMATS = {
    "json": "application/json",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
"""What the service answers with; those that need no further package."""

MOST_REPORTS = 20
"""Press reports in one request; more is work for a batch."""

PROBLEM = "application/problem+json"
"""Errors are told as RFC 9457 has it."""

_METADATA = {name: {"type": "string", "maxLength": 2000} for name in GIVEN}

SOURCE: dict[str, Any] = {
    "description": "A text, or a file in base64 with its name, which helps to tell its format.",
    "type": "object",
    "properties": {
        "text": {"type": "string", "minLength": 1, "description": "Plain text or Markdown."},
        "base64": {"type": "string", "contentEncoding": "base64", "minLength": 1},
        "name": {"type": "string", "minLength": 1, "maxLength": 255},
        **_METADATA,
    },
    "oneOf": [{"required": ["text"]}, {"required": ["base64"]}],
    "additionalProperties": False,
}

REQUEST: dict[str, Any] = {
    "type": "object",
    "properties": {
        "official": SOURCE,
        "press": {"type": "array", "items": SOURCE, "minItems": 1, "maxItems": MOST_REPORTS},
        "settings": {
            "description": "As in reportgen.toml.",
            "type": "object",
            "properties": {
                "keep": {"type": "array", "items": {"type": "string"}},
                "link_floor": {"type": "number", "minimum": 0, "maximum": 1},
                "contrast_floor": {"type": "number", "minimum": 0, "maximum": 1},
                "clear_floor": {"type": "number", "minimum": 0, "maximum": 1},
            },
            "additionalProperties": False,
        },
        "page_size": {"enum": ["A4", "Letter"]},
        "date": {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$", "description": "Of the brief."},
    },
    "required": ["official", "press"],
    "additionalProperties": False,
}
"""The body of a request to compare."""

PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "description": "urn:reportgen:error: and the name in the README's table."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "required": ["type", "title", "status"],
}


def _problem(says: str) -> dict[str, Any]:
    return {"description": says, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


ERRORS = {
    "400": "The body is no JSON, or the query is none that is known.",
    "401": "The token is missing or another.",
    "408": "The body did not arrive in time.",
    "413": "The body is too large.",
    "415": "The body is not sent as application/json.",
    "422": "The body is not as described, or there is nothing to compare in a text.",
    "429": "All places in the queue are taken; Retry-After tells when to try again.",
    "500": "The comparison failed in a way nobody foresaw.",
    "503": "The service is about to end.",
    "504": "The comparison took longer than is allowed.",
}


def description() -> dict[str, Any]:
    """Return the description of the service."""
    binary = {"type": "string"}
    answers = {
        media.partition(";")[0]: {"schema": {"$ref": "#/components/schemas/Comparison"} if name == "json" else binary}
        for name, media in FORMATS.items()
    }
    compare = {
        "operationId": "compare",
        "summary": "Set an official text beside press reports about it.",
        "security": [{"token": []}],
        "parameters": [
            {
                "name": "format",
                "in": "query",
                "description": "The comparison file, or the brief in a format.",
                "schema": {"enum": list(FORMATS), "default": "json"},
            }
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Request"}}},
        },
        "responses": {
            "200": {"description": "The comparison or the brief.", "content": answers},
            **{code: _problem(says) for code, says in ERRORS.items()},
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "reportgen", "version": __version__, "summary": "Official texts beside the press reports about them."},
        "paths": {
            "/v1/compare": {"post": compare},
            "/health": {"get": _simple("health", "Whether the service works.", "application/json", {"type": "object"})},
            "/metrics": {
                "get": _simple("metrics", "Figures for Prometheus.", "text/plain", {"type": "string"})
                | {"security": [{"token": []}]}
            },
            "/openapi.json": {"get": _simple("openapi", "This description.", "application/json", {"type": "object"})},
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                "Request": REQUEST,
                "Problem": PROBLEM_SCHEMA,
                "Comparison": {
                    "description": "A comparison file, schema 1; its own JSON Schema is in the package.",
                    "type": "object",
                    "required": ["schema", "generator", "settings", "official", "reports", "pairs", "profile", "metrics"],
                },
            },
        },
    }


def _simple(name: str, says: str, media: str, schema: dict[str, Any]) -> dict[str, Any]:
    answer = {"description": says, "content": {media: {"schema": schema}}}
    return {"operationId": name, "summary": says, "responses": {"200": answer, "401": _problem(ERRORS["401"])}}
