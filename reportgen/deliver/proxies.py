"""The way to a server: straight, or through the proxy the environment names.

`HTTPS_PROXY` (or `ALL_PROXY`) and `NO_PROXY` mean what they mean to curl. Only encrypted connections go through a proxy, as a
tunnel: it learns the name of the server and nothing of what is sent. This machine itself is always reached straight.
"""

from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from reportgen.deliver.destinations import is_loopback
from reportgen.deliver.problems import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Mapping


def open_pool(urllib3: Any, url: str) -> Any:
    """Return urllib3's pool for the way to `url`, to be closed. Raises DeliveryError (`bad-proxy`)."""
    proxy = proxy_for(url)
    if proxy is None:
        return urllib3.PoolManager(num_pools=1, maxsize=1)
    address, headers = proxy
    try:
        return urllib3.ProxyManager(address, num_pools=1, maxsize=1, proxy_headers=headers)
    except (urllib3.exceptions.HTTPError, ValueError):
        raise _bad() from None


def proxy_for(url: str) -> tuple[str, Mapping[str, str]] | None:
    """Return the address of the proxy for `url`, and the headers for it alone; None where it is reached straight.

    Raises DeliveryError (`bad-proxy`) for an address that is none; it may hold a password and is not repeated.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    value = _named("https_proxy") or _named("all_proxy")
    if parts.scheme != "https" or not value or is_loopback(host):
        return None
    if _is_exempt(host, parts.netloc):
        return None
    try:
        proxy = urlsplit(value if "://" in value else f"http://{value}")
        place = f"[{proxy.hostname}]" if ":" in (proxy.hostname or "") else proxy.hostname
        address = f"{proxy.scheme}://{place}" + (f":{proxy.port}" if proxy.port else "")
    except ValueError:
        raise _bad() from None
    if proxy.scheme not in ("http", "https") or not proxy.hostname:
        raise _bad()
    if proxy.username is None:
        return address, {}
    login = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}".encode()
    return address, {"Proxy-Authorization": f"Basic {base64.b64encode(login).decode()}"}


def _named(name: str) -> str:
    """Return a variable of the environment, whose name may be written small or large."""
    return (os.environ.get(name) or os.environ.get(name.upper()) or "").strip()


def _is_exempt(host: str, netloc: str) -> bool:
    """Return whether NO_PROXY names a server: by its name, that of its domain, with or without a port, or by `*` for all."""
    for entry in _named("no_proxy").lower().split(","):
        name = entry.strip().removeprefix("*.").lstrip(".")
        if name == "*" or (name and any(one == name or one.endswith(f".{name}") for one in (host, netloc.lower()))):
            return True
    return False


def _bad() -> DeliveryError:
    return DeliveryError(
        "the proxy that is named is no http:// or https:// address",
        slug="bad-proxy",
        where="HTTPS_PROXY",
        remedy="Write it as http://proxy.example.org:3128; servers in NO_PROXY are reached without it.",
    )
