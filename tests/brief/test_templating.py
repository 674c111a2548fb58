"""What templates may use, and how their mistakes are told."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

import pytest

from reportgen.brief import build_brief, model
from reportgen.brief.fields import fields_guide
from reportgen.brief.house import look_css
from reportgen.brief.html import html_text
from reportgen.brief.model import Run, Tick
from reportgen.brief.templating import breakable, environment, hatch, pieces
from reportgen.errors import RenderError
from reportgen.look import COLOURS, Look, contrast
from reportgen.resources import templates_folder
from tests.brief.samples import LOGO, single

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = sorted((templates_folder() / "brief").glob("*.j2"))

CLASSES = [kind for _, kind in inspect.getmembers(model, is_dataclass)]


def attributes_of(kind: type) -> set[str]:
    """Return the fields and properties of a type of the view model."""
    properties = {name for name, value in inspect.getmembers(kind) if isinstance(value, property)}
    return {item.name for item in fields(kind)} | properties


def test_every_field_is_described() -> None:
    """Every field of the view model has a docstring, for those who write templates."""
    tree = ast.parse(inspect.getsource(model))
    for kind in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        body = kind.body
        for node, after in zip(body, [*body[1:], None], strict=True):
            if isinstance(node, ast.AnnAssign):
                assert isinstance(after, ast.Expr), f"{kind.name}.{ast.unparse(node.target)} has no docstring"
                assert isinstance(after.value, ast.Constant)


def test_the_guide_to_the_fields() -> None:
    """The guide lists every field of every type with its words; `python -m tests.gold.accept` renews it."""
    guide = (templates_folder() / "FIELDS.md").read_text("utf-8")
    assert guide == fields_guide()
    for kind in CLASSES:
        assert f"## {kind.__name__}\n" in guide
        for name in attributes_of(kind):
            assert re.search(rf"^\| `{name}` \| `[^`]+` \| \S", guide, re.MULTILINE), name


@pytest.mark.parametrize(
    ("template", "offered"),
    [
        ("{{ brief.titel }}", "Did you mean 'title'?"),
        ("{% for one in brief.reports %}{{ one.contrast }}{% endfor %}", "Did you mean 'contrasts'?"),
        ("{{ look.hause }}", "Did you mean 'house'?"),
        ("{{ brief.zzz }}", None),
        ("{{ nothing }}", None),
    ],
)
def test_what_was_meant(template: str, offered: str | None, tmp_path: Path) -> None:
    """Beside a misspelt field the nearest there is stands in the remedy, and always where they are listed."""
    (tmp_path / "body.html.j2").write_text(template)
    with pytest.raises(RenderError, match="template") as caught:
        html_text(build_brief(single()), templates=tmp_path)
    remedy = caught.value.remedy or ""
    assert "templates/FIELDS.md" in remedy
    assert (offered in remedy) if offered else "Did you mean" not in remedy


def test_a_mistake_in_a_macro(tmp_path: Path) -> None:
    """A misspelt field in a macro is told where it stands, not where the macro is used."""
    parts = (templates_folder() / "brief" / "parts.html.j2").read_text("utf-8")
    line = parts[: parts.index("counts.contrasts")].count("\n") + 1
    (tmp_path / "parts.html.j2").write_text(parts.replace("counts.contrasts", "counts.contrast", 1))
    with pytest.raises(RenderError, match="template") as caught:
        html_text(build_brief(single()), templates=tmp_path)
    assert caught.value.where == f"parts.html.j2:{line}"


def test_templates_use_what_there_is() -> None:
    """Every name after a dot in a template is a field of the view model; every field of the brief is used by one."""
    known = set.union(*map(attributes_of, CLASSES))
    used = set()
    for path in TEMPLATES:
        for expression in re.findall(r"\{\{(.*?)\}\}|\{%(.*?)%\}", path.read_text("utf-8"), re.DOTALL):
            text = re.sub(r'"[^"]*"', "", " ".join(expression))
            used |= set(re.findall(r"(?<=[a-z\])])\.([a-z_]\w*)", text))
    macros = set(re.findall(r"macro (\w+)", (templates_folder() / "brief" / "parts.html.j2").read_text("utf-8")))
    assert used - known - macros - {"index", "first", "last", "any"} == set()
    assert attributes_of(model.Brief) - used == {"date"}  # the PDF's metadata have it
    assert attributes_of(model.ReportSection) - used == set()


def test_no_template_trusts_data() -> None:
    """No template switches escaping off."""
    for path in TEMPLATES:
        assert not re.search(r"\|\s*safe|autoescape|Markup", path.read_text("utf-8")), path.name


@pytest.mark.parametrize(
    ("template", "where", "what"),
    [
        ("<h1>{{ brief.titel }}</h1>", "body.html.j2:1", "has no attribute 'titel'"),
        ("a\nb\n{{ brief.title }", "body.html.j2:3", "unexpected '}'"),
        ("\n{% for x in brief.contrast %}{% endfor %}", "body.html.j2:2", "has no attribute 'contrast'"),
        ("{{ brief.__class__.__mro__ }}", "body.html.j2:1", "unsafe"),
        ("{{ nothing }}", "body.html.j2:1", "'nothing' is undefined"),
    ],
)
def test_mistakes_are_told_with_file_and_line(template: str, where: str, what: str, tmp_path: Path) -> None:
    """A misspelt field, a slip of syntax and a way out of the sandbox are errors with the template's name and line."""
    (tmp_path / "body.html.j2").write_text(template)
    with pytest.raises(RenderError, match="template") as caught:
        html_text(build_brief(single()), templates=tmp_path)
    assert caught.value.where == where
    assert what in caught.value.what


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    """A template or style sheet in the given folder stands in for the package's own of the same name; the rest stays."""
    (tmp_path / "texts.html.j2").write_text("<p>{{ brief.title }}!</p>")
    (tmp_path / "base.css").write_text("/* house colours */")
    html = html_text(build_brief(single()), templates=tmp_path)
    assert "<p>Harbour plan!</p>" in html
    assert "house colours" in html
    assert "How this brief was made" in html


