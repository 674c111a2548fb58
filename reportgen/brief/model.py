"""What a brief shows: plain values, ready to be laid out, the same for every format.

Templates, tables and digests see a `Brief` and nothing else, so they cannot disagree. Every text in it is safe to print
(`reportgen.brief.text`): control characters and the like are written out as [U+XXXX], and long texts are cut with a
note of how much is missing. Texts are not escaped for any markup: that is the renderer's work.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONG_ROW = 1600
"""Characters, about 260 words: in half the page's width a third of its height."""


class MarkKind(StrEnum):
    """Why a run of words is marked."""

    DIFFERS = "differs"
    """The words a contrast rests on."""
    OFFICIAL = "official"
    """Words only the official text uses in this pair."""
    PRESS = "press"
    """Words only the report uses in this pair."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a passage's text with one kind of mark, or none."""

    text: str
    """The words, with the spaces between them; never empty."""
    mark: MarkKind | None = None
    """How the words are marked; None for plain text."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The row in which a statement stands in full, where it is a partner of several."""

    statement: str
    """The id of the statement it stands beside there: `P14`."""
    anchor: str
    """The id of that row."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One statement, or an excerpt of it, as it is shown."""

    statement: str
    """The statement's id in its document: `O12`, `P4`."""
    anchor: str | None
    """The id of the statement in the texts in full: `official-O12`, `press-1-P4`; None where those are cut before it."""
    runs: tuple[Run, ...]
    """The text from left to right; joined, they are the statement's text or the excerpt of it."""
    speaker: str | None = None
    """Who says it, in words ("Jake Sullivan", "an unnamed source"); None where the document itself speaks."""
    section: str | None = None
    """The heading it stands under in its document."""
    page: int | None = None
    """The page it stands on, in a paged document."""
    heading: bool = False
    """Whether it is a heading or the headline."""
    item: bool = False
    """Whether it is an item of a list."""
    leads: bool = False
    """Whether words before `runs` are left out (an excerpt)."""
    trails: bool = False
    """Whether words after `runs` are left out (an excerpt)."""
    cut: int = 0
    """How many characters of an over-long statement are not shown."""
    elsewhere: Elsewhere | None = None
    """Where it stands in full, if this is no more than its beginning because another row has all of it."""

    @property
    def text(self) -> str:
        """The passage without its marks."""
        return "".join(run.text for run in self.runs)

    @property
    def is_long(self) -> bool:
        """Whether it has more than LONG_ROW characters: too long for staying on one page."""
        return sum(len(run.text) for run in self.runs) > LONG_ROW


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs between the sides of a pair."""

    kind: str
    """`number`, `timing`, `polarity`, `certainty`, `commitment`, `actor` or `wording`."""
    heading: str
    """The kind in the words of the brief: "Figures", "Timing"…"""
    reason: str
    """One neutral sentence."""
    strength: str
    """`clear` or `possible`."""
    confidence: int
    """0 to 100: how likely an editor would point it out."""


@dataclass(frozen=True, slots=True)
class ContrastCard:
    """A contrasting pair as the first pages tell it: what differs, and the two passages around it."""

    number: int
    """From 1, by weight: clear before possible, surer before less sure."""
    anchor: str
    """The id of the card, for links to it."""
    pair_anchor: str | None
    """The id of the same pair side by side; None where that is left out because the brief would grow too long."""
    differences: tuple[Difference, ...]
    """At least one, the weightiest first."""
    strength: str
    """`clear` if one of the differences is, else `possible`."""
    official: tuple[Passage, ...]
    """The official passages with evidence, shortened around it."""
    press: tuple[Passage, ...]
    """The report's passages with evidence, shortened around it."""
    outlet: str
    """The report it belongs to, by its short name."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """A matched or contrasting pair, side by side."""

    pair: str
    """The pair's id in the comparison file."""
    anchor: str
    """The id of the row, for links to it."""
    label: str
    """`matched` or `contrasting`."""
    note: str
    """How near the words are: "Word for word", "Close in wording", "In other words"; or the kinds of contrast."""
    confidence: int
    """0 to 100: how likely an editor would pair and label them so."""
    official: tuple[Passage, ...]
    """The official statements, with marks."""
    press: tuple[Passage, ...]
    """The report's statements, with marks."""
    differences: tuple[Difference, ...]
    """What differs; empty for a matched pair."""
    card_anchor: str | None
    """The id of the contrast card; None for a matched pair."""
    card_number: int | None
    """The number of the contrast card; None for a matched pair."""
    reworded: bool
    """Whether so many words differ that marking them one by one would tell nothing; they are not marked then."""

    reviewed: str = ""
    """"confirmed by Anna", "changed by Anna"; empty where nobody decided."""
    notes: tuple[str, ...] = ()
    """What reviewers wrote about it, each with its writer."""

    @property
    def is_long(self) -> bool:
        """Whether one side has more than LONG_ROW characters: too long for a column, and for staying on one page."""
        return max(sum(len(item.text) for item in side) for side in (self.official, self.press)) > LONG_ROW


