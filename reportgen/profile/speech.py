"""Speech in a document: its quotations and reported words, and to whom each belongs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from reportgen.model import StatementKind
from reportgen.profile.cues import QUOTE_MARKS, Cue, find_cues
from reportgen.profile.lexicon import nouns, small_words, verbs
from reportgen.profile.paragraphs import Paragraph, split_paragraphs
from reportgen.profile.phrases import is_speaker, plain
from reportgen.profile.quotations import Quotation, find_quotations
from reportgen.profile.speakers import Cast, Speaker, describe
from reportgen.profile.subjects import name_behind, sentence_subject
from reportgen.profile.transcripts import find_labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportgen.model import Document
    from reportgen.profile.transcripts import Label

FEW_WORDS = 4
"""Shorter quoted passages are terms and titles: alone they do not make a sentence somebody else's."""
SPACES_SAID = 2
"""Spaces in what stands before a colon and a name, and is not a title."""
MOSTLY = 0.5
"""From this share of quoted characters on a sentence is its quotation's speaker's, however few its words."""
LONGER_WORD = 4
"""Letters of words that have a capital in a title."""
CLOSE = 100
"""Characters before a quotation in which words tell that it is a title, or was asked."""
NEAR = 400
"""Characters between a quotation and what announces it."""

_BESIDE = re.compile(r"[\"“”„«»‘’',.?!—–\s-]*(?:(?:and|but|as|so)\s+)?")
"""Between a quotation and the cue behind it."""
_LEADS_IN = re.compile(r"(?:,?\s+(?!that\b)[\w.’']+){0,8}\s*[,:;]?\s*[\"“„«»‘']")
"""Between a cue and the quotation it announces: "told reporters on Monday: "."""
_GIVES_THE_WORD = re.compile(r"(?<!including)(?<!following)(?<!such as)(?<!like):[\s\"“„«»‘']*\Z")
_SIGNED = re.compile(r"[\"”»’'.\s]{1,4}(?:[-–—]{1,2}\s*|(?<![.\s])\s?:\s)([A-Z][^\"“”.,;:()]{1,80})(?:,[^\"“”.;:()]{2,80})?")
"""What signs a quotation that stands by itself: '"…" – Smith, a lawyer', and a headline's '"…": Smith'."""
_NAMED = re.compile(
    r"\b(?:called|titled|entitled|named|nicknamed|headlined|known as|the (?:title|name|headline|slogan)),?\s*[\"“„«‘']\Z"
)
"""Behind it stands a title, which nobody says."""
_ASKED = re.compile(
    r"\b(?:was|were|is|are|been|being|when|and)\s(?:\w+ly\s)?(?:asked|told|questioned|shown|sent|given)\b[^.;:\"“”]{0,60}[,:]?\s*[\"“„«‘']\Z"
    r"|(?:\A|(?<=[.!?]\s))Asked\b[^.;:\"“”]{0,60}[\"“„«‘']\Z"
)
"""Behind it stands what somebody was asked or told, not what they say."""
_PER = re.compile(r"(?:per|according to)\b")
_SMALL_WORD = re.compile(r"([\w’']+)\s+[\"“„«‘']\Z")
_OWNED = re.compile(r"(.+?)(?:['’]s|(?<=s)['’])(?:\s[\w-]+){0,3}")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|us|I['’]\w+|[Ww]e['’]\w+)\b")
_THIRD_PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|him)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """Who says a passage."""

    mention: str
    """In the words of the cue."""
    speaker: Speaker
    cue: int
    """Where these begin in the document."""
    is_direct: bool = False
    """Whether the passage stands right beside the cue, as what is said and not as a part of the author's phrase."""


