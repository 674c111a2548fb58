"""Which ninjs version an item is of, and what is wrong with one that is of none."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.read.ninjs_rules import Fault, first_fault, known_share, nearest_version, version_of

URI = {"uri": "urn:example:1"}

VALID = [
    ("1.6", {"body_text": "It fell.", "headline": "Fall", "byline": "By A", "associations": {"photo": {"uri": "urn:p"}}}),
    ("1.6", {"renditions": {"thumbnail": {"href": "http://example.org/a", "sizeinbytes": 3}}}),
    (
        "1.6",
        {
            "infosource": [{"name": "Agency"}],
            "digitalsourcetype": {"uri": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"},
        },
    ),
    ("2.2", {"bodies": [{"contenttype": "text/plain", "value": "It fell."}], "versioncreated": "2024-06-13T10:00:00Z"}),
    ("2.2", {"headlines": [{"value": "Fall"}], "urgency": 4, "digitalsourcetype": {"uri": "http://example.org"}}),
    ("2.2", {"renditions": [{"name": "main", "href": "http://example.org/a", "contenttype": "image/jpeg"}]}),
    ("3.1", {"bodies": [{"contentType": "text/plain", "value": "It fell."}], "versionCreated": "2024-06-13T10:00:00+02:00"}),
    ("3.1", {"type": "event", "eventDetails": {"dates": {"startDate": "2024-06-13T10:00:00Z"}}}),
    ("3.1", {"urgency": 5}),
    ("3.1", {}),
    # What an item claims is often left from an older one.
    ("3.1", {"standard": {"name": "ninjs", "version": "2.2"}, "copyrightHolder": "Agency"}),
]


@pytest.mark.parametrize(("version", "item"), VALID)
def test_valid(version: str, item: dict[str, Any]) -> None:
    """An item is of the newest version that has its properties, and valid there."""
    assert version_of(URI | item) == version
    assert first_fault(URI | item, version) is None
    assert known_share(URI | item) == 1.0


INVALID = [
    ({"colour": "red"}, "colour", "is no property of this version"),
    ({"urgency": 0.1}, "urgency", "should be integer"),
    ({"urgency": 11}, "urgency", "should be at most 9"),
    ({"type": "song"}, "type", "should be one of text, audio, video"),
    ({"headline": 3}, "headline", "should be string"),
    ({"headline": "Fall", "headlines": []}, "", "is no property of this version"),
    ({"versionCreated": "yesterday"}, "versionCreated", "is no date-time"),
    ({"bodies": [{"value": "a"}, {"value": "b", "sound": 1}]}, "bodies[1].sound", "is no property of this version"),
    ({"associations": [{"name": "a", "uri": "urn:a", "anything": 1}]}, "associations[0].anything", "is no property"),
    (
        {"associations": [{"name": "a", "uri": "urn:a", "associations": [{"name": "b", "uri": 5}]}]},
        "associations[0].associations[0].uri",
        "should be string",
    ),
    (
        {"eventDetails": {"dates": {"startDate": "2024-06-13T10:00:00Z", "expectedStartDate": "2024-06-13"}}},
        "eventDetails.dates.expectedStartDate",
        "may not stand beside startDate",
    ),
    ({"eventDetails": {"dates": {"expectedStartDate": "June"}}}, "eventDetails.dates.expectedStartDate", "is not of the form"),
    ({"eventDetails": {"dates": {}}}, "eventDetails.dates", "needs one of startDate, expectedStartDate, endDate"),
    ({"places": [{"geojson": {"type": "Foo"}}]}, "places[0].geojson.type", "should be one of"),
    ({"digitalsourcetype": "bad"}, "digitalsourcetype", "should be object"),
    ({"uri": 3}, "uri", "should be string"),
]


@pytest.mark.parametrize(("item", "field", "told"), INVALID, ids=lambda value: value if isinstance(value, str) else "")
def test_invalid(item: dict[str, Any], field: str, told: str) -> None:
    """What no version allows is told with the way to the property."""
    item = URI | item
    fault = first_fault(item, version_of(item) or nearest_version(item))
    assert fault is not None
    assert fault.field == field or not field
    assert told in fault.what


def test_missing() -> None:
    """An item needs its address."""
    assert first_fault({"headline": "Fall"}, "1.6") == Fault("uri", "is missing")


def test_nothing_is_fetched() -> None:
    """The schema of places is found in the package."""
    assert first_fault(URI | {"places": [{"geoJSON": {"type": "Point", "coordinates": [35, 39]}}]}, "3.1") is None


def test_many_faults() -> None:
    """A million faults are not all looked at."""
    assert first_fault(URI | {"bodies": [{"x": 1}] * 100_000}, "3.1") is not None
