"""Webhooks: CloudEvents with a signature of Standard Webhooks."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING

import pytest

from reportgen.deliver.destinations import destination
from reportgen.deliver.parcel import parcel
from reportgen.deliver.webhook import SECRET, deliver, event_bytes
from reportgen.errors import ReportgenError
from reportgen.export import ExportOptions
from tests.brief.samples import hostile, security_agreement, single
from tests.deliver.parcels import make_parcel
from tests.deliver.servers import Received, Reply, web_server
from tests.export.published_schemas import complaints

if TYPE_CHECKING:
    from reportgen.deliver.posting import Patience

KEYS = [base64.b64encode(bytes([number] * 32)).decode() for number in (1, 2)]


def is_signed(request: Received, key: str) -> bool:
    """Return whether a receiver that knows the key takes the request, by the specification's own steps."""
    name, moment = request.headers["webhook-id"], request.headers["webhook-timestamp"]
    assert abs(time.time() - int(moment)) < 300
    content = f"{name}.{moment}.".encode() + request.body
    expected = base64.b64encode(hmac.new(base64.b64decode(key), content, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(f"v1,{expected}", one) for one in request.headers["webhook-signature"].split(" "))


@pytest.mark.parametrize("shape", ["json", "ninjs", "webannotation", "pdf", "md", "datapackage"])
@pytest.mark.parametrize("comparison", [security_agreement(), hostile()], ids=["seeds", "hostile"])
def test_the_event_keeps_the_schema(shape: str, comparison: object) -> None:
    """Whatever is sent, the envelope is a CloudEvent 1.0 whose data are the content."""
    content = parcel(comparison, shape, "brief", ExportOptions())  # type: ignore[arg-type]
    event = json.loads(event_bytes(content))
    assert complaints("cloudevents.json", event) == []
    assert event["datacontenttype"] == content.media_type
    if "data" in event:
        assert event["data"] == json.loads(content.data)
    else:
        assert base64.b64decode(event["data_base64"]) == content.data


def test_the_schema_can_say_no() -> None:
    """An event without a source is found."""
    event = json.loads(event_bytes(make_parcel()))
    assert complaints("cloudevents.json", {key: value for key, value in event.items() if key != "source"})


def test_each_attempt_is_signed(monkeypatch: pytest.MonkeyPatch, patience: Patience) -> None:
    """A receiver can verify every attempt, knows a repetition by its name, and takes another secret for a forgery."""
    monkeypatch.setenv(SECRET, f"whsec_{KEYS[0]}")
    with web_server(Reply(500), Reply(hang_up=True), Reply(202)) as server:
        assert deliver(make_parcel(), destination(f"{server.address}/hook"), patience).status == 202
    assert len(server.received) == 3
    assert len({one.headers["webhook-id"] for one in server.received}) == 1
    assert all(is_signed(one, KEYS[0]) for one in server.received)
    assert not any(is_signed(one, KEYS[1]) for one in server.received)
    assert server.received[0].headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    assert json.loads(server.received[0].body)["id"] == server.received[0].headers["webhook-id"]


def test_a_secret_can_be_replaced(monkeypatch: pytest.MonkeyPatch, patience: Patience) -> None:
    """While two secrets are set, receivers of either can verify."""
    monkeypatch.setenv(SECRET, " ".join(f"whsec_{key}" for key in KEYS))
    with web_server() as server:
        deliver(make_parcel(), destination(server.address), patience)
    assert all(is_signed(server.received[0], key) for key in KEYS)


def test_without_a_secret(patience: Patience) -> None:
    """There is no signature then, but still the name of the message."""
    with web_server() as server:
        deliver(make_parcel(), destination(server.address), patience)
    headers = server.received[0].headers
    assert "webhook-signature" not in headers
    assert headers["webhook-id"].startswith("msg_")


@pytest.mark.parametrize(
    "text", ["hush", "whsec_hush", f"whsec_{base64.b64encode(b'hush').decode()}", KEYS[0], "whsec_" + "A" * 200]
)
def test_a_bad_secret_is_not_repeated(text: str, monkeypatch: pytest.MonkeyPatch, patience: Patience) -> None:
    """What is no secret by the specification is refused before anything is sent, and not shown."""
    monkeypatch.setenv(SECRET, text)
    with web_server() as server, pytest.raises(ReportgenError) as caught:
        deliver(make_parcel(), destination(server.address), patience)
    assert server.received == []
    assert caught.value.slug == "bad-secret"
    assert text not in str(caught.value)


@pytest.mark.parametrize("shape", ["slack", "teams"])
def test_messages_go_without_an_envelope(shape: str, patience: Patience) -> None:
    """Slack and Teams read their own shape and nothing around it."""
    content = parcel(single(), shape, "brief", ExportOptions())
    with web_server() as server:
        deliver(content, destination(server.address), patience)
    assert server.received[0].body == content.data
    assert server.received[0].headers["content-type"] == "application/json; charset=utf-8"


def test_the_name_is_that_of_the_content() -> None:
    """The same content has the same name, and other content another."""
    names = [json.loads(event_bytes(make_parcel(data)))["id"] for data in (b'{"a": 1}', b'{"a": 1}', b'{"a": 2}')]
    assert names[0] == names[1] != names[2]
