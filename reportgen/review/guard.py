"""Who may talk to the page: this machine's own browser, at the address that was printed, from the page itself.

The server listens on 127.0.0.1, but any page in the same browser can send requests there. So a request must name this host
(a foreign name that resolves to 127.0.0.1 is refused), know the token in the address, and, where it changes something, come
from the page's own origin.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing but the page's own script, style and answers; no inline code, no frames, no forms."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",  # the address holds the token
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

MAX_BODY = 4_000_000
"""Bytes of a request: "confirm all shown" of 20,000 pairs."""


class Guard:
    """Lets through what may come in, takes the token off its path, and adds the headers of safety to every answer."""

    def __init__(self, app: ASGIApp, *, token: str, hosts: frozenset[str]) -> None:
        self._app = app
        self._token = token
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            status, text = refusal
            await PlainTextResponse(text, status)(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._hosts:
            return 421, "This address belongs to another server.\n"
        given = scope["path"].split("/")[1] if scope["path"].count("/") > 1 else ""
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode()):
            return 404, "There is nothing here. Open the address that reportgen printed.\n"
        if scope["method"] not in ("GET", "HEAD"):
            return self._refusal_of_change(headers, host)
        return None

    def _refusal_of_change(self, headers: Headers, host: str) -> tuple[int, str] | None:
        if headers.get("origin") != f"http://{host}" or headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return 403, "Changes are taken from the page itself only.\n"
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return 415, "Changes come as JSON.\n"
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdigit() or int(length) > MAX_BODY:
            return 413, "This is too much at once.\n"
        return None
