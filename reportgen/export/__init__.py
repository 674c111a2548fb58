"""A comparison in the shapes that other systems of a newsroom read, each by a published standard."""

from reportgen.export.registry import TARGETS, ExportOptions, Target, export_bytes

__all__ = ["TARGETS", "ExportOptions", "Target", "export_bytes"]
