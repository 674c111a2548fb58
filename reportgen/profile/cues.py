"""Cues, places where a text says who speaks: "Sullivan said", "said the minister", "according to the ministry"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportgen.profile.lexicon import verb_pattern, verbs
from reportgen.profile.phrases import DATES, is_noun_phrase, is_owner, is_plural, is_speaker
from reportgen.profile.subjects import (
    is_role,
    name_behind,
    role_behind,
    sentence_subject,
    subject_before,
    subject_behind,
    tail_start,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

QUOTE_MARKS = "\"“”„«»‘’'"
INVERTERS = QUOTE_MARKS + ",?!"
"""What stands before a verb whose subject may follow: '"No," said Smith'."""
NEVER_INVERTED = frozenset({"told", "tells", "warned", "warns", "urged", "urges"})
NAMING = frozenset({"called", "calls", "calling", "dubbed", "labeled", "labelled", "branded"})
"""Verbs that may give a name: 'a podcast called "The Podcast"'."""
MOST_VERBS = 60
"""Verbs of saying looked at in one sentence; what has more is no sentence."""
LONGEST_BEHIND = 7
"""Words of a subject behind its verb where no quotation stands before: "…, explained the head of the union"."""
WINDOW = 140
"""Characters behind a verb in which its words are looked for."""

_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Pp]er(?=\s[A-Z])|[Ii]n the (?:words|view|opinion) of|[Aa]s told by|(?:was|came) the \w+ from"
    r"|(?:were|are) the words of)\s+"
)
_QUOTED_AS = re.compile(
    r"\b(?:was|were|is|are|been) (?:(?:quoted|cited)(?:\s(?:by|in)\s[^,.;:\"“”]{2,60}?)? as (?:saying|telling)\b"
    r"|quoted\b[^.;:\"“”]{0,100}(?=[;:]\s*(?:[\"“]|\Z)))"
)
_QUOTING = re.compile(
    r"\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))\s+([^,.;:\"“”]{2,80}?(?:,[^,.;:\"“”]{2,80},)?)\s+as\s(?:saying|telling|writing)\b"
)
_AS_IF = re.compile(r"\s+as\s+(?:\w+\s){0,3}[\"“„«‘]")
_OWN_WORDS = re.compile(r"\b[Ii]n\s+([A-Z][^,.;:\"“”]{1,60}?)['’]s?\s+(?:own\s+)?words\b")
_HOW = re.compile(r"[\"”»’'][,\s]*(?:is|was)\s(?:how|what)\s\Z")
_NAME_BEFORE_CLAUSE = re.compile(
    r"[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,4}(?=\s(?:the|an?|his|her|its|their|this|these|those|there|it|he|she|they|we|no|some|all)\s)"
)
_TITLE_BEFORE = re.compile(r"(?:\A|(?<=[.,:;?!\"“”»’'—–])|(?<=\bsaid)|(?<=\bto))\s*([^.,:;?!\"“”«»—–]{3,120}),\s\Z")
_CALLING = re.compile(
    r"(?:Calling|Describing|Denouncing|Dismissing|Label+ing|Branding|Hailing|Praising|Citing|Condemning)\s[^.;:\"“”]{0,80}?[\"“„«‘]"
)
_COMMA_BEHIND = re.compile(r",?[\"”»’'],?\s+(?=\S)")
_LEADING_ON = re.compile(r"(?:\s[\w’'.-]+){0,6}\s*[,:]")
_LEADING = re.compile(r"\s*(?:[,:;]\s*)?(?:that\s)?[\"“„«‘]")
_ANNOUNCING = re.compile(r"(?:\s[\w’'.-]+){0,5}\s*[,:]\s*[\"“„«‘']")
_MARK_BEFORE = re.compile(r"[\"”»’'“][,\s]{0,2}\s*\Z")
_QUOTE_AHEAD = re.compile(r"[^\"“„«.;]{0,100}?[\"“„«‘]")
_NAMES = re.compile(r"\s*[\"“„«‘]")
_SPEECH_OVER = re.compile(r"\s*(?:[.,;!?]|\Z|(?:in|on|at|during|to|as|of|when|while|after)\s)")
_SPEECH_OVER_HERE = re.compile(r"\s*(?:[.,;!?]|\Z|(?:in|on|at|during|to|as|of|when|while|after|before|with|by|from|via)\s)")
"""The same behind a closing mark: '"No," Smith answered with a sigh'."""
_GOES_ON_TO = re.compile(r"\b(?:continue[ds]|begins?|began|promise[ds]|vow(?:s|ed)|agree[ds]|threaten(?:s|ed))\sto\s")
_COMPLEMENT = re.compile(
    rf"\s*(?:(?:on|in|at|to|during|late|early|last)\s[^,\"“„«.;]{{1,60}}?|{DATES}|\w+ly|later|again|[a-z]+(?:\s[a-z]+)?)?"
    r"\s*(?:[,:]\s*)?(?:\bthat\s|[\"“„«‘])"
)
_CLAUSE = re.compile(
    r"\s+(?:he|she|it|they|we|I|there)\s+[a-z]"
    r"|\s+(?!(?:is|are|was|were|will|would|has|have|had)\b)(?:(?!\b(?:that|which|who|to)\b)[^.;,\"“„«]){1,80}?"
    r"\b(?:is|are|was|were|will|would|has|have|had|can|could|may|might|must|should|did|does)\b"
)
_WITH_SPEAKER = re.compile(
    r"\bwith\s+((?:the\s+)?[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,5}|(?:the|an?|one|another|some)\s[a-z]+)\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A place where a paragraph says who speaks; offsets count in the paragraph's text."""

    start: int
    end: int
    """Of the verb, or of "according to", with the speaker."""
    speaker: tuple[int, int]
    role: str = ""
    """What an apposition tells about the speaker: "the national security adviser"."""
    title: str = ""
    """What stands before the speaker's name and a comma: "The minister" in "The minister, Ann Smith, said"."""
    is_weak: bool = False
    """True for verbs that give the subject no more than a quotation in the same sentence: "called it 'a disgrace'"."""


