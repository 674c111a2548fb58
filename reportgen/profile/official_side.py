"""Who speaks for the official side: its publisher, the offices and bodies of its kind, the people it quotes and names."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from reportgen.profile.lexicon import nations_in, nouns, small_words
from reportgen.profile.phrases import is_name_word, plain
from reportgen.profile.speakers import Kind, Speaker, describe
from reportgen.wordlists import read_classes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportgen.model import Document

_FORMS = r"Inc|Corp|Ltd|LLC|PLC|plc|AG|SE|GmbH|N\.V|S\.A"
_NAME = r"[A-Z][\w&.’'-]*(?:\s(?:of\s|for\s|and\s)?[A-Z][\w&.’'-]*){0,5}?"
_COMPANY_MARKS = re.compile(rf"\b(?:{_FORMS}|Corporation|Company|Holdings|Pharmaceuticals|Group|NYSE|NASDAQ|Nasdaq|LSE)\b")
_ANNOUNCING = (
    # "NRx Pharmaceuticals, a clinical-stage company, today announced"; then "Acme Inc."; then what begins the text.
    re.compile(
        rf"(?<!\w)(?:The\s)?({_NAME})(?:,?\s(?:{_FORMS})\.?)?(?:,?\s\([^()]{{1,60}}\))?(?:,\s[^.]{{3,120}},)?"
        r"\s(?:today\s|has\s)?(?:today\s)?(?:(?:announc|report|launch|publish)(?:ed|es)|signed\s(?:an?|the|into))\b"
    ),
    re.compile(rf"(?<!\w)({_NAME}),?\s(?:{_FORMS})\b"),
    re.compile(rf"\A(?:The\s)?({_NAME})\s(?:has|is|are|will|said|today)\b"),
)
BEGINNING = 10
"""Statements in which an official text tells who issues it."""
_EXECUTIVE = re.compile(r"\b(?:CEO|[Cc]hief [Ee]xecutive)\b")
_HEADED = re.compile(
    rf"\b([A-Z][\w&-]*(?:\s[A-Z][\w&-]*){{0,2}}?)(?:,?\s(?:{_FORMS})\.?)?(?:['’]s)?,?\s(?:CEO|[Cc]hief [Ee]xecutive|spokes\w+)"
)
_OWNER = re.compile(r"\b([A-Z][\w-]+)['’]s\b")


@dataclass(frozen=True, slots=True)
class Issuer:
    """A kind of issuer: how its publishers are called, and how the press names who speaks for it."""

    nation: str | None
    publishers: tuple[str, ...]
    bodies: tuple[str, ...]
    roles: tuple[str, ...]
    heads: tuple[str, ...]


@cache
def issuers() -> tuple[Issuer, ...]:
    """Return the kinds of issuers of `issuers.txt`, in its order; the last is for those no other fits."""
    found = []
    for title, lines in read_classes("issuers.txt").items():
        parts: dict[str, list[str]] = {"is": [], "body": [], "role": [], "head": []}
        for line in lines:
            kind, _, words = line.partition(" ")
            parts[kind].append(words)
        nation = title.partition(":")[0]
        found.append(Issuer(None if nation == "-" else nation, *(tuple(parts[kind]) for kind in ("is", "body", "role", "head"))))
    return tuple(found)


@dataclass(frozen=True)
class OfficialSide:
    """What is known of the official side from its text."""

    names: tuple[str, ...]
    """Of the publisher; where none is known, of the body that the text begins with."""
    nation: str | None
    issuer: Issuer | None
    title: frozenset[str]
    """The words of the official text's title, in small letters."""
    surnames: frozenset[str] = field(default=frozenset())
    """Of the people who speak in the official text, and of the heads it names."""
    is_company: bool = False

    @classmethod
    def of(cls, document: Document) -> OfficialSide:
        """Return the official side of an official text whose voices are assigned."""
        publisher = document.publisher or ""
        names = (publisher,) if publisher else tuple(_first_named(document))
        # An address tells more than a name: there is a Department of Health in more than one country.
        issuer = _issuer(document.url or "") or _issuer(" ".join(names))
        nation = issuer.nation if issuer and issuer.nation else next(iter(nations_in(" ".join(names))), None)
        title = frozenset(re.findall(r"\w+", (document.title or "").lower()))
        is_company = issuer is None and any(_COMPANY_MARKS.search(text) for text in (*names, *_beginning(document)))
        surnames = frozenset({*_speaking(document, names), *_heads(document, issuer, nation)})
        return cls(names, nation, issuer, title, surnames, is_company)

    def joined_by(self, speakers: Iterable[Speaker]) -> OfficialSide:
        """Return the side with these people of a report in it; where no publisher was known, with the bodies they head."""
        joined = list(speakers)
        owners = {match[1] for speaker in joined if speaker.kind is Kind.TEXT for match in _OWNER.finditer(speaker.name)}
        surnames = {speaker.surname for speaker in joined if speaker.surname} | owners
        headed = [match[1] for speaker in joined for match in _HEADED.finditer(speaker.description)] if not self.names else []
        is_company = self.issuer is None and any(_EXECUTIVE.search(speaker.description) for speaker in joined)
        return replace(
            self,
            names=self.names + tuple(dict.fromkeys(headed)),
            surnames=self.surnames | surnames,
            is_company=self.is_company or is_company,
        )

    def speaks_through(self, speaker: Speaker) -> bool:
        """Return whether a speaker of a report belongs to the official side."""
        if speaker.kind is Kind.OUTLET:
            return False
        if speaker.surname in self.surnames or (speaker.kind is Kind.TEXT and self._is_own_text(speaker.name)):
            return True
        # "the ambassador to Ukraine" is of the country that sent him.
        description = re.sub(r"\bto\s+[^,;]*", "", speaker.description)
        if self._is_named(description):
            return True
        # Nor does the place of a meeting tell whose adviser spoke there ("at the summit in Italy, U.S. National Security
        # Adviser Jake Sullivan").
        whose = re.sub(r"\bin\s+[^,;]*", "", description)
        is_foreign = any(nation != self.nation for nation in nations_in(whose))
        return not is_foreign and self._has_office(description, speaker)

    def _is_own_text(self, name: str) -> bool:
        words = [plain(word) for word in name.split()]
        is_own = len(words) <= 2 and words[-1] in nouns("official text") | self.title
        return is_own or any(re.search(rf"\b{re.escape(surname)}['’]s\b", name) for surname in self.surnames)

    def _is_named(self, description: str) -> bool:
        """Return whether the publisher's own name, or all its telling words, stand in the description."""
        words = {plain(word) for word in description.split()}
        for name in self.names:
            telling = {plain(word) for word in re.sub(r"\([^)]*\)", "", name).split()} - nouns("publisher")
            if name.lower().removeprefix("the ") in description.lower() or (telling and telling <= words):
                return True
        return False

    def _has_office(self, description: str, speaker: Speaker) -> bool:
        """Return whether the description holds a body or an office of the issuer's kind."""
        low = description.lower()
        if self.is_company and speaker.kind is Kind.BODY and plain(speaker.name.split()[-1]) in nouns("company"):
            return True
        if self.issuer is None:
            return False
        if any(_has_words(description if body[0].isupper() else low, body) for body in self.issuer.bodies):
            return True
        if any(_has_words(low, role) for role in self.issuer.roles):
            return True
        if speaker.kind is not Kind.PERSON:
            return any(_has_words(low, head) for head in self.issuer.heads)
        # A president's name must be known, or his country told: "U.S. President Joe Biden".
        before = (
            match[1] for head in self.issuer.heads for match in re.finditer(rf"((?:\S+\s)?\S+)\s(?i:{head})\b", description)
        )
        return any(self.nation in nations_in(words) and not re.search(r"\b(?:former|ex)\b", words.lower()) for words in before)


