"""Block structure of plain text and Markdown."""

import pytest

from reportgen.model import BlockKind
from reportgen.read.markdown import parse_blocks

HEADING, ITEM, PARAGRAPH = BlockKind.HEADING, BlockKind.ITEM, BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", [(PARAGRAPH, "One."), (PARAGRAPH, "Two.")]),
        # A plain paste: every line is a paragraph.
        ("One.\nTwo.", [(PARAGRAPH, "One."), (PARAGRAPH, "Two.")]),
        ("# Head #\n## Two\ntext", [(HEADING, "Head"), (HEADING, "Two"), (PARAGRAPH, "text")]),
        ("Head\n====\n\nLess\n----\nText.", [(HEADING, "Head"), (HEADING, "Less"), (PARAGRAPH, "Text.")]),
        # A rule under a sentence parts; it does not make a heading of it.
        ("This is a sentence.\n---\nNext.", [(PARAGRAPH, "This is a sentence."), (PARAGRAPH, "Next.")]),
        ("**Ports and Rails**\n\nText.", [(HEADING, "Ports and Rails"), (PARAGRAPH, "Text.")]),
        ("**The pause is over.**\n\nText.", [(PARAGRAPH, "The pause is over."), (PARAGRAPH, "Text.")]),
        ("- one\n* two\n• three\n– four\n5. five\n(6) six\na) seven", [(ITEM, word) for word in
         ("one", "two", "three", "four", "five", "six", "seven")]),
        ("-   **One.** It goes\n    on here.  \n-   Two", [(ITEM, "One. It goes on here."), (ITEM, "Two")]),
        ("- one\n\n  more of one\n\ntext", [(ITEM, "one"), (ITEM, "more of one"), (PARAGRAPH, "text")]),
        ("> quoted\n> too", [(PARAGRAPH, "quoted"), (PARAGRAPH, "too")]),
        ("2024 was dry.\nJ. Smith said.", [(PARAGRAPH, "2024 was dry."), (PARAGRAPH, "J. Smith said.")]),
        ("| a | b |\n|---|---|\n| c | d |", [(ITEM, "| a | b |"), (ITEM, "| c | d |")]),
        ("a long line that breaks off in the middle of\nits sentence.",
         [(PARAGRAPH, "a long line that breaks off in the middle of its sentence.")]),
        ("a\x0bb\u2028c", [(PARAGRAPH, "a"), (PARAGRAPH, "b"), (PARAGRAPH, "c")]),
    ],
)  # fmt: skip
def test_blocks(text: str, expected: list[tuple[BlockKind, str]]) -> None:
    """Each block has its kind and its words, without the marks that gave it away."""
    blocks, _ = parse_blocks(text)
    assert [(block.kind, block.text) for block in blocks] == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Text.\n\n\\###", "end mark"),
        ("Text.\n\n**\\###**", "end mark"),
        ("Text.\n\n-30-", "end mark"),
        ("Text.\n\nENDS", "end mark"),
        ("Text.\n\n* * *\n", "markup"),
        ("Text.\n\n<!-- -->", "markup"),
        ("Text.\n\n[ref]: https://example.org", "markup"),
        ("Text.\n\n{% include menu.html %}", "markup"),
        ("Text.\n\n![a port](port.png)", "picture"),
        ("Text.\n\n<figure>\n<img\nsrc='a.png' />\n<figcaption>A port</figcaption></figure>", "picture"),
        ("Text.\n\n<img\nsrc='a.png'\n/>", "picture"),
        ("Text.[^1]\n\n[^1]: A note of the editor.", "footnote"),
    ],
)
def test_what_holds_no_text(text: str, reason: str) -> None:
    """Marks and pictures are removed passages with their reason, never lost and never a block."""
    blocks, removed = parse_blocks(text)
    assert [block.text for block in blocks] == ["Text."]
    assert [passage.reason for passage in removed] == [reason]
    assert text[removed[0].start : removed[0].end] == removed[0].text == text.split("\n", 2)[2].strip()


def test_links_belong_to_the_span() -> None:
    """A block's span has the whole of a link at its end, and no marks of emphasis."""
    text = "**The deal is [done](https://example.org/a)**"
    (block,), _ = parse_blocks(text)
    start, end = block.span(0, len(block.text))
    assert text[start:end] == "The deal is [done](https://example.org/a)"


def test_pictures_side_by_side() -> None:
    """Between pictures nothing is lost."""
    text = "![a](a.png) — ![b](b.png)"
    _, removed = parse_blocks(text)
    assert [passage.text for passage in removed] == ["![a](a.png)", "—", "![b](b.png)"]
