"""What a process of the service does: it takes an order, compares, and gives back bytes or a problem, until nobody asks."""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import signal
from typing import TYPE_CHECKING, Any

from reportgen.align.pairmodel import PairModel, use_threads
from reportgen.brief.rendering import FORMATS, RenderOptions
from reportgen.config import fill
from reportgen.engine import compare
from reportgen.errors import ReadError, RenderError, ReportgenError
from reportgen.read import document_from_text, read
from reportgen.read.reading import GIVEN
from reportgen.settings import Settings

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from reportgen.model import Document

MEMORY = 4_000_000_000
"""Bytes of address space a process may take. A comparison of two texts of 100,000 words with its PDF stays below 2 billion."""


READY = b"ready"
"""What a process says when it has come up."""


def answer(order: dict[str, Any]) -> tuple[int, bytes]:
    """Return the status and the body for an order that fits the schema of requests, with its `format` added."""
    try:
        return 200, _made(order)
    except ReportgenError as error:
        status = 500 if isinstance(error, RenderError) else 422
        return status, problem(status, error.what, error.slug, error.remedy)
    except MemoryError:
        return 422, problem(422, "the texts need more memory than there is", "too-large", "Send less at once.")
    except Exception as error:  # noqa: BLE001  (whatever happens, who asked gets an answer)
        return 500, problem(500, f"an unexpected {type(error).__name__}", "unexpected")


def problem(status: int, title: str, slug: str, detail: str | None = None) -> bytes:
    """Return an error as RFC 9457 has it."""
    told: dict[str, Any] = {"type": f"urn:reportgen:error:{slug}", "title": title, "status": status}
    return json.dumps(told | ({"detail": detail} if detail else {})).encode()


def _made(order: dict[str, Any]) -> bytes:
    settings = fill(Settings(), order.get("settings", {}))
    official, *press = (_document(source) for source in (order["official"], *order["press"]))
    comparison = compare(official, *press, settings=settings)
    look = RenderOptions(page_size=order.get("page_size", "A4"), date=order.get("date"))
    return FORMATS[order["format"]](comparison, look)


def _document(source: dict[str, Any]) -> Document:
    """Return the document of a source: its text or its file, never a path or an address."""
    given = {name: source[name] for name in GIVEN if name in source}
    if "text" in source:
        return document_from_text(source["text"], name=source.get("name", "text"), given=given)
    try:
        data = base64.b64decode(source["base64"], validate=True)
    except (binascii.Error, ValueError):
        raise ReadError("this is not base64", slug="not-encoded", remedy="Encode the bytes of the file.") from None
    return read(data, name=source.get("name"), given=given)


def run(connection: Connection, threads: int = 1) -> None:
    """Answer orders until the other end is closed, reading with so many threads. Signals are for the process that started us."""
    use_threads(threads)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    _limit_memory()
    PairModel.load()  # before anybody waits for it
    connection.send_bytes(READY)
    while True:
        try:
            order = json.loads(connection.recv_bytes())
        except EOFError:
            return
        status, body = answer(order)
        connection.send_bytes(status.to_bytes(2, "big") + body)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on every system
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