def find_cues(text: str, starts: Sequence[int], quoted: Sequence[tuple[int, int]]) -> list[Cue]:
    """Return the cues of a paragraph outside its quotations, in order; of two that overlap the first counts.

    `starts` tells where its statements begin, `quoted` where its quotations stand, marks not included.
    """
    cues = [*_verb_cues(text, starts, quoted), *_according_cues(text, quoted), *_passive_cues(text, starts, quoted)]
    cues += _judging_cues(text, starts, quoted)
    taken: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: (cue.start, cue.end)):
        if not taken or cue.start >= taken[-1].end:
            taken.append(cue)
    return taken


def _verb_cues(text: str, starts: Sequence[int], quoted: Sequence[tuple[int, int]]) -> Iterator[Cue]:
    seen: Counter[int] = Counter()
    for match in _all_verbs().finditer(text):
        begin = starts[bisect_right(starts, match.start()) - 1]
        seen[begin] += 1
        if seen[begin] <= MOST_VERBS and not _is_inside(match.start(), quoted):
            cue = _inverted_cue(text, match, begin) or _verb_cue(text, match, begin)
            if cue is not None:
                yield cue


@cache
def _all_verbs() -> re.Pattern[str]:
    return verb_pattern("said", "stated", "plural", "participle", "judged", "uttered")


def _inverted_cue(text: str, verb: re.Match[str], begin: int) -> Cue | None:
    """Return the cue of a verb with its subject behind it: '…," said Smith'."""
    before = text[max(begin, verb.start() - 9) : verb.start()].rstrip(" —–-")[-1:]
    is_beside = _is_behind_mark(text, begin, verb.start())
    may_invert = verbs("said", "stated") | (verbs("uttered") if is_beside else frozenset())
    may_invert -= frozenset({"told", "tells"}) if is_beside else NEVER_INVERTED
    if verb[0] not in may_invert or before == "" or before not in INVERTERS:
        return None
    subject = subject_behind(text, verb.end(), is_beside=is_beside)
    if subject is None or (not is_beside and not _is_plain(verb[0], text[slice(*subject)])):
        return None
    return Cue(verb.start(), subject[1], subject, role_behind(text, subject[1]), _title_of(text, verb.end(), subject))


