"""The names of pairs: the same statements have the same one in every run."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LENGTH = 12
"""Hex digits of an id: 48 bits, enough for the pairs of one comparison."""


def pair_id(report: str, official: Sequence[str], press: Sequence[str], occurrence: int = 1) -> str:
    """Return the id of a pair: a hash of the report and the texts of its statements.

    `occurrence` counts pairs of the same texts, from 1, so that each has its own.
    """
    key = json.dumps([report, list(official), list(press)], ensure_ascii=False)
    named = key if occurrence == 1 else f"{key}#{occurrence}"
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
