"""Where a brief goes: files by `-o`, standard output by `-o -`, or a file in the output folder."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportgen.brief import FORMATS, render
from reportgen.brief.rendering import RenderOptions, format_of
from reportgen.brief.writing import write_whole
from reportgen.cli.console import write_data
from reportgen.cli.sources import STANDARD_INPUT, is_same
from reportgen.errors import RenderError, UsageError
from reportgen.read.web import is_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.cli.console import Console
    from reportgen.config import Config, Output
    from reportgen.model import Comparison

PASSPHRASE = "REPORTGEN_SIGN_PASSPHRASE"  # noqa: S105  (the name of the variable)

_LONGEST_STEM = 100
"""Characters of a made-up file name before its suffix; file systems allow 255 bytes, and a character may take four of them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options of a command say about its outputs."""

    files: tuple[str, ...] = ()
    format: str | None = None
    look: RenderOptions = field(default_factory=RenderOptions)
    key: Path | None = None
    """The key store the PDF is signed with."""


def take_outputs(options: dict[str, Any], config: Config) -> Wanted:
    """Return the output options of a command, taking them out of `options`; the settings file's fill the gaps."""
    templates, page_size = options.pop("templates"), options.pop("page_size")
    look = RenderOptions(
        date=options.pop("date"), templates=templates, page_size=page_size or config.output.page_size, house=config.look
    )
    return Wanted(options.pop("outputs"), options.pop("format_"), look, options.pop("sign"))


@dataclass(frozen=True, slots=True)
class Target:
    """One place a brief is written to."""

    format: str
    """One of FORMATS, the suffix without its full stop."""
    path: Path | None
    """None for standard output."""


def choose_targets(wanted: Wanted, sources: Sequence[str], defaults: Output) -> list[Target]:
    """Return where to write, checked before any work is done; `sources` are the inputs, which must not be written over.

    Raises UsageError (`unknown-format`, `format-missing`, `same-output-twice`, `output-is-input`) and RenderError
    (`output-is-a-folder`, `no-such-folder`, `output-not-writable`).
    """
    if not wanted.files:
        return _default_targets(wanted.format, sources, defaults)
    targets: list[Target] = []
    for output in wanted.files:
        target = _target(output, wanted.format)
        if any(target.path == other.path or _same_path(target.path, other.path) for other in targets):
            raise UsageError("the same output is given twice", slug="same-output-twice", where=output)
        _check_not_source(target, sources)
        if target.path is not None:
            check_folder(target.path.parent)
        targets.append(target)
    return targets


def open_key(wanted: Wanted, targets: Sequence[Target], console: Console) -> Any:
    """Return the key the PDF is to be signed with, opened before any work is done; None where nothing is to be signed.

    Raises UsageError (`option-without-effect`) where no PDF is written, and what `reportgen.signing.load_signer` raises.
    """
    if wanted.key is None:
        return None
    if not any(target.format == "pdf" for target in targets):
        raise UsageError("--sign is for PDF, and none is written", slug="option-without-effect", remedy="Add -o brief.pdf.")
    return open_key_store(wanted.key, console)


def open_key_store(path: Path, console: Console) -> Any:
    """Return the key in a key store, its passphrase from the environment or typed; raises what `load_signer` raises."""
    from reportgen.signing import load_signer  # noqa: PLC0415  (an extra, needed by few)

    passphrase = os.environ.get(PASSPHRASE) or None
    try:
        return load_signer(path, passphrase)
    except RenderError as error:
        if error.slug != "sign-passphrase" or passphrase is not None or not console.can_be_typed_to():
            raise
    return load_signer(path, click.prompt("Passphrase", hide_input=True, err=True))


