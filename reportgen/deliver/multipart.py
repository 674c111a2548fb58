"""Form data with a file, as browsers send it (RFC 7578)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.deliver.parcel import Parcel

_NOT_IN_HEAD = re.compile(r'["\r\n\x00-\x1f\x7f]')


def form_data(fields: Mapping[str, str], file_field: str, parcel: Parcel) -> tuple[bytes, str]:
    """Return the body and its content type; its border is made of the file's content, so it cannot stand in it by chance."""
    border = f"reportgen-{parcel.key}"
    parts = [
        _part(border, f'form-data; name="{name}"', "text/plain; charset=utf-8", value.encode()) for name, value in fields.items()
    ]
    name = _NOT_IN_HEAD.sub("_", parcel.unique_name).encode("ascii", "replace").decode().replace("?", "_")
    parts.append(_part(border, f'form-data; name="{file_field}"; filename="{name}"', parcel.media_type, parcel.data))
    return b"".join([*parts, f"--{border}--\r\n".encode()]), f"multipart/form-data; boundary={border}"


def _part(border: str, disposition: str, media_type: str, data: bytes) -> bytes:
    head = f"--{border}\r\nContent-Disposition: {disposition}\r\nContent-Type: {media_type}\r\n\r\n"
    return head.encode() + data + b"\r\n"
