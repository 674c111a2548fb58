"""A web server on this machine, for the tests of fetching."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Reply(NamedTuple):
    """What the server says to a path."""

    body: bytes = b""
    status: int = 200
    media_type: str = "text/html"
    headers: Mapping[str, str] = {}
    write: Callable[[BaseHTTPRequestHandler], None] | None = None
    """Takes over after the request was read, in place of an answer of good manners."""


class Site(NamedTuple):
    """A running server."""

    url: str
    requests: list[tuple[str, Mapping[str, str]]]
    """The path and the headers of each request, in their order."""


@contextmanager
def serve(replies: Mapping[str, Reply]) -> Iterator[Site]:
    """Yield a server that knows these paths; without one for robots.txt it has none."""
    requests: list[tuple[str, Mapping[str, str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append((self.path, dict(self.headers)))
            reply = replies.get(self.path, Reply(b"nothing here", 404))
            if reply.write:
                reply.write(self)
                return
            self.send_response(reply.status)
            for name, value in {
                "Content-Type": reply.media_type,
                "Content-Length": str(len(reply.body)),
                **reply.headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: Any) -> None:
            pass

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:  # whoever asked has gone
                return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}", requests)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
