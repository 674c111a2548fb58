"""The doctor tells what is missing and what brings it."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from importlib import metadata
from typing import TYPE_CHECKING

import pytest

from reportgen import doctor
from reportgen.doctor import NATIVE_LIBRARIES, SYSTEM_REMEDY, NativeLibrary, examine, find_native, remedies

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_this_machine_is_well() -> None:
    """Where the suite runs everything is there, down to a brief that can be made."""
    checks = examine()
    assert [check for check in checks if not check.ok and not check.optional] == []
    assert checks[-1].group == "Trial"
    assert remedies(checks) == []
    names = {check.name for check in checks}
    assert {"Python", "weasyprint", "click", "Pango", "HarfBuzz subset", "fonts", "templates", "word lists", "schema"} <= names


def test_a_missing_native_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """A native library that cannot be opened is named, with the one command for this system, and no brief is tried."""
    gone = NativeLibrary("Pango", ("libno-such-library.so.0",), "no-such-library")
    monkeypatch.setattr(doctor, "NATIVE_LIBRARIES", (gone, *NATIVE_LIBRARIES))
    monkeypatch.setattr(doctor.platform, "freedesktop_os_release", lambda: {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"})
    monkeypatch.setattr(doctor.sys, "platform", "linux")
    checks = examine()
    assert [(check.name, check.found) for check in checks if not check.optional and not check.ok] == [("Pango", "not found")]
    assert remedies(checks) == [SYSTEM_REMEDY["Debian, Ubuntu"]]
    assert checks[-1].group != "Trial"


@pytest.mark.parametrize(
    ("platform", "release", "expected"),
    [
        ("darwin", {}, "brew install pango"),
        ("linux", {"ID": "debian"}, SYSTEM_REMEDY["Debian, Ubuntu"]),
        ("linux", {"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, SYSTEM_REMEDY["Fedora"]),
        ("linux", {"ID": "haiku"}, "; ".join(f"{name}: {command}" for name, command in SYSTEM_REMEDY.items())),
    ],
)
def test_each_system_has_its_command(
    monkeypatch: pytest.MonkeyPatch, platform: str, release: dict[str, str], expected: str
) -> None:
    """The command is the one of the system at hand; an unknown system is told all of them."""
    monkeypatch.setattr(doctor.sys, "platform", platform)
    monkeypatch.setattr(doctor.platform, "freedesktop_os_release", lambda: release)
    assert doctor.system_remedy() == expected


def test_a_library_is_found_under_any_of_its_names() -> None:
    """The second name is tried where the first is unknown."""
    library = NATIVE_LIBRARIES[1]
    assert find_native(NativeLibrary("Pango", ("libno-such-library.so.0", *library.files), library.generic))


@pytest.mark.parametrize(
    ("requirement", "ok", "found"),
    [
        ("click>=8.1", True, ""),
        ("click", True, ""),
        ("click>=999", False, "and 999 or newer is needed"),
        ("no-such-package>=1", False, "not installed"),
    ],
)
def test_python_libraries(requirement: str, found: str, *, ok: bool) -> None:
    """A library that is missing or too old is told with the command that brings it."""
    check = doctor._library(requirement)
    assert check.ok is ok
    assert found in check.found
    assert (check.remedy is None) is ok
    assert ok or f"'{requirement}'" in str(check.remedy)


def test_what_is_optional_may_be_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of an extra is told with the extra's name, and its absence is no illness; the developers' are left out."""
    wanted = ["click>=8", "no-such-writer>=1; extra == 'office'", 'no-such-linter; extra == "dev"']
    monkeypatch.setattr(metadata, "requires", lambda _: wanted)
    checks = list(doctor._libraries())
    assert [(check.name, check.ok, check.optional) for check in checks] == [
        ("click", True, False),
        ("no-such-writer", False, True),
    ]
    assert str(checks[1].remedy).endswith("-m pip install 'reportgen[office]'")
    assert doctor.is_well(checks)
    assert remedies(checks) == []


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Return a function that makes an installation of one file with these bytes, recorded as `whole`."""

    def install(content: bytes) -> None:
        info = tmp_path / "reportgen-1.dist-info"
        info.mkdir()
        digest = urlsafe_b64encode(hashlib.sha256(b"whole").digest()).rstrip(b"=").decode()
        (info / "RECORD").write_text(f"reportgen/words.txt,sha256={digest},5\nreportgen-1.dist-info/RECORD,,\n", "utf-8")
        (tmp_path / "reportgen").mkdir()
        (tmp_path / "reportgen" / "words.txt").write_bytes(content)
        monkeypatch.setattr(metadata, "files", lambda _: metadata.PathDistribution(info).files)

    return install


@pytest.mark.parametrize(("content", "expected"), [(b"whole", []), (b"half", ["reportgen/words.txt"])])
def test_damaged_files(installed: Callable[[bytes], None], content: bytes, expected: list[str]) -> None:
    """A file that is not as it was packed is named."""
    installed(content)
    assert list(doctor._damaged_files()) == expected


def test_a_trial_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stops the trial brief is a finding, not a crash."""

    def fail() -> bytes:
        raise OSError("cannot load library")

    monkeypatch.setattr(doctor, "_make_trial_brief", fail)
    check = examine()[-1]
    assert (check.ok, check.found) == (False, "OSError: cannot load library")
