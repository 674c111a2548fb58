"""Comparison files as sources."""

from __future__ import annotations

from reportgen.errors import ReadError
from reportgen.model import Comparison
from reportgen.read.sources import load


def read_comparison(source: str) -> Comparison:
    """Return the comparison in a file, or in standard input for `-`.

    Raises ReadError: what `load` raises, or `not-a-comparison` or `comparison-version` with the name of the file.
    """
    data, name = load(source)
    try:
        return Comparison.from_json(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ReadError(
            "this is no comparison file: it is not UTF-8", slug="not-a-comparison", where=name, remedy=_REMEDY
        ) from None
    except ReadError as error:
        raise ReadError(error.what, slug=error.slug, where=name, remedy=error.remedy or _REMEDY) from None


_REMEDY = "A comparison file is what 'reportgen compare OFFICIAL PRESS -o brief.json' writes."
