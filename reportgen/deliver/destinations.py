"""Where something goes: read from what `--to` says, checked before anything is sent.

An address can be a secret itself (those of Slack and Teams are). It is never shown whole, and `env:NAME` keeps it off the
command line.
"""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, urlsplit

from reportgen.errors import UsageError

FROM_ENVIRONMENT = "env:"


class Kind(StrEnum):
    """How something gets there."""

    WEBHOOK = "webhook"
    SMTP = "smtp"
    FOLDER = "folder"
    WORDPRESS = "wordpress"
    SUPERDESK = "superdesk"


@dataclass(frozen=True, slots=True)
class Destination:
    """One place."""

    kind: Kind
    address: str
    """The whole address, or the path of a folder. It may hold a secret: show `shown` instead."""
    shown: str
    """What may be told of it: scheme and server."""
    item: str | None = None
    """Superdesk: the item the attachment is put to."""


_KINDS = {
    "https": Kind.WEBHOOK,
    "http": Kind.WEBHOOK,
    "smtp": Kind.SMTP,
    "smtps": Kind.SMTP,
    "wordpress+https": Kind.WORDPRESS,
    "wordpress+http": Kind.WORDPRESS,
    "superdesk+https": Kind.SUPERDESK,
    "superdesk+http": Kind.SUPERDESK,
}

_REMEDY = (
    "It is https://…, smtp://server, wordpress+https://site, superdesk+https://server/api, a folder, or env:NAME for any of "
    "them in an environment variable."
)


def destination(text: str) -> Destination:
    """Return the place `text` names; a folder where it names no scheme.

    Raises UsageError: `bad-destination`, `secret-in-address`, `not-encrypted`, `environment-missing`.
    """
    address = _from_environment(text)
    scheme, separator, _ = address.partition("://")
    if not separator:
        return Destination(Kind.FOLDER, address, address if address == text else text)
    kind = _KINDS.get(scheme.lower())
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if kind is None or not host or not address.isascii() or not address.isprintable() or " " in address:
        # The address itself is not repeated: who knows what it holds.
        raise UsageError("this is no place to deliver to", slug="bad-destination", where=_safe_scheme(scheme), remedy=_REMEDY)
    shown = f"{scheme.lower()}://{f'[{host}]' if ':' in host else host}{f':{port}' if port else ''}"
    if parts.password is not None or (parts.username is not None and kind is not Kind.SMTP):
        raise UsageError(
            "the address holds a password or a user",
            slug="secret-in-address",
            where=shown,
            remedy="Secrets come from the environment: see `reportgen deliver --help`.",
        )
    if scheme.lower().endswith("http") and not is_loopback(host):
        raise UsageError(
            "the way there is not encrypted",
            slug="not-encrypted",
            where=shown,
            remedy="Use https://; http:// is for this machine.",
        )
    item = parse_qs(parts.query).get("item", [None])[0] if kind is Kind.SUPERDESK else None
    plain = address.partition("+")[2] if kind in (Kind.WORDPRESS, Kind.SUPERDESK) else address
    return Destination(kind, plain.partition("?")[0].rstrip("/") if plain != address else plain, shown, item)


def _from_environment(text: str) -> str:
    if not text.startswith(FROM_ENVIRONMENT):
        return text
    name = text.removeprefix(FROM_ENVIRONMENT)
    value = os.environ.get(name, "").strip()
    if not value:
        raise UsageError(
            f"the environment variable {name!r} holds no address", slug="environment-missing", where="--to", remedy=_REMEDY
        )
    return value


def _safe_scheme(scheme: str) -> str:
    return f"{scheme}://…" if scheme.replace("+", "").isalnum() and len(scheme) < 20 else "--to"


def is_loopback(host: str) -> bool:
    """Return whether a name or address is this machine itself.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost.example.org")
    (True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")  # RFC 6761: never anywhere else


def secret(name: str, what: str) -> str:
    """Return a secret from the environment. Raises UsageError (`environment-missing`) naming the variable."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise UsageError(
            f"{what} is missing", slug="environment-missing", where=name, remedy=f"Set the environment variable {name}."
        )
    return value
