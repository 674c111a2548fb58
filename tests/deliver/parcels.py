"""Parcels to send."""

from __future__ import annotations

from reportgen.deliver.parcel import Parcel


def make_parcel(data: bytes = b'{"a": 1}', shape: str = "json", media_type: str = "application/json") -> Parcel:
    """Return a small parcel."""
    return Parcel(shape, f"brief.{shape}", media_type, data, "Bridge reopens", "urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e")
