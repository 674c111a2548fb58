"""nltk, without the heavy libraries it looks for."""

from __future__ import annotations

import importlib
import sys
from typing import Any

NOT_NEEDED = ("matplotlib", "numpy", "pandas", "scipy", "sklearn")
"""What nltk imports where it is installed, for charts, classifiers and statistics that are not used here: a second of time."""


def import_toolkit(name: str) -> Any:
    """Return the module `name` of nltk, imported as if nothing of NOT_NEEDED were installed; each stays free for others.

    The stemmer and Punkt need a fifth of the time so. A library that is loaded already is left alone.
    """
    hidden = [library for library in NOT_NEEDED if library not in sys.modules]
    # None in the table of modules makes an import fail, and nltk goes on without.
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        return importlib.import_module(name)
    finally:
        for library in hidden:
            del sys.modules[library]
