"""`reportgen export`: a comparison in another system's shape."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reportgen.export import TARGETS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def comparison(run: Run, folder: Path) -> Path:
    """Return a comparison file in the working folder."""
    assert run("compare", "official.txt", "press.txt", "-o", "a.json").code == 0
    return folder / "a.json"


@pytest.mark.usefixtures("comparison")
@pytest.mark.parametrize("target", TARGETS)
def test_each_target_has_its_file(run: Run, folder: Path, target: str) -> None:
    """Without -o the export goes to the output folder, under the comparison's name and the target's suffix."""
    group = ["--group", "a1"] if target == "hypothesis" else []
    outcome = run("export", "a.json", "--to", target, *group)
    assert outcome.code == 0, outcome.err
    path = folder / "output" / f"a{TARGETS[target].suffix}"
    assert path.stat().st_size > 100
    assert f"Wrote output/{path.name}" in outcome.err
    assert outcome.out == ""


@pytest.mark.usefixtures("comparison")
def test_where_it_goes(run: Run, folder: Path) -> None:
    """A file, a folder, standard output; a data package is a file only where it is called .zip."""
    assert run("export", "a.json", "--to", "slack", "-o", "b.json").code == 0
    (folder / "here").mkdir()
    assert run("export", "a.json", "--to", "slack", "-o", "here").code == 0
    assert (folder / "here" / "a.slack.json").read_bytes() == (folder / "b.json").read_bytes()
    assert json.loads(run("export", "a.json", "--to", "slack", "-o", "-").out) == json.loads(
        (folder / "b.json").read_text("utf-8")
    )
    assert run("export", "a.json", "--to", "datapackage", "-o", "tables").code == 0
    assert (folder / "tables" / "datapackage.json").exists()
    assert run("export", "a.json", "--to", "datapackage", "-o", "tables.zip").code == 0
    assert (folder / "tables.zip").read_bytes().startswith(b"PK")


@pytest.mark.usefixtures("comparison")
def test_the_settings_file_counts(run: Run, folder: Path) -> None:
    """Paper and house of the settings file are those of the PDF in a mail, and no mistake where there is none."""
    run("export", "a.json", "--to", "mail", "-o", "plain.eml")
    (folder / "reportgen.toml").write_text('[output]\npage_size = "Letter"\n[look]\nhouse = "Harbour News"\n', "utf-8")
    assert run("export", "a.json", "--to", "slack", "-o", "a.slack.json").code == 0
    assert run("export", "a.json", "--to", "mail", "-o", "house.eml").code == 0
    assert (folder / "house.eml").read_bytes() != (folder / "plain.eml").read_bytes()


@pytest.mark.usefixtures("comparison")
@pytest.mark.parametrize(
    ("arguments", "code", "slug"),
    [
        (["a.json", "--to", "fax"], 2, "usage"),
        (["a.json", "--to", "hypothesis"], 2, "group-missing"),
        (["a.json", "--to", "slack", "--xlsx"], 2, "option-without-effect"),
        (["a.json", "--to", "ninjs", "--trust", "editorialPolicy"], 2, "trust-indicator"),
        (["a.json", "--to", "mail", "--recipient", "nobody"], 2, "bad-mail-address"),
        (["a.json", "--to", "teams", "--brief-url", "brief.pdf"], 2, "bad-address"),
        (["a.json", "--to", "teams", "-o", "a.json"], 2, "output-is-input"),
        (["a.json", "--to", "teams", "-o", "nowhere/b.json"], 3, "no-such-folder"),
        (["missing.json", "--to", "teams"], 3, "missing-file"),
        (["official.txt", "--to", "teams"], 3, "not-a-comparison"),
    ],
)
def test_mistakes(run: Run, folder: Path, arguments: list[str], code: int, slug: str) -> None:
    """Each mistake has its name and its exit code, and nothing is written."""
    before = sorted(folder.rglob("*"))
    outcome = run("export", *arguments)
    assert outcome.code == code
    assert f"({slug})" in outcome.err
    assert [path for path in sorted(folder.rglob("*")) if path.is_file()] == [path for path in before if path.is_file()]
