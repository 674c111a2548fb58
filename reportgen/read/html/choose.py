"""Which passages of a page are its article.

The extractor returns a text of its own. It is looked up among the passages of the page, so that the page's order, its lists
and headings are kept and what is left out can be told. Then what the extractor is known to lose is taken back: paragraphs
in the same container as the others, quotations between them, the headline and the line under it.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from reportgen.model import BlockKind
from reportgen.read.furniture.patterns import BYLINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportgen.read.blocks import Part
    from reportgen.read.html.page import Passage

Words = tuple[str, ...]

RUN = 4
"""Words in a row that are looked up as one."""
FOUND = 0.7
"""So much of a passage is among the extractor's words where it was chosen; less, where it only repeats some of them."""
NEAR = 2
"""Passages of less than RUN words are looked up so many places around the article; farther off they are menus."""
BESIDE = frozenset("nav footer aside figcaption caption form menu figure".split())
"""Places on a page whose passages are of no article though they may read like one."""
OWN = 0.5
"""From this share of the chosen paragraphs on a container is the article's own. (At .3 and .7 the open pages come out alike.)"""
FEWEST = 3
"""From so many paragraphs on a container can be told to be the article's own."""
PROSE_WORDS = 8
"""A paragraph has at least so many words, and ends like a sentence."""
HEAD_REACH = 40
"""A headline stands at most so many passages above the first paragraph: share bars and pictures come between."""
HEAD_SHARE = 0.6
"""A headline has at least this share of the words of the page's title in common with it."""
STANDFIRST_REACH = 3
"""The line under a headline stands at most so many passages below it."""

_STAMP = re.compile(
    r"\d{1,2}:\d{2}\b|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\b(?:19|20)\d\d\b.{0,40}$|^(?:posted|published|updated|by|filed)\b|[>|]",
    re.IGNORECASE,
)
"""What a line with who wrote it and when has, and a summary has not."""
_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"""[.!?…]["'”’»)\]]{0,4}$""")


def words_of(text: str) -> Words:
    """Return the words of a text as they are compared."""
    return tuple(_WORD.findall(text.casefold()))


def runs_of(words: Sequence[str]) -> Iterator[Words]:
    """Yield each four words in a row."""
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def is_prose(passage: Passage) -> bool:
    """Return whether a passage reads like a paragraph of a text and stands where one would."""
    if passage.kind is BlockKind.HEADING or passage.places & BESIDE or not _ENDS.search(passage.text[-8:]):
        return False
    return len(passage.text.split()) >= PROSE_WORDS or not passage.text.isascii()  # some scripts set no spaces


def choose(passages: Sequence[Passage], extracted: Iterable[Part]) -> list[bool]:
    """Return for each passage whether it is of the article the extractor found."""
    words = [words_of(passage.text) for passage in passages]
    lines = [words_of(part.text) for part in extracted]
    chosen = _looked_up(words, lines)
    _add_rows(chosen, passages, words, set(lines))
    _drop_doubles(chosen, words, lines)
    _add_own(chosen, passages)
    _add_quotations(chosen, passages)
    return chosen


def find_headline(passages: Sequence[Passage], chosen: Sequence[bool], title: str | None) -> int | None:
    """Return the index of the headline: the heading above or at the top of the article that says what the page's title says."""
    first = next((index for index, passage in enumerate(passages) if chosen[index] and is_prose(passage)), len(passages))
    wanted = set(words_of(title or ""))
    best: tuple[float, int] | None = None
    for index, passage in enumerate(passages[: first + 2]):
        found = set(words_of(passage.text))
        if len(found) < 2 or passage.places & BESIDE or (passage.kind is not BlockKind.HEADING and found != wanted):
            continue
        share = 1.0 if found <= wanted else len(found & wanted) / len(found | wanted)
        is_first_level = passage.level == 1 and len(found) >= RUN and first - HEAD_REACH <= index < first
        if share >= HEAD_SHARE or is_first_level:
            best = max(best or (0.0, index), (share - (passage.level or 7) / 100, index))
    return best[1] if best else None


