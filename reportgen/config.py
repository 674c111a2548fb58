"""`reportgen.toml`: what a desk sets once, found in the working folder or one above it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, TypeVar, get_origin, get_type_hints

from rapidfuzz.process import extractOne

from reportgen.errors import UsageError
from reportgen.look import Look
from reportgen.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

FILE_NAME = "reportgen.toml"

_SIMILAR = 60
"""From this rapidfuzz score (0 to 100) on, a name is offered as what was meant; `link_flor` has 95, `color` 53 at most."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where and as what a brief is written when the command does not say."""

    folder: str = "output"
    """Relative to the working folder, or to the settings file where it is set there."""
    formats: tuple[str, ...] = ("pdf",)
    page_size: str = "A4"
    """`A4` or `Letter`."""


Group = TypeVar("Group", Settings, Output, Look)


@dataclass(frozen=True, slots=True)
class Config:
    """What a settings file says."""

    path: Path | None = None
    """The file; None where there is none."""
    settings: Settings = field(default_factory=Settings)
    output: Output = field(default_factory=Output)
    look: Look = field(default_factory=Look)


def find_config(folder: Path) -> Path | None:
    """Return the nearest `reportgen.toml` in `folder` or above it, None where there is none."""
    for place in (folder, *folder.parents):
        candidate = place / FILE_NAME
        if candidate.is_file():
            return candidate
    return None


def load_config(path: Path) -> Config:
    """Return what the settings file at `path` says.

    Raises UsageError (`settings-unreadable`, `settings-not-toml`, `unknown-setting`, `bad-setting`), naming the file.
    """
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(
            f"the settings file cannot be read: {(error.strerror or str(error)).lower()}",
            slug="settings-unreadable",
            where=str(path),
            remedy="Give another file with --config, or none with --no-config.",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"this is not TOML: {error}", slug="settings-not-toml", where=str(path)) from None
    try:
        config = _config_from(data)
        config = replace(config, look=_placed_look(config.look, path.parent))
        config.look.check()
    except UsageError as error:
        raise UsageError(error.what, slug=error.slug, where=str(path), remedy=error.remedy) from None
    if "folder" in data.get("output", {}):
        config = replace(config, output=replace(config.output, folder=str(path.parent / config.output.folder)))
    return replace(config, path=path)


def _config_from(data: dict[str, Any]) -> Config:
    _check_names(data, ("settings", "output", "look"), "table")
    return Config(
        settings=fill(Settings(), data.get("settings", {})),
        output=fill(Output(), data.get("output", {})),
        look=fill(Look(), data.get("look", {})),
    )


def _placed_look(look: Look, folder: Path) -> Look:
    """Return a look whose files are found from the settings file's folder."""
    logo = str(folder / look.logo) if look.logo else ""
    return replace(look, logo=logo, typefaces=tuple(str(folder / typeface) for typeface in look.typefaces))


def fill(defaults: Group, values: Any) -> Group:
    """Return `defaults` with the `values` of a mapping in place of its own, each checked against its field's type.

    Raises UsageError (`unknown-setting`, `bad-setting`).
    """
    if not isinstance(values, dict):
        raise _bad(type(defaults).__name__.lower(), "should be a table", values)
    hints = get_type_hints(type(defaults))
    _check_names(values, [item.name for item in fields(defaults)], "setting")
    return replace(defaults, **{name: _checked(name, value, hints[name]) for name, value in values.items()})


def parse_assignment(assignment: str) -> tuple[str, Any]:
    """Return the name and the value of `NAME=VALUE`; the value is read as in the settings file, or else as text.

    >>> parse_assignment("link_floor=0.6")
    ('link_floor', 0.6)
    >>> parse_assignment("keep=['photo caption']")
    ('keep', ['photo caption'])
    """
    name, equals, value = assignment.partition("=")
    if not equals or not name.strip():
        raise UsageError(
            f"{assignment!r} sets nothing", slug="bad-setting", remedy="Write NAME=VALUE, for example link_floor=0.6."
        )
    try:
        read = tomllib.loads(f"value = {value}")
    except (tomllib.TOMLDecodeError, RecursionError):
        read = {}
    # A text of several lines could hold entries of its own.
    return name.strip(), read["value"] if list(read) == ["value"] else value


def _check_names(values: Iterable[str], known: Sequence[str], noun: str) -> None:
    for name in values:
        if name not in known:
            match = extractOne(name, known, score_cutoff=_SIMILAR)
            raise UsageError(
                f"there is no {noun} {name!r}",
                slug="unknown-setting",
                remedy=f"Did you mean {match[0]!r}?" if match else f"There are: {', '.join(known)}.",
            )


def _checked(name: str, value: Any, hint: Any) -> Any:
    """Return `value` as its field wants it: shares between 0 and 1, lists as tuples, one text where a list may stand."""
    if hint is float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            raise _bad(name, "should be a number from 0 to 1", value)
        return float(value)
    if get_origin(hint) is tuple:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
            raise _bad(name, "should be a list of texts", value)
        return tuple(values)
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        raise _bad(name, f"should be {_KINDS.get(hint, hint.__name__)}", value)
    return value


_KINDS = {str: "a text", bool: "true or false", int: "a whole number"}


def _bad(name: str, should: str, value: Any) -> UsageError:
    return UsageError(f"{name} {should}, found {value!r:.60}", slug="bad-setting")
