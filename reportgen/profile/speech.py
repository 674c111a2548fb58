"""Speech in a document: its quotations and reported words, and to whom each belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.profile.cues import QUOTE_MARKS, Cue, find_cues
from reportgen.profile.paragraphs import Paragraph, split_paragraphs
from reportgen.profile.quotations import Quotation, find_quotations
from reportgen.profile.speakers import Cast, Speaker
from reportgen.profile.subjects import sentence_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.model import Document

FEW_WORDS = 4
"""Shorter quoted passages are terms and titles: alone they do not make a sentence somebody else's."""
MOSTLY = 0.5
"""From this share of quoted characters on a sentence is its quotation's speaker's, however few its words."""

_BESIDE = re.compile(r"[\"“”„«»‘’',.?!—–\s-]*(?:(?:and|but|as|so)\s+)?")
"""Between a quotation and the cue behind it."""
_LEADS_IN = re.compile(r"(?:,?\s+(?!that\b)[\w.’']+){0,8}\s*[,:;]?\s*[\"“„«»‘']")
"""Between a cue and the quotation it announces: "told reporters on Monday: "."""
_GIVES_THE_WORD = re.compile(r"(?<!including)(?<!following)(?<!such as)(?<!like):[\s\"“„«»‘']*\Z")


@dataclass(frozen=True, slots=True)
class Said:
    """Who says a passage."""

    mention: str
    """In the words of the cue."""
    speaker: Speaker
    is_direct: bool = False
    """Whether the passage stands right beside the cue."""


@dataclass(frozen=True)
class Speech:
    """A paragraph with its quotations and who speaks in it."""

    paragraph: Paragraph
    quotations: tuple[Quotation, ...]
    said: tuple[Said | None, ...]
    """Beside each quotation, who is quoted; None where that cannot be told."""
    speakers: tuple[Speaker | None, ...]
    """Beside each statement, who says it; None for the author."""

    def quoted_spans(self) -> list[list[tuple[int, tuple[int, int]]]]:
        """Return for each quotation the statements it touches, by number, with its spans in the document."""
        return [list(self.paragraph.document_spans(quotation.start, quotation.end)) for quotation in self.quotations]


