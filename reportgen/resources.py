"""Where the package's own files are, in a wheel and in a checkout."""

from __future__ import annotations

from pathlib import Path

from reportgen.errors import RenderError

PACKAGE = Path(__file__).resolve().parent


def templates_folder() -> Path:
    """Return the folder of templates: `reportgen/templates` in a wheel, `templates` beside the package in a checkout.

    Raises RenderError (`templates-missing`) where neither is there: the installation is broken.
    """
    for folder in (PACKAGE / "templates", PACKAGE.parent / "templates"):
        if (folder / "brief").is_dir():
            return folder
    raise RenderError(
        "the templates of the brief are missing from the installation",
        slug="templates-missing",
        where=str(PACKAGE),
        remedy="Install reportgen again; `reportgen doctor` tells what is there.",
    )


def fonts_folder() -> Path:
    """Return the folder of the typefaces a PDF is set in."""
    return PACKAGE / "data" / "fonts"
