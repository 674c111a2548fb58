"""Factories of written reports, and reports to draw examples from."""

from __future__ import annotations

from typing import Any


def entry(**fields: Any) -> dict[str, Any]:
    """Return a report as a line of `training/data` holds it."""
    report = {
        "id": "a-report",
        "domain": "a matter",
        "official": ["Ten ferries will run daily", "Fares stay as they are"],
        "press": ["Ferries will run every day", "Fares are to stay"],
        "links": [link()],
    }
    return report | fields


def link(**fields: Any) -> dict[str, Any]:
    """Return a link of such a report."""
    one = {"official": [0], "press": [0], "relation": "matched", "kinds": [], "strength": "clear", "why": "the same"}
    return one | fields
