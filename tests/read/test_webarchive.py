"""Safari's web archives."""

import hashlib
import plistlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import ReadError, ReportgenError
from reportgen.read import read, webarchive

TEXT = "The ferry line will reopen in May, the “transport” ministry said on Sunday."
PAGE = f"<html><head><title>Ferry</title></head><body><h1>Ferry line reopens</h1><p>{TEXT}</p></body></html>"
URL = "https://www.example.org/ferry"


def archive(data: bytes = PAGE.encode(), *, fmt: Any = plistlib.FMT_BINARY, **fields: object) -> bytes:
    """Return an archive of a page."""
    resource = {"WebResourceData": data, "WebResourceMIMEType": "text/html", "WebResourceURL": URL, **fields}
    return plistlib.dumps({"WebMainResource": resource, "WebSubresources": []}, fmt=fmt)


@pytest.mark.parametrize("fmt", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_page(fmt: Any) -> None:
    """The page inside is read with its address; bytes and type are those of the archive."""
    data = archive(fmt=fmt)
    document = read(data, name="Ferry.webarchive")
    assert document.text == f"Ferry line reopens\n\n{TEXT}"
    assert (document.name, document.url, document.title) == ("Ferry.webarchive", URL, "Ferry line reopens")
    assert (document.media_type, document.sha256) == ("application/x-webarchive", hashlib.sha256(data).hexdigest())


def test_the_encoding_the_browser_noted() -> None:
    """The page is read in the encoding Safari read it in."""
    assert TEXT in read(archive(PAGE.encode("cp1252"), WebResourceTextEncodingName="windows-1252"), name="a").text


@pytest.mark.parametrize(
    "data",
    [
        archive()[:-40],
        archive()[:60] + b"\xff" * 20 + archive()[80:],
        b"bplist00 WebMainResource WebResourceData",
        plistlib.dumps({"WebMainResource": {"WebResourceData": "no bytes"}}),
        plistlib.dumps({"WebMainResource": "WebResourceData"}),
    ],
)
def test_broken(data: bytes) -> None:
    """An archive that is cut short or no archive is an error with a way out."""
    with pytest.raises(ReadError) as caught:
        read(data, name="a.webarchive")
    # Where the damage hides what it is, it is no text either.
    assert caught.value.slug in {"archive-broken", "empty-document", "binary-file"}


def test_other_lists() -> None:
    """A property list without a page is none of this reader's."""
    assert not webarchive.sniff(plistlib.dumps({"a": 1}), "a.webarchive")


@given(st.data())
def test_damaged(data: st.DataObject) -> None:
    """A damaged archive gives a document or an error with a name."""
    content = bytearray(archive())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert webarchive.read(bytes(content), "a.webarchive").text
    except ReportgenError as error:
        assert error.slug  # noqa: PT017  (either outcome is right)