def find_standfirst(passages: Sequence[Passage], chosen: Sequence[bool], headline: int) -> int | None:
    """Return the index of the summary under the headline where the extractor left it out."""
    for index in range(headline + 1, min(len(passages), headline + 1 + STANDFIRST_REACH)):
        if chosen[index]:
            return None
        passage = passages[index]
        is_long = len(passage.text.split()) >= PROSE_WORDS and passage.kind is not BlockKind.ITEM
        if is_long and not passage.places & BESIDE and not (BYLINE.match(passage.text) or _STAMP.search(passage.text)):
            return index
    return None


def _looked_up(words: Sequence[Words], lines: Sequence[Words]) -> list[bool]:
    runs = set(chain.from_iterable(map(runs_of, lines)))
    chosen = [False] * len(words)
    for index, own in enumerate(words):
        if len(own) >= RUN:
            found = list(runs_of(own))
            chosen[index] = sum(run in runs for run in found) >= FOUND * len(found)
    places = [index for index, is_chosen in enumerate(chosen) if is_chosen]
    whole = set(lines)
    start, end = (max(0, places[0] - NEAR), places[-1] + NEAR + 1) if places else (0, len(words))
    for index in range(start, min(end, len(words))):
        if 0 < len(words[index]) < RUN and words[index] in whole:
            chosen[index] = True
    return chosen


def _add_rows(chosen: list[bool], passages: Sequence[Passage], words: Sequence[Words], lines: set[Words]) -> None:
    """Add the rows of a table after the article's last passage, however many: one of two short cells is easily lost."""
    _, last = _extent(chosen)
    for index in range(last + 1, len(passages)):
        if not passages[index].container.startswith("tr ") or words[index] not in lines:
            return
        chosen[index] = True


def _drop_doubles(chosen: list[bool], words: Sequence[Words], lines: Sequence[Words]) -> None:
    """Keep of passages that stand on the page more often than in the article those nearest its middle."""
    places = [index for index, is_chosen in enumerate(chosen) if is_chosen]
    if not places:
        return
    middle = places[len(places) // 2]
    times = Counter(lines)
    alike: dict[Words, list[int]] = {}
    for index in places:
        alike.setdefault(words[index], []).append(index)
    for own, indexes in alike.items():
        for index in sorted(indexes, key=lambda place: abs(place - middle))[max(1, times[own]) :]:
            chosen[index] = False


def _add_own(chosen: list[bool], passages: Sequence[Passage]) -> None:
    """Add paragraphs from the container that holds most of the article; between its paragraphs also short ones."""
    held = Counter(passage.container for index, passage in enumerate(passages) if chosen[index] and is_prose(passage))
    enough = max(FEWEST, OWN * held.total())
    own = {container for container, count in held.items() if count >= enough}
    first, last = _extent(chosen)
    for index, passage in enumerate(passages):
        if passage.container in own and not passage.places & BESIDE:
            is_between = first < index < last and passage.text.endswith((".", "!", "?", ":", "”", '"'))
            chosen[index] = chosen[index] or is_between or is_prose(passage)
        elif first <= index < last and chosen[index + 1] and passage.text.endswith(":") and not passage.places & BESIDE:
            chosen[index] = True  # what a list or a quotation is led in by


def _extent(chosen: Sequence[bool]) -> tuple[int, int]:
    """Return the indexes of the first and the last passage that was chosen."""
    places = [index for index, is_chosen in enumerate(chosen) if is_chosen]
    return (places[0], places[-1]) if places else (0, 0)


def _add_quotations(chosen: list[bool], passages: Sequence[Passage]) -> None:
    """Add what is set off as a quotation between passages of the article."""
    for index in range(*_extent(chosen)):
        passage = passages[index]
        chosen[index] = chosen[index] or ("blockquote" in passage.container and not passage.places & BESIDE)
