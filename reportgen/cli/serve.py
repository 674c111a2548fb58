"""`reportgen serve`: the engine for programs that ask over HTTP."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

import click

from reportgen.align.pairmodel import cores
from reportgen.cli.options import console_options
from reportgen.errors import RenderError

if TYPE_CHECKING:
    from reportgen.cli.console import Console

TOKEN = "REPORTGEN_SERVE_TOKEN"  # noqa: S105  (the name of the variable)


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Listen at this address; outside this machine, behind a TLS proxy."
)
@click.option("--port", type=click.IntRange(0, 65535), default=8722, show_default=True, help="0 takes any that is free.")
@click.option("--workers", type=click.IntRange(1, 64), help="Comparisons at the same time  [default: one for each core].")
@click.option("--queue", type=click.IntRange(0, 10_000), help="Requests that may wait  [default: four for each worker].")
@click.option(
    "--time-limit", type=click.FloatRange(0.1, 3600), default=60, show_default=True, metavar="SECONDS", help="For one comparison."
)
@click.option(
    "--max-body", type=click.IntRange(1000), default=10_000_000, show_default=True, metavar="BYTES", help="Of a request."
)
@console_options
@click.pass_obj
def command(
    console: Console, /, *, host: str, port: int, workers: int | None, queue: int | None, time_limit: float, max_body: int
) -> int:
    """Answer POST /v1/compare with a comparison or a brief, until SIGTERM or Ctrl-C.

    Who asks has to know the token: set REPORTGEN_SERVE_TOKEN, or take the one that is printed. GET /openapi.json describes
    everything, /health and /metrics are for who looks after it. Requests that are under way at the end are answered.

    \b
    reportgen serve --port 8722
    """
    server, app, pools = (import_module(name) for name in ("uvicorn", "reportgen.serve.app", "reportgen.serve.pool"))
    token = os.environ.get(TOKEN, "").strip()
    made = not token
    token = token or secrets.token_urlsafe(24)
    count = workers or cores()
    waiting = 4 * count if queue is None else queue
    with _listen(host, port) as listener:
        pool = pools.Pool(count, waiting, time_limit)
        with console.status("Starting …"):
            pool.start()
        config = server.Config(
            app.make_app(pool, token, app.Limits(body=max_body)),
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            timeout_keep_alive=5,
            # As long as the last in the queue may have to wait.
            timeout_graceful_shutdown=int((waiting // count + 2) * time_limit) + 5,
            limit_concurrency=4 * (count + waiting) + 64,
        )
        console.say(f"Serving at http://{host}:{listener.getsockname()[1]}, {count} at a time, {waiting} may wait.")
        if made:
            console.complain(f"Token: {token}")
        running = server.Server(config)
        try:
            # uvicorn passes the signal on when it has ended; an end that was asked for is no failure.
            with suppress(SystemExit, KeyboardInterrupt):
                asyncio.run(running.serve(sockets=[listener]))
        finally:
            pool.stop()
    console.say("Ended.")
    return 0


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(1024)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise RenderError(
            f"nothing can listen there: {(error.strerror or str(error)).lower()}",
            slug="port-taken",
            where=f"{host}:{port}",
            remedy="Choose another --port; 0 takes any that is free.",
        ) from None
    return listener