@dataclass(frozen=True)
class Speech:
    """A paragraph with its quotations and who speaks in it."""

    paragraph: Paragraph
    quotations: tuple[Quotation, ...]
    said: tuple[Said | None, ...]
    """Beside each quotation, who is quoted; None where that cannot be told."""
    speakers: tuple[Speaker | None, ...]
    """Beside each statement, who says it; None for the author."""

    @cached_property
    def quoted_spans(self) -> tuple[tuple[tuple[int, tuple[int, int]], ...], ...]:
        """For each quotation the statements it touches, by number, with its spans in the document."""
        return tuple(tuple(self.paragraph.document_spans(quotation.start, quotation.end)) for quotation in self.quotations)

    @cached_property
    def quoted_in(self) -> dict[int, tuple[tuple[int, int], ...]]:
        """The spans of quoted words in each statement, by its number; statements without any are left out."""
        found: dict[int, list[tuple[int, int]]] = {}
        for spans in self.quoted_spans:
            for index, span in spans:
                found.setdefault(index, []).append(span)
        return {index: tuple(spans) for index, spans in found.items()}


def read_speech(document: Document) -> list[Speech]:
    """Return the paragraphs of a document with their quotations and speakers, in order."""
    paragraphs = split_paragraphs(document)
    texts = [paragraph.text for paragraph in paragraphs]
    quotations = find_quotations(texts)
    reader = _Reader(Cast([statement.text for statement in document.statements]))
    speeches = [reader.read(paragraph, found) for paragraph, found in zip(paragraphs, quotations, strict=True)]
    return _labelled(speeches, find_labels(texts))


