"""What holds of every comparison, whatever the texts say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from reportgen import Comparison, Document, compare
from reportgen.errors import ReadError
from reportgen.model import Echo, Label
from tests.test_schema import SCHEMA

if TYPE_CHECKING:
    from reportgen.model import Pair

SEEDS = [str(path) for path in sorted(Path(__file__).parent.with_name("seeds").glob("*.txt"))]
"""The sample documents, the official one first."""

VALIDATOR = Draft202012Validator(SCHEMA)

SUBJECTS = ["The ministry", "The agency", "Minister Anna Kovacs", "A spokesman for the union", "The port of Emden", "Two towns"]
VERBS = ["will spend", "has spent", "did not spend", "may spend", "promised", "closed", "reopened", "denied"]
OBJECTS = ["15 million euros", "$1.5bn", "the bridge", "14 schools", "a ten-year plan", "no money", "20 percent of the fund"]
ENDS = ["", " on June 13", " in 2024", " before the vote", ", sources said", " if parliament agrees", " for refugees"]

sentences = st.tuples(*(st.sampled_from(words) for words in (SUBJECTS, VERBS, OBJECTS, ENDS))).map(
    lambda parts: f"{parts[0]} {parts[1]} {parts[2]}{parts[3]}."
)
"""Sentences that share words, figures and dates with each other: pairs, contrasts and strangers all come about."""

quotations = sentences.map(lambda text: f'"{text[:-1]}," Kovacs said.')
paragraphs = st.lists(sentences | quotations, min_size=1, max_size=3).map(" ".join)
texts = st.lists(paragraphs, min_size=1, max_size=4).map("\n\n".join)
days = st.dates().map(str) | st.none()

hostile = st.text(
    st.sampled_from(
        "\t\n\r .,;:!?'\"\u201c\u201d()[]*#-_>\\&0123456789%$\u20acaZ\u00e9\u0416\u4e2d\u0301\u202e\u200b\x00\x1b\u2028\ufeff"
    ),
    min_size=1,
    max_size=200,
)
"""Texts nobody wrote: marks of every kind, in no order."""


def compared(official: str, *press: str, published: str | None = None) -> Comparison:
    """Return a comparison of texts; an example with nothing to compare is no example."""
    try:
        return compare(
            Document.from_text(official, name="official", published=published),
            *(Document.from_text(text, name=f"press-{number}") for number, text in enumerate(press)),
        )
    except ReadError:
        assume(False)
        raise


def check_laws(comparison: Comparison) -> None:
    """Fail where a comparison breaks a law that every comparison keeps."""
    for report in comparison.reports:
        pairs = list(comparison.pairs_of(report.id))
        assert {key for pair in pairs for key in pair.official} == {statement.id for statement in comparison.official.statements}
        assert {key for pair in pairs for key in pair.press} == {statement.id for statement in report.statements}
        for pair in pairs:
            check_sides(pair, pairs)
            check_marks(comparison, pair)
    assert len({pair.id for pair in comparison.pairs}) == len(comparison.pairs)
    for document in (comparison.official, *comparison.reports):
        check_spans(document)
    text = comparison.to_json()
    VALIDATOR.validate(json.loads(text))
    assert Comparison.from_json(text) == comparison


def check_sides(pair: Pair, pairs: list[Pair]) -> None:
    """Fail where a pair has sides its label does not allow, or a lone statement is paired after all."""
    assert bool(pair.official) == (pair.label is not Label.ADDED)
    assert bool(pair.press) == (pair.label is not Label.OMITTED)
    if pair.label in (Label.ADDED, Label.OMITTED):
        assert not pair.contrasts
        assert not any({*pair.official, *pair.press} & {*other.official, *other.press} for other in pairs if other is not pair)
    assert bool(pair.contrasts) or pair.label is not Label.CONTRASTING


def check_spans(document: Document) -> None:
    """Fail where a span does not cut out what it claims to."""
    position = 0
    for statement in document.statements:
        assert position <= statement.start < statement.end <= len(document.text)
        position = statement.end
        for start, end in statement.voice.quoted:
            assert statement.start <= start <= end <= statement.end
    for removed in document.removed:
        assert document.text[removed.start : removed.end] == removed.text


def check_marks(comparison: Comparison, pair: Pair) -> None:
    """Fail where a mark points at something that is not in the pair's own statements."""
    official, report = comparison.official, comparison.document(pair.report)
    for found in (*pair.contrasts, *pair.edits):
        for document, ids, marks in ((official, pair.official, found.official), (report, pair.press, found.press)):
            for mark in marks:
                assert mark.statement in ids
                statement = document.statements_by_id[mark.statement]
                assert statement.start <= mark.start < mark.end <= statement.end
    for contrast in pair.contrasts:
        assert contrast.official
        assert contrast.press


