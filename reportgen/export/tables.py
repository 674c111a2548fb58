"""The tables of a data package: their columns, keys, and how their rows are read off a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.decisions import State, read_review
from reportgen.export.reviews import decision_words
from reportgen.model import Action, ContrastKind, Echo, Label, StatementKind, Strength, VoiceType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reportgen.model import Comparison, Document, Mark, Verdict

Row = tuple[str | float | None, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A column."""

    name: str
    says: str
    type: str = "string"
    """As Table Schema names it: string, integer, number."""
    required: bool = False
    """Whether no cell is empty."""
    enum: tuple[str, ...] = ()
    """The only values there are."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and how its rows are found."""

    name: str
    says: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    """The columns that together tell a row from all others."""
    rows: Callable[[Comparison], Iterable[Row]]
    foreign: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()
    """Own columns, another table, and its columns they point to."""


def _documents(comparison: Comparison) -> Iterator[Row]:
    for document in (comparison.official, *comparison.reports):
        yield (
            document.id,
            _side(document),
            document.name,
            document.title,
            document.publisher,
            document.author,
            document.published,
            document.url,
            document.language,
            document.media_type,
            document.sha256,
            len(document.statements),
        )


def _statements(comparison: Comparison) -> Iterator[Row]:
    for document in (comparison.official, *comparison.reports):
        for one in document.statements:
            place = (document.id, one.id, one.kind.value, one.section, one.start, one.end)
            yield (*place, one.voice.type.value, one.voice.speaker, one.text)


def _pairs(comparison: Comparison) -> Iterator[Row]:
    review = read_review(comparison)
    for number, pair in enumerate(comparison.pairs, start=1):
        texts = [
            _texts(document, ids)
            for document, ids in ((comparison.official, pair.official), (comparison.document(pair.report), pair.press))
        ]
        echo = pair.echo.value if pair.echo else None
        state = (review.of(pair).state if review else State.MACHINE).value
        figures = (pair.similarity, pair.confidence, len(pair.contrasts))
        yield (number, pair.report, pair.id, pair.label.value, echo, state, *figures, *texts)


def _members(comparison: Comparison) -> Iterator[Row]:
    for number, pair in enumerate(comparison.pairs, start=1):
        yield from ((number, comparison.official.id, key) for key in dict.fromkeys(pair.official))
        yield from ((number, pair.report, key) for key in dict.fromkeys(pair.press))


def _contrasts(comparison: Comparison) -> Iterator[Row]:
    for number, pair in enumerate(comparison.pairs, start=1):
        report = comparison.document(pair.report)
        for place, one in enumerate(pair.contrasts, start=1):
            marked = (_marked(comparison.official, one.official), _marked(report, one.press))
            yield (number, place, one.kind.value, one.strength.value, one.confidence, one.reason, *marked)


def _decisions(comparison: Comparison) -> Iterator[Row]:
    for row, one in enumerate(comparison.decisions or (), start=1):
        verdicts = (_ids(one.before), _labels(one.before), _ids(one.after), _labels(one.after))
        yield (row, one.report, one.action.value, one.by, one.at, *verdicts, one.note, decision_words(one))


def _ids(verdicts: Sequence[Verdict]) -> str | None:
    return " ".join(verdict.pair for verdict in verdicts) or None


def _labels(verdicts: Sequence[Verdict]) -> str | None:
    return " ".join(verdict.label.value for verdict in verdicts) or None


def _side(document: Document) -> str:
    return "official" if document.id == "official" else "press"


def _texts(document: Document, ids: Sequence[str]) -> str | None:
    return " ¶ ".join(document.statements_by_id[key].text for key in ids) or None


def _marked(document: Document, marks: Sequence[Mark]) -> str | None:
    return " … ".join(document.text[mark.start : mark.end] for mark in marks) or None


def _values(kind: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(item) for item in kind)


_NUMBER = Field("pair_number", "The pair's place in the comparison, from 1.", "integer", required=True)