def _labelled(speeches: list[Speech], labels: Sequence[Label | None]) -> list[Speech]:
    """Return the paragraphs of a transcript with who they are labelled with; those between go on with the one before."""
    last = max((index for index, label in enumerate(labels) if label), default=-1)
    speaker: Speaker | None = None
    found = []
    for index, (speech, label) in enumerate(zip(speeches, labels, strict=True)):
        if label is not None:
            speaker = describe(label.name) if label.name else None
        if speech.paragraph.statements[0].kind is StatementKind.HEADING:
            speaker = None
        is_said = speaker is not None and index <= last
        found.append(replace(speech, speakers=(speaker,) * len(speech.speakers)) if is_said else speech)
    return found


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A cue with who it names."""

    cue: Cue
    said: Said


class _Cues:
    """The cues of a paragraph, in order, to be asked what stands where."""

    def __init__(self, spoken: Sequence[_Spoken]) -> None:
        self.all = spoken
        self.strong = [item for item in spoken if not item.cue.is_weak]
        self._starts = [item.cue.start for item in spoken]
        self._strong_starts = [item.cue.start for item in self.strong]

    def first_from(self, begin: int, end: int) -> _Spoken | None:
        """Return the first cue that starts between `begin` and `end`."""
        index = bisect_left(self._starts, begin)
        return self.all[index] if index < len(self.all) and self._starts[index] < end else None

    def last_before(self, end: int, *, begin: int = 0, is_strong: bool = False) -> _Spoken | None:
        """Return the last cue, or the last strong one, that starts between `begin` and `end`."""
        items, starts = (self.strong, self._strong_starts) if is_strong else (self.all, self._starts)
        index = bisect_left(starts, end) - 1
        return items[index] if index >= 0 and starts[index] >= begin else None

    def first_strong(self, begin: int, end: int) -> _Spoken | None:
        """Return the first strong cue that starts between `begin` and `end`."""
        index = bisect_left(self._strong_starts, begin)
        return self.strong[index] if index < len(self.strong) and self._strong_starts[index] < end else None


class _Reader:
    """Reads paragraphs in order, and remembers who may go on speaking in the next."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.announced: Said | None = None
        """Who was given the word at the end of the paragraph before, by a colon or by a quotation left open."""
        self.letter: Said | None = None
        """Whose words follow without marks, announced by a colon."""
        self.before: Said | None = None
        """Who spoke in the paragraph before."""

    def read(self, paragraph: Paragraph, quotations: list[Quotation]) -> Speech:
        """Return who speaks in the next paragraph."""
        if paragraph.statements[0].kind in {StatementKind.HEADING, StatementKind.HEADLINE}:
            self.announced = self.letter = self.before = None
        spoken, subjects = self._listen(paragraph, quotations)
        cues = _Cues(spoken)
        said: list[Said | None] = []
        for quotation in quotations:
            goes_on = self._beside(paragraph, quotation, cues) or self._goes_on(paragraph, quotation, cues, said)
            said.append(goes_on or self._told_of(paragraph, quotation, subjects))
        speakers = tuple(_speakers(paragraph, quotations, said, cues))
        if self.letter and not quotations and not spoken and _FIRST_PERSON.search(paragraph.text):
            # A letter or statement set off from the text needs no marks: "She wrote to her staff:", then "We all go home."
            speakers = (self.letter.speaker,) * len(speakers)
        self._remember(paragraph, quotations, said, cues)
        return Speech(paragraph, tuple(quotations), tuple(said), speakers)

    def _listen(self, paragraph: Paragraph, quotations: list[Quotation]) -> tuple[list[_Spoken], dict[int, Said]]:
        """Return the cues with who is meant by each, and the people that sentences without one are about, by statement.

        They tell whom "she" may mean later.
        """
        spoken: list[_Spoken] = []
        subjects: dict[int, Said] = {}
        starts, ends = [quotation.start for quotation in quotations], [quotation.end for quotation in quotations]
        cues = find_cues(paragraph.text, paragraph.starts, list(zip(starts, ends, strict=True)))
        by_statement: dict[int, list[Cue]] = {}
        for cue in cues:
            by_statement.setdefault(paragraph.statement_at(cue.start), []).append(cue)
        for index in range(len(paragraph.statements)):
            begin, end = paragraph.span_of(index)
            own = quotations[bisect_right(ends, begin) : bisect_left(starts, end)]
            self.cast.hear_of(_without(paragraph.text, begin, end, own))
            # What a quotation speaks of is not what the report speaks of.
            is_quoted = any(quotation.start <= begin + 1 for quotation in own)
            subject = None if is_quoted else sentence_subject(paragraph.text, begin, end)
            subject = name_behind(paragraph.text, subject) if subject else None
            own_cues = by_statement.get(index, [])
            if subject and (not own_cues or subject[1] <= own_cues[0].speaker[0]):
                person = self.cast.notice(paragraph.text[slice(*subject)], is_sure=bool(own_cues))
                if person is not None and not own and not own_cues:
                    subjects[index] = Said(person.name, person, next(paragraph.document_spans(*subject))[1][0])
            for cue in own_cues:
                before, behind = bisect_right(ends, cue.start), bisect_left(starts, cue.end)
                is_beside = _is_beside(
                    paragraph.text, cue, [*quotations[max(0, before - 1) : before], *quotations[behind : behind + 1]]
                )
                said = self._said(paragraph, cue.speaker, cue.role, cue.title, is_beside=is_beside)
                if said is not None:
                    spoken.append(_Spoken(cue, said))
        return spoken, subjects

    def _told_of(self, paragraph: Paragraph, quotation: Quotation, subjects: dict[int, Said]) -> Said | None:
        """Return whom the sentence before is about, of a quotation by itself: 'Smith was angry. "We lost it all."'."""
        index = paragraph.statement_at(quotation.start)
        text = paragraph.text[quotation.start : quotation.end]
        is_sentence = _is_bare(paragraph.text, paragraph.span_of(index)[0], quotation.start) and _is_long(
            paragraph.text, quotation
        )
        # What is said about him, he does not say.
        is_about = _THIRD_PERSON.search(text) and not _FIRST_PERSON.search(text)
        return subjects.get(index - 1) if is_sentence and not is_about else None

    def _beside(self, paragraph: Paragraph, quotation: Quotation, cues: _Cues) -> Said | None:
        """Return the speaker whose cue stands in a sentence that the quotation touches."""
        text = paragraph.text
        begin, end = _sentences(paragraph, quotation)
        behind = cues.first_from(quotation.end, end)
        if behind and _BESIDE.fullmatch(text, quotation.end, behind.cue.start):
            return _direct(behind.said)
        before = cues.last_before(quotation.start, begin=begin)
        if before and _leads_in(text, before.cue.end, quotation.start):
            is_judged = text[before.cue.start : before.cue.end].rpartition(" ")[2] in verbs("judged")
            return before.said if is_judged or _is_fragment(text, quotation) else _direct(before.said)
        if _ASKED.search(text, max(begin, quotation.start - CLOSE), quotation.start):
            return None
        is_given = _GIVES_THE_WORD.search(text, max(begin, quotation.start - NEAR), quotation.start)
        if is_given and not cues.last_before(quotation.start, begin=begin, is_strong=True):
            # 'Smith defended his record: "We …"': the colon gives the sentence's subject the word.
            given = self._subject(paragraph, begin, quotation.start)
            if given is not None:
                return _direct(given)
        signed = _SIGNED.fullmatch(text, quotation.end) if behind is None else None
        # "Wild Rose": Film review
        is_titled = signed is not None and ":" in signed[0][:3] and text.count(" ", quotation.start, quotation.end) < SPACES_SAID
        if signed and not is_titled and is_speaker(signed[1]) and (signer := self._said(paragraph, signed.span(1))):
            # '"It is a long game." - Matthew Ingram'
            return _direct(signer)
        if _NAMED.search(text, max(begin, quotation.start - CLOSE), quotation.start):
            return None
        nearest = before or behind
        return nearest.said if nearest else None

    def _goes_on(self, paragraph: Paragraph, quotation: Quotation, cues: _Cues, said: list[Said | None]) -> Said | None:
        """Return who goes on in a quotation without a cue: who spoke before in the paragraph, else in the one before."""
        begin = paragraph.span_of(paragraph.statement_at(quotation.start))[0]
        is_sentence = _is_bare(paragraph.text, begin, quotation.start) and (
            _is_long(paragraph.text, quotation) or _is_bare(paragraph.text, quotation.end, _sentences(paragraph, quotation)[1])
        )
        is_named = _NAMED.search(paragraph.text, max(begin, quotation.start - CLOSE), quotation.start)
        if is_named or (not is_sentence and _has_capitals(paragraph.text[quotation.start : quotation.end])):
            return None
        earlier = cues.last_before(quotation.start, is_strong=True)
        if earlier is not None:
            if said and said[-1] and said[-1].is_direct and _PER.match(paragraph.text, earlier.cue.start):
                # Who is quoted goes on, not who tells of it: '"Yes," one user wrote, per Smith. "And no."'
                return _indirect(said[-1])
            return _indirect(earlier.said) if is_sentence or _is_long(paragraph.text, quotation) else None
        if not is_sentence:
            return None
        if said:
            return _indirect(said[-1])
        if not _is_bare(paragraph.text, 0, quotation.start) or _is_title(paragraph.text, quotation):
            return None
        return self.announced or _indirect(self.before)

    def _subject(self, paragraph: Paragraph, begin: int, end: int) -> Said | None:
        subject = sentence_subject(paragraph.text, begin, end)
        owned = _OWNED.fullmatch(paragraph.text, *subject) if subject else None
        if subject and owned and (subject[1] == owned.end(1) + 2 or plain(owned[0].split()[-1]) in nouns("text")):
            # "Smith's answer was short: " gives Smith the word.
            subject = owned.span(1)
        return self._said(paragraph, subject) if subject else None

    def _said(
        self, paragraph: Paragraph, span: tuple[int, int], role: str = "", title: str = "", *, is_beside: bool = False
    ) -> Said | None:
        mention = paragraph.text[slice(*span)]
        speaker = self.cast.identify(mention, ", ".join(filter(None, (title, role))), is_beside=is_beside)
        mention = f"{title}, {mention}" if title else mention
        return Said(mention, speaker, next(paragraph.document_spans(*span))[1][0]) if speaker else None

    def _remember(self, paragraph: Paragraph, quotations: list[Quotation], said: list[Said | None], cues: _Cues) -> None:
        self.announced = _indirect(said[-1]) if quotations and quotations[-1].is_open else None
        self.letter = None
        if paragraph.text.endswith((":", ";", ",")):
            start, end = paragraph.span_of(len(paragraph.statements) - 1)
            last = cues.last_before(end, begin=start)
            is_colon = paragraph.text.endswith(":")
            given = last.said if last else self._subject(paragraph, start, end) if is_colon else None
            self.letter = last.said if last and is_colon else None
            self.announced = _direct(given) if given else None
        quoted = next((item for item in reversed(said) if item), None)
        self.before = quoted or (cues.strong[-1].said if cues.strong else None)


