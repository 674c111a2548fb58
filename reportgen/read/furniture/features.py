"""What speaks for and against a block's being of the story: its own form, its neighbours, its words."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from reportgen.model import BlockKind
from reportgen.read import reasons
from reportgen.read.furniture.story import Story, content_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.read.furniture.views import View

PASSING = frozenset({reasons.CAPTION, reasons.ADVERTISEMENT, reasons.MEDIA, reasons.READ_MORE, reasons.BYLINE})
"""Furniture that stands inside stories; the rest stands around them."""
NEAR, FAR = 3, 10
"""So many blocks on each side are a block's neighbourhood."""
LONG = 60
"""Words beyond which a paragraph says no more for being one."""
RECENT = 30
"""So many blocks after the heading of a furniture part its influence is gone."""


def features_of_page(views: Sequence[View], marks: Sequence[str | None], story: Story | None) -> list[dict[str, float]]:
    """Return the features of every block, each between 0 and about 1; with a story known, also how each relates to it."""
    context = _Context(views, marks)
    found = []
    for view in views:
        features = _own(view, marks[view.index])
        features.update(context.features(view))
        if story is not None and story.is_known:
            relation = story.relation(view)
            weight = min(view.size, 15) / 15
            features["unrelated"] = weight * (relation < 0.1)
            features["relation"] = weight * min(relation, 0.5) * 2
        found.append(features)
    return found


def _own(view: View, mark: str | None) -> dict[str, float]:
    features = {
        "bias": 1.0,
        "marked, passing": float(mark in PASSING),
        "marked, around": float(mark is not None and mark not in PASSING),
        "heading of a part": float(view.opens is not None),
    }
    if mark:
        return features
    length = min(view.size, LONG) / LONG
    if view.is_prose:
        features.update({"prose": 1.0, "prose, long": length, "prose, small words": min(view.small_share, 0.5) * 2})
    else:
        features.update(
            {
                "line of 1": float(view.size <= 1),
                "line of 2 or 3": float(2 <= view.size <= 3),
                "line of 4 to 7": float(4 <= view.size <= 7),
                "line of 8 or more": float(view.size >= 8),
                "line, long": length,
                "line, ends a sentence": float(view.ends_sentence),
                "line, small words": min(view.small_share, 0.5) * 2,
            }
        )
    features.update(
        {
            "quotation": float(view.is_quote),
            "marked heading": float(view.is_heading),
            "item": float(view.block.kind is BlockKind.ITEM),
            "follows closely": float(view.follows_closely),
            "capitals": view.capital_share * min(view.size, 8) / 8,
            "broken off": float(view.is_truncated),
            "figures": sum(token.isdigit() for token in view.tokens) / max(1, view.size),
        }
    )
    return features


class _Context:
    """What stands around each block, counted once for the page."""

    def __init__(self, views: Sequence[View], marks: Sequence[str | None]) -> None:
        self._views = views
        self._marks = marks
        unmarked = [mark is None for mark in marks]
        self._prose = _sums([float(view.is_prose and free) for view, free in zip(views, unmarked, strict=True)])
        self._words = _sums([float(min(view.size, LONG)) * (view.is_prose and free) for view, free in zip(views, unmarked, strict=True)])
        self._around = _sums([float(mark is not None and mark not in PASSING) for mark in marks])
        self._short = _sums([float(view.size <= 3 and not view.ends_sentence) for view in views])
        self._repeats = Counter(view.text for view in views)
        self._title = _title_words(views)
        self._opened = _since_opened(views)

    def features(self, view: View) -> dict[str, float]:
        index, count = view.index, len(self._views)
        near = (max(0, index - NEAR), min(count, index + NEAR + 1))
        before, after = (max(0, index - FAR), index), (index + 1, min(count, index + FAR + 1))
        size_near = max(1, near[1] - near[0])
        words = content_words(view.text) if view.size >= 4 else {}
        shared = sum(weight for word, weight in words.items() if word in self._title)
        total_words = max(1.0, self._words[-1])
        return {
            "prose before": float(index > 0 and self._is_prose(index - 1)),
            "prose after": float(index + 1 < count and self._is_prose(index + 1)),
            "prose on both sides": float(0 < index < count - 1 and self._is_prose(index - 1) and self._is_prose(index + 1)),
            "prose near": _between(self._prose, *near) / size_near,
            "words before": min(1.0, _between(self._words, *before) / 250),
            "words after": min(1.0, _between(self._words, *after) / 250),
            "furniture near": _between(self._around, *near) / size_near,
            "furniture before": _between(self._around, *before) / max(1, before[1] - before[0]),
            "furniture after": _between(self._around, *after) / max(1, after[1] - after[0]),
            "short lines near": _between(self._short, *near) / size_near,
            "short lines before": _between(self._short, *before) / max(1, before[1] - before[0]),
            "short lines after": _between(self._short, *after) / max(1, after[1] - after[0]),
            "repeated": float(self._repeats[view.text] > 1),
            "repeated often": float(self._repeats[view.text] > 2),
            "of the title": min(1.0, shared / 3),
            "under a heading of a part": self._opened[index],
            "share of prose before": self._words[index] / total_words,
            "all prose before": float(self._words[index] / total_words > 0.9),
        }

    def _is_prose(self, index: int) -> bool:
        return self._views[index].is_prose and self._marks[index] is None


def _title_words(views: Sequence[View]) -> dict[str, int]:
    """Return the telling words of the page's first line, which on a pasted page is its title."""
    first = next((view for view in views[:5] if view.size >= 4), None)
    return content_words(first.text) if first else {}


def _since_opened(views: Sequence[View]) -> list[float]:
    """Return for each block how near above it the heading of a furniture part stands: 1 right above, 0 far away."""
    found: list[float] = []
    opened = -RECENT
    for view in views:
        found.append(max(0.0, 1 - (view.index - opened) / RECENT))
        if view.opens is not None:
            opened = view.index
    return found


def _sums(values: Sequence[float]) -> list[float]:
    return [0.0, *accumulate(values)]


def _between(sums: Sequence[float], start: int, end: int) -> float:
    return sums[end] - sums[start]
