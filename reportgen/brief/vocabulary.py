"""Words only one side uses, as a brief lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.brief.messages import references
from reportgen.brief.model import WordCount, WordGroup
from reportgen.profile.vocabulary import Sort

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportgen.model import Document
    from reportgen.profile.vocabulary import OwnWord, OwnWords

TITLES = {Sort.JUDGING: "Words that judge", Sort.NAME: "Names", Sort.PLAIN: "Plain words"}
"""The sorts in the words of the brief."""


def build_words(found: OwnWords, official: Document, report: Document, *, judging: bool = False) -> tuple[WordGroup, ...]:
    """Return the words of each sort, without sorts that neither side has; with `judging`, only words that judge."""
    groups = (
        WordGroup(title, _counts(found.official, sort, official), _counts(found.press, sort, report))
        for sort, title in TITLES.items()
    )
    wanted = (group for group in groups if group.official or group.press)
    return tuple(group for group in wanted if not judging or (group.title == TITLES[Sort.JUDGING] and group.press))


def _counts(words: Iterable[OwnWord], sort: Sort, document: Document) -> tuple[WordCount, ...]:
    return tuple(
        WordCount(word.word, word.count, references(document.id, word.statements)) for word in words if word.sort is sort
    )
