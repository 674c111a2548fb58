"""Office files that are known and not read."""

from __future__ import annotations

import pytest

from reportgen.errors import ReadError
from reportgen.read import read
from reportgen.read.office.other import OLE
from tests.read.office.makers import zipped


@pytest.mark.parametrize(
    ("data", "slug", "said"),
    [
        (OLE + bytes(504) + "WordDocument".encode("utf-16-le"), "office-file", "--convert-to docx"),
        (OLE + bytes(504) + "Workbook".encode("utf-16-le"), "office-file", "an old Excel file"),
        (OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "password-needed", "locked with a password"),
        (b"{\\rtf1\\ansi The bridge.}", "office-file", "a Rich Text file"),
        (zipped({"xl/workbook.xml": "<a/>"}), "office-file", "an Excel file"),
        (zipped({"ppt/presentation.xml": "<a/>"}), "office-file", "a PowerPoint file"),
        (zipped({"notes.txt": "The bridge."}), "binary-file", "a ZIP archive"),
    ],
)
def test_what_it_is(data: bytes, slug: str, said: str) -> None:
    """Each is told by its name, with what to do about it."""
    with pytest.raises(ReadError) as caught:
        read(data, name="a.bin")
    assert caught.value.slug == slug
    assert said in str(caught.value)
