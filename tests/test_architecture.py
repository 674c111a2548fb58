"""The house rules that can be read from the source: where imports may point, and what no file holds."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "reportgen"

FLOORS = (
    # Each floor may use those before it. Those in one line stand beside each other and leave each other alone.
    {"version", "errors", "settings"},
    {"signing"},
    {"look", "model", "resources", "toolkit", "wordlists"},
    {"codec", "config", "decisions", "pairids", "spans", "words"},
    {"read", "segment"},
    {"facts"},
    {"label.view"},  # what the rules of a label are given to look at; alignment looks at the same
    {"reading"},
    {"align"},
    {"label"},
    {"profile"},
    {"engine"},
    {"brief"},
    {"review", "batch", "export", "watching", "serve"},
    {"deliver"},
    {"doctor"},
    {"cli"},
)

MODULES = sorted(PACKAGE.rglob("*.py"))


def floor_of(name: str) -> int:
    """Return the floor a module stands on: its own where it has one, else its folder's."""
    while name:
        for number, names in enumerate(FLOORS):
            if name in names:
                return number
        name = name.rpartition(".")[0]
    raise AssertionError("this module stands on no floor: give it one in FLOORS")


def parts(path: Path) -> tuple[str, ...]:
    """Return a module's dotted name inside the package as a tuple."""
    relative = path.relative_to(PACKAGE).with_suffix("")
    return relative.parts[:-1] if relative.name == "__init__" else relative.parts


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield the full name of each module a file imports, and whether that happens when it is loaded."""
    tree = ast.parse(path.read_text("utf-8"))
    late = {child for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for child in ast.walk(node)}
    late |= {
        child
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node not in late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            for alias in node.names:
                inner = PACKAGE.parent.joinpath(*str(node.module).split("."), alias.name)
                is_module = inner.is_dir() or inner.with_suffix(".py").is_file()
                yield f"{node.module}.{alias.name}" if is_module else str(node.module), node not in late


@pytest.mark.parametrize("path", MODULES, ids=lambda path: ".".join(parts(path)) or "reportgen")
def test_imports_point_one_way(path: Path) -> None:
    """A module uses its own floor's folder and the floors below it, never one above."""
    mine = parts(path)
    if not mine or mine == ("__main__",):
        return  # the front doors open onto every floor
    for name, _ in imports(path):
        other = name.removeprefix("reportgen.")
        if not name.startswith("reportgen.") or other.split(".")[0] == mine[0]:
            continue
        if mine == ("model",) and other in ("read", "codec"):
            continue  # the types know their way to JSON and to the readers, and load both when they are asked
        assert floor_of(other) < floor_of(".".join(mine)), f"reportgen.{'.'.join(mine)} imports {name}"


def test_no_import_goes_in_a_circle() -> None:
    """Each module can be loaded by itself."""
    graph = {
        ".".join(("reportgen", *parts(path))): {
            name for name, at_load in imports(path) if at_load and name.startswith("reportgen")
        }
        for path in MODULES
    }
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way[way.index(name) :], name))
        if name in done or name not in graph:
            return
        for other in graph[name]:
            # A package's own __init__ may name its modules; they must not name it back.
            visit(other, (*way, name))
        done.add(name)

    for name in graph:
        visit(name, ())


FORBIDDEN_IMPORTS = {
    "difflib": "its matching is slow and no basis for alignment; rapidfuzz does both",
    "requests": "what is fetched, read.web fetches",
    "urllib.request": "what is fetched, read.web fetches",
    "http.client": "what is fetched, read.web fetches",
    "pickle": "files from elsewhere must not run code",
}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: ".".join(parts(path)) or "reportgen")
def test_nothing_forbidden_is_used(path: Path) -> None:
    """No module imports what the project does without, and none asks nltk for a download."""
    for name, _ in imports(path):
        for forbidden, reason in FORBIDDEN_IMPORTS.items():
            assert name != forbidden, reason
            assert not name.startswith(forbidden + "."), reason
    assert "nltk.download" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: ".".join(parts(path)) or "reportgen")
def test_one_door_to_the_net(path: Path) -> None:
    """Only `read.web` can fetch anything, and it is loaded where an address was given."""
    mine = parts(path)
    if mine[:2] == ("read", "web"):
        return
    for name, at_load in imports(path):
        assert name.split(".")[0] not in {"urllib3", "httpx", "aiohttp"}
        assert not (name in {"reportgen.read.web.fetch", "reportgen.read.web.connection"} and at_load)


TEXTS = [
    path
    for folder, pattern in (
        (ROOT, "*"),
        (ROOT / ".ci", "*"),
        (ROOT / "docs", "**/*.md"),
        (PACKAGE, "**/*.py"),
        (PACKAGE / "data", "**/*.txt"),
        (ROOT / "templates", "**/*"),
        (ROOT / "tests", "**/*"),
        (ROOT / "training", "**/*.py"),
        (ROOT / "training", "**/*.md"),
    )
    for path in sorted(folder.glob(pattern))
    if path.is_file()
    and path.name != ".git"
    and path.suffix in {"", ".py", ".md", ".txt", ".toml", ".json", ".html", ".css", ".sh", ".j2"}
]

DIARY = re.compile(
    r"\b(?:TODO|FIXME|XXX)\b|\bissue #?\d|\bissues? (?:show|resolved)|\bsub-?agents?\b|\bpull request #?\d|/work/(?:main|shared)"
    r"|\bas an AI\b",
    re.IGNORECASE,
)
"""Words of the workshop: what is left to do, who did what and when. That is told elsewhere."""


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_speak_of_the_product_only(path: Path) -> None:
    """Nothing a user can read speaks of how the product came about."""
    if path == Path(__file__).resolve():
        return  # it has to spell them out
    found = DIARY.search(path.read_text("utf-8", errors="replace"))
    assert found is None, found


SLUGS = {
    keyword.value.value
    for path in MODULES
    for node in ast.walk(ast.parse(path.read_text("utf-8")))
    if isinstance(node, ast.Call)
    for keyword in node.keywords
    if keyword.arg == "slug" and isinstance(keyword.value, ast.Constant)
}
"""The name in brackets at the end of every error message."""


def test_every_error_has_a_name() -> None:
    """No error is raised without a slug, or with one that is put together as it runs."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"ReadError", "RenderError", "UsageError"}:
                slug = next((keyword.value for keyword in node.keywords if keyword.arg == "slug"), None)
                is_passed_on = isinstance(slug, ast.Attribute) and slug.attr == "slug"
                assert is_passed_on or isinstance(slug, ast.Constant), f"{path}:{node.lineno}"
