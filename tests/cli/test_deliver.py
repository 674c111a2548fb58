"""`reportgen deliver`: from the command line to a server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reportgen.deliver.receipts import VARIABLE
from tests.deliver.servers import Reply, web_server

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

KEY = "aHVzaGh1c2hodXNoaHVzaGh1c2hodXNoaHVzaGh1c2g="


@pytest.fixture(autouse=True)
def comparison(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a comparison file into the working folder, and keep receipts and secrets to the test."""
    monkeypatch.setenv(VARIABLE, str(folder / "receipts"))
    monkeypatch.setenv("REPORTGEN_WEBHOOK_SECRET", f"whsec_{KEY}")
    assert run("compare", "official.txt", "press.txt", "-o", "a.json").code == 0


def test_delivered_and_not_again(run: Run) -> None:
    """What was delivered is said, and by the next run that it was."""
    with web_server() as server:
        outcome = run("deliver", "a.json", "--to", f"{server.address}/hush")
        assert outcome.code == 0
        assert outcome.err.startswith(f"Delivered: a.json to {server.address} (200, at the first attempt)")
        again = run("deliver", "a.json", "--to", f"{server.address}/hush", "--json")
    assert again.code == 0
    assert json.loads(again.out)[0]["state"] == "already delivered"
    assert len(server.received) == 1
    assert "hush" not in outcome.err + again.err + again.out


def test_one_of_two_fails(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other is delivered all the same; the exit code is 1 and the error says which. With --debug too, no secret is shown."""
    (folder / "desk").mkdir()
    with web_server(Reply(403, {"message": "not for hush"})) as server:
        monkeypatch.setenv("HOOK", f"{server.address}/hush")
        outcome = run("deliver", "a.json", "--to", "env:HOOK", "--to", "desk", "--as", "md", "--debug", "--json")
    assert outcome.code == 1
    assert f"{server.address}: not delivered: the server answered 403" in outcome.err
    assert "(delivery-refused)" in outcome.err
    assert (folder / "desk" / "a.md").exists()
    failed, good = json.loads(outcome.out)
    assert (failed["error"], good["state"]) == ("delivery-refused", "delivered")
    assert f"{server.address}/hush" not in outcome.err + outcome.out
    assert KEY not in outcome.err + outcome.out


def test_a_dry_run(run: Run, folder: Path) -> None:
    """Everything is told and nothing is sent, written or kept."""
    (folder / "desk").mkdir()
    with web_server() as server:
        outcome = run("deliver", "a.json", "--to", f"{server.address}/hush", "--to", "desk", "--as", "slack", "--dry-run")
        data = run("deliver", "a.json", "--to", f"{server.address}/hush", "--dry-run", "--json")
    assert server.received == []
    assert outcome.code == data.code == 0
    assert f"POST {server.address}, as slack" in outcome.out
    assert "webhook-id: msg_" in outcome.out
    assert "SHA-256 " in outcome.out
    assert "hush" not in outcome.out + data.out
    assert json.loads(data.out)[0]["headers"]["Content-Type"] == "application/cloudevents+json; charset=utf-8"
    assert list((folder / "desk").iterdir()) == []
    assert not (folder / "receipts").exists()


def test_an_unsigned_webhook_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a secret the webhook is sent, and that it is not signed is said."""
    monkeypatch.delenv("REPORTGEN_WEBHOOK_SECRET")
    with web_server() as server:
        assert "not signed" in run("deliver", "a.json", "--to", server.address).err


@pytest.mark.parametrize(
    ("arguments", "slug"),
    [
        (["--to", "ftp://example.org"], "bad-destination"),
        (["--to", "http://example.org/hush"], "not-encrypted"),
        (["--to", "https://desk:hush@example.org"], "secret-in-address"),
        (["--to", "env:NO_SUCH_VARIABLE"], "environment-missing"),
        (["--to", "smtp://example.org"], "sender-missing"),
        (["--to", "wordpress+https://example.org", "--dry-run"], "environment-missing"),
        (["--to", "https://example.org", "--xlsx"], "option-without-effect"),
        (["--to", "https://example.org", "--as", "hypothesis"], "group-missing"),
    ],
)
def test_mistakes(run: Run, arguments: list[str], slug: str) -> None:
    """Each mistake has its name, is found before anything is sent, and no secret is repeated."""
    outcome = run("deliver", "a.json", *arguments)
    assert outcome.code == 2
    assert f"({slug})" in outcome.err
    assert "hush" not in outcome.err
