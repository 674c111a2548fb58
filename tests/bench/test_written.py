"""The written reports are what their form says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reportgen.model import ContrastKind
from tests.bench.bench_written import FOLDER, relations

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_link_has_its_ends(path: Path) -> None:
    """Links point at sentences that are there, a contrast names its kinds, and no pair has two relations."""
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        pairs = [(o, p) for link in item["links"] for o in link["official"] for p in link["press"]]
        assert all(0 <= o < len(item["official"]) and 0 <= p < len(item["press"]) for o, p in pairs)
        assert {link["relation"] for link in item["links"]} <= {"matched", "contrasting"}
        kinds = {kind for link in item["links"] for kind in link["kinds"]}
        assert kinds <= set(ContrastKind)
        assert all(bool(link["kinds"]) == (link["relation"] == "contrasting") for link in item["links"])
        both = {(o, p): {k["relation"] for k in item["links"] if o in k["official"] and p in k["press"]} for o, p in pairs}
        assert all(len(found) == 1 for found in both.values())
        assert len(relations(item)) == len(both)
