"""The HTML page: self-contained, safe, the same as its gold file, and whole without its script."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reportgen.brief import build_brief
from reportgen.brief.html import html_text
from reportgen.brief.pdf import print_html
from tests.brief import checks
from tests.brief.samples import CASES, GALLERY

GOLD = Path(__file__).parents[1] / "gold"


class Page(HTMLParser):
    """Collects a page's tags, with their attributes, and which were left open."""

    VOID = frozenset({"meta", "link", "img", "br", "wbr", "hr", "input"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens."""
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that is whole by itself."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the tag opened last, which must be the same."""
        assert self.open.pop() == tag


def page(case: str) -> str:
    """Return the page of a case of the gallery."""
    return html_text(build_brief(GALLERY[case]()))


@pytest.mark.parametrize("case", CASES)
def test_well_formed(case: str) -> None:
    """Every tag is closed, every id is there once, and every link inside the page finds its place."""
    found = Page(page(case))
    assert found.open == []
    ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {value[1:] for _, attributes in found.tags if (value := attributes.get("href")) and value.startswith("#")}
    assert targets <= set(ids)


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_loaded_or_run(case: str) -> None:
    """The page asks for no other file, runs no script but its own, and links only to the web."""
    html = page(case)
    found = Page(html)
    names = [tag for tag, _ in found.tags]
    assert not {"img", "iframe", "object", "embed", "link", "base", "form"} & set(names)
    assert names.count("script") == 1
    for _, attributes in found.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "srcdoc", "xlink:href")]
        assert re.match(r"(?:#|https?://|$)", attributes.get("href") or "")
    assert "url(" not in html.partition("<body>")[0]
    assert "default-src 'none'" in unescape(html)
    assert len(html.encode()) < 1_500_000


def test_the_policy_names_what_is_there() -> None:
    """The content security policy has the hashes of the page's own style and script."""
    from reportgen.brief.html import _digest  # noqa: PLC0415

    html = unescape(page("single"))
    style, script = re.search("<style>(.*?)</style>", html, re.DOTALL), re.search("<script>(.*?)</script>", html, re.DOTALL)
    assert style is not None
    assert script is not None
    assert f"style-src '{_digest(style[1])}'" in html
    assert f"script-src '{_digest(script[1])}'" in html


@pytest.mark.parametrize("case", CASES)
def test_same_words_as_the_pdf(case: str) -> None:
    """Page and PDF say the same; only what a typeface lacks is named in one and shown in the other."""
    brief = build_brief(GALLERY[case]())
    screen, printed = (checks.html_words(html.partition("<script>")[0]) for html in (html_text(brief), print_html(brief)))
    named = re.compile(r"characterswrittenas\[u\+xxxx\].*$|\[u\+[^\]]*\]|[\u0590-\u07ff]+|[^\x00-\u2fff]+")
    assert named.sub("", screen) == named.sub("", printed)
    assert ("characterswrittenas" in printed) == (screen != printed)


@pytest.mark.parametrize("case", ["security-agreement", "five-reports", "hostile"])
def test_gold(case: str, tmp_path: Path) -> None:
    """The body of the page is as it was accepted; `python -m tests.gold.accept` accepts what it is now."""
    expected = (GOLD / f"{case}.html").read_text("utf-8")
    found = body(case)
    (tmp_path / f"{case}.html").write_text(found, "utf-8")
    assert found == expected, f"the page differs from tests/gold/{case}.html; as it is now: {tmp_path / f'{case}.html'}"


def body(case: str) -> str:
    """Return the page without its head and its script, whose bytes are styles and not what the brief says."""
    html = page(case)
    return re.sub(r"<script>.*?</script>\n?", "", html.partition("</head>\n")[2], flags=re.DOTALL)
