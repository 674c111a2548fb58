"""Weights that were fitted without a topic."""

from __future__ import annotations

import json
from importlib import import_module

import pytest

from reportgen.align.scorer import load_logistic
from tests.bench.by_topic import USERS, WEIGHTS, fold_of, use

FOLDS = json.loads(WEIGHTS.read_text("utf-8"))


def test_every_topic_has_its_weights_once() -> None:
    """No topic stands in two parts, and the weights are of the signals the package weighs."""
    topics = [topic for fold in FOLDS for topic in fold["topics"]]
    assert len(topics) == len(set(topics)) == 15
    for fold in FOLDS:
        for name in ("link", "standing"):
            assert fold[name]["weights"].keys() == load_logistic(name).weights.keys()


def test_they_are_used_in_place_of_the_package_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever weighs a link or a contrast gets those of the fold; what is not fitted by topic stays the package's."""
    for user in USERS:
        monkeypatch.setattr(f"{user}.load_logistic", load_logistic)  # so that it is put back
    use(FOLDS[0])
    for user in USERS:
        load = import_module(user).load_logistic
        assert load("link").bias == FOLDS[0]["link"]["bias"] != load_logistic("link").bias
        assert load("glance") is load_logistic("glance")


def test_an_unknown_topic_is_told() -> None:
    """A topic that is in no part has no weights, and the message says what to do."""
    with pytest.raises(ValueError, match=r"no weights for the topic sport: make it again"):
        fold_of("sport", FOLDS)
