"""Fetching a page, from a real server on this machine."""

from __future__ import annotations

import gzip
import socket
import time
from typing import TYPE_CHECKING

import pytest

from reportgen import compare
from reportgen.errors import ReadError, UsageError
from reportgen.read import read
from reportgen.read.web import connection, fetch
from tests.read.web.servers import Reply, serve

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

TEXT = "The ferry line will reopen in May, the transport ministry said on Sunday."
PAGE = (
    f"<!DOCTYPE html><html><head><title>Ferry</title></head><body><h1>Ferry line reopens</h1><p>{TEXT}</p></body></html>".encode()
)


def test_a_page() -> None:
    """A page is fetched, read by its content, and known by the address it came from."""
    with serve({"/news/ferry?id=1": Reply(PAGE)}) as site:
        document = read(f"{site.url}/news/ferry?id=1#comments", allow_private=True)
    assert TEXT in document.text
    assert (document.url, document.name, document.media_type) == (f"{site.url}/news/ferry?id=1", "ferry.html", "text/html")
    assert [path for path, _ in site.requests] == ["/robots.txt", "/news/ferry?id=1"]
    assert all(headers["User-Agent"].startswith("reportgen/") for _, headers in site.requests)
    assert not any({"Cookie", "Referer", "Authorization"} & set(headers) for _, headers in site.requests)


def test_given_metadata_wins() -> None:
    """What the caller says of a page stands, its address too."""
    with serve({"/a": Reply(PAGE)}) as site:
        document = read(f"{site.url}/a", allow_private=True, given={"url": "https://example.org/a", "publisher": "Post"})
    assert (document.url, document.publisher) == ("https://example.org/a", "Post")


@pytest.mark.parametrize(
    ("media_type", "name", "read_as"),
    [("text/plain; charset=utf-8", "a.txt", "text/plain"), ("text/html", "a.html", "text/html"), ("", "a", "text/html")],
)
def test_the_type_names_the_document(media_type: str, name: str, read_as: str) -> None:
    """The type a server gives settles what the bytes leave open."""
    body = PAGE if read_as == "text/html" else TEXT.encode()
    with serve({"/a": Reply(body, media_type=media_type)}) as site:
        document = read(f"{site.url}/a", allow_private=True)
    assert (document.name, document.media_type) == (name, read_as)


def test_packed() -> None:
    """A page that is sent packed is unpacked."""
    with serve({"/a": Reply(gzip.compress(PAGE), headers={"Content-Encoding": "gzip"})}) as site:
        assert fetch.fetch(f"{site.url}/a", allow_private=True).data == PAGE


def test_redirects() -> None:
    """A page that moved is followed, each hop checked against the robots.txt of its site."""
    replies = {
        "/old": Reply(status=301, headers={"Location": "/new"}),
        "/new": Reply(status=302, headers={"Location": "newer?x=1"}),
        "/newer?x=1": Reply(PAGE),
    }
    with serve(replies) as site:
        fetched = fetch.fetch(f"{site.url}/old", allow_private=True)
    assert (fetched.data, fetched.url) == (PAGE, f"{site.url}/newer?x=1")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0"])
def test_hosts_off_the_open_net(host: str) -> None:
    """This machine is not asked without being told to, however its address is written."""
    with serve({"/": Reply(PAGE)}) as site:
        port = site.url.rpartition(":")[2]
        with pytest.raises(ReadError) as caught:
            fetch.fetch(f"http://{host}:{port}/")
    # Some systems know fewer ways to write an address.
    assert caught.value.slug in {"private-address", "address-unreachable"}
    assert host != "127.0.0.1" or caught.value.slug == "private-address"
    assert site.requests == []


