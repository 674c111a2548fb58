"""The templates of the brief: where they are found, and what they may use."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape
from rapidfuzz.process import extractOne

from reportgen.brief.contrasts import alike
from reportgen.brief.fields import field_names, field_types
from reportgen.brief.passages import anchor, cut_words
from reportgen.brief.text import quantity
from reportgen.errors import RenderError
from reportgen.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportgen.brief.model import Run, Tick

LONG_WORD = 24
"""Letters from which a word is given places to break, so that it stays in its column; the longest English words have 28."""

BREAK_EVERY = 12
"""Letters between two places to break in a long word."""

_LONG = re.compile(rf"\S{{{LONG_WORD + 1},}}")

SCREEN_BREAK = Markup("<wbr>")
"""A place to break that leaves no trace in copied text."""

PRINT_BREAK = Markup("\u200b")
"""A zero-width space: in print `<wbr>` becomes one all the same, in a box of its own that inherits its parent's link."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an environment was made for, in plain words."""

    folder: str | None
    break_with: str
    room: str | None


def asked_of(made: ImmutableSandboxedEnvironment) -> Asked:
    """Return what an environment was made for, with which another process can make the same."""
    asked: Asked = made.asked  # type: ignore[attr-defined]
    return asked


@lru_cache(maxsize=8)
def environment(
    folder: Path | None = None, *, break_with: Markup = SCREEN_BREAK, room: str | None = None
) -> ImmutableSandboxedEnvironment:
    """Return the environment all templates of the brief run in, one for all briefs, which compiles each template once.

    Every value is escaped, whatever the template's name; a field that does not exist is an error; and templates are
    sandboxed, since they may come from a customer's `folder`, which is looked in first. `room` names another folder of
    templates ("batch") that stands before those of the brief.
    """
    rooms = [templates_folder() / name for name in (room, "brief") if name]
    folders = [*([folder] if folder else []), *rooms]
    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.extend(asked=Asked(str(folder.resolve()) if folder else None, str(break_with), room))
    made.filters.update(
        breakable=partial(breakable, break_with=break_with),
        pieces=partial(pieces, break_with=break_with),
        quantity=quantity,
        alike=alike,
        cut=cut_words,
        anchor=anchor,
        hatch=hatch,
        direction=direction,
    )
    return made


def fill_here(made: ImmutableSandboxedEnvironment, name: str, **values: Any) -> str:
    """Return a filled template. Raises RenderError (`template`) naming file and line of what is wrong with it."""
    try:
        return made.get_template(name).render(**values)
    except (TemplateError, ArithmeticError, TypeError, ValueError, LookupError, RecursionError, MemoryError) as error:
        raise _template_error(error, name) from error


def source_text(made: ImmutableSandboxedEnvironment, name: str) -> Markup:
    """Return a style sheet or a script as it stands, to be put into a page. It is the package's or the customer's own."""
    if made.loader is None:
        raise AssertionError("the environment has no loader")
    try:
        return Markup(made.loader.get_source(made, name)[0])  # noqa: S704  (a file of the template folder, never data)
    except TemplateError as error:
        raise _template_error(error, name) from error


def _template_error(error: Exception, name: str) -> RenderError:
    """Return what went wrong, with the innermost template and line of it."""
    message = _message(error)
    where = f"{error.name or name}:{error.lineno}" if isinstance(error, TemplateSyntaxError) else name
    traceback = error.__traceback__
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if file.endswith((".j2", ".css", ".js")):
            where = f"{Path(file).name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return RenderError(
        f"the template cannot be filled: {message}",
        slug="template",
        where=where,
        remedy=f"{_meant(message)}The fields a template sees are listed in templates/FIELDS.md.",
    )


def _message(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name!r}"
    if isinstance(error, RecursionError):
        return "it includes or calls itself without end"
    if isinstance(error, MemoryError):
        return "it takes more memory than there is"
    return str(error) or type(error).__name__


SIMILAR = 70
"""From this rapidfuzz score (0 to 100) on, a field is offered as what was meant; `titel` has 80 with `title`."""

_UNKNOWN = re.compile(r"object' has no attribute '(\w+)'")


def _meant(message: str) -> str:
    """Return the question whether a field like the one that is not there was meant; nothing where none is like it."""
    unknown = _UNKNOWN.search(message)
    if unknown is None:
        return ""
    names = sorted({name for kind in field_types() for name in field_names(kind)})
    match = extractOne(unknown[1], names, score_cutoff=SIMILAR)
    return f"Did you mean {match[0]!r}? " if match else ""


def breakable(value: object, *, break_with: Markup = SCREEN_BREAK) -> Markup:
    """Return a text with places to break in its long words.

    >>> breakable("a<b")
    Markup('a&lt;b')
    """
    text = str(value)
    if not _LONG.search(text):
        return escape(text)
    made: list[Markup] = []
    position = 0
    for match in _LONG.finditer(text):
        made.append(escape(text[position : match.start()]))
        word = match[0]
        made.append(break_with.join(word[start : start + BREAK_EVERY] for start in range(0, len(word), BREAK_EVERY)))
        position = match.end()
    return Markup().join([*made, escape(text[position:])])


def pieces(runs: Iterable[Run], *, break_with: Markup = SCREEN_BREAK) -> Iterator[tuple[Markup, str | None]]:
    """Yield each run's text and its mark, with places to break in long words also where a word spans several runs."""
    before = " "
    for run in runs:
        text = breakable(run.text, break_with=break_with)
        inside_word = not before.isspace() and not run.text[0].isspace()
        yield (break_with + text if inside_word and len(run.text) >= BREAK_EVERY else text), run.mark
        before = run.text[-1]


def direction(text: str) -> str:
    """Return which way a text is read, by its first letter: `ltr` or `rtl`. Not left to `auto`, which print does not know.

    >>> direction("12 שעות")
    'rtl'
    """
    letters = (unicodedata.bidirectional(character) for character in text)
    return "rtl" if next((kind for kind in letters if kind in ("L", "R", "AL")), "L") != "L" else "ltr"


def hatch(tick: Tick, y: float) -> str:
    """Return an SVG path that fills a tick of the map: slanting lines for an omitted statement, dots for an added one.

    Lines and not a pattern, whose tiles show seams in PDF.
    """
    inset, height = 4.0, 26.0
    left, right, top = tick.x + inset, tick.x + tick.width - inset, y + inset
    steps: list[str] = []
    if tick.label == "omitted":
        x = left - height
        while x < right:
            start, end = max(x, left), min(x + height, right)
            if end - start > 1:
                steps.append(f"M{start:.1f} {top + height - (start - x):.1f}L{end:.1f} {top + height - (end - x):.1f}")
            x += 11
    else:
        x = left + 3
        while x < right - 1:
            steps.extend(f"M{x:.1f} {top + dot:.1f}h2" for dot in (5, 13, 21))
            x += 12
    return "".join(steps) or f"M{tick.x:.1f} {y:.1f}"
