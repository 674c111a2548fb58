"""`reportgen serve`, as a process of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

pytest.importorskip("prometheus_client", reason="prometheus-client is in reportgen[serve]")

ROOT = Path(__file__).resolve().parents[2]
BODY = json.dumps({"official": {"text": "Two people were hurt in Ems."}, "press": [{"text": "Three people were hurt in Ems."}]})


def ask(address: str, token: str) -> int:
    """Return the status of an answer."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{address}/v1/compare?format=html", BODY.encode(), headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  (our own server)
        assert answer.read().startswith(b"<!DOCTYPE html>")
        return int(answer.status)


def wait_for(address: str, token: str, count: int) -> None:
    """Wait until so many requests to compare were answered or have their place."""
    request = urllib.request.Request(f"{address}/metrics", headers={"Authorization": f"Bearer {token}"})  # noqa: S310
    for _ in range(600):
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  (our own server)
            text = answer.read().decode()
        answered = re.findall(r'^reportgen_requests_total\{path="/v1/compare".*?\} (\d+)', text, re.MULTILINE)
        taken = re.findall(r"^reportgen_places_taken (\d+)", text, re.MULTILINE)
        if sum(map(int, answered + taken)) >= count:
            return
        time.sleep(0.05)
    raise AssertionError("the requests did not arrive")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_what_is_under_way_is_answered_at_the_end() -> None:
    """At SIGTERM every request that was taken is answered, no process is left over, and the exit code is 0."""
    environment = {name: value for name, value in os.environ.items() if name != "REPORTGEN_SERVE_TOKEN"}
    command = [sys.executable, "-P", "-m", "reportgen", "serve", "--port", "0", "--workers", "1", "--queue", "3"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment | {"PYTHONPATH": str(ROOT)}) as process:
        try:
            assert process.stderr is not None
            address = re.search(r"http://\S+?:\d+", process.stderr.readline())
            token = process.stderr.readline().removeprefix("Token: ").strip()
            assert address is not None
            assert ask(address[0], token) == 200
            with ThreadPoolExecutor(4) as threads:
                answers = [threads.submit(ask, address[0], token) for _ in range(4)]
                wait_for(address[0], token, 5)
                process.send_signal(signal.SIGTERM)
                assert [answer.result() for answer in answers] == [200] * 4
            assert process.wait(30) == 0
            said = process.stderr.read()
        finally:
            process.kill()
    assert said == "Ended.\n"


def test_a_port_that_is_taken(run: Run) -> None:
    """It is told as such, and nothing is started."""
    outcome = run("serve", "--host", "192.0.2.1", "--port", "8722")  # an address that no machine has
    assert outcome.code == 3
    assert "(port-taken)" in outcome.err