@settings(max_examples=60)
@given(texts, st.lists(texts, min_size=1, max_size=2), days)
def test_every_statement_has_its_place(official: str, press: list[str], published: str | None) -> None:
    """Every statement of both sides is in a pair, alone or with partners, and every span and mark cuts out what it claims to."""
    check_laws(compared(official, *press, published=published))


@settings(max_examples=60)
@given(hostile, hostile | texts)
def test_texts_nobody_wrote(official: str, press: str) -> None:
    """The laws hold of texts without sense as well."""
    check_laws(compared(official, press))


@settings(max_examples=60)
@given(texts)
def test_a_text_against_itself(text: str) -> None:
    """A text against itself is all matched, word for word."""
    comparison = compared(text, text)
    assert {(pair.label, pair.echo) for pair in comparison.pairs} == {(Label.MATCHED, Echo.VERBATIM)}


CLAIMS = [
    "The bridge over the Ems reopened on Thursday.",
    "Parliament passed the budget by a narrow majority.",
    "Volcanic ash closed three airports in Iceland.",
    "The museum bought a painting by Gabriele Muenter.",
    "Farmers harvested less wheat because of the drought.",
    "A court acquitted the former treasurer of fraud.",
    "The vaccine protects infants against measles.",
    "Engineers lost contact with the lunar probe.",
    "Fishermen found a Roman anchor near Ostia.",
    "The orchestra will tour Japan next spring.",
]
"""Claims that have nothing to do with each other."""


@settings(max_examples=30)
@given(st.lists(st.sampled_from(CLAIMS), min_size=1), st.lists(st.sampled_from(CLAIMS), min_size=1))
def test_swapping_the_sides(one: list[str], other: list[str]) -> None:
    """What only one side says is omitted or added, and swapping the sides swaps the two."""
    there, back = compared(" ".join(one), " ".join(other)), compared(" ".join(other), " ".join(one))
    assert alone(there, Label.OMITTED) == alone(back, Label.ADDED) == {text for text in one if text not in other}
    assert alone(there, Label.ADDED) == alone(back, Label.OMITTED) == {text for text in other if text not in one}


def alone(comparison: Comparison, label: Label, report: str = "press-1") -> set[str]:
    """Return the texts of the statements that stand alone under a label."""
    statements = comparison.official.statements_by_id | comparison.document(report).statements_by_id
    own = (pair for pair in comparison.pairs_of(report) if pair.label is label)
    return {statements[key].text for pair in own for key in (*pair.official, *pair.press)}


@settings(max_examples=40)
@given(texts, texts)
def test_a_report_is_compared_by_itself(official: str, press: str) -> None:
    """What a report omits does not depend on the other reports."""
    single = compared(official, press)
    beside = compared(official, "Nothing of this kind was heard of.", press)
    assert alone(single, Label.OMITTED) == alone(beside, Label.OMITTED, "press-2")


@settings(max_examples=30)
@given(texts, texts)
def test_the_same_texts_give_the_same_bytes(official: str, press: str) -> None:
    """Comparing twice gives the same file."""
    assert compared(official, press).to_json() == compared(official, press).to_json()


def test_other_processes_give_the_same_bytes(tmp_path: Path) -> None:
    """Neither the order of sets, nor the time zone, nor the language of the machine shows in a brief."""
    outputs = []
    for number, surroundings in enumerate(({"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}, {"PYTHONHASHSEED": "2"})):
        wanted = [tmp_path / f"{number}.{suffix}" for suffix in ("json", "html", "pdf")]
        command = [sys.executable, "-m", "reportgen", "compare", *SEEDS, "-q", *(f"-o{output}" for output in wanted)]
        subprocess.run(command, env=os.environ | surroundings, check=True)
        outputs.append([output.read_bytes() for output in wanted])
    assert outputs[0] == outputs[1]


def test_the_seeds_keep_the_laws() -> None:
    """The sample documents keep every law."""
    check_laws(compare(*SEEDS))
