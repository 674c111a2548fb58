"""Quotations that were looked up in the official text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.brief.model import Quotation
    from reportgen.model import Comparison, Document


def build_quotations(comparison: Comparison, report: Document) -> tuple[Quotation, ...]:
    """Return the quotations the profile holds for `report`; none where it holds none."""
    return ()
