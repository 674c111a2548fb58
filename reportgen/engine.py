"""The one engine behind the command, the Python API, the review page and the batch.

    1 read · 2 clean · 3 segment · 4 align · 5 label · 6 profile

Each stage is a function of frozen values; this module calls them in order.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.align import Alignment
from reportgen.codec import encode
from reportgen.errors import ReadError, UsageError
from reportgen.label import label_pairs
from reportgen.model import SCHEMA, Comparison, Document, Generator, Label, Pair
from reportgen.profile.findings import find
from reportgen.profile.quotes import check_quotations
from reportgen.profile.voices import assign_voices
from reportgen.read import clean, read
from reportgen.reading import read_statements
from reportgen.segment import numbered, split_statements
from reportgen.settings import Settings
from reportgen.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportgen.label.view import DocumentReading

MAX_STATEMENTS = 20_000
"""A text of a thousand printed pages has so many statements; each of them is read by the model."""
STAGES = ("read", "clean", "segment", "align", "label", "profile")


def count_stages(reports: int) -> int:
    """Return how often `compare` tells its progress: each report is aligned and labelled by itself."""
    return 3 + 2 * reports


def compare(
    official: str | Path | Document,
    *press: str | Path | Document,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    progress: Callable[[str], None] | None = None,
    inspect: Callable[[Alignment, tuple[Pair, ...]], None] | None = None,
) -> Comparison:
    """Return the official text set beside its press reports.

    A side is a path ("-" is standard input) or a `Document`. `progress` is told each stage as it begins. `inspect` is given what
    stands behind each report's pairs, with the pairs, once they are labelled (`reportgen.label.explain` works from it).
    Raises UsageError without a press report or where one source is given twice, ReadError for a source without text.
    """
    tell = progress or (lambda _stage: None)
    _check_sources(official, press)
    tell("read")
    documents = [_document(source) for source in (official, *press)]
    tell("segment")
    official_document = prepare(documents[0], "official", settings)
    reports = [prepare(document, f"press-{number}", settings) for number, document in enumerate(documents[1:], 1)]
    official_document = assign_voices(official_document, official=None)
    reports = [assign_voices(report, official=official_document) for report in reports]
    official_reading, report_readings = read_statements(official_document, reports)
    pairs: list[Pair] = []
    for reading in report_readings:
        tell("align")
        alignment = Alignment(official_reading, reading, settings)
        tell("label")
        own = label_pairs(alignment, settings)
        pairs.extend(own)
        if inspect:
            inspect(alignment, own)
    tell("profile")
    return Comparison(
        schema=SCHEMA,
        generator=Generator("reportgen", __version__),
        settings=encode(asdict(settings)),
        official=official_document,
        reports=tuple(reports),
        pairs=tuple(pairs),
        profile=find_profile(official_reading, report_readings, pairs),
        metrics={report.id: count_metrics(official_document, report, pairs) for report in reports},
    )


def _check_sources(official: str | Path | Document, press: Sequence[str | Path | Document]) -> None:
    if not press:
        raise UsageError("there is no press report to compare with", slug="no-report", remedy="Name at least one after it.")
    seen: set[Path | str] = set()
    for source in (official, *press):
        if isinstance(source, Document):
            continue
        key = source if str(source) == "-" else Path(source).resolve()
        if key in seen:
            raise UsageError(
                "the same source is given twice", slug="same-source", where=str(source), remedy="Name each source once."
            )
        seen.add(key)


def _document(source: str | Path | Document) -> Document:
    return source if isinstance(source, Document) else read(source)


def prepare(document: Document, document_id: str, settings: Settings) -> Document:
    """Return a document cleaned and cut into statements, under an id; ReadError where nothing is left of it, or too much.

    A document that has its statements already (it was read before) keeps them, unless `settings.keep` puts something back.
    """
    prepared = statements_of(replace(document, id=document_id), "O" if document_id == "official" else "P", settings)
    if not prepared.statements:
        raise ReadError(
            "nothing is left of the text after its furniture is removed",
            slug="nothing-left",
            where=document.name,
            remedy="See what was removed with `reportgen read`, and put a passage back with --keep.",
        )
    if len(prepared.statements) > MAX_STATEMENTS:
        raise ReadError(
            f"it has {len(prepared.statements):,} statements; up to {MAX_STATEMENTS:,} are compared",
            slug="too-large",
            where=document.name,
            remedy="Give the part of it that is to be compared.",
        )
    return prepared


def statements_of(document: Document, prefix: str, settings: Settings) -> Document:
    """Return a document cleaned and cut into statements, numbered `prefix` 1 and so on; it may have none.

    A document that has its statements already keeps them, unless `settings.keep` puts something back.
    """
    if document.statements and not (settings.keep and document.blocks):
        return replace(document, statements=numbered(document.statements, prefix))
    return split_statements(clean(replace(document, statements=()), keep=settings.keep), prefix=prefix)


def count_metrics(official: Document, report: Document, pairs: Sequence[Pair]) -> dict[str, Any]:
    """Return counts of one report: statements, words, pairs by label, contrasts by kind and strength."""
    own = [pair for pair in pairs if pair.report == report.id]
    labels = Counter(pair.label for pair in own)
    kinds = Counter(contrast.kind for pair in own for contrast in pair.contrasts)
    strengths = Counter(contrast.strength for pair in own for contrast in pair.contrasts)
    return {
        "official_statements": len(official.statements),
        "press_statements": len(report.statements),
        "official_words": _words(official),
        "press_words": _words(report),
        "pairs": {label.value: labels[label] for label in Label},
        "contrasts": {kind.value: count for kind, count in sorted(kinds.items())},
        "strengths": {strength.value: count for strength, count in sorted(strengths.items())},
    }


def _words(document: Document) -> int:
    return sum(len(statement.text.split()) for statement in document.statements)


def find_profile(official: DocumentReading, reports: Sequence[DocumentReading], pairs: Sequence[Pair]) -> dict[str, Any]:
    """Return what was found about whole documents.

    The day each was written, the official side's quotations, the weight of each official statement, the key messages,
    figures and dates side by side, words of one side.
    """
    written = {
        reading.document.id: {"date": reading.written.isoformat(), "given": reading.is_date_given}
        for reading in (official, *reports)
        if reading.written is not None
    }
    quotations = {
        reading.document.id: [encode(check) for check in check_quotations(official.document, reading.document)]
        for reading in reports
    }
    return {"written": written, "quotations": quotations, **encode(find(official, reports, pairs))}
