"""OpenDocument texts, from bytes to documents."""

from __future__ import annotations

import pytest

from reportgen.errors import ReadError
from reportgen.read import read
from tests.read.office.makers import odt, zipped

MONDAY = "The bridge was opened on Monday."


def test_a_document() -> None:
    """Title, headings, lists, tables, boxes and notes are read as what they are; changes are accepted."""
    bold = "<style:style style:name='T1'><style:text-properties fo:font-weight='bold'/></style:style>"
    text = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion>"
        "</text:changed-region>"
        "</text:tracked-changes><text:p text:style-name='Title'>Bridge opens</text:p><text:h>What was done</text:h>"
        "<text:p>The bridge<text:s text:c='2'/>was <text:span text:style-name='T1'>opened</text:span><text:note>"
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>In the rain.</text:p></text:note-body></text:note> on"
        "<text:line-break/>Monday.<text:change text:change-id='x'/>"
        "<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>"
        "<text:list><text:list-item><text:p>Four lanes</text:p></text:list-item></text:list>"
        "<text:p><text:span text:style-name='T1'>All in bold</text:span></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>North</text:p></table:table-cell>"
        "<table:table-cell><text:p>310 m</text:p></table:table-cell></table:table-row></table:table>"
    )
    master = "<style:master-page><style:header><text:p>Ministry</text:p></style:header></style:master-page>"
    meta = "<dc:title>Opening</dc:title><dc:creator>Press office</dc:creator>"
    meta += "<meta:creation-date>2024-06-13T09:00:00</meta:creation-date>"
    found = read(odt(text, automatic=bold, master=master, meta=meta), name="a.odt")
    assert [(block.kind.value, block.text) for block in found.blocks] == [
        ("headline", "Bridge opens"),
        ("heading", "What was done"),
        ("paragraph", MONDAY),
        ("paragraph", "In a box."),
        ("item", "Four lanes"),
        ("heading", "All in bold"),
        ("item", "North | 310 m"),
    ]
    assert [(passage.reason, passage.text) for passage in found.removed] == [
        ("running head or foot", "Ministry"),
        ("footnote", "1 In the rain."),
    ]
    assert (found.title, found.author) == ("Opening", "Press office")
    assert found.notes == ("It has tracked changes: 0 insertions read as text, 1 deletion left out.",)


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (odt("<text:p/>"), "empty-document"),
        (odt("<text:p>x</text:p>", manifest="<encryption-data/>"), "password-needed"),
        (odt("<text:p>x</text:p>")[:300], "damaged-file"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b" " * 50_000_000}), "too-large"),
    ],
)
def test_files_that_cannot_be_read(data: bytes, slug: str) -> None:
    """What cannot be read is told by what it is."""
    with pytest.raises(ReadError) as caught:
        read(data, name="a.odt")
    assert caught.value.slug == slug
