"""Run the command with the weights of `by_topic.json` that were fitted without the topic at hand.

    python tests/bench/by_topic.py compare FOLDER/TOPIC/official.txt …

A topic is the folder of the first file that is named. The weights the package ships were fitted on all topics, so a score with
them says how well they remember; with these it says how well they do on a text they have not seen. Everything else is as it is.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.align import scorer

if TYPE_CHECKING:
    from collections.abc import Sequence

WEIGHTS = Path(__file__).with_suffix(".json")
USERS = ("reportgen.align.links", "reportgen.align.meaning", "reportgen.label.contrasts", "reportgen.label.standing")
"""The modules that load weights."""


def fold_of(topic: str, folds: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the weights that were fitted without a topic; raise ValueError where there are none.

    >>> fold_of("tax", [{"topics": ["war"]}, {"topics": ["tax", "sea"]}])
    {'topics': ['tax', 'sea']}
    """
    for fold in folds:
        if topic in fold["topics"]:
            return fold
    raise ValueError(f"{WEIGHTS.name} has no weights for the topic {topic}: make it again, see training/fit_aligner.py")


def use(fold: dict[str, Any]) -> None:
    """Let every module of the package find the weights of `fold` in place of the shipped ones."""
    own = {name: scorer.Logistic(fold[name]["bias"], fold[name]["weights"]) for name in ("link", "standing")}
    shipped = scorer.load_logistic

    def load(name: str) -> scorer.Logistic:
        return own.get(name) or shipped(name)

    for user in USERS:
        module = import_module(user)
        if not hasattr(module, "load_logistic"):
            raise AttributeError(f"{user} loads no weights any more")
        setattr(module, "load_logistic", load)  # noqa: B010 - mypy holds the name for one that cannot be given


def main(arguments: Sequence[str]) -> None:
    """Run the command."""
    topic = next(Path(argument).resolve().parent.name for argument in arguments if Path(argument).is_file())
    use(fold_of(topic, json.loads(WEIGHTS.read_text("utf-8"))))
    from reportgen.cli import main as run  # noqa: PLC0415 - after the weights are in place

    sys.exit(run(list(arguments)))


if __name__ == "__main__":
    main(sys.argv[1:])
