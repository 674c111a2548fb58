"""What is planned, what is sent, and what is not sent twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reportgen.deliver import plan_deliveries
from reportgen.deliver.delivery import Outcome, deliver, describe
from reportgen.deliver.destinations import destination
from reportgen.deliver.receipts import Receipts
from reportgen.errors import ReportgenError
from reportgen.export import ExportOptions
from tests.brief.samples import security_agreement, single
from tests.deliver.servers import Reply, WebServer, web_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportgen.deliver.posting import Patience
    from reportgen.model import Comparison


@pytest.fixture
def receipts(tmp_path: Path) -> Receipts:
    """Return where the test's receipts lie."""
    return Receipts(tmp_path / "receipts")


@pytest.fixture
def server() -> Iterator[WebServer]:
    """Return a server that takes everything."""
    with web_server() as running:
        yield running


def post(comparison: Comparison, address: str, receipts: Receipts, patience: Patience, *, again: bool = False) -> Outcome:
    """Return what came of sending a comparison as JSON."""
    (planned,) = plan_deliveries(comparison, [destination(address)], "brief", (), ExportOptions())
    return deliver(planned, receipts, patience, again=again)


def test_nothing_is_sent_twice(server: WebServer, receipts: Receipts, patience: Patience) -> None:
    """The same content for the same place goes once; other content, another place or a wish for it goes."""
    assert post(single(), server.address, receipts, patience).state == "delivered"
    assert post(single(), server.address, receipts, patience).state == "already delivered"
    assert len(server.received) == 1
    assert post(security_agreement(), server.address, receipts, patience).state == "delivered"
    assert post(single(), f"{server.address}/other", receipts, patience).state == "delivered"
    assert post(single(), server.address, receipts, patience, again=True).state == "delivered"
    assert len(server.received) == 4
    assert server.received[0].body == server.received[3].body


def test_what_failed_is_sent_by_the_next_run(receipts: Receipts, patience: Patience) -> None:
    """A delivery that failed has no receipt."""
    with web_server(Reply(404), Reply()) as server:
        outcome = post(single(), server.address, receipts, patience)
        assert outcome.state == "failed"
        assert outcome.error is not None
        assert post(single(), server.address, receipts, patience).state == "delivered"


def test_a_receipt_tells_no_address(server: WebServer, receipts: Receipts, patience: Patience) -> None:
    """It has the moment, the server and the content's hash, but not the path, which may be a secret."""
    post(single(), f"{server.address}/services/hush", receipts, patience)
    (path,) = receipts.folder.iterdir()
    receipt = json.loads(path.read_text("utf-8"))
    assert set(receipt) == {"at", "to", "as", "sha256", "comparison", "answer"}
    assert receipt["to"] == server.address
    assert "hush" not in path.read_text("utf-8") + path.name


def test_a_spoilt_receipt_counts_as_none(server: WebServer, receipts: Receipts, patience: Patience) -> None:
    """Rather twice than never."""
    post(single(), server.address, receipts, patience)
    (path,) = receipts.folder.iterdir()
    path.write_text("{", "utf-8")
    assert post(single(), server.address, receipts, patience).state == "delivered"


def test_without_room_for_receipts_nothing_is_sent(server: WebServer, tmp_path: Path, patience: Patience) -> None:
    """Where a second run could not know of the first, there is no first."""
    (tmp_path / "file").write_text("", "utf-8")
    outcome = post(single(), server.address, Receipts(tmp_path / "file" / "receipts"), patience)
    assert outcome.state == "failed"
    assert server.received == []


