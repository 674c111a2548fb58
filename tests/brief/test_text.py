"""Texts made safe to print."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.brief import text
from reportgen.brief.text import printable

any_text = st.text(st.characters(), max_size=200) | st.text(st.sampled_from("a\u0301\u202e\ud800\u200d\x00 \n🙂中"), max_size=60)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plain words", "plain words"),
        ("two\n lines\tand\u2028three", "two lines and three"),
        ("soft\u00adhyphen, zero\u200bwidth, \ufeffmark", "softhyphen, zerowidth, mark"),
        ("a\u202eb", "a[U+202E]b"),
        ("bell\x07", "bell[U+0007]"),
        ("lone \ud800 half", "lone [U+D800] half"),
        ("\ue000\ue001", "[U+E000 U+E001]"),
        ("\x01" * 12, "[U+0001 … 12 characters]"),
        ("cafe\u0301", "café"),
        ("Ґанок, їжак, Ελλάδα, Đà Nẵng", "Ґанок, їжак, Ελλάδα, Đà Nẵng"),
        # A page that is no PDF may show these; what a PDF's typefaces lack is named later.
        ("北京 🙂", "北京 🙂"),
        ("no\u00a0break", "no\u00a0break"),
        ("", ""),
    ],
)
def test_printable(given: str, shown: str) -> None:
    """Odd characters are named, invisible ones dropped, white space is folded; letters of all alphabets stay."""
    assert printable(given) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a" + "\u0301" * 500 + " rose", "\u00e1\u0301[U+0301 … 498 characters] rose"),
        ("Vie\u0323\u0302t Nam", "Việt Nam"),
        ("\u03b1\u0314\u0301\u0345", "ᾅ"),
        ("שָׁלוֹם, नमस्ते, ที่นี่, مُحَمَّد", "שָׁלוֹם, नमस्ते, ที่นี่, مُحَمَّد"),
        ("\u0301\u0302", "[U+0301 U+0302]"),
        ("a \u0301b", "a [U+0301]b"),
        ("a\u0316\u0317\u0318", "a\u0316\u0317[U+0318]"),
    ],
)
def test_stacked_accents_are_named(given: str, shown: str) -> None:
    """Two marks in one place are kept, what is stacked on them is named, and so is a mark without a letter."""
    assert printable(given) == unicodedata.normalize("NFC", shown)


@given(any_text)
def test_printable_holds_nothing_odd(given: str) -> None:
    """No control character, surrogate, direction mark or line break is left, whatever the text; twice is as good as once."""
    shown = printable(given)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Co", "Zl", "Zp") for character in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    assert printable(shown) == shown
    shown.encode()


def test_a_long_text_is_quick() -> None:
    """Five million characters of one kind need no more than one pass."""
    assert len(printable("\x01" * 5_000_000)) < 100
    assert len(printable("a\u0301" * 2_500_000)) == 2_500_000


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-06-13", "13 June 2024"),
        ("2024-06-13T15:17:22-04:00", "13 June 2024, 15:17 (UTC−4)"),
        ("2024-06-13T15:17:22Z", "13 June 2024, 15:17 UTC"),
        ("2024-06-13T15:17:22+05:30", "13 June 2024, 15:17 (UTC+5:30)"),
        ("2024-06-13T15:17:22", "13 June 2024, 15:17"),
        ("last Thursday", "last Thursday"),
        ("2024-02-31", "2024-02-31"),
        ("", None),
        (None, None),
    ],
)
def test_date_words(value: str | None, words: str | None) -> None:
    """Dates are told in words; what is no date is left alone."""
    assert text.date_words(value) == words


@pytest.mark.parametrize(
    ("value", "link"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/Київ", "https://example.org/%D0%9A%D0%B8%D1%97%D0%B2"),
        ('https://example.org/"onclick=', "https://example.org/%22onclick="),
        ("javascript:alert(1)", None),
        ("JAVASCRIPT:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//example.org", None),
        ("https://", None),
        ("https://example.org/\nx", None),
        ("java\tscript:alert(1)", None),
        ("https://[broken", None),
        ("https://example.org/" + "x" * 3000, None),
        ("https://example.org/\ud800", None),
        (None, None),
    ],
)
def test_safe_url(value: str | None, link: str | None) -> None:
    """Only an address of the web becomes a link, in ASCII and fit for an attribute."""
    assert text.safe_url(value) == link


@pytest.mark.parametrize(
    ("value", "limit", "expected"),
    [
        ("short", 10, "short"),
        ("several words here", 14, "several words…"),
        ("x" * 50, 10, "x" * 9 + "…"),
        ("abcd, ef gh", 8, "abcd…"),
    ],
)
def test_shorten(value: str, limit: int, expected: str) -> None:
    """A text is cut after a word, without the comma before the ellipsis, within its limit."""
    assert text.shorten(value, limit) == expected
    assert len(expected) <= limit


@pytest.mark.parametrize(("tag", "kept"), [("en", "en"), ("uk-UA", "uk-UA"), ('"><script>', None), ("", None), ("x" * 30, None)])
def test_language_tag(tag: str, kept: str | None) -> None:
    """A language is written into the page only if it is well formed."""
    assert text.language_tag(tag) == kept


def test_join_words() -> None:
    """Lists are joined as in a sentence."""
    assert [text.join_words(list(part)) for part in ("a", "ab", "abc")] == ["a", "a and b", "a, b and c"]
