"""The command line: thin doors to the engine, one module a command; `main` is the one place that prints errors."""

from reportgen.cli.app import main

__all__ = ["main"]
