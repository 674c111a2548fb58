"""What the vendored typefaces can show; anything else is named."""

from __future__ import annotations

import re
from functools import cache

from reportgen.brief.text import named_characters
from reportgen.resources import fonts_folder

COVERAGE = "coverage.txt"
"""Beside the typefaces: the characters every text face can show, alone or by falling back on Source Sans, as ranges."""


def in_faces(text: str) -> str:
    """Return `text` with the characters no vendored face has named as [U+XXXX]; the PDF would be invalid with them.

    >>> in_faces("Київ 北京")
    'Київ [U+5317 U+4EAC]'
    """
    return text if text.isascii() else _uncovered().sub(named_characters, text)


@cache
def _uncovered() -> re.Pattern[str]:
    lines = (fonts_folder() / COVERAGE).read_text(encoding="ascii").splitlines()
    ranges = [line.split("-") for line in lines if line and not line.startswith("#")]
    members = "".join(rf"\U{int(ends[0], 16):08x}-\U{int(ends[-1], 16):08x}" for ends in ranges)
    return re.compile(f"[^{members}]+")
