"""The vendored typefaces: what they can show, and that they are as they came."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

import pytest
from fontTools.ttLib import TTFont

from reportgen.brief.faces import COVERAGE, in_faces
from reportgen.resources import fonts_folder

UNMODIFIED = {
    "SourceSans3_400Regular.ttf": "393fb5b878ceed04aebc34b097e853ae5138c51d0c34b496ce8e2b47e0d0b94a",
    "SourceSans3_600SemiBold.ttf": "bd2550fce2d295b0bf20bd8b1b7f1477da834f1066bd850aafdb4787a67a63ca",
    "SourceSerif4_400Regular.ttf": "d47da11c5f55f031d9ec54c3172865d76009b2cbab5c706dfa73866b00096639",
    "SourceSerif4_400Regular_Italic.ttf": "8abc06ebcf3a84d6e18763fad2fd237c9149104f16963f459c8763390048aff2",
    "SourceSerif4_700Bold.ttf": "162a20188bb5c72582b77ca1c3a03480b743695b1c3c04dd0d79ead4e74f4533",
}
"""SHA-256 of each file in `@expo-google-fonts/source-sans-3` and `/source-serif-4`, both 0.4.1, on npm."""


@pytest.mark.parametrize("name", UNMODIFIED)
def test_the_typefaces_are_unmodified(name: str) -> None:
    """The name "Source" is reserved: the files are those of the publisher, to the byte, with their licences."""
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
