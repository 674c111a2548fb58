"""Cleaning: what of a page is its text, and what is furniture.

`pages/` holds pages with what is expected of each line: the reason it is removed for, or nothing, then ` | ` and the line. A
question mark after the reason stands for "may go or stay". Anyone can add one; lines that begin with `#` say what it shows.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import Document
from reportgen.errors import ReportgenError, UsageError
from reportgen.model import BlockKind
from reportgen.read import clean
from reportgen.read.reasons import OF_THE_FORMAT, REASONS

PAGES = sorted(Path(__file__).with_name("pages").glob("*.txt"))


def page(path: Path) -> tuple[str, list[tuple[str, str]]]:
    """Return a page's text, and its lines with what is expected of them."""
    lines: list[str] = []
    expected: list[tuple[str, str]] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        reason, bar, text = line.partition(" | ")
        lines.append(text)
        if bar:
            expected.append((reason.strip(), text))
    return "\n".join(lines).strip() + "\n", expected


def reason_of(document: Document, line: str) -> str:
    """Return why a line was removed, or an empty string where it stands in a block."""
    words = line.lstrip("#*- ").replace("*", "")
    for passage in document.removed:
        if line in passage.text or passage.text in line:
            return passage.reason
    assert any(words in block.text for block in document.blocks), f"lost without a word: {line!r}"
    return ""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages(path: Path) -> None:
    """Every line of a page stays, or goes for the reason that is true of it."""
    text, expected = page(path)
    document = clean(Document.from_text(text))
    found = [(reason_of(document, line), line) for _, line in expected]
    wanted = [
        (reason if not reason.endswith("?") else got, line) for (reason, line), (got, _) in zip(expected, found, strict=True)
    ]
    assert found == wanted


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_laws_on_pages(path: Path) -> None:
    """The laws hold where there is much to remove."""
    check_laws(page(path)[0])


@given(
    st.lists(
        st.sampled_from(
            [
                "Ministers agreed on Tuesday to limit the catch of cod for three years.",
                "The limit takes effect in April, the ministers said in a statement.",
                '"It is hard," said the minister of the coast.',
                "Share",
                "Subscribe",
                "Skip to content",
                "Sign in",
                "- one",
                "## A heading",
                "By Maren Holt",
                "4 March 2025",
                "(Read: More of it)",
                "About Acme",
                "Related stories",
                "A headline of something else",
                "And its summary, which goes on for a dozen words or so and then breaks…",
                "![p](p.png)",
                "---",
                "",
            ]
        ),
        max_size=14,
    ).map("\n".join)
    | st.text("ab .\n#*-|[]()<>!…\u00a0", max_size=80)
)
def test_laws(text: str) -> None:
    """Nothing overlaps, nothing is lost, spans cut out what they claim, cleaning twice is cleaning once."""
    check_laws(text)


def check_laws(text: str) -> None:
    """Assert the laws of cleaning for one text."""
    try:
        read = Document.from_text(text)
    except ReportgenError:
        return
    document = clean(read)
    assert {passage.reason for passage in document.removed} <= set(REASONS)
    places = [origin for block in document.blocks for char, origin in zip(block.text, block.origins, strict=True) if char != " "]
    assert places == sorted(set(places))
    gone: set[int] = set()
    for passage in document.removed:
        assert document.text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip()
        span = set(range(passage.start, passage.end))
        assert not span & gone
        gone |= span
    assert not gone & set(places)
    before = {origin for block in read.blocks for origin in block.origins}
    letters = {at for at, char in enumerate(text) if char.isalnum() and at in before}
    assert letters <= gone | set(places)
    again = clean(document)
    assert again == document
    assert again.blocks == document.blocks


TEXT, _ = page(Path(__file__).with_name("pages") / "pasted_news_page.txt")


def test_keep_a_reason() -> None:
    """What a reason took stays where the reader says so, before cleaning or after."""
    at_once = clean(Document.from_text(TEXT), keep=["teaser of another story"])
    later = clean(clean(Document.from_text(TEXT)), keep=["Teaser of another story"])
    for document in (at_once, later):
        assert any(block.text.startswith("Mystery of the silent") for block in document.blocks)
        assert not any(passage.reason == "teaser of another story" for passage in document.removed)
        assert any(passage.reason == "menu" for passage in document.removed)


def test_keep_lines() -> None:
    """Lines are counted as an editor counts them, and stay whatever the reason."""
    document = clean(Document.from_text(TEXT), keep=["1-2", "5"])
    assert [block.text for block in document.blocks[:3]] == ["Skip to main content", "Menu", "Sport"]


def test_keep_a_line_of_a_longer_passage() -> None:
    """Of a passage over several lines, the line that is kept comes back alone."""
    document = clean(Document.from_text("---\ntitle: The deal\ntags: fish\n---\nText of it."), keep=["3"])
    assert [block.text for block in document.blocks] == ["The deal", "tags: fish", "Text of it."]


@pytest.mark.parametrize("item", ["menus", "0", "5-3", "", "1-"])
def test_what_cannot_be_kept(item: str) -> None:
    """A misspelt reason or lines that are none are the caller's mistake, answered with what there is."""
    with pytest.raises(UsageError, match="bad-keep") as caught:
        clean(Document.from_text("Text."), keep=[item])
    assert "photo caption" in str(caught.value)


def test_head_of_a_pasted_page() -> None:
    """Title, author and date of a pasted page come from the lines around its headline."""
    document = clean(Document.from_text(TEXT))
    assert document.title == "Coastal states agree to limit cod catch for three years"
    assert document.author == "Maren Holt"
    assert document.published == "2025-03-04T09:15:00+00:00"
    assert document.blocks[0].kind is BlockKind.HEADLINE


def test_given_metadata_wins_over_the_page() -> None:
    """What the caller said of a page is not overwritten by what the page says."""
    document = clean(Document.from_text(TEXT, title="Given", published="2025-03-05"))
    assert (document.title, document.published) == ("Given", "2025-03-05")


def test_prompts_in_paragraphs() -> None:
    """A prompt in brackets is cut out of its paragraph, and the rest stays where it was."""
    text = "The rate rose again. (Read: What it means for you) Banks fell."
    document = clean(Document.from_text(text))
    (block,) = document.blocks
    assert block.text == "The rate rose again. Banks fell."
    assert [text[origin] for origin in block.origins] == list(block.text)
    assert [passage.text for passage in document.removed] == ["(Read: What it means for you)"]


def test_too_long_for_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit nothing is judged, and the document says so."""
    monkeypatch.setattr("reportgen.read.cleaning.MAX_BLOCKS", 3)
    document = clean(clean(Document.from_text("Share\n\nShare\n\nShare\n\nShare")))
    assert len(document.blocks) == 4
    assert document.notes is not None
    assert len(document.notes) == 1


def test_every_reason_is_explained() -> None:
    """The list of reasons is what the manual prints; those a reader gives are among them."""
    assert set(REASONS) > OF_THE_FORMAT
    assert all(explained and reason == reason.lower() for reason, explained in REASONS.items())
