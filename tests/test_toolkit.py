"""nltk is imported without the heavy libraries it would look for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from reportgen.toolkit import NOT_NEEDED, import_toolkit
from reportgen.words import stem
assert stem("agreements") == "agreement"
import_toolkit("nltk.tokenize.punkt")
loaded = [name for name in NOT_NEEDED if name in sys.modules]
assert not loaded, loaded
try:
    import scipy.stats
except ModuleNotFoundError as error:
    assert error.name == "scipy", error
"""


def test_no_heavy_library_is_loaded() -> None:
    """Stemmer and Punkt come without scipy and the like, which others can still import afterwards."""
    subprocess.run([sys.executable, "-c", PROGRAM], cwd=Path(__file__).parents[1], check=True)
