"""A request to a server that fails, delays, breaks off and repeats."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportgen.deliver.posting import Patience, Request, send
from reportgen.deliver.problems import DeliveryError
from tests.deliver.servers import Reply, web_server

if TYPE_CHECKING:
    from collections.abc import Iterable


def request(address: str, **fields: object) -> Request:
    """Return a request with something to hide in its path, head and body."""
    defaults = {"headers": {"Authorization": "Basic hush"}, "body": b"hush", "secrets": ("hush",)}
    return Request("POST", f"{address}/hush", address, **(defaults | fields))  # type: ignore[arg-type]


def test_an_answer_at_once(patience: Patience) -> None:
    """What is accepted is sent once, as it is."""
    with web_server(Reply(201, {"id": 7})) as server:
        answer = send(request(server.address), patience)
    assert (answer.status, answer.json(), answer.attempts) == (201, {"id": 7}, 1)
    (received,) = server.received
    assert (received.method, received.path, received.body) == ("POST", "/hush", b"hush")


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_what_may_get_better_is_tried_again(status: int, patience: Patience, pauses: list[float]) -> None:
    """After an answer that means "later" the same request is sent again, the pauses growing."""
    with web_server(Reply(status), Reply(status), Reply(status), Reply(204)) as server:
        assert send(request(server.address), patience).attempts == 4
    assert [one.body for one in server.received] == [b"hush"] * 4
    assert pauses[0] == 0
    assert pauses[1:] == sorted(pauses[1:])
    assert pauses[-1] >= 4


def test_a_server_that_breaks_off(patience: Patience) -> None:
    """A connection closed without an answer is tried again."""
    with web_server(Reply(hang_up=True), Reply()) as server:
        assert send(request(server.address), patience).attempts == 2


def test_a_server_that_delays(patience: Patience) -> None:
    """An answer that does not come within the time is not waited for; the next may come."""
    with web_server(Reply(delay=30), Reply()) as server:
        assert send(request(server.address), replace(patience, timeout=2.0)).attempts == 2


def test_a_server_that_drips(patience: Patience) -> None:
    """A body that never ends is left when the time is over, though each byte comes in time."""
    with web_server(Reply(drip=True)) as server:
        assert send(request(server.address), replace(patience, give_up=0.5)).status == 200


def test_the_server_may_ask_for_time(patience: Patience, pauses: list[float]) -> None:
    """Retry-After is heeded, unless there is not so much time, or it is nonsense."""
    with web_server(Reply(503, headers={"Retry-After": "7"}), Reply()) as server:
        send(request(server.address), patience)
    assert pauses == [7.0]
    with web_server(Reply(503, headers={"Retry-After": "soon"}), Reply()) as server:
        send(request(server.address), patience)
    assert pauses[1:] == [0.0]
    with web_server(Reply(503, headers={"Retry-After": "86400"}), Reply()) as server, pytest.raises(DeliveryError, match="once"):
        send(request(server.address), patience)


def errors(addresses: Iterable[str], patience: Patience) -> Iterable[DeliveryError]:
    """Yield what goes wrong when something is sent to each."""
    for address in addresses:
        with pytest.raises(DeliveryError) as caught:
            send(request(address), patience)
        yield caught.value


def test_there_is_a_bound(patience: Patience) -> None:
    """After the attempts there are, the error says how many, and that nothing is lost."""
    with web_server(Reply(500)) as server:
        (error,) = errors([server.address], patience)
    assert len(server.received) == 4
    assert error.slug == "delivery-failed"
    assert "tried 4 times" in error.what


@pytest.mark.parametrize("status", [301, 307, 400, 401, 403, 404, 410, 413, 422, 501])
def test_what_will_not_get_better(status: int, patience: Patience) -> None:
    """A refusal is told at once; a server that points elsewhere is not followed, for the secrets are not meant for there."""
    with web_server() as other, web_server(Reply(status, headers={"Location": other.address})) as server:
        (error,) = errors([server.address], patience)
    assert error.slug == "delivery-refused"
    assert len(server.received) == 1
    assert other.received == []


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("http://127.0.0.1:9", "no connection"),  # the discard port: nobody listens
        ("http://no-such-server.invalid", "the server's name is not known"),
    ],
)
def test_no_server(address: str, what: str, patience: Patience) -> None:
    """A server that is not there is told as such."""
    (error,) = errors([address], patience)
    assert what in error.what


def test_a_certificate_nobody_vouches_for(patience: Patience) -> None:
    """Without TLS on the other side there is no request at all."""
    with web_server() as server:
        (error,) = errors([server.address.replace("http://", "https://")], patience)
    assert error.slug in {"delivery-refused", "delivery-failed"}
    assert server.received == []


def test_no_secret_is_told(patience: Patience, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither the error nor any log holds the path, a head or the body, also where the server repeats them."""
    caplog.set_level(logging.DEBUG)
    patience = replace(patience, timeout=0.3)
    said = {"message": "no access for hush"}
    replies = (Reply(500, said), Reply(403, said), Reply(hang_up=True), Reply(delay=9))
    for reply in replies:
        with web_server(reply) as server:
            (error,) = errors([server.address], patience)
        assert "hush" not in repr(error) + str(error)
    for error in errors(["http://127.0.0.1:9", "http://no-such-server.invalid"], patience):
        assert "hush" not in repr(error) + str(error)
    ours = "\n".join(record.getMessage() for record in caplog.records if record.levelno > logging.DEBUG)
    assert "hush" not in ours
    assert capfd.readouterr() == ("", "")
