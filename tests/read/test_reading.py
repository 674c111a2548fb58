"""The one door to every reader."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import Document
from reportgen.errors import ReadError, ReportgenError, UsageError
from reportgen.read import clean, read

TEXT = "---\ntitle: Own\ndate: 2024-06-13\nurl: https://www.state.gov/a\n---\nThe two signed."


def test_own_metadata(tmp_path: Path) -> None:
    """What the file says of itself stands, dates as ISO 8601, the publisher by the address."""
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")
    document = read(path)
    assert (document.title, document.published, document.publisher) == ("Own", "2024-06-13", "U.S. Department of State")
    assert document.name == "a.md"


def test_given_metadata() -> None:
    """What the caller says wins."""
    document = read(TEXT.encode(), name="b.md", given={"title": "Given", "published": "June 14, 2024", "publisher": "Us"})
    assert (document.title, document.published, document.publisher) == ("Given", "2024-06-14", "Us")
    assert document.url == "https://www.state.gov/a"


def test_from_text() -> None:
    """A text that was no file is read the same way."""
    document = Document.from_text(TEXT, title="Given", name="pasted")
    assert (document.title, document.published, document.name) == ("Given", "2024-06-13", "pasted")


@pytest.mark.parametrize(("given_", "slug"), [({"titel": "x"}, "unknown-metadata"), ({"published": "soon"}, "bad-date")])
def test_metadata_that_cannot_be(given_: dict[str, str], slug: str) -> None:
    """A misspelt key or a date that is none is the caller's mistake."""
    with pytest.raises(UsageError) as caught:
        read(b"Text.", given=given_)
    assert caught.value.slug == slug


def test_empty_file() -> None:
    """An empty file is an error that names the file."""
    with pytest.raises(ReadError, match=r"empty\.txt: the file is empty"):
        read(b"", name="empty.txt")


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes(data: bytes) -> None:
    """Any bytes give a document or an error with a name, and cleaning does not fail on it."""
    try:
        document = read(data, name="a.txt")
    except ReportgenError:
        return  # whichever format the bytes look like has its own
    assert clean(document).text == document.text
