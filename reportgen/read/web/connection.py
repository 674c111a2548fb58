"""A connection to the very address that was checked, given up when its time is over.

A name is looked up once, each of its addresses is checked, and the connection is made to one of those: a name that answers
otherwise the second time gains nothing.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NameResolutionError, NewConnectionError

from reportgen.errors import ReadError
from reportgen.read.web.address import is_public

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.read.web.address import Address

CONNECT_SECONDS = 10.0
"""A host that does not take a connection in this time is tried at its next address."""

SocketAddress = tuple[Any, ...]


class Guard:
    """What every connection of one fetch has in common: its time, and whether hosts off the open net are allowed.

    A context manager: while it is open, a watch cuts every connection when the time is over, wherever it waits.
    """

    def __init__(self, shown: str, *, seconds: float, allow_private: bool) -> None:
        self.shown = shown
        self.allow_private = allow_private
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()
        self._watch = threading.Timer(seconds, self._cut)
        self._watch.daemon = True

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._watch.cancel()
        with self._lock:
            for opened in self._open:
                opened.close()
            self._open.clear()

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self._end

    def left(self) -> float:
        """Return the seconds that are left; ReadError (`address-too-slow`) where there are none."""
        if self.is_over:
            raise ReadError(
                f"the page did not come within {self._seconds:g} seconds",
                slug="address-too-slow",
                where=self.shown,
                remedy="Try again later, or save the page from a browser and give the file.",
            )
        return self._end - time.monotonic()

    def connect(self, host: str, port: int) -> socket.socket:
        """Return a socket connected to a checked address of the host; OSError where there is none that answers."""
        error: OSError | None = None
        for family, kind, protocol, address in self._checked(host, port):
            opened = socket.socket(family, kind, protocol)
            try:
                opened.settimeout(min(CONNECT_SECONDS, self.left()))
                opened.connect(address)
                opened.settimeout(self.left())
            except OSError as failure:
                opened.close()
                error = failure
            except BaseException:
                opened.close()
                raise
            else:
                with self._lock:
                    self._open.append(opened.dup())
                return opened
        raise error or OSError("the name has no address")

    def _checked(self, host: str, port: int) -> list[tuple[int, int, int, SocketAddress]]:
        """Return what to connect to; ReadError (`private-address`) where any of it is off the open net."""
        found = self._look_up(host, port)
        if not self.allow_private:
            for *_, address in found:
                if not is_public(str(address[0])):
                    raise ReadError(
                        f"the host {host} is not of the open net: it leads to {address[0]}",
                        slug="private-address",
                        where=self.shown,
                        remedy="If you trust it, repeat with --allow-private; or save the page and give the file.",
                    )
        return found

    def _look_up(self, host: str, port: int) -> list[tuple[int, int, int, SocketAddress]]:
        """Return the addresses of a host, waiting no longer than there is time."""
        results: list[Sequence[Any]] = []
        errors: list[OSError] = []

        def ask() -> None:
            try:
                results.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
            except (OSError, UnicodeError) as error:
                errors.append(error if isinstance(error, OSError) else socket.gaierror(str(error)))

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(self.left())
        self.left()
        if errors:
            raise errors[0]
        return [(family, kind, protocol, address) for family, kind, protocol, _, address in results]

    def _cut(self) -> None:
        """End every open connection, so that nobody waits on one."""
        with self._lock:
            for opened in self._open:
                with suppress(OSError):
                    opened.shutdown(socket.SHUT_RDWR)


class _GuardedConnection(HTTPConnection):
    def __init__(self, *args: Any, guard: Guard, **options: Any) -> None:
        super().__init__(*args, **options)
        self.guard = guard

    def _new_conn(self) -> socket.socket:
        try:
            return self.guard.connect(self.host, int(self.port or 0))
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error


class _GuardedHTTPSConnection(_GuardedConnection, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _GuardedConnection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _GuardedHTTPSConnection


def pool_for(address: Address, guard: Guard) -> HTTPConnectionPool:
    """Return what makes the one connection to an address; certificates are checked as the system and certifi have them."""
    options: dict[str, Any] = {"guard": guard, "maxsize": 1, "timeout": guard.left(), "retries": False}
    if address.scheme == "http":
        return _Pool(address.host, address.port, **options)
    import ssl  # noqa: PLC0415  (only where it is needed)

    import certifi  # noqa: PLC0415

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return _SecurePool(address.host, address.port, ssl_context=context, **options)
