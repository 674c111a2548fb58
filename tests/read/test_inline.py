"""Inline marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.read.inline import strip_inline


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("**bold** and *slanted* and __both__", "bold and slanted and both"),
        # The spacing of strong marks is often wrong in converted pages.
        ("**against\nUkraine **at the highest", "against\nUkraine at the highest"),
        ("not subject to the** **pause.**", "not subject to the pause."),
        ("*“It was\nsigned,” he said.*", "“It was\nsigned,” he said."),
        ('[a link](https://example.org/a_(b)_c "title") on', "a link on"),
        ("[over\ntwo](\n  https://example.org) lines", "over\ntwo lines"),
        ("[[1]](https://example.org)", "[1]"),
        ("[text][ref] and [ref] and [other]", "text and ref and [other]"),
        ("13<sup>th</sup> of May", "13th of May"),
        ("one<br />two<!-- three -->four", "one two four"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("&amp; &#8212; &ldquo;x&rdquo; &nosuch;", "& — “x” &nosuch;"),
        ("\\$5 \\# \\[x\\] end\\\nnext", "$5 # [x] end\nnext"),
        ("`code` and ``more``", "code and more"),
        ("~~gone~~ kept", "gone kept"),
        ("a note[^1] here", "a note here"),
        # What looks like a mark and is none stays.
        ("[sic] and [Ukraine]", "[sic] and [Ukraine]"),
        ("f***ing and bulls**", "f***ing and bulls**"),
        ("5 * 3 * 2 and 2*3*4", "5 * 3 * 2 and 2*3*4"),
        ("snake_case_name and _____", "snake_case_name and _____"),
        ("a < b and c > d, <unknown>", "a < b and c > d, <unknown>"),
        ("*one star alone", "*one star alone"),
        ("AT&T; R&D", "AT&T; R&D"),
        ("C:\\Users\\x", "C:\\Users\\x"),
        ("a `tick", "a `tick"),
    ],
)
def test_marks(marked: str, expected: str) -> None:
    """A mark is dropped where it can hardly be anything else."""
    stripped = strip_inline(marked, 0, labels=frozenset({"ref"}))
    assert stripped.text == expected


def test_pictures() -> None:
    """A picture leaves the text, with its description, and says where it stood."""
    text = "Look ![the port](p.png) here"
    stripped = strip_inline(text, 100)
    assert stripped.text.split() == ["Look", "here"]
    assert [text[start - 100 : end - 100] for start, end in stripped.pictures] == ["![the port](p.png)"]


@given(st.text("ab *_`~[]()<>!&;\\-#/\n", max_size=60))
def test_every_character_has_its_place(text: str) -> None:
    """Offsets rise, and every letter of the text is kept unless it stands in an address, a tag or a picture."""
    stripped = strip_inline(text, 7)
    assert len(stripped.text) == len(stripped.origins)
    assert stripped.origins == sorted(stripped.origins)
    for char, origin in zip(stripped.text, stripped.origins, strict=True):
        assert char in {" ", text[origin - 7]} or text[origin - 7] == "&"
    if not set(text) & set("[<!"):
        assert [char for char in stripped.text if char.isalpha()] == [char for char in text if char.isalpha()]


@pytest.mark.parametrize("unit", ["[", "](", "<!--", "<a ", "**a", "&amp", "`` ` ", "![", "\\", "_a"])
def test_long_lines(unit: str) -> None:
    """A hundred thousand open marks take no longer than a hundred thousand letters."""
    strip_inline(unit * 100_000, 0)