def _issuer(publisher: str) -> Issuer | None:
    """Return the first kind of issuer one of whose words the publisher's name or address holds."""
    return next(
        (issuer for issuer in issuers() if any(_has_words(publisher.lower(), words.lower()) for words in issuer.publishers)), None
    )


def _beginning(document: Document) -> list[str]:
    return [document.title or "", *(statement.text[:600] for statement in document.statements[:BEGINNING])]


def _first_named(document: Document) -> Iterable[str]:
    """Yield the body that an official text of no known publisher says it comes from."""
    for pattern in _ANNOUNCING:
        for text in _beginning(document):
            match = pattern.search(text)
            if (
                match
                and not nations_in(match[1])
                and is_name_word(match[1].split()[0])
                and plain(match[1]) not in small_words("pronoun")
            ):
                yield match[1]
                return


def _is_name(words: str) -> bool:
    return is_name_word(words.split(maxsplit=1)[0]) and plain(words) not in small_words("pronoun")


def _speaking(document: Document, names: Iterable[str]) -> Iterable[str]:
    """Yield the surnames of the people quoted in the official text, of its author, and of whose office published it."""
    office = re.search(r"\(([^()]+)\)", document.publisher or "")
    speakers = (statement.voice.speaker for statement in document.statements)
    # "President Donald J. Trump" announces, but "NRx Pharmaceuticals" has no title.
    officials = [name for name in names if describe(name).name != name]
    for name in [*speakers, *officials, document.author, office and office[1]]:
        speaker = describe(name or "")
        if speaker.kind is Kind.PERSON and speaker.surname and not nations_in(speaker.surname):
            yield speaker.surname


def _heads(document: Document, issuer: Issuer | None, nation: str | None) -> Iterable[str]:
    """Yield, for each office of the issuer's kind, whom the official text names in it most often.

    Holders of another nation's office are left out: "Ukrainian President Zelenskyy", and with him "President Zelenskyy".
    """
    text = "\n".join(statement.text for statement in document.statements)
    title = re.sub(r"\s\w+(?:ing|ed|es)\b", " ", document.title or "")
    for office in (issuer.heads + issuer.roles) if issuer else ():
        pattern = re.compile(rf"((?:\S+[ ]){{0,2}})\b(?i:{re.escape(office)})[ ]((?:[A-Z][\w.’'-]*[ ]){{0,2}}[A-Z][\w’'-]+)")
        named = [(match[1], re.sub(r"['’]s\Z", "", match[2].split()[-1])) for match in pattern.finditer(f"{text}\n{title}")]
        foreign = {surname for before, surname in named if any(found != nation for found in nations_in(before))}
        # A word the text also writes small is none: "President Biden Extending the Pause".
        names = Counter(surname for _, surname in named if surname not in foreign and not _has_words(text, surname.lower()))
        yield from (surname for surname, _ in names.most_common(1))


def _has_words(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}s?(?!\w)", text) is not None
