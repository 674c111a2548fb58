"""One door for every format: the suffix chooses, the file is written whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.brief.build import build_brief
from reportgen.brief.writing import write_whole
from reportgen.errors import UsageError
from reportgen.look import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reportgen.model import Comparison


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What a caller may choose about a brief."""

    page_size: str = "A4"
    """`A4` or `Letter`; for PDF."""
    templates: Path | None = None
    """A folder whose templates and style sheets stand in for the package's own of the same name."""
    date: str | None = None
    """The brief's ISO date; by default the day its latest text was published."""
    house: Look = field(default_factory=Look)
    """The house's name, logo and colours; for PDF and HTML."""


def _pdf(comparison: Comparison, options: RenderOptions) -> bytes:
    from reportgen.brief.pdf import no_garbage_collection, pdf_bytes  # noqa: PLC0415  (formats are loaded when asked for)

    with no_garbage_collection():
        brief = build_brief(comparison, date=options.date, on_paper=True)
        data = comparison.to_json()
        return pdf_bytes(brief, data, page_size=options.page_size, templates=options.templates, look=options.house)


def _html(comparison: Comparison, options: RenderOptions) -> bytes:
    from reportgen.brief.html import html_text  # noqa: PLC0415

    return html_text(build_brief(comparison, date=options.date), templates=options.templates, look=options.house).encode()


def _json(comparison: Comparison, _options: RenderOptions) -> bytes:
    return comparison.to_json().encode("utf-8", "backslashreplace")


def _md(comparison: Comparison, options: RenderOptions) -> bytes:
    from reportgen.brief.digest import digest  # noqa: PLC0415

    return digest(build_brief(comparison, date=options.date)).encode()


def _csv(comparison: Comparison, options: RenderOptions) -> bytes:
    from reportgen.brief.tables import csv_bytes  # noqa: PLC0415

    return csv_bytes(build_brief(comparison, date=options.date, complete=True))


def _xlsx(comparison: Comparison, options: RenderOptions) -> bytes:
    from reportgen.brief.workbook import xlsx_bytes  # noqa: PLC0415

    return xlsx_bytes(build_brief(comparison, date=options.date, complete=True))


def _docx(comparison: Comparison, options: RenderOptions) -> bytes:
    from reportgen.brief.word import docx_bytes  # noqa: PLC0415

    return docx_bytes(build_brief(comparison, date=options.date))


FORMATS: Mapping[str, Callable[[Comparison, RenderOptions], bytes]] = {
    "pdf": _pdf,
    "html": _html,
    "json": _json,
    "md": _md,
    "csv": _csv,
    "xlsx": _xlsx,
    "docx": _docx,
}
"""The formats, under their suffixes without the dot."""


def format_of(path: str | Path, given: str | None = None) -> str:
    """Return the format for a file: `given`, else by its suffix. Raises UsageError (`unknown-format`) naming those known."""
    name = (given if given is not None else Path(path).suffix).lower().lstrip(".")
    if name not in FORMATS:
        known = " ".join(f".{suffix}" for suffix in FORMATS)
        what = f"{name!r} is no format of the brief" if name else "the file name has no suffix to tell the format"
        raise UsageError(what, slug="unknown-format", where=str(path), remedy=f"Known: {known}")
    return name


def render(
    comparison: Comparison,
    path: str | Path,
    *,
    format: str | None = None,  # noqa: A002  (the word callers would look for)
    page_size: str = "A4",
    templates: str | Path | None = None,
    date: str | None = None,
    look: Look | None = None,
) -> None:
    """Write the brief of `comparison` to `path`, in the format its suffix names or `format` gives.

    `page_size` is "A4" or "Letter"; `templates` a folder with templates of one's own; `date` the ISO date of the brief,
    by default the day its latest text was published; `look` the house's name, logo and colours. The file is written whole
    or not at all, and the same comparison gives the same bytes. Raises UsageError for an unknown format or page size,
    RenderError where the file cannot be made.
    """
    chosen = format_of(path, format)
    options = RenderOptions(page_size, Path(templates) if templates is not None else None, date, look or Look())
    write_whole(Path(path), FORMATS[chosen](comparison, options))
