"""The contrasts as a Teams message."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.export.teams import MAX_BYTES
from tests.brief.samples import security_agreement
from tests.export.cases import CASES, exported, exported_json
from tests.export.published_schemas import complaints


def card(case: str) -> dict[str, Any]:
    """Return the card of a case's message."""
    (attachment,) = exported_json(case, "teams")["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    found: dict[str, Any] = attachment["content"]
    return found


@pytest.mark.parametrize("case", CASES)
def test_it_keeps_the_schema(case: str) -> None:
    """Every card is an Adaptive Card 1.5 of a size Teams takes, and no text in it is read as Markdown."""
    assert complaints("adaptive-card-1.5.json", card(case)) == []
    assert len(exported(case, "teams")) <= MAX_BYTES
    assert '"TextBlock"' not in exported(case, "teams").decode()


def test_the_schema_can_say_no() -> None:
    """An element that is none, and a run without a text, are found."""
    good = card("seeds")
    assert complaints("adaptive-card-1.5.json", good | {"body": [{"type": "Paragraph"}]})
    assert complaints("adaptive-card-1.5.json", good | {"body": [{"type": "RichTextBlock", "inlines": [{"type": "TextRun"}]}]})


def test_the_contrasts_are_in_the_message() -> None:
    """Each contrast has its reason and both passages, with the words it rests on marked."""
    containers = [item for item in card("seeds")["body"] if item["type"] == "Container"]
    assert len(containers) == sum(pair.label == "contrasting" for pair in security_agreement().pairs)
    for container in containers:
        for quote in container["items"][2:]:
            assert any(run.get("highlight") for run in quote["inlines"])
    assert card("seeds")["actions"][0]["url"] == "https://desk.example.org/briefs/1.pdf"


def test_the_review_is_told() -> None:
    """Under the contrasts stands how far the review is."""
    assert "4 of 6 pairs were reviewed by Ada Editor" in exported("reviewed", "teams").decode()
