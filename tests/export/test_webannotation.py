"""The pairs as W3C Web Annotations."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.export.webannotation import AROUND
from tests.brief.samples import hostile, security_agreement
from tests.export.cases import CASES, exported_json
from tests.export.published_schemas import broken_musts, musts

ANNOTATION = "annotations/annotationMusts.test"


def items(case: str) -> list[dict[str, Any]]:
    """Return the annotations of a case."""
    found: list[dict[str, Any]] = exported_json(case, "webannotation")["first"]["items"]
    return found


def test_the_list_is_whole() -> None:
    """All 54 MUST assertions on an annotation are checked."""
    assert len(musts(ANNOTATION)) == 54


@pytest.mark.parametrize("case", CASES)
def test_every_must_is_met(case: str) -> None:
    """Each annotation meets every MUST of the recommendation, and so do their collection and its page."""
    for item in items(case):
        assert broken_musts(ANNOTATION, item) == []
    collection = exported_json(case, "webannotation")
    assert broken_musts("collections/collectionMusts.test", collection) == []
    page = {"@context": collection["@context"], **collection["first"]}
    assert broken_musts("collections/pages/pageMusts.test", page) == []


@pytest.mark.parametrize(
    "change",
    [
        {"id": "no uri"},
        {"type": "Remark"},
        {"@context": "http://www.w3.org/ns/other.jsonld"},
        {"target": []},
        {"bodyValue": "both"},
        {"created": "yesterday"},
        {"body": {"type": "TextualBody", "value": "x", "items": []}},
        {"target": {"source": "http://example.org", "selector": {"type": "TextQuoteSelector"}}},
        {"target": {"source": "http://example.org", "selector": {"type": "TextPositionSelector", "start": -1, "end": 2}}},
    ],
)
def test_the_assertions_can_say_no(change: dict[str, Any]) -> None:
    """An annotation that is spoilt breaks one of them."""
    assert broken_musts(ANNOTATION, items("seeds")[0] | change)


@pytest.mark.parametrize(("case", "comparison"), [("seeds", security_agreement()), ("hostile", hostile())])
def test_selectors_lead_back(case: str, comparison: Any) -> None:
    """One annotation a pair; each quote stands at its position, with the text before and after it."""
    assert len(items(case)) == len(comparison.pairs)
    for item, pair in zip(items(case), comparison.pairs, strict=True):
        report = comparison.document(pair.report)
        statements = [(comparison.official, key) for key in pair.official] + [(report, key) for key in pair.press]
        assert len(item["target"]) == len(statements)
        for target, (document, key) in zip(item["target"], statements, strict=True):
            quote, position = target["selector"]
            text = document.text.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
            statement = document.statements_by_id[key]
            assert (position["start"], position["end"]) == (statement.start, statement.end)
            assert quote["exact"] == text[statement.start : statement.end]
            assert text[: statement.start].endswith(quote["prefix"])
            assert text[statement.end :].startswith(quote["suffix"])
            assert len(quote["prefix"]) == min(AROUND, statement.start)


def test_bodies_tell_label_and_reasons() -> None:
    """The label classifies, each difference is described with its kind and strength."""
    pair = next(pair for pair in security_agreement().pairs if pair.label == "contrasting")
    item = items("seeds")[security_agreement().pairs.index(pair)]
    label, *reasons = item["body"]
    assert (label["purpose"], label["value"]) == ("classifying", "contrasting")
    assert len(reasons) == len(pair.contrasts)
    assert all(contrast.reason in reason["value"] for contrast, reason in zip(pair.contrasts, reasons, strict=True))


def test_decisions_moderate() -> None:
    """Each decision is an annotation that moderates those of its pairs; one that is no more is there as it stood before."""
    made = {item["id"]: item for item in items("reviewed")}
    decisions = [item for item in made.values() if item["motivation"] == "moderating"]
    assert [item["body"][0]["value"] for item in decisions] == ["confirmed", "relabelled", "rejected", "noted"]
    assert all(target["id"] in made for item in decisions for target in item["target"])
    _, relabelled, rejected, noted = decisions
    assert relabelled["creator"] == {"type": "Person", "name": "Ada Editor"}
    assert relabelled["created"] == "2024-06-14T08:00:00Z"
    assert [body["purpose"] for body in relabelled["body"]] == ["classifying", "describing", "commenting"]
    assert noted["body"][-1]["value"] == "Ask *the* museum."
    gone, *alone = (target["id"] for target in rejected["target"])
    assert made[gone]["body"][0]["value"] == "matched"
    assert [selector["exact"] for target in made[gone]["target"] for selector in target["selector"][:1]] == [
        "Parliament passed the budget by a narrow majority."
    ] * 2
    assert {made[name]["body"][0]["value"] for name in alone} == {"omitted", "added"}


def test_names_are_told_apart() -> None:
    """No two annotations have the same name, also where a file made by hand gives two pairs the same id."""
    for case in CASES:
        names = [item["id"] for item in items(case)]
        assert len(set(names)) == len(names)