@pytest.mark.parametrize(
    ("given", "html"),
    [
        ('<b> & "quotes"', "&lt;b&gt; &amp; &#34;quotes&#34;"),
        ("a" * 24, "a" * 24),
        ("a" * 30, "a" * 12 + "<wbr>" + "a" * 12 + "<wbr>" + "a" * 6),
        ("&" * 26, "&amp;" * 12 + "<wbr>" + "&amp;" * 12 + "<wbr>&amp;&amp;"),
    ],
)
def test_breakable(given: str, html: str) -> None:
    """Long words get places to break; everything is escaped, and nothing else is put in."""
    assert str(breakable(given)) == html


def test_pieces() -> None:
    """Runs keep their marks; a long word over two runs can break between them."""
    runs = (Run("ab"), Run("c" * 14, model.MarkKind.DIFFERS), Run(" d"))
    assert list(pieces(runs)) == [("ab", None), ("<wbr>" + "c" * 14, "differs"), (" d", None)]


def test_hatch_stays_inside() -> None:
    """The lines of an omitted statement and the dots of an added one stay within it, however short it is."""
    for label in ("omitted", "added"):
        for width in (0.4, 3.0, 9.0, 40.0, 700.0):
            numbers = [float(number) for number in re.findall(r"M(\d+\.\d)", hatch(Tick(100.0, width, label), 36))]
            assert all(100 <= number <= 100 + width for number in numbers)


def test_the_environment_escapes() -> None:
    """Templates of any name are escaped, whatever their suffix."""
    assert environment().from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"


def test_the_guide_names_every_file_and_filter() -> None:
    """The guide to the templates knows each of their files and the filters they may use."""
    guide = (templates_folder() / "README.md").read_text("utf-8")
    assert [path.name for path in (templates_folder() / "brief").iterdir() if f"`{path.name}`" not in guide] == []
    own = {"breakable", "pieces", "quantity", "cut", "anchor"}
    assert [name for name in own if f"`{name}`" not in guide] == []
    assert own <= set(environment().filters)


def test_colours_can_be_read() -> None:
    """Every colour of text has 4.5 to 1 of contrast on white, and black has on every tint."""
    css = (templates_folder() / "brief" / "base.css").read_text("utf-8")
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))
    tints = {name for name in colours if name.endswith("-tint")}
    assert len(tints) == 3
    for name, colour in colours.items():
        if name in tints:
            assert contrast(colour, colours["ink"]) >= 7
            assert contrast(colour, colours[name.removesuffix("-tint")]) >= 4.5
        elif name != "rule":
            assert contrast(colour, "#ffffff") >= 4.5, name


def test_a_palette_of_ones_own(tmp_path: Path) -> None:
    """Pages on a screen take their colours from one file, which a folder of one's own may hold; a layout there needs no copy."""
    (tmp_path / "palette.css").write_text(":root { --paper: #fdfcf8; }")
    assert ":root { --paper: #fdfcf8; }" in html_text(build_brief(single()), templates=tmp_path)
    (tmp_path / "palette.css").unlink()
    (tmp_path / "screen.css").write_text("body { margin: 1em; }")
    page = html_text(build_brief(single()), templates=tmp_path)
    assert "body { margin: 1em; }" in page
    assert "--paper: #fff;" in page


def test_a_colour_has_one_place() -> None:
    """The layouts of brief and review give no colour anew that the palette has."""
    folder = templates_folder()
    names = set(re.findall(r"(--[a-z-]+):", (folder / "brief" / "palette.css").read_text("utf-8")))
    for layout in (folder / "brief" / "screen.css", folder / "review" / "review.css"):
        assert names.isdisjoint(re.findall(r"(--[a-z-]+):", layout.read_text("utf-8"))), layout.name


def test_the_settings_colours_are_those_of_the_style_sheet() -> None:
    """What the settings take for the package's own colours stands in the style sheet, tints included."""
    css = (templates_folder() / "brief" / "base.css").read_text("utf-8")
    for name in COLOURS:
        assert f"--{name}: {getattr(Look(), name)};" in css
        assert name == "matched" or f"--{name}-tint: {Look().tint(name)};" in css
    assert look_css(Look()) == ""


def test_a_house_look(tmp_path: Path) -> None:
    """House, logo and colours are in the page, and its policy lets the logo be shown; hostile names are text."""
    logo = tmp_path / "logo.png"
    logo.write_bytes(LOGO)
    html = html_text(build_brief(single()), look=Look(house="<b>News", logo=str(logo), contrasting="#7a0f4f"))
    assert "--contrasting: #7a0f4f; --contrasting-tint: #" in html
    assert '<span class="house">&lt;b&gt;News</span>' in html
    assert '<img class="logo" src="data:image/png;base64,iVBOR' in html
    assert 'alt="&lt;b&gt;News"' in html
    assert "img-src data:" in html
