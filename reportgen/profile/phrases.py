"""Phrases that can be a speaker: pronouns, names, and nouns that speak ("two sources", "a spokesman for the ministry")."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.profile.lexicon import nouns, small_words

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 16
"""Words a speaker's phrase may have; longer runs are clauses that were misread."""
LONGEST_UNKNOWN = 9
"""Words such a phrase may have if none of its nouns is known to speak."""

DATES = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December)s?"
)
_NO_NAMES = frozenset({"that", "it", "he", "she", "there", "here", "what", "who", "let", "they", "we"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "my"})
_PARTICLE = re.compile(r"[a-z]{1,3}[-'’][A-Z]")
_DATE = re.compile(rf"{DATES}\b")


def is_date(word: str) -> bool:
    """Return whether a word names a day or a month."""
    return _DATE.match(word) is not None


def is_name_word(word: str) -> bool:
    """Return whether a word may be part of a name: a capital, and no determiner, preposition or date."""
    # "That's", "It's"
    bare = plain(word)
    return has_capital(word) and word.lower().rstrip(".,") not in _small() and bare not in _NO_NAMES and not is_date(word)


def has_capital(word: str) -> bool:
    """Return whether a word begins with a capital, behind a particle too: "al-Amr", "d'Estaing"."""
    return word[:1].isupper() or _PARTICLE.match(word) is not None


@cache
def _small() -> frozenset[str]:
    return small_words("determiner") | small_words("preposition") | small_words("opener")


def is_speaker_noun(word: str) -> bool:
    """Return whether a word is a noun of `speakers.txt`, in the singular, the plural or the possessive."""
    lower = plain(word)
    return any(lower in nouns(kind) for kind in ("unnamed", "speaker", "body", "text", "outlet"))


def is_person_noun(word: str) -> bool:
    """Return whether a plain word tells what a person is: "minister", "wife"."""
    return word in nouns("unnamed") or word in nouns("speaker")


def plain(word: str) -> str:
    """Return a word in small letters without marks around it and possessive ending."""
    return re.sub(r"['’]s?$", "", word.strip("\"“”‘’',.").lower())


def is_speaker(phrase: str) -> bool:
    """Return whether these words, by themselves, can be who speaks.

    >>> [is_speaker(words) for words in ("she", "two U.S. officials", "people familiar with the talks", "the deal")]
    [True, True, True, False]
    """
    words = phrase.split()
    # "Article 5"
    words = words[:-1] if len(words) > 1 and words[-1].isdigit() else words
    lower = [word.lower() for word in words]
    if len(words) == 1 and lower[0] in small_words("pronoun"):
        return True
    if not words or _is_clause(words):
        return False
    head = words[_head_index(lower)]
    begins = words[0][0].isupper() or lower[0] in small_words("determiner") or is_speaker_noun(words[0]) or is_speaker_noun(head)
    return begins and (is_name_word(head) or is_speaker_noun(head))


def is_noun_phrase(phrase: str) -> bool:
    """Return whether these words are about somebody or something, whatever it is, that a determiner or an owner introduces.

    Right beside a quotation whoever stands with the verb speaks, and needs no noun that is known to speak.

    >>> [is_noun_phrase(words) for words in ("the plumber", "a sign on the door", "Roy’s number two", "the plan he")]
    [True, True, True, False]
    """
    words = phrase.split()
    if phrase.lower() in small_words("one of several"):
        return True
    if not 1 < len(words) <= LONGEST_UNKNOWN or _is_clause(words):
        return False
    lower = [word.lower() for word in words]
    introduced = lower[0] in small_words("determiner") - {"that", "no"} or any(map(is_owner, words[:-1]))
    return introduced and re.search(r"[a-z]", lower[_head_index(lower)]) is not None


def is_owner(word: str) -> bool:
    """Return whether a word, or the last of several, is a possessive: "Roy’s", "parents’"."""
    return re.search(r"\w(?:['’]s|s['’])\Z", word) is not None and plain(word.rpartition(" ")[2]) not in _NO_NAMES


def _is_clause(words: Sequence[str]) -> bool:
    """Return whether words are too many for a phrase, hold a pronoun or a finite verb, or break off."""
    lower = [word.lower() for word in words]
    # A name may look like a verb: "Will Smith".
    is_clause = any(word in small_words("pronoun") for word in lower) or any(word in small_words("finite") for word in words)
    # "his order blocked the administration", "the question the president": there a phrase begins anew.
    joins = small_words("link") | small_words("preposition") | small_words("determiner") | {"to", "close", "half"}
    pairs = [(first, second) for first, second in pairwise(lower) if second in small_words("determiner")]
    is_clause = is_clause or any(first.endswith("ed") and first not in joins for first, _ in pairs)
    is_clause = is_clause or any(
        second in _ARTICLES and first not in joins and not first.endswith("ing") for first, second in pairs
    )
    # "While some protesters", "Would Smith"; but "May Lee" and "Will Smith".
    is_clause = is_clause or lower[0] in small_words("opener") or lower[0] in small_words("finite") - {"may", "will"}
    return is_clause or len(words) > LONGEST or lower[-1] in small_words("link") | small_words("preposition")


def _head_index(lower: Sequence[str]) -> int:
    """Return which word a phrase in small letters is about: the one before "of", "for", "familiar with"…, else the last."""
    # "One of the officials" is about the officials.
    first = 2 if len(lower) > 2 and lower[1] == "of" and lower[0] in small_words("determiner") else 0
    ends = (index for index, word in enumerate(lower) if index > first and word in small_words("head end"))
    return next(ends, len(lower)) - 1


def speaker_at_end(phrase: str) -> str:
    """Return the speaker that ends these words, or an empty string: "Biden" in "On Wednesday Biden"."""
    words = list(re.finditer(r"\S+", phrase))
    if not words:
        return ""
    if words[-1][0].lower() in small_words("pronoun"):
        return words[-1][0]
    start = len(words)
    while start and len(words) - start < LONGEST:
        word = words[start - 1][0]
        if word.lower() in small_words("determiner"):
            start -= 1
            break
        if not (is_name_word(word) or is_speaker_noun(word) or (word in small_words("link") and start < len(words))):
            break
        start -= 1
    while start < len(words) and words[start][0] in small_words("link") - small_words("particle") - {"the"}:
        start += 1
    tail = phrase[words[start].start() :] if start < len(words) else ""
    return tail if is_speaker(tail) else ""


def is_plural(phrase: str) -> bool:
    """Return whether a speaker is several, or "I", so that its verb stands in the plural form."""
    words = phrase.split()
    if not words:
        return False
    lower = [word.lower() for word in words]
    head = _head_index(lower)
    noun = lower[head].strip("’',")
    is_noun = is_speaker_noun(noun) or not words[head][0].isupper()
    is_several = is_noun and noun.endswith("s") and not noun.endswith("ss")
    return is_several or noun in small_words("several") or "and" in lower


def head_of(phrase: str) -> str:
    """Return the noun a phrase is about, plain: "source" in "one source familiar with the talks"."""
    words = phrase.split()
    return plain(words[_head_index([word.lower() for word in words])]) if words else ""
