"""The shapes a comparison is exported in: one module each, loaded when it is asked for."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.brief.labels import check_ids, statement_labels
from reportgen.brief.rendering import RenderOptions
from reportgen.errors import UsageError
from reportgen.export.values import web_address
from reportgen.look import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from reportgen.model import Comparison


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a caller may choose about an export; each target takes what concerns it."""

    date: str | None = None
    """The brief's ISO date; by default the day its latest text was published."""
    page_size: str = "A4"
    """Of the PDF that is attached or measured."""
    templates: Path | None = None
    """A folder with templates of one's own, for the PDF and the mail."""
    brief_url: str | None = None
    """Where the brief can be opened: a button in a message, the address of a rendition."""
    trust: tuple[tuple[str, str], ...] = ()
    """Trust indicators: the code of a kind ("editorialPolicy") and the address of the page."""
    group: str | None = None
    """The Hypothesis group whose members may read the annotations."""
    sender: str | None = None
    """The address a mail comes from."""
    recipients: tuple[str, ...] = ()
    """The addresses a mail goes to."""
    workbook: bool = False
    """Whether a data package also holds its tables as one workbook."""
    sign: Callable[[bytes], bytes] | None = None
    """What signs the PDF that is attached or measured, where it is sent signed; a signature is other in every run."""
    house: Look = field(default_factory=Look)
    """The house's name, logo and colours, where a brief is part of it; no choice about one export, so never refused."""

    @property
    def look(self) -> RenderOptions:
        """How a brief that is part of the export looks."""
        return RenderOptions(page_size=self.page_size, templates=self.templates, date=self.date, house=self.house)


@dataclass(frozen=True, slots=True)
class Target:
    """One shape: what its files are called, what they are, and which module makes them."""

    suffix: str
    """With its full stop; added to the name of the comparison file."""
    media_type: str
    module: str
    """The module of this package whose `export` returns the bytes."""
    says: str
    """What it is for, in a line of the help."""
    takes: frozenset[str] = frozenset()
    """The fields of ExportOptions that mean something to it."""


_LOOK = frozenset({"date", "page_size", "templates", "brief_url"})

TARGETS: Mapping[str, Target] = {
    "ninjs": Target(".ninjs.json", "application/json", "ninjs", "a news item for a CMS (IPTC ninjs 3.1)", _LOOK | {"trust"}),
    "webannotation": Target(
        ".annotations.jsonld", "application/ld+json", "webannotation", "an annotation for each pair (W3C Web Annotation)"
    ),
    "hypothesis": Target(
        ".hypothesis.json", "application/json", "hypothesis", "annotations as Hypothesis takes them", frozenset({"group"})
    ),
    "datapackage": Target(
        ".datapackage.zip",
        "application/zip",
        "datapackage",
        "CSV tables with their description (Data Package 2.0)",
        frozenset({"date", "workbook"}),
    ),
    "mail": Target(
        ".eml", "message/rfc822", "mail", "a mail with the digest, the PDF and the data", _LOOK | {"sender", "recipients"}
    ),
    "slack": Target(
        ".slack.json",
        "application/json",
        "slack",
        "a message with the contrasts (Slack Block Kit)",
        frozenset({"date", "brief_url"}),
    ),
    "teams": Target(
        ".teams.json",
        "application/json",
        "teams",
        "a message with the contrasts (Adaptive Card 1.5)",
        frozenset({"date", "brief_url"}),
    ),
}
"""The shapes under the names `--to` takes."""


def target_named(name: str) -> Target:
    """Return a target by its name. Raises UsageError (`unknown-target`) naming those known."""
    if name not in TARGETS:
        raise UsageError(f"{name!r} is nothing to export to", slug="unknown-target", remedy=f"Known: {', '.join(TARGETS)}")
    return TARGETS[name]


def export_bytes(comparison: Comparison, target: str, options: ExportOptions | None = None) -> bytes:
    """Return a comparison in the shape `target` names; the same comparison and options give the same bytes.

    Raises UsageError (`unknown-target`), RenderError (`comparison-broken`) for a comparison whose pairs name statements
    that are not there, and what making the brief raises where one is part of the export.
    """
    chosen = target_named(target)
    options = options or ExportOptions()
    _check_options(chosen, target, options)
    check_ids(comparison)
    for report in comparison.reports:
        statement_labels(comparison, report)
    made: bytes = importlib.import_module(f"reportgen.export.{chosen.module}").export(comparison, options)
    return made


def _check_options(target: Target, name: str, options: ExportOptions) -> None:
    """Raise UsageError (`option-without-effect`, `bad-address`) for an option that the target cannot heed."""
    defaults = ExportOptions()
    for option, shown in OPTION_NAMES.items():
        if getattr(options, option) != getattr(defaults, option) and option not in target.takes:
            raise UsageError(
                f"{shown} means nothing for {name}",
                slug="option-without-effect",
                remedy=f"Leave it out. {name} takes: {', '.join(OPTION_NAMES[one] for one in sorted(target.takes)) or 'none'}.",
            )
    if options.brief_url and web_address(options.brief_url) is None:
        raise UsageError("the address of the brief is no web address", slug="bad-address", where=options.brief_url[:200])


OPTION_NAMES: Mapping[str, str] = {
    "date": "--date",
    "page_size": "--page-size",
    "templates": "--templates",
    "brief_url": "--brief-url",
    "trust": "--trust",
    "group": "--group",
    "sender": "--from",
    "recipients": "--recipient",
    "workbook": "--xlsx",
}
"""What each field of ExportOptions but `house` is called on the command line."""
