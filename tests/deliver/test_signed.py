"""Briefs signed on their way out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyhanko", reason="pyHanko is in reportgen[sign]")

from reportgen.deliver.delivery import deliver, plan_deliveries
from reportgen.deliver.destinations import destination
from reportgen.deliver.receipts import Receipts
from reportgen.export import ExportOptions
from reportgen.signing import load_signer, read_signatures
from tests.brief.samples import single
from tests.certificates import authority, issued, pkcs12

if TYPE_CHECKING:
    from pathlib import Path

    from reportgen.deliver.posting import Patience


@pytest.fixture
def signer(tmp_path: Path) -> Any:
    """Return the key of a desk."""
    path = tmp_path / "desk.p12"
    path.write_bytes(pkcs12(issued("Night Desk"), b"hush"))
    return load_signer(path, "hush")


def is_signed(data: bytes) -> bool:
    """Return whether a PDF has one signature, and one that holds."""
    (found,) = read_signatures(data, [authority().pem])
    return found.ok


def test_a_signed_pdf_is_delivered_once(tmp_path: Path, signer: Any, patience: Patience) -> None:
    """Another run signs at another moment and yet delivers nothing; a changed file is put back; unsigned it is another."""
    desk = tmp_path / "desk"
    desk.mkdir()

    def run(key: Any) -> list[str]:
        planned = plan_deliveries(single(), [destination(str(desk))], "brief", (), ExportOptions(), signer=key)
        return [deliver(one, Receipts(tmp_path / "receipts"), patience).state for one in planned]

    assert run(signer) == ["delivered", "delivered"]
    signed = (desk / "brief.pdf").read_bytes()
    assert is_signed(signed)
    assert run(signer) == ["already delivered", "already delivered"]
    assert (desk / "brief.pdf").read_bytes() == signed
    (desk / "brief.pdf").write_bytes(signed[:-1] + b"\0")
    assert run(signer) == ["delivered", "already delivered"]
    assert is_signed((desk / "brief.pdf").read_bytes())
    assert run(None) == ["delivered", "already delivered"]
    assert read_signatures((desk / "brief.pdf").read_bytes()) == []


def test_a_mail_holds_the_signed_pdf(signer: Any) -> None:
    """The PDF in a mail is signed, and the same mail is the same delivery in the next run."""
    options = ExportOptions(sender="desk@example.org", recipients=("editor@example.org",))
    one, two = (
        plan_deliveries(single(), [destination("smtp://mail.example.org")], "brief", (), options, signer=signer)[0]
        for _ in range(2)
    )
    assert one.key == two.key
    assert one.key != plan_deliveries(single(), [destination("smtp://mail.example.org")], "brief", (), options)[0].key
    assert one.mail is not None
    (pdf,) = (part for part in one.mail.iter_attachments() if part.get_content_type() == "application/pdf")
    assert is_signed(pdf.get_content())


def test_a_news_item_tells_the_size_of_the_signed_pdf(tmp_path: Path, signer: Any, patience: Patience) -> None:
    """Where a signed PDF goes along, the item gives its size, and the next run delivers neither again."""

    def run() -> list[str]:
        planned = plan_deliveries(single(), [destination(str(tmp_path))], "b", ("pdf", "ninjs"), ExportOptions(), signer=signer)
        return [deliver(one, Receipts(tmp_path / "receipts"), patience).state for one in planned]

    assert run() == ["delivered", "delivered"]
    pdf = (tmp_path / "b.pdf").read_bytes()
    (item,) = (json.loads(path.read_text()) for path in tmp_path.glob("b*.json"))
    assert item["renditions"][0]["sizeInBytes"] == len(pdf)
    assert run() == ["already delivered", "already delivered"]