TABLES = (
    Table(
        "documents",
        "The official text and the press reports.",
        (
            Field("document", "official, press-1, press-2 and so on.", required=True),
            Field("side", "Which side it is on.", required=True, enum=("official", "press")),
            Field("name", "The file name, or a name for a text that was no file."),
            Field("title", "Its title."),
            Field("publisher", "Who published it."),
            Field("author", "Who wrote it."),
            Field("published", "When, as ISO 8601 where the source gives a date."),
            Field("url", "Its address."),
            Field("language", "BCP 47 code."),
            Field("media_type", "Its kind of file."),
            Field("sha256", "Of the bytes as given, in hex.", required=True),
            Field("statements", "How many statements it has.", "integer", required=True),
        ),
        ("document",),
        _documents,
    ),
    Table(
        "statements",
        "Every statement of every document.",
        (
            Field("document", "The document it stands in.", required=True),
            Field("statement", "Its id there: O1, P1 and so on.", required=True),
            Field("kind", "What it is on the page.", required=True, enum=_values(StatementKind)),
            Field("section", "The heading it stands under."),
            Field("start", "Its first character in the document as read.", "integer", required=True),
            Field("end", "The character after its last.", "integer", required=True),
            Field("voice", "Who says it.", required=True, enum=_values(VoiceType)),
            Field("speaker", "The name, as the text gives it."),
            Field("text", "White space folded, markup dropped."),
        ),
        ("document", "statement"),
        _statements,
        foreign=((("document",), "documents", ("document",)),),
    ),
    Table(
        "pairs",
        "Every pair with its label.",
        (
            _NUMBER,
            Field("report", "The report it belongs to.", required=True),
            Field("pair", "Its id, the same in every run.", required=True),
            Field("label", "How its sides relate.", required=True, enum=_values(Label)),
            Field("echo", "How near the words are.", enum=_values(Echo)),
            Field(
                "review",
                "Who made it so: the program, or a reviewer who confirmed or changed it.",
                required=True,
                enum=_values(State),
            ),
            Field("similarity", "0 to 1: how much of their words the sides share.", "number", required=True),
            Field("confidence", "0 to 1: how likely an editor would pair and label them so.", "number", required=True),
            Field("contrasts", "How many contrasts it has.", "integer", required=True),
            Field("official_text", "The official statements; ¶ between several."),
            Field("press_text", "The report's statements; ¶ between several."),
        ),
        ("pair_number",),
        _pairs,
        foreign=((("report",), "documents", ("document",)),),
    ),
    Table(
        "pair-statements",
        "Which statements are in which pair.",
        (
            _NUMBER,
            Field("document", "The document the statement stands in.", required=True),
            Field("statement", "Its id there.", required=True),
        ),
        ("pair_number", "document", "statement"),
        _members,
        foreign=(
            (("pair_number",), "pairs", ("pair_number",)),
            (("document", "statement"), "statements", ("document", "statement")),
        ),
    ),
    Table(
        "contrasts",
        "What differs in a pair, with the words it rests on.",
        (
            _NUMBER,
            Field("contrast", "Its place in the pair, from 1.", "integer", required=True),
            Field("kind", "What differs.", required=True, enum=_values(ContrastKind)),
            Field("strength", "Whether any editor would see it, or some.", required=True, enum=_values(Strength)),
            Field("confidence", "0 to 1: how likely an editor would point it out.", "number", required=True),
            Field("reason", "One sentence.", required=True),
            Field("official_marked", "The official words it rests on; … between several."),
            Field("press_marked", "The report's words it rests on; … between several."),
        ),
        ("pair_number", "contrast"),
        _contrasts,
        foreign=((("pair_number",), "pairs", ("pair_number",)),),
    ),
    Table(
        "decisions",
        "What reviewers decided, in the order of time; already part of the other tables.",
        (
            Field("decision", "Its place, from 1.", "integer", required=True),
            Field("report", "The report it is about.", required=True),
            Field("action", "What was done.", required=True, enum=_values(Action)),
            Field("by", "Who did it."),
            Field("at", "When: ISO 8601, UTC."),
            Field("pairs_before", "The ids of the pairs that went or changed."),
            Field("labels_before", "Their labels."),
            Field("pairs_after", "The ids of the pairs that came or changed."),
            Field("labels_after", "Their labels."),
            Field("note", "What the reviewer wrote."),
            Field("says", "The decision in a sentence.", required=True),
        ),
        ("decision",),
        _decisions,
        foreign=((("report",), "documents", ("document",)),),
    ),
)
"""The tables, in the order of the package."""
