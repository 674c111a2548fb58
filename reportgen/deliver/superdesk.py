"""Superdesk: the brief as an internal attachment, and, where an item is named, attached to it.

By the API that Superdesk's own client uses (`/attachments`, `/archive`), with a session token.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from reportgen.deliver.destinations import secret
from reportgen.deliver.multipart import form_data
from reportgen.deliver.posting import Patience, Request, send
from reportgen.deliver.problems import DeliveryError

if TYPE_CHECKING:
    from reportgen.deliver.destinations import Destination
    from reportgen.deliver.parcel import Parcel

TOKEN = "REPORTGEN_SUPERDESK_TOKEN"  # noqa: S105  (the name of the variable)


def deliver(parcel: Parcel, destination: Destination, patience: Patience) -> str:
    """Upload a parcel unless it is there, and attach it to the item unless it is attached; the attachment's id.

    Raises DeliveryError (`delivery-refused`) where the answers are not Superdesk's.
    """
    found = send(look_up(parcel, destination), patience).json()
    items = found.get("_items") if isinstance(found, dict) else None
    if items and isinstance(items[0], dict):
        attachment = items[0].get("_id")
    else:
        made = send(upload(parcel, destination), patience).json()
        attachment = made.get("_id") if isinstance(made, dict) else None
    if not isinstance(attachment, str):
        raise _not_superdesk(destination)
    if destination.item:
        _attach(attachment, destination, patience)
    return attachment


def _attach(attachment: str, destination: Destination, patience: Patience) -> None:
    path = f"/archive/{quote(destination.item or '', safe='')}"
    item = send(_request("GET", destination, path), patience).json()
    if not isinstance(item, dict) or not isinstance(item.get("_etag"), str):
        raise _not_superdesk(destination)
    held = [one for one in item.get("attachments") or [] if isinstance(one, dict)]
    if any(one.get("attachment") == attachment for one in held):
        return
    body = json.dumps({"attachments": [*held, {"attachment": attachment}]}).encode()
    # Only the item as it was read is changed: who edits it meanwhile loses nothing.
    send(_request("PATCH", destination, path, body, {"Content-Type": "application/json", "If-Match": item["_etag"]}), patience)


def look_up(parcel: Parcel, destination: Destination) -> Request:
    """Return the request that asks for an attachment with this content."""
    where = json.dumps({"description": _description(parcel)})
    return _request("GET", destination, f"/attachments?where={quote(where)}&max_results=1")


def upload(parcel: Parcel, destination: Destination) -> Request:
    """Return the request that uploads; the attachment is internal, so that no publishing sends it out."""
    fields = {"title": parcel.title, "description": _description(parcel), "internal": "true"}
    body, kind = form_data(fields, "media", parcel)
    return _request("POST", destination, "/attachments", body, {"Content-Type": kind})


def _description(parcel: Parcel) -> str:
    return f"reportgen {parcel.key[:40]}"


def _request(
    method: str, destination: Destination, path: str, body: bytes | None = None, more: dict[str, str] | None = None
) -> Request:
    token = secret(TOKEN, "the session token of Superdesk")
    given = base64.b64encode(f"{token}:".encode()).decode()
    headers = {"Authorization": f"Basic {given}", "Accept": "application/json", **(more or {})}
    return Request(method, destination.address + path, destination.shown, headers, body, secrets=(token, given))


def _not_superdesk(destination: Destination) -> DeliveryError:
    return DeliveryError(
        "not delivered: the answer is not one of Superdesk",
        slug="delivery-refused",
        where=destination.shown,
        remedy="The address is that of the API, mostly https://server/api.",
    )
