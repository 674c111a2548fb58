"""The gate of quality itself: it holds what is good, stops what is not, and never comes down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bench import floors

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def scorer(tmp_path: Path) -> Path:
    """Return a scorer that prints what it says it measured."""
    path = tmp_path / "scorer.py"
    path.write_text("import sys\nassert '{official}' in sys.argv[3]\nprint('noise')\nprint('{\"f1\": 0.5}')\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("floor", "code", "after"),
    [
        ("f1 = 0.4", 0, "f1 = 0.5"),
        ("f1 = 0.5", 0, "f1 = 0.5"),
        ("f1 = 0.6", 1, "f1 = 0.6"),
        ("other = 0.1", 1, "other = 0.1"),
    ],
)
def test_the_gate(
    scorer: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    floor: str,
    code: int,
    after: str,
) -> None:
    """A figure below its floor, or gone, closes the gate; --raise only raises."""
    file = tmp_path / "floors.toml"
    file.write_text(f"[floors]\n{floor}\n", "utf-8")
    monkeypatch.setattr(floors, "FLOORS", file)
    assert floors.main([str(scorer), str(tmp_path), "--raise"]) == code
    assert file.read_text("utf-8") == f"[floors]\n{after}\n"
    assert ("BELOW" in capsys.readouterr().out) is bool(code)


def test_a_figure_that_is_no_number_has_fallen() -> None:
    """Where nothing was measured the gate does not open."""
    assert floors.fallen({"f1": float("nan")}, {"f1": 0.1}) == ["f1"]


def test_the_floors_can_be_read() -> None:
    """The floors of the repository are numbers."""
    assert all(isinstance(floor, (int, float)) for floor in floors.read_floors(floors.FLOORS).values())
