"""The vendored typefaces: what they can show, and that they are as they came."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from reportgen.brief.faces import COVERAGE, characters_of, in_faces, other_faces, system_faces
from reportgen.resources import fonts_folder

if TYPE_CHECKING:
    from pathlib import Path

UNMODIFIED = {
    "NotoSansArabic_400Regular.ttf": "252629ca0e87b6233851249b8cbf7b43445211a8caf199f1b306a19202251508",
    "NotoSansArmenian_400Regular.ttf": "678a89f5dafb25b71ba5c323b428a579e4e664e9dc8c35b9f1d327d82fc9e5ba",
    "NotoSansDevanagari_400Regular.ttf": "084a94d89eb54aafb93a056e15425c34fd859f6342875165d304837b3bcfc2d2",
    "NotoSansGeorgian_400Regular.ttf": "35b1dc2d78025505b6d4b7977960060fdb0a9a0dfb21c356fe8ca554172e8f00",
    "NotoSansHebrew_400Regular.ttf": "e0ee753f09733337b9236221018d4bf71fd6d06c87dd76bbc83120514bc55911",
    "NotoSansThai_400Regular.ttf": "9acb585d8662ca4ed1b1cf5889dfa1393f8555103b3986e1ea1e3af4faef70bd",
    "SourceSans3_400Regular.ttf": "393fb5b878ceed04aebc34b097e853ae5138c51d0c34b496ce8e2b47e0d0b94a",
    "SourceSans3_600SemiBold.ttf": "bd2550fce2d295b0bf20bd8b1b7f1477da834f1066bd850aafdb4787a67a63ca",
    "SourceSerif4_400Regular.ttf": "d47da11c5f55f031d9ec54c3172865d76009b2cbab5c706dfa73866b00096639",
    "SourceSerif4_400Regular_Italic.ttf": "8abc06ebcf3a84d6e18763fad2fd237c9149104f16963f459c8763390048aff2",
    "SourceSerif4_700Bold.ttf": "162a20188bb5c72582b77ca1c3a03480b743695b1c3c04dd0d79ead4e74f4533",
}
"""SHA-256 of each file in `@expo-google-fonts/source-sans-3` and `/source-serif-4`, both 0.4.1, and `/noto-sans-…`, on npm."""


@pytest.mark.parametrize("name", UNMODIFIED)
def test_the_typefaces_are_unmodified(name: str) -> None:
    """The name "Source" is reserved: the files are those of the publishers, to the byte, with their licences."""
    assert sha256((fonts_folder() / name).read_bytes()).hexdigest() == UNMODIFIED[name]
    assert (fonts_folder() / f"LICENSE-{name.partition('_')[0]}.txt").read_text("utf-8").startswith("Copyright")


@cache
def coverage() -> set[int]:
    """Return the characters Source Sans has in every vendored weight."""
    faces = [set(TTFont(path).getBestCmap()) for path in fonts_folder().glob("SourceSans3_*.ttf")]
    return {code for code in set.intersection(*faces) if code >= 0x20 and not 0x7F <= code < 0xA0}


def test_coverage_is_that_of_the_faces() -> None:
    """The list of characters agrees with the typefaces; every one of them has a glyph in either family's text faces."""
    lines = (fonts_folder() / COVERAGE).read_text("ascii").splitlines()
    listed: set[int] = set()
    for line in lines:
        if not line.startswith("#"):
            first, _, last = line.partition("-")
            listed |= set(range(int(first, 16), int(last or first, 16) + 1))
    assert listed == coverage()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Ґанок, Ελλάδα, Đà Nẵng – “x” ◆▽▲■", "Ґанок, Ελλάδα, Đà Nẵng – “x” ◆▽▲■"),
        ("北京", "[U+5317 U+4EAC]"),
        ("שלום עולם", "[U+05E9 U+05DC U+05D5 U+05DD] [U+05E2 U+05D5 U+05DC U+05DD]"),
        ("👍🏽", "[U+1F44D U+1F3FD]"),
    ],
)
def test_what_no_face_has_is_named(given: str, shown: str) -> None:
    """Letters without a glyph are named, others stay."""
    assert in_faces(given) == shown


def test_no_typeface_is_unaccounted_for() -> None:
    """Every typeface of the package is one of those listed above."""
    assert {path.name for path in fonts_folder().glob("*.ttf")} == set(UNMODIFIED)


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["plain", "Ελλάδα", "Ґанок"], []),
        (["שלום"], ["NotoSansHebrew"]),
        (["صحيفة", "plain", "भारत"], ["NotoSansArabic", "NotoSansDevanagari"]),
        (["ประเทศไทย Հայաստան საქართველო"], ["NotoSansArmenian", "NotoSansGeorgian", "NotoSansThai"]),
        (["👍🏽"], []),
    ],
)
def test_a_typeface_for_each_script(texts: list[str], names: list[str]) -> None:
    """The typefaces a text needs are found, and no others."""
    assert [path.name.partition("_")[0] for path in other_faces(texts)] == names


def test_names_of_what_is_left() -> None:
    """With the typefaces of other scripts at hand only what none of them has is named."""
    faces = other_faces(["שלום 👍🏽"])
    assert in_faces("שלום 👍🏽 שלום", faces) == "שלום [U+1F44D U+1F3FD] שלום"


def test_a_typeface_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk's own typefaces come first, the system's last; what cannot be read as a typeface has no character."""
    own = tmp_path / "Own.ttf"
    own.write_bytes((fonts_folder() / "NotoSansHebrew_400Regular.ttf").read_bytes())
    assert other_faces(["שלום"], [str(own)]) == (own,)
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no typeface")
    assert characters_of(broken) == frozenset()
    assert characters_of(tmp_path / "missing.ttf") == frozenset()
    monkeypatch.setattr("reportgen.brief.faces.SYSTEM_FOLDERS", (str(tmp_path),))
    system_faces.cache_clear()
    (tmp_path / "wqy-microhei.ttc").write_bytes(b"")
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(b"")
    assert [path.name for path in system_faces()] == ["NotoSansCJK-Regular.ttc", "wqy-microhei.ttc"]
    system_faces.cache_clear()
