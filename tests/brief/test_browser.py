"""The page in a browser: its script helps, its policy holds, and nothing leaves the machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from reportgen.brief import render
from reportgen.look import Look
from tests.brief.samples import GALLERY
from tests.browsers import AXE, CHROMIUM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

playwright = pytest.importorskip("playwright.sync_api")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Yield the system's Chromium, without a window."""
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


class Visit:
    """A page of the gallery in the browser, and what it asked for and said."""

    def __init__(self, browser: Any, case: str, folder: Path, *, look: Look | None = None, **options: Any) -> None:
        path = folder / "brief.html"
        render(GALLERY[case](), path, look=look)
        self.address = path.as_uri()
        self.page = browser.new_page(viewport={"width": 1100, "height": 900}, **options)
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("dialog", lambda dialog: (self.said.append("dialog"), dialog.dismiss()))
        self.page.goto(self.address)


@pytest.mark.parametrize("case", ["security-agreement", "hostile", "five-reports", "empty"])
def test_only_the_page_is_loaded(case: str, browser: Any, tmp_path: Path) -> None:
    """Opening a brief asks for that file and nothing else, breaks no policy, and runs nothing of the texts'."""
    visit = Visit(browser, case, tmp_path)
    assert visit.asked == [visit.address]
    assert visit.said == []


def test_filter(browser: Any, tmp_path: Path) -> None:
    """A label can be left out and brought back; a link to something left out brings it back too."""
    page = Visit(browser, "security-agreement", tmp_path).page
    page.click("button.matched")
    assert page.locator(".row.matched:visible").count() == 0
    assert page.locator(".row.contrasting:visible").count() == 5
    page.evaluate("location.hash = '#pair-1-2'")
    page.wait_for_selector("#pair-1-2:visible")


def test_keys(browser: Any, tmp_path: Path) -> None:
    """The keys n and p go from contrast to contrast, round and round."""
    page = Visit(browser, "security-agreement", tmp_path).page
    hashes = []
    for key in "nnppp":
        page.keyboard.press(key)
        hashes.append(page.evaluate("location.hash"))
    assert hashes == ["#contrast-1", "#contrast-2", "#contrast-1", "#contrast-5", "#contrast-4"]


def test_without_script(browser: Any, tmp_path: Path) -> None:
    """Without its script the page shows everything, and no controls that would do nothing."""
    page = Visit(browser, "security-agreement", tmp_path, java_script_enabled=False).page
    assert page.locator(".filter:visible").count() == 0
    assert page.locator(".row:visible").count() == 11


@pytest.mark.parametrize("width", [360, 800, 1600])
@pytest.mark.parametrize("case", ["security-agreement", "long-words", "five-reports"])
def test_no_sideways_scrolling(case: str, width: int, browser: Any, tmp_path: Path) -> None:
    """On a phone, a tablet and a desk the page is as wide as its window."""
    page = Visit(browser, case, tmp_path).page
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("case", ["security-agreement", "three-outlets", "long-words", "hostile"])
def test_on_a_telephone(case: str, browser: Any, tmp_path: Path) -> None:
    """Nothing is wider than the screen, and no table of words has a column of single letters."""
    visit = Visit(browser, case, tmp_path)
    visit.page.set_viewport_size({"width": 360, "height": 800})
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 360
    narrow = "cells => cells.filter(cell => cell.textContent.trim().length > 30 && cell.clientWidth < 200).length"
    assert visit.page.eval_on_selector_all(".stacked td, .stacked tbody th", narrow) == 0


HOUSE = Look(house="The Harbour News", contrasting="#7a0f4f", omitted="#0b4a3a", added="#3f2a8c", matched="#333333")


@pytest.mark.skipif(AXE is None, reason="axe-core is not installed (npm install axe-core, or AXE_CORE names its folder)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("case", "look"), [("security-agreement", None), ("three-outlets", HOUSE), ("empty", None)])
def test_nothing_serious_for_axe(case: str, look: Look | None, scheme: str, browser: Any, tmp_path: Path) -> None:
    """The page keeps WCAG 2.2 A and AA, as far as axe-core can tell, by day and by night, also with a label left out."""
    assert AXE is not None
    page = Visit(browser, case, tmp_path, look=look, color_scheme=scheme, bypass_csp=True).page
    page.add_script_tag(path=str(AXE))
    for pressed in (None, "button.matched:enabled"):
        if pressed and page.locator(pressed).count():
            page.click(pressed)
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        result = page.evaluate("options => axe.run(document, options)", options)
        serious = [one for one in result["violations"] if one["impact"] in ("serious", "critical", "moderate")]
        told = [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in serious]
        assert told == [], json.dumps(told, indent=1)


def test_dark_on_a_dark_screen_and_light_on_paper(browser: Any, tmp_path: Path) -> None:
    """Whoever's screen is dark gets a dark page, map and all; what is printed from it is dark on white."""
    page = Visit(browser, "security-agreement", tmp_path, color_scheme="dark").page
    colours = """() => ["html", "h1", ".map .tick.omitted"].map(name => getComputedStyle(document.querySelector(name)))
        .map((style, place) => [style.backgroundColor, style.color, style.fill][place])"""
    assert page.evaluate(colours) == ["rgb(22, 23, 28)", "rgb(236, 236, 240)", "rgb(22, 23, 28)"]
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(colours) == ["rgb(255, 255, 255)", "rgb(22, 22, 29)", "rgb(255, 255, 255)"]
