"""HTML that is all text, as lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.read.fragment import is_markup, lines_of_html


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("Two people were hurt.", ["Two people were hurt."]),
        ("<p>Two <b>peo</b>ple\n were&nbsp;hurt &amp; one.</p>", ["Two people were\u00a0hurt & one."]),
        ("<h2>Fire</h2>Two hurt.<div>One <span>safe</span></div>after", ["Fire", "Two hurt.", "One safe", "after"]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<table><tr><th>Year<td>Dead</tr><tr><td>2023</td><td>5</td></tr></table>", ["Year Dead", "2023 5"]),
        ("<table><tr><td><p>Left</p></td><td><p>Right</p></td></tr></table>", ["Left", "Right"]),
        ("<style>p {}</style><script>f()</script><title>t</title><p>Text<!-- not --></p>", ["Text"]),
        ("<div style='Display : none'>Preview</div><span hidden>no</span><p>Text</p>", ["Text"]),
        ("<img alt='A bridge'><p></p><p>&nbsp;</p>", []),
        ("", []),
        ("a < b and c > d", ["a < b and c > d"]),
        ("nul\x00byte \ud800", ["nul byte \ufffd"]),
    ],
)
def test_lines(markup: str, lines: list[str]) -> None:
    """Every visible line is there, once, and nothing that cannot be seen."""
    assert [line.text for line in lines_of_html(markup)] == lines


def test_what_a_line_is() -> None:
    """Headings, items, quotations of other mails and signatures are told apart."""
    markup = (
        "<h1>H</h1><ol><li>I</li></ol><blockquote>Q0</blockquote><blockquote type=cite>Q1<blockquote class='x gmail_quote'>Q2"
        "</blockquote></blockquote><div id=Signature><p>S</p></div><p>P</p>"
    )
    lines = lines_of_html(markup)
    assert [(line.text, line.kind.value, line.quotes, line.is_signature) for line in lines] == [
        ("H", "heading", 0, False),
        ("I", "item", 0, False),
        ("Q0", "paragraph", 0, False),
        ("Q1", "paragraph", 1, False),
        ("Q2", "paragraph", 2, False),
        ("S", "paragraph", 0, True),
        ("P", "paragraph", 0, False),
    ]


def test_lines_of_a_paragraph() -> None:
    """One break goes on with the paragraph, two end it."""
    lines = lines_of_html("<p>One<br>two<br><br>three</p>four")
    assert [(line.text, line.follows) for line in lines] == [("One", False), ("two", True), ("three", False), ("four", False)]


@pytest.mark.parametrize("depth", [10, 3000, 50_000])
def test_nested_deep(depth: int) -> None:
    """However deep a text is nested, it is found."""
    assert [line.text for line in lines_of_html("<div>" * depth + "<script>no</script>De<b>ep</b>" + "</div>" * depth)] == [
        "Deep"
    ]


@pytest.mark.parametrize(
    "markup",
    ["<p>a" * 20_000, "<b" * 200_000, "<div>" * 3000 + "<script>" * 100_000, "x" * 5_000_000, "&amp" * 200_000, "<" * 1_000_000],
    ids=lambda markup: markup[:8],
)
def test_large(markup: str) -> None:
    """What is large or broken is read in the time its size needs."""
    lines_of_html(markup)


@given(st.text("<>/abp div=\"' &;!-\n", max_size=60) | st.text(max_size=40))
def test_any_text(markup: str) -> None:
    """Any text gives lines without line ends in them."""
    for line in lines_of_html(markup):
        assert line.text == line.text.strip()
        assert "\n" not in line.text


@pytest.mark.parametrize(
    ("text", "is_it"),
    [("<p>a", True), ("1<BR/>2", True), ("a <b c", False), ("if x <br and y", False), ("5 < 6 > 4", False), ("", False)],
)
def test_is_markup(text: str, is_it: bool) -> None:  # noqa: FBT001
    """Signs of comparison are no markup."""
    assert is_markup(text) is is_it
