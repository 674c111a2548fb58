"""What was delivered where: a small file for each, so that a second run repeats nothing.

A receipt tells the server and the content, never a whole address: that may be a secret.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.brief.writing import write_whole
from reportgen.deliver.problems import DeliveryError
from reportgen.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "REPORTGEN_RECEIPTS"
"""The variable that names another folder."""


class Receipts:
    """The receipts in a folder; it is made when the first is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, key: str) -> dict[str, Any] | None:
        """Return the receipt of a delivery, or None. One that cannot be read counts as none: rather twice than never."""
        try:
            value = json.loads(self._path(key).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return value if isinstance(value, dict) else None

    def check(self) -> None:
        """Raise DeliveryError (`receipts-not-writable`) where no receipt could be written after a delivery."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            reason = None if os.access(self.folder, os.W_OK | os.X_OK) else "it may not be written to"
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
        if reason:
            raise DeliveryError(
                f"receipts cannot be kept here: {reason}",
                slug="receipts-not-writable",
                where=str(self.folder),
                remedy=f"Nothing was sent, for it might be sent twice. Name another folder in {VARIABLE}.",
            )

    def add(self, key: str, value: Mapping[str, Any]) -> None:
        """Write a receipt. Raises DeliveryError (`receipts-not-writable`)."""
        try:
            write_whole(self._path(key), (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))
        except RenderError as error:
            raise DeliveryError(
                f"it was delivered, but the receipt could not be written: {error.what}",
                slug="receipts-not-writable",
                where=str(self.folder),
                remedy="Another run would send it again.",
            ) from None

    def _path(self, key: str) -> Path:
        return self.folder / f"{key[:40]}.json"


def default_folder() -> Path:
    """Return where receipts lie: the folder named in the environment, or the user's folder of program states."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    base = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        state = Path(base) if base else Path.home() / ".local" / "state"
    except RuntimeError:  # a user without a home
        state = Path.cwd() / ".reportgen"
    return state / "reportgen" / "deliveries"
