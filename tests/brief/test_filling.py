"""Templates of a customer's own: filled as the package's are, and stopped where they have no end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportgen.brief import build_brief, filling
from reportgen.brief.html import html_text
from reportgen.errors import RenderError
from reportgen.resources import templates_folder
from tests.brief.samples import single

if TYPE_CHECKING:
    from pathlib import Path


def filled(folder: Path, template: str) -> str:
    """Return the page with this in place of its last section but one."""
    (folder / "method.html.j2").write_text(template, "utf-8")
    return html_text(build_brief(single()), templates=folder)


def test_a_copy_changes_nothing(tmp_path: Path) -> None:
    """A folder with a copy of a template gives the page the package gives."""
    copy = (templates_folder() / "brief" / "method.html.j2").read_text("utf-8")
    assert filled(tmp_path, copy) == html_text(build_brief(single()))


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("\n{{ brief.method.stepps }}", "has no attribute 'stepps'"),
        ("\n{{ brief.__class__.__mro__ }}", "access to attribute '__class__'"),
        ('\n{{ "{0.__class__}".format(brief) }}', "access to attribute '__class__'"),
        ("\n{% include '../../etc/passwd' %}", "there is no template '../../etc/passwd'"),
        ("\n{% include '/etc/passwd' %}", "there is no template '/etc/passwd'"),
        ("\n{% include 'method.html.j2' %}", "includes or calls itself without end"),
        ("\n{% for n in range(10**9) %}{% endfor %}", "Range too big"),
        ("\n{{ brief.title + 1 }}", "can only concatenate str"),
        ("\n{{ 1 // 0 }}", "by zero"),
    ],
)
def test_what_is_wrong_is_told(template: str, told: str, tmp_path: Path) -> None:
    """A template that cannot be filled, or reaches for what is not its own, is an error with its file and line."""
    with pytest.raises(RenderError, match="cannot be filled") as raised:
        filled(tmp_path, template)
    assert told in raised.value.what
    assert raised.value.where == "method.html.j2:2"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "more than 2 seconds"),
        ("{% set n = namespace(x='x') %}{% for a in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}", "memory"),
        ("{{ 'x' * 30000000 }}", "characters of one brief"),
    ],
)
def test_what_has_no_end_is_stopped(template: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loops and repetitions without end cost seconds, and no more memory than a template may take."""
    if "seconds" in told:
        monkeypatch.setattr(filling, "SECONDS", 2)
    with pytest.raises(RenderError, match=told):
        filled(tmp_path, template)