def test_a_folder(tmp_path: Path, receipts: Receipts, patience: Patience) -> None:
    """PDF and data lie in the folder; what was taken away or changed is put back, what lies there is left."""
    place = destination(str(tmp_path / "desk"))
    planned = plan_deliveries(single(), [place], "brief", (), ExportOptions())
    assert [deliver(one, receipts, patience).state for one in planned] == ["failed", "failed"]
    (tmp_path / "desk").mkdir()
    assert [deliver(one, receipts, patience).state for one in planned] == ["delivered", "delivered"]
    assert {path.name for path in (tmp_path / "desk").iterdir()} == {"brief.pdf", "brief.json"}
    assert [deliver(one, receipts, patience).state for one in planned] == ["already delivered", "already delivered"]
    (tmp_path / "desk" / "brief.json").write_text("", "utf-8")
    assert [deliver(one, receipts, patience).state for one in planned] == ["already delivered", "delivered"]
    assert (tmp_path / "desk" / "brief.json").read_text("utf-8") == single().to_json()


def test_each_shape_is_made_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two places share the content that goes to both."""
    from reportgen.deliver import delivery  # noqa: PLC0415

    made: list[str] = []
    real = delivery.parcel
    monkeypatch.setattr(delivery, "parcel", lambda *given: made.append(given[1]) or real(*given))  # type: ignore[func-returns-value]
    places = [destination(str(tmp_path / name)) for name in "ab"]
    planned = plan_deliveries(single(), places, "brief", ("json", "md"), ExportOptions())
    assert made == ["json", "md"]
    assert len(planned) == 4
    assert len({one.key for one in planned}) == 4


def test_a_mail_for_each(patience: Patience, receipts: Receipts) -> None:
    """Each recipient has a delivery of his own, named once, and one more recipient makes no other mail."""
    del patience, receipts
    options = ExportOptions(sender="desk@example.org", recipients=("a@example.org", "A <a@example.org>", "b@example.org"))
    planned = plan_deliveries(single(), [destination("smtp://mail.example.org")], "brief", ("pdf",), options)
    assert [one.recipient for one in planned] == ["a@example.org", "b@example.org"]
    assert planned[0].mail is not None
    assert "X-Unsent" not in planned[0].mail
    assert not planned[0].mail["Date"].startswith("Sat, 01 Jan 2000")
    fewer = ExportOptions(sender="desk@example.org", recipients=("a@example.org",))
    (one,) = plan_deliveries(single(), [destination("smtp://mail.example.org")], "brief", (), fewer)
    assert one.key == planned[0].key


@pytest.mark.parametrize(
    ("options", "slug"),
    [
        (ExportOptions(recipients=("a@example.org",)), "sender-missing"),
        (ExportOptions(sender="a@example.org"), "recipient-missing"),
        (ExportOptions(sender="a@example.org", recipients=("b",)), "bad-mail-address"),
    ],
)
def test_a_mail_needs_both_ends(options: ExportOptions, slug: str) -> None:
    """Without sender or recipient nothing is planned."""
    with pytest.raises(ReportgenError, match=slug):
        plan_deliveries(single(), [destination("smtp://mail.example.org")], "brief", (), options)


def test_a_description_tells_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What would be sent is told with method, heads and size; not with passwords, tokens, signatures or paths."""
    key = "aHVzaGh1c2hodXNoaHVzaGh1c2hodXNoaHVzaGh1c2g="
    monkeypatch.setenv("REPORTGEN_WEBHOOK_SECRET", f"whsec_{key}")
    for name in ("REPORTGEN_WORDPRESS_USER", "REPORTGEN_WORDPRESS_PASSWORD", "REPORTGEN_SUPERDESK_TOKEN"):
        monkeypatch.setenv(name, "hush")
    addresses = [
        "https://a.example.org/hush",
        "wordpress+https://b.example.org",
        "superdesk+https://c.example.org/api",
        str(tmp_path),
    ]
    places = [destination(address) for address in addresses]
    planned = plan_deliveries(single(), places, "brief", ("md",), ExportOptions())
    told = [describe(one) for one in planned]
    assert [one.get("method") for one in told] == ["POST", "POST", "POST", None]
    assert told[0]["headers"]["webhook-id"].startswith("msg_")
    assert told[1]["headers"]["Authorization"] == "…"
    assert told[3]["file"] == "brief.md"
    for secret in ("hush", key, "aHVzaA", "v1,"):
        assert secret not in json.dumps(told, ensure_ascii=False)
