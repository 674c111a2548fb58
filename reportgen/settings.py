"""What a user may set about a comparison; part of the comparison file, so that a run can be repeated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are read, paired and labelled. Each default says how it was found."""

    keep: tuple[str, ...] = ()
    """Reasons of removal whose passages stay in the text after all ("photo caption"), or line ranges "12-14"."""
    link_floor: float = 0.3
    """Statements are paired from this confidence on. Higher: fewer, surer pairs. On the open reports .45 gives link
precision .596 and F1 .367, .5 gives .633 and .359."""
    contrast_floor: float = 0.4
    """A contrast is shown from this confidence on; some kinds need more. Set on the sample documents, whose
contrasts lie between .42 and .69; on the open reports .4 and .5 give the same figures."""
    clear_floor: float = 0.85
    """From this confidence on a contrast is called clear, below it possible. Set by hand: too few
contrasts of the open reports come so high to measure it."""
