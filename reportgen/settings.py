"""What a user may set about a comparison; part of the comparison file, so that a run can be repeated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are read, paired and labelled. The defaults are the measured ones."""

    keep: tuple[str, ...] = ()
    """Reasons of removal whose passages stay in the text after all ("photo caption"), or line ranges "12-14"."""
    link_floor: float = 0.45
    """Statements are paired from this confidence on. Higher: fewer, surer pairs."""
    contrast_floor: float = 0.4
    """A contrast is shown from this confidence on."""
    clear_floor: float = 0.85
    """From this confidence on a contrast is called clear, below it possible."""