def test_a_name_that_answers_otherwise_the_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to an address that was checked; nobody asks for the name again."""
    asked: list[str] = []

    def answer(host: str, port: int, **_: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        asked.append(host)
        address = "93.184.215.14" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    tried: list[object] = []

    def connect(_: socket.socket, address: object) -> None:
        tried.append(address)
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(connection.socket, "getaddrinfo", answer)
    monkeypatch.setattr(connection.socket.socket, "connect", connect)
    with pytest.raises(ReadError, match="address-unreachable"):
        fetch.fetch("http://rebinding.example/")
    assert tried == [("93.184.215.14", 80)]
    assert asked == ["rebinding.example"]


def test_one_private_address_among_public_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads here as well as elsewhere is not trusted."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(connection.socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(ReadError, match=r"leads to 10\.0\.0\.1"):
        fetch.fetch("http://both.example/")


def test_a_redirect_into_the_own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public page cannot lead to a host that is not."""
    with serve({"/": Reply(status=302, headers={"Location": "http://intranet.example/secret"}), "/secret": Reply(PAGE)}) as site:
        port = int(site.url.rpartition(":")[2])
        monkeypatch.setattr(connection, "is_public", lambda address: address == "127.0.0.1")
        real = socket.getaddrinfo

        def answer(host: str, _: int, **options: object) -> object:
            return real("127.0.0.2" if host == "intranet.example" else "127.0.0.1", port, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(connection.socket, "getaddrinfo", answer)
        with pytest.raises(ReadError, match="private-address"):
            fetch.fetch(f"http://public.example:{port}/")
    assert "/secret" not in [path for path, _ in site.requests]


@pytest.mark.parametrize(
    ("location", "error", "slug"),
    [
        ("/loop", ReadError, "bad-redirect"),
        ("file:///etc/passwd", UsageError, "bad-address"),
        ("ftp://example.org/", UsageError, "bad-address"),
        ("http://user:pw@127.0.0.1/", UsageError, "bad-address"),
    ],
)
def test_redirects_that_lead_nowhere(location: str, error: type[Exception], slug: str) -> None:
    """A page that leads on without end, or to what is no page, is refused."""
    with serve({"/loop": Reply(status=302, headers={"Location": location})}) as site, pytest.raises(error, match=slug):
        fetch.fetch(f"{site.url}/loop", allow_private=True)


def test_from_https_to_http() -> None:
    """A safe address does not lead to an unsafe one."""
    address = fetch.parse_address("https://example.org/a")
    answer = fetch._Answer(302, b"", "", "http://example.org/a")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetch, "_get", lambda *_, **__: answer)
        with pytest.raises(ReadError, match="from https to http"), connection.Guard("a", seconds=5, allow_private=True) as guard:
            fetch._follow(address, guard, heeds_robots=False)


@pytest.mark.parametrize(
    ("robots", "is_fetched"),
    [
        (Reply(b"User-agent: *\nDisallow: /private", media_type="text/plain"), True),
        (Reply(b"User-agent: *\nDisallow: /", media_type="text/plain"), False),
        (Reply(b"User-agent: reportgen\nDisallow: /news", media_type="text/plain"), False),
        (Reply(b"User-agent: other\nDisallow: /", media_type="text/plain"), True),
        # The longest rule that fits decides, and rules may have wildcards: RFC 9309.
        (Reply(b"User-agent: *\nDisallow: /\nAllow: /news/", media_type="text/plain"), True),
        (Reply(b"User-agent: *\nAllow: /\nDisallow: /news/", media_type="text/plain"), False),
        (Reply(b"User-agent: *\nDisallow: /*ferry$", media_type="text/plain"), False),
        # No robots.txt, or one that is not shown, asks nothing; a site that fails says nothing.
        (Reply(status=404), True),
        (Reply(status=403), True),
        (Reply(status=503), False),
        (Reply(b"\xff\xfe\0 <html>", media_type="text/html"), True),
        (Reply(b"#" * 2_000_000), True),
        (Reply(status=302, headers={"Location": "/robots-new.txt"}), False),
    ],
)
def test_robots(robots: Reply, is_fetched: bool) -> None:  # noqa: FBT001  (a column of the table)
    """What a site asks programs to leave alone is left alone, and the error says how to go on."""
    rules = Reply(b"User-agent: *\nDisallow: /", media_type="text/plain")
    with serve({"/robots.txt": robots, "/news/ferry": Reply(PAGE), "/robots-new.txt": rules}) as site:
        if is_fetched:
            assert fetch.fetch(f"{site.url}/news/ferry", allow_private=True).data == PAGE
        else:
            with pytest.raises(ReadError, match="robots-refused") as caught:
                fetch.fetch(f"{site.url}/news/ferry", allow_private=True)
            assert "save it, and give the file" in str(caught.value)
            assert "/news/ferry" not in [path for path, _ in site.requests]