def _is_plain(verb: str, subject: str) -> bool:
    """Return whether a subject behind a verb is short enough to be one where no quotation ends, or the verb a mere "said"."""
    return verb in verbs("said") or len(subject.split()) <= LONGEST_BEHIND


def _title_of(text: str, begin: int, subject: tuple[int, int]) -> str:
    """Return what stands before a subject and a comma, where it tells what the subject is."""
    title = _TITLE_BEFORE.search(text, max(begin, subject[0] - WINDOW), subject[0])
    return title[1] if title and is_role(title[1]) else ""


def _is_behind_mark(text: str, begin: int, position: int) -> bool:
    """Return whether a quotation closes right before a position."""
    return _MARK_BEFORE.search(text, max(begin, position - 6), position) is not None


def _verb_cue(text: str, verb: re.Match[str], begin: int) -> Cue | None:
    """Return the cue of a verb with its subject before it, if it reports words here."""
    if verb[0] in verbs("participle"):
        found = _participle_subject(text, begin, verb.start())
    else:
        leading = _LEADING if verb[0] in verbs("said", "plural") else _ANNOUNCING
        is_beside = verb[0] not in verbs("judged") and leading.match(text, verb.end(), verb.end() + WINDOW) is not None
        found = subject_before(text, begin, verb.start(), is_beside=is_beside)
    if found is None:
        return None
    subject, role = found
    if not _agrees(verb[0], text[slice(*subject)]):
        return None
    title = _title_of(text, begin, subject)
    start = text.rindex(title, begin, subject[0]) if title else subject[0]
    before = text[max(begin, start - 9) : start].rstrip(" —–-")[-1:]
    is_told = _HOW.search(text, max(begin, subject[0] - 20), subject[0]) is not None
    if not is_told and not _reports(text, verb, start, stands_last=before != "" and before in INVERTERS):
        return None
    return Cue(start, verb.end(), subject, role, title, is_weak=verb[0] in verbs("participle", "judged", "uttered"))


def _agrees(verb: str, subject: str) -> bool:
    """Return whether a verb is of its subject's number; where it is not, it is a noun: "the claims", "two reports"."""
    if subject.lower() == "who" or verb in verbs("participle"):
        return True
    if verb in verbs("plural"):
        return is_plural(subject)
    return not (verb.endswith("s") and is_plural(subject))


def _reports(text: str, verb: re.Match[str], subject: int, *, stands_last: bool) -> bool:
    """Return whether a verb reports words here, or something else ("added 400 jobs")."""
    if verb[0] in {"wrote", "writes", "write"} and not _is_behind_mark(text, 0, subject):
        # "Wrote that", "wrote on Monday:", not "wrote two books".
        return any(
            pattern.match(text, verb.end(), verb.end() + WINDOW) for pattern in (_SPEECH_OVER, _COMPLEMENT, _CLAUSE, _LEADING_ON)
        )
    if verb[0] in verbs("said", "plural"):
        return True
    if verb[0] in NAMING and _NAMES.match(text, verb.end()):
        # 'a podcast called "The Podcast"' gives a name; 'called the plan "a disgrace"' and 'which he called "a disgrace"' judge.
        return re.search(r"\b(?:which|what|that)\s\Z", text[max(0, subject - 8) : subject]) is not None
    if verb[0] in verbs("uttered"):
        is_behind = stands_last and _is_behind_mark(text, 0, subject) and _SPEECH_OVER_HERE.match(text, verb.end())
        # "As Smith put it, "
        is_as = verb[0].endswith(" it") and re.search(r"\b[Aa]s\s\Z", text[max(0, subject - 4) : subject])
        return bool(is_behind or is_as or _ANNOUNCING.match(text, verb.end(), verb.end() + WINDOW))
    if verb[0] in verbs("participle", "judged"):
        return _QUOTE_AHEAD.match(text, verb.end(), verb.end() + WINDOW) is not None
    if _GOES_ON_TO.match(text, verb.start()):
        # What the company continued to do, nobody says.
        return _QUOTE_AHEAD.match(text, verb.end(), verb.end() + WINDOW) is not None
    over = _SPEECH_OVER_HERE if _is_behind_mark(text, 0, subject) else _SPEECH_OVER
    patterns = (over, _COMPLEMENT, _CLAUSE) if stands_last else (_COMPLEMENT, _CLAUSE)
    return any(pattern.match(text, verb.end(), verb.end() + WINDOW) for pattern in patterns)


