"""The fields templates see, with what each holds, read from the view model itself."""

from __future__ import annotations

import ast
import inspect
from dataclasses import fields, is_dataclass

from reportgen.brief import model

HEAD = """# What templates see

Made from `reportgen/brief/model.py` by `python -m tests.gold.accept`. A template sees two values: `brief`, a `Brief`, and
`look`, a `HouseLook`. A type's properties stand behind its fields. A `MarkKind` is `differs`, `official` or `press`.
"""


def field_types() -> tuple[type, ...]:
    """Return the types of the view model, those templates begin with first."""
    kinds = [kind for _, kind in inspect.getmembers(model, is_dataclass) if isinstance(kind, type)]
    source = inspect.getsource(model)
    kinds.sort(key=lambda kind: source.index(f"class {kind.__name__}"), reverse=True)
    return tuple(kinds)


def field_names(kind: type) -> list[str]:
    """Return the names of a type's fields, then those of its properties."""
    own = [item.name for item in fields(kind)]
    return own + [name for name, value in inspect.getmembers(kind) if isinstance(value, property)]


def fields_guide() -> str:
    """Return the guide to the fields as Markdown: a table for each type."""
    tree = ast.parse(inspect.getsource(model))
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    return "\n".join([HEAD, *(_section(kind, classes[kind.__name__]) for kind in field_types())])


def _section(kind: type, node: ast.ClassDef) -> str:
    rows = [f"| `{name}` | `{form}` | {words} |" for name, form, words in _rows(node)]
    head = [f"## {kind.__name__}", "", _line(ast.get_docstring(node)), "", "| field | type | what it holds |", "|---|---|---|"]
    return "\n".join([*head, *rows, ""])


def _rows(node: ast.ClassDef) -> list[tuple[str, str, str]]:
    rows = []
    for item, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(item, ast.AnnAssign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            rows.append((ast.unparse(item.target), ast.unparse(item.annotation), _line(str(after.value.value))))
        elif isinstance(item, ast.FunctionDef) and item.returns is not None:
            rows.append((item.name, ast.unparse(item.returns), _line(ast.get_docstring(item))))
    return [(name, form.replace("|", "or"), words.replace("|", "\\|")) for name, form, words in rows]


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