@dataclass(frozen=True, slots=True)
class WeightGroup:
    """Omitted statements of like weight."""

    title: str
    """"Key messages" or "Other statements, by weight"."""
    passages: tuple[Passage, ...]
    """By weight, the weightiest first."""


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    """Added statements of one speaker."""

    speaker: str
    """The name, or "The report itself"."""
    passages: tuple[Passage, ...]
    """In the order of the report."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Passages of the page that are no part of the text and were left out of the comparison, all for the same reason."""

    reason: str
    """Why, in a few words."""
    passages: int
    """How many passages."""
    words: int
    """How many words in all."""
    beginnings: tuple[str, ...]
    """How they begin, each once, in the order of the page; the first of them where there are many."""
    unlisted: int
    """How many more beginnings there are."""


@dataclass(frozen=True, slots=True)
class Source:
    """One of the texts compared."""

    side: str
    """`official` or `press`."""
    short: str
    """What the brief calls it: the publisher, else "Official text", "Report", "Report 2"."""
    title: str
    """Its title; its name where it has none."""
    publisher: str | None
    """Who published it."""
    author: str | None
    """Who wrote it."""
    published: str | None
    """When, in words: "13 June 2024, 15:17 (UTC−04:00)"."""
    begins: str | None
    """Its first words, where it has no title."""
    url: str | None
    """Its address, if it is one of the web (http, https): safe as a link."""
    address: str | None
    """The address as it is shown, whatever it is."""
    short_address: str | None
    """The address in one line: of a long one the host and the last part."""
    name: str
    """The file name."""
    media_type: str
    """Its kind of file."""
    words: int
    """Words in its statements."""
    statements: int
    """How many statements it has."""
    sha256: str
    """Of the bytes as given, in hex."""
    language: str | None
    """BCP 47 code; None where it is not known or not well formed."""
    notes: tuple[str, ...]
    """What a reader should know about how it was read."""
    removed: tuple[Furniture, ...]
    """What was left out of it, by reason, in the order of the page."""
    removed_count: int
    """How many passages were left out of it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many statements of each side got which label; each side's parts add up to its whole."""

    contrasts: int
    """Contrasting pairs."""
    clear: int
    """Contrasting pairs with a clear difference."""
    official: int
    """Official statements."""
    official_matched: int
    """Official statements in a matched pair and in no contrasting one."""
    official_contrasting: int
    """Official statements in a contrasting pair."""
    omitted: int
    """Official statements the report has nothing on."""
    press: int
    """Statements of the report."""
    press_matched: int
    """The report's statements in a matched pair and in no contrasting one."""
    press_contrasting: int
    """The report's statements in a contrasting pair."""
    added: int
    """The report's statements the official text has nothing on."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A statement on the alignment map."""

    x: float
    """Its left edge, in units of the map."""
    width: float
    """Its length: in step with its words."""
    label: str
    """`matched`, `contrasting`, `omitted` or `added`."""


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A link between two statements on the alignment map."""

    official: tuple[float, float]
    """Left and right end at the official statement."""
    press: tuple[float, float]
    """Left and right end at the report's statement."""
    label: str
    """`matched` or `contrasting`."""


