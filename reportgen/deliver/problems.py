"""What can go wrong on the way, in words that tell no secret."""

from __future__ import annotations

from reportgen.errors import ReportgenError


class DeliveryError(ReportgenError):
    """Something was not delivered."""

    exit_code = 1
    """1: some items failed; others may have arrived."""
