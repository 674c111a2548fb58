"""Web pages, from their bytes to a document without furniture."""

import gzip
import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.errors import ReadError, ReportgenError
from reportgen.model import BlockKind
from reportgen.read import clean, read
from reportgen.read.blocks import fold
from reportgen.read.html import parts_of_markup, reader
from reportgen.read.reasons import NOT_THE_ARTICLE

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
PARAGRAPH = "<p>The minister signed the agreement on Tuesday, and the two sides said that the work would begin next month.</p>"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages(path: Path) -> None:
    """Of each page, exactly the lines of the text file beside it are kept, each as what it says."""
    document = clean(read(path))
    assert [f"{block.kind}: {block.text}" for block in document.blocks] == path.with_suffix(".txt").read_text(
        "utf-8"
    ).splitlines()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_provenance(path: Path) -> None:
    """The document knows the bytes it came from, and every passage, kept or removed, stands in its text where it says."""
    document = read(path)
    assert (document.media_type, document.sha256) == ("text/html", hashlib.sha256(path.read_bytes()).hexdigest())
    for block in document.blocks:
        start, end = block.span(0, len(block.text))
        assert document.text[start:end] == block.text
    assert all(document.text[passage.start : passage.end] == passage.text for passage in document.removed)


def test_metadata_of_a_page() -> None:
    """The page's own data tell who published it, who wrote it, where, and when to the minute."""
    page = read(next(path for path in PAGES if path.stem == "news_page"))
    assert (page.title, page.publisher) == ("Ferry line to reopen in May, ministry says", "The Harbour Post")
    assert (page.author, page.language) == ("Ana Ferreira", "en-GB")
    assert (page.published, page.modified) == ("2026-04-12T09:30:00+01:00", "2026-04-12T16:05:00+01:00")
    assert page.url == "https://www.harbourpost.example/2026/ferry-line-reopens"


def test_the_address_a_browser_noted() -> None:
    """A saved page knows where it was saved from, and so who published it."""
    page = read(next(path for path in PAGES if path.stem == "press_release"))
    assert (page.url, page.publisher) == ("https://www.energy.gov/articles/grid-repair-fund", "U.S. Department of Energy")


def test_what_is_left_out_can_be_put_back() -> None:
    """What stands beside the article is listed with a reason, and --keep brings it back."""
    page = read(next(path for path in PAGES if path.stem == "news_page"))
    caption = next(passage for passage in page.removed if passage.text.startswith("A ferry at the quay"))
    assert caption.reason == NOT_THE_ARTICLE
    lines = [block.text for block in clean(page, keep=[NOT_THE_ARTICLE]).blocks]
    assert caption.text in lines
    assert {block.text for block in clean(page).blocks} < set(lines), "what is put back costs the text nothing"
    menu = {"Home", "News", "Sport", "Opinion"}
    assert menu.isdisjoint(passage.text for passage in page.removed), "a menu is no loss, and would drown the list"


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ('<html><body><div id="root"></div><script src="a.js"></script></body></html>', "loaded by a script"),
        ("<html><body><noscript>Please enable JavaScript to view this page.</noscript></body></html>", "loaded by a script"),
        (
            "<html><title>Just a moment...</title><body><p>Checking your browser first.</p></body></html>",
            "check for robots",
        ),
        ("<html><body><h1>Before you continue</h1><p>We use cookies to deliver our services.</p></body></html>", "cookies"),
        ("<html><body><p>Sign in to read this story.</p></body></html>", "log in or subscribe"),
        ('<html><body><iframe src="b.html"></iframe></body></html>', "frames"),
        ('<html><head><meta http-equiv="refresh" content="0; url=/b"></head><body></body></html>', "another address"),
        ('<html><body><img src="a.png"><img src="b.png"></body></html>', "2 pictures"),
        ("<html><body></body></html>", "26 bytes of markup but no paragraph"),
    ],
)
def test_pages_without_a_text(markup: str, told: str) -> None:
    """A page that shows no text is an error that says what it shows instead, and what to do."""
    with pytest.raises(ReadError) as caught:
        read(markup.encode(), name="page.html")
    assert caught.value.slug == "empty-document"
    assert told in str(caught.value)