@dataclass(frozen=True, slots=True)
class MapNumber:
    """The number of a contrast on the alignment map, above its official statement."""

    x: float
    """Its middle."""
    number: int
    """As on the contrast's card."""
    anchor: str
    """The id of that card."""


@dataclass(frozen=True, slots=True)
class AlignmentMap:
    """Both texts as strips of statements, and the pairs between them."""

    width: float
    """The map's width in its own units (a tenth of a millimetre when the map is 180 mm wide)."""
    official: tuple[Tick, ...]
    """The official statements from left to right."""
    press: tuple[Tick, ...]
    """The report's statements from left to right."""
    ribbons: tuple[Ribbon, ...]
    """Matched ones first, so that contrasting ones are drawn over them."""
    numbers: tuple[MapNumber, ...]
    """None of them overlaps another; where there is no room, a number is left out."""
    description: str
    """The map in words, for who cannot see it."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the official side that a report quotes, looked up in the official text."""

    text: str
    """The words between the quotation marks."""
    speaker: str | None
    """Who is quoted."""
    statement: str | None
    """The id of the report's statement it begins in."""
    anchor: str | None
    """The id of that statement in the texts in full; None where those are cut before it."""
    verdict: str
    """What the look-up found in the official text, in words: "word for word", "with changes", "not found there"."""
    found: bool
    """Whether it was found there, with changes or without."""
    marked: bool
    """Whether the report shows that words are left out or put in."""
    official: str | None
    """The official wording, where it differs."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A way to a statement."""

    statement: str
    """Its id: `P4`."""
    anchor: str | None
    """The id of it in the texts in full; None where those are cut before it."""


@dataclass(frozen=True, slots=True)
class MessageOutcome:
    """How a key message came through in one report."""

    outlet: str
    """The report's short name."""
    present: int
    """2 told in full, 1 in part, 0 not in the report."""
    prominent: int
    """2 in the headline or the first quarter of the report's words, 1 in its upper half, 0 further down or absent."""
    faithful: int
    """2 nothing differs, 1 something possibly differs, 0 something clearly differs, or the message is absent."""
    points: int
    """The three together, 0 to 6."""
    press: tuple[Reference, ...]
    """The report's statements that tell it; none where it is absent."""


@dataclass(frozen=True, slots=True)
class KeyMessage:
    """A statement of the official text that much of the rest of it comes back to."""

    number: int
    """From 1, by weight."""
    weight: int
    """0 to 100: how much of the rest of the text comes back to it."""
    passage: Passage
    """The statement, shortened."""
    outcomes: tuple[MessageOutcome, ...]
    """One for each report, in their order."""


@dataclass(frozen=True, slots=True)
class MessageTotal:
    """How the key messages together came through in one report."""

    outlet: str
    """The report's short name."""
    through: int
    """How many are present, in full or in part."""
    points: int
    """The sum of their points."""
    possible: int
    """The most points there could be: six for each message."""


@dataclass(frozen=True, slots=True)
class PullThrough:
    """The official text's key messages and what became of each."""

    messages: tuple[KeyMessage, ...]
    """By weight, the weightiest first; ten at most."""
    totals: tuple[MessageTotal, ...]
    """One for each report, in their order."""
    summary: str
    """One sentence in numbers."""


@dataclass(frozen=True, slots=True)
class FigureSide:
    """Where one text gives a figure or date."""

    text: str
    """The figure as the text gives it first."""
    before: str
    """The words before it, a few; empty where it begins the statement."""
    after: str
    """The words after it, a few; empty where it ends the statement."""
    also: tuple[str, ...]
    """Other ways the text puts it ("tomorrow")."""
    references: tuple[Reference, ...]
    """The statements that give it, the first of them."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure, date or length of time of both texts, or of one."""

    kind: str
    """"Money", "Share", "Count", "Measure", "Date" or "Length of time"."""
    verdict: str
    """"differs", "the same", "official text only" or "report only"."""
    official: FigureSide | None
    """None where only the report gives it."""
    press: FigureSide | None
    """None where only the official text gives it."""
    difference: str
    """What differs, in a few words ("1 fewer in the report"); empty where nothing does or it cannot be told so."""


