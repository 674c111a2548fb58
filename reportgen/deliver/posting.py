"""One HTTP request, tried again where that may help, within a bound, and told without its secrets.

`urllib3` makes the requests: its `Retry` knows which answers are worth another try and reads `Retry-After`. The loop is ours,
so that each attempt can be signed anew and nothing of an address reaches a log.
"""

from __future__ import annotations

import importlib
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reportgen.brief.text import printable, shorten
from reportgen.deliver.problems import DeliveryError
from reportgen.deliver.proxies import open_pool
from reportgen.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

RETRIED = (408, 425, 429, 500, 502, 503, 504)
"""Answers after which the same request may succeed."""

MAX_ANSWER = 1_000_000
"""Bytes read of an answer; what we look for stands in the first thousand."""

MAX_SAID = 200
"""Characters of a server's own message that are passed on."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a delivery is tried."""

    attempts: int = 5
    timeout: float = 20.0
    """Seconds without a byte, for each attempt."""
    give_up: float = 120.0
    """Seconds for all attempts together."""
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a server."""

    method: str
    url: str
    shown: str
    """The server, as it may be told."""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    sign: Callable[[], Mapping[str, str]] | None = None
    """Returns headers that belong to one attempt, such as a signature of the moment."""
    secrets: tuple[str, ...] = ()
    """What must not be passed on, should the server repeat it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    body: bytes
    attempts: int

    def json(self) -> Any:
        """Return what the body means; None where it is no JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


def send(request: Request, patience: Patience) -> Answer:
    """Return a server's answer where it accepted the request (2xx).

    Raises DeliveryError: `delivery-refused` where it did not and will not, `delivery-failed` where it could not be reached or
    did not take it within the attempts and the time there are; `library-missing` without urllib3; `bad-proxy`.
    """
    urllib3 = load_urllib3()
    retry = urllib3.Retry(
        total=patience.attempts - 1,
        allowed_methods=None,
        status_forcelist=RETRIED,
        backoff_factor=1.0,
        backoff_max=30.0,
        backoff_jitter=0.5,
    )
    deadline = patience.clock() + patience.give_up
    attempt, failure = 0, _Failure("")
    with open_pool(urllib3, request.url) as pool:
        while attempt < patience.attempts:
            attempt += 1
            made = _Attempt(urllib3, pool, request, patience, deadline).make()
            if not isinstance(made, _Failure):
                return Answer(*made, attempt)
            failure = made
            retry = retry.new(history=(*retry.history, urllib3.util.retry.RequestHistory(request.method, None, None, None, None)))
            wait = failure.wait if failure.wait is not None else retry.get_backoff_time()
            if attempt == patience.attempts or patience.clock() + wait > deadline:
                break
            patience.sleep(wait)
    tries = "once" if attempt == 1 else f"{attempt} times"
    raise DeliveryError(
        f"not delivered: {failure.what}; tried {tries}",
        slug="delivery-failed",
        where=request.shown,
        remedy="Nothing is lost: the same command tries again and repeats nothing that arrived.",
    )


@dataclass(frozen=True, slots=True)
class _Failure:
    """An attempt after which another may succeed."""

    what: str
    wait: float | None = None
    """Seconds the server asks us to wait."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One try of a request."""

    urllib3: Any
    pool: Any
    request: Request
    patience: Patience
    deadline: float

    def make(self) -> tuple[int, bytes] | _Failure:
        """Return status and body of an answer that accepts; DeliveryError (`delivery-refused`) where none can be hoped for."""
        request, errors = self.request, self.urllib3.exceptions
        try:
            status, body, wait = self._ask()
        except errors.SSLError:
            raise _refused(request, "its certificate cannot be trusted") from None
        except errors.HTTPError as error:
            return _Failure(_words(error, errors))
        if 200 <= status < 300:
            return status, body
        said = _said(body, request.secrets)
        if status in RETRIED:
            return _Failure(f"the server answered {status}{said}", wait)
        raise _refused(request, f"the server answered {status}{' and points elsewhere' if 300 <= status < 400 else said}")

    def _ask(self) -> tuple[int, bytes, float | None]:
        request = self.request
        headers = {"User-Agent": f"reportgen/{__version__}", **request.headers, **(request.sign() if request.sign else {})}
        seconds = max(0.1, min(self.patience.timeout, self.deadline - self.patience.clock()))
        response = self.pool.request(
            request.method,
            request.url,
            body=request.body,
            headers=headers,
            retries=False,
            redirect=False,  # a signature or password is for the server it was meant for
            timeout=self.urllib3.Timeout(connect=seconds, read=seconds),
            preload_content=False,
        )
        return int(response.status), self._read(response), self._wait(response)

    def _read(self, response: Any) -> bytes:
        """Return the beginning of a body; a server that drips it byte by byte is left when the time is over."""
        parts: list[bytes] = []
        size = 0
        while size < MAX_ANSWER and self.patience.clock() < self.deadline:
            part: bytes = response.read1(65536)
            if not part:
                break
            parts.append(part)
            size += len(part)
        response.close()
        return b"".join(parts)

    def _wait(self, response: Any) -> float | None:
        """Return how many seconds a server asks us to wait."""
        try:
            wait: float | None = self.urllib3.Retry(0).get_retry_after(response)
        except (self.urllib3.exceptions.InvalidHeader, OverflowError, ValueError):
            return None
        return wait


def _words(error: Exception, errors: Any) -> str:
    """Return what happened without urllib3's own words, which hold the address."""
    if isinstance(error, errors.ProxyError) or "Tunnel connection failed" in str(error):
        return "the proxy does not let us through"
    if isinstance(error, errors.NameResolutionError):
        return "the server's name is not known"
    if isinstance(error, errors.ConnectTimeoutError) and not isinstance(error, errors.NewConnectionError):
        return "no connection within the time"
    if isinstance(error, errors.NewConnectionError):
        return "no connection"
    if isinstance(error, errors.ReadTimeoutError):
        return "no answer within the time"
    return "the connection broke off"


def _said(body: bytes, secrets: tuple[str, ...]) -> str:
    """Return a server's own message, if it sent one in a usual place, without our secrets."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    message = next(
        (value[key] for key in ("message", "error", "_message", "detail") if isinstance(value, dict) and key in value), None
    )
    if not isinstance(message, str):
        return ""
    for one in secrets:
        message = message.replace(one, "…")
    return f": {shorten(printable(message), MAX_SAID)}"


def _refused(request: Request, what: str) -> DeliveryError:
    return DeliveryError(
        f"not delivered: {what}",
        slug="delivery-refused",
        where=request.shown,
        remedy="Trying again will not help: check the address and what gives you access there.",
    )


def load_urllib3() -> Any:
    """Return urllib3. Raises DeliveryError (`library-missing`) telling how to install it."""
    try:
        return importlib.import_module("urllib3")
    except ImportError:
        raise DeliveryError(
            "delivering over HTTP needs a Python package that is not installed: urllib3",
            slug="library-missing",
            remedy="Install it with: pip install 'reportgen[deliver]'",
        ) from None
