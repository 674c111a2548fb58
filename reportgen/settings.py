"""What a user may set about a comparison; part of the comparison file, so that a run can be repeated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are read, paired and labelled. Each default says how it was found."""

    keep: tuple[str, ...] = ()
    """Reasons of removal whose passages stay in the text after all ("photo caption"), or line ranges "12-14"."""
    link_floor: float = 0.3
    """Statements are paired from this confidence on. Higher: fewer, surer pairs. On the open reports .2 gives link
    precision .584 and F1 .460, .3 gives .654 and .463, .4 gives .703 and .447."""
    contrast_floor: float = 0.4
    """A contrast is shown from this confidence on; some kinds need more. On the open reports .4 gives contrast
    precision .667 and recall .091, .5 gives .625 and .080. Those of the sample documents lie between .65 and .77."""
    clear_floor: float = 0.85
    """From this confidence on a contrast is called clear, below it possible. Set by hand: too few
    contrasts of the open reports come so high to measure it."""
