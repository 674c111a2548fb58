"""What the README promises is true: its commands, options, settings, errors and examples."""

from __future__ import annotations

import importlib
import json
import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest

from reportgen.brief import FORMATS
from reportgen.cli import main
from reportgen.cli.app import COMMANDS
from reportgen.config import Output
from reportgen.look import Look
from reportgen.settings import Settings
from tests.test_architecture import SLUGS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")

GUIDE = (ROOT / "docs" / "comparison-file.md").read_text("utf-8")

SHARED = "What all commands share"


def section(title: str, level: int = 2) -> str:
    """Return what stands under a heading, up to the next one of its level or above."""
    after = README.partition(f"\n{'#' * level} {title}")[2]
    assert after, f"there is no heading {title!r}"
    return re.split(rf"\n#{{1,{level}}} ", after, maxsplit=1)[0]


def examples(language: str, text: str = README) -> list[str]:
    """Return the blocks of code in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_every_command_has_its_section() -> None:
    """The README tells about each command the program has, in the order of its help, and about no other."""
    assert re.findall(r"^### `reportgen ([a-z]+)", section("Commands"), re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_told(name: str) -> None:
    """Each option is in its command's section, in that of `compare` where the section says so, or in that of them all."""
    own = section(f"`reportgen {name}", 3)
    told = own + section(SHARED, 3)
    if "as for `compare`" in own or "as `compare` does" in own:
        told += section("`reportgen compare", 3)
    command = importlib.import_module(f"reportgen.cli.{name}").command
    for parameter in command.params:
        for option in parameter.opts:
            if option.startswith("--"):
                assert re.search(rf"`{option}[` ]", told), option
    known = {option for other in COMMANDS for option in options_of(other)} | {"--help"}
    assert set(re.findall(r"`(--[a-z-]+)", own)) <= known


def options_of(name: str) -> list[str]:
    """Return the options of a command."""
    return [option for parameter in importlib.import_module(f"reportgen.cli.{name}").command.params for option in parameter.opts]


def test_every_format_is_told() -> None:
    """The README and the help of -o name each format there is, and no other."""
    assert set(re.findall(r"`\.(\w+)`", section("Formats", 4).rpartition("|")[0])) == set(FORMATS)
    options = importlib.import_module("reportgen.cli.compare").command.params
    help_text = next(parameter.help for parameter in options if parameter.name == "outputs")
    assert set(re.findall(r"\.(\w+)", help_text)) == set(FORMATS)


def test_every_setting_is_told() -> None:
    """The settings file of the README has every entry there is, and no other."""
    told = re.findall(r"^(\w+) = ", section("Settings"), re.MULTILINE)
    assert sorted(told) == sorted(item.name for kind in (Settings, Output, Look) for item in fields(kind))


def test_every_error_is_told() -> None:
    """The table of errors lists exactly the names that messages end with, in their order."""
    listed = re.findall(r"^\| `([a-z-]+)` \|", section("Errors"), re.MULTILINE)
    assert listed == sorted(SLUGS)


def test_links_lead_somewhere() -> None:
    """Links to headings and files of the repository have their ends."""
    headings = {
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^#+ (.+)$", README, re.MULTILINE)
    }
    for target in re.findall(r"\]\(([^)\s]+)\)", README):
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif "://" not in target:
            assert (ROOT / target.partition("#")[0]).exists(), target


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working folder with the files the examples speak of."""
    official, press = sorted((ROOT / "seeds").glob("*.txt"))
    (tmp_path / "statement.txt").write_bytes(official.read_bytes())
    for name in ("report.txt", "daily.txt", "weekly.txt"):
        (tmp_path / name).write_bytes(press.read_bytes())
    (tmp_path / "pairs.csv").write_text("official,press\nstatement.txt,report.txt\n", "utf-8")
    for name, path in (("releases", official), ("articles", press)):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": name, "text": path.read_text("utf-8")}) + "\n", "utf-8")
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "official.txt").write_bytes(official.read_bytes())
    (tmp_path / "archive" / "press.txt").write_bytes(press.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("reportgen.review.server.serve", lambda *_: None)  # the page would stay open until Ctrl-C
    return tmp_path


@pytest.mark.slow
@pytest.mark.usefixtures("desk")
def test_the_examples_of_the_command_line_run() -> None:
    """Each `reportgen` line does what it says, in the order in which a reader meets them."""
    lines = [line.split(" #")[0] for block in examples("sh") for line in block.splitlines() if line.startswith("reportgen ")]
    assert len(lines) >= 8
    for line in lines:
        code = main(shlex.split(line)[1:])
        assert code == 0 or (code == 4 and " check " in line), line


@pytest.mark.slow
def test_the_examples_in_python_run(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The Python example prints contrasts and writes both files, and the guide's example reads what it wrote."""
    (example,) = examples("python")
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102  (our own README)
    assert capsys.readouterr().out
    assert (desk / "brief.pdf").read_bytes().startswith(b"%PDF-")
    assert (desk / "brief.json").stat().st_size > 0
    for example in examples("python", GUIDE):
        exec(compile(example, "comparison-file.md", "exec"), {})  # noqa: S102  (our own guide)
    assert "  official: " in capsys.readouterr().out
