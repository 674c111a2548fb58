"""The brief as an attachment in Superdesk."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from reportgen.deliver.destinations import destination
from reportgen.deliver.problems import DeliveryError
from reportgen.deliver.superdesk import TOKEN, deliver
from tests.deliver.parcels import make_parcel
from tests.deliver.servers import Received, Reply, web_server
from tests.deliver.test_wordpress import form

if TYPE_CHECKING:
    from reportgen.deliver.posting import Patience

PDF = make_parcel(b"%PDF-1.7", "pdf", "application/pdf")
ITEM = "urn:newsml:desk:2024:1"


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the session token."""
    monkeypatch.setenv(TOKEN, "hush")


class Desk:
    """A Superdesk that keeps attachments and one item, and takes a change only of the version it was made from."""

    def __init__(self) -> None:
        self.attachments: list[dict[str, Any]] = []
        self.item: dict[str, Any] = {"_id": ITEM, "_etag": "e1", "attachments": [{"attachment": "other"}]}

    def answer(self, request: Received) -> Reply:
        """Return what Superdesk answers."""
        path = urlsplit(request.path)
        assert request.headers["authorization"] == "Basic " + base64.b64encode(b"hush:").decode()
        if path.path == "/api/attachments":
            return self.find(path.query) if request.method == "GET" else self.keep(request)
        assert unquote(path.path) == f"/api/archive/{ITEM}"
        if request.method == "PATCH":
            if request.headers["if-match"] != self.item["_etag"]:
                return Reply(412, {"_message": "Client and server etags don't match"})
            self.item |= json.loads(request.body) | {"_etag": "e2"}
        return Reply(200, self.item)

    def find(self, query: str) -> Reply:
        """Return the attachments that are asked for."""
        where = json.loads(parse_qs(query)["where"][0])
        return Reply(200, {"_items": [one for one in self.attachments if one["description"] == where["description"]]})

    def keep(self, request: Received) -> Reply:
        """Keep an attachment."""
        parts = {name: value.decode("latin-1") for name, value in form(request).items()}
        self.attachments.append(parts | {"_id": f"a{len(self.attachments) + 1}"})
        return Reply(201, self.attachments[-1])


def test_it_is_attached_once(patience: Patience) -> None:
    """The file is uploaded as internal and put to the item beside what hangs there; a second delivery changes nothing."""
    desk = Desk()
    with web_server(answer=desk.answer) as server:
        place = destination(f"superdesk+{server.address}/api?item={ITEM}")
        assert deliver(PDF, place, patience) == "a1"
        assert deliver(PDF, place, patience) == "a1"
    (kept,) = desk.attachments
    assert kept["media"].encode("latin-1") == PDF.data
    assert kept["internal"] == "true"
    assert desk.item["attachments"] == [{"attachment": "other"}, {"attachment": "a1"}]
    assert [one.method for one in server.received] == ["GET", "POST", "GET", "PATCH", "GET", "GET"]


def test_without_an_item(patience: Patience) -> None:
    """The attachment is only kept, for somebody to use."""
    desk = Desk()
    with web_server(answer=desk.answer) as server:
        assert deliver(PDF, destination(f"superdesk+{server.address}/api"), patience) == "a1"
    assert [one.method for one in server.received] == ["GET", "POST"]


def test_somebody_edits_the_item(patience: Patience) -> None:
    """Where the item was changed in between, nothing is written over; the server's message is passed on."""
    desk = Desk()

    def answer(request: Received) -> Reply:
        if request.method == "PATCH":
            desk.item["_etag"] = "e9"
        return desk.answer(request)

    with web_server(answer=answer) as server, pytest.raises(DeliveryError, match="etags"):
        deliver(PDF, destination(f"superdesk+{server.address}/api?item={ITEM}"), patience)
    assert desk.item["attachments"] == [{"attachment": "other"}]


def test_another_server(patience: Patience) -> None:
    """A server that is no Superdesk is told as such."""
    with web_server(Reply(200, {"hello": "world"})) as server, pytest.raises(DeliveryError, match="not one of Superdesk"):
        deliver(PDF, destination(f"superdesk+{server.address}/api"), patience)
