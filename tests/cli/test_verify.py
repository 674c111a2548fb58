"""`--sign` and `reportgen verify`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reportgen.cli.outputs import PASSPHRASE

pytest.importorskip("pyhanko", reason="pyHanko is in reportgen[sign]")

from tests.certificates import authority, issued, pkcs12

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a key, with its passphrase in the environment, and the authority's certificate into the working folder."""
    (folder / "desk.p12").write_bytes(pkcs12(issued("Night Desk"), b"hush"))
    (folder / "authority.pem").write_bytes(authority().pem)
    monkeypatch.setenv(PASSPHRASE, "hush")


def test_sign_and_verify(run: Run, folder: Path) -> None:
    """A signed brief verifies, the plain one does not; a changed byte, and a signer nobody vouches for, are exit code 1."""
    arguments = ("official.txt", "press.txt", "-o", "plain.pdf", "-o", "a.json")
    assert run("compare", *arguments).code == 0
    signed = run("render", "a.json", "-o", "a.pdf", "--sign", "desk.p12")
    assert signed.code == 0
    assert "Wrote a.pdf, signed" in signed.err
    assert (folder / "a.pdf").read_bytes().startswith((folder / "plain.pdf").read_bytes())
    good = run("verify", "a.pdf", "--trust", "authority.pem")
    assert good.code == 0
    assert "Signature of Night Desk" in good.out
    assert "vouched for" in good.out
    (folder / "other.pem").write_bytes(authority("Another Authority").pem)
    assert run("verify", "a.pdf", "--trust", "other.pem").code == 1
    data = bytearray((folder / "a.pdf").read_bytes())
    data[5000] ^= 1
    (folder / "changed.pdf").write_bytes(data)
    changed = run("verify", "changed.pdf", "--json")
    assert changed.code == 1
    assert json.loads(changed.out)[0]["intact"] is False
    assert "DO NOT RELY ON THIS FILE" in changed.err
    unsigned = run("verify", "plain.pdf")
    assert unsigned.code == 3
    assert "(not-signed)" in unsigned.err


@pytest.mark.parametrize(
    ("arguments", "code", "slug"),
    [
        (["-o", "a.html", "--sign", "desk.p12"], 2, "option-without-effect"),
        (["-o", "a.pdf", "--sign", "nowhere.p12"], 3, "sign-key"),
        (["-o", "a.pdf", "--sign", "official.txt"], 3, "sign-passphrase"),
    ],
)
def test_mistakes(run: Run, folder: Path, arguments: list[str], code: int, slug: str) -> None:
    """A key that cannot be used is told before anything is compared or written, and no passphrase is shown."""
    outcome = run("compare", "official.txt", "press.txt", *arguments)
    assert outcome.code == code
    assert f"({slug})" in outcome.err
    assert "hush" not in outcome.err
    assert not list(folder.glob("a.*"))
