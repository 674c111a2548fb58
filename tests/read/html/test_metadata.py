"""What a page says of itself."""

import pytest

from reportgen.read.html.metadata import Metadata, metadata_of, saved_from
from reportgen.read.html.parse import tree_of

TEXT = "<p>The minister signed the agreement on Tuesday, and the two sides said that the work would begin.</p>"

DATA = '<script type="application/ld+json">'
ARTICLE = '{"@type":"NewsArticle","datePublished":"2026-04-12"}'


def metadata(head: str, body: str = TEXT, html: str = "<html>", url: str | None = None) -> Metadata:
    """Return the metadata of a page with this head."""
    tree, _ = tree_of(f"{html}<head>{head}</head><body>{body}</body></html>")
    return metadata_of(tree, url)


@pytest.mark.parametrize(
    ("head", "published", "modified"),
    [
        ('<meta property="article:published_time" content="2026-04-12T09:30:00+02:00">', "2026-04-12T09:30:00+02:00", None),
        # A page that only says when it was changed was published by that day.
        ('<meta property="article:modified_time" content="2026-04-13T09:30Z">', "2026-04-13", "2026-04-13T09:30:00+00:00"),
        (
            '<script type="application/ld+json">{"@type":["NewsArticle"],"datePublished":"2026-04-12T09:30-04:00"}</script>',
            "2026-04-12T09:30:00-04:00",
            None,
        ),
        (
            '<script type="application/ld+json">[{"@graph":[{"@type":"Report","dateModified":"April 12, 2026"}]}]</script>',
            None,
            "2026-04-12",
        ),
        # The date of a comment is none of the article.
        (f'{DATA}{{"@graph":[{{"@type":"Comment","datePublished":"2026-04-19"}},{ARTICLE}]}}</script>', "2026-04-12", None),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"0001-01-01T00:00:00Z"}</script>',
            None,
            None,
        ),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":[2026]}</script>', None, None),
        ('<script type="application/ld+json">{"@type":"NewsArticle",</script>', None, None),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None, None),
        ('<meta name="dc.date.issued" content="2026-04-12"><meta name="date" content="2026-01-01">', "2026-04-12", None),
        ('<meta itemprop="datePublished" content="2026-04-12T10:00:00+0100">', "2026-04-12T10:00:00+01:00", None),
    ],
)
def test_dates(head: str, published: str | None, modified: str | None) -> None:
    """Dates are taken from the page's data, with their zone where it is given."""
    found = metadata(head)
    assert (found.published, found.modified) == (published, modified)


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ('<time itemprop="datePublished" datetime="2026-04-12T09:30+02:00">Sunday</time>', "2026-04-12T09:30:00+02:00"),
        ('<time pubdate datetime="2026-04-12">Sunday</time>', "2026-04-12"),
        ('<span class="entry-date">12 April 2026</span>', "2026-04-12"),
    ],
)
def test_dates_on_the_page(body: str, published: str) -> None:
    """Where the head is silent, marked elements tell the day."""
    assert metadata("", body + TEXT).published == published


def test_the_time_for_a_day() -> None:
    """A bare day takes its time from the element that gives it for that day."""
    found = metadata('<meta name="date" content="2026-04-12">', '<time datetime="2026-04-12T09:30+02:00">9.30</time>' + TEXT)
    assert found.published == "2026-04-12T09:30:00+02:00"


@pytest.mark.parametrize(
    ("head", "html", "language"),
    [
        ("", '<html lang="en-GB">', "en-GB"),
        ('<meta property="og:locale" content="de_DE">', "<html>", "de-DE"),
        ('<meta http-equiv="content-language" content="fr">', "<html>", "fr"),
        ("", '<html lang="not a language at all">', None),
        ("", "<html>", None),
    ],
)
def test_language(head: str, html: str, language: str | None) -> None:
    """The language is what the page declares, if that is a language."""
    assert metadata(head, html=html).language == language


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ('<meta property="og:site_name" content="Harbour Post">', "Harbour Post"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"Harbour Post Ltd"}}</script>',
            "Harbour Post Ltd",
        ),
        # A bare host is left to the list of publishers.
        ('<meta property="og:site_name" content="energy.gov">', None),
        ("", None),
    ],
)
def test_publisher(head: str, publisher: str | None) -> None:
    """The publisher is named by the page's data."""
    assert metadata(head).publisher == publisher


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        ('<link rel="canonical" href="https://a.example/story">', "https://b.example/x", "https://a.example/story"),
        ("", "https://b.example/x?y=1", "https://b.example/x?y=1"),
        ('<link rel="canonical" href="javascript:alert(1)">', None, None),
        ('<link rel="canonical" href="file:///home/a.html">', None, None),
    ],
)
def test_address(head: str, url: str | None, expected: str | None) -> None:
    """The address is the one the page calls its own, else the one it came from; only addresses of the web count."""
    assert metadata(head, url=url).url == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<!DOCTYPE html>\n<!-- saved from url=(0026)https://a.example/story --><html>", "https://a.example/story"),
        (
            "<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: https://a.example/ \n saved date: x\n-->",
            "https://a.example/",
        ),
        ("<!-- saved from url=(0014)about:internet -->", None),
        ("", None),
    ],
)
def test_saved_from(markup: str, expected: str | None) -> None:
    """Browsers note the address of a page they save."""
    assert saved_from(markup) == expected
