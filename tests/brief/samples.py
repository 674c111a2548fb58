"""Comparisons to make briefs of: one set by hand on the sample documents, and edge cases, with no engine needed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import Indel

from reportgen.brief.model import Counts
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

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"

_MARKUP = r"(?:<[^>]*>|\*\*|\[|\]\([^)]*\))*"


def document(text: str, document_id: str = "official", **fields: Any) -> Document:
    """Return a document of a plain text file; statements and metadata may be given."""
    defaults: dict[str, Any] = {
        "id": document_id,
        "title": None,
        "publisher": None,
        "published": None,
        "url": None,
        "language": "en",
        "name": f"{document_id}.txt",
        "media_type": "text/plain",
        "sha256": sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    }
    return Document(text=text, **(defaults | fields))


def plain(statements: Sequence[str], document_id: str = "official", **fields: Any) -> Document:
    """Return a document of these statements, one a paragraph."""
    prefix = "O" if document_id == "official" else "P"
    made: list[Statement] = []
    position = 0
    for number, words in enumerate(statements, start=1):
        made.append(Statement(f"{prefix}{number}", words, position, position + len(words)))
        position += len(words) + 2
    return document("\n\n".join(statements), document_id, statements=tuple(made), **fields)


def found(text: str, words: str, start: int = 0) -> tuple[int, int]:
    """Return where `words` stand in a text with markup and hard-wrapped lines."""
    pattern = _MARKUP.join(r"\s+" if character == " " else re.escape(character) for character in words)
    match = re.compile(pattern).search(text, start)
    assert match is not None, words
    return match.span()


def phrase(document: Document, statement_id: str, words: str) -> Mark:
    """Return the mark on these words of a statement."""
    statement = document.statements_by_id[statement_id]
    start = statement.text.index(words)
    origins = text_origins(statement, document.text)
    return Mark(statement_id, origins[start], origins[start + len(words) - 1] + 1)


def word_edits(official: Document, press: Document, official_id: str, press_id: str) -> tuple[Edit, ...]:
    """Return the words that differ between two statements, as the label stage gives them."""
    sides = [(official, official.statements_by_id[official_id]), (press, press.statements_by_id[press_id])]
    words = [list(re.finditer(r"\S+", statement.text)) for _, statement in sides]
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


def differs(
    kind: ContrastKind, reason: str, official: Iterable[Mark], press: Iterable[Mark], *, confidence: float = 0.9
) -> Contrast:
    """Return a contrast, clear from the confidence the settings call clear."""
    strength = Strength.CLEAR if confidence >= 0.8 else Strength.POSSIBLE
    return Contrast(kind, reason, strength, confidence, tuple(official), tuple(press))


class Pairing:
    """The pairs of one report under construction."""

    def __init__(self, official: Document, report: Document) -> None:
        """Begin without pairs."""
        self.official, self.report = official, report
        self.pairs: list[Pair] = []

    def match(self, official: str, press: str, echo: Echo = Echo.PARAPHRASE) -> None:
        """Pair statements (ids, apart by spaces) that say the same."""
        self._add(Label.MATCHED, official.split(), press.split(), echo, ())

    def contrast(self, official: str, press: str, *contrasts: Contrast) -> None:
        """Pair statements (ids, apart by spaces) that differ."""
        self._add(Label.CONTRASTING, official.split(), press.split(), None, contrasts)

    def _add(
        self, label: Label, official: list[str], press: list[str], echo: Echo | None, contrasts: tuple[Contrast, ...]
    ) -> None:
        both = bool(official and press)
        edits = word_edits(self.official, self.report, official[0], press[0]) if both else ()
        key = sha256(f"{self.report.id}{label}{official}{press}".encode()).hexdigest()[:12]
        similarity = 0.6 if both else 0.0
        self.pairs.append(
            Pair(key, self.report.id, label, tuple(official), tuple(press), similarity, 0.9, echo, contrasts, edits)
        )

    def all(self) -> list[Pair]:
        """Return the pairs, with every statement left over as omitted or added."""
        used = {key for pair in self.pairs for key in (*pair.official, *pair.press)}
        for statement in self.official.statements:
            if statement.id not in used:
                self._add(Label.OMITTED, [statement.id], [], None, ())
        for statement in self.report.statements:
            if statement.id not in used:
                self._add(Label.ADDED, [], [statement.id], None, ())
        return self.pairs


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
    given = tomllib.loads((HERE / "security_agreement.toml").read_text(encoding="utf-8"))
    official = _seed(
        given["official"],
        "000_0e67af0a7e3ff167.txt",
        "official",
        title="FACT SHEET: U.S.-Ukraine Bilateral Security\u00a0Agreement",
        publisher="The White House",
        published="2024-06-13T15:17:22-04:00",
        url="https://www.whitehouse.gov/briefing-room/statements-releases/2024/06/13/fact-sheet-u-s-ukraine-bilateral-security-agreement/",
    )
    report = _seed(
        given["report"],
        "001_1de61cc6a7aa7d91.txt",
        "press-1",
        title="U.S., Ukraine to sign bilateral security agreement on June 13, Sullivan says",
        publisher="The Kyiv Independent",
    )
    pairs = _given_pairs(given["pairs"], official, report)
    profile = {
        "written": {"official": {"date": "2024-06-13", "given": True}, "press-1": {"date": "2024-06-12", "given": False}},
        "quotations": {"press-1": [_quotation(one) for one in given["quotations"]]},
    }
    return comparison(official, report, pairs=pairs, profile=profile)


def _seed(given: dict[str, Any], name: str, document_id: str, **fields: Any) -> Document:
    text = (SEEDS / name).read_text(encoding="utf-8")
    prefix = "O" if document_id == "official" else "P"
    statements: list[Statement] = []
    for number, item in enumerate(given["statements"], start=1):
        span = found(text, item["text"], statements[-1].end if statements else 0)
        kind = StatementKind(item.get("kind", "sentence"))
        voice = Voice(VoiceType(item.get("voice", "author")), item.get("speaker"))
        statements.append(Statement(f"{prefix}{number}", item["text"], *span, item.get("section"), kind, voice))
    spans = [(found(text, item["text"]), item["reason"]) for item in given["removed"]]
    removed = tuple(Removed(start, end, text[start:end], reason) for (start, end), reason in spans)
    return document(text, document_id, name=name, statements=tuple(statements), removed=removed, **fields)


def _quotation(given: dict[str, Any]) -> dict[str, Any]:
    defaults = {"official": [], "official_text": None, "edits": [], "similarity": 0.7}
    return defaults | given | {"press": [{"statement": given["statement"], "start": 0, "end": 0}]}


def _given_pairs(given: list[dict[str, Any]], official: Document, report: Document) -> list[Pair]:
    made = Pairing(official, report)
    for item in given:
        ids = " ".join(item["official"]), " ".join(item["press"])
        contrasts = [
            differs(
                ContrastKind(one["kind"]),
                one["reason"],
                [phrase(official, key, words) for key, words in one["official"].items()],
                [phrase(report, key, words) for key, words in one["press"].items()],
                confidence=one["confidence"],
            )
            for one in item.get("contrasts", [])
        ]
        if contrasts:
            made.contrast(*ids, *contrasts)
        else:
            made.match(*ids, Echo(item["echo"]))
    return made.all()


def counts(
    *, official: int = 0, matched: int = 0, contrasting: int = 0, press: int = 0, added: int = 0, contrasts: int = 0
) -> Counts:
    """Return the counts of a report."""
    omitted = official - matched - contrasting
    return Counts(contrasts, 0, official, matched, contrasting, omitted, press, press - added - contrasting, contrasting, added)


LOREM = (
    "The council will spend 12 million euros on the harbour wall over the next four years, the mayor said on Tuesday after "
    "a meeting with the engineers who had warned that the present wall would not outlast another winter like the last one."
)

LOGO = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
"""A red PNG of one pixel."""

WALL = "The harbour wall will be rebuilt for 12 million euros within four years, the mayor said."


def numbered(count: int, words: str = LOREM) -> list[str]:
    """Return `count` statements of the same words, each with its own number."""
    return [f"Point {number}: {words}" for number in range(1, count + 1)]


def simple(official: Sequence[str], press: Sequence[str], **fields: Any) -> Comparison:
    """Return a comparison whose first statements match one by one, every fifth of them contrasting in its number."""
    left, right = plain(official, title="Harbour plan", publisher="City Hall"), plain(press, "press-1", publisher="Harbour News")
    made = Pairing(left, right)
    for number in range(1, min(len(official), len(press)) + 1):
        _pair_up(made, number)
    return comparison(left, right, pairs=made.all(), **fields)


def _pair_up(made: Pairing, number: int) -> None:
    ids = f"O{number}", f"P{number}"
    if number % 5:
        made.match(*ids)
        return
    marks = [[phrase(document, key, str(number))] for document, key in ((made.official, ids[0]), (made.report, ids[1]))]
    made.contrast(*ids, differs(ContrastKind.NUMBER, f"Figures differ in point {number}.", *marks))


def empty() -> Comparison:
    """Return a comparison of two texts without any statement."""
    return comparison(plain([]), plain([], "press-1"), pairs=[])


def single() -> Comparison:
    """Return a comparison of one statement with one that says the same."""
    return simple(["The bridge opens on Monday."], ["On Monday the bridge opens."])


def unrelated() -> Comparison:
    """Return a comparison where no statement has a partner."""
    left, right = plain(numbered(6)), plain(numbered(5, "It rained in the north, and the ferry was late again."), "press-1")
    return comparison(left, right, pairs=Pairing(left, right).all())


def long_statements() -> Comparison:
    """Return a comparison of statements of 300 words."""
    words = " ".join([LOREM] * 8)
    return simple(numbered(5, words), numbered(4, words.replace("12 million", "11 million")))


def long_words() -> Comparison:
    """Return a comparison with words and addresses too long for any column."""
    address = "https://example.org/" + "archive/" * 40 + "index.html?query=" + "x" * 200
    official = [
        f"See {address} for the plan.",
        "Donaudampfschifffahrtsgesellschaftskapitänswitwe" * 6 + " signed it.",
        "a" * 3000,
    ]
    press = [f"The plan is at {address} today.", "Signed: " + "Rindfleischetikettierungsüberwachungsaufgaben" * 5, "a" * 2900]
    left = plain(official, title="W" * 280, publisher="M" * 200, url=address, name="n" * 250)
    right = plain(press, "press-1", title=address, publisher=address)
    made = Pairing(left, right)
    made.match("O1", "P1", Echo.CLOSE)
    made.contrast(
        "O2",
        "P2",
        differs(
            ContrastKind.WORDING,
            "R" * 400,
            [Mark("O2", *_span(left, 1))],
            [Mark("P2", *_span(right, 1))],
        ),
    )
    made.match("O3", "P3")
    return comparison(left, right, pairs=made.all())


def _span(document: Document, index: int) -> tuple[int, int]:
    return document.statements[index].start, document.statements[index].end


def many_pairs() -> Comparison:
    """Return a comparison of 400 pairs."""
    return simple(numbered(400), numbered(400, LOREM.replace("12 million euros", "eleven million euros")))


def cyrillic() -> Comparison:
    """Return a comparison of Ukrainian texts, with quotations inside quotations."""
    official = [
        "Президент Володимир Зеленський підписав угоду про безпеку строком на десять років.",
        "«Ми сказали: “Ґанок, їжак, є й ґудзики” — і на цьому все», — заявив міністр об’єднаних територій.",
        "Україна отримає 15 млрд гривень (₴15 000 000 000) протягом 2024–2025 років.",
    ]
    press = [
        "Зеленський підпише угоду про безпеку завтра.",
        "Міністр заявив: «Ґанок, їжак, є й ґудзики».",
        "Україна отримає 14 млрд гривень.",
        "Опозиція закликала до обговорення.",
    ]
    left = plain(official, title="Угода про безпеку", publisher="Офіс Президента України", language="uk", published="2024-06-13")
    right = plain(
        press, "press-1", title="Зеленський підпише угоду", publisher="Українська правда", language="uk", published="2024-06-12"
    )
    made = Pairing(left, right)
    made.contrast(
        "O1",
        "P1",
        differs(
            ContrastKind.TIMING,
            "Signed in the official text; to be signed in the report.",
            [phrase(left, "O1", "підписав")],
            [phrase(right, "P1", "підпише")],
        ),
    )
    made.match("O2", "P2", Echo.CLOSE)
    made.contrast(
        "O3",
        "P3",
        differs(
            ContrastKind.NUMBER,
            "15 млрд in the official text, 14 млрд in the report.",
            [phrase(left, "O3", "15 млрд")],
            [phrase(right, "P3", "14 млрд")],
        ),
    )
    return comparison(left, right, pairs=made.all())


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)> \"quoted\" 'single' & {{ 7*7 }} {% raw %} "
    "\u202egnorw\u202c \x00\x1b[31m \ud800 \ufdd0 \ue000 \U0001f469\u200d\U0001f4bb 北京市政府今天宣布 "
    " ]]> --> </style></title> javascript:alert(1) \u2028 end"
)


def combining_marks() -> Comparison:
    """Return a comparison with a letter under five hundred accents, and with accents under no letter."""
    return simple(["The a" + "\u0301" * 500 + " rose.", "\u0301\u0302"], ["The a rose.", "Vi\u1ec7t Nam, Ti\u00eam\u0302"])


def hostile() -> Comparison:
    """Return a comparison with hostile text in every field."""
    document_fields: dict[str, Any] = {
        "title": HOSTILE,
        "publisher": HOSTILE,
        "author": HOSTILE,
        "published": HOSTILE,
        "url": "javascript:alert(1)",
        "language": '"><script>',
        "name": HOSTILE,
        "media_type": HOSTILE,
        "notes": (HOSTILE,),
        "removed": (Removed(0, 10, HOSTILE, HOSTILE),),
    }
    left, right = (
        plain([HOSTILE, "Two were hurt.", HOSTILE], **document_fields),
        plain([HOSTILE, HOSTILE], "press-1", **document_fields),
    )
    left = replace(left, statements=tuple(replace(one, section=HOSTILE) for one in left.statements))
    right = replace(
        right,
        url="file:///etc/passwd",
        statements=tuple(replace(one, voice=Voice(VoiceType.NAMED, HOSTILE)) for one in right.statements),
    )
    made = Pairing(left, right)
    made.contrast(
        "O1", "P1", differs(ContrastKind.WORDING, HOSTILE, [Mark("O1", *_span(left, 0))], [Mark("P1", *_span(right, 0))])
    )
    return comparison(left, right, pairs=made.all(), settings={HOSTILE: HOSTILE}, generator=Generator(HOSTILE, HOSTILE))


def other_scripts() -> Comparison:
    """Return a comparison in scripts the typefaces lack: right to left, ideographs, emoji; and in ones they have."""
    official = [
        "北京市政府今天宣布，新的海港大坝将在四年内建成。",
        "ראש העיר אמר: החומה תיבנה מחדש (12 מיליון).",
        "قال العمدة إن الجدار سيُعاد بناؤه خلال أربع سنوات.",
        "The mayor said 👍🏽 to the plan — Ελλάδα, Đà Nẵng, Łódź, Čačak, İzmir.",
    ]
    left = plain(official, title="Harbour plan 海港", publisher="北京市政府", language="zh")
    right = plain([*reversed(official)], "press-1", title="חומת הנמל", publisher="صحيفة الميناء", language="he")
    made = Pairing(left, right)
    for number in range(1, 5):
        made.match(f"O{number}", f"P{5 - number}", Echo.VERBATIM)
    return comparison(left, right, pairs=made.all())


def quotes_in_quotes() -> Comparison:
    """Return a comparison of speeches quoted inside speeches, under headings, with a contrast in two kinds."""
    official = [
        "“The minister told us: ‘I said “no deal before Friday”, and I meant it’,” the spokesman said.",
        "“We will pay ‘every cent’ — all $1.5bn — by 1 May,” she added.",
        "“No comment,” said the ministry.",
    ]
    press = [
        "According to the spokesman, the minister had said “no deal before Friday”.",
        "The ministry ‘may’ pay ‘most’ of the $1.2bn “in the summer”, an official said.",
    ]
    left, right = plain(official, title="‘No deal before Friday’"), plain(press, "press-1", title="“No deal”, minister ‘says’")
    headed = tuple(replace(one, section="Statement of the spokesman: “As delivered”") for one in left.statements)
    left = replace(left, statements=headed)
    made = Pairing(left, right)
    made.match("O1", "P1")
    made.contrast(
        "O2",
        "P2",
        differs(
            ContrastKind.NUMBER,
            "“$1.5bn” in the official text, “$1.2bn” in the report.",
            [phrase(left, "O2", "$1.5bn")],
            [phrase(right, "P2", "$1.2bn")],
        ),
        differs(
            ContrastKind.TIMING,
            "“by 1 May” in the official text, “in the summer” in the report.",
            [phrase(left, "O2", "by 1 May")],
            [phrase(right, "P2", "in the summer")],
        ),
        differs(
            ContrastKind.CERTAINTY,
            "The official text says “will”, the report ‘may’.",
            [phrase(left, "O2", "will")],
            [phrase(right, "P2", "may")],
            confidence=0.6,
        ),
    )
    return comparison(left, right, pairs=made.all())


def five_reports() -> Comparison:
    """Return a comparison of one official text with five reports of different lengths, two of them of one outlet."""
    names = ("Harbour News", "The Daily Tide", "Northern Post", "Radio Quay", "Harbour News")
    return several_reports(names, statements=9, lengths=range(3, 13, 2))


def twenty_reports() -> Comparison:
    """Return a comparison of one official text of thirty statements with twenty reports."""
    return several_reports([f"Paper {number}" for number in range(1, 21)], statements=30, lengths=[25] * 20)


def several_reports(names: Sequence[str], *, statements: int, lengths: Iterable[int]) -> Comparison:
    """Return a comparison of an official text with a report of each outlet; each leaves out every fourth statement."""
    official = plain(numbered(statements, WALL), title="Harbour plan", publisher="City Hall", published="2025-03-04")
    reports, pairs = [], []
    for index, (name, length) in enumerate(zip(names, lengths, strict=True), start=1):
        words = numbered(length, WALL.replace("12 million", f"{10 + index} million"))
        title, day = f"Wall to be rebuilt ({index})", f"2025-03-{3 + index:02}"
        report = plain(words, f"press-{index}", title=title, publisher=name, published=day)
        made = Pairing(official, report)
        for number in range(1, min(statements, length) + 1):
            if (number + index) % 4:
                _pair_up(made, number)
        reports.append(report)
        pairs.extend(made.all())
    return comparison(official, *reports, pairs=pairs)


def three_outlets() -> Comparison:
    """Return the sample documents with two more reports, written for the purpose, that share some of what they add."""
    given = security_agreement()
    post = plain(
        [
            "Biden and Zelenskyy signed a 10-year security agreement in Italy on Thursday.",
            "The deal is an executive agreement, and a later president could cancel it.",
            "Protesters gathered outside the summit’s hotel in Fasano.",
            "The United States will help Ukraine build a credible defense, the White House said.",
            "Congress approved $61 billion for the war in April.",
        ],
        "press-2",
        title="U.S. and Ukraine sign ten-year security deal",
        publisher="Northern Post",
        published="2024-06-13",
        url="https://northern-post.example/world/2024/06/13/us-ukraine-deal",
    )
    tide = plain(
        [
            "Washington and Kyiv have signed a security pact.",
            "A later president could cancel the executive agreement, lawyers say.",
            "Ukraine’s future is in NATO, the text says.",
            "Sixteen countries have signed such agreements so far.",
        ],
        "press-3",
        title="A pact, not a treaty",
        publisher="The Daily Tide",
        published="2024-06-14",
    )
    made, others = Pairing(given.official, post), Pairing(given.official, tide)
    made.match("O1", "P1", Echo.CLOSE)
    made.match("O7", "P4")
    made.match("O20", "P5")
    others.match("O1", "P1")
    others.match("O17", "P3", Echo.CLOSE)
    others.contrast(
        "O22",
        "P4",
        differs(
            ContrastKind.NUMBER,
            "The statement counts 15 other countries, the report sixteen countries.",
            [phrase(given.official, "O22", "15 other countries")],
            [phrase(tide, "P4", "Sixteen countries")],
        ),
    )
    return replace(given, reports=(*given.reports, post, tide), pairs=(*given.pairs, *made.all(), *others.all()))


GALLERY = {
    "security-agreement": security_agreement,
    "empty": empty,
    "single": single,
    "unrelated": unrelated,
    "long-statements": long_statements,
    "long-words": long_words,
    "many-pairs": many_pairs,
    "cyrillic": cyrillic,
    "hostile": hostile,
    "combining-marks": combining_marks,
    "other-scripts": other_scripts,
    "quotes-in-quotes": quotes_in_quotes,
    "three-outlets": three_outlets,
    "five-reports": five_reports,
    "twenty-reports": twenty_reports,
}
"""Cases a brief must look right in, under the names of their files."""

LARGE = ("many-pairs", "twenty-reports")
"""Cases of a hundred pages and more: `tests/bench/gallery.py` renders and checks them."""

CASES = [case for case in GALLERY if case not in LARGE]
"""Those every test is run on."""
