"""Which bytes are a web page."""

import codecs

import pytest

from reportgen.read.html import sniff


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"<!DOCTYPE html><p>A", "a.txt", True),
        (b"\n<!-- saved -->\n<html lang=en>", "-", True),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', "a", True),
        (codecs.BOM_UTF16_LE + "<html>".encode("utf-16-le"), "a.txt", True),
        (codecs.BOM_UTF8 + b"<html>", "a.txt", True),
        (b"<p>A part of a page.</p>", "pasted.txt", True),
        (b"<div class='x'><ul><li>One</li></ul></div>", "text", True),
        # Where the name says so, less will do.
        (b"Only <b>words</b>.", "a.html", True),
        # Markdown may begin with an element; a page in a file called so is still a page.
        (b"<div align=center><p>Logo</p></div>\n\n# Title", "README.md", False),
        (b"<html><body>", "README.md", True),
        # What only looks like it.
        (b"<p and q are numbers>", "a.txt", False),
        (b"<table lamp> was sold", "a.txt", False),
        (b'<?xml version="1.0"?><rss>', "feed.xml", False),
        (b"Plain text with a <b>word</b>.", "a.txt", False),
        (b"# Title\n\n<html>", "a.md", False),
        (b"%PDF-1.7", "a.html", False),
        (b"", "a.html", False),
        (b"<" * 5000, "a.txt", False),
    ],
)
def test_sniff(data: bytes, name: str, expected: bool) -> None:  # noqa: FBT001  (a column of the table)
    """The beginning decides; the name only settles a doubt."""
    assert sniff(data, name) is expected
