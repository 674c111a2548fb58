"""Speakers: what the words of a cue say about who speaks, and who "he" and "Sullivan" are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from reportgen.profile.lexicon import forenames, nation_names, nouns, outlets, small_words
from reportgen.profile.phrases import has_capital, head_of, is_date, is_owner, is_plural, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_SEARCH = 500_000
"""Characters of a document in which full names are looked for."""
MOST_NAMES = 300
"""Different surnames looked for in one document."""
MOST_HITS = 20
"""Places looked at for each."""
_INITIAL_PARTICLES = frozenset({"al", "de", "van", "von"})
"""A surname may begin with one: "von der Leyen"."""
MOST_TITLES = 5
"""Introductions of one person that are read."""
WORDS_BEFORE = 8
"""Words before a name that may be titles."""
NEAR = 120
"""Characters before a name in which they are looked for."""
LONGEST_NAME = 5
"""Words a name may have."""
_COUPLE = re.compile(r"(?:[Bb]oth\s)?([A-Z][\w.’' -]*?)\s(?:and|&)\s([A-Z][\w.’' -]*)")
_PLACED = re.compile(r"(.{3,60}?)\s(?:of|from|at|for|with)\s")
_FULL_NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]+(?:\s[A-Z](?:[\w’'-]+|\.)?){1,4}")
_BEFORE_OTHERS = frozenset({"the", "of", "for", "to", "in", "at", "by", "on", "from", "with", "about", "against", "via", "near"})
_LAST_PREPOSITION = re.compile(
    r".*\b(?:[Tt]o|[Oo]f|[Ff]or|[Ii]n|[Aa]t|[Bb]y|[Oo]n|[Ff]rom|[Ww]ith|[Aa]bout|[Aa]gainst|[Nn]ear)\s", re.DOTALL
)
_PLACES = re.compile(r"\b(?:[Ff]rom|[Ii]n|[Aa]t|[Oo]n|[Nn]ear)\s\Z")
MOST_PEOPLE = 12
"""People a pronoun may still mean, the last first."""
_APPOSITION = re.compile(r"(,[ ][^.;\"“”\n]{3,80}?),")


class Kind(StrEnum):
    """What a speaker is, by the words alone."""

    PERSON = "person"
    BODY = "body"
    TEXT = "text"
    OUTLET = "outlet"
    UNNAMED = "unnamed"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody a text says something of."""

    kind: Kind
    name: str
    """As a brief shows it: the full name where the text has it somewhere, else the words of the cue."""
    surname: str | None
    """The last word of a person's name."""
    description: str
    """All the text says of them beside the cue and beside the full name: titles, offices, bodies."""


def describe(mention: str, role: str = "") -> Speaker:
    """Return the speaker that a cue's words name, as far as these words tell.

    >>> describe("U.S. National Security Adviser Jake Sullivan").name
    'Jake Sullivan'
    >>> describe("two sources").kind
    <Kind.UNNAMED: 'unnamed'>
    """
    bare = re.sub(r"^(?:the|The|a|A|an|An)\s+", "", mention).strip(" ,")
    description = f"{mention}, {role}" if role else mention
    if mention.lower() in small_words("pronoun"):
        return Speaker(Kind.PRONOUN, mention, None, description)
    if bare in outlets():
        return Speaker(Kind.OUTLET, bare, None, description)
    if bare.lower() in small_words("one of several"):
        return Speaker(Kind.UNNAMED, bare, None, description)
    several = _COUPLE.fullmatch(bare)
    if several and personal_name(several[1]):
        return Speaker(Kind.BODY, bare, None, description)
    name = personal_name(bare) or _placed_name(bare)
    # No article stands before a person's bare name: "the Fed".
    if name and (name != bare or bare == mention):
        return Speaker(Kind.PERSON, name, name.split()[-1], description)
    return Speaker(_kind(bare), bare, None, description)


def _placed_name(phrase: str) -> str:
    """Return the name in "Ann Smith of Greenpeace", told by its forename, or an empty string."""
    placed = _PLACED.match(phrase)
    name = personal_name(placed[1]) if placed else ""
    return name if " " in name and name.split()[0] in forenames() else ""


def _kind(bare: str) -> Kind:
    head = head_of(bare)
    if head in nouns("outlet"):
        return Kind.OUTLET
    if head in nouns("text"):
        return Kind.TEXT
    has_name = any(word[:1].isupper() for word in bare.split()[1:])
    if (
        has_name
        and bare.split(maxsplit=1)[0][:1].isupper()
        and not is_plural(bare)
        and head_of(bare) == plain(bare.rsplit(maxsplit=1)[-1])
        and bare.rsplit(maxsplit=1)[-1][:1].isupper()
    ):
        # "North Carolina National Guard"
        return Kind.BODY
    if head in nouns("unnamed") or (head in nouns("speaker") and not has_name):
        return Kind.UNNAMED
    # Whoever stands beside a quotation speaks, though no list knows what they are: "the beekeeper".
    is_unknown = bare.islower() and not is_plural(bare) and head not in nouns("body")
    return Kind.UNNAMED if is_unknown else Kind.BODY


