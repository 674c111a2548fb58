"""How a desk's own brief looks: its name, its logo, its colours, and typefaces for scripts the package has none for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import UsageError

ENOUGH_CONTRAST = 4.5
"""Contrast of text on its ground, to one, that WCAG 2 asks for at level AA."""

MAX_LOGO = 2_000_000
"""Bytes of a logo; it stands in every brief."""

COLOURS = ("contrasting", "omitted", "added", "matched")
"""The labels, each with a colour of its own."""

OWN_TINTS = {"#b03a06": "#fbdcc4", "#1a56b0": "#d3e4fa", "#22543d": "#dff0e3"}
"""The tints of the package's own colours, set by eye; others are mixed."""

TINT, RIBBON, STRIP = 0.16, 0.4, 0.68
"""How much of a colour is in the ground of marked words, in a ribbon of the map, in a matched statement on it."""

DARK_PAPER, DARK_TINT, ENOUGH_ON_DARK = "#16171c", 0.4, 5.5
"""The page on a dark screen, how much of a colour is in the ground of marked words on it, and the contrast of words with that."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")

_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Look:
    """What a desk may set about the look of its briefs; `[look]` in the settings file."""

    house: str = ""
    """The house's name, over the title."""
    logo: str = ""
    """A PNG or JPEG, set beside the house's name; relative to the settings file."""
    contrasting: str = "#b03a06"
    """Colours as `#rrggbb`, dark enough to be read on white and on their own tint. Together with the shapes and underlines,
which stay, the four of the package can be told apart by colour-blind eyes and in black and white."""
    omitted: str = "#1a56b0"
    added: str = "#22543d"
    matched: str = "#565a66"
    typefaces: tuple[str, ...] = ()
    """Typeface files (`.ttf`, `.otf`, `.ttc`) for characters the package's typefaces lack, such as Chinese ones."""

    def check(self) -> None:
        """Raise UsageError (`bad-setting`) for a colour that is none or cannot be read, a logo or a typeface that is none."""
        for name in COLOURS:
            _check_colour(name, getattr(self, name))
        if self.logo:
            read_logo(self.logo)
        for typeface in self.typefaces:
            if Path(typeface).suffix.lower() not in (".ttf", ".otf", ".ttc") or not Path(typeface).is_file():
                raise _bad(
                    f"typefaces names {typeface!r}, which is no typeface file", "Give the path of a .ttf, .otf or .ttc file."
                )

    def tint(self, name: str) -> str:
        """Return the light ground of words marked in a label's colour."""
        colour: str = getattr(self, name)
        return OWN_TINTS.get(colour.lower(), mix(colour, TINT))


def read_logo(path: str) -> tuple[bytes, str]:
    """Return a logo and its kind (`image/png`); UsageError (`bad-setting`) where it is not there or no PNG or JPEG."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise _bad(f"the logo cannot be read: {(error.strerror or str(error)).lower()}", f"Looked for: {path}") from None
    kind = next((kind for signature, kind in _SIGNATURES.items() if data.startswith(signature)), None)
    if kind is None or len(data) > MAX_LOGO:
        raise _bad(f"the logo is no PNG or JPEG of at most {MAX_LOGO // 1_000_000} MB", f"Found in: {path}")
    return data, kind


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour `#rrggbb`, as WCAG 2 has it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return how far two colours stand out from each other, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, share: float) -> str:
    """Return a colour thinned with white.

    >>> mix("#000000", 0.5)
    '#808080'
    """
    return blend(colour, "#ffffff", share)


def blend(colour: str, other: str, share: float) -> str:
    """Return the colour between two, with `share` of the first.

    >>> blend("#000000", "#101010", 0.5)
    '#080808'
    """
    pairs = [(int(colour[start : start + 2], 16), int(other[start : start + 2], 16)) for start in (1, 3, 5)]
    return "#" + "".join(f"{round(two - (two - one) * share):02x}" for one, two in pairs)


def on_dark(colour: str) -> tuple[str, str]:
    """Return the light kind of a colour for words on a dark page, and the dark ground of words marked in it.

    >>> on_dark("#7a0f4f")
    ('#c393b0', '#3e1430')
    """
    ground = blend(colour, DARK_PAPER, DARK_TINT)
    shares = (share / 20 for share in range(20, -1, -1))
    light = next(made for share in shares if contrast(made := mix(colour, share), ground) >= ENOUGH_ON_DARK)
    return light, ground


def _check_colour(name: str, colour: str) -> None:
    if not _HEX.fullmatch(colour):
        raise _bad(f"{name} should be a colour, found {colour!r:.40}", "Write it as #rrggbb, for example #1a56b0.")
    found = contrast(colour, OWN_TINTS.get(colour.lower(), mix(colour, TINT)))
    if found < ENOUGH_CONTRAST:
        raise _bad(
            f"{name} is too light to be read: {found:.1f} to 1 on its own tint, {ENOUGH_CONTRAST} are needed",
            "Give a darker colour.",
        )


def _bad(what: str, remedy: str) -> UsageError:
    return UsageError(what, slug="bad-setting", remedy=remedy)
