"""How the service bears load: as many clients as cores, then ten times as many; times, answers and memory.

    python tests/bench/bench_serve.py [REQUESTS]

Prints the time of a comparison by itself, the 50th and 95th percentile under load, and the answers by status. With as many
clients as cores the 95th percentile should stay within twice the time of one call.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORES = os.cpu_count() or 1


NUMBERS = count(1)


def body() -> bytes:
    """Return a request with the sample documents, a number of its own in each sentence: the service keeps what it has read."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    official, press = (re.sub(r"\.(?=\s)", f" {next(NUMBERS)}.", text) for text in texts)
    return json.dumps({"official": {"text": official}, "press": [{"text": press}]}).encode()


def ask(address: str, token: str) -> tuple[int, float]:
    """Return the status of an answer and the seconds it took."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{address}/v1/compare", body(), headers)  # noqa: S310
    begin = time.perf_counter()
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310  (our own server)
            answer.read()
            return answer.status, time.perf_counter() - begin
    except urllib.error.HTTPError as error:
        error.read()
        return error.code, time.perf_counter() - begin


def memory(pid: int) -> int:
    """Return the megabytes a process and its children hold, where the system tells."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    pids = [pid, *(int(child) for path in lists for child in path.read_text("utf-8").split())]
    found = [
        re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{one}/status").read_text("utf-8"))
        for one in pids
        if Path(f"/proc/{one}").exists()
    ]
    return sum(int(one[1]) for one in found if one) // 1024


def main() -> None:
    """Measure and print."""
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    command = [sys.executable, "-P", "-m", "reportgen", "serve", "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "REPORTGEN_SERVE_TOKEN": "bench"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        found = re.search(r"http://\S+?:\d+", process.stderr.readline() if process.stderr else "")
        if found is None:
            raise SystemExit("the service did not start")
        address = found[0]
        for _ in range(2 * CORES):
            ask(address, "bench")
        alone = statistics.median(ask(address, "bench")[1] for _ in range(10))
        print(f"one client, one call at a time: median {alone:.3f} s")
        for clients in (CORES, 10 * CORES):
            begin = time.perf_counter()
            with ThreadPoolExecutor(clients) as threads:
                answers = list(threads.map(lambda _: ask(address, "bench"), range(requests)))
            seconds = time.perf_counter() - begin
            times = sorted(taken for status, taken in answers if status == 200)
            p95 = times[int(0.95 * (len(times) - 1))]
            print(
                f"{clients} clients, {requests} requests in {seconds:.1f} s: median {statistics.median(times):.3f} s, "
                f"p95 {p95:.3f} s ({p95 / alone:.2f} times one call), {dict(Counter(status for status, _ in answers))}, "
                f"{memory(process.pid)} MB"
            )
        process.terminate()
        print(f"exit code {process.wait()}")


if __name__ == "__main__":
    main()
