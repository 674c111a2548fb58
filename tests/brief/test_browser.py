"""The page in a browser: its script helps, its policy holds, and nothing leaves the machine."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from reportgen.brief import render
from tests.brief.samples import GALLERY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

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

    def __init__(self, browser: Any, case: str, folder: Path, **options: Any) -> None:
        path = folder / "brief.html"
        render(GALLERY[case](), path)
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
