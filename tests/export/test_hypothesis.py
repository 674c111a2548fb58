"""The pairs as annotations of Hypothesis."""

from __future__ import annotations

import pytest

from reportgen.errors import ReportgenError
from reportgen.export import ExportOptions, export_bytes
from reportgen.export.hypothesis import export
from tests.brief.samples import other_scripts, security_agreement
from tests.export.cases import CASES, exported_json
from tests.export.published_schemas import complaints


@pytest.mark.parametrize("case", CASES)
def test_each_keeps_the_schema(case: str) -> None:
    """Every annotation is one the API of Hypothesis takes."""
    for item in exported_json(case, "hypothesis"):
        assert complaints("hypothesis.json", item) == []


def test_the_schema_can_say_no() -> None:
    """A target that is no list is found."""
    assert complaints("hypothesis.json", exported_json("seeds", "hypothesis")[0] | {"target": {}})


def test_each_statement_is_annotated_on_its_own_page() -> None:
    """A statement of each side of each pair has its annotation, with the label and kind as tags and the other side in words."""
    pairs = security_agreement().pairs
    made = exported_json("seeds", "hypothesis")
    assert len(made) == sum(len(pair.official) + len(pair.press) for pair in pairs)
    pair = next(pair for pair in pairs if pair.label == "contrasting")
    place = sum(len(one.official) + len(one.press) for one in pairs[: pairs.index(pair)])
    assert made[place]["tags"][:2] == ["reportgen", "contrasting"]
    assert set(made[place]["tags"][2:]) == {contrast.kind for contrast in pair.contrasts}
    assert made[place]["uri"].startswith("https://www.whitehouse.gov/")
    assert "The report: “" in made[place]["text"]


def test_decisions_are_told() -> None:
    """What a reviewer did with a pair stands in its text and its tags."""
    relabelled = next(item for item in exported_json("reviewed", "hypothesis") if "Relabelled" in item["text"])
    assert relabelled["tags"] == ["reportgen", "matched", "changed"]
    assert "Rounded. – Ada Editor, 14 June 2024, 08:00 UTC" in relabelled["text"]


def test_nothing_is_public_by_mistake() -> None:
    """Without a group there is no export, for Hypothesis would show it to everybody."""
    with pytest.raises(ReportgenError, match="group-missing"):
        export_bytes(security_agreement(), "hypothesis")
    assert {item["group"] for item in exported_json("seeds", "hypothesis")} == {"a1b2c3"}


def test_positions_count_as_browsers_do() -> None:
    """In a plain text, places count UTF-16 units; elsewhere the page's own text is not known, and the quote has to do."""
    comparison = other_scripts()
    data = export(comparison, ExportOptions(group="g")).decode()
    assert '"TextPositionSelector"' in data
    statement = comparison.official.statements[3]  # has a face of two units and a tone of two more
    item = next(
        item for item in exported_json("other scripts", "hypothesis") if "👍🏽" in item["target"][0]["selector"][0]["exact"]
    )
    position = item["target"][0]["selector"][1]
    text = comparison.official.text.encode("utf-16-le")
    assert text[2 * position["start"] : 2 * position["end"]].decode("utf-16-le") == statement.text
