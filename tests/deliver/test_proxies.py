"""The way through a proxy: a real one, on this machine, that passes on tunnels."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from reportgen.deliver.posting import Patience, Request, send
from reportgen.deliver.problems import DeliveryError
from reportgen.deliver.proxies import proxy_for
from tests.certificates import authority, issued

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = "desk.example.test"


@dataclass
class Proxy:
    """A proxy that answers CONNECT, and is the server behind the tunnel too."""

    port: int = 0
    refuses: bool = False
    heads: list[bytes] = field(default_factory=list)
    """What came before the tunnel."""
    requests: list[bytes] = field(default_factory=list)
    """What came through it."""

    def serve(self, connection: socket.socket, context: ssl.SSLContext) -> None:
        """Answer one connection."""
        with connection, suppress(OSError):
            self.heads.append(connection.recv(65536))
            if self.refuses:
                connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
                return
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            with context.wrap_socket(connection, server_side=True) as tunnel:
                received = b""
                while not received.endswith(b"body"):  # head and body come one after the other
                    received += tunnel.recv(65536)
                self.requests.append(received)
                tunnel.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")


@pytest.fixture
def proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """Return a proxy whose authority is trusted, and named by the environment."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    server = issued(HOST, server=True)
    (tmp_path / "server.pem").write_bytes(server.pem + server.key_pem)
    (tmp_path / "authority.pem").write_bytes(authority().pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem")
    with _running(context) as made:
        monkeypatch.setenv("HTTPS_PROXY", f"http://user:hu%2Fsh@127.0.0.1:{made.port}")
        yield made


@contextmanager
def _running(context: ssl.SSLContext) -> Iterator[Proxy]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made = Proxy(listener.getsockname()[1])

        def accept() -> None:
            with suppress(OSError):
                while True:
                    made.serve(listener.accept()[0], context)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield made
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def request(url: str = f"https://{HOST}/hooks") -> Request:
    """Return a request with a secret of its own."""
    return Request("POST", url, f"https://{HOST}", {"Authorization": "Bearer mine"}, b"body")


def test_an_encrypted_request_goes_through_a_tunnel(proxy: Proxy, patience: Patience) -> None:
    """The proxy gets its own password and the name of the server; what is sent, only the server."""
    assert send(request(), patience).status == 201
    (head,), (inside,) = proxy.heads, proxy.requests
    assert head.startswith(f"CONNECT {HOST}:443 HTTP/1.".encode())
    assert b"Proxy-Authorization: Basic dXNlcjpodS9zaA==" in head
    assert b"mine" not in head
    assert inside.startswith(b"POST /hooks HTTP/1.1")
    assert b"mine" in inside
    assert b"roxy" not in inside


def test_a_proxy_that_refuses_is_told_without_its_password(proxy: Proxy, patience: Patience) -> None:
    """Where the proxy does not let us through, that is said, and neither address nor password of the proxy."""
    proxy.refuses = True
    with pytest.raises(DeliveryError, match="the proxy does not let us through") as caught:
        send(request(), patience)
    assert caught.value.slug == "delivery-failed"
    assert "sh@" not in str(caught.value)
    assert not proxy.requests


def test_a_proxy_that_is_away(monkeypatch: pytest.MonkeyPatch, proxy: Proxy, patience: Patience) -> None:
    """A proxy nobody answers at is told as such, and nothing goes around it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
    with pytest.raises(DeliveryError, match="the proxy does not let us through"):
        send(request(), patience)
    assert not proxy.heads


@pytest.mark.parametrize(
    ("url", "without", "is_used"),
    [
        (f"https://{HOST}/a", "", True),
        (f"https://{HOST}/a", "other.test", True),
        (f"https://{HOST}/a", HOST, False),
        (f"https://{HOST}/a", "localhost, .example.test", False),
        (f"https://{HOST}:8443/a", f"{HOST}:8443", False),
        (f"https://{HOST}/a", "*", False),
        ("https://127.0.0.1/a", "", False),
        ("https://localhost:8443/a", "", False),
        ("https://[::1]/a", "", False),
        (f"http://{HOST}/a", "", False),
    ],
)
def test_who_is_reached_through_it(monkeypatch: pytest.MonkeyPatch, url: str, without: str, *, is_used: bool) -> None:
    """NO_PROXY and this machine are reached straight; all else that is encrypted goes through the proxy."""
    for name in ("https_proxy", "all_proxy", "no_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", "proxy.test:3128")
    monkeypatch.setenv("NO_PROXY", without)
    assert proxy_for(url) == (("http://proxy.test:3128", {}) if is_used else None)


@pytest.mark.parametrize("value", ["socks5://user:hush@proxy.test", "http://", "http://proxy.test:hush", "ftp://proxy.test"])
def test_what_is_no_proxy(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """A proxy of another kind is told, without its address."""
    monkeypatch.delenv("https_proxy", raising=False)
    monkeypatch.setenv("HTTPS_PROXY", value)
    monkeypatch.setenv("NO_PROXY", "")
    with pytest.raises(DeliveryError) as caught:
        proxy_for(f"https://{HOST}/a")
    assert caught.value.slug == "bad-proxy"
    assert "hush" not in str(caught.value)
