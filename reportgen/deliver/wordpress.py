"""WordPress: the brief into the media library, by the REST API (`/wp/v2/media`) and an application password."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.parse import quote

from reportgen.deliver.destinations import secret
from reportgen.deliver.multipart import form_data
from reportgen.deliver.posting import Patience, Request, send

if TYPE_CHECKING:
    from reportgen.deliver.destinations import Destination
    from reportgen.deliver.parcel import Parcel

USER = "REPORTGEN_WORDPRESS_USER"
PASSWORD = "REPORTGEN_WORDPRESS_PASSWORD"  # noqa: S105  (the name of the variable)


def deliver(parcel: Parcel, destination: Destination, patience: Patience) -> str:
    """Upload a parcel unless the library has it; the number of the medium.

    The slug is made of the content, so that a second upload finds the first, whoever made it.
    """
    found = send(look_up(parcel, destination), patience).json()
    if isinstance(found, list) and found and isinstance(found[0], dict):
        return f"{found[0].get('id')}, there already"
    made = send(upload(parcel, destination), patience).json()
    return str(made.get("id")) if isinstance(made, dict) else "unknown"


def look_up(parcel: Parcel, destination: Destination) -> Request:
    """Return the request that asks for a medium with this content."""
    return _request("GET", destination, f"?slug={quote(_slug(parcel))}&_fields=id")


def upload(parcel: Parcel, destination: Destination) -> Request:
    """Return the request that uploads."""
    fields = {"title": parcel.title, "slug": _slug(parcel), "alt_text": "", "description": parcel.subject}
    body, kind = form_data(fields, "file", parcel)
    return _request("POST", destination, "", body, kind)


def _slug(parcel: Parcel) -> str:
    return f"reportgen-{parcel.key[:24]}"


def _request(method: str, destination: Destination, query: str, body: bytes | None = None, kind: str | None = None) -> Request:
    user, password = secret(USER, "the user of WordPress"), secret(PASSWORD, "the application password of WordPress")
    given = base64.b64encode(f"{user}:{password}".encode()).decode()
    headers = {"Authorization": f"Basic {given}", "Accept": "application/json"} | ({"Content-Type": kind} if kind else {})
    url = f"{destination.address}/wp-json/wp/v2/media{query}"
    return Request(method, url, destination.shown, headers, body, secrets=(password, given, user))