def personal_name(phrase: str) -> str:
    """Return the name of a person that ends a phrase, without titles and bodies, or an empty string.

    >>> personal_name("Afghan Ambassador to the United States Hamdullah Mohib"), personal_name("Biden administration officials")
    ('Hamdullah Mohib', '')
    """
    words = nation_names().sub("|", phrase).split()
    run: list[str] = []
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        ends_something = bool(run) and (word[-1] in ',;:!?)]”"' or (word.endswith(".") and len(word) > 3))
        # "Judge" and "Baker" are surnames too, behind a forename.
        is_surname = not run and index > 0 and words[index - 1] in forenames() and has_capital(word) and not is_owner(word)
        if ends_something or len(run) == LONGEST_NAME or not (is_surname or _is_of_name(word, has_run=bool(run))):
            break
        run.insert(0, word.strip(',"“”'))
    while run and run[0] in small_words("particle") - _INITIAL_PARTICLES:
        run.pop(0)
    before = words[len(words) - len(run) - 1] if len(words) > len(run) else ""
    if not run or (len(run) == 1 and run[0].isupper() and len(run[0]) > 1):
        return ""
    if before.endswith(("’s", "'s")) and run[0] not in forenames():
        # "Germany's Siemens", but "Germany's Angela Merkel".
        return ""
    if plain(before) in _BEFORE_OTHERS:
        return ""
    return " ".join(run)


def _is_of_name(word: str, *, has_run: bool) -> bool:
    if word in small_words("particle"):
        return has_run
    lower = plain(word)
    is_title = lower in small_words("honorific") or any(lower in nouns(kind) for kind in ("speaker", "unnamed", "body", "text"))
    is_opener = lower in small_words("opener") | small_words("preposition") | _BEFORE_OTHERS or is_date(word)
    return has_capital(word) and not is_title and not is_opener and not word.endswith(("’s", "'s")) and word != "|"


def pronoun_of(speaker: Speaker) -> str | None:
    """Return by which pronoun a text goes on with a person, "he" or "she"; None where its words do not tell.

    >>> [pronoun_of(describe(words)) for words in ("Ms. Lee", "Jim Roe", "a spokeswoman", "Roe")]
    ['she', 'he', 'she', None]
    """
    if speaker.kind is Kind.PERSON and (known := forenames().get(speaker.name.split()[0])):
        return known
    words = {plain(word) for word in speaker.description.partition(",")[0].split()}
    told = [pronoun for pronoun in ("he", "she") if words & small_words(pronoun)]
    return told[0] if len(told) == 1 else None


