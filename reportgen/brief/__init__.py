"""The brief: one view model (`Brief`), rendered to every format from a comparison alone."""

from __future__ import annotations

from reportgen.brief.build import build_brief
from reportgen.brief.model import Brief
from reportgen.brief.rendering import FORMATS, render

__all__ = ["FORMATS", "Brief", "build_brief", "render"]