def write_targets(
    comparison: Comparison, targets: Sequence[Target], look: RenderOptions, console: Console, signer: Any = None
) -> None:
    """Write the brief to each target, the PDF signed where there is a signer, and say which files were written."""
    for target in targets:
        if target.path is None or (signer is not None and target.format == "pdf"):
            with console.pages("Rendering"):
                data = FORMATS[target.format](comparison, look)
                if signer is not None and target.format == "pdf":
                    data = _signed(data, signer)
            if target.path is None:
                write_data(data)
                continue
            make_folder(target.path.parent)
            write_whole(target.path, data)
            console.say(f"Wrote {target.path}, signed")
        else:
            with console.style_notes(look.templates), console.pages(f"Writing {target.path}"):
                make_folder(target.path.parent)
                render(
                    comparison,
                    target.path,
                    format=target.format,
                    page_size=look.page_size,
                    templates=look.templates,
                    date=look.date,
                    look=look.house,
                )
            console.say(f"Wrote {target.path}")


def _signed(data: bytes, signer: Any) -> bytes:
    from reportgen.signing import sign_pdf  # noqa: PLC0415

    return sign_pdf(data, signer)


def make_folder(folder: Path) -> None:
    """Make a folder that may not be there yet; RenderError (`output-not-writable`) where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(folder, error) from None


def default_stem(sources: Sequence[str]) -> str:
    """Return the file name, without suffix, of a brief of these sources.

    >>> default_stem(["in/agreement.txt", "press/daily.html", "press/weekly.html"])
    'agreement--daily--weekly'
    >>> default_stem(["agreement.txt", "https://example.org/2024/fire?id=1"])
    'agreement--fire'
    """
    paths = [source.partition("?")[0] if is_address(source) else source for source in sources]
    names = ["text" if path == STANDARD_INPUT else Path(path).stem for path in paths]
    stem = "--".join(re.sub(r"[^\w.-]+", "-", name).strip("-.") or "text" for name in names)
    return stem[:_LONGEST_STEM].rstrip("-.")


def _default_targets(format_: str | None, sources: Sequence[str], defaults: Output) -> list[Target]:
    folder = Path(defaults.folder)
    check_folder(next((place for place in (folder, *folder.absolute().parents) if place.exists()), folder))
    formats = (format_,) if format_ else defaults.formats
    targets = [Target(format_of(folder, name), folder / f"{default_stem(sources)}.{name}") for name in formats]
    for target in targets:
        _check_not_source(target, sources)
    return targets


def _target(output: str, format_: str | None) -> Target:
    if output == STANDARD_INPUT:
        if format_ is None:
            raise UsageError(
                "the format of standard output is not said",
                slug="format-missing",
                where="-o -",
                remedy=f"Add --format with one of: {', '.join(FORMATS)}.",
            )
        return Target(format_of(output, format_), None)
    path = Path(output)
    if path.is_dir() or output.endswith(("/", os.sep)):
        raise RenderError(
            "this is a folder, and a brief is a file",
            slug="output-is-a-folder",
            where=output,
            remedy=f"Name the file, for example -o {path / 'brief.pdf'}",
        )
    return Target(format_of(path, format_), path)


def _check_not_source(target: Target, sources: Sequence[str]) -> None:
    path = target.path
    if path is not None and any(is_same(str(path), source) for source in sources):
        raise UsageError(
            "the brief would be written over one of its sources",
            slug="output-is-input",
            where=str(path),
            remedy="Give the brief another name.",
        )


def check_folder(folder: Path) -> None:
    """Raise RenderError (`no-such-folder`, `output-not-writable`) where no file can be written into a folder."""
    if not folder.is_dir():
        raise RenderError(
            "there is no such folder", slug="no-such-folder", where=str(folder), remedy=f"Make it first: mkdir -p '{folder}'"
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _not_writable(folder, None)


def _same_path(one: Path | None, other: Path | None) -> bool:
    return one is not None and other is not None and one.absolute() == other.absolute()


def _not_writable(folder: Path, error: OSError | None) -> RenderError:
    reason = f": {error.strerror.lower()}" if error is not None and error.strerror else ""
    return RenderError(
        f"nothing can be written into this folder{reason}",
        slug="output-not-writable",
        where=str(folder),
        remedy="Give a file in another folder with -o.",
    )
