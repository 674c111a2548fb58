"""Addresses, names and moments as the standards write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rfc3339_validator import validate_rfc3339
from rfc3986_validator import validate_rfc3986

from reportgen.export.values import content_uri, document_uri, media_type, moment, storable, web_address
from tests.helpers import document


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTPS://Example.org/ü?q=ö#x", None),
        ("https://example.org/ü?q=ö#ä", "https://example.org/%C3%BC?q=%C3%B6#%C3%A4"),
        ("https://[2001:db8::1]:8080/", "https://[2001:db8::1]:8080/"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/{a}|b^", "https://example.org/%7Ba%7D%7Cb%5E"),
        ("javascript:alert(1)", None),
        ("https://a b/", None),
        ("https://example.org:http/", None),
        ("https:///path", None),
        ("", None),
        (None, None),
    ],
)
def test_web_address(given: str | None, expected: str | None) -> None:
    """A web address is written as RFC 3986 has it, and anything else is none."""
    if given == "HTTPS://Example.org/ü?q=ö#x":  # the scheme's case does not matter
        expected = "https://Example.org/%C3%BC?q=%C3%B6#x"
    assert web_address(given) == expected


@given(st.text(max_size=30).map("https://example.org/".__add__) | st.text(max_size=30).map("http://".__add__) | st.text())
def test_every_address_is_a_uri(text: str) -> None:
    """Whatever comes out is a URI to a strict reader."""
    found = web_address(text)
    assert found is None or validate_rfc3986(found, rule="URI")


@given(st.datetimes(timezones=st.none() | st.timezones()) | st.dates())
def test_every_moment_is_a_date_time(value: object) -> None:
    """An ISO date, with or without time and zone, is the date-time of RFC 3339 or nothing."""
    found = moment(value.isoformat())  # type: ignore[attr-defined]
    assert found is None or validate_rfc3339(found)


@pytest.mark.parametrize("text", ["yesterday", "2024-13-01", "13 June 2024", "", None])
def test_what_is_no_date_is_no_moment(text: str | None) -> None:
    """A date in words is not guessed at."""
    assert moment(text) is None


def test_a_document_without_address_is_named_by_its_content() -> None:
    """The name is RFC 6920's example for its bytes, and does not depend on where the file lies."""
    hello = document("Hello World!", sha256="7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069")
    assert content_uri(hello) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
    assert document_uri(hello) == content_uri(hello)
    assert validate_rfc3986(content_uri(document("x", sha256="no hash")), rule="URI")


def test_storable() -> None:
    """NUL and lone surrogates become U+FFFD, one for one; everything else stays."""
    assert storable({"a\0": ["\ud800b", 1, None, "\U0001f469"]}) == {"a\ufffd": ["\ufffdb", 1, None, "\U0001f469"]}


@pytest.mark.parametrize(
    ("given", "expected"), [("text/plain", "text/plain"), ("text", None), ('a/b"', None), ("a/b; c=d", None)]
)
def test_media_type(given: str, expected: str | None) -> None:
    """A media type is taken only where it is well formed."""
    assert media_type(given) == expected
