"""Which addresses may be fetched."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import UsageError
from reportgen.read.web.address import is_address, is_public, parse_address


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("127.9.9.9", False),
        ("0.0.0.0", False),  # noqa: S104  (nothing is bound to it)
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("168.63.129.16", False),
        ("192.0.2.1", False),
        ("198.18.0.1", False),
        ("224.0.1.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("fd00:ec2::254", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
        # IPv4 inside IPv6: mapped, compatible, 6to4, NAT64, Teredo.
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("::127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("2002:5db8:d70e::", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d70e", True),
        ("2001:0:7f00:1::f5ff:fffe", False),
        # Only what a name was resolved to is asked about; anything else is no address.
        ("localhost", False),
        ("2130706433", False),
        ("", False),
    ],
)
def test_public(address: str, expected: bool) -> None:  # noqa: FBT001  (a column of the table)
    """Only addresses of the open net are public, in whatever form they are written."""
    assert is_public(address) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTP://Example.ORG:80/A?b=C#d", "http://example.org/A?b=C"),
        ("https://example.org:8443/a%20b", "https://example.org:8443/a%20b"),
        ("https://bücher.example/ü?ü", "https://xn--bcher-kva.example/%C3%BC?%C3%BC"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("https://example.org./a", "https://example.org/a"),
    ],
)
def test_parsed(text: str, expected: str) -> None:
    """An address is brought to the form it is asked for in."""
    assert str(parse_address(text)) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ftp://example.org/a", "'ftp'"),
        ("file:///etc/passwd", "'file'"),
        ("gopher://example.org:25/", "'gopher'"),
        ("https://user:secret@example.org/", "a name or a password"),
        ("https://user@example.org/", "a name or a password"),
        ("https://", "names no host"),
        ("https:///a", "names no host"),
        ("https://example.org:0/", "names no host"),
        ("https://example.org:99999/", "no address"),
        ("https://[::1/", "no address"),
        ("https://exa mple.org/", "a space"),
        ("https://exa\u02dbmple.org/", "no address"),
        ("https://exa*mple.org/", "no address"),
        ("https://example.org/\r\nHost: other", "a space or a control character"),
        ("https://example.org\\@other.example/", "a space or a control character"),
        ("https://" + "a" * 64 + ".example/", "no address"),
        ("https://example.org/" + "a" * 4_000, "characters"),
    ],
)
def test_refused(text: str, told: str) -> None:
    """What is no address of a page is refused before anything is asked of anybody, and a password is not repeated."""
    with pytest.raises(UsageError, match="bad-address") as caught:
        parse_address(text)
    assert told in str(caught.value)
    assert "secret" not in str(caught.value)


@given(st.text(max_size=40).map(lambda text: "https://" + text))
def test_any_address(text: str) -> None:
    """Any text gives an address that can be parsed again to the same, or an error with a name."""
    try:
        address = parse_address(text)
    except UsageError:
        return
    assert parse_address(str(address)) == address


def test_addresses_and_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is a file, also where it is called like an address."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "http:").mkdir()
    (tmp_path / "http:" / "a").write_text("Text.", encoding="utf-8")
    assert not is_address("http://a")
    assert is_address("http://b")
    assert not is_address(b"http://b")
    assert not is_address("C:\\texts\\a.txt")
    assert not is_address("a.txt")
