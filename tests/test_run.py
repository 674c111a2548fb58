"""The two commands of the README: what `sh run` says where it cannot go on."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

PROGRAMS = ("cat", "cksum", "dirname", "mktemp", "rm", "tail")
"""What the script needs of a system besides what each test puts there."""


LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """Return a folder of programs that stands for a whole system; it has no Python and no package manager yet."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in PROGRAMS:
        found = shutil.which(name)
        assert found is not None
        (folder / name).symlink_to(found)
    put(folder, "uname", "echo Linux")
    put(folder, "id", "echo 1000")
    return folder


def put(folder: Path, name: str, script: str) -> None:
    """Put a program into the system."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


def run(system: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Return what the script did in a checkout of its own, whose path has a space."""
    checkout = system.parent / "a checkout"
    checkout.mkdir(exist_ok=True)
    shutil.copy(ROOT / "run", checkout)
    shutil.copy(ROOT / "pyproject.toml", checkout)
    return subprocess.run(
        ["/bin/sh", str(checkout / "run"), *args],
        env={"PATH": str(system), **environment},
        cwd=system.parent,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("args", [[], ["bref"], ["--help"]])
def test_usage(system: Path, args: list[str]) -> None:
    """Anything but the two commands shows both."""
    done = run(system, *args)
    assert done.returncode == 2
    assert "sh run brief" in done.stderr
    assert "sh run test" in done.stderr


@pytest.mark.parametrize("command", ["brief", "test"])
def test_no_package_manager(system: Path, command: str) -> None:
    """Without a package manager that it knows, it tells what to install."""
    done = run(system, command)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "run: some of what it needs is missing.",
        f"  Install it with your system's package manager; Debian calls it: python3 python3-venv {LIBRARIES}",
    ]


def test_all_that_is_missing_is_one_line(system: Path) -> None:
    """A user who may install nothing is told one line that brings all; a Python that is too old counts as none."""
    put(system, "python3", "exit 1")
    put(system, "apt-get", "exit 100")
    put(system, "apt-cache", '[ "$2" = python3.11 ]')
    done = run(system, "brief")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-2:] == [
        "  Run this once, then the same command again:",
        f"  sudo apt-get update && sudo apt-get install python3.11 python3.11-venv {LIBRARIES}",
    ]


def test_a_password_is_never_asked_for(system: Path) -> None:
    """It calls sudo in the way that never asks for a password."""
    put(system, "apt-get", "exit 100")
    put(system, "apt-cache", "exit 1")
    put(system, "sudo", f'echo "$*" >> "{system.parent}/sudo.log"; exit 1')
    done = run(system, "brief")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("  sudo apt-get update && sudo apt-get install python3 ")
    assert set((system.parent / "sudo.log").read_text("utf-8").split("\n")) == {"-n true", ""}


def test_what_is_missing_is_installed_where_it_may(system: Path) -> None:
    """Root installs without being asked, with package lists fetched first where there are none, and is told what failed."""
    put(system, "id", "echo 0")
    put(system, "env", 'shift; exec "$@"')
    put(system, "apt-cache", "exit 1")
    put(system, "apt-get", f'echo "$*" >> "{system.parent}/apt.log"; echo "E: no such package"; exit 100')
    done = run(system, "brief")
    assert done.returncode == 1
    assert "E: no such package\nrun: what is missing could not be installed; apt-get's own message is above.\n" in done.stderr
    calls = [line.split()[4:] for line in (system.parent / "apt.log").read_text("utf-8").splitlines()]
    assert calls[0] == ["update"]
    assert calls[1] == ["install", "--no-install-recommends", "python3", "python3-venv", *LIBRARIES.split()]


def test_no_module_for_environments(system: Path) -> None:
    """Debian's Python without its venv package is told by that package's name, and only what is missing is asked for."""
    put(system, "python3", 'case "$*" in *ensurepip*) exit 1 ;; *print*) echo python3.12-venv ;; esac')
    put(system, "apt-get", "exit 100")
    done = run(system, "test")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "  sudo apt-get update && sudo apt-get install python3.12-venv"


def test_no_native_libraries(system: Path) -> None:
    """Libraries that PDF needs are asked for before anything is downloaded."""
    put(system, "python3", 'case "$*" in *find_native*) exit 1 ;; esac')
    put(system, "apt-get", "exit 100")
    done = run(system, "test")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"  sudo apt-get update && sudo apt-get install {LIBRARIES}"


@pytest.mark.parametrize(
    ("python", "expected"),
    [("exit 1", "brew install python@3.13 pango"), ('case "$*" in *find_native*) exit 1 ;; esac', "brew install pango")],
)
def test_macos(system: Path, python: str, expected: str) -> None:
    """On macOS it names Homebrew's command."""
    put(system, "uname", "echo Darwin")
    put(system, "python3", python)
    done = run(system, "brief")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"  {expected}"


def test_a_python_that_was_chosen_must_do(system: Path) -> None:
    """PYTHON chooses the interpreter; one that is too old is refused."""
    put(system, "old", "exit 1")
    done = run(system, "brief", PYTHON="old")
    assert done.returncode == 1
    assert done.stderr == "run: PYTHON=old is no Python 3.11 or newer.\n"


def test_packages_that_cannot_be_downloaded(system: Path) -> None:
    """Where pip fails its own message is followed by what can be done, and the next run starts there again."""
    put(
        system,
        "python3",
        f'case "$*" in *venv\\ --clear*) for last; do :; done; "{shutil.which("mkdir")}" -p "$last/bin"; '
        f'"{shutil.which("cp")}" "$0" "$last/bin/python" ;; *"-m pip"*) echo "no network" >&2; exit 1 ;; '
        "*'import pip'*) exit 1 ;; esac",
    )
    done = run(system, "brief")
    assert done.returncode == 1
    assert "no network\nrun: the Python packages could not be installed; pip's own message is above.\n" in done.stderr
    assert not (system.parent / "a checkout" / ".venv" / "reportgen-setup").exists()
