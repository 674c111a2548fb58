"""Processes that stand in for those that compare: one that answers by what it is asked, at once, late, or never."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING

from reportgen.serve.work import READY, answer

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def by_order(connection: Connection) -> None:
    """Do what the official text says: sleep for ever, die, wait so many seconds; or compare."""
    connection.send_bytes(READY)
    while True:
        try:
            order = json.loads(connection.recv_bytes())
        except EOFError:
            return
        text = order["official"].get("text", "")
        if text == "hang":
            time.sleep(3600)
        if text == "die":
            os._exit(9)
        if text.startswith("wait "):
            time.sleep(float(text.removeprefix("wait ")))
            connection.send_bytes((200).to_bytes(2, "big") + b"{}")
            continue
        status, body = answer(order)
        connection.send_bytes(status.to_bytes(2, "big") + body)
