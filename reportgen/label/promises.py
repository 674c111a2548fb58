"""What an official statement promises: money, arms, a bond, for how long, to whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reportgen.facts import FigureKind, ForceKind
from reportgen.facts.lexicon import stem_classes, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportgen.label.view import Reading


class PromiseKind(StrEnum):
    """What a promise is about."""

    MONEY = "money"
    FORCE = "force"
    BINDING = "binding"
    """Somebody binds themselves, in so many words."""
    LASTING = "lasting"
    SCOPE = "scope"
    """It reaches everybody or everything."""
    GENERAL = "general"
    """Something will be done."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing a statement promises."""

    kind: PromiseKind
    start: int
    end: int
    """Offsets into the statement's text."""
    strength: float
    """0 to 1: how directly it is promised."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What an official statement promises, the strongest aspect first."""

    aspects: tuple[Aspect, ...]
    stems: frozenset[str]
    """The stems of the statement that carry a topic."""

    @property
    def strength(self) -> float:
        """The strength of the strongest aspect."""
        return self.aspects[0].strength


_PROMISES: Mapping[ForceKind, tuple[PromiseKind, float]] = {
    ForceKind.DUTY: (PromiseKind.BINDING, 0.8),
    ForceKind.PLEDGE: (PromiseKind.BINDING, 0.85),
    ForceKind.LASTING: (PromiseKind.LASTING, 0.85),
    ForceKind.WHOLE: (PromiseKind.SCOPE, 0.8),
}
_TOPICS: Mapping[str, tuple[PromiseKind, float]] = {
    "money": (PromiseKind.MONEY, 0.85),
    "force": (PromiseKind.FORCE, 0.95),
    "arms": (PromiseKind.FORCE, 0.6),
    "lasting": (PromiseKind.LASTING, 0.6),
}
"""What the words of a topic promise, and how strong that can be: "security" alone promises little."""
_HELP = words_of("label_words.txt", "commitment: help")


def promise(official: Reading) -> Promise | None:
    """Return what an official statement promises, None where it promises nothing: a question leaves that to its answer."""
    if official.text.rstrip(" *_\"'”’»").endswith("?"):
        return None
    aspects = [*_force_aspects(official), *_topic_aspects(official)]
    best: dict[PromiseKind, Aspect] = {}
    for aspect in aspects:
        if aspect.kind not in best or aspect.strength > best[aspect.kind].strength:
            best[aspect.kind] = aspect
    if not best:
        return None
    ordered = sorted(best.values(), key=lambda aspect: (-aspect.strength, aspect.start))
    return Promise(tuple(ordered), official.stems)


def _force_aspects(official: Reading) -> Iterable[Aspect]:
    for force in official.facts.forces:
        if force.kind not in _PROMISES or _is_denied(official, force.start):
            continue
        kind, strength = _PROMISES[force.kind]
        words = official.text[force.start : force.end].lower()
        if words == "will":
            kind, strength = PromiseKind.GENERAL, 0.6
        elif "agree" in words:
            strength = 0.6
        elif force.kind is ForceKind.WHOLE and words in {"all", "full", "each", "whole"}:
            strength = 0.7
        yield Aspect(kind, force.start, force.end, strength)


def _is_denied(reading: Reading, start: int) -> bool:
    return any(negation.start < start <= negation.scope_end and start - negation.end < 25 for negation in reading.facts.negations)


def _topic_aspects(official: Reading) -> Iterable[Aspect]:
    """Return promises of money, of arms and of permanence by their words, where something is or will be done at all."""
    helps = any(word.lower in _HELP for word in official.words)
    has_deed = bool(official.facts.events or official.facts.forces) or helps
    figures = [figure for figure in official.facts.figures if figure.kind is FigureKind.MONEY]
    if figures:
        yield Aspect(PromiseKind.MONEY, figures[0].start, figures[0].end, 0.85 if has_deed else 0.5)
    if not has_deed:
        return
    for topic, (kind, most) in _TOPICS.items():
        words = [word for word in official.words if word.is_content and topic in promise_topics().get(word.stem, frozenset())]
        if words:
            strength = min(most, 0.4 + 0.12 * min(len(words), 3) + 0.15 * helps)
            yield Aspect(kind, words[0].start, words[0].end, strength)


def promise_topics() -> Mapping[str, frozenset[str]]:
    """Return the topics of promises ("money", "force", "arms", "lasting") by the stems of their words."""
    return stem_classes("promise_topics.txt")
