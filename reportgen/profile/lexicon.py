"""Words that tell who speaks, read from the package's lists."""

from __future__ import annotations

import re
from functools import cache

from reportgen.wordlists import read_classes, read_words


@cache
def small_words(kind: str) -> frozenset[str]:
    """Return the words of one kind of `speaker_words.txt`: "determiner", "preposition", "honorific" and so on."""
    return frozenset(read_classes("speaker_words.txt")[kind])


@cache
def verbs(*classes: str) -> frozenset[str]:
    """Return the verbs of saying of these classes, in small letters."""
    listed = read_classes("speech_verbs.txt")
    return frozenset(verb for title in classes for verb in listed[title])


@cache
def verb_pattern(*classes: str) -> re.Pattern[str]:
    """Return what finds the verbs of these classes as whole words."""
    longest_first = sorted(verbs(*classes), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


@cache
def nouns(kind: str) -> frozenset[str]:
    """Return the nouns for speakers of one kind (a class of `speakers.txt`), with their plurals."""
    return frozenset(form for noun in read_classes("speakers.txt")[kind] for form in (noun, _plural(noun)))


def _plural(noun: str) -> str:
    if noun.endswith(("man", "woman")) and noun != "german":
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def forenames() -> dict[str, str | None]:
    """Return the pronoun a text goes on with for each forename, None where that may be either."""
    return {
        name: pronoun if pronoun in {"he", "she"} else None
        for pronoun, names in read_classes("forenames.txt").items()
        for name in names
    }


@cache
def outlets() -> frozenset[str]:
    """Return the names of news outlets, without "the"."""
    return frozenset(name.removeprefix("The ") for name in read_words("outlets.txt"))


@cache
def nations() -> dict[str, str]:
    """Return the country for each of its names and adjectives ("Ukrainian": "Ukraine")."""
    lines = (line.split(";") for line in read_words("nations.txt"))
    return {name: names[0] for names in lines for name in names}


@cache
def nation_names() -> re.Pattern[str]:
    """Return what finds the names and adjectives of countries."""
    longest_first = sorted(nations(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def nations_in(text: str) -> list[str]:
    """Return the countries that a text names, by name or adjective, in its order.

    >>> nations_in("the U.S. and Ukrainian presidents")
    ['United States', 'Ukraine']
    """
    return [nations()[match[0]] for match in nation_names().finditer(text)]
