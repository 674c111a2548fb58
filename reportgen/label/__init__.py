"""Labelling: what a pair is, with the evidence it rests on."""

from reportgen.label.pairs import label_pairs

__all__ = ["label_pairs"]
