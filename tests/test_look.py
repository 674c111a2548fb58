"""A house's look: what may be set, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportgen.config import load_config
from reportgen.errors import UsageError
from reportgen.look import COLOURS, DARK_PAPER, ENOUGH_CONTRAST, Look, contrast, on_dark
from reportgen.resources import fonts_folder

if TYPE_CHECKING:
    from pathlib import Path

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def test_the_packages_own_colours_can_be_read() -> None:
    """The defaults pass the check themselves."""
    Look().check()
    for name in COLOURS:
        assert contrast(getattr(Look(), name), "#ffffff") >= ENOUGH_CONTRAST


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"contrasting": "red"}, "contrasting should be a colour, found 'red'"),
        ({"added": "#12345"}, "added should be a colour"),
        ({"omitted": "#8899ff"}, "omitted is too light to be read"),
        ({"logo": "missing.png"}, "the logo cannot be read: no such file or directory"),
        ({"typefaces": ("missing.ttf",)}, "'missing.ttf', which is no typeface"),
        ({"typefaces": ("pyproject.toml",)}, "which is no typeface"),
    ],
)
def test_what_is_refused(change: dict[str, str], told: str) -> None:
    """A colour that is none or too light, a logo and a typeface that are not there are told, with what to do."""
    with pytest.raises(UsageError, match="bad-setting") as caught:
        replace(Look(), **change).check()
    assert told in caught.value.what
    assert caught.value.remedy


def test_a_logo_must_be_a_picture(tmp_path: Path) -> None:
    """A logo is a PNG or a JPEG by its content, not by its name."""
    (tmp_path / "logo.png").write_bytes(PIXEL)
    Look(logo=str(tmp_path / "logo.png")).check()
    (tmp_path / "logo.png").write_text("<svg onload='alert(1)'/>")
    with pytest.raises(UsageError, match="no PNG or JPEG"):
        Look(logo=str(tmp_path / "logo.png")).check()


def test_paths_are_relative_to_the_settings_file(tmp_path: Path) -> None:
    """Logo and typefaces are found from the folder of the settings file, and mistakes name that file."""
    (tmp_path / "logo.png").write_bytes(PIXEL)
    (tmp_path / "own.ttf").write_bytes((fonts_folder() / "NotoSansThai_400Regular.ttf").read_bytes())
    file = tmp_path / "reportgen.toml"
    file.write_text('[look]\nhouse = "The Harbour News"\nlogo = "logo.png"\ntypefaces = ["own.ttf"]\nadded = "#0b5d5d"\n')
    look = load_config(file).look
    assert (look.house, look.logo, look.typefaces) == (
        "The Harbour News",
        str(tmp_path / "logo.png"),
        (str(tmp_path / "own.ttf"),),
    )
    file.write_text('[look]\nlogo = "other.png"\n')
    with pytest.raises(UsageError, match=r"reportgen\.toml"):
        load_config(file)
    file.write_text('[look]\ncolour = "#000000"\n')
    with pytest.raises(UsageError, match="no setting 'colour'"):
        load_config(file)


@pytest.mark.parametrize("colour", [*(getattr(Look(), name) for name in COLOURS), "#000000", "#0000ff", "#7a0f4f", "#c00000"])
def test_on_dark(colour: str) -> None:
    """Every colour dark enough for white paper has a light kind that can be read on a dark page and on its own dark ground."""
    light, ground = on_dark(colour)
    assert min(contrast(light, ground), contrast(light, DARK_PAPER), contrast("#ececf0", ground)) >= ENOUGH_CONTRAST
