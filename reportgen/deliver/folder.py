"""A folder: the plainest place of all."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.brief.writing import write_whole
from reportgen.deliver.problems import DeliveryError
from reportgen.errors import RenderError

if TYPE_CHECKING:
    from reportgen.deliver.destinations import Destination
    from reportgen.deliver.parcel import Parcel


def holds(parcel: Parcel, destination: Destination, sha256: object) -> bool:
    """Return whether the file lies there already, as it was delivered: with these bytes."""
    path = Path(destination.address) / parcel.name
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def deliver(parcel: Parcel, destination: Destination) -> Path:
    """Write a parcel into the folder, whole or not at all; the path of the file.

    Raises DeliveryError (`delivery-failed`) where that cannot be.
    """
    path = Path(destination.address) / parcel.name
    if not path.parent.is_dir():
        raise _problem(destination, "there is no such folder")
    try:
        write_whole(path, parcel.data)
    except RenderError as error:
        raise _problem(destination, error.what) from None
    return path


def _problem(destination: Destination, what: str) -> DeliveryError:
    return DeliveryError(
        f"not delivered: {what}",
        slug="delivery-failed",
        where=destination.shown,
        remedy="Make the folder and see that you may write there, or name another.",
    )
