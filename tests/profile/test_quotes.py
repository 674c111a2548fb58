"""Quotations of the official side, looked up in the official text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.codec import encode
from reportgen.model import Voice, VoiceType
from reportgen.profile.quotes import QuoteCheck, QuoteVerdict, check_quotations
from reportgen.segment import split_statements
from tests.helpers import block, document

if TYPE_CHECKING:
    from reportgen.model import Document, Mark

OFFICIAL = (
    "We will sign the agreement tomorrow, and we will stand with our partners. The treaty’s text runs to 10,000 words. "
    "It strengthens the ability of both countries to defend themselves now and to deter future aggression."
)


def official(text: str = OFFICIAL) -> Document:
    """Return an official text of one paragraph."""
    return split_statements(replace(document(text), blocks=(block(text),)), prefix="O")


def report(text: str, *, kind: VoiceType = VoiceType.OFFICIAL) -> Document:
    """Return a report of one paragraph whose straight marks hold the words of one speaker."""
    cut = split_statements(replace(document(text), blocks=(block(text),)), prefix="P")
    marks = [index for index, character in enumerate(text) if character == '"']
    spans = list(zip(marks[::2], marks[1::2], strict=True))
    statements = []
    for statement in cut.statements:
        inside = [(max(start + 1, statement.start), min(end, statement.end)) for start, end in spans]
        quoted = tuple((start, end) for start, end in inside if start < end)
        statements.append(replace(statement, voice=Voice(kind, "Ann Lee", quoted)))
    return replace(cut, statements=tuple(statements))


def check(text: str) -> QuoteCheck:
    """Return what the look-up says of the one quotation in a report."""
    (found,) = check_quotations(official(), report(text))
    return found


def cut_out(text: str, marks: tuple[Mark, ...]) -> list[str]:
    """Return what marks cut out of a text."""
    return [text[mark.start : mark.end] for mark in marks]


@pytest.mark.parametrize(
    "text",
    [
        '"We will sign the agreement tomorrow," she said.',
        'The "agreement" was late.',
        # Case, marks and the kind of apostrophe are no change.
        '"and we will stand with our partners!" she said. ',
        '"The treaty\'s text runs to 10,000 words," she said.',
        # A quotation may run over sentences on both sides.
        '"we will stand with our partners. The treaty’s text runs to 10,000 words," she said.',
    ],
)
def test_word_for_word(text: str) -> None:
    """Words that stand in the official text in the same order are found there."""
    found = check(text)
    assert (found.verdict, found.similarity, found.edits, found.marked) == (QuoteVerdict.VERBATIM, 1.0, (), False)
    assert found.official
    assert found.speaker == "Ann Lee"


@pytest.mark.parametrize(
    "text",
    [
        '"We will sign the agreement … and we will stand with our partners," she said.',
        '"We will sign the agreement ... and we will stand with our partners," she said.',
        '"We will sign the agreement [...] and we will stand with our partners," she said.',
        '"[They] will sign the agreement tomorrow," she said.',
    ],
)
def test_marked_changes(text: str) -> None:
    """A change that the report itself shows leaves the rest word for word."""
    found = check(text)
    assert (found.verdict, found.marked) == (QuoteVerdict.VERBATIM, True)


def test_parts_out_of_order() -> None:
    """Parts around an ellipsis must stand in the order of the official text."""
    assert check('"stand with our partners … We will sign the agreement," she said.').verdict is not QuoteVerdict.VERBATIM


def test_with_changes() -> None:
    """Where some words differ, each difference is told with its place on both sides."""
    text = '"strengthens the ability of both nations to defend themselves and to deter future aggression," she said.'
    found = check(text)
    assert found.verdict is QuoteVerdict.CHANGED
    assert (
        found.official_text == "strengthens the ability of both countries to defend themselves now and to deter future aggression"
    )
    assert [(edit.op, cut_out(OFFICIAL, edit.official), cut_out(text, edit.press)) for edit in found.edits] == [
        ("replace", ["countries"], ["nations"]),
        ("delete", ["now"], []),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"Nobody expected the river to rise so fast," she said.',
        # Common words in another order are no quotation.
        '"the agreement of both partners will defend the treaty to stand and sign," she said.',
        # A few words are in the text or not; nearly is nothing.
        '"future aggressions" were feared.',
    ],
)
def test_not_in_this_statement(text: str) -> None:
    """Words that the official text does not have are told as no more than that."""
    found = check(text)
    assert (found.verdict.value, found.official, found.official_text) == ("not in this statement", (), None)


def test_one_quotation_over_sentences() -> None:
    """A quotation of several sentences is looked up as one, with a mark in each."""
    first, second = OFFICIAL.split(". ")[:2]
    text = f'"{first}. {second}." She left.'
    found = check(text)
    assert cut_out(text, found.press) == [
        "We will sign the agreement tomorrow, and we will stand with our partners.",
        "The treaty’s text runs to 10,000 words.",
    ]
    assert [mark.statement for mark in found.official] == ["O1", "O2"]


@pytest.mark.parametrize("kind", [VoiceType.AUTHOR, VoiceType.NAMED, VoiceType.UNNAMED, VoiceType.OUTLET])
def test_other_voices(kind: VoiceType) -> None:
    """Only the official side's words are looked up."""
    assert check_quotations(official(), report('"We will sign the agreement tomorrow," she said.', kind=kind)) == ()


def test_json() -> None:
    """A check goes to JSON with the words of the brief."""
    assert encode(check('The "agreement" was late.'))["verdict"] == "word for word"


WORDS = st.sampled_from(
    [
        "we",
        "will",
        "sign",
        "the",
        "agreement",
        "tomorrow",
        "and",
        "stand",
        "with",
        "partners",
        "10",
        "10,000",
        "treaty’s",
        "now",
        "…",
        "[x]",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=30), st.lists(WORDS, min_size=1, max_size=30))
def test_laws(left: list[str], right: list[str]) -> None:
    """Marks cut out what they claim to, and the edits lead from the official words to the quoted ones."""
    official_text, text = " ".join(left), f'"{" ".join(right)}" x'
    for found in check_quotations(official(official_text), report(text)):
        assert " ".join(" ".join(cut_out(text, found.press)).split()) == found.text
        assert 0 <= found.similarity <= 1
        assert (found.verdict is QuoteVerdict.ABSENT) == (not found.official)
        assert (found.verdict is QuoteVerdict.CHANGED) == bool(found.edits)
        if found.official:
            assert " ".join(" ".join(cut_out(official_text, found.official)).split()) == found.official_text


@given(st.lists(st.sampled_from("abcdefgh"), min_size=6, max_size=40), st.data())
def test_every_passage_is_found(words: list[str], data: st.DataObject) -> None:
    """Whatever passage of the official text is quoted is found word for word."""
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    (found,) = check_quotations(official(" ".join(words)), report(f'"{" ".join(words[start:end])}" x'))
    assert found.verdict is QuoteVerdict.VERBATIM


def test_long_texts() -> None:
    """A long quotation is looked up in a long text in time that grows with both, not with their product."""
    text = " ".join(f"word{number}" for number in range(100_000))
    quotation = " ".join(f"word{number}" for number in range(50_000, 50_300))
    changed = quotation.replace("word50010 ", "").replace("word50200", "another")
    found = check_quotations(official(text), report(f'"{changed}" x "{quotation}" x'))
    assert [item.verdict for item in found] == [QuoteVerdict.CHANGED, QuoteVerdict.VERBATIM]
    assert [edit.op for edit in found[0].edits] == ["delete", "replace"]
