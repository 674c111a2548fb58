"""The service's answers: Starlette routes around a pool of processes."""

from __future__ import annotations

import asyncio
import hmac
import json
import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from reportgen.serve.metrics import Metrics
from reportgen.serve.openapi import FORMATS, PROBLEM, REQUEST, description
from reportgen.serve.pool import FullError
from reportgen.serve.work import problem
from reportgen.version import __version__

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from reportgen.serve.pool import Pool

RETRY_AFTER = 2
"""Seconds we ask those to wait for whom there is no place: about what a brief takes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take."""

    body: int = 10_000_000
    """Bytes."""
    body_seconds: float = 30.0
    """Seconds until the body has to be there."""


class _Refused(Exception):  # noqa: N818  (an answer rather than an error)
    """A request that is answered without a comparison."""

    def __init__(self, status: int, title: str, slug: str, detail: str | None = None, **headers: str) -> None:
        super().__init__(title)
        self.response = Response(
            problem(status, title, slug, detail),
            status,
            {name.replace("_", "-"): value for name, value in headers.items()},
            PROBLEM,
        )


def make_app(pool: Pool, token: str, limits: Limits = Limits()) -> Starlette:
    """Return the service. Who knows the token may compare and read the figures; anybody may ask for health and description."""
    metrics = Metrics(pool)

    async def compare(request: Request) -> Response:
        _check_token(request, token)
        format_ = _format(request)
        begin = time.monotonic()
        try:
            pool.take_place()
        except FullError:
            raise _Refused(
                429, "all places in the queue are taken", "busy", "Try again a little later.", Retry_After=str(RETRY_AFTER)
            ) from None
        try:
            order = _order(await _body(request, limits)) | {"format": format_}
            status, body = await pool.ask(order)
        finally:
            pool.leave_place()
        metrics.time(format_, time.monotonic() - begin)
        return Response(body, status, media_type=FORMATS[format_] if status == 200 else PROBLEM)

    async def figures(request: Request) -> Response:
        _check_token(request, token)
        return Response(metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    async def health(_request: Request) -> Response:
        return JSONResponse({"status": "ok", "version": __version__})

    async def openapi(_request: Request) -> Response:
        return JSONResponse(description())

    def counted(path: str, handler: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            try:
                response = await handler(request)
            except _Refused as refused:
                response = refused.response
            except ClientDisconnect:
                response = Response(status_code=400)
            metrics.count(path, response.status_code)
            response.headers["X-Content-Type-Options"] = "nosniff"
            response.headers["Cache-Control"] = "no-store"
            return response

        return handle

    return Starlette(
        routes=[
            Route("/v1/compare", counted("/v1/compare", compare), methods=["POST"]),
            Route("/metrics", counted("/metrics", figures), methods=["GET"]),
            Route("/health", counted("/health", health), methods=["GET"]),
            Route("/openapi.json", counted("/openapi.json", openapi), methods=["GET"]),
        ],
    )


def _check_token(request: Request, token: str) -> None:
    given = request.headers.get("authorization", "")
    if not hmac.compare_digest(given.encode("utf-8", "replace"), f"Bearer {token}".encode()):
        raise _Refused(
            401,
            "the token is missing or another",
            "unauthorized",
            "Send it as Authorization: Bearer …",
            WWW_Authenticate="Bearer",
        )


def _format(request: Request) -> str:
    values = request.query_params.getlist("format")
    unknown = set(request.query_params) - {"format"}
    if unknown or len(values) > 1 or (values and values[0] not in FORMATS):
        raise _Refused(400, "the query is none that is known", "usage", f"format is one of {', '.join(FORMATS)}.")
    return values[0] if values else "json"


async def _body(request: Request, limits: Limits) -> bytes:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise _Refused(415, "the body is not sent as JSON", "usage", "Send it with Content-Type: application/json.")
    too_large = _Refused(413, f"the body has more than {limits.body:,} bytes", "too-large", "Send less at once.")
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > limits.body:
        raise too_large
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(limits.body_seconds):
            async for part in request.stream():
                size += len(part)
                if size > limits.body:
                    raise too_large
                parts.append(part)
    except TimeoutError:
        raise _Refused(408, "the body did not arrive in time", "too-slow", "Send it again.") from None
    return b"".join(parts)


def _order(body: bytes) -> dict[str, Any]:
    """Return what a body asks for."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise _Refused(400, "the body is no JSON", "not-json") from None
    error = best_match(_validator().iter_errors(value))
    if error is not None:
        raise _Refused(422, f"{error.json_path[:200]}: {_short(error.message)}", "not-as-described", "See /openapi.json.")
    order: dict[str, Any] = value
    return order


def _short(message: str) -> str:
    return message if len(message) <= 300 else f"{message[:300]}…"


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(REQUEST)