@dataclass(frozen=True, slots=True)
class WordCount:
    """A word one text uses and the other does not."""

    word: str
    """As the text writes it; a name with its first name."""
    count: int
    """How often."""
    references: tuple[Reference, ...]
    """The first statements it stands in."""


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Words of one sort that only one text uses."""

    title: str
    """"Words that judge", "Names" or "Plain words"."""
    official: tuple[WordCount, ...]
    """Only in the official text, the most used first."""
    press: tuple[WordCount, ...]
    """Only in the report, the most used first."""


@dataclass(frozen=True, slots=True)
class ReportSection:
    """Everything about one press report."""

    id: str
    """`press-1`, `press-2`…"""
    source: Source
    """The report."""
    counts: Counts
    """Against this report."""
    summary: str
    """One sentence in numbers."""
    timing: str | None
    """Which of the two texts came first, where both dates are known and differ."""
    map: AlignmentMap
    """Both texts at one look."""
    contrasts: tuple[ContrastCard, ...]
    """By weight."""
    carded: int
    """How many of them, from the first, have a card; the others are lines of a table, and their words stand in the pairs."""
    unshown_contrasts: int
    """How many contrasts are left out because the brief would grow too long."""
    pairs: tuple[PairRow, ...]
    """Matched and contrasting pairs in the order of the official text."""
    omitted: tuple[WeightGroup, ...]
    """What is not in this report: the official text's key messages first, then the rest, each by weight."""
    added: tuple[SpeakerGroup, ...]
    """What is only in this report: the report's own words first, then speaker by speaker."""
    quotations: tuple[Quotation, ...]
    """Quotations of the official side; empty where none was looked up."""
    figures: tuple[FigureLine, ...]
    """Figures, dates and lengths of time: what differs, what is the same, what one text gives alone."""
    unshown_figures: int
    """How many of them are left out because the brief would grow too long."""
    words: tuple[WordGroup, ...]
    """Words only one of the two texts uses, by sort; empty where there are none."""
    unshown: int
    """How many pairs are left out because the brief would grow too long; the attached data has them all."""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An official statement across all reports."""

    passage: Passage
    """The statement, shortened."""
    labels: tuple[str, ...]
    """One for each report: `matched`, `contrasting` or `omitted`."""


@dataclass(frozen=True, slots=True)
class AloneGroup:
    """What one report alone says."""

    outlet: str
    """The report's short name."""
    passages: tuple[Passage, ...]
    """In the order of the report, shortened."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Official statements by reports."""

    outlets: tuple[str, ...]
    """The reports' short names, in order."""
    rows: tuple[CoverageRow, ...]
    """In the order of the official text."""
    in_none: tuple[Passage, ...]
    """The official statements no report has, by weight, shortened; the first of them where there are many."""
    alone: tuple[AloneGroup, ...]
    """What only one report says: neither the official text nor another report has it."""
    unshown_alone: int
    """How many statements of that sort are left out."""
    omitted_by_all: int
    """How many official statements no report has."""
    carried_by_all: int
    """How many official statements every report has, matched or contrasting."""
    unshown: int
    """How many rows are left out because the brief would grow too long."""


@dataclass(frozen=True, slots=True)
class Method:
    """How the comparison was made, so that it can be made again."""

    program: str
    """Name and version of the program."""
    schema: str
    """The schema of the attached data."""
    settings: tuple[tuple[str, str], ...]
    """Each setting and its value."""
    steps: tuple[str, ...]
    """The stages, one sentence each."""
    limits: tuple[str, ...]
    """What a reader should not take from the brief, one sentence each."""


