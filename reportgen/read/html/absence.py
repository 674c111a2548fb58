"""What stands on a page in place of a text, and what its reader can do about it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from reportgen.wordlists import WordListError, read_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

TEXT_BESIDE = 15
"""A page whose lines have fewer words than this once those of a wall are taken out is the wall alone: a headline is no text."""
LONGEST = 250
"""A wall has at most so many words; what is longer is a text that speaks of cookies or scripts."""

REMEDIES = {
    "script": "its text is loaded by a script. Open it in a browser, save it there once it is shown, and give that file.",
    "robot": "it holds a check for robots in place of the text. Open it in a browser, save it there, and give that file.",
    "consent": "it holds a notice on cookies or privacy and no text. Answer it in a browser, save the page, and give that file.",
    "login": "it asks to log in or subscribe before it shows the text. Open it with your account, save it, and give that file.",
}
"""What each kind of wall means, and what to do."""

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\w+")


def is_wall(texts: Sequence[str]) -> bool:
    """Return whether passages are a notice that keeps a text from being shown, and nothing beside it."""
    if sum(len(_WORD.findall(text)) for text in texts) > LONGEST:
        return False
    kinds = [_kind_of(text) for text in texts]
    rest = sum(len(_WORD.findall(text)) for text, kind in zip(texts, kinds, strict=True) if not kind)
    return any(kinds) and rest < TEXT_BESIDE


def what_was_found(data: bytes, tree: HtmlElement | None, texts: Sequence[str]) -> str:
    """Return the sentence of an error that says what a page without a text holds, and what to do."""
    size = f"{len(data) / 1000:,.0f} KB" if len(data) >= 1000 else f"{len(data)} bytes"
    head = f"The page has {size} of markup but no paragraph"
    if tree is None:
        return f"{head}. Open it in a browser and check that the text is there."
    kinds = Counter(kind for text in (*texts, *_unseen_texts(tree)) if (kind := _kind_of(text)))
    if kinds:
        return f"{head}: {REMEDIES[kinds.most_common(1)[0][0]]}"
    if tree.find(".//frame") is not None or tree.find(".//iframe") is not None:
        return f"{head}: it shows other pages in frames. Open the frame with the text by itself, save it, and give that file."
    for node in tree.iter("meta"):
        if (node.get("http-equiv") or "").lower() == "refresh" and "url" in (node.get("content") or "").lower():
            return f"{head}: it only leads on to another address. Give the page it leads to."
    scripts, pictures = len(tree.findall(".//script")), len(tree.findall(".//img"))
    if scripts:
        return f"{head}: {REMEDIES['script']}"
    if pictures:
        return f"{head}, and {pictures} pictures: if the text is in them, type it or have it recognised."
    return f"{head}. Open it in a browser and check that the text is there."


def _unseen_texts(tree: HtmlElement) -> list[str]:
    return ["".join(node.itertext())[:2000] for node in tree.iter("noscript", "title")][:50]


def _kind_of(text: str) -> str | None:
    folded = _SPACES.sub(" ", text[:5000]).casefold()
    return next((kind for phrase, kind in _phrases().items() if phrase in folded), None)


@cache
def _phrases() -> dict[str, str]:
    """Return the kinds of walls under their phrases, from `data/walls.txt`."""
    phrases: dict[str, str] = {}
    for entry in read_words("walls.txt"):
        phrase, _, kind = entry.partition("\t")
        if kind not in REMEDIES or phrase != phrase.strip().casefold() or phrase in phrases:
            raise WordListError(f"walls.txt: {entry!r} is not 'phrase TAB kind', or repeats a phrase")
        phrases[phrase] = kind
    return phrases
