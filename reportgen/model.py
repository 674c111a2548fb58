"""The types every stage hands to the next, from a document to a comparison.

Each is frozen and holds tuples, so a stage returns new values and changes none. Fields stand in the order of the
comparison file's keys; `reportgen.codec` turns them to JSON and back without loss. Offsets count Unicode code points
into `Document.text`, the document as read.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = "reportgen/comparison/1"

OPTIONAL = {"optional": True}
"""Field metadata: the key is left out of the file where the value is None."""

LONGEST_EMPHASIS = 4
"""Marks of emphasis after a word have up to so many characters ("***"); what is longer is the address of a link."""

INTERNAL = {"internal": True}
"""Field metadata: the value is never written to a file."""


class Label(StrEnum):
    """How a pair relates the two sides; the values are the words of the brief."""

    MATCHED = "matched"
    CONTRASTING = "contrasting"
    ADDED = "added"
    OMITTED = "omitted"


class ContrastKind(StrEnum):
    """What differs between two statements of the same matter."""

    NUMBER = "number"
    TIMING = "timing"
    POLARITY = "polarity"
    CERTAINTY = "certainty"
    COMMITMENT = "commitment"
    ACTOR = "actor"
    WORDING = "wording"


class Strength(StrEnum):
    """Whether any editor would see the contrast, or only some."""

    CLEAR = "clear"
    POSSIBLE = "possible"


class Echo(StrEnum):
    """How near the press statement stays to the words of the official one."""

    VERBATIM = "verbatim"
    CLOSE = "close"
    PARAPHRASE = "paraphrase"


class StatementKind(StrEnum):
    """What a statement is on the page."""

    SENTENCE = "sentence"
    ITEM = "item"
    HEADING = "heading"
    HEADLINE = "headline"


class VoiceType(StrEnum):
    """Who says a statement: the document's author, somebody named, somebody unnamed, an outlet, the official side."""

    AUTHOR = "author"
    NAMED = "named"
    UNNAMED = "unnamed"
    OUTLET = "outlet"
    OFFICIAL = "official"


class BlockKind(StrEnum):
    """What a block of the page is, as far as its marks tell."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADING = "heading"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or heading with markup dropped and white space folded.

    `text[i]` comes from `Document.text[origins[i]]`, so a span of the block leads back into the document.
    """

    text: str
    origins: tuple[int, ...]
    """For each character of `text`, its offset in the document; as long as `text`."""
    kind: BlockKind = BlockKind.PARAGRAPH
    section: str | None = None
    """The text of the heading the block stands under."""
    page: int | None = None
    """The page of a paged document, from 1."""
    extent: tuple[int, int] | None = None
    """The span in the document with the brackets and addresses of links at its ends; None where it has none there."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the document span of the block's characters `start` to `end` (at least one character).

        The address of a link belongs to the link's last word; marks of emphasis belong to no word.
        """
        first, last = self.origins[start], self.origins[end - 1] + 1
        if self.extent is not None:
            first = self.extent[0] if start == 0 else first
            last = self.extent[1] if end == len(self.text) else last
        if end < len(self.text) and self.text[end].isspace() and self.origins[end] - last > LONGEST_EMPHASIS:
            last = self.origins[end]
        return first, last


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a statement."""

    type: VoiceType = VoiceType.AUTHOR
    speaker: str | None = None
    """The name as the text gives it ("Jake Sullivan", "two sources"); None where the author speaks."""
    quoted: tuple[tuple[int, int], ...] = ()
    """Spans of the document inside quotation marks, without the marks."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, or a list item or heading that says something."""

    id: str
    """`O` or `P` and a number from 1, in the order of the document."""
    text: str
    """White space folded, markup dropped."""
    start: int
    end: int
    """`Document.text[start:end]` is the statement's own characters, markup included."""
    section: str | None = None
    kind: StatementKind = StatementKind.SENTENCE
    voice: Voice = Voice()
    page: int | None = field(default=None, metadata=OPTIONAL)


@dataclass(frozen=True, slots=True)
class Removed:
    """Furniture: a passage that stands on the page but not in the text."""

    start: int
    end: int
    text: str
    """Exactly `Document.text[start:end]`."""
    reason: str
    """A short name from the list of reasons ("sign-up form", "teaser of another story")."""


