"""What holds for every shape a comparison is exported in."""

from __future__ import annotations

import socket
from dataclasses import fields, replace

import pytest

from reportgen.errors import ReportgenError
from reportgen.export import TARGETS, ExportOptions, export_bytes
from reportgen.export.registry import OPTION_NAMES
from reportgen.look import Look
from reportgen.model import Comparison
from tests.brief.samples import security_agreement, single
from tests.export.cases import CASES, exported, options_for


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no export open a connection."""

    def refuse(*_: object) -> None:
        raise AssertionError("an export opened a socket")

    monkeypatch.setattr(socket.socket, "connect", refuse)


WITH_PDF = {"ninjs", "mail"}
"""These lay out a brief, which takes a second; one case is enough."""


@pytest.mark.parametrize(
    ("case", "target"),
    [(case, target) for target in TARGETS for case in CASES if target not in WITH_PDF or case == "hostile"],
)
def test_the_bytes_are_the_same_again(case: str, target: str) -> None:
    """A comparison read back from its file gives the same bytes, whatever stands in it."""
    again = Comparison.from_json(CASES[case]().to_json())
    assert export_bytes(again, target, options_for(target)) == exported(case, target)


@pytest.mark.parametrize("target", TARGETS)
def test_a_broken_comparison_is_refused(target: str) -> None:
    """A pair that names a statement that is not there is an error with a name, in every shape."""
    good = single()
    broken = replace(good, pairs=(replace(good.pairs[0], press=("P99",)),))
    with pytest.raises(ReportgenError, match=r"\(comparison-broken\)"):
        export_bytes(broken, target, options_for(target))


def test_unknown_targets_are_told() -> None:
    """A name that is none comes back with those that are."""
    with pytest.raises(ReportgenError, match="unknown-target") as caught:
        export_bytes(single(), "fax")
    assert "ninjs" in str(caught.value)


@pytest.mark.parametrize(
    ("target", "options"),
    [
        ("ninjs", {"group": "a"}),
        ("webannotation", {"brief_url": "https://example.org"}),
        ("slack", {"workbook": True}),
        ("hypothesis", {"group": "a", "sender": "a@example.org"}),
    ],
)
def test_an_option_without_effect_is_refused(target: str, options: dict[str, object]) -> None:
    """An option that the target cannot heed is an error, not passed over."""
    with pytest.raises(ReportgenError, match="option-without-effect"):
        export_bytes(single(), target, ExportOptions(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["brief.pdf", "javascript:alert(1)", "https://[", "ftp://example.org", "https://a:99999/"])
def test_a_brief_has_a_web_address(address: str) -> None:
    """What is no web address never becomes a button."""
    with pytest.raises(ReportgenError, match="bad-address"):
        export_bytes(single(), "slack", ExportOptions(brief_url=address))


def test_every_option_has_a_target() -> None:
    """Each option is heeded by some target, and has a name on the command line; house and signer are no choice of its own."""
    names = {field.name for field in fields(ExportOptions)} - {"house", "sign"}
    assert names == set(OPTION_NAMES)
    assert names == set().union(*(target.takes for target in TARGETS.values()))


def test_nothing_but_the_comparison_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """An export needs neither the sources nor the folder they were in."""
    monkeypatch.chdir(str(tmp_path))
    assert export_bytes(security_agreement(), "webannotation") == exported("seeds", "webannotation")


def test_the_house_stands_on_the_brief() -> None:
    """A house's name and colours are on the PDF that is part of an export; where there is none, they are no mistake."""
    house = Look(house="The Harbour News")
    assert export_bytes(single(), "mail", ExportOptions(house=house)) != export_bytes(single(), "mail")
    assert export_bytes(single(), "slack", ExportOptions(house=house)) == export_bytes(single(), "slack")
