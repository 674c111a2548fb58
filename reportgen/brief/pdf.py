"""The brief as PDF: tagged, archivable, with the comparison attached."""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import re
import warnings
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Any

from reportgen.brief.faces import OTHER_SCRIPTS, in_faces, other_faces
from reportgen.brief.filling import fill
from reportgen.brief.finish import finish
from reportgen.brief.house import house_look, look_css
from reportgen.brief.templating import PRINT_BREAK, environment, source_text
from reportgen.brief.text import day_of, map_texts, parse_date, texts_of
from reportgen.errors import RenderError, UsageError
from reportgen.look import Look
from reportgen.resources import fonts_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import ModuleType

    from reportgen.brief.model import Brief

PAGE_SIZES = ("A4", "Letter")
"""What a brief is printed on."""

LOGO = "house-logo"
"""The name under which the house's logo is opened."""

ATTACHMENT = "comparison.json"
"""The name of the attached comparison file."""

NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in an attachment's dates where no text has a date: the format wants one, and the clock would change every run."""


def pdf_bytes(
    brief: Brief, data: str, *, page_size: str = "A4", templates: Path | None = None, look: Look | None = None
) -> bytes:
    """Return the brief as PDF/A-3a that also keeps PDF/UA-1, with `data` attached as `comparison.json`.

    The same brief gives the same bytes. Raises RenderError where WeasyPrint or a library it needs is missing
    (`library-missing`) or a template cannot be filled (`template`), UsageError for an unknown page size.
    """
    return lay_out(
        print_html(brief, templates=templates, look=look),
        attachment=Attachment(ATTACHMENT, "The comparison this brief was made from", data, _moment(brief.date) or NO_DATE),
        page_size=page_size,
        templates=templates,
        look=look,
    )


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text that lies inside a PDF."""

    name: str
    description: str
    data: str
    moment: datetime


def lay_out(
    html: str,
    *,
    attachment: Attachment,
    page_size: str = "A4",
    templates: Path | None = None,
    sheets: Sequence[str] = (),
    look: Look | None = None,
) -> bytes:
    """Return a filled template as PDF, in the style and the typefaces of the brief; raises as `pdf_bytes` does.

    `sheets` are style sheets that add to the brief's; `look` is the house's, whose own the template was filled with.
    """
    if page_size not in PAGE_SIZES:
        raise UsageError(f"unknown page size {page_size!r}; known: {', '.join(PAGE_SIZES)}", slug="page-size")
    weasyprint = load_weasyprint()
    made = environment(templates)
    look = look or Look()
    faces = other_faces([html], look.typefaces)
    assets = {f"other-{number}": face for number, face in enumerate(faces)} | ({LOGO: Path(look.logo)} if look.logo else {})
    families = [f"{OTHER_SCRIPTS} {number}" for number in range(len(faces))]
    styles = (source_text(made, "base.css"), look_css(look), source_text(made, "print.css"), *sheets)
    texts = (
        "".join(f'@font-face {{ font-family: "{name}"; src: url("other-{number}"); }}' for number, name in enumerate(families)),
        *(_with_families(css, families) for css in styles),
        f"@page {{ size: {page_size} }}",
    )
    style = _style(_with_values(texts), templates, tuple(assets.items()), get_ident())
    attached = weasyprint.Attachment(
        string=attachment.data.encode("utf-8", "backslashreplace"),
        name=attachment.name,
        description=attachment.description,
        created=attachment.moment,
        modified=attachment.moment,
        relationship="Data",
    )
    document = weasyprint.HTML(string=html, url_fetcher=style.fetcher, base_url=fonts_folder().as_uri() + "/")
    with no_garbage_collection():
        result: bytes = document.write_pdf(
            stylesheets=style.sheets,
            font_config=style.fonts,
            attachments=[attached],
            pdf_variant="pdf/a-3a",
            finisher=finish,
        )
    return result


def _with_families(css: str, families: Sequence[str]) -> str:
    """Return a style sheet whose stacks of typefaces end with those of other scripts.

    Each has a family of its own: of two in one family, WeasyPrint takes the glyphs of one for those of the other.
    """
    return str(css).replace(f', "{OTHER_SCRIPTS}"', "".join(f', "{name}"' for name in families))


_ROOT = re.compile(r"(?<![\w\])]):root\s*\{([^{}]*)\}")
_AT_MEDIA = re.compile(r"@media[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_DEFINITION = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")


def _with_values(texts: Sequence[str]) -> tuple[str, ...]:
    """Return style sheets with the values of `:root` in the places that name them, which are looked up once and not per box.

    What is also defined elsewhere, for some media only or by a name itself, is left alone. Measured on 30 pairs:
    2 percent less time.
    """
    everything = "".join(texts)
    always = _AT_MEDIA.sub("", everything)
    sometimes = _ROOT.sub("", always) + "".join(_AT_MEDIA.findall(everything))
    elsewhere = {name for name, _ in _DEFINITION.findall(sometimes)}
    at_root = [found for block in _ROOT.findall(always) for found in _DEFINITION.findall(block)]
    values = {name: value.strip() for name, value in at_root if name not in elsewhere and not re.search(r"var\(|!", value)}
    return tuple(re.sub(r"var\((--[\w-]+)\)", lambda found: values.get(found[1], found[0]), text) for text in texts)


@dataclass(frozen=True, slots=True)
class _Style:
    """Style sheets as WeasyPrint reads them, with the typefaces they name."""

    sheets: list[Any]
    fonts: Any
    fetcher: Any


@lru_cache(maxsize=8)
def _style(texts: tuple[str, ...], templates: Path | None, assets: tuple[tuple[str, Path], ...], thread: int) -> _Style:
    """Return the style of these sheets, read once for all briefs of a `thread`: a seventh of a short brief's time.

    Each thread has its own, since Pango's typefaces are not to be shared.
    """
    del thread
    weasyprint = load_weasyprint()
    fonts = weasyprint.text.fonts.FontConfiguration()
    fetcher = _locked_fetcher(templates, dict(assets))
    base = fonts_folder().as_uri() + "/"
    sheets = [weasyprint.CSS(string=css, font_config=fonts, url_fetcher=fetcher, base_url=base) for css in texts if css]
    return _Style(sheets, fonts, fetcher)


atexit.register(_style.cache_clear)  # while WeasyPrint is still there: it takes typefaces down with its own functions


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Keep Python from looking for cycles while a PDF is made: rows and boxes only pile up until the end.

    Measured on 60 pairs: 18 percent less time for 10 percent more memory.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def print_html(brief: Brief, *, templates: Path | None = None, look: Look | None = None) -> str:
    """Return the HTML the PDF is laid out from."""
    moment = _moment(brief.date)
    look = look or Look()
    faces = other_faces([look.house, *texts_of(brief)], look.typefaces)
    shown = map_texts(brief, partial(in_faces, faces=faces))
    return fill(
        environment(templates, break_with=PRINT_BREAK),
        "print.html.j2",
        brief=shown,
        named=shown != brief,
        created=moment.date().isoformat() if moment else None,
        links=False,
        look=house_look(look, LOGO),
    )


def _moment(value: str | None) -> datetime | None:
    day = parse_date(value)
    return datetime.combine(day_of(day), datetime.min.time(), UTC) if day else None


@cache
def load_weasyprint() -> ModuleType:
    """Return WeasyPrint, imported when it is first needed (0.3 s).

    Raises RenderError (`library-missing`) naming the libraries that are not there. HarfBuzz's subsetter is one of them:
    without it WeasyPrint falls back to another that takes eight times as long and writes other bytes.
    """
    try:
        weasyprint = _import_weasyprint()
    except ImportError as error:
        raise _missing(f"Python package {error.name or 'weasyprint'}") from error
    except OSError as error:
        found = re.search(r"'([^']+)'", str(error))
        raise _missing(found[1] if found else str(error)) from error
    if weasyprint.text.ffi.harfbuzz_subset is None:
        raise _missing("libharfbuzz-subset")
    return weasyprint


def _import_weasyprint() -> ModuleType:
    with warnings.catch_warnings():
        # WeasyPrint warns of a missing subsetter, which is told by `load_weasyprint`; nothing else is silenced.
        warnings.filterwarnings("ignore", message="HarfBuzz-Subset", category=DeprecationWarning)
        # And it prints a page of advice about missing libraries, where two lines will do.
        with redirect_stdout(io.StringIO()):
            return importlib.import_module("weasyprint")


def _missing(name: str) -> RenderError:
    return RenderError(
        f"PDF needs a library that is not installed: {name}",
        slug="library-missing",
        remedy="`reportgen doctor` tells what to install; .html and .json need no library.",
    )


def _locked_fetcher(templates: Path | None = None, assets: Mapping[str, Path] | None = None) -> Any:
    """Return a fetcher for the package's typefaces and the typefaces and pictures of a customer's template folder.

    `assets` are files the settings name, each under a name of its own. Nothing else is opened, whatever a text or a
    template asks for.
    """
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    base = f"{fonts_folder().as_uri()}/"
    given = assets or {}

    class Locked(URLFetcher):  # type: ignore[misc]
        """Opens files by their bare name, in the template folder first."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            """Return the file's content; ValueError for anything that is not there to be opened."""
            name = url.removeprefix(base)
            path = (given.get(name) or _find_asset(name, templates)) if url.startswith(base) else None
            if path is None:
                raise ValueError("only typefaces and pictures of the package and its template folder are opened")
            return super().fetch(path.resolve().as_uri(), headers)

    return Locked(allowed_protocols=("file",), allow_redirects=False)


_ASSET = re.compile(r"[A-Za-z0-9_-]+\.(?:ttf|otf|png|jpe?g)")


def _find_asset(name: str, templates: Path | None) -> Path | None:
    """Return the file with this bare name in the template folder or among the typefaces; None where there is none.

    A link out of the folder is none of its files.
    """
    if not _ASSET.fullmatch(name):
        return None
    for folder in filter(None, (templates, fonts_folder())):
        path = (folder / name).resolve()
        if path.is_file() and path.parent == folder.resolve():
            return path
    return None
