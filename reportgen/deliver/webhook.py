"""A webhook: a CloudEvents 1.0 body, signed as Standard Webhooks has it; messages for Slack and Teams as they are.

https://cloudevents.io/ · https://www.standardwebhooks.com/
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import time
from typing import TYPE_CHECKING, Any

from reportgen.deliver.posting import Answer, Patience, Request, send
from reportgen.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.deliver.destinations import Destination
    from reportgen.deliver.parcel import Parcel

SECRET = "REPORTGEN_WEBHOOK_SECRET"  # noqa: S105  (the name of the variable)
"""The variable with the secret, or with several apart by spaces while one replaces another."""

SECRET_PREFIX = "whsec_"  # noqa: S105  (the same for all)
SECRET_BYTES = range(24, 65)
"""What the specification asks for: 192 to 512 bits."""

EVENT_TYPE = "reportgen.comparison.v1"
MESSAGES = ("slack", "teams")
"""Shapes that are read by a service of their own: they go without an envelope."""


def deliver(parcel: Parcel, destination: Destination, patience: Patience) -> Answer:
    """Post a parcel; the server's answer."""
    return send(request(parcel, destination), patience)


def request(parcel: Parcel, destination: Destination) -> Request:
    """Return the request; signed at each attempt where there is a secret.

    Raises UsageError (`bad-secret`) for a secret that is none.
    """
    secrets = _secrets()
    name = message_id(parcel)
    if parcel.shape in MESSAGES:
        body, kind = parcel.data, "application/json; charset=utf-8"
    else:
        body, kind = event_bytes(parcel), "application/cloudevents+json; charset=utf-8"

    def sign() -> Mapping[str, str]:
        moment = int(time.time())
        signatures = (signature(key, name, moment, body) for key in secrets)
        return {"webhook-id": name, "webhook-timestamp": str(moment), "webhook-signature": " ".join(signatures)}

    return Request(
        "POST",
        destination.address,
        destination.shown,
        headers={"Content-Type": kind, **({} if secrets else {"webhook-id": name})},
        body=body,
        sign=sign if secrets else None,
        secrets=(*os.environ.get(SECRET, "").split(), destination.address),
    )


def message_id(parcel: Parcel) -> str:
    """Return the name of the message: what is the same has the same, so a receiver knows what it has already."""
    return f"msg_{parcel.key[:40]}"


def event_bytes(parcel: Parcel) -> bytes:
    """Return the CloudEvent of a parcel: JSON as it is, anything else in base64.

    It has no time: the same content is the same event, whenever it is sent.
    """
    event: dict[str, Any] = {
        "specversion": "1.0",
        "id": message_id(parcel),
        "source": "/reportgen",
        "type": f"{EVENT_TYPE}.{parcel.shape}",
        "subject": parcel.subject,
        "datacontenttype": parcel.media_type,
    }
    if parcel.media_type.partition(";")[0].endswith("json"):
        # Backslash escapes of lone surrogates are JSON's own.
        event["data"] = json.loads(parcel.data.decode("utf-8"))
    else:
        event["data_base64"] = base64.b64encode(parcel.data).decode()
    return json.dumps(event, ensure_ascii=True, separators=(",", ":")).encode()


def signature(key: bytes, name: str, moment: int, body: bytes) -> str:
    """Return a signature of Standard Webhooks, version 1: HMAC-SHA256 of name, moment and body.

    >>> signature(base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
    ...           b'{"test": 2432232314}')
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    content = b".".join((name.encode(), str(moment).encode(), body))
    return f"v1,{base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()}"


def is_signed() -> bool:
    """Return whether there is a secret to sign with."""
    return bool(os.environ.get(SECRET, "").strip())


def _secrets() -> list[bytes]:
    return [_key(text) for text in os.environ.get(SECRET, "").split()]


def _key(text: str) -> bytes:
    try:
        key = base64.b64decode(text.removeprefix(SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not text.startswith(SECRET_PREFIX) or len(key) not in SECRET_BYTES:
        raise UsageError(
            "the secret of the webhook is not as Standard Webhooks has it",
            slug="bad-secret",
            where=SECRET,
            remedy='It is whsec_ and 24 to 64 bytes in base64. A new one: echo "whsec_$(openssl rand -base64 32)"',
        )
    return key