@dataclass(frozen=True)
class Document:
    """One text with its metadata, and, after the stages that find them, its statements and furniture."""

    id: str
    """`official`, or `press-1`, `press-2`…; empty until the engine sets it."""
    title: str | None
    publisher: str | None
    published: str | None
    """ISO 8601 date, or date and time with its offset where the source gives one."""
    url: str | None
    language: str | None
    """BCP 47 code."""
    name: str
    """The file name, or a name for a text that was no file."""
    media_type: str
    sha256: str
    """Of the bytes as they were given, in hex."""
    text: str
    statements: tuple[Statement, ...] = ()
    removed: tuple[Removed, ...] = ()
    author: str | None = field(default=None, metadata=OPTIONAL)
    modified: str | None = field(default=None, metadata=OPTIONAL)
    notes: tuple[str, ...] | None = field(default=None, metadata=OPTIONAL)
    """What a reader of the brief should know about how the document was read."""
    blocks: tuple[Block, ...] = field(default=(), metadata=INTERNAL, repr=False, compare=False)
    """The page's blocks in order, furniture included; what cleaning and segmentation work on."""
    dated_by_file: bool = field(default=False, metadata=INTERNAL, repr=False, compare=False)
    """Whether `published` is only when the file was made; a date in the head of its text is better."""
    page_starts: tuple[int, ...] = field(default=(), metadata=INTERNAL, repr=False, compare=False)
    """Where in `text` each page begins, from page 1 on; empty where the document has no pages."""

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        title: str | None = None,
        publisher: str | None = None,
        published: str | None = None,
        url: str | None = None,
        language: str | None = None,
        name: str = "text",
    ) -> Document:
        """Return a document of plain text or Markdown; values given here win over its front matter.

        >>> Document.from_text("Two people were hurt.", published="2024-06-13").published
        '2024-06-13'
        """
        from reportgen.read import document_from_text  # noqa: PLC0415  (the one door back from the types to the readers)

        given = {"title": title, "publisher": publisher, "published": published, "url": url, "language": language}
        return document_from_text(text, name=name, given={key: value for key, value in given.items() if value is not None})

    def page_of(self, offset: int) -> int | None:
        """Return the page on which the character at `offset` stands, from 1; None where the document has no pages."""
        return max(1, bisect_right(self.page_starts, offset)) if self.page_starts else None

    @cached_property
    def statements_by_id(self) -> dict[str, Statement]:
        """The document's statements under their ids."""
        return {statement.id: statement for statement in self.statements}


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage inside one statement; `start` and `end` are offsets into the document."""

    statement: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """What differs between the two sides of a pair, and where it stands."""

    kind: ContrastKind
    reason: str
    """One plain, neutral sentence."""
    strength: Strength
    confidence: float
    """0 to 1: how likely an editor would point this contrast out."""
    official: tuple[Mark, ...]
    press: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of words that differs between the sides of a pair."""

    op: str
    """`replace`, `delete` (official only) or `insert` (press only)."""
    official: tuple[Mark, ...]
    press: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Statements of both sides that speak of the same claim, or a statement alone, and how they relate."""

    id: str
    """A hash of the report and the statements' texts: the same pair has the same id in every run."""
    report: str
    label: Label
    official: tuple[str, ...]
    press: tuple[str, ...]
    similarity: float
    """0 to 1: how much of their words the sides share, weighted by how telling the words are."""
    confidence: float
    """0 to 1: how likely an editor would pair and label them so."""
    echo: Echo | None = None
    """How near the words are; None for a statement alone and for contrasts that share few words."""
    contrasts: tuple[Contrast, ...] = ()
    edits: tuple[Edit, ...] = ()


class Action(StrEnum):
    """What a reviewer did; the values are the words of the brief."""

    CONFIRMED = "confirmed"
    RELABELLED = "relabelled"
    REJECTED = "rejected"
    """The statements were taken apart: they do not speak of the same."""
    PAIRED = "paired"
    """The statements got other partners."""
    SPLIT = "split"
    NOTED = "noted"
    """A note was written; nothing was decided."""
    RESTORED = "restored"
    """A passage removed as furniture was put back into its text."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a decision was about, so that it can be found again: by its words, its place, and the text it stood in."""

    document: str
    statement: str | None
    """The statement's id; None for a passage that was put back."""
    start: int
    end: int
    quote: str
    """The statement's text; for a passage that was put back, the passage itself."""
    text_sha256: str
    """Of `Document.text` in UTF-8, in hex."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A pair as it stood before a decision or stands after it."""

    pair: str
    """The pair's id."""
    label: Label
    official: tuple[str, ...]
    press: tuple[str, ...]
    kinds: tuple[ContrastKind, ...] = ()
    strength: Strength | None = None
    """Clear where one of its contrasts is; None without contrasts."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer said about one or several pairs of a report, and when."""

    number: int
    """From 1, in the order they were made."""
    action: Action
    report: str
    by: str
    at: str
    """ISO 8601 date and time, UTC."""
    before: tuple[Verdict, ...]
    """Every pair that went or changed."""
    after: tuple[Verdict, ...]
    """Every pair that came or changed; the statements of both are the same, so that none is lost."""
    note: str | None
    anchors: tuple[Anchor, ...]
    """One for each statement of `before` and `after`."""


@dataclass(frozen=True, slots=True)
class Generator:
    """The program that made a comparison."""

    name: str
    version: str


@dataclass(frozen=True)
class Comparison:
    """An official text beside its press reports: everything the brief, the review and the exports work from."""

    schema: str
    generator: Generator
    settings: dict[str, Any]
    official: Document
    reports: tuple[Document, ...]
    pairs: tuple[Pair, ...]
    profile: dict[str, Any]
    """What was found about the whole documents: dates read from the text, voices, quotations."""
    metrics: dict[str, Any]
    """Counts per report: statements, words, pairs per label, contrasts per kind."""
    decisions: tuple[Decision, ...] | None = field(default=None, metadata=OPTIONAL)
    """What a reviewer decided, already part of `pairs` and `metrics`; None where nobody reviewed the comparison."""

    def to_json(self) -> str:
        """Return the comparison file, schema 1: UTF-8 JSON text ending in a line feed."""
        from reportgen.codec import comparison_to_json  # noqa: PLC0415

        return comparison_to_json(self)

    @classmethod
    def from_json(cls, text: str) -> Comparison:
        """Return the comparison a file holds; ReadError tells what is wrong with one that holds none."""
        from reportgen.codec import comparison_from_json  # noqa: PLC0415

        return comparison_from_json(text)

    def document(self, document_id: str) -> Document:
        """Return the document with this id; KeyError where there is none."""
        for document in (self.official, *self.reports):
            if document.id == document_id:
                return document
        raise KeyError(document_id)

    def pairs_of(self, report_id: str) -> Iterator[Pair]:
        """Yield the pairs of one report, in the order of the file."""
        return (pair for pair in self.pairs if pair.report == report_id)
