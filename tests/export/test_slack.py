"""The contrasts as a Slack message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reportgen.export.slack import quoted_runs
from tests.brief.samples import security_agreement
from tests.export.cases import CASES, exported, exported_json

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = {
    "header": {"type", "text"},
    "section": {"type", "text"},
    "context": {"type", "elements"},
    "divider": {"type"},
    "rich_text": {"type", "elements"},
    "actions": {"type", "elements"},
}
"""The blocks the message is made of, and what Slack's reference lists for each."""


def texts(value: Any, kind: str) -> Iterator[str]:
    """Yield the text of every object of a type in a message."""
    if isinstance(value, dict):
        if value.get("type") == kind:
            yield value["text"]
        for item in value.values():
            yield from texts(item, kind)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, kind)


@pytest.mark.parametrize("case", CASES)
def test_the_limits_of_slack_are_kept(case: str) -> None:
    """Blocks, their keys, and the length of every text are what Slack takes; nothing in it is read as markup."""
    message = exported_json(case, "slack")
    blocks = message["blocks"]
    assert 3 <= len(blocks) <= 50
    assert all(set(block) == KEYS[block["type"]] for block in blocks)
    assert len(blocks[0]["text"]["text"]) <= 150
    assert all(1 <= len(text) <= 3000 for text in texts(message, "plain_text"))
    assert all(1 <= len(text) <= 3000 for text in texts(message, "text"))
    assert list(texts(message, "mrkdwn")) == []
    assert not set("<>") & set(message["text"])
    assert 1 <= len(message["text"]) <= 4000


def test_the_contrasts_are_in_the_message() -> None:
    """Reason, both passages and the marked words stand in it, not only a link; the button leads to the brief."""
    message = exported_json("seeds", "slack")
    contrasts = [block for block in message["blocks"] if block["type"] == "rich_text"]
    assert len(contrasts) == sum(pair.label == "contrasting" for pair in security_agreement().pairs)
    for block in contrasts:
        section, *quotes = block["elements"]
        assert [quote["type"] for quote in quotes] == ["rich_text_quote", "rich_text_quote"]
        assert all(any(run.get("style") == {"bold": True} for run in quote["elements"]) for quote in quotes)
        assert section["elements"][1]["text"]
    assert message["blocks"][-1]["elements"][0]["url"] == "https://desk.example.org/briefs/1.pdf"


def test_nothing_found_is_said() -> None:
    """A comparison without a contrast says so."""
    assert "No contrast was found." in list(texts(exported_json("empty", "slack"), "plain_text"))


def test_a_long_passage_is_cut() -> None:
    """What does not fit is cut with a mark of it, and marks are kept."""
    from reportgen.brief.model import MarkKind, Passage, Run  # noqa: PLC0415

    passage = Passage("O1", None, (Run("a" * 6), Run("b" * 6, MarkKind.DIFFERS)), trails=True)
    assert quoted_runs([passage], 9) == [("a" * 6, False), ("bbb…", True)]
    assert quoted_runs([passage, passage], 100)[-3:] == [("a" * 6, False), ("b" * 6, True), (" …", False)]


def test_the_review_is_told() -> None:
    """Under the contrasts stands how far the review is."""
    assert "4 of 6 pairs were reviewed by Ada Editor" in exported("reviewed", "slack").decode()
