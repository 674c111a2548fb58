"""The sample documents cut short, for examples that are run as programs of their own and would read all of both each time."""

from __future__ import annotations

import re
from pathlib import Path

SEEDS = sorted((Path(__file__).resolve().parent.parent / "seeds").glob("*.txt"))
"""The sample documents, the official one first."""
KEPT = (
    ("---", "On June 13", "In 2024", "We are sending", "\\###"),
    (
        "Three years of reporting",
        "The U.S. and Ukraine will sign",
        "If signed",
        "The security agreement will",
        "Two sources",
        "News Feed",
    ),
)
"""How the paragraphs begin that are kept of each: its front matter or furniture, and those that contrast."""


def short_samples() -> list[str]:
    """Return the sample documents cut to a third: what they contrast in is left, and some of what is cleaned away."""
    return [
        "\n\n".join(part for part in paragraphs(path) if part.startswith(kept)) for path, kept in zip(SEEDS, KEPT, strict=True)
    ]


def paragraphs(path: Path) -> list[str]:
    """Return the paragraphs of a text."""
    return [part.strip() for part in re.split(r"\n[ \t]*\n", path.read_text("utf-8"))]


def write_short_samples(folder: Path) -> None:
    """Write them under the names of the samples into a folder, which is made."""
    folder.mkdir(parents=True)
    for path, text in zip(SEEDS, short_samples(), strict=True):
        (folder / path.name).write_text(text, "utf-8")
