"""Who says each statement: the author, somebody named or unnamed, another outlet, or the official side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.model import Statement, Voice, VoiceType
from reportgen.profile.echoes import echoed_words
from reportgen.profile.official_side import OfficialSide
from reportgen.profile.speakers import Kind
from reportgen.profile.speech import read_speech

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportgen.model import Document
    from reportgen.profile.speakers import Speaker
    from reportgen.profile.speech import Speech


def assign_voices(document: Document, *, official: Document | None) -> Document:
    """Return the document with who says each of its statements.

    `official` is the official text where `document` is a report on it: its people and bodies are then the official side.
    So is whoever is quoted with words of the official text. Statements have the spans of quoted words also where the
    author speaks ("the so-called 'fiscal cliff'").
    """
    speeches = read_speech(document)
    side = OfficialSide.of(official) if official is not None else None
    if side is not None and official is not None:
        side = side.joined_by(_echoing(speeches, official))
        # Whoever belongs to it once belongs to it: "Ben Bernanke, the Fed chairman", then "Mr. Bernanke".
        side = side.joined_by(_belonging(speeches, side))
    publisher = _bare(document.publisher)
    voices = [_voice(speech, index, side, publisher) for speech in speeches for index in range(len(speech.paragraph.statements))]
    statements = tuple(_with_voice(*item) for item in zip(document.statements, voices, strict=True))
    return replace(document, statements=statements)


def _with_voice(statement: Statement, voice: Voice) -> Statement:
    return replace(statement, voice=voice)


def _echoing(speeches: Iterable[Speech], official: Document) -> list[Speaker]:
    """Return who is quoted with words that stand in the official text as its author's own."""
    quotations = [
        (speech.paragraph.text[quotation.start : quotation.end], said.speaker)
        for speech in speeches
        for quotation, said in zip(speech.quotations, speech.said, strict=True)
        if said is not None and said.speaker.kind in {Kind.PERSON, Kind.TEXT}
    ]
    echoed = echoed_words([text for text, _ in quotations], official)
    return [speaker for (_, speaker), is_echo in zip(quotations, echoed, strict=True) if is_echo]


def _belonging(speeches: Iterable[Speech], side: OfficialSide) -> list[Speaker]:
    speakers = (speaker for speech in speeches for speaker in speech.speakers if speaker is not None)
    return [speaker for speaker in speakers if speaker.kind is Kind.PERSON and side.speaks_through(speaker)]


def _voice(speech: Speech, index: int, side: OfficialSide | None, publisher: str) -> Voice:
    quoted = speech.quoted_in.get(index, ())
    speaker = speech.speakers[index]
    is_author = speaker is not None and speaker.kind is Kind.PRONOUN and speaker.name.lower() in {"i", "we"}
    if speaker is None or is_author or (speaker.kind is Kind.OUTLET and publisher and _bare(speaker.name) == publisher):
        return Voice(quoted=quoted)
    return Voice(_type(speaker, side), speaker.name, quoted)


def _type(speaker: Speaker, side: OfficialSide | None) -> VoiceType:
    if side is not None and side.speaks_through(speaker):
        return VoiceType.OFFICIAL
    if speaker.kind is Kind.OUTLET:
        return VoiceType.OUTLET
    return VoiceType.UNNAMED if speaker.kind in {Kind.UNNAMED, Kind.PRONOUN} else VoiceType.NAMED


def _bare(publisher: str | None) -> str:
    return (publisher or "").lower().removeprefix("the ").strip()


@dataclass(frozen=True, slots=True)
class Utterance:
    """A quotation with who said it; offsets count in the document."""

    start: int
    end: int
    mention: str
    """The speaker in the words of the cue: "he", "the minister"."""
    speaker: Speaker
    cue: int
    """Where the mention begins: the same for both parts of '"Yes," he said, "and no"'."""
    is_direct: bool
    """Whether the quotation stands right beside the cue: '"Yes," he said', 'he said: "Yes"'."""


def find_utterances(document: Document) -> tuple[Utterance, ...]:
    """Return the quotations of a document that have a speaker, in order."""
    return tuple(
        Utterance(spans[0][1][0], spans[-1][1][1], said.mention, said.speaker, said.cue, said.is_direct)
        for speech in read_speech(document)
        for spans, said in zip(speech.quoted_spans, speech.said, strict=True)
        if said is not None and spans
    )
