"""The brief in the media library of WordPress."""

from __future__ import annotations

import base64
import email
import email.policy
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from reportgen.deliver.destinations import destination
from reportgen.deliver.problems import DeliveryError
from reportgen.deliver.wordpress import PASSWORD, USER, deliver
from reportgen.errors import UsageError
from tests.deliver.parcels import make_parcel
from tests.deliver.servers import Received, Reply, web_server

if TYPE_CHECKING:
    from reportgen.deliver.posting import Patience

PDF = make_parcel(b"%PDF-1.7 \r\n--x\r\n\xff", "pdf", "application/pdf")


@pytest.fixture(autouse=True)
def account(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the user and the application password."""
    monkeypatch.setenv(USER, "editor")
    monkeypatch.setenv(PASSWORD, "abcd efgh hush")


def form(request: Received) -> dict[str, bytes]:
    """Return the parts of form data by their names, as another program reads them."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + request.body, policy=email.policy.HTTP)
    return {
        str(part.get_param("name", header="content-disposition")): part.get_payload(decode=True) for part in message.iter_parts()
    }  # type: ignore[attr-defined]


class Library:
    """A media library that keeps what it is given, as WordPress does: by slug, and only for whom it knows."""

    def __init__(self) -> None:
        self.media: dict[str, bytes] = {}

    def answer(self, request: Received) -> Reply:
        """Return what WordPress answers."""
        path = urlsplit(request.path)
        given = base64.b64encode(b"editor:abcd efgh hush").decode()
        if request.headers.get("authorization") != f"Basic {given}":
            return Reply(401, {"code": "rest_not_logged_in", "message": "You are not currently logged in."})
        if path.path != "/blog/wp-json/wp/v2/media":
            return Reply(404, {"code": "rest_no_route", "message": "No route was found."})
        if request.method == "GET":
            (slug,) = parse_qs(path.query)["slug"]
            return Reply(200, [{"id": 17}] if slug in self.media else [])
        parts = form(request)
        self.media[parts["slug"].decode()] = parts["file"]
        return Reply(201, {"id": 17, "title": {"raw": parts["title"].decode()}})


def test_it_is_uploaded_once(patience: Patience) -> None:
    """The first delivery uploads the bytes as they are; a second, from whatever machine, finds them there."""
    library = Library()
    with web_server(answer=library.answer) as server:
        place = destination(f"wordpress+{server.address}/blog/")
        assert deliver(PDF, place, patience) == "17"
        assert deliver(PDF, place, patience) == "17, there already"
    assert list(library.media.values()) == [PDF.data]
    assert [one.method for one in server.received] == ["GET", "POST", "GET"]
    assert b'filename="brief-' in server.received[1].body


def test_a_wrong_password(monkeypatch: pytest.MonkeyPatch, patience: Patience) -> None:
    """WordPress's own message is passed on, the password is not."""
    monkeypatch.setenv(PASSWORD, "hush")
    with web_server(answer=Library().answer) as server, pytest.raises(DeliveryError, match="not currently logged in") as caught:
        deliver(PDF, destination(f"wordpress+{server.address}/blog"), patience)
    assert "hush" not in str(caught.value)
    assert caught.value.slug == "delivery-refused"


def test_without_a_password(monkeypatch: pytest.MonkeyPatch, patience: Patience) -> None:
    """The variable that is missing is named before anything is sent."""
    monkeypatch.delenv(PASSWORD)
    with web_server() as server, pytest.raises(UsageError, match=PASSWORD):
        deliver(PDF, destination(f"wordpress+{server.address}"), patience)
    assert server.received == []
