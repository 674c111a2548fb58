"""What the guides in docs/ show works: every command line and every Python example, in the order of the page."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.deliver.servers import Received, Reply, web_server
from tests.desk import write_short_samples

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
GUIDES = ["export.md", "deliver.md", "sign.md", "watch.md", "serve.md", "check.md", "query.md", "scale.md"]
"""The guides that are worked examples."""


def examples(language: str, text: str) -> list[str]:
    """Return the blocks of code in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with the sample documents, cut short, and the command as its own program."""
    write_short_samples(tmp_path / "seeds")
    program = tmp_path / "bin" / "reportgen"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m reportgen "$@"\n', "utf-8")
    program.chmod(0o755)
    return tmp_path


@pytest.fixture
def servers() -> Iterator[dict[str, str]]:
    """Return what stands for the servers the guides speak of: real ones, on this machine, that take everything."""
    controller = pytest.importorskip("aiosmtpd.controller", reason="aiosmtpd is in reportgen[test]")
    sink = pytest.importorskip("aiosmtpd.handlers").Sink()
    mail = controller.Controller(sink, hostname="127.0.0.1", port=free_port(), ready_timeout=20)
    mail.start()
    try:
        with web_server(answer=take_everything) as web:
            yield {"https://desk.example.org": web.address, "smtp://mail.example.org": f"smtp://127.0.0.1:{mail.port}"}
    finally:
        mail.stop()


def take_everything(request: Received) -> Reply:
    """Return what WordPress or Superdesk would, had it nothing yet."""
    if request.method != "GET":
        return Reply(201, {"id": 17, "_id": "a1"})
    path = request.path.partition("?")[0]
    return Reply(200, {"/wp-json/wp/v2/media": [], "/api/attachments": {"_items": []}}.get(path, {"_etag": "e1"}))


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def run(desk: Path, *command: str) -> None:
    """Run a program in the folder; its failure fails the test with what it said."""
    environment = os.environ | {
        "PATH": f"{desk / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "REPORTGEN_RECEIPTS": str(desk / "receipts"),
    }
    done = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", GUIDES)
def test_the_examples_of_a_guide_run(name: str, desk: Path, servers: dict[str, str]) -> None:
    """Each block for the shell ends well, and so does each in Python, which may read what the shell wrote."""
    text = (ROOT / "docs" / name).read_text("utf-8")
    for address, real in servers.items():
        text = text.replace(address, real)
    assert examples("sh", text) or examples("python", text)
    for program in ("openssl", "curl"):
        if f"{program} " in text and shutil.which(program) is None:
            pytest.skip(f"{program} is not installed here")
    text = text.replace("8722", str(free_port()))
    run(desk, "bash", "-euo", "pipefail", "-c", "\n".join(examples("sh", text)))
    for example in examples("python", text):
        run(desk, sys.executable, "-P", "-c", example)


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    """Every link of a guide to a file or a heading finds it."""
    text = path.read_text("utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        file, _, heading = target.partition("#")
        if "://" in target:
            continue
        found = path.parent / file if file else path
        assert found.exists(), target
        headings = [
            re.sub(r"[^\w -]", "", title).lower().replace(" ", "-")
            for title in re.findall(r"^#+ (.*)", found.read_text("utf-8"), re.MULTILINE)
        ]
        assert not heading or heading in headings, target
