"""The brief as a ninjs 3.1 item."""

from __future__ import annotations

import re

import pytest

from reportgen.brief.rendering import FORMATS, RenderOptions
from reportgen.errors import ReportgenError
from reportgen.export import ExportOptions, export_bytes
from tests.brief.samples import security_agreement, single
from tests.export.cases import CASES, exported_json
from tests.export.published_schemas import complaints


@pytest.mark.parametrize("case", CASES)
def test_it_keeps_the_schema(case: str) -> None:
    """Every item is valid against IPTC's schema, formats included."""
    assert complaints("ninjs-3.1.json", exported_json(case, "ninjs")) == []


def test_the_schema_can_say_no() -> None:
    """A field that ninjs does not have, and one of another type, are found."""
    item = exported_json("seeds", "ninjs")
    assert complaints("ninjs-3.1.json", item | {"verdict": "true"})
    assert complaints("ninjs-3.1.json", item | {"urgency": 0})
    assert complaints("ninjs-3.1.json", item | {"uri": "not a uri"})


def test_the_brief_is_a_rendition_of_the_size_it_has() -> None:
    """Type, size and address of the PDF are those of the brief that is rendered from the same comparison."""
    brief, data = exported_json("seeds", "ninjs")["renditions"]
    assert brief["contentType"] == "application/pdf"
    assert brief["sizeInBytes"] == len(FORMATS["pdf"](security_agreement(), RenderOptions()))
    assert brief["href"] == "https://desk.example.org/briefs/1.pdf"
    assert data["sizeInBytes"] == len(security_agreement().to_json().encode())


def test_the_texts_are_associations() -> None:
    """Both texts are told with title, moment, publisher and what names them."""
    official, press = exported_json("seeds", "ninjs")["associations"]
    assert official["uri"].startswith("https://www.whitehouse.gov/briefing-room/")
    assert official["contentCreated"] == "2024-06-13T15:17:22-04:00"
    assert official["infoSources"] == [{"name": "The White House", "role": "publisher"}]
    assert press["uri"].startswith("ni:///sha-256;")
    assert (official["rel"], press["rel"]) == ("official text", "press report")


def test_the_editors_note_has_every_contrast() -> None:
    """Each contrast is told with its weight and the statements it stands in, and no system publishes the item by itself."""
    item = exported_json("seeds", "ninjs")
    contrasts = sum(pair.label == "contrasting" for pair in security_agreement().pairs)
    assert (
        len(re.findall(r"^\d+\. The Kyiv Independent, (?:clear|possible): .*\(O\d.* / P\d.*\)$", item["edNote"], re.MULTILINE))
        == contrasts
    )
    assert item["pubStatus"] == "withheld"


def test_the_review_is_told() -> None:
    """The note and the trust indicator say how far the review is and who made it, or that nobody did."""
    item = exported_json("reviewed", "ninjs")
    assert "4 of 6 pairs were reviewed by Ada Editor and Ben <b>Desk</b>." in item["edNote"]
    assert "were reviewed by Ada Editor" in item["trustIndicators"][-1]["title"]
    assert "Nobody reviewed the pairs." in exported_json("seeds", "ninjs")["trustIndicators"][-1]["title"]


def test_trust_indicators() -> None:
    """A newsroom's own page goes under IPTC's code; what is no code or no address is refused."""
    given, own = exported_json("seeds", "ninjs")["trustIndicators"]
    assert given == {
        "role": "http://cv.iptc.org/newscodes/trustindicator/editorialPolicy",
        "href": "https://desk.example.org/standards",
    }
    assert "proposals" in own["title"]
    for wrong in (("honesty", "https://example.org"), ("editorialPolicy", "standards.html")):
        with pytest.raises(ReportgenError, match="trust-indicator"):
            export_bytes(single(), "ninjs", ExportOptions(trust=(wrong,)))