def half_a_page(request: BaseHTTPRequestHandler) -> None:
    """Send less than is announced."""
    request.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>Half")


def no_http(request: BaseHTTPRequestHandler) -> None:
    """Send what is no answer."""
    request.wfile.write(b"SSH-2.0-server\r\n")


def drip(request: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then, without end."""
    request.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        request.wfile.write(b"<")
        request.wfile.flush()
        time.sleep(0.02)


def drip_headers(request: BaseHTTPRequestHandler) -> None:
    """Send headers without end."""
    request.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
    while True:
        request.wfile.write(b"x")
        request.wfile.flush()
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("reply", "slug", "told"),
    [
        (Reply(status=404), "address-refused", "404 Not Found"),
        (Reply(status=403), "address-refused", "with your account"),
        (Reply(status=503), "address-refused", "Try again later"),
        (Reply(status=799), "address-refused", "answers 799"),
        (Reply(PAGE, media_type="image/png"), "address-not-text", "image/png"),
        (Reply(b""), "empty-file", "empty"),
        (Reply(PAGE, headers={"Content-Encoding": "br"}), "address-unreachable", "'br'"),
        (Reply(PAGE, headers={"Content-Encoding": "gzip"}), "address-unreachable", "cannot be reached"),
        (Reply(write=half_a_page), "address-unreachable", "cannot be reached"),
        (Reply(write=no_http), "address-unreachable", "cannot be reached"),
    ],
)
def test_what_goes_wrong(reply: Reply, slug: str, told: str) -> None:
    """Whatever a server does wrong is told in a line, with what to do."""
    with serve({"/a": reply}) as site, pytest.raises(ReadError) as caught:
        read(f"{site.url}/a", allow_private=True)
    assert caught.value.slug == slug
    assert told in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("write", [drip, drip_headers])
def test_a_server_that_takes_its_time(write: object) -> None:
    """A server that sends a little for ever is left when the time is over."""
    reply = Reply(write=write)  # type: ignore[arg-type]
    with serve({"/a": reply, "/robots.txt": Reply(status=404)}) as site, pytest.raises(ReadError, match="address-too-slow"):
        fetch.fetch(f"{site.url}/a", allow_private=True, seconds=0.6)


def test_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is taken up to its limit, packed or not; what is packed is not unpacked beyond it."""
    monkeypatch.setattr(fetch, "MAX_BYTES", 1_000_000)
    bomb = Reply(gzip.compress(b"0" * 50_000_000), headers={"Content-Encoding": "gzip"})
    with serve({"/bomb": bomb, "/long": Reply(b"0" * 1_000_001), "/fits": Reply(b"0" * 1_000_000)}) as site:
        for path in ("/bomb", "/long"):
            with pytest.raises(ReadError, match="too-large"):
                fetch.fetch(site.url + path, allow_private=True)
        assert len(fetch.fetch(f"{site.url}/fits", allow_private=True).data) == 1_000_000


def test_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a net the error says so, and what to do."""

    def answer(*_: object, **__: object) -> object:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(connection.socket, "getaddrinfo", answer)
    with pytest.raises(ReadError, match="address-unreachable") as caught:
        fetch.fetch("https://example.org/a")
    assert str(caught.value).startswith("https://example.org/a: the host example.org was not found")
    assert "online" in str(caught.value)


def test_nobody_listens() -> None:
    """A host that takes no connection is told."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ReadError, match="cannot be reached"):
        fetch.fetch(f"http://127.0.0.1:{port}/", allow_private=True)


def test_no_encryption_where_it_is_asked_for() -> None:
    """A server that does not speak TLS is not spoken to in the open."""
    with serve({"/": Reply(PAGE)}) as site, pytest.raises(ReadError, match="address-unreachable"):
        fetch.fetch(site.url.replace("http:", "https:"), allow_private=True)


def test_comparing_what_was_fetched() -> None:
    """Two fetches of the same page give the same comparison: nothing tells when it was fetched."""
    official = "The ferry line will reopen in May."
    with serve({"/a": Reply(PAGE)}) as site:
        pages = [read(f"{site.url}/a", allow_private=True) for _ in range(2)]
    one, other = (compare(read(official.encode(), name="o.txt"), page).to_json() for page in pages)
    assert one == other
