"""Comparisons to make briefs of: one set by hand on the sample documents, and edge cases, with no engine needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Indel

from reportgen.model import (
    SCHEMA,
    Comparison,
    Contrast,
    ContrastKind,
    Document,
    Echo,
    Edit,
    Generator,
    Label,
    Mark,
    Pair,
    Removed,
    Statement,
    StatementKind,
    Strength,
    Voice,
    VoiceType,
)
from reportgen.spans import text_origins

SEEDS = Path(__file__).parents[2] / "seeds"

_MARKUP = r"(?:<[^>]*>|\*\*|\[|\]\([^)]*\))*"


@dataclass
class Side:
    """A document under construction, whose statements are found by their words."""

    text: str
    prefix: str
    fields: dict[str, Any]
    statements: list[Statement] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)

    def add(self, words: str, kind: StatementKind = StatementKind.SENTENCE, **voice: Any) -> str:
        """Add the next statement with these words and return its id; quoted spans are those between its marks."""
        start = self.statements[-1].end if self.statements else 0
        match = re.compile(_pattern(words)).search(self.text, start)
        assert match is not None, words
        found = Statement(f"{self.prefix}{len(self.statements) + 1}", words, *match.span(), self.fields.get("section"), kind)
        self.statements.append(replace(found, voice=Voice(**voice)))
        return found.id

    def remove(self, words: str, reason: str) -> None:
        """List a passage as furniture."""
        match = re.compile(_pattern(words)).search(self.text)
        assert match is not None, words
        self.removed.append(Removed(*match.span(), self.text[slice(*match.span())], reason))

    def document(self) -> Document:
        """Return the document as it stands."""
        given = {key: value for key, value in self.fields.items() if key != "section"}
        return Document(
            text=self.text,
            sha256=sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest(),
            statements=tuple(self.statements),
            removed=tuple(self.removed),
            **given,
        )


def _pattern(words: str) -> str:
    return _MARKUP.join(r"\s+" if character == " " else re.escape(character) for character in words)


def side(text: str, document_id: str, **fields: Any) -> Side:
    """Return an empty side with the metadata a plain text file has."""
    defaults: dict[str, Any] = {
        "id": document_id,
        "title": None,
        "publisher": None,
        "published": None,
        "url": None,
        "language": "en",
        "name": f"{document_id}.txt",
        "media_type": "text/plain",
    }
    return Side(text, "O" if document_id == "official" else "P", defaults | fields)


def plain_side(statements: Sequence[str], document_id: str, **fields: Any) -> Document:
    """Return a document of these statements, one a paragraph."""
    made = side("\n\n".join(statements), document_id, **fields)
    position = 0
    for number, words in enumerate(statements, start=1):
        made.statements.append(Statement(f"{made.prefix}{number}", words, position, position + len(words)))
        position += len(words) + 2
    return made.document()


def word_edits(official: Document, press: Document, official_id: str, press_id: str) -> tuple[Edit, ...]:
    """Return the words that differ between two statements, as the label stage gives them."""
    sides = [(official, official.statements_by_id[official_id]), (press, press.statements_by_id[press_id])]
    words = [[match for match in re.finditer(r"\S+", statement.text)] for _, statement in sides]
    origins = [text_origins(statement, document.text) for document, statement in sides]
    folded = [[match[0].strip(".,;:\"'“”’").lower() for match in side_words] for side_words in words]

    def marks(index: int, start: int, end: int) -> tuple[Mark, ...]:
        if start == end:
            return ()
        first, last = words[index][start].start(), words[index][end - 1].end() - 1
        return (Mark(sides[index][1].id, origins[index][first], origins[index][last] + 1),)

    return tuple(
        Edit(step.tag, marks(0, step.src_start, step.src_end), marks(1, step.dest_start, step.dest_end))
        for step in Indel.opcodes(*folded)
        if step.tag != "equal"
    )


def phrase(document: Document, statement_id: str, words: str) -> Mark:
    """Return the mark on these words of a statement."""
    statement = document.statements_by_id[statement_id]
    start = statement.text.index(words)
    origins = text_origins(statement, document.text)
    return Mark(statement_id, origins[start], origins[start + len(words) - 1] + 1)


@dataclass
class Pairing:
    """The pairs of one report under construction."""

    official: Document
    report: Document
    pairs: list[Pair] = field(default_factory=list)

    def match(self, official: str, press: str, echo: Echo = Echo.PARAPHRASE, similarity: float = 0.6) -> None:
        """Pair statements (ids apart by spaces) that say the same."""
        self._add(Label.MATCHED, official.split(), press.split(), similarity, echo, ())

    def contrast(self, official: str, press: str, *contrasts: Contrast, echo: Echo | None = None) -> None:
        """Pair statements that differ."""
        self._add(Label.CONTRASTING, official.split(), press.split(), 0.4, echo, contrasts)

    def _add(
        self, label: Label, official: list[str], press: list[str], similarity: float, echo: Echo | None, found: tuple[Contrast, ...]
    ) -> None:
        edits = word_edits(self.official, self.report, official[0], press[0]) if official and press else ()
        key = sha256(f"{self.report.id}{label}{official}{press}".encode()).hexdigest()[:12]
        self.pairs.append(
            Pair(key, self.report.id, label, tuple(official), tuple(press), similarity, 0.9, echo, found, edits)
        )

    def rest(self) -> list[Pair]:
        """Return all pairs, with what is left over as omitted and added ones."""
        used = {key for pair in self.pairs for key in (*pair.official, *pair.press)}
        for statement in self.official.statements:
            if statement.id not in used:
                self._add(Label.OMITTED, [statement.id], [], 0.0, None, ())
        for statement in self.report.statements:
            if statement.id not in used:
                self._add(Label.ADDED, [], [statement.id], 0.0, None, ())
        return self.pairs


def differs(
    kind: ContrastKind, reason: str, official: Iterable[Mark], press: Iterable[Mark], *, confidence: float = 0.9
) -> Contrast:
    """Return a contrast, clear from the confidence the settings call clear."""
    strength = Strength.CLEAR if confidence >= 0.8 else Strength.POSSIBLE
    return Contrast(kind, reason, strength, confidence, tuple(official), tuple(press))


def comparison(official: Document, *reports: Document, pairs: Iterable[Pair], **fields: Any) -> Comparison:
    """Return a comparison of these documents and pairs."""
    defaults: dict[str, Any] = {
        "schema": SCHEMA,
        "generator": Generator("reportgen", "0.1.0"),
        "settings": {"keep": [], "link_floor": 0.5, "contrast_floor": 0.5, "clear_floor": 0.8},
        "profile": {},
        "metrics": {},
    }
    return Comparison(official=official, reports=reports, pairs=tuple(pairs), **(defaults | fields))


@cache
def security_agreement() -> Comparison:
    """Return the two sample documents, compared by hand."""
    official, report = _fact_sheet(), _security_report()
    return comparison(official, report, pairs=_security_pairs(official, report), profile=_security_profile())


def _fact_sheet() -> Document:
    made = side(
        (SEEDS / "000_0e67af0a7e3ff167.txt").read_text(encoding="utf-8"),
        "official",
        title="FACT SHEET: U.S.-Ukraine Bilateral Security\u00a0Agreement",
        publisher="The White House",
        published="2024-06-13T15:17:22-04:00",
        url="https://www.whitehouse.gov/briefing-room/statements-releases/2024/06/13/fact-sheet-u-s-ukraine-bilateral-security-agreement/",
        name="000_0e67af0a7e3ff167.txt",
        modified="2024-06-13T15:17:25-04:00",
    )
    item = StatementKind.ITEM
    made.add("On June 13th, 2024, President Biden and Ukrainian President Zelenskyy signed a historic U.S.-Ukraine Bilateral Security Agreement reflecting the close partnership between our two democracies.")
    made.add("Today, the United States is sending a powerful signal of our strong support for Ukraine now and into the future.")
    made.add("Through this agreement, the United States will work with our partners to strengthen Ukraine’s ability to defend itself now and to deter future aggression.")
    made.add("By doing so, we will bolster Ukraine’s security, which is central to European security and to American security.")
    made.add("More than two years after Russia’s brutal and unprovoked assault on Ukraine, today, President Biden is stating unequivocally that United States and its partners will stand with Ukraine as it fights for its freedom and for the principles enshrined in the UN Charter.")
    made.add("With the signing of this 10-year agreement, the United States and Ukraine will work together to:")
    made.fields["section"] = "With the signing of this 10-year agreement, the United States and Ukraine will work together to"
    made.add("Build and maintain Ukraine’s credible defense and deterrence capability.", item)
    made.add("The agreement lays out a vision for a Ukrainian future force that is strong, sustainable, and resilient.", item)
    made.add("The United States and Ukraine will deepen security and defense cooperation and collaborating closely with Ukraine’s broad network of security partners.", item)
    made.add("We will support the full range of Ukraine’s current defensive needs now and over the long term by helping Ukraine win the war and strengthening its deterrence capabilities against future threats.", item)
    made.add("Together, we will expand intelligence sharing, enhance interoperability between our militaries in line with NATO standards, and work with our allies and partners to position Ukraine as a long-term contributor to European security.", item)
    made.add("Strengthen Ukraine’s capacity to sustain its fight over the long term, including by building on efforts to bolster in Ukraine’s defense industrial base, and supporting its economic recovery and energy security.", item)
    made.add("Accelerate Ukraine’s Euro-Atlantic integration, including through Ukraine’s implementation of reforms to its democratic, economic, and security institutions in line with its EU accession goals and NATO’s program of reforms.", item)
    made.add("Achieve a just peace that respects Ukraine’s rights under international law, is underwritten by broad global support, upholds the key principles of the UN Charter, including sovereignty and territorial integrity, and includes accountability for Russia’s actions.", item)
    made.add("Consult in the event of a future Russian armed attack against Ukraine at the highest levels to determine appropriate and necessary measures to support Ukraine and impose costs on Russia.", item)
    made.fields["section"] = None
    made.add("This agreement, together with the mutually reinforcing security agreements and arrangements Ukraine has signed with a broad network of partners under the G7 Joint Declaration of Support for Ukraine, is a key part of Ukraine’s bridge to NATO membership.")
    made.add("As President Biden said in Vilnius last year and as NATO allies have agreed, Ukraine’s future is in NATO.")
    made.add("We are not waiting for the NATO process to be completed to make long-term commitments to Ukraine’s security to address the immediate threats they face and deter any aggression that may occur.")
    made.add("The United States will continue to work a broad coalition of Allies and Partners to continue to impose costs on the Russian Federation so long as its aggression against Ukraine continues.")
    made.add("In 2024, the United States Congress appropriated $61 billion to respond to the war in Ukraine in a bipartisan show of support for Ukraine.")
    made.add("To realize the goals laid out in this agreement and accompanying annex, the Biden Administration will work closely with the U.S. Congress to build on the national security supplemental and develop sustainable levels of assistance to Ukraine over the long term.")
    made.add("We will continue to with our allies and partners, including the 15 other countries that have already completed their own bilateral security agreements and the 16 additional countries that are negotiating agreements with Ukraine, to maintain a balanced division of responsibility and burden-sharing to meet the necessary capabilities for Ukraine’s future force.")
    made.add("We are sending the clearest possible message today: the United States stands with the people of Ukraine as they defend their freedom and democracy.")
    made.add("Ukraine can count on the enduring strength of the U.S.-Ukrainian partnership.")
    made.remove(r"\###", "end mark")
    return made.document()


def _security_report() -> Document:
    made = side(
        (SEEDS / "001_1de61cc6a7aa7d91.txt").read_text(encoding="utf-8"),
        "press-1",
        title="U.S., Ukraine to sign bilateral security agreement on June 13, Sullivan says",
        publisher="The Kyiv Independent",
        published="2024-06-12",
        name="001_1de61cc6a7aa7d91.txt",
        notes=("The publication date was read from the text: “told the press on June 12”.",),
    )
    sullivan: dict[str, Any] = {"type": VoiceType.NAMED, "speaker": "Jake Sullivan"}
    cnn: dict[str, Any] = {"type": VoiceType.OUTLET, "speaker": "CNN"}
    made.add("The U.S. and Ukraine will sign a long-awaited bilateral security agreement on June 13 during the Group of Seven (G7) summit in Italy, U.S. National Security Adviser Jake Sullivan told the press on June 12.", **sullivan)
    made.add("Ukraine and the U.S. have held multiple rounds of negotiations on the bilateral security agreement, which follows the pledge made by the G7 during the NATO summit in Vilnius in July 2023 to commit to Ukraine's long-term defense.")
    made.add('"Our negotiations have concluded, and we will sign this agreement tomorrow," Sullivan said, describing the deal as a "signal of our resolve."', **sullivan)
    made.add('"We want to demonstrate that the U.S. supports the people of Ukraine, that we stand with them, and that we will continue to help address their security needs, not just tomorrow but out into the future," Sullivan said.', **sullivan)
    made.add("According to Sullivan, the agreement outlines a vision of how to strengthen Ukraine's defense and deterrence capabilities, together with U.S. allies and partners.", **sullivan)
    made.add('The agreement also secures "commitments from Ukraine on reforms" and on "end-use monitoring" for U.S.-provided weapons, Sullivan added.', **sullivan)
    made.add('The U.S. will, in turn, benefit from Ukraine\'s "insights and experience, its battlefield innovations, and its lessons learned from the front."', **sullivan)
    made.add('"This agreement does not include any commitment to using our own forces to defend Ukraine, it is a pledge to ensure Ukraine can defend itself," Sullivan said.', **sullivan)
    made.add('Peace in Ukraine will depend largely on "Ukraine\'s own ability to protect itself and deter future aggression."', **sullivan)
    made.add('Two sources told CNN that the pledge also does not "make a specific monetary pledge to support Ukraine\'s defense."', type=VoiceType.UNNAMED, speaker="two sources")
    made.add('The agreement is "expected to commit the U.S. for 10 years to continued training of Ukraine\'s armed forces, more cooperation in the production of weapons and military equipment, the continued provision of military assistance, and greater intelligence sharing," CNN said.', **cnn)
    made.add("According to CNN's sources, the agreement paves the way for the U.S. to have a long-term security relationship with Kyiv, but could also be undone by future presidential administrations.", type=VoiceType.UNNAMED, speaker="CNN’s sources")
    made.add('The security agreement will therefore be "less formal than a treaty and not necessarily binding for any future presidents," CNN said.', **cnn)
    made.add("If signed, the U.S. would join 14 other countries including the U.K., Germany, France, Canada, and the Netherlands, which have signed similar deals to help Ukraine repel Russia's aggression based on a pledge made by G7 at the NATO summit in Vilnius in July 2023.")
    made.add("Most recently, President Volodymyr Zelensky and Spanish Prime Minister Pedro Sanchez signed a 10-year bilateral security agreement between Ukraine and Spain on May 27.")
    for words, reason in (
        ("Three years of reporting, funded by our readers — become a member now and help us prepare for 2025.", "plea for support"),
        ("Become a member Gift membership", "plea for support"),
        ("Skip to content", "menu"),
        ("President Volodymyr Zelensky and U.S. President Joe Biden during a meeting in France on June 7, 2024. (President's Office)", "photo caption"),
        ("This audio is created with AI assistance", "player"),
        ("Russian attacks pushing Ukraine’s energy system toward ‘worst-case scenario,’ largest private energy company says", "teaser of another story"),
        ("Ukraine war latest: Major reconstruction aid announced at Ukraine Recovery Conference", "teaser of another story"),
        ("Help us get 1,000 new members!", "plea for support"),
        ("visa masterCard americanExpress", "payment marks"),
        ("Crimean Tatar editor goes missing in occupied Crimea.", "news feed"),
        ("Enter your email to subscribe", "sign-up form"),
    ):
        made.remove(words, reason)
    return made.document()


def _security_pairs(official: Document, report: Document) -> list[Pair]:
    made = Pairing(official, report)

    def here(key: str, words: str) -> list[Mark]:
        return [phrase(official, key, words)]

    def there(key: str, words: str) -> list[Mark]:
        return [phrase(report, key, words)]

    kind = ContrastKind
    made.contrast("O1", "P1", differs(kind.TIMING, "The official text says signed; the report, published a day earlier, says will sign.", here("O1", "signed"), there("P1", "will sign"), confidence=0.95))
    made.contrast("O22", "P14", differs(kind.NUMBER, "15 other countries in the official text, 14 in the report.", here("O22", "15 other countries"), there("P14", "14 other countries"), confidence=0.97))
    made.contrast("O18", "P12 P13", differs(kind.COMMITMENT, "The official text speaks of long-term commitments; the report says the agreement is not necessarily binding for future presidents.", here("O18", "long-term commitments"), there("P13", "less formal than a treaty and not necessarily binding"), confidence=0.91), differs(kind.COMMITMENT, "The report adds that future administrations could undo it.", here("O18", "long-term commitments"), there("P12", "could also be undone by future presidential administrations"), confidence=0.84))
    made.contrast("O10", "P8", differs(kind.COMMITMENT, "The official text speaks of helping Ukraine win; the report says no commitment to use U.S. forces is included.", here("O10", "helping Ukraine win the war"), there("P8", "does not include any commitment to using our own forces"), confidence=0.78))
    made.contrast("O20 O21", "P10", differs(kind.COMMITMENT, "The official text names $61 billion and sustainable levels of assistance; the report says no specific sum is pledged.", [*here("O20", "appropriated $61 billion"), *here("O21", "sustainable levels of assistance")], there("P10", "does not \"make a specific monetary pledge"), confidence=0.72))
    made.match("O2", "P3")
    made.match("O7 O8", "P5", Echo.CLOSE, 0.7)
    made.match("O11", "P11")
    made.match("O13", "P6")
    made.match("O23", "P4", Echo.CLOSE)
    made.match("O3", "P9", Echo.CLOSE, 0.65)
    return made.rest()


def _security_profile() -> dict[str, Any]:
    return {}