def _participle_subject(text: str, begin: int, end: int) -> tuple[tuple[int, int], str] | None:
    """Return the subject of a participle: "Boswell" in "with Boswell stating", else the sentence's own."""
    if text[max(begin, end - 4) : end] in (" as ", "was ", "ere "):
        # "quoted a minister as saying", "what she was saying"
        return None
    own = _WITH_SPEAKER.search(text[max(begin, end - WINDOW) : end])
    if own:
        offset = max(begin, end - WINDOW)
        return (offset + own.start(1), offset + own.end(1)), ""
    subject = sentence_subject(text, begin, end)
    return (subject, "") if subject and not is_owner(text[slice(*subject)]) else None


def _according_cues(text: str, quoted: Sequence[tuple[int, int]]) -> Iterator[Cue]:
    for match in _ACCORDING.finditer(text):
        start, end = match.end(), match.end() + len(text[match.end() : tail_start(text, match.end())].rstrip())
        is_beside = _LEADING.match(text, end) is not None or _is_behind_mark(text, 0, match.start())
        is_phrase = is_speaker(text[start:end]) or (is_beside and is_noun_phrase(text[start:end]))
        if not is_phrase and (name := _NAME_BEFORE_CLAUSE.match(text, start)):
            # "According to Smith the talks failed"
            end, is_phrase = name.end(), is_speaker(name[0])
        if is_phrase and not _is_inside(match.start(), quoted):
            span = name_behind(text, (start, end))
            yield Cue(match.start(), span[1], span, role_behind(text, span[1]), _title_of(text, start, span))
    for match in _judged_by().finditer(text):
        end = match.end() + len(text[match.end() : tail_start(text, match.end())].rstrip())
        if _AS_IF.match(text, end) and is_speaker(text[match.end() : end]) and not _is_inside(match.start(), quoted):
            yield Cue(match.start(), end, (match.end(), end), is_weak=True)
    for pattern in (_QUOTING, _OWN_WORDS):
        for match in pattern.finditer(text):
            if is_speaker(match[1]) and not _is_inside(match.start(), quoted):
                yield Cue(match.start(), match.end(), match.span(1))


@cache
def _judged_by() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(verbs('judged')))})\s+by\s+")


def _judging_cues(text: str, starts: Sequence[int], quoted: Sequence[tuple[int, int]]) -> Iterator[Cue]:
    """Yield the cues of participles before their subject: 'Calling it "a shame", Smith left'."""
    for start in starts:
        match = _CALLING.match(text, start)
        if match is None:
            continue
        inside = next((span for span in quoted if span[0] == match.end()), None)
        behind = _COMMA_BEHIND.match(text, inside[1]) if inside else None
        subject = sentence_subject(text, behind.end(), len(text)) if behind else None
        if subject and behind and subject[0] == behind.end():
            yield Cue(subject[0], subject[1], subject, is_weak=True)


def _passive_cues(text: str, starts: Sequence[int], quoted: Sequence[tuple[int, int]]) -> Iterator[Cue]:
    for match in _QUOTED_AS.finditer(text):
        found = subject_before(text, starts[bisect_right(starts, match.start()) - 1], match.start())
        if found is not None and not _is_inside(match.start(), quoted):
            yield Cue(found[0][0], match.end(), *found)


def _is_inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (position, len(spans) and spans[-1][1])) - 1
    return index >= 0 and spans[index][0] <= position < spans[index][1]
