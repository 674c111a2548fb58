"""Templates filled: the package's own here, a customer's in a process of its own, whose time and memory have an end."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import subprocess
import sys
from dataclasses import is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from reportgen.brief.templating import Asked, asked_of, environment, fill_here
from reportgen.codec import decode, encode
from reportgen.errors import RenderError
from reportgen.resources import templates_folder

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

SECONDS = 30
"""What a customer's templates may take. The package's own fill a brief of 400 pairs in less than one."""

MEMORY = 2_000_000_000
"""Bytes of address space of the process that fills them."""

MOST_CHARACTERS = 20_000_000
"""Characters of a filled template; a brief cut where briefs are cut has a tenth of them."""


def fill(made: ImmutableSandboxedEnvironment, name: str, **values: Any) -> str:
    """Return a filled template. Raises RenderError (`template`) naming file and line of what is wrong with it.

    The sandbox keeps a template from reaching out, and not from counting to a billion: that is what the process is for.
    """
    asked = asked_of(made)
    if asked.folder is None or Path(asked.folder).is_relative_to(templates_folder().resolve()):
        return fill_here(made, name, **values)
    return _filled_apart(asked, name, values)


def _filled_apart(asked: Asked, name: str, values: dict[str, Any]) -> str:
    order = json.dumps({"asked": _packed(asked), "name": name, "values": _packed(values)})
    paths = [str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        done = subprocess.run(  # noqa: S603  (our own program)
            [sys.executable, "-P", "-m", __name__],
            input=order.encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        )
    except subprocess.TimeoutExpired:
        raise _refused(name, f"they took more than {SECONDS} seconds") from None
    if done.returncode:
        raise _refused(name, f"the process that fills them ended with {done.returncode}")
    told = json.loads(done.stdout)
    if "page" not in told:
        raise RenderError(told["what"], slug="template", where=told["where"], remedy=told["remedy"])
    return str(told["page"])


def _refused(name: str, why: str) -> RenderError:
    return RenderError(
        f"the templates cannot be filled: {why}",
        slug="template",
        where=name,
        remedy="Look for a loop, a repetition or an inclusion without end.",
    )


def _answer(order: bytes) -> dict[str, Any]:
    """Return the filled template, or what is wrong with it."""
    told = json.loads(order)
    asked, name, values = _unpacked(told["asked"]), told["name"], _unpacked(told["values"])
    try:
        made = environment(Path(asked.folder), break_with=Markup(asked.break_with), room=asked.room)  # noqa: S704  (ours)
        page = fill_here(made, name, **values)
        if len(page) > MOST_CHARACTERS:
            raise _refused(name, f"they make {len(page):,} characters of one brief")
    except RenderError as error:
        return {"what": error.what, "where": error.where, "remedy": error.remedy}
    return {"page": page}


def _packed(value: Any) -> Any:
    """Return a value as JSON's own types that tell which it was."""
    if isinstance(value, Markup):
        return {"markup": str(value)}
    if isinstance(value, (tuple, list)):
        return {"items": [_packed(item) for item in value]}
    if isinstance(value, dict):
        return {"named": {key: _packed(item) for key, item in value.items()}}
    if is_dataclass(value):
        return {"type": [type(value).__module__, type(value).__name__], "fields": encode(value)}
    return value


def _unpacked(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "markup" in value:
        return Markup(value["markup"])  # noqa: S704  (it was when it was packed)
    if "items" in value:
        return tuple(map(_unpacked, value["items"]))
    if "named" in value:
        return {key: _unpacked(item) for key, item in value["named"].items()}
    module, kind = value["type"]
    return decode(getattr(importlib.import_module(module), kind), value["fields"])


def _set_limits() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on every system
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _set_limits()
    sys.stdout.write(json.dumps(_answer(sys.stdin.buffer.read())))
