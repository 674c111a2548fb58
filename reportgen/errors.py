"""Errors a reader of the command line can act on.

Library code raises one of these; `reportgen.cli.main` prints it. Each says what happened, where, and what to do next,
and carries a slug that leads to the list of errors in the README.
"""

from __future__ import annotations


class ReportgenError(Exception):
    """Something reportgen cannot go on from, told in one or two lines.

    >>> print(ReportgenError("no readable text was found", slug="empty-document", where="fire.html", remedy="Save the page."))
    fire.html: no readable text was found (empty-document).
      Save the page.
    """

    exit_code = 3
    """3: nothing to compare, or an input or output that cannot be used."""

    def __init__(self, what: str, *, slug: str, where: str | None = None, remedy: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.slug = slug
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        first = f"{self.where}: {self.what} ({self.slug})." if self.where else f"{self.what} ({self.slug})."
        return f"{first}\n  {self.remedy}" if self.remedy else first


class UsageError(ReportgenError):
    """The command or the call was put wrongly: an unknown suffix, the same file twice, a bad option."""

    exit_code = 2


class ReadError(ReportgenError):
    """A source could not be read, or nothing was left of it."""


class RenderError(ReportgenError):
    """A brief could not be made or written."""