def _direct(said: Said) -> Said:
    return replace(said, is_direct=True)


def _indirect(said: Said | None) -> Said | None:
    return replace(said, is_direct=False) if said else None


def _leads_in(text: str, begin: int, end: int) -> bool:
    return begin <= end <= begin + NEAR and _LEADS_IN.fullmatch(text, begin, end) is not None


def _is_beside(text: str, cue: Cue, quotations: Sequence[Quotation]) -> bool:
    """Return whether one of these quotations ends right before a cue, or is led in by it."""
    return any(
        (quotation.end <= cue.start and _BESIDE.fullmatch(text, quotation.end, cue.start))
        or _leads_in(text, cue.end, quotation.start)
        for quotation in quotations
    )


def _is_bare(text: str, begin: int, end: int) -> bool:
    """Return whether nothing but quotation marks and spaces stands between."""
    return end - begin <= NEAR and not text[begin:end].strip(QUOTE_MARKS + " ")


def _is_title(text: str, quotation: Quotation) -> bool:
    """Return whether a quotation that fills its paragraph ends like a title, without a mark of a sentence's end."""
    return _is_bare(text, quotation.end, len(text)) and text[quotation.end - 1] not in ".,;:!?…—–-" and not quotation.is_open


def _has_capitals(text: str) -> bool:
    """Return whether every longer word of a passage begins with a capital, as in a title."""
    words = [word for word in text.split() if len(word.strip(".,?!’'")) >= LONGER_WORD]
    return len(words) > 1 and all(word.lstrip("‘'([")[:1].isupper() for word in words)


