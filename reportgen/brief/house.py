"""The house's look as templates and style sheets see it."""

from __future__ import annotations

from base64 import b64encode

from markupsafe import Markup

from reportgen.brief.model import HouseLook
from reportgen.brief.text import printable, shorten
from reportgen.look import COLOURS, RIBBON, STRIP, Look, mix, on_dark, read_logo

MAX_HOUSE = 60
"""Characters of the house's name; it shares a line with what the page is."""

RIBBONS = {"#b03a06": "#f3b68f"}
STRIPS = {"#565a66": "#8b909c"}
"""Of the package's own colours, set by eye; others are mixed."""


def house_look(look: Look, logo: str) -> HouseLook:
    """Return what templates see of a look; `logo` is where a renderer finds the picture."""
    return HouseLook(
        house=shorten(printable(look.house), MAX_HOUSE) or None,
        logo=logo if look.logo else None,
        contrasting=look.contrasting,
        omitted=look.omitted,
        added=look.added,
        ribbon=RIBBONS.get(look.contrasting.lower(), mix(look.contrasting, RIBBON)),
        strip=STRIPS.get(look.matched.lower(), mix(look.matched, STRIP)),
    )


def look_css(look: Look) -> Markup:
    """Return the style sheet that puts a house's colours in place of the package's; nothing where they are the same.

    Their light kinds, for a dark screen, go with them.
    """
    default = Look()
    changed = [name for name in COLOURS if getattr(look, name).lower() != getattr(default, name)]
    rules = [f"--{name}: {getattr(look, name)};" for name in changed]
    rules += [f"--{name}-tint: {look.tint(name)};" for name in changed if name != "matched"]
    for name in changed:
        light, ground = on_dark(getattr(look, name))
        rules.append(f"--{name}-on-dark: {light}; --{name}-tint-on-dark: {ground};")
    return Markup(f":root {{ {' '.join(rules)} }}\n") if rules else Markup("")  # noqa: S704  (colours that were checked)


def logo_address(look: Look) -> str:
    """Return the logo as an address that holds the picture itself."""
    if not look.logo:
        return ""
    data, kind = read_logo(look.logo)
    return f"data:{kind};base64,{b64encode(data).decode()}"
