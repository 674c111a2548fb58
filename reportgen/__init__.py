"""Set an official text beside the press reports about it, and say what they matched, contrasted, added and omitted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportgen.errors import ReportgenError
from reportgen.model import Comparison, Document
from reportgen.settings import Settings
from reportgen.version import __version__

if TYPE_CHECKING:
    from reportgen.brief import render
    from reportgen.engine import compare

__all__ = ["Comparison", "Document", "ReportgenError", "Settings", "__version__", "compare", "render"]


def __getattr__(name: str) -> Any:
    """Load the engine and the renderer when they are first asked for, so that `import reportgen` stays quick."""
    if name == "compare":
        from reportgen.engine import compare  # noqa: PLC0415

        return compare
    if name == "render":
        from reportgen.brief import render  # noqa: PLC0415

        return render
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
