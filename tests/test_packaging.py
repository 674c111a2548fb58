"""The wheel: all that is needed is inside, and it works away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from the checkout; the test is skipped where the build's own packages cannot be had."""
    pytest.importorskip("pip", reason="this environment was made without pip")
    folder = tmp_path_factory.mktemp("wheel")
    done = pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    if done.returncode and "hatchling" in done.stderr and "No matching distribution" in done.stderr:
        pytest.skip("hatchling cannot be downloaded here")
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def pip(*args: str) -> subprocess.CompletedProcess[str]:
    """Return what pip did."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *args]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_everything_is_inside(wheel: Path) -> None:
    """Code, templates, word lists, fonts with their licences and the schema are in the wheel; nothing else is."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    packed = {name for name in names if ".dist-info/" not in name}
    wanted = {str(path.relative_to(ROOT)) for path in (ROOT / "reportgen").rglob("*") if is_content(path)}
    wanted |= {f"reportgen/{path.relative_to(ROOT)}" for path in (ROOT / "templates").rglob("*") if is_content(path)}
    assert packed == wanted
    assert {"reportgen/py.typed", "reportgen/data/comparison.schema.json", "reportgen/templates/brief/page.html.j2"} <= packed
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def is_content(path: Path) -> bool:
    """Return whether a path is a file that belongs into the wheel."""
    return path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")


@pytest.mark.slow
def test_the_wheel_works_by_itself(wheel: Path, tmp_path: Path) -> None:
    """Installed in an environment of its own, away from the checkout, the command makes a brief of the sample documents."""
    environment = tmp_path / "environment"
    # The libraries come from the environment the suite runs in, so that nothing has to be downloaded.
    venv.create(environment, system_site_packages=False, with_pip=False)
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    libraries = {str(Path(path)) for path in sys.path if path.endswith("site-packages")}
    site = next(environment.rglob("site-packages"))
    (site / "libraries.pth").write_text("\n".join(sorted(libraries)), "utf-8")
    installed = pip("--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    assert installed.returncode == 0, installed.stderr
    brief = tmp_path / "brief.pdf"
    command = [str(python), "-I", "-W", "error", "-m", "reportgen"]
    done = subprocess.run(
        [*command, "compare", *map(str, SEEDS), "-o", str(brief)], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    assert brief.read_bytes().startswith(b"%PDF-")
    where = [str(python), "-I", "-c", "import reportgen; print(reportgen.__file__)"]
    assert str(site) in subprocess.run(where, capture_output=True, text=True, check=True).stdout
    doctor = subprocess.run([*command, "doctor"], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert doctor.returncode == 0, doctor.stdout
