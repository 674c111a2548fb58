"""Aligning: which official statements and which press statements speak of the same claim, and how likely that is."""

from reportgen.align.links import Alignment, Link

__all__ = ["Alignment", "Link"]
