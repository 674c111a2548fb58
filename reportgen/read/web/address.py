"""Which addresses may be fetched: of http and https, without credentials, of hosts of the open net."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

from reportgen.errors import UsageError

MAX_LENGTH = 4_000
"""Characters of an address; servers refuse longer ones."""
PORTS = {"http": 80, "https": 443}

NAT64 = ip_network("64:ff9b::/96")
"""IPv6 addresses that stand for the IPv4 address in their last 32 bits (RFC 6052)."""
COMPATIBLE = ip_network("::/96")
"""The same in the old way (RFC 4291, 2.5.5.1)."""
OF_CLOUDS = frozenset({"168.63.129.16"})
"""Services clouds offer to their own machines under an address that looks public (Azure)."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://")
_HOST = re.compile(r"[a-z0-9._-]+")
_UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\\]")


class Address(NamedTuple):
    """An address in its parts."""

    scheme: str
    host: str
    """As it is looked up: in lower case, names in other scripts as IDNA has them."""
    port: int
    target: str
    """Path and query, as a request names them."""

    @property
    def origin(self) -> str:
        """Scheme, host and, where it is not the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    def __str__(self) -> str:
        return self.origin + self.target


def is_address(source: object) -> bool:
    """Return whether a source is an address and not a path.

    >>> is_address("https://example.org/a"), is_address("press.html")
    (True, False)
    """
    text = str(source)
    if isinstance(source, (bytes, bytearray, memoryview)) or not _SCHEME.match(text):
        return False
    try:
        return not Path(text).exists()
    except (OSError, ValueError):
        return True


def parse_address(text: str) -> Address:
    """Return the parts of an address; UsageError (`bad-address`) where it is none that may be fetched.

    >>> str(parse_address("HTTPS://Example.ORG:443/a?q=ü#part"))
    'https://example.org/a?q=%C3%BC'
    """
    shown = text[:200]
    if len(text) > MAX_LENGTH:
        raise _bad(shown, f"the address has more than {MAX_LENGTH:,} characters")
    if _UNFIT.search(text):
        raise _bad(shown, "the address has a space or a control character in it")
    try:
        parts = urlsplit(text)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        host = host if ":" in host else host.encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError):
        raise _bad(shown, "this is no address") from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise UsageError(
            f"an address of the kind {scheme!r} is not fetched",
            slug="bad-address",
            where=shown,
            remedy="Only http and https are; save the document and give the file.",
        )
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            "the address has a name or a password in it",
            slug="bad-address",
            where=f"{scheme}://…@{host}",
            remedy="Nothing is fetched with credentials: open the page with your account, save it, and give the file.",
        )
    if not host or port == 0:
        raise _bad(shown, "the address names no host")
    if ":" not in host and not _HOST.fullmatch(host):  # letters that turn to other marks as IDNA brings them to its form
        raise _bad(shown, "this is no address")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return Address(scheme, host, port or PORTS[scheme], urlunsplit(("", "", path, query, "")) or "/")


def _bad(shown: str, what: str) -> UsageError:
    return UsageError(what, slug="bad-address", where=shown, remedy="Copy it once more from the browser's address bar.")


def is_public(address: str) -> bool:
    """Return whether a numeric address is one of the open net, also where it hides an older form inside.

    >>> [is_public(address) for address in ("93.184.215.14", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254")]
    [True, False, False, False]
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = _inner(found)
        if inner:
            return all(_is_open(each) for each in inner)
    return _is_open(found)


def _inner(address: IPv6Address) -> list[IPv4Address]:
    """Return the IPv4 addresses an IPv6 address stands for."""
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        return [address.sixtofour]
    if address.teredo:
        return list(address.teredo)
    for network in (NAT64, COMPATIBLE):
        if isinstance(network, IPv6Network) and address in network and int(address) > 1:
            return [IPv4Address(int(address) & 0xFFFFFFFF)]
    return []


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    is_closed = address.is_multicast or address.is_reserved or address.is_unspecified or str(address) in OF_CLOUDS
    is_site = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not is_closed and not is_site
