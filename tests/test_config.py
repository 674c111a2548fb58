"""`reportgen.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportgen.config import Config, Output, fill, find_config, load_config, parse_assignment
from reportgen.errors import UsageError
from reportgen.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def load(folder: Path, text: str) -> Config:
    """Return what a settings file of this text says."""
    path = folder / "reportgen.toml"
    path.write_text(text, "utf-8")
    return load_config(path)


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    """Without entries everything stays as it is."""
    config = load(tmp_path, "# nothing yet\n")
    assert (config.settings, config.output) == (Settings(), Output())
    assert config.path == tmp_path / "reportgen.toml"


def test_values_are_taken(tmp_path: Path) -> None:
    """Numbers, lists and texts reach their fields; one text may stand for a list; a byte order mark is no harm."""
    config = load(tmp_path, '\ufeff[settings]\nlink_floor = 1\nkeep = "photo caption"\n[output]\nformats = ["html"]\n')
    assert config.settings == Settings(link_floor=1.0, keep=("photo caption",))
    assert config.output == Output(formats=("html",))


@pytest.mark.parametrize(("written", "expected"), [("briefs", "{here}/briefs"), ("/srv/briefs", "/srv/briefs"), (None, "output")])
def test_the_output_folder_is_beside_the_file(tmp_path: Path, written: str | None, expected: str) -> None:
    """A folder in the file is relative to the file; the default is relative to the working folder."""
    config = load(tmp_path, f'[output]\nfolder = "{written}"\n' if written else "[output]\n")
    assert config.output.folder == expected.format(here=tmp_path)


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    """The file is looked for upward, the nearest wins, and a folder of that name is none."""
    inner = tmp_path / "desk" / "today"
    inner.mkdir(parents=True)
    (tmp_path / "reportgen.toml").touch()
    assert find_config(inner) == tmp_path / "reportgen.toml"
    (tmp_path / "desk" / "reportgen.toml").touch()
    assert find_config(inner) == tmp_path / "desk" / "reportgen.toml"
    (inner / "reportgen.toml").mkdir()
    assert find_config(inner) == tmp_path / "desk" / "reportgen.toml"


@pytest.mark.parametrize(
    ("text", "slug", "message"),
    [
        ("[settings\n", "settings-not-toml", "this is not TOML"),
        ("a = " + "[" * 5000, "settings-not-toml", "this is not TOML"),
        ("[setting]\n", "unknown-setting", "there is no table 'setting' (unknown-setting).\n  Did you mean 'settings'?"),
        ("[colours]\n", "unknown-setting", "There are: settings, output, look."),
        ("[settings]\nlink_flor = 0.5\n", "unknown-setting", "Did you mean 'link_floor'?"),
        ("[settings]\nlink_floor = 1.5\n", "bad-setting", "link_floor should be a number from 0 to 1, found 1.5"),
        ("[settings]\nlink_floor = nan\n", "bad-setting", "link_floor should be a number from 0 to 1, found nan"),
        ("[settings]\nlink_floor = true\n", "bad-setting", "link_floor should be a number from 0 to 1, found True"),
        ("[settings]\nkeep = [1]\n", "bad-setting", "keep should be a list of texts, found [1]"),
        ("[output]\nfolder = 1\n", "bad-setting", "folder should be a text, found 1"),
        ("settings = 1\n", "bad-setting", "settings should be a table, found 1"),
        ("output = 'briefs'\n", "bad-setting", "output should be a table, found 'briefs'"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, slug: str, message: str) -> None:
    """A file that cannot be meant so is refused, with its name and what is wrong."""
    with pytest.raises(UsageError) as caught:
        load(tmp_path, text)
    assert caught.value.slug == slug
    assert str(caught.value).startswith(f"{tmp_path}/reportgen.toml: ")
    assert message in str(caught.value)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are no TOML; a folder cannot be read."""
    path = tmp_path / "reportgen.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not TOML"):
        load_config(path)
    with pytest.raises(UsageError, match="cannot be read"):
        load_config(tmp_path)


@pytest.mark.parametrize(
    ("assignment", "expected"),
    [
        ("link_floor=0.6", ("link_floor", 0.6)),
        ("link_floor = 0.6", ("link_floor", 0.6)),
        ("keep=['menu', 'photo caption']", ("keep", ["menu", "photo caption"])),
        ("keep=photo caption", ("keep", "photo caption")),
        ("keep=a=b", ("keep", "a=b")),
        ("keep=", ("keep", "")),
        ("keep=1\nlink_floor=0", ("keep", "1\nlink_floor=0")),
    ],
)
def test_assignments(assignment: str, expected: tuple[str, object]) -> None:
    """A value is read as in the settings file, and taken as text where it is none."""
    assert parse_assignment(assignment) == expected


@pytest.mark.parametrize("assignment", ["", "link_floor", "=0.6", " = 1"])
def test_assignments_that_set_nothing(assignment: str) -> None:
    """Without a name and an equals sign nothing is set."""
    with pytest.raises(UsageError, match="sets nothing"):
        parse_assignment(assignment)


def test_what_is_filled_stays_what_it_was() -> None:
    """Filling leaves the defaults alone and keeps the fields that are not named."""
    defaults = Settings(link_floor=0.7)
    assert fill(defaults, {"clear_floor": 0.9}) == Settings(link_floor=0.7, clear_floor=0.9)
    assert defaults == Settings(link_floor=0.7)
