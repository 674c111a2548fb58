"""The visible passages of a page."""

import pytest

from reportgen.read.html.page import passages_of
from reportgen.read.html.parse import tree_of


def lines(markup: str) -> list[str]:
    """Return the passages of a page, headings and items marked."""
    tree, _ = tree_of(f"<body>{markup}</body>")
    return [f"{passage.kind}: {passage.text}" for passage in passages_of(tree)]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One <b>bold</b>\n word.</p><p>Two.</p>", ["paragraph: One bold word.", "paragraph: Two."]),
        ("Loose<p>Kept</p>loose", ["paragraph: Loose", "paragraph: Kept", "paragraph: loose"]),
        ("<h2>Head</h2><div>Text</div>", ["heading: Head", "paragraph: Text"]),
        ("<ul><li>One<li><p>Two</p><li>Three <ul><li>Inner</ul></ul>", ["item: One", "item: Two", "item: Three", "item: Inner"]),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", ["item: Term", "item: Meaning"]),
        ("<table><tr><th>A</th><td>1</td></tr><tr><td>B</td><td></td></tr></table>", ["item: A | 1", "item: B |"]),
        # A break inside a sentence is no end of it.
        (
            "<p>The ministry<br>of transport<br>• One<br>• Two</p>",
            ["paragraph: The ministry of transport", "paragraph: • One", "paragraph: • Two"],
        ),
        ("<p>First.<br>Second.<br><br>third</p>", ["paragraph: First.", "paragraph: Second.", "paragraph: third"]),
        ("<pre>One\nline.\n\nTwo.</pre>", ["paragraph: One line.", "paragraph: Two."]),
        ("<p>He said <q>yes</q>.</p>", ["paragraph: He said “yes”."]),
        (
            "<my-story><my-text>Unknown elements</my-text> are blocks</my-story>",
            ["paragraph: Unknown elements", "paragraph: are blocks"],
        ),
        # What nobody sees.
        ("<script>a</script><style>b</style><template>c</template><noscript>d</noscript><p hidden>e</p>", []),
        ('<p style="display: none">a</p><p style="DISPLAY:NONE;">b</p><select><option>c</select><button>d</button>', []),
        ("<p>Be<script>x</script>fore <svg><text>y</text></svg>after</p>", ["paragraph: Before after"]),
        # Scripts hide the whole page for a moment.
        ('<main style="display:none"><p>Text</p></main>', ["paragraph: Text"]),
        ("", []),
    ],
)
def test_passages(markup: str, expected: list[str]) -> None:
    """A passage is what stands on lines of its own."""
    assert lines(markup) == expected


def test_places() -> None:
    """A passage knows what part of the page it stands in, and the level of a heading."""
    tree, _ = tree_of("<body><nav><p>Menu</p></nav><article><header><h1>Head</h1></header><p>Text</p></article></body>")
    menu, head, text = passages_of(tree)
    assert (menu.places, head.places, text.places) == ({"nav"}, {"header"}, set())
    assert (head.level, text.level) == (1, None)