@dataclass(frozen=True, slots=True)
class AnnotatedStatement:
    """A statement in the running text."""

    passage: Passage
    """The statement, unmarked."""
    label: str
    """Its label (with several reports: the weightiest of them)."""
    target: str | None
    """The id of the pair it stands in; None where it stands alone."""
    starts_paragraph: bool
    """Whether a new paragraph begins with it."""


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text in full, statement by statement."""

    source: Source
    """The text."""
    statements: tuple[AnnotatedStatement, ...]
    """In order, furniture left out."""
    unshown: int
    """How many statements are left out because the brief would grow too long."""


@dataclass(frozen=True, slots=True)
class HouseLook:
    """What templates see of the house whose brief it is, as `look`."""

    house: str | None
    """The house's name; None where none is set."""
    logo: str | None
    """Where the house's logo is found, for the `src` of a picture; None where none is set."""
    contrasting: str
    """The colour of contrasts, `#rrggbb`; style sheets have it as `var(--contrasting)`."""
    omitted: str
    """The colour of what is omitted."""
    added: str
    """The colour of what is added."""
    ribbon: str
    """The light colour of a contrast's ribbon on the map."""
    strip: str
    """The colour of a matched statement on the map."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One thing a reviewer decided."""

    number: int
    """From 1, in the order of time."""
    outlet: str
    """The report, by its short name."""
    what: str
    """"Confirmed", "Relabelled", "Taken apart", "Other partners", "Split", "Noted" or "Put back"."""
    before: str
    """The pairs as they were: their statements, label and kinds; empty for a note."""
    after: str
    """The pairs as they are since, or the passage that was put back."""
    by: str
    """Who decided."""
    at: str
    """When, in words."""
    note: str | None
    """What the reviewer wrote."""


@dataclass(frozen=True, slots=True)
class DecidedPair:
    """A pair that was decided or noted."""

    report: str
    """The id of its report."""
    pair: str
    """Its id in the comparison file."""
    statements: tuple[str, ...]
    """The ids of its statements."""
    state: str
    """"confirmed by Anna", "changed by Anna"; empty where there is a note and no decision."""
    notes: tuple[str, ...]
    """What was written about it, each with its writer."""


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """How far the review has come, and what was decided."""

    reviewed: int
    """Pairs somebody decided."""
    total: int
    """Pairs in all."""
    is_draft: bool
    """Whether some are left."""
    words: str
    """"12 of 30 pairs reviewed", after "Draft:" while some are left."""
    by: tuple[str, ...]
    """Who decided."""
    decisions: tuple[Decided, ...]
    """In the order of time."""
    unshown: int
    """How many decisions are left out because the brief would grow too long."""
    pairs: tuple[DecidedPair, ...]
    """The pairs that were decided or noted."""


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything a brief shows."""

    title: str
    """The official text's title."""
    summary: str
    """One sentence in numbers."""
    language: str
    """BCP 47 code of the brief's own words."""
    date: str | None
    """ISO 8601 date, or date and time, of the brief; by default the day the latest text was published."""
    official: Source
    """The official text."""
    reports: tuple[ReportSection, ...]
    """One for each press report, in the order given."""
    counts: Counts
    """Over all reports; statements of the official text count once for each report."""
    contrasts: tuple[ContrastCard, ...]
    """Those of all reports, by weight; with one report they are the report's."""
    leading: int
    """How many of them the first pages of a brief of several reports list; the rest stand in the reports' own sections."""
    coverage: Coverage | None
    """With several reports, the official statements by outlet; None with one."""
    messages: PullThrough | None
    """The official text's key messages and how they came through; None where it is too short to have any."""
    texts: tuple[AnnotatedText, ...]
    """Both sides' texts in full, each statement with its label, the official one first."""
    method: Method
    """How it was made."""
    condensed: bool = False
    """Whether what stands twice is left out, as it is from a long brief on paper: running texts, most cards' words in pairs."""
    review: ReviewSummary | None = None
    """What reviewers decided; None where nobody reviewed."""
