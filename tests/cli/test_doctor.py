"""`reportgen doctor`: the checks as a command."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reportgen import doctor

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Run


def test_the_command(run: Run) -> None:
    """`reportgen doctor` ends well where all is there, and --json says the same to a script."""
    outcome = run("doctor")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith("Everything that is needed is here.\n")
    data = json.loads(run("doctor", "--json").out)
    assert data["ok"] is True
    assert data["remedies"] == []
    assert all(check["ok"] for check in data["checks"] if not check["optional"])


def test_the_command_where_something_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`reportgen doctor` exits with 1 and ends with the command to run."""
    monkeypatch.setattr(doctor, "find_native", lambda _: None)
    monkeypatch.setattr(doctor.sys, "platform", "darwin")
    outcome = run("doctor")
    assert outcome.code == 1
    assert outcome.out.endswith("To mend it:\n  brew install pango\n")
    assert "MISSING  Pango " in outcome.out
    assert run("doctor", "--json").code == 1
