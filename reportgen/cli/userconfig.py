"""The settings of a run: defaults, then the settings file, then the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.config import Config, fill, find_config, load_config, parse_assignment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.cli.console import Console
    from reportgen.settings import Settings


def user_config(console: Console) -> Config:
    """Return the settings file that counts for this run, or the defaults."""
    path = console.config
    if path is None and console.use_config:
        path = find_config(Path.cwd())
    return Config() if path is None else load_config(path)


def settings_for(config: Config, keep: Sequence[str], assignments: Sequence[str]) -> Settings:
    """Return the settings of the file with those of the command line over them; --keep adds to what the file keeps."""
    values = dict(parse_assignment(assignment) for assignment in assignments)
    settings = fill(config.settings, values)
    return fill(settings, {"keep": [*settings.keep, *keep]})
