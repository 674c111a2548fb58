"""Which passages of a page are its article."""

import pytest

from reportgen.model import BlockKind
from reportgen.read.blocks import Part
from reportgen.read.html.choose import choose, find_headline, find_standfirst
from reportgen.read.html.page import Passage

LONG = [
    "The pier was mended in May, and the council paid for all of it out of its reserves.",
    "Islanders had waited for three years while a small boat took them across once a day.",
    "A second ship will sail from June, if the crew that was hired in spring is trained by then.",
    "Fares stay as they are until the end of the year, when the ministry will look at them again.",
    "Nobody could say on Monday who will run the line after the contract ends next autumn.",
]


def passages(*texts: str | Passage, container: str = "p div.text") -> list[Passage]:
    """Return passages of one container."""
    return [text if isinstance(text, Passage) else Passage(text, container=container) for text in texts]


def test_looked_up() -> None:
    """What the extractor returned is found on the page; what stands beside it is not chosen."""
    page = passages("Home", Passage(LONG[0], container="a"), Passage(LONG[1], container="b"), Passage(LONG[2], container="c"))
    assert choose(page, [Part(LONG[0]), Part(LONG[2])]) == [False, True, False, True]


def test_the_same_container() -> None:
    """Paragraphs that stand where most of the article stands are of it, also where the extractor lost them."""
    page = passages(*LONG, Passage("Read how a storm broke the pier and who saw it.", container="p div.teaser"))
    assert choose(page, [Part(text) for text in LONG[:3]]) == [True] * 5 + [False]


def test_not_from_asides() -> None:
    """What the page itself sets aside stays aside, whatever holds it."""
    aside = Passage(LONG[4], places=frozenset({"aside"}), container="p div.text")
    assert choose(passages(*LONG[:4], aside), [Part(text) for text in LONG[:3]]) == [True] * 4 + [False]


def test_short_lines_near_the_article() -> None:
    """A short line is of the article where the extractor has it and it stands there; the same word in a menu is not."""
    page = passages("Mended", *["Other"] * 4, LONG[0], "Mended", LONG[1])
    assert choose(page, [Part(LONG[0]), Part("Mended"), Part(LONG[1])])[:1] == [False]
    assert choose(page, [Part(LONG[0]), Part("Mended"), Part(LONG[1])])[-3:] == [True] * 3


def test_rows_of_a_table_at_the_end() -> None:
    """The rows after the last paragraph are all of the article, be they short; a menu under them is not."""
    rows = [Passage(f"Line {number} | {number * 4}", BlockKind.ITEM, container="tr table. div.text") for number in range(6)]
    page = [*passages(*LONG[:3]), *rows, Passage("Home", container="li ul. nav."), Passage("Weather", container="li ul. nav.")]
    extracted = [*map(Part, LONG[:3]), *(Part(f" | {row.text}") for row in rows), Part("Weather")]
    assert choose(page, extracted) == [True] * 9 + [False] * 2


def test_doubles() -> None:
    """A paragraph that is repeated elsewhere on the page is chosen once, in the article."""
    page = passages(Passage(LONG[1], container="x"), "Other", "Other", *LONG)
    assert choose(page, [Part(text) for text in LONG]) == [False] * 3 + [True] * 5


def test_what_leads_in_a_list() -> None:
    """The words before a list stay with it."""
    item = Passage("A new pier", BlockKind.ITEM, container="li ul.")
    page = [Passage(LONG[0], container="x"), Passage("It wants:", container="y"), item, Passage(LONG[1], container="z")]
    assert choose(page, [Part(LONG[0]), Part("A new pier"), Part(LONG[1])]) == [True] * 4


def heading(text: str, level: int = 1, **fields: frozenset[str]) -> Passage:
    """Return a heading."""
    return Passage(text, BlockKind.HEADING, level=level, **fields)


@pytest.mark.parametrize(
    ("head", "title", "expected"),
    [
        ([heading("The pier is mended")], "The pier is mended - Harbour Post", 0),
        ([heading("Harbour Post"), heading("The pier is mended", 2)], "The pier is mended", 1),
        ([heading("The pier is mended at last")], "Pier: what you must know", 0),
        # A first-level heading of one or two words is the site's name.
        ([heading("Harbour Post")], "Pier: what you must know", None),
        ([heading("The pier is mended", places=frozenset({"aside"}))], "The pier is mended", None),
        ([Passage("The pier is mended")], "The pier is mended", 0),
        ([heading("The pier is mended")], None, 0),
        ([], "The pier is mended", None),
    ],
)
def test_headline(head: list[Passage], title: str | None, expected: int | None) -> None:
    """The headline is the heading above the article that says what the page's title says."""
    page = [*head, Passage(LONG[0])]
    assert find_headline(page, [*[False] * len(head), True], title) == expected


@pytest.mark.parametrize(
    ("line", "is_standfirst"),
    [
        ("The council paid for all of the work out of its reserves", True),
        ("By Ana Ferreira, our correspondent at the harbour of Port Ellis", False),
        ("Ana Ferreira of the Harbour Post, Port Ellis, 12 April 2026", False),
        ("Updated at 12:30 by the editors of the Harbour Post today", False),
        ("Short line", False),
    ],
)
def test_standfirst(line: str, is_standfirst: bool) -> None:  # noqa: FBT001  (a column of the table)
    """The line under the headline is its summary, unless it says who wrote it or when."""
    page = [heading("The pier is mended"), Passage(line), Passage(LONG[0])]
    assert find_standfirst(page, [True, False, True], 0) == (1 if is_standfirst else None)
