"""Real servers on this machine: HTTP that answers by a script, and mail with its certificate."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True)
class Reply:
    """What a server answers."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds before it answers."""
    hang_up: bool = False
    """Whether it closes the connection without an answer."""
    drip: bool = False
    """Whether it goes on sending one byte at a time."""


@dataclass
class Received:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes


@dataclass
class WebServer:
    """A server that answers with the replies it was given, the last of them for ever, or by a function."""

    address: str
    replies: list[Reply]
    answer: Callable[[Received], Reply] | None = None
    received: list[Received] = field(default_factory=list)

    def reply(self, request: Received) -> Reply:
        """Return what to answer to a request, and remember it."""
        self.received.append(request)
        if self.answer is not None:
            return self.answer(request)
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def web_server(*replies: Reply, answer: Callable[[Received], Reply] | None = None) -> Iterator[WebServer]:
    """Run a server on a free port of 127.0.0.1 while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = server.reply(Received(self.command, self.path, headers, self.rfile.read(length)))
            if reply.delay:
                stopped.wait(reply.delay)
            if reply.hang_up:
                self.close_connection = True
                return
            body = b"" if reply.body is None else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(1_000_000_000 if reply.drip else len(body)))
            self.end_headers()
            while reply.drip and not stopped.is_set():
                self.wfile.write(b" ")
                time.sleep(0.01)
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = handle_any  # noqa: N815  (the names http.server looks for)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing: clients of these tests hang up."""

    stopped = threading.Event()
    with Server(("127.0.0.1", 0), Handler) as real:
        server = WebServer(f"http://127.0.0.1:{real.server_port}", list(replies) or [Reply()], answer)
        thread = threading.Thread(target=real.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            stopped.set()
            real.shutdown()
            thread.join()