class Cast:
    """Who speaks in one document: remembers names, finds who a surname or a pronoun stands for."""

    def __init__(self, texts: Sequence[str]) -> None:
        # A line end between statements: no name runs from one into the next.
        self._text = "\n".join(texts)[:LONGEST_SEARCH]
        self._introductions: dict[str, tuple[str, str]] = {}
        self._known: dict[str, bool] = {}
        self._last: dict[str, Speaker] = {}
        self._people: list[Speaker] = []
        """Who spoke or was a sentence's subject, the last first."""
        self._named: list[Speaker] = []
        """Who else was named."""

    def identify(self, mention: str, role: str = "", *, is_beside: bool = False) -> Speaker | None:
        """Return who is meant, and remember it; for a pronoun that stands for nobody known the pronoun, or None.

        "He" and "she" are somebody anyway; "they" and "it" are only where a quotation stands beside (`is_beside`), and so is "I".
        """
        speaker = describe(mention, role)
        if speaker.kind is Kind.PRONOUN:
            pronoun = mention.lower()
            is_somebody = pronoun in {"he", "she"} or (is_beside and pronoun in {"they", "it", "i", "we"})
            return self._antecedent(pronoun) or (speaker if is_somebody else None)
        if speaker.kind is Kind.PERSON:
            speaker = self._introduced(speaker)
        self._remember(speaker)
        return speaker

    def notice(self, mention: str, *, is_sure: bool = False) -> Speaker | None:
        """Remember whom a sentence is about, so that "she said" in the next can be understood; return a person.

        With `is_sure`, only who spoke before or whose forename is known: "Operation Twist" looks like a person too.
        """
        if is_owner(mention):
            return None
        speaker = describe(mention)
        if speaker.kind is Kind.PRONOUN:
            person = self._antecedent(mention.lower())
            return person if person is not None and person.kind is Kind.PERSON else None
        if speaker.kind is Kind.PERSON:
            speaker = self._introduced(speaker)
        is_relative = mention.lower().startswith(("his ", "her ", "their ")) and pronoun_of(speaker) is not None
        if speaker.kind is Kind.UNNAMED and is_relative and not is_plural(mention):
            # "His wife agreed."
            self._remember(speaker)
            return None
        is_known = speaker.name.split()[0] in forenames() or any(person.name == speaker.name for person in self._people)
        if is_sure and not is_known:
            return None
        if speaker.kind is Kind.PERSON or (speaker.kind is Kind.BODY and self._is_known(speaker.name)):
            self._remember(speaker)
        return speaker if speaker.kind is Kind.PERSON else None

    def hear_of(self, text: str) -> None:
        """Remember the people a text names, whom "she" may mean where nobody else can be meant."""
        for match in _FULL_NAME.finditer(text):
            name = personal_name(match[0])
            if " " in name and name.split()[0] in forenames():
                self._named.insert(0, self._introduced(describe(name)))
                del self._named[MOST_PEOPLE:]

    def _is_known(self, name: str) -> bool:
        """Return whether a body's name is one: more than a word that begins a sentence."""
        if " " not in name and name not in self._known and len(self._known) < MOST_NAMES:
            self._known[name] = re.search(rf"[a-z,] {re.escape(name)}\b", self._text) is not None
        return " " in name or self._known.get(name, False)

    def _antecedent(self, pronoun: str) -> Speaker | None:
        if pronoun in {"he", "she"}:
            people = [person for person in self._people if pronoun_of(person) in {pronoun, None}]
            # Of who was only named, those first whose name tells.
            named = sorted(self._named, key=lambda person: pronoun_of(person) is None)
            people += [person for person in named if pronoun_of(person) in {pronoun, None}]
            return people[0] if people else None
        if pronoun == "it":
            return self._last.get("body")
        return self._last.get("several") if pronoun == "they" else None

    def _remember(self, speaker: Speaker) -> None:
        if speaker.kind in {Kind.PERSON, Kind.UNNAMED}:
            self._people.insert(0, speaker)
            del self._people[MOST_PEOPLE:]
        else:
            self._last["body"] = speaker
        if speaker.kind is Kind.BODY or (speaker.kind is not Kind.PERSON and is_plural(speaker.name)):
            self._last["several"] = speaker

    def _introduced(self, speaker: Speaker) -> Speaker:
        """Return a person with the full name and the titles the document gives anywhere.

        A single name that no title and no first name ever stands before is no person's: "Walmart says".
        """
        surname = str(speaker.surname)
        if surname not in self._introductions and len(self._introductions) < MOST_NAMES:
            self._introductions[surname] = self._search(surname)
        full, titles = self._introductions.get(surname, ("", ""))
        description = f"{speaker.description}; {titles}" if titles else speaker.description
        if len(speaker.name.split()) > 1:
            return replace(speaker, description=description)
        if full:
            return replace(speaker, name=full, description=description)
        has_title = speaker.description.split(",")[0] != speaker.name
        kind = Kind.PERSON if titles or has_title else Kind.BODY
        return replace(speaker, kind=kind, description=description)

    def _search(self, surname: str) -> tuple[str, str]:
        """Return the full name that ends in `surname` and what stands around it, over its first places in the document."""
        full = ""
        titles: list[str] = []
        for match in islice(re.finditer(rf"(?<!\w){re.escape(surname)}\b", self._text), MOST_HITS):
            before = self._text[max(0, match.start() - NEAR) : match.start()].rpartition("\n")[2]
            # Behind a preposition a name is one too, though it is not what a phrase that holds it is about.
            alone = _LAST_PREPOSITION.sub("", before)
            name = personal_name(f"{alone}{surname}") if before.endswith(" ") else ""
            # "From Ocean Florida Abby"
            is_placed = _PLACES.search(before[: len(before) - len(alone)]) is not None and name == f"{alone}{surname}"
            name = "" if is_placed and name.split()[0] not in forenames() else name
            has_title = plain((before.split() or [""])[-1]) in small_words("honorific") | nouns("speaker")
            if len(name.split()) > 1 or has_title:
                apposition = _APPOSITION.match(self._text, match.end())
                titles.append(" ".join([*before.split()[-WORDS_BEFORE:], apposition[1] if apposition else ""]).strip())
            if not full and len(name.split()) > 1:
                full = name
        return full, "; ".join(titles[:MOST_TITLES])
