"""Libraries that only some formats need, imported when such a format is asked for."""

from __future__ import annotations

import importlib
from typing import Any

from reportgen.errors import RenderError


def import_extra(name: str) -> Any:
    """Return the module `name`. Raises RenderError (`library-missing`) telling how to install it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise RenderError(
            f"this format needs a Python package that is not installed: {error.name or name}",
            slug="library-missing",
            remedy="Install it with: pip install 'reportgen[office]'",
        ) from error
