"""How far a long reading has come, told to whoever listens.

A reader says `tell("page 12 of 300")` and knows nothing of terminals; a command listens with `told_to`.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_listener: ContextVar[Callable[[str], None] | None] = ContextVar("reading_progress", default=None)


def tell(step: str) -> None:
    """Tell the listener, if there is one, what is being read now."""
    listener = _listener.get()
    if listener is not None:
        listener(step)


@contextmanager
def told_to(listener: Callable[[str], None]) -> Iterator[None]:
    """Have `listener` called with every step of what is read meanwhile."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
