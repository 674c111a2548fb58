"""From the bytes of a page to its document.

parse → walk the page → ask the extractor → choose passages → headline and standfirst → metadata
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.errors import ReadError
from reportgen.model import BlockKind
from reportgen.read.blocks import Part, document_from_parts
from reportgen.read.html.absence import is_wall, what_was_found
from reportgen.read.html.article import extract, is_bearable
from reportgen.read.html.choose import choose, find_headline, find_standfirst, is_prose, runs_of, words_of
from reportgen.read.html.metadata import metadata_of, saved_from
from reportgen.read.html.page import passages_of
from reportgen.read.html.parse import parse, tree_of
from reportgen.read.html.sniffing import SAMPLE, beginning, is_whole
from reportgen.read.reasons import NOT_THE_ARTICLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from reportgen.model import Document
    from reportgen.read.html.metadata import Metadata
    from reportgen.read.html.page import Passage

SHARE_ON_PAGE = 0.5
"""From this share of the extractor's words on they stand on the page; where fewer do, it found the text in the page's data."""
FEW_WORDS = 40
"""An article of less words than this, on a page with several times more prose, is the extractor's mistake."""
MUCH_MORE = 5
MAX_LEFT_OUT = 200
"""So many passages beside the article are listed; pages with thousands of comments would drown the list."""

_NEVER_TEXT = frozenset({"nav", "footer", "form", "menu"})


def document_of(data: bytes, name: str, *, url: str | None = None, media_type: str = "text/html") -> Document:
    """Return the document in a page; `url` is where it was found, which what the page says of itself may better.

    Raises ReadError: `empty-document`, `too-large`, `binary-file`, `unknown-encoding`.
    """
    tree, note = parse(data, name)
    if tree is None:
        raise _empty(data, name, None, [])
    passages = passages_of(tree)
    markup = beginning(data)
    metadata = metadata_of(tree, url or saved_from(markup))
    notes = [note] if note else []
    if is_whole(markup) or len(data) > SAMPLE:
        parts, more = _article(tree, passages, metadata)
        notes += more
    else:
        parts = [_part(passage) for passage in passages]
    texts = [part.text for part in parts if part.reason is None]
    if not any(char.isalnum() for text in texts for char in text) or is_wall(texts):
        raise _empty(data, name, tree, passages)
    parts = _with_headline(parts)
    document = document_from_parts(parts, name=name, media_type=media_type, data=data, notes=notes, **_fields(metadata))
    headline = next((block.text for block in document.blocks if block.kind is BlockKind.HEADLINE), None)
    return replace(document, title=headline or metadata.title)


def parts_of_markup(markup: str) -> list[Part]:
    """Return the visible passages of a piece of HTML as parts, all of them: for bodies of mails and of items of news systems."""
    tree, _ = tree_of(markup)
    return [_part(passage) for passage in passages_of(tree)] if tree is not None else []


def _article(tree: HtmlElement, passages: Sequence[Passage], metadata: Metadata) -> tuple[list[Part], list[str]]:
    """Return the parts of a page's article, and what it passes over beside it, with notes on how that was told."""
    if not is_bearable(tree):
        return [_part(passage) for passage in passages], [
            "The page is too large and tangled for the article to be looked for: everything that is to be seen on it was read."
        ]
    extracted = extract(tree)
    chosen = choose(passages, extracted)
    if _is_elsewhere(extracted, passages):
        return extracted, ["The text was taken from the data inside the page: the page itself does not show it."]
    if _is_too_little(passages, chosen):
        return [_part(passage) for passage in passages], []  # cleaning finds the text among what stands around it
    headline = find_headline(passages, chosen, metadata.title)
    if headline is not None:
        chosen[headline] = True
        standfirst = find_standfirst(passages, chosen, headline)
        if standfirst is not None:
            chosen[standfirst] = True
    return list(_with_left_out(passages, chosen, headline)), []


def _with_headline(parts: list[Part]) -> list[Part]:
    """Return the parts with the first told to be the headline where it is marked as a heading and none is there yet."""
    kinds = [part.kind for part in parts if part.reason is None]
    if BlockKind.HEADLINE in kinds or kinds[0] is not BlockKind.HEADING:
        return parts
    first = next(index for index, part in enumerate(parts) if part.reason is None)
    return [*parts[:first], parts[first]._replace(kind=BlockKind.HEADLINE), *parts[first + 1 :]]


def _is_elsewhere(extracted: Sequence[Part], passages: Sequence[Passage]) -> bool:
    """Return whether the extractor's text does not stand on the page but in its data, as with pages a script fills."""
    wanted = [run for part in extracted for run in runs_of(words_of(part.text))]
    shown = set(runs_of([word for passage in passages for word in words_of(passage.text)]))
    return len(wanted) >= FEW_WORDS and sum(run in shown for run in wanted) < SHARE_ON_PAGE * len(wanted)


def _is_too_little(passages: Sequence[Passage], chosen: Sequence[bool]) -> bool:
    found = sum(len(words_of(passage.text)) for passage, is_chosen in zip(passages, chosen, strict=True) if is_chosen)
    prose = sum(len(words_of(passage.text)) for passage in passages if is_prose(passage))
    return found < FEW_WORDS and (not found or prose > MUCH_MORE * found)


def _with_left_out(passages: Sequence[Passage], chosen: Sequence[bool], headline: int | None) -> list[Part]:
    """Return the article's passages, and as removed what stands between them and what reads like a text beside them."""
    places = [index for index, is_chosen in enumerate(chosen) if is_chosen]
    first, last = places[0], places[-1]
    beside = [
        index
        for index, passage in enumerate(passages)
        if not chosen[index] and (first < index < last or (is_prose(passage) and not passage.places & _NEVER_TEXT))
    ]
    beside.sort(key=lambda index: max(first - index, index - last, 0))
    listed = set(beside[:MAX_LEFT_OUT])
    return [
        _part(
            passage, kind=BlockKind.HEADLINE if index == headline else passage.kind, reason=None if is_chosen else NOT_THE_ARTICLE
        )
        for index, (passage, is_chosen) in enumerate(zip(passages, chosen, strict=True))
        if is_chosen or index in listed
    ]


def _part(passage: Passage, *, kind: BlockKind | None = None, reason: str | None = None) -> Part:
    return Part(passage.text, kind or passage.kind, None, reason)


def _fields(metadata: Metadata) -> dict[str, str | None]:
    return {field: getattr(metadata, field) for field in ("publisher", "author", "published", "modified", "url", "language")}


def _empty(data: bytes, name: str, tree: HtmlElement | None, passages: Sequence[Passage]) -> ReadError:
    return ReadError(
        "no readable text was found",
        slug="empty-document",
        where=name,
        remedy=what_was_found(data, tree, [passage.text for passage in passages]),
    )