def _is_fragment(text: str, quotation: Quotation) -> bool:
    """Return whether quoted words are only a part of the author's phrase: 'promised a "formal update"'."""
    word = _SMALL_WORD.search(text, max(0, quotation.start - 20), quotation.start)
    return word is not None and word[1].lower() in (small_words("determiner") | small_words("preposition")) - {"that"}


def _without(text: str, begin: int, end: int, quotations: Sequence[Quotation]) -> str:
    """Return a sentence without what it quotes."""
    pieces = []
    for quotation in quotations:
        pieces.append(text[begin : max(begin, quotation.start)])
        begin = max(begin, min(end, quotation.end))
    return " | ".join([*pieces, text[begin:end]])


def _is_long(text: str, quotation: Quotation) -> bool:
    return len(text[quotation.start : quotation.end].split(maxsplit=FEW_WORDS)) >= FEW_WORDS


def _sentences(paragraph: Paragraph, quotation: Quotation) -> tuple[int, int]:
    """Return the span from the sentence the quotation begins in to the one it ends in."""
    first = paragraph.statement_at(quotation.start)
    last = paragraph.statement_at(max(quotation.start, quotation.end - 1))
    return paragraph.span_of(first)[0], paragraph.span_of(last)[1]


def _speakers(
    paragraph: Paragraph, quotations: list[Quotation], said: list[Said | None], cues: _Cues
) -> Iterator[Speaker | None]:
    """Yield who says each statement: of whom its longest quotation is, else whom its first cue names."""
    quoted: dict[int, tuple[int, Quotation, Said]] = {}
    for quotation, by in zip(quotations, said, strict=True):
        for index in range(paragraph.statement_at(quotation.start), paragraph.statement_at(quotation.end - 1) + 1):
            start, end = paragraph.span_of(index)
            length = min(quotation.end, end) - max(quotation.start, start)
            if by is not None and length > 0 and (index not in quoted or length > quoted[index][0]):
                quoted[index] = length, quotation, by
    for index in range(len(paragraph.statements)):
        start, end = paragraph.span_of(index)
        length, longest, by = quoted.get(index, (0, None, None))
        if longest and by and (by.is_direct or _is_long(paragraph.text, longest) or length >= MOSTLY * (end - start)):
            yield by.speaker
        else:
            own = cues.first_strong(start, end)
            yield own.said.speaker if own else None
