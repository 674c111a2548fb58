"""The summary of a batch as PDF and as one HTML page, in the style of the brief."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from markupsafe import Markup

from reportgen.batch.summary import build_summary
from reportgen.brief.faces import in_faces
from reportgen.brief.filling import fill
from reportgen.brief.html import content_policy
from reportgen.brief.pdf import NO_DATE, Attachment, lay_out
from reportgen.brief.templating import PRINT_BREAK, environment, source_text
from reportgen.brief.text import map_texts
from reportgen.codec import encode
from reportgen.errors import RenderError

if TYPE_CHECKING:
    from pathlib import Path

    from reportgen.batch.plan import Plan
    from reportgen.batch.summary import Summary

ROOM = "batch"
"""The folder of the summary's own templates, before those of the brief."""

PDF = "summary.pdf"
HTML = "summary.html"


def write_summary(plan: Plan, *, memory: str) -> str | None:
    """Write the summary of a batch's tables as PDF and HTML; return why there is no PDF where a library for it is missing."""
    summary = build_summary(plan.folder, memory=memory)
    plan.folder.write(HTML, summary_html(summary, templates=plan.look.templates).encode())
    try:
        data = summary_pdf(summary, page_size=plan.look.page_size, templates=plan.look.templates)
    except RenderError as error:
        if error.slug != "library-missing":
            raise
        plan.folder.remove(PDF)
        return str(error)
    plan.folder.write(PDF, data)
    return None


def summary_html(summary: Summary, *, templates: Path | None = None) -> str:
    """Return the page: self-contained, without a script, with no address it loads anything from."""
    made = environment(templates, room=ROOM)
    sheets = ("base.css", "palette.css", "screen.css", "summary_screen.css")
    style = Markup().join(source_text(made, name) for name in sheets)
    return fill(made, "summary_page.html.j2", summary=summary, style=style, policy=content_policy(style))


def summary_pdf(summary: Summary, *, page_size: str = "A4", templates: Path | None = None) -> bytes:
    """Return the pages, with the figures attached as `summary.json`; raises as `reportgen.brief.pdf.pdf_bytes` does."""
    made = environment(templates, break_with=PRINT_BREAK, room=ROOM)
    shown = map_texts(summary, in_faces)
    html = fill(made, "summary_print.html.j2", summary=shown)
    moment = datetime.fromisoformat(summary.date).replace(tzinfo=UTC) if summary.date else NO_DATE
    data = json.dumps(encode(summary), ensure_ascii=False, indent=1) + "\n"
    attachment = Attachment("summary.json", "The figures of this summary", data, moment)
    own = str(source_text(made, "summary_print.css"))
    return lay_out(html, attachment=attachment, page_size=page_size, templates=templates, sheets=(own,))