def test_a_text_about_cookies() -> None:
    """A report that speaks of cookies is a report."""
    sentence = (
        "The regulator fined the company for the way it asks its users to accept cookies, and the company will appeal against it."
    )
    assert clean(read(f"<html><body><article>{f'<p>{sentence}</p>' * 1}{PARAGRAPH * 3}</article></body></html>".encode())).blocks


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 10_000 + PARAGRAPH,
        "<p>" + "<b>" * 10_000 + PARAGRAPH,
        "<table><tr><td>" * 400 + PARAGRAPH,
        "<ul><li>" * 400 + PARAGRAPH,
        f'<img src="data:image/png;base64,{"A" * 12_000_000}">' + PARAGRAPH,
        "<p>\0The \ud800 minister.</p>" + PARAGRAPH,
        '<p><template shadowrootmode="open">' + PARAGRAPH + "</template></p>",
    ],
    ids=["nested", "inline", "tables", "lists", "picture", "controls", "shadow"],
)
def test_hostile_pages(markup: str) -> None:
    """However a page is built, its words are found."""
    document = read(f"<html><body>{markup}</body></html>".encode("utf-8", "surrogatepass"), name="a.html")
    assert "The minister signed the agreement on Tuesday" in document.text


def test_entities_are_not_swollen() -> None:
    """A page cannot define words of its own that grow as they are read."""
    bomb = '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><html><body><p>It is &b; here.</p>'
    assert len(read(bomb.encode()).text) < 40


def test_one_endless_line() -> None:
    """What lxml cannot hold is refused with a way out, not cut short."""
    with pytest.raises(ReadError, match="too-large"):
        read(b"<html><body><p>" + b"word " * 2_200_000, name="a.html")


def test_a_tangled_page_is_read_without_the_extractor() -> None:
    """A page made to keep the extractor busy for hours is read in its own order, and says so."""
    document = read(("<html><body>" + "<div class='comment teaser'>x</div>" * 7_000 + PARAGRAPH).encode())
    assert "The minister signed" in document.text
    assert "too large and tangled" in "".join(document.notes or ())


def test_reading_twice() -> None:
    """Nothing is remembered from one page to the next."""
    data = PAGES[0].read_bytes()
    assert read(data) == read(data)


def test_markup_of_other_formats() -> None:
    """A piece of HTML gives all its passages: there is no furniture in the body of a mail."""
    parts = parts_of_markup("<h1>Title</h1>Text <b>bold</b>.<br><br>More.<ul><li>One<li>Two</ul><style>p {}</style>")
    assert [(part.text, part.kind) for part in parts] == [
        ("Title", BlockKind.HEADING),
        ("Text bold.", BlockKind.PARAGRAPH),
        ("More.", BlockKind.PARAGRAPH),
        ("One", BlockKind.ITEM),
        ("Two", BlockKind.ITEM),
    ]
    assert parts_of_markup("") == []


def check(data: bytes) -> None:
    """Read what may be a page, and hold what is told of it against its text."""
    try:
        document = reader.document_of(data, "a.html")
    except ReportgenError as error:
        slug = error.slug
    else:
        slug = None
        assert clean(document).text == document.text
        assert document.text.encode("utf-8")
        for block in document.blocks:
            start, end = block.span(0, len(block.text))
            assert fold(document.text[start:end], range(start, end)) == (block.text, block.origins)
    assert slug in {None, "empty-document", "binary-file", "unknown-encoding"}


@settings(max_examples=60)
@given(st.binary(max_size=600).map(lambda data: b"<html>" + data) | st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Any bytes give a document or an error with a name."""
    check(data)


TAGS = st.sampled_from("div p span b a ul li table tr td blockquote article section h1 pre br q time nav aside form".split())
WORDS = st.sampled_from(
    ["The minister signed.", " word ", "&amp;", "&#0;", "&#xd800;", "\u200b", "<!--", "]]>", '"', "\r\n\t", "ماء"]
)


@st.composite
def markups(draw: st.DrawFn) -> str:
    """Return tags and words in any order, opened and closed as it comes."""
    pieces = draw(
        st.lists(st.tuples(st.sampled_from(["<{}>", "</{}>", "<{} class='x' hidden>", "<{}"]), TAGS, WORDS), max_size=60)
    )
    return "<html><body>" + "".join(tag.format(name) + word for tag, name, word in pieces)


@settings(max_examples=60)
@given(markups())
def test_any_markup(markup: str) -> None:
    """Markup that nobody would write gives a document or an error with a name."""
    check(markup.encode("utf-8", "surrogatepass"))


@settings(max_examples=40)
@given(st.data())
def test_damaged_pages(data: st.DataObject) -> None:
    """A page with pieces cut out, doubled and changed gives a document or an error with a name."""
    page = bytearray(data.draw(st.sampled_from([path.read_bytes() for path in PAGES])))
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(page)))
        end = min(len(page), start + data.draw(st.integers(0, 400)))
        page[start:end] = data.draw(
            st.sampled_from([b"", bytes(page[start:end]) * 2, b"\0", b"<", b"\xff\xfe", gzip.compress(b"x")])
        )
    check(bytes(page))
