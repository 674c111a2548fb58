"""What can be told of one block from its own characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from reportgen.model import Block, BlockKind
from reportgen.read.furniture.patterns import REPORTED
from reportgen.read.furniture.phrases import line_phrases, opener_phrases, tokens_of
from reportgen.read.furniture.words import content_words, small_words

_ENDS = re.compile(r"""[.!?…。！？]["'”’»)\]*]{0,4}$|[^\W\d][.!?…]["'”’»)\]]{0,3}\s?\[?\d{1,3}\]?$""")
_SENTENCE_INSIDE = re.compile(r"""[a-z0-9)”"][.!?]["'”’)]{0,2}\s+["'“‘(]?[A-Z]""")
_TRUNCATED = re.compile(r"(?:\.\.\.|…)[\"'”’)]{0,2}$")
_QUOTE_SAID = re.compile(r"""[,.!?]["”’'»] """)
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class View:
    """A block, and its features, each found when first asked for."""

    block: Block
    index: int
    follows_closely: bool
    """Whether no blank line stands between this block and the one before."""

    @property
    def text(self) -> str:
        """The block's text."""
        return self.block.text

    @cached_property
    def tokens(self) -> list[str]:
        """The words as phrases compare them."""
        return tokens_of(self.text[:20_000])

    @cached_property
    def words(self) -> dict[str, int]:
        """The telling words, as `words.content_words` gives them."""
        return content_words(self.text)

    @cached_property
    def size(self) -> int:
        """How many words there are; scripts that set no spaces have one for two characters."""
        dense = len(_DENSE.findall(self.text[:20_000]))
        return max(len(self.tokens), dense // 2)

    @cached_property
    def phrase(self) -> str | None:
        """The reason a phrase of furniture gives, if there is one; a sentence that says who said it is of a report."""
        if self.is_prose and REPORTED.search(self.text[:2000]):
            return None
        return line_phrases().match(self.tokens, is_prose=self.is_prose)

    @cached_property
    def opens(self) -> str | None:
        """The reason of the part of a page this line is the heading of, if it is one."""
        if _ENDS.search(self.text) and self.size > 4:
            return None
        return opener_phrases().match(self.tokens)

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether the last mark ends a sentence."""
        return bool(_ENDS.search(self.text[-12:]))

    @cached_property
    def is_truncated(self) -> bool:
        """Whether the block breaks off in dots."""
        return bool(_TRUNCATED.search(self.text[-5:]))

    @cached_property
    def small_share(self) -> float:
        """The share of small words, about .4 in prose and .1 in menus."""
        small = small_words()
        return sum(token in small for token in self.tokens) / max(1, self.size)

    @cached_property
    def is_prose(self) -> bool:
        """Whether this reads as whole sentences: so many words, some of them small, and a mark at the end."""
        if self.size < 8:
            return False
        if self.ends_sentence or self.text.endswith((":", ";", "—")):
            # The second half is for other languages, whose small words are not listed.
            return self.small_share >= 0.15 or self.capital_share <= 0.35
        return self.size >= 25 and self.small_share >= 0.25 and (self.has_sentences or self.size >= 40)

    @cached_property
    def reads_on(self) -> bool:
        """Whether this is prose, or as long and as full of small words as a sentence without its full stop."""
        return self.is_prose or (self.size >= 13 and self.small_share >= 0.25 and self.capital_share <= 0.4)

    @cached_property
    def has_sentences(self) -> bool:
        """Whether a sentence ends inside the block and another begins."""
        return bool(_SENTENCE_INSIDE.search(self.text))

    @cached_property
    def is_quote(self) -> bool:
        """Whether the block is somebody's words, or says whose: short, but of the text."""
        if self.size < 3 or self.text[0] not in "\"“‘'«":
            return False
        return self.text.rstrip(".,!?")[-1:] in "\"”’'»" or (self.ends_sentence and bool(_QUOTE_SAID.search(self.text)))

    @property
    def is_heading(self) -> bool:
        """Whether the block is marked as a heading."""
        return self.block.kind in (BlockKind.HEADING, BlockKind.HEADLINE)

    @cached_property
    def capital_share(self) -> float:
        """The share of words that begin with a capital."""
        words: list[str] = _WORD.findall(self.text[:2000])
        return sum(word[0].isupper() for word in words) / max(1, len(words))

    @cached_property
    def is_shouted(self) -> bool:
        """Whether the block is in capitals throughout."""
        letters = [char for char in self.text[:500] if char.isalpha()]
        return len(letters) >= 4 and all(char.isupper() for char in letters)
