"""The server of the page: one process, one socket on this machine, an address nobody can guess."""

from __future__ import annotations

import secrets
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn

from reportgen.errors import RenderError
from reportgen.review.app import make_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportgen.brief.rendering import RenderOptions
    from reportgen.review.session import Session

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Serving:
    """How a review is served."""

    by: str
    """The reviewer's name."""
    stem: str
    """The name of the briefs the page hands out, without suffix."""
    options: RenderOptions
    port: int = 0
    """0 takes any that is free."""


def serve(session: Session, serving: Serving, ready: Callable[[str], None]) -> None:
    """Serve the page until the process is stopped; `ready` is told its address.

    Raises RenderError (`port-taken`) where nothing can listen at the port.
    """
    token = secrets.token_urlsafe(24)
    with _listen(serving.port) as listener:
        host = f"{HOST}:{listener.getsockname()[1]}"
        app = make_app(session, token=token, host=host, by=serving.by, stem=serving.stem, options=serving.options)
        config = uvicorn.Config(
            app, log_config=None, access_log=False, server_header=False, lifespan="off", timeout_graceful_shutdown=1, ws="none"
        )
        ready(f"http://{host}/{token}/")
        uvicorn.Server(config).run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        raise RenderError(
            f"nothing can listen at port {port}: {error}",
            slug="port-taken",
            remedy="Leave --port away to take any that is free.",
        ) from None
    return listener
