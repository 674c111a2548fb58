"""What reportgen stands on, looked at piece by piece: what is there, what is missing, what brings it.

Only the standard library is imported before the checks run, so that the doctor works where nothing else does.
"""

from __future__ import annotations

import base64
import ctypes
import ctypes.util
import hashlib
import importlib
import os
import platform
import re
import sys
from dataclasses import dataclass, replace
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from importlib.resources.abc import Traversable

PYTHON = (3, 11)
"""The oldest Python that runs reportgen: `StrEnum` and `tomllib` came with it."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is needed, and whether it is there."""

    group: str
    name: str
    ok: bool
    found: str
    """What was found, or what is wrong."""
    remedy: str | None = None
    """The command that brings it; None where it is there."""
    optional: bool = False
    """Whether reportgen does without it, in all but what it is for."""


@dataclass(frozen=True, slots=True)
class NativeLibrary:
    """A shared library outside Python, under the names it has on Linux, macOS and Windows."""

    name: str
    files: tuple[str, ...]
    generic: str
    """The name the system's own search takes."""


NATIVE_LIBRARIES = (
    # What WeasyPrint 70 opens when it is imported (weasyprint/text/ffi.py). It starts without the last one, but then writes
    # other bytes several times slower, so we ask for it too.
    NativeLibrary("GObject", ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"), "gobject-2.0"),
    NativeLibrary("Pango", ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), "pango-1.0"),
    NativeLibrary("PangoFT2", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"), "pangoft2-1.0"),
    NativeLibrary("Fontconfig", ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"), "fontconfig"),
    NativeLibrary("HarfBuzz", ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"), "harfbuzz"),
    NativeLibrary(
        "HarfBuzz subset",
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
        "harfbuzz-subset",
    ),
)

SYSTEM_REMEDY = {
    "Debian, Ubuntu": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "Fedora": "sudo dnf install pango harfbuzz",
    "macOS": "brew install pango",
}
"""Per system, the one command that brings every native library."""

_EXTRAS_OF_DEVELOPERS = ("test", "dev")

_DATA_FILES = ("data/comparison.schema.json",)


def examine() -> list[Check]:
    """Return every check, those that failed included."""
    checks = [_python(), *_libraries(), *_native_libraries(), *_own_files()]
    if is_well(checks):
        checks.append(_trial_brief())
    return checks


def is_well(checks: Iterable[Check]) -> bool:
    """Return whether everything is there that is not optional."""
    return all(check.ok or check.optional for check in checks)


def remedies(checks: list[Check]) -> list[str]:
    """Return the commands that bring what is missing and not optional, each once, in the order to run them."""
    return list(dict.fromkeys(check.remedy for check in checks if not check.ok and check.remedy and not check.optional))


def _python() -> Check:
    ok = sys.version_info >= PYTHON
    wanted = ".".join(str(part) for part in PYTHON)
    found = f"{platform.python_version()} in {sys.prefix}"
    return Check("Python", "Python", ok, found, None if ok else f"Install Python {wanted} or newer.")


def _libraries() -> Iterator[Check]:
    """Check the Python libraries that reportgen's own metadata asks for."""
    try:
        required = metadata.requires("reportgen") or []
    except metadata.PackageNotFoundError:
        yield Check("Python libraries", "reportgen", False, "not installed", f"{sys.executable} -m pip install .")
        return
    for requirement in required:
        name, _, marker = requirement.partition(";")
        extra = re.search(r"extra == ['\"]([^'\"]+)", marker)
        if extra is None:
            yield _library(name.strip())
        elif extra[1] not in _EXTRAS_OF_DEVELOPERS:
            check = _library(name.strip())
            remedy = f"{sys.executable} -m pip install 'reportgen[{extra[1]}]'"
            yield replace(check, group=f"Optional: reportgen[{extra[1]}]", optional=True, remedy=None if check.ok else remedy)


def _library(requirement: str) -> Check:
    """Check one requirement such as `weasyprint>=70` or `pypdf<8,>=7.1`."""
    name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
    found = re.search(r">=\s*([\w.]+)", requirement)
    least = found[1] if found else ""
    remedy = f"{sys.executable} -m pip install '{requirement}'"
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Check("Python libraries", name, False, "not installed", remedy)
    if least and _numbers(version) < _numbers(least):
        return Check("Python libraries", name, False, f"{version}, and {least} or newer is needed", remedy)
    return Check("Python libraries", name, True, version)


def _numbers(version: str) -> tuple[int, ...]:
    """Return the leading numbers of a version.

    >>> _numbers("3.9.1rc2")
    (3, 9, 1)
    """
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _native_libraries() -> Iterator[Check]:
    remedy = system_remedy()
    for library in NATIVE_LIBRARIES:
        found = find_native(library)
        yield Check("Native libraries", library.name, found is not None, found or "not found", None if found else remedy)


def find_native(library: NativeLibrary) -> str | None:
    """Return the name under which a native library can be opened here, None where it cannot."""
    for name in library.files:
        if _opens(name):
            return name
    found = ctypes.util.find_library(library.generic)
    return found if found and _opens(found) else None


def _opens(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def system_remedy() -> str:
    """Return the command that brings the native libraries on this system; on an unknown one, those of all known ones."""
    system = _system()
    if system is not None:
        return SYSTEM_REMEDY[system]
    return "; ".join(f"{name}: {command}" for name, command in SYSTEM_REMEDY.items())


def _system() -> str | None:
    if sys.platform == "darwin":
        return "macOS"
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return None
    families = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    if families & {"debian", "ubuntu"}:
        return "Debian, Ubuntu"
    return "Fedora" if families & {"fedora", "rhel", "centos"} else None


def _own_files() -> Iterator[Check]:
    """Check the files reportgen brings: what the wheel listed is there unchanged, and in a checkout the folders are filled."""
    package = files("reportgen")
    remedy = f"{sys.executable} -m pip install --force-reinstall --no-deps reportgen"
    damaged = list(_damaged_files())
    yield Check(
        "Own files",
        "installation",
        not damaged,
        f"{len(damaged)} files missing or changed, first {damaged[0]}" if damaged else "complete",
        remedy if damaged else None,
    )
    for name, found in (
        ("fonts", _names(package / "data" / "fonts", ".ttf")),
        ("word lists", _names(package / "data", ".txt")),
        ("templates", _names(_templates(package), ".html", ".css", ".j2", ".svg")),
    ):
        yield Check("Own files", name, bool(found), f"{len(found)} files" if found else "none found", None if found else remedy)
    missing = [name for name in _DATA_FILES if not (package / name).is_file()]
    yield Check("Own files", "schema", not missing, f"no {missing[0]}" if missing else "found", remedy if missing else None)


def _templates(package: Traversable) -> Traversable:
    """Return the folder of the templates: inside the wheel, or beside the package in a checkout."""
    inside = package / "templates"
    return inside if inside.is_dir() else Path(str(package)).parent / "templates"


def _names(folder: Traversable, *suffixes: str) -> list[str]:
    if not folder.is_dir():
        return []
    found = [item.name for item in folder.iterdir() if item.name.endswith(suffixes)]
    for item in folder.iterdir():
        if item.is_dir():
            found += _names(item, *suffixes)
    return found


def _damaged_files() -> Iterator[str]:
    """Yield the files of an installed wheel that are missing or not as they were packed."""
    try:
        listed = metadata.files("reportgen") or []
    except metadata.PackageNotFoundError:
        return
    for file in listed:
        if file.hash is None or ".dist-info" in file.parts[0]:
            continue
        path = Path(os.fspath(file.locate()))
        if not path.is_file() or _digest(path, file.hash.mode) != file.hash.value:
            yield str(file)


def _digest(path: Path, algorithm: str) -> str:
    """Return a file's hash as a wheel's RECORD writes it."""
    return base64.urlsafe_b64encode(hashlib.new(algorithm, path.read_bytes()).digest()).rstrip(b"=").decode()


def _trial_brief() -> Check:
    """Make a brief of two one-line texts in memory: the surest sign that nothing is missing."""
    try:
        size = len(_make_trial_brief())
    except Exception as error:  # noqa: BLE001  (whatever goes wrong is what the doctor is asked about)
        return Check("Trial", "brief", False, f"{type(error).__name__}: {error}", "reportgen --debug doctor")
    return Check("Trial", "brief", True, f"a PDF of {size} bytes")


def _make_trial_brief() -> bytes:
    document = importlib.import_module("reportgen.model").Document
    compare: Callable[..., object] = importlib.import_module("reportgen.engine").compare
    rendering = importlib.import_module("reportgen.brief.rendering")
    comparison = compare(document.from_text("Two people were hurt in Ems."), document.from_text("Three people were hurt in Ems."))
    data: bytes = rendering.FORMATS["pdf"](comparison, rendering.RenderOptions())
    return data
