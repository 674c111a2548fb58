"""Typefaces of a page: which letters a code stands for, how wide they are, and whether they are bold."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pypdf.generic import DictionaryObject, IndirectObject
from pypdf.generic._font import Font

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREADABLE = "\ufffd"
"""What stands for a letter that the file does not name."""

MAX_TYPEFACES = 2_000
"""A file has at most so many typefaces of its own; books have some dozens, files cut into pages some hundreds."""

_BOLD = re.compile(r"bold|black|heavy|demi|semibd|cmbx|-bd\b", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_BOLD_WEIGHT = 600

_LETTERS: dict[int, str] = {
    0x2044: "/",  # fraction slash: 1/2
    0x00A0: " ",
    0x2002: " ", 0x2003: " ", 0x2004: " ", 0x2005: " ", 0x2006: " ", 0x2007: " ", 0x2008: " ", 0x2009: " ", 0x200A: " ",
    0x202F: " ", 0x205F: " ", 0x3000: " ",
    0x200B: "", 0x200C: "", 0x200D: "", 0xFEFF: "",
    0x0009: " ", 0x000A: " ", 0x000D: " ",
    # The symbol typefaces of word processors keep their bullets in the private area.
    0xF0B7: "•", 0xF0A7: "▪", 0xF0A8: "◦", 0xF0D8: "➢", 0xF0FC: "✓", 0xF02D: "–", 0xF06E: "■", 0xF06C: "●", 0xF06F: "□",
    0xF076: "•", 0xF0E0: "→",
}  # fmt: skip
_PRIVATE = range(0xE000, 0xF900)
_LIGATURES = (range(0xFB00, 0xFB07), range(0xFB13, 0xFB18))
_FORMS_OF_ARABIC = (range(0xFB50, 0xFDFE), range(0xFE70, 0xFEFD))


@dataclass(slots=True)
class Typeface:
    """What laying out needs to know of a font of the file."""

    is_bold: bool
    space: float
    """Two letters with so many ems between them are of two words."""
    font: Font | None
    codes: dict[int, tuple[str, float]] = field(default_factory=dict)
    """For each code met so far its letters and its width in ems."""

    def decode(self, string: bytes) -> Iterator[tuple[str, float, bool]]:
        """Yield for each code of a string its letters, its width in ems, and whether it is the one-byte space."""
        font, codes = self.font, self.codes
        if font is not None and isinstance(font.encoding, str):
            for char in _decoded(string, font.encoding):
                code = ord(char)
                if code not in codes:
                    codes[code] = self._letters_and_width(char, char)
                yield *codes[code], False
            return
        for code in string:
            if code not in codes:
                text = font.encoding.get(code, chr(code)) if font is not None and isinstance(font.encoding, dict) else chr(code)
                codes[code] = self._letters_and_width(text, chr(code))
            yield *codes[code], code == 32

    def _letters_and_width(self, text: str, raw: str) -> tuple[str, float]:
        font = self.font
        if font is None:
            return UNREADABLE, 0.5
        width = float(font.space_width if raw == font.space_char else font.get_text_width(raw)) / 1000
        if not font.interpretable:
            return UNREADABLE, width
        mapped = "".join(str(font.character_map.get(char, char)) for char in text)
        return letters_of(mapped), width


def letters_of(text: str) -> str:
    r"""Return `text` with ligatures taken apart, odd spaces plain, and a mark for what is no letter.

    >>> letters_of("e\ufb03cient\xa0")
    'efficient '
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_letter(char) for char in text[:10_000])


def _letter(char: str) -> str:
    code = ord(char)
    if code in _LETTERS:
        return _LETTERS[code]
    if any(code in forms for forms in (*_LIGATURES, *_FORMS_OF_ARABIC)):
        return unicodedata.normalize("NFKC", char)
    if code in _PRIVATE or code < 32 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000:
        return UNREADABLE
    return char


def typeface_of(resource: object) -> Typeface:
    """Return the typeface of a font resource; one without letters where the resource is none."""
    resolved = resource.get_object() if isinstance(resource, IndirectObject) else resource
    if not isinstance(resolved, DictionaryObject):
        return Typeface(is_bold=False, space=0.17, font=None)
    try:
        font = Font.from_font_resource(resolved)
    except Exception:  # noqa: BLE001  (a broken font costs its own letters, not the page)
        return Typeface(is_bold=False, space=0.17, font=None)
    return Typeface(is_bold=_is_bold(font), space=_space(font), font=font)


def _is_bold(font: Font) -> bool:
    descriptor = font.font_descriptor
    flags, weight = descriptor.flags, descriptor.weight
    if isinstance(flags, int) and flags & _FORCE_BOLD:
        return True
    if isinstance(weight, (int, float)) and weight >= _BOLD_WEIGHT:
        return True
    return bool(_BOLD.search(str(font.name)))


def _space(font: Font) -> float:
    """Return how many ems apart two words are at least: most of the font's own space, within what any font has."""
    width = float(font.character_widths.get(font.space_char, 0) or 0) / 1000
    return min(0.2, max(0.12, 0.6 * width)) if width else 0.17


def _decoded(string: bytes, encoding: str) -> str:
    try:
        return string.decode(encoding, "surrogatepass")
    except (UnicodeDecodeError, LookupError):
        return string.decode("utf-16-be", "replace")
