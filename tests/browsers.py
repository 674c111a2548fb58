"""The system's own Chromium for tests, and axe-core where it is installed; nothing is downloaded."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

ARGUMENTS = [
    "--headless",
    "--no-sandbox",  # in a container there is no other user to become
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

AXE = next(
    (
        path
        for folder in filter(None, (os.environ.get("AXE_CORE"), "/usr/lib/node_modules/axe-core", "node_modules/axe-core"))
        if (path := Path(folder) / "axe.min.js").is_file()
    ),
    None,
)
"""The script of axe-core: in the folder AXE_CORE names, or where npm puts it."""
