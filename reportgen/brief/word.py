"""The brief as a Word document, with a comment on each contrasting passage."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reportgen.brief.contrasts import alike, outlet_words
from reportgen.brief.extras import import_extra
from reportgen.brief.model import MarkKind
from reportgen.brief.passages import cut_words
from reportgen.brief.tables import counted_words, figure_words
from reportgen.brief.text import day_of, parse_date, quantity
from reportgen.brief.wordstyle import SMALL, add_rows, add_table, keep_with_next, set_row, set_styles, shade

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportgen.brief.model import Brief, ContrastCard, Counts, Difference, PairRow, Passage, ReportSection, Source

NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands where no text has a date; the clock would make each run another file."""

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of the files inside, which nobody sees: the earliest the format knows."""

AUTHOR = "reportgen"

TINTS = {MarkKind.DIFFERS: "FBDCC4", MarkKind.OFFICIAL: "D3E4FA", MarkKind.PRESS: "DFF0E3"}
"""The tints of the marks, as on paper and screen."""

UNDERLINES = {MarkKind.DIFFERS: "DOUBLE", MarkKind.OFFICIAL: "DASH", MarkKind.PRESS: "SINGLE"}
"""Their underlines, under the names of python-docx."""

SHAPES = {"contrasting": "◆", "matched": "■", "omitted": "▽", "added": "▲"}
"""The shapes of the labels."""


NAMED = 6
"""Reports up to which the columns of a table bear their names."""

KEY = (
    ("bold, double underline", MarkKind.DIFFERS, " the texts differ; "),
    ("dashed", MarkKind.OFFICIAL, " only in the official words; "),
    ("solid", MarkKind.PRESS, " only in the report’s words."),
)
"""The marks and what they mean."""


def docx_bytes(brief: Brief) -> bytes:
    """Return the brief as .docx; the same brief gives the same bytes.

    Raises RenderError (`library-missing`) without python-docx.
    """
    return _Writer(brief).write()


class _Writer:
    """Writes a brief from top to bottom into a document of python-docx."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        docx = import_extra("docx")
        self.underline = import_extra("docx.enum.text").WD_UNDERLINE
        self.qn = import_extra("docx.oxml.ns").qn
        self.length = import_extra("docx.shared")
        self.document = docx.Document()
        day = parse_date(brief.date)
        self.moment = datetime.combine(day_of(day), datetime.min.time(), UTC) if day else NO_DATE

    def write(self) -> bytes:
        """Write everything and return the file."""
        self._properties()
        set_styles(self.document)
        self.document.add_heading(self.brief.title, 0)
        self.document.add_paragraph(self.brief.summary, style="Subtitle")
        if self.brief.review:
            self.document.add_paragraph().add_run(self.brief.review.words).bold = True
        self._sources([self.brief.official, *(report.source for report in self.brief.reports)])
        single = len(self.brief.reports) == 1
        self._glance()
        if not single:
            self._contrasts()
            self._messages()
            self._coverage()
        for report in self.brief.reports:
            self._report(report, single=single)
        self._furniture()
        self._method()
        self._decisions()
        file = io.BytesIO()
        self.document.save(file)
        return _timeless(file.getvalue())

    def _properties(self) -> None:
        properties = self.document.core_properties
        properties.title = self.brief.title[:250]
        properties.author = properties.last_modified_by = AUTHOR
        properties.comments = self.brief.method.program
        properties.language = self.brief.language
        properties.created = properties.modified = self.moment.replace(tzinfo=None)

    def _sources(self, sources: Sequence[Source]) -> None:
        rows = [
            (
                source.short,
                f"“{source.begins}”" if source.begins else source.title,
                source.published or "",
                source.address or source.name,
                f"{source.words:,}",
            )
            for source in sources
        ]
        self._table(("Text", "Title", "Published", "Address or file", "Words"), rows, (3, 5, 3, 4.6, 1.7))

    def _glance(self) -> None:
        """Write how many statements have which label in each report, and what the marks mean."""
        rows = [(report.source.short, *(f"{count:,}" for count in _label_counts(report.counts))) for report in self.brief.reports]
        names = ("contrasting", "omitted", "added", "matched")
        contrasting, omitted, added, matched = (f"{SHAPES[name]} {name.capitalize()}" for name in names)
        self._table(("Report", contrasting, "of them clear", omitted, added, matched), rows, (5, 2.6, 2.6, 2.4, 2.2, 2.4))
        key = self.document.add_paragraph(style=SMALL)
        for words, mark, meaning in KEY:
            self._mark(key.add_run(words), mark)
            key.add_run(meaning)

    def _report(self, report: ReportSection, *, single: bool) -> None:
        level = 1 if single else 2
        if not single:
            self.document.add_heading(report.source.short, 1)
            self.document.add_paragraph(report.summary)
        if report.timing:
            self.document.add_paragraph(report.timing)
        self.document.add_heading("Contrasts", level)
        for card in report.contrasts:
            self._card(card, report, level + 1)
        self._note(not report.contrasts, "No contrast was found between the two texts.")
        self._note(report.unshown_contrasts > 0, f"{quantity(report.unshown_contrasts, 'less weighty contrast')} not shown here.")
        if single:
            self._messages()
        self._figures(report, level)
        self.document.add_heading("Side by side, in the order of the official text", level)
        self._pairs(report)
        self.document.add_heading("Not in this report", level)
        for group in report.omitted:
            self._list(group.title, group.passages)
        self._note(not report.omitted, "Every official statement has a partner in the report.")
        self.document.add_heading("Only in this report", level)
        for speakers in report.added:
            self._list(speakers.speaker, speakers.passages)
        self._note(not report.added, "Every statement of the report has a partner in the official text.")
        self._note(
            report.unshown > 0,
            f"{quantity(report.unshown, 'further pair or statement', 'further pairs and statements')} not shown here.",
        )
        self._quotations(report, level)
        self._words(report, level)

    def _contrasts(self) -> None:
        """Write what differs in several reports, by weight, those that tell the same together."""
        self.document.add_heading("Contrasts, by weight", 1)
        lines = alike(self.brief.contrasts)[: self.brief.leading]
        rows = [
            (
                outlet_words(cards),
                ", ".join(dict.fromkeys(one.heading for one in card.differences))
                + (" (possible)" if card.strength == "possible" else ""),
                " ".join(one.reason for one in card.differences) or "The two texts differ here.",
            )
            for cards in lines
            for card in cards[:1]
        ]
        if rows:
            self._table(("Report", "Kind", "What differs"), rows, (4, 3.3, 10))
        self._note(not rows, "No contrast was found between the official text and a report.")
        more = len(self.brief.contrasts) - sum(map(len, lines))
        self._note(more > 0, f"{quantity(more, 'further contrast')}: see the section of each report.")

    def _messages(self) -> None:
        found = self.brief.messages
        if not found:
            return
        self.document.add_heading("Key messages pulled through", 1)
        keep_with_next(self.document.add_paragraph(found.summary))
        heads = ("No.", "What much of the official text comes back to")
        if len(found.totals) > 1:
            rows = [
                (
                    str(message.number),
                    f"{message.passage.statement} {excerpt_words(message.passage)}",
                    *(str(outcome.points) if outcome.present else "–" for outcome in message.outcomes),
                )
                for message in found.messages
            ]
            rows.append(("", f"Together, of {found.totals[0].possible}", *(str(total.points) for total in found.totals)))
            self._table((*heads, *self._outlets()), rows, (1, 7, *[self._outlet_share()] * len(found.totals)))
            return
        rows = [
            (
                str(message.number),
                f"{message.passage.statement} {excerpt_words(message.passage)}",
                *(str(score) if outcome.present else "–" for score in (outcome.present, outcome.prominent, outcome.faithful)),
                " ".join(way.statement for way in outcome.press) or "not in it",
            )
            for message in found.messages
            for outcome in message.outcomes
        ]
        scores = ("Present", "Prominent", "Faithful", "In the report")
        self._table((*heads, *scores), rows, (1.2, 8.2, 1.9, 2.4, 1.9, 2.4))

    def _outlets(self) -> list[str]:
        """Return the heads of columns for the reports: their names, or where these would not fit, their numbers."""
        names = [report.source.short for report in self.brief.reports]
        return names if len(names) <= NAMED else [str(number) for number in range(1, len(names) + 1)]

    def _outlet_share(self) -> float:
        return 2.2 if len(self.brief.reports) <= NAMED else 0.8

    def _coverage(self) -> None:
        found = self.brief.coverage
        if not found:
            return
        self.document.add_heading("What each report has of the official text", 1)
        shares = (8, *[self._outlet_share()] * len(found.outlets))
        table = add_table(self.document, ("Official statement", *self._outlets()), shares)
        for row in found.rows:
            written = table.add_row()
            set_row(written, "cantSplit")
            first, *others = written.cells
            self._passage(first.paragraphs[0], row.passage)
            for cell, label in zip(others, row.labels, strict=True):
                cell.paragraphs[0].add_run(SHAPES[label])
                if label == "contrasting":
                    shade(cell._tc.get_or_add_tcPr(), TINTS[MarkKind.DIFFERS])  # noqa: SLF001
        self.document.add_paragraph()
        if found.in_none:
            self.document.add_heading("In no report, by weight", 1)
            self._list(None, found.in_none)
        if found.alone:
            self.document.add_heading("Only one report says", 1)
            for group in found.alone:
                self._list(group.outlet, group.passages)

    def _figures(self, report: ReportSection, level: int) -> None:
        if not report.figures:
            return
        self.document.add_heading("Figures and dates", level)
        rows = [
            (line.kind, figure_words(line.official), figure_words(line.press), line.difference or line.verdict)
            for line in report.figures
        ]
        self._table(("What", self.brief.official.short, report.source.short, "What differs"), rows, (2.4, 6, 6, 3))

    def _words(self, report: ReportSection, level: int) -> None:
        if not report.words:
            return
        self.document.add_heading("Words only one text uses", level)
        rows = [(group.title, counted_words(group.official), counted_words(group.press)) for group in report.words]
        self._table(("Sort", "Only in the official text", "Only in the report"), rows, (2.6, 7, 7))

    def _note(self, wanted: bool, text: str) -> None:  # noqa: FBT001
        if wanted:
            self.document.add_paragraph(text)

    def _card(self, card: ContrastCard, report: ReportSection, level: int) -> None:
        first = card.differences[0].reason if card.differences else "The two texts differ here."
        self.document.add_heading(f"{card.number}. {first}", level)
        kinds = ", ".join(dict.fromkeys(difference.heading for difference in card.differences))
        what = self.document.add_paragraph(
            " · ".join(filter(None, (f"{SHAPES['contrasting']} Contrasting", kinds, card.strength)))
        )
        keep_with_next(what)
        for difference in card.differences[1:]:
            keep_with_next(self.document.add_paragraph(difference.reason))
        table = self._two_columns(report)
        row = table.add_row()
        set_row(row, "cantSplit")
        runs = [self._fill(cell, side) for cell, side in zip(row.cells, (card.official, card.press), strict=True)]
        self._comment(runs[1] or runs[0], card.differences)

    def _comment(self, runs: list[Any], differences: Sequence[Difference]) -> None:
        """Put what differs beside the marked words as a comment, from the first of them to the last."""
        if not runs or not differences:
            return
        text = " ".join(f"{difference.heading} ({difference.strength}): {difference.reason}" for difference in differences)
        # A comment spans from its first run to its last; both must stand in one cell, as these do.
        comment = self.document.add_comment([runs[0], runs[-1]], text=text, author=AUTHOR, initials="rg")
        comment._comment_elm.set(self.qn("w:date"), self.moment.strftime("%Y-%m-%dT%H:%M:%SZ"))  # noqa: SLF001

    def _pairs(self, report: ReportSection) -> None:
        self._note(not report.pairs, "No statement of the report was found to speak of the same as one of the official text.")
        if not report.pairs:
            return
        table = self._two_columns(report)
        for row in report.pairs:
            written = table.add_row()
            if not row.is_long:
                set_row(written, "cantSplit")
            left, right = written.cells
            self._label(left, row)
            self._fill(left, row.official)
            right.paragraphs[0].add_run(" ".join(difference.reason for difference in row.differences)).italic = True
            self._fill(right, row.press)

    def _label(self, cell: Any, row: PairRow) -> None:
        text = f"{SHAPES[row.label]} {row.label.capitalize()}"
        cell.paragraphs[0].add_run(f"{text} · {row.note}" if row.note else text).bold = True

    def _two_columns(self, report: ReportSection) -> Any:
        return add_table(self.document, (self.brief.official.short, report.source.short), (1, 1))

    def _fill(self, cell: Any, passages: Iterable[Passage]) -> list[Any]:
        """Write passages into a cell, a paragraph each, and return the runs a contrast rests on."""
        telling: list[Any] = []
        for passage in passages:
            paragraph = cell.paragraphs[0] if not cell.paragraphs[-1].runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
            telling += self._passage(paragraph, passage)
        return telling

    def _passage(self, paragraph: Any, passage: Passage) -> list[Any]:
        telling = []
        elsewhere = f"(in full beside {passage.elsewhere.statement})" if passage.elsewhere else None
        lead = paragraph.add_run(f"{' '.join(filter(None, (passage.statement, passage.speaker, elsewhere)))} ")
        lead.font.size, lead.font.bold = self.length.Pt(8), True
        if passage.leads:
            paragraph.add_run("… ")
        for run in passage.runs:
            written = paragraph.add_run(run.text)
            if run.mark:
                self._mark(written, run.mark)
            if run.mark is MarkKind.DIFFERS:
                telling.append(written)
        if passage.trails:
            paragraph.add_run(" …")
        if passage.cut:
            paragraph.add_run(f" [{cut_words(passage.cut)}]")
        return telling

    def _mark(self, run: Any, mark: MarkKind) -> None:
        run.underline = self.underline[UNDERLINES[mark]]
        run.bold = mark is MarkKind.DIFFERS
        shade(run._r.get_or_add_rPr(), TINTS[mark])  # noqa: SLF001

    def _list(self, title: str | None, passages: Iterable[Passage]) -> None:
        if title:
            heading = self.document.add_paragraph()
            heading.add_run(title).bold = True
            keep_with_next(heading)
        for passage in passages:
            self._passage(self.document.add_paragraph(style="List Bullet"), passage)

    def _quotations(self, report: ReportSection, level: int) -> None:
        if not report.quotations:
            return
        self.document.add_heading("The official side, quoted", level)
        rows = [
            (
                f"{one.statement or ''} “{one.text}”".strip(),
                one.speaker or "the official side",
                one.verdict.capitalize(),
                one.official or "",
            )
            for one in report.quotations
        ]
        self._table(("Quoted in the report", "Who", "In the official text", "Its wording"), rows, (6.5, 2.5, 2.5, 5.5))

    def _furniture(self) -> None:
        self.document.add_heading("Set aside before comparing", 1)
        rows = [
            (source.short, group.reason, " · ".join(group.beginnings), f"{group.passages:,}", f"{group.words:,}")
            for source in (self.brief.official, *(report.source for report in self.brief.reports))
            for group in source.removed
        ]
        if rows:
            self._table(("Text", "Why", "What, by its beginning", "Passages", "Words"), rows, (2.6, 3, 7.6, 2, 1.7))
        self._note(not rows, "Nothing was set aside.")

    def _method(self) -> None:
        method = self.brief.method
        self.document.add_heading("How this brief was made", 1)
        for step in method.steps:
            self.document.add_paragraph(step, style="List Number")
        for limit in method.limits:
            self.document.add_paragraph(limit, style="List Bullet")
        settings = ", ".join(f"{name} {value}" for name, value in method.settings)
        self.document.add_paragraph(f"Made by {method.program}; data schema {method.schema}. Settings: {settings or 'none'}.")
        for source in (self.brief.official, *(report.source for report in self.brief.reports)):
            self.document.add_paragraph(f"{source.name} ({source.media_type}) SHA-256 {source.sha256}")

    def _decisions(self) -> None:
        review = self.brief.review
        if review is None:
            return
        self.document.add_heading("What was decided in review", 1)
        self.document.add_paragraph(f"{review.words}{', by ' + ', '.join(review.by) if review.by else ''}.")
        rows = [
            (str(one.number), one.what, one.before, " – ".join(filter(None, (one.after, one.note))), f"{one.by}, {one.at}")
            for one in review.decisions
        ]
        if rows:
            self._table(("No.", "What", "Before", "After", "Who, when"), rows, (1, 2.5, 4.5, 5.5, 3.5))
        self._note(review.unshown > 0, f"{quantity(review.unshown, 'further decision')} not shown here.")

    def _table(self, heads: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[float]) -> None:
        add_rows(add_table(self.document, heads, shares), rows)
        self.document.add_paragraph()


def excerpt_words(passage: Passage) -> str:
    """Return an excerpt as plain text, with what shows that it is one."""
    return f"{'… ' if passage.leads else ''}{passage.text}{' …' if passage.trails else ''}"


def _label_counts(counts: Counts) -> tuple[int, ...]:
    return counts.contrasts, counts.clear, counts.omitted, counts.added, counts.official_matched


def _timeless(data: bytes) -> bytes:
    """Return a ZIP file with the same files, none of which tells when it was written."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, ZIP_DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