def read_speech(document: Document) -> list[Speech]:
    """Return the paragraphs of a document with their quotations and speakers, in order."""
    paragraphs = split_paragraphs(document)
    quotations = find_quotations([paragraph.text for paragraph in paragraphs])
    reader = _Reader(Cast([statement.text for statement in document.statements]))
    return [reader.read(paragraph, found) for paragraph, found in zip(paragraphs, quotations, strict=True)]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A cue with who it names."""

    cue: Cue
    said: Said


class _Reader:
    """Reads paragraphs in order, and remembers who may go on speaking in the next."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.announced: Said | None = None
        """Who was given the word at the end of the paragraph before, by a colon or by a quotation left open."""
        self.before: Said | None = None
        """Who spoke in the paragraph before."""

    def read(self, paragraph: Paragraph, quotations: list[Quotation]) -> Speech:
        """Return who speaks in the next paragraph."""
        spoken = self._listen(paragraph, quotations)
        said: list[Said | None] = []
        for quotation in quotations:
            said.append(self._beside(paragraph, quotation, spoken) or self._goes_on(paragraph, quotation, spoken, said))
        speakers = tuple(_speaker(paragraph, index, quotations, said, spoken) for index in range(len(paragraph.statements)))
        self._remember(paragraph, quotations, said, spoken)
        return Speech(paragraph, tuple(quotations), tuple(said), speakers)

    def _listen(self, paragraph: Paragraph, quotations: list[Quotation]) -> list[_Spoken]:
        """Return the cues with who is meant by each; sentences without one tell whom "she" may mean later."""
        spoken: list[_Spoken] = []
        cues = find_cues(paragraph.text, paragraph.starts, [(quotation.start, quotation.end) for quotation in quotations])
        for index in range(len(paragraph.statements)):
            start, end = paragraph.span_of(index)
            own = [cue for cue in cues if start <= cue.start < end]
            for cue in own:
                mention = paragraph.text[slice(*cue.speaker)]
                speaker = self.cast.identify(mention, cue.role)
                if speaker is not None:
                    spoken.append(_Spoken(cue, Said(mention, speaker)))
            if not own and (subject := sentence_subject(paragraph.text, start, end)):
                self.cast.notice(paragraph.text[slice(*subject)])
        return spoken

    def _beside(self, paragraph: Paragraph, quotation: Quotation, spoken: list[_Spoken]) -> Said | None:
        """Return the speaker whose cue stands in a sentence that the quotation touches."""
        begin, end = _sentences(paragraph, quotation)
        near = [item for item in spoken if begin <= item.cue.start < end]
        behind = next((item for item in near if item.cue.start >= quotation.end), None)
        if behind and _BESIDE.fullmatch(paragraph.text, quotation.end, behind.cue.start):
            return _direct(behind.said)
        before = [item for item in near if item.cue.start < quotation.start]
        if (
            before
            and before[-1].cue.end <= quotation.start
            and _LEADS_IN.fullmatch(paragraph.text, before[-1].cue.end, quotation.start)
        ):
            return _direct(before[-1].said)
        if _GIVES_THE_WORD.search(paragraph.text[begin : quotation.start]) and all(item.cue.is_weak for item in before):
            # 'Smith defended his record: "We …"': the colon gives the sentence's subject the word.
            given = self._subject(paragraph, begin, quotation.start)
            if given is not None:
                return _direct(given)
        if before:
            return before[-1].said
        return behind.said if behind else None

    def _goes_on(self, paragraph: Paragraph, quotation: Quotation, spoken: list[_Spoken], said: list[Said | None]) -> Said | None:
        """Return who goes on in a quotation without a cue: who spoke before in the paragraph, else in the one before."""
        begin = paragraph.span_of(paragraph.statement_at(quotation.start))[0]
        is_sentence = not paragraph.text[begin : quotation.start].strip(QUOTE_MARKS + " ")
        is_long = len(paragraph.text[quotation.start : quotation.end].split()) >= FEW_WORDS
        earlier = [item.said for item in spoken if item.cue.end <= quotation.start and not item.cue.is_weak]
        if earlier:
            return _indirect(earlier[-1]) if is_sentence or is_long else None
        if not is_sentence:
            return None
        if said:
            return _indirect(said[-1])
        if paragraph.text[: quotation.start].strip(QUOTE_MARKS + " "):
            return None
        return self.announced or _indirect(self.before)

    def _subject(self, paragraph: Paragraph, begin: int, end: int) -> Said | None:
        subject = sentence_subject(paragraph.text, begin, end)
        if subject is None:
            return None
        mention = paragraph.text[slice(*subject)]
        speaker = self.cast.identify(mention)
        return Said(mention, speaker) if speaker else None

    def _remember(
        self, paragraph: Paragraph, quotations: list[Quotation], said: list[Said | None], spoken: list[_Spoken]
    ) -> None:
        self.announced = _indirect(said[-1]) if quotations and quotations[-1].is_open else None
        if paragraph.text.rstrip().endswith(":"):
            start, end = paragraph.span_of(len(paragraph.statements) - 1)
            last = [item.said for item in spoken if item.cue.start >= start]
            given = last[-1] if last else self._subject(paragraph, start, end)
            self.announced = _direct(given) if given else None
        quoted = [item for item in said if item]
        voiced = [item.said for item in spoken if not item.cue.is_weak]
        self.before = next(iter([*quoted[-1:], *voiced[-1:]]), None)


def _direct(said: Said) -> Said:
    return Said(said.mention, said.speaker, is_direct=True)


def _indirect(said: Said | None) -> Said | None:
    return Said(said.mention, said.speaker) if said else None


def _sentences(paragraph: Paragraph, quotation: Quotation) -> tuple[int, int]:
    """Return the span from the sentence the quotation begins in to the one it ends in."""
    first = paragraph.statement_at(quotation.start)
    last = paragraph.statement_at(max(quotation.start, quotation.end - 1))
    return paragraph.span_of(first)[0], paragraph.span_of(last)[1]


def _speaker(
    paragraph: Paragraph, index: int, quotations: list[Quotation], said: list[Said | None], spoken: list[_Spoken]
) -> Speaker | None:
    """Return who says a statement: of whom its longest quotation is, else whom its first cue names."""
    start, end = paragraph.span_of(index)
    own = next((item.said.speaker for item in spoken if start <= item.cue.start < end and not item.cue.is_weak), None)
    length, quotation, by = max(_quoted_in(start, end, quotations, said), key=lambda item: item[0], default=(0, None, None))
    if quotation is None or by is None:
        return own
    is_long = len(paragraph.text[quotation.start : quotation.end].split()) >= FEW_WORDS
    if is_long or length >= MOSTLY * (end - start):
        return by.speaker
    return own


def _quoted_in(
    start: int, end: int, quotations: list[Quotation], said: list[Said | None]
) -> Iterator[tuple[int, Quotation | None, Said | None]]:
    for quotation, by in zip(quotations, said, strict=True):
        if by is not None and quotation.start < end and quotation.end > start:
            yield min(quotation.end, end) - max(quotation.start, start), quotation, by
