"""How a comparison was made, and what a reader should not take from it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reportgen.brief.model import Method
from reportgen.brief.text import shorten
from reportgen.read.language import foreign_name

if TYPE_CHECKING:
    from reportgen.model import Comparison

STEPS = (
    "Read: each text is decoded; title, date and address are taken from it.",
    "Clean: what is on the page but not in the text is set aside and listed, with a reason.",
    "Segment: the texts are split into sentences, list items and headings, each with its place.",
    "Align: statements of both sides that speak of the same claim are paired, many to many.",
    "Label: each pair is matched or contrasting; a statement without a partner is omitted or added.",
    "Profile: speakers and quotations are looked up.",
    "Brief: pages are laid out from the comparison alone; its data is attached.",
)
"""The road a text travels, one sentence a stage."""

LIMITS = (
    "Pairs and labels are a program’s proposals. Check them against the sources before they are relied on.",
    "A contrast is a difference an editor would point out. Most are no contradiction: a text may be earlier, or shorter.",
    "Where a reason only sets two passages side by side, they are taken to differ as a whole, and the kind is a guess.",
    "“Not in this report” means that no statement of the report was found to say the same. It says nothing about why.",
    "Only the texts given were compared, and no outside fact was looked up.",
)
"""What the brief does not say."""

MAX_PROGRAM = 60
"""Characters of the program's name and version, which stand at the foot of every page."""

MAX_SETTING = 200
"""Characters of a setting's value."""

MAX_SETTINGS = 60
"""Settings listed."""


def build_method(comparison: Comparison) -> Method:
    """Return how `comparison` was made."""
    generator = comparison.generator
    return Method(
        program=shorten(f"{generator.name} {generator.version}", MAX_PROGRAM),
        schema=comparison.schema,
        settings=tuple((shorten(str(key), MAX_SETTING), _value(comparison.settings[key])) for key in _first(comparison.settings)),
        steps=STEPS,
        limits=(*LIMITS, *_languages(comparison)),
    )


def _languages(comparison: Comparison) -> tuple[str, ...]:
    """Return a sentence for every language beside English the texts are in."""
    found = [foreign_name(document.language) for document in (comparison.official, *comparison.reports)]
    names = dict.fromkeys(name for name in found if name)
    return tuple(
        f"A text is in {name}. Only English was measured: pairs and labels of other languages are less sure." for name in names
    )


def _first(settings: dict[str, Any]) -> list[str]:
    return list(settings)[:MAX_SETTINGS]


def _value(value: Any) -> str:
    if value is None or value in ([], (), ""):
        return "none"
    return shorten(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), MAX_SETTING)
