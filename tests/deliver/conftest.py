"""An environment without secrets, receipts in a folder of the test, and no waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportgen.deliver.posting import Patience
from reportgen.deliver.receipts import VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

SECRETS = (
    "REPORTGEN_WEBHOOK_SECRET",
    "REPORTGEN_SMTP_PASSWORD",
    "REPORTGEN_WORDPRESS_USER",
    "REPORTGEN_WORDPRESS_PASSWORD",
    "REPORTGEN_SUPERDESK_TOKEN",
)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Take secrets out of the environment, and keep receipts in the test's own folder."""
    for name in SECRETS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "receipts"))


@pytest.fixture
def pauses() -> list[float]:
    """Return the list of the pauses a delivery asked for; none is made."""
    return []


@pytest.fixture
def patience(pauses: list[float]) -> Patience:
    """Return a patience that does not wait."""
    return Patience(attempts=4, timeout=5.0, give_up=100.0, sleep=pauses.append)
