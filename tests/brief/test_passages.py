"""Statements as passages: their marks, their excerpts, their cuts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.brief.model import MarkKind, Passage
from reportgen.brief.passages import MAX_PASSAGE, Paint, anchor_of, beginning, cut_words, excerpt, marked, passage, speaker_words
from reportgen.model import Document, Mark, Statement, Voice, VoiceType
from tests.brief.samples import document, phrase, plain, security_agreement


def shown(found: Passage) -> str:
    """Return a passage with its marks in brackets: [] differs, {} official words, () press words."""
    brackets = {MarkKind.DIFFERS: "[]", MarkKind.OFFICIAL: "{}", MarkKind.PRESS: "()", None: ("", "")}
    return "".join(f"{brackets[run.mark][0]}{run.text}{brackets[run.mark][1]}" for run in found.runs)


def of(text: str, evidence: list[str] = [], edits: list[str] = [], side: str = "official") -> Passage:  # noqa: B006
    """Return the passage of a one-statement document with these words marked."""
    made = plain([text], side)
    key = made.statements[0].id
    marks = [[phrase(made, key, words) for words in group] for group in (evidence, edits)]
    return passage(marked(made.statements[0], made, *marks))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (of("They signed it today."), "They signed it today."),
        (of("They signed it today.", ["signed"]), "They [signed] it today."),
        (of("They signed it today.", [], ["signed"]), "They {signed} it today."),
        (of("They signed it today.", [], ["signed"], "press-1"), "They (signed) it today."),
        # Neighbouring words become one run, with the space between them.
        (of("They signed it today.", [], ["signed", "it"]), "They {signed it} today."),
        # What a contrast rests on wins over what merely differs.
        (of("They signed it today.", ["signed it"], ["it today"]), "They [signed it] {today}."),
        # A mark that begins or ends in white space is drawn on its words.
        (of("They signed it today.", [" signed "]), "They [signed] it today."),
        (of("They signed it today.", ["They signed it today."]), "[They signed it today.]"),
    ],
)
def test_marks(found: Passage, expected: str) -> None:
    """Marked words become runs; the rest stays plain, and nothing is lost."""
    assert shown(found) == expected


def test_marks_through_markup() -> None:
    """A mark is found again in a statement whose document has markup and line breaks inside it."""
    text = "**Two people** were\nhurt on June 13<sup>th</sup>."
    made = document(text, statements=(Statement("O1", "Two people were hurt on June 13th.", 0, len(text)),))
    mark = Mark("O1", text.index("hurt"), text.index("</sup>") + 6)
    assert shown(passage(marked(made.statements[0], made, [mark], []))) == "Two people were [hurt on June 13th]."


def test_marks_of_other_statements() -> None:
    """A mark of another statement, an empty one and one outside the text change nothing."""
    made = plain(["One.", "Two."])
    marks = [Mark("O2", 0, 4), Mark("O1", 2, 2), Mark("O1", 3, 1), Mark("O1", 900, 999)]
    assert shown(passage(marked(made.statements[0], made, marks, []))) == "One."


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=5))
def test_runs_are_the_text(words: str, spans: list[tuple[int, int]]) -> None:
    """Whatever is marked, the runs joined are the text, none is empty, and neighbours differ."""
    made = plain([words])
    found = passage(
        marked(made.statements[0], made, [Mark("O1", *span) for span in spans[:2]], [Mark("O1", *span) for span in spans[2:]])
    )
    assert found.text == words
    assert all(run.text for run in found.runs)
    assert all(one.mark != other.mark for one, other in zip(found.runs, found.runs[1:], strict=False))


WORDS = " ".join(f"w{number}" for number in range(200))


@pytest.mark.parametrize(
    ("evidence", "first", "last"),
    [
        ("w0", "w0", "w29"),
        ("w100", "w86", "w115"),
        ("w199", "w170", "w199"),
        ("w20", "w6", "w35"),
        ("w100 w101 w102", "w87", "w116"),
    ],
)
def test_excerpt(evidence: str, first: str, last: str) -> None:
    """An excerpt has about 30 words, with the evidence in the middle, and says where words are left out."""
    made = plain([WORDS])
    found = excerpt(marked(made.statements[0], made, [phrase(made, "O1", evidence)], []))
    assert (found.text.split()[0], found.text.split()[-1]) == (first, last)
    assert (found.leads, found.trails) == (first != "w0", last != "w199")
    assert "".join(run.text for run in found.runs if run.mark) == evidence


def test_an_excerpt_leads_nowhere() -> None:
    """An excerpt does not end with words that lead on to what is left out."""
    words = " ".join(["steel"] * 28)
    made = plain([f"{words} and the {words}"])
    assert excerpt(marked(made.statements[0], made, [], [])).text == words


def test_beginning_keeps_a_figure_with_what_it_counts() -> None:
    """A beginning ends before a figure whose unit would be left out, and after one that needs none."""
    made = plain(["The harbour wall will cost 12 million euros", "The harbour wall fell in 2019, the mayor said"])
    found = [beginning(passage(marked(one, made, [], [])), limit) for one, limit in zip(made.statements, (30, 33), strict=True)]
    assert [one.text for one in found] == ["The harbour wall will cost", "The harbour wall fell in 2019"]


def test_excerpt_of_a_short_text() -> None:
    """What is hardly longer than an excerpt is shown whole."""
    made = plain(["a few words, and a few more " * 5])
    found = excerpt(marked(made.statements[0], made, [], []))
    assert (found.leads, found.trails) == (False, False)
    assert found.text == made.statements[0].text


def test_an_overlong_statement_is_cut() -> None:
    """Text over the cap is cut after a word, with the number of characters that are missing."""
    made = plain(["word " * 5000])
    found = passage(marked(made.statements[0], made, [], []))
    assert len(found.text) <= MAX_PASSAGE
    assert not found.text.endswith("wor")
    assert found.cut == 25_000 - len(found.text)
    assert cut_words(found.cut) == f"{found.cut:,} more characters not shown here"


@pytest.mark.parametrize(
    ("voice", "words"),
    [
        (Voice(), None),
        (Voice(VoiceType.NAMED, "Jake Sullivan"), "Jake Sullivan"),
        (Voice(VoiceType.UNNAMED, "two sources"), "two sources"),
        (Voice(VoiceType.UNNAMED), "an unnamed source"),
        (Voice(VoiceType.OFFICIAL), "the official side"),
        (Voice(VoiceType.OUTLET, "CNN"), "CNN"),
    ],
)
def test_speaker_words(voice: Voice, words: str | None) -> None:
    """Who speaks is told by name where there is one, and not at all where the document speaks."""
    assert speaker_words(Statement("P1", "x", 0, 1, voice=voice)) == words


@pytest.mark.parametrize(
    ("document_id", "statement", "expected"), [("press-1", "P4", "press-1-P4"), ('"><b>', "é", "b-x"), ("", "", "x-x")]
)
def test_anchor_of(document_id: str, statement: str, expected: str) -> None:
    """An id of the page holds letters, digits and hyphens, whatever the comparison's ids hold."""
    assert anchor_of(document_id, statement) == expected


def test_the_sample_is_marked_where_it_says() -> None:
    """In the sample documents every mark cuts out whole words of the statement's own text."""
    sample = security_agreement()
    documents: dict[str, Document] = {"official": sample.official, "press": sample.reports[0]}
    for pair in sample.pairs:
        for contrast in pair.contrasts:
            for side, marks in (("official", contrast.official), ("press", contrast.press)):
                for mark in marks:
                    text = documents[side].text[mark.start : mark.end]
                    assert text == text.strip()
                    assert text


@pytest.mark.parametrize("marked_at", [None, 0, 50_000])
def test_an_excerpt_of_one_long_word(marked_at: int | None) -> None:
    """An excerpt is short also where a word is not, and holds the evidence."""
    document = plain(["x" * 100_000 + " and more"])
    paint = Paint(document.statements[0], document)
    if marked_at is not None:
        paint.codes[marked_at : marked_at + 5] = bytes([2] * 5)
    made = excerpt(paint)
    assert len(made.text) < 500
    assert made.trails
    assert [run.text for run in made.runs if run.mark] == (["xxxxx"] if marked_at is not None else [])
