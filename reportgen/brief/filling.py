"""Templates filled: the package's own here, a customer's in a process of its own, whose time and memory have an end."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.brief.templating import Asked, asked_of, environment, fill_here
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
    if asked.folder is None or asked.folder.resolve().is_relative_to(templates_folder().resolve()):
        return fill_here(made, name, **values)
    return _filled_apart(asked, name, values)


def _filled_apart(asked: Asked, name: str, values: dict[str, Any]) -> str:
    order = pickle.dumps((asked, name, values))
    paths = [str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        done = subprocess.run(  # noqa: S603  (our own program)
            [sys.executable, "-P", "-m", __name__],
            input=order,
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
    asked, name, values = pickle.loads(order)  # noqa: S301  (what our own process wrote)
    try:
        page = fill_here(environment(asked.folder, break_with=asked.break_with, room=asked.room), name, **values)
        if len(page) > MOST_CHARACTERS:
            raise _refused(name, f"they make {len(page):,} characters of one brief")
    except RenderError as error:
        return {"what": error.what, "where": error.where, "remedy": error.remedy}
    return {"page": page}


def _set_limits() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on every system
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _set_limits()
    sys.stdout.write(json.dumps(_answer(sys.stdin.buffer.read())))
