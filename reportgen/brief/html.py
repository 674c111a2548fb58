"""The brief as one self-contained HTML page."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

from reportgen.brief.filling import fill
from reportgen.brief.house import house_look, logo_address, look_css
from reportgen.brief.templating import environment, source_text
from reportgen.look import Look

if TYPE_CHECKING:
    from pathlib import Path

    from markupsafe import Markup

    from reportgen.brief.model import Brief


def html_text(brief: Brief, *, templates: Path | None = None, look: Look | None = None) -> str:
    """Return the page: readable without its script, with no address it loads anything from."""
    made = environment(templates)
    look = look or Look()
    style = source_text(made, "base.css") + look_css(look) + source_text(made, "palette.css") + source_text(made, "screen.css")
    script = source_text(made, "brief.js")
    return fill(
        made,
        "page.html.j2",
        brief=brief,
        style=style,
        script=script,
        policy=content_policy(style, script),
        links=True,
        look=house_look(look, logo_address(look)),
    )


def content_policy(style: Markup, script: Markup | None = None) -> str:
    """Return a content security policy that runs this style and this script, and nothing else."""
    scripts = f"'{_digest(script)}'" if script is not None else "'none'"
    return (
        f"default-src 'none'; img-src data:; style-src '{_digest(style)}'; script-src {scripts}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
