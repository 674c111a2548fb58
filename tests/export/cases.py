"""The comparisons every export has to cope with."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from reportgen.export import TARGETS, ExportOptions, export_bytes
from reportgen.model import Action, Label
from tests.brief import samples
from tests.review.samples import order, session

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportgen.model import Comparison


@cache
def reviewed() -> Comparison:
    """Return a small comparison with a decision of every kind."""
    with TemporaryDirectory() as folder:
        review = session(Path(folder))
        review.decide([order(review, Action.CONFIRMED, "O1", "P1")], "Ada Editor")
        review.decide([order(review, Action.RELABELLED, "O2", "P2", label=Label.MATCHED, note="Rounded.")], "Ada Editor")
        review.decide([order(review, Action.REJECTED, "O3", "P4")], "Ben <b>Desk</b>")
        review.decide([order(review, Action.NOTED, "O4", note="Ask *the* museum.")], "Ben <b>Desk</b>")
        return review.comparison


CASES: dict[str, Callable[[], Comparison]] = {
    "seeds": samples.security_agreement,
    "five reports": samples.five_reports,
    "reviewed": reviewed,
    "hostile": samples.hostile,
    "empty": samples.empty,
    "other scripts": samples.other_scripts,
    "quotes in quotes": samples.quotes_in_quotes,
    "long words": samples.long_words,
}

OPTIONS = {
    "brief_url": "https://desk.example.org/briefs/1.pdf",
    "trust": (("editorialPolicy", "https://desk.example.org/standards"),),
    "group": "a1b2c3",
}
"""What the options are set to, each where it means something."""


def options_for(target: str) -> ExportOptions:
    """Return options that a target heeds."""
    return ExportOptions(**{name: value for name, value in OPTIONS.items() if name in TARGETS[target].takes})


@cache
def exported(case: str, target: str) -> bytes:
    """Return a case in the shape of a target."""
    return export_bytes(CASES[case](), target, options_for(target))


def exported_json(case: str, target: str) -> Any:
    """Return a case in the shape of a target, as the values its JSON means."""
    return json.loads(exported(case, target).decode("utf-8"))
