"""The documents a command names: checked against each other before any is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import UsageError
from reportgen.read import read
from reportgen.read.progress import told_to
from reportgen.read.web import is_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportgen.cli.console import Console
    from reportgen.cli.options import Given
    from reportgen.model import Document

STANDARD_INPUT = "-"


def read_sides(official: str, press: Sequence[str], given: Given, console: Console) -> tuple[Document, list[Document]]:
    """Return the official document and the reports, as read; raises as `check_sources` and `reportgen.read.read` do."""
    check_sources([official, *press])
    return (
        read_source(official, given.official, console),
        [read_source(source, values, console) for source, values in zip(press, given.press, strict=True)],
    )


def read_source(source: str, given: Mapping[str, str], console: Console) -> Document:
    """Return one document, with a word about standard input where a person would otherwise wait for nothing."""
    if source == STANDARD_INPUT and console.can_be_typed_to():
        console.say("reportgen: reading from the keyboard; end with Ctrl-D on a line of its own.")
    with console.stages() as show:
        show(f"{'Fetching' if is_address(source) else 'Reading'} {source} …")
        with told_to(lambda step: show(f"Reading {source}: {step}")):
            return read(source, given=given, allow_private=console.allow_private)


def check_sources(sources: Sequence[str]) -> None:
    """Raise UsageError (`same-source`) where one source stands there twice."""
    for place, source in enumerate(sources):
        for earlier in sources[:place]:
            if is_same(source, earlier):
                raise UsageError(
                    "the same source is given twice",
                    slug="same-source",
                    where=source if source == earlier else f"{earlier}, {source}",
                    remedy="Name the official text first, then each report once.",
                )


def is_same(one: str, other: str) -> bool:
    """Return whether two sources are one file, also under two names, one address, or both standard input."""
    if STANDARD_INPUT in (one, other) or is_address(one) or is_address(other):
        return one == other
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):  # one is missing or no path at all: reading it will say so
        return Path(one) == Path(other)
